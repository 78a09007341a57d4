import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from '../../tests/project';
import { SmallProject } from '../../tests/small-project';
import type { Workspace } from '../../tests/workspace';
import { hintsOf } from '../command/failure';

const small = new SmallProject({
  'settings.ts': 'export const settings = {};\n',
  // A check that finds something, and one that still waits for the compiler.
  'tools/different.ts': "export const code = import('../settings').then(() => 1);\n",
  'tools/waiting.ts':
    "export const code = import('../settings').then(() => new Promise((done) => setTimeout(done, 60_000, 0)));\n",
});
afterAll(() => small.remove());

const machine = `${process.platform}-${process.arch}`;
const nothing = '\n\nNothing was written: the output is as it was.\n';

/** The processes that work in a folder. */
function processesOf({ path }: Workspace): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(join('/proc', pid, 'cwd')).startsWith(path);
    } catch {
      return false;
    }
  });
}

const testOnLinux = existsSync('/proc/self/cwd') ? test : test.skip;

describe('a program', () => {
  afterEach(() => small.restore());

  describe('settings.ts that is no file to read', () => {
    test.each([
      [
        'is missing',
        'rm settings.ts',
        'tools/synth/synth.ts',
        'settings.ts is not there, and it says what to make; "git checkout settings.ts" brings it back.',
      ],
      [
        'is a folder',
        'rm settings.ts && mkdir settings.ts',
        'tools/guide/guide.ts',
        'settings.ts is a folder, where a file with the settings goes; move it away.',
      ],
      [
        'leads nowhere',
        'rm settings.ts && ln -s settings.ts settings.ts',
        'tools/status/status.ts',
        'settings.ts cannot be read (ELOOP).',
      ],
    ])('%s', (_, command, program, sentence) => {
      small.run(command);
      expect(small.start(program)).toEqual({ status: 1, stdout: '', stderr: `${sentence}${nothing}` });
    });

    // Root may read everything.
    const testAsUser = process.getuid?.() === 0 ? test.skip : test;
    testAsUser('may not be read', () => {
      small.run('chmod 000 settings.ts');
      expect(small.start('tools/synth/synth.ts').stderr).toBe(
        `settings.ts may not be read; check its owner and rights.${nothing}`,
      );
    });

    test('under cdk8s, which has emptied its folder before', () => {
      small.run('rm settings.ts');
      const { stderr } = small.run('node tools/start/start.mjs main.ts', { CDK8S_OUTDIR: 'dist' });
      expect(stderr).toContain(
        'Nothing was written, but cdk8s has emptied its output folder; "git checkout dist" brings it back.\n',
      );
    });
  });

  describe('settings.ts that ends the run', () => {
    test.each([
      ['at once', 'process.exit(0);'],
      ['later', 'setTimeout(() => process.exit(0), 0);'],
      ['by the function beneath', '(process as unknown as { reallyExit(status: number): void }).reallyExit(0);'],
      ['later, with a code set', 'process.exitCode = 0; setImmediate(() => process.exit());'],
    ])('%s makes no check green', (_, line) => {
      small.write('settings.ts', `${line}\nexport const settings = {};\n`);
      expect(small.start('tools/waiting.ts')).toEqual({
        status: 1,
        stdout: '',
        stderr: 'settings.ts ended the run before it was done: take process.exit out of it.\n',
      });
    });
  });

  test.each(['process.exitCode = 0;', 'process.exit(0);'])(
    'settings.ts with %s at the end makes no check green',
    (last) => {
      small.write('settings.ts', `process.on('exit', () => { ${last} });\nexport const settings = {};\n`);
      expect(small.start('tools/different.ts').status).toBe(1);
    },
  );

  describe('packages that npm left out', () => {
    test('the optional ones, which hold the compilers', () => {
      small.run('rm node_modules/@typescript');
      for (const command of ['npm run -s synth', 'npm test']) {
        const { status, stderr } = small.run(command);
        expect(status).toBe(1);
        expect(stderr).toContain(`The packages for ${machine} are not installed: run "npm ci --include=optional".\n`);
      }
    });
  });
});

testOnLinux('what a program started has ended when somebody ends it', async () => {
  const waiting = new SmallProject({
    'settings.ts': 'export const settings = {};\n',
    'tools/compiling.ts':
      "const { typeCheck } = require('./synth/type-check');\nexport const code = typeCheck().errors.then(() => 0);\n",
  });
  // A compiler that does not end by itself.
  waiting.run('rm node_modules/typescript node_modules/@typescript');
  const native = `node_modules/@typescript/typescript-${machine}`;
  for (const folder of ['node_modules/typescript', native]) {
    waiting.write(`${folder}/package.json`, '{}');
  }
  waiting.write(`${native}/lib/tsc`, '#!/bin/sh\ntouch compiling\nexec sleep 600\n');
  waiting.run(`chmod +x ${native}/lib/tsc`);

  const program = spawn('node', ['tools/start/start.mjs', 'tools/compiling.ts'], { cwd: waiting.path });
  const ended = once(program, 'exit');
  while (program.exitCode === null && !existsSync(waiting.at('compiling'))) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  program.kill('SIGTERM');
  expect(await ended).toEqual([null, 'SIGTERM']);
  expect(processesOf(waiting)).toEqual([]);
  waiting.remove();
});

test.each(['sim', 'True', 'yes'])('%s is a word for true', (word) => {
  expect(hintsOf(new ReferenceError(`${word} is not defined`))).toEqual(['use true or false, without quotes']);
});

describe('npm run synth', () => {
  const project = new Project();
  afterEach(() => project.restore());
  afterAll(() => project.remove());

  test('makes nothing twice', () => {
    const good = { status: 0, stdout: '', stderr: '' };
    expect(project.synth('--check --quiet')).toEqual(good);
    const before = project.run('ls -i .cache').stdout;
    for (const name of ['packages', 'settings', 'tools-synth-synth.ts', 'types', 'types.json']) {
      expect(before).toContain(` ${name}\n`);
    }
    expect(project.synth('--check --quiet')).toEqual(good);
    expect(project.run('ls -i .cache').stdout).toBe(before);
  });

  describe('what npm keeps for itself', () => {
    test('--quiet is told, and the run goes on', () => {
      const { status, stderr } = project.run('npm run synth --quiet', { npm_config_loglevel: undefined });
      expect(status).toBe(0);
      expect(stderr.split('\n')[0]).toBe('npm took --quiet for itself. Put -- before it: npm run synth -- --quiet');
    });

    test('--dry-run is refused', () => {
      project.edit('replicas: 2', 'replicas: 3');
      const before = project.output();
      const { status, stderr } = project.run('npm run synth --dry-run');
      expect(status).toBe(1);
      expect(stderr.split('\n')[0]).toBe(
        'npm took --dry-run for itself. What writes nothing is npm run synth -- --check, and npm run synth -- --diff shows the lines',
      );
      expect(project.output()).toEqual(before);
    });
  });

  test('an error that should not happen shows the lines of our own files, and where to report it', () => {
    project.run(
      'sed -i \'s/^function synthesizeChat.*/&\\n  throw new Error("inside");/\' constructs/synthesis/synthesis.ts',
    );
    const { status, stderr } = project.run('node tools/start/start.mjs main.ts');
    expect(status).toBe(1);
    const [title, , what, first, ...others] = stderr.split('\n');
    const { bugs } = JSON.parse(readFileSync(join(project.path, 'package.json'), 'utf8'));
    expect(title).toBe(`Something went wrong that should not; please report it at ${bugs.url}.`);
    expect(what).toBe('  Error: inside');
    expect(first).toMatch(/^ {2}at synthesizeChat \(constructs\/synthesis\/synthesis\.ts:\d+:\d+\)$/);
    expect(
      others.some((line) => /^ {2}at synthesize \(constructs\/synthesis\/synthesis\.ts:\d+:\d+\)$/.test(line)),
    ).toBe(true);
    expect(stderr).not.toMatch(/node_modules|node:|\/tmp/);
  });

  test('a word for true is answered with true or false', () => {
    project.edit('platform:', 'isolateRouter: sim,\n  platform:');
    const line = project.run('grep -n isolateRouter settings.ts').stdout.split(':')[0];
    expect(project.synth().stderr).toBe(
      `settings.ts cannot be read.

  ReferenceError: sim is not defined
  use true or false, without quotes
  settings.ts(${line},18): error TS2304: Cannot find name 'sim'.
${nothing.slice(1)}`,
    );
  });

  testOnLinux('what a run started has ended when it is refused', () => {
    project.edit('replicas: 2', 'replicas: -1');
    expect(project.synth().status).toBe(1);
    expect(processesOf(project)).toEqual([]);
  });

  test('a file in the place of .cache', () => {
    project.run('rm -rf .cache && touch .cache');
    const sentence = '.cache is a file, where a folder goes; move it away';
    const { stderr } = project.run('node tools/start/start.mjs main.ts');
    expect(stderr).toBe(`The output cannot be written.\n\n  ${sentence}${nothing}`);
  });
});
