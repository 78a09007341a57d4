import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Machines are shared and noisy, so every figure is a median, and a ratio to an empty node process of the same run. */
const runs = 11;
const { app } = parse(readFileSync('cdk8s.yaml', 'utf8')) as { app: string };
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const environment = { ...process.env, CDK8S_OUTDIR: join(folder, 'dist'), CDK8S_CHECK_UPGRADE: 'false' };

const commands: Readonly<Record<string, string>> = {
  'node, empty': 'node -e 0',
  'app process': (app.split('&&')[1] ?? '').trim(),
  'app command of cdk8s.yaml': app,
  'synth, without npm': scripts.synth ?? '',
  'npm run synth': 'npm run --silent synth',
  'cdk8s synth': `cdk8s synth --output ${join(folder, 'dist')}`,
};

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function timeOf(command: string): number {
  const begin = performance.now();
  const { status } = spawnSync('sh', ['-c', command], { stdio: 'ignore', env: environment });
  if (status !== 0) {
    throw new Error(`"${command}" ended with ${status}`);
  }
  return performance.now() - begin;
}

function row(title: string, ...cells: readonly string[]): void {
  process.stdout.write(`${title.padEnd(28)}${cells.map((cell) => cell.padStart(12)).join('')}\n`);
}

const milliseconds = (value: number) => `${value.toFixed(0)} ms`;

function processes(): void {
  const times: Record<string, number[]> = {};
  // In turns, so that a busy moment of the machine meets all of them.
  for (let run = 0; run < runs; run++) {
    for (const [title, command] of Object.entries(commands)) {
      times[title] = [...(times[title] ?? []), timeOf(command)];
    }
  }
  const empty = medianOf(times['node, empty'] ?? []);
  row(`median of ${runs}`, 'time', 'ratio');
  for (const [title, values] of Object.entries(times)) {
    row(title, milliseconds(medianOf(values)), `${(medianOf(values) / empty).toFixed(2)} x`);
  }
}

interface Phases {
  readonly start: number;
  readonly load: number;
  readonly construct: number;
  readonly serialize: number;
  readonly write: number;
  readonly peak: number;
}

function growth(): void {
  const build = [
    'tools/bench-phases.ts',
    '--bundle',
    '--platform=node',
    '--packages=external',
    '--outfile=.cache/phases.js',
  ];
  execFileSync('esbuild', [...build, '--log-level=warning']);
  row('\nchats', ' start', 'load', 'construct', 'serialize', 'write', 'total', 'peak');
  for (const chats of [1, 10, 100, 1000]) {
    const samples = Array.from({ length: chats < 1000 ? 5 : 3 }, (_, sample) => {
      const output = execFileSync('node', ['.cache/phases.js', String(chats), join(folder, `${chats}-${sample}`)]);
      return JSON.parse(output.toString()) as Phases;
    });
    const median = (phase: keyof Phases) => medianOf(samples.map((sample) => sample[phase]));
    const phases = (['start', 'load', 'construct', 'serialize', 'write'] as const).map(median);
    const total = phases.reduce((sum, phase) => sum + phase, 0);
    row(String(chats), ...[...phases, total].map(milliseconds), `${median('peak').toFixed(0)} MB`);
  }
}

try {
  processes();
  growth();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
