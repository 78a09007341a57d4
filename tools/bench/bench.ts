import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { textOf } from '../../constructs/synthesis/text';
import { settings } from '../../settings';
import { fleetOf } from './many-chats';

const { short = false } = parseArgs({ options: { short: { type: 'boolean' } } }).values;

/** Machines are shared and noisy, so every figure is a median, and a ratio to an empty node process of the same run. */
const runs = short ? 1 : 11;
const sizes = short ? [1, 10] : [1, 10, 100, 1000];
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const hasHelm = spawnSync('helm', ['version', '--short']).status === 0;

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Of all processes of a command, as the shell's `times` has it in its last line, in milliseconds. */
function processorTime(times: string): number {
  const [line = ''] = times.trimEnd().split('\n').slice(-1);
  const parts = [...line.matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000, 0);
}

function run(command: string): { milliseconds: number; processor: number; stdout: string } {
  const begin = performance.now();
  const path = `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH}`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', `${command}\nended=$?; times >&2; exit $ended`], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    // A run must not touch dist/, which the cdk8s command empties.
    env: { ...process.env, PATH: path, CDK8S_OUTDIR: join(folder, 'dist'), CDK8S_CHECK_UPGRADE: 'false' },
  });
  if (status !== 0) {
    throw new Error(`"${command}" ended with ${status}: ${stderr}`);
  }
  return { milliseconds: performance.now() - begin, processor: processorTime(stderr), stdout };
}

function row(title: string, ...cells: readonly string[]): void {
  process.stdout.write(`${title.padEnd(28)}${cells.map((cell) => cell.padStart(12)).join('')}\n`);
}

/** On standard error, and only for a person who waits. */
function progress(text: string): void {
  if (process.stderr.isTTY) {
    process.stderr.write(`\r\x1b[K${text}`);
  }
}

const milliseconds = (value: number) => `${value.toFixed(0)} ms`;

/** A helm chart that makes the same objects for so many chats: the output of one, with its namespace as a value. */
function chartOf(chats: number): string {
  const chart = join(folder, `chart-${chats}`);
  const manifests = synthesize(fleetOf(settings, 1)).manifests.filter(({ side }) => side === 'public');
  const text = manifests.map((manifest) => `---\n${textOf(manifest).replaceAll('chat-0', '{{ . }}')}`).join('');
  mkdirSync(join(chart, 'templates'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: chats\nversion: 1.0.0\n');
  writeFileSync(
    join(chart, 'values.yaml'),
    `chats: [${Array.from({ length: chats }, (_, index) => `chat-${index}`)}]\n`,
  );
  writeFileSync(join(chart, 'templates', 'chats.yaml'), `{{- range .Values.chats }}\n${text}{{- end }}\n`);
  return chart;
}

function processes(): void {
  const commands: Readonly<Record<string, string>> = {
    'node, empty': 'node -e 0',
    'app process': 'node tools/start/start.mjs main.ts',
    'npm run synth -- --check': 'npm run --silent synth -- --check --quiet || true',
    // What it takes before the first question to a cluster.
    'npm run status, no cluster': 'KUBECONFIG=/nowhere npm run --silent status || true',
    ...(short ? {} : { 'cdk8s synth': `cdk8s synth --output ${join(folder, 'dist')}` }),
    ...(hasHelm ? { 'helm template': `helm template ${chartOf(1)}` } : {}),
  };
  const samples: Record<string, ReturnType<typeof run>[]> = {};
  // In turns, so that a busy moment of the machine meets all of them.
  for (let turn = 1; turn <= runs; turn++) {
    for (const [title, command] of Object.entries(commands)) {
      progress(`turn ${turn} of ${runs}: ${title}`);
      samples[title] = [...(samples[title] ?? []), run(command)];
    }
  }
  progress('');
  const medians = (title: string) => {
    const own = samples[title] ?? [];
    return [medianOf(own.map((one) => one.milliseconds)), medianOf(own.map((one) => one.processor))] as const;
  };
  const [empty, emptyProcessor] = medians('node, empty');
  row(runs === 1 ? 'one run' : `median of ${runs}`, 'time', 'ratio', 'processor', 'ratio');
  for (const title of Object.keys(samples)) {
    const [time, processor] = medians(title);
    const ratio = (part: number, whole: number) => `${(part / whole).toFixed(2)} x`;
    row(title, milliseconds(time), ratio(time, empty), milliseconds(processor), ratio(processor, emptyProcessor));
  }
}

const phases = ['start', 'load', 'construct', 'serialize', 'write'] as const;

function growth(): void {
  row('\nchats', ' start', 'load', 'construct', 'serialize', 'write', 'total', 'peak', ...(hasHelm ? ['helm'] : []));
  for (const chats of sizes) {
    const chart = hasHelm ? chartOf(chats) : '';
    const samples = Array.from({ length: short ? 1 : chats < 1000 ? 5 : 3 }, (_, sample) => {
      progress(`${chats} chats, sample ${sample + 1}`);
      const program = `node tools/start/start.mjs tools/bench/bench-phases.ts ${chats} ${join(folder, `${chats}-${sample}`)}`;
      const measured = JSON.parse(run(program).stdout) as Record<(typeof phases)[number] | 'peak', number>;
      return { ...measured, helm: hasHelm ? run(`helm template ${chart}`).milliseconds : 0 };
    });
    progress('');
    const median = (name: keyof (typeof samples)[number]) => medianOf(samples.map((sample) => sample[name]));
    const total = phases.reduce((sum, phase) => sum + median(phase), 0);
    const times = [...phases.map(median), total].map(milliseconds);
    row(String(chats), ...times, `${median('peak').toFixed(0)} MB`, ...(hasHelm ? [milliseconds(median('helm'))] : []));
  }
}

try {
  if (!short) {
    process.stderr.write('This takes some minutes; -- --short takes seconds.\n\n');
  }
  processes();
  growth();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
