import { cpSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from '../../tests/project';

const project = new Project();
beforeAll(() => {
  // Packages of the project's own, which a test may change.
  project.run(
    'find "$(readlink -f node_modules)" -mindepth 1 -maxdepth 1 > list; rm node_modules; mkdir node_modules; xargs -I{} ln -s {} node_modules/ < list; rm list',
  );
  for (const name of ['cdk8s', 'fast-json-patch']) {
    rmSync(at(`node_modules/${name}`));
    cpSync(join(__dirname, '..', '..', 'node_modules', name), at(`node_modules/${name}`), { recursive: true });
  }
  project.remember();
});
beforeEach(() => expect(project.synth('--check --quiet')).toEqual(good));
afterEach(() => project.restore());
afterAll(() => project.remove());

const good = { status: 0, stdout: '', stderr: '' };
const at = (file: string) => join(project.path, file);

/** Replaces a text in a file of the project. */
function replace(file: string, from: string, to: string): void {
  const text = readFileSync(at(file), 'utf8');
  expect(text).toContain(from);
  project.write(file, text.replace(from, to));
}

/** The files that are kept, by the number that each has on the disk: a new one has another. */
const keptNow = () =>
  Object.fromEntries(readdirSync(at('.cache')).map((name) => [name, statSync(at(`.cache/${name}`)).ino]));

/** The names of those that are made anew by a run. */
function madeAnew(run = () => project.synth('--check --quiet')): string[] {
  const before = keptNow();
  expect(run()).toEqual(good);
  return Object.entries(keptNow())
    .filter(([name, number]) => before[name] !== number)
    .map(([name]) => name);
}

test('nothing is made twice', () => {
  const built = statSync(at('.cache/types.json')).mtimeMs;
  expect(madeAnew()).toEqual([]);
  expect(statSync(at('.cache/types.json')).mtimeMs).toBe(built);
});

test('an edit of settings.ts leaves the rest as it is', () => {
  replace('settings.ts', 'replicas: 2,', 'replicas: 2, // two');
  expect(madeAnew()).toEqual(['settings', 'types']);
});

describe('a change is seen', () => {
  test('of settings.ts, with the same length, in place and with the same time', () => {
    const { atime, mtime } = statSync(at('settings.ts'));
    replace('settings.ts', 'replicas: 2', 'replicas: 3');
    utimesSync(at('settings.ts'), atime, mtime);
    expect(project.synth('--check').stdout).toContain('spec.replicas: 2 → 3');
  });

  test('of settings.ts, which another file takes the place of', () => {
    const { atime, mtime } = statSync(at('settings.ts'));
    project.write('other', readFileSync(at('settings.ts'), 'utf8').replace('replicas: 2', 'replicas: 4'));
    utimesSync(at('other'), atime, mtime);
    renameSync(at('other'), at('settings.ts'));
    expect(project.synth('--check').stdout).toContain('spec.replicas: 2 → 4');
  });

  test('of settings.ts again and again', () => {
    for (const replicas of [3, 4, 5, 6]) {
      replace('settings.ts', `replicas: ${replicas === 3 ? 2 : replicas - 1}`, `replicas: ${replicas}`);
      expect(project.synth('--check').stdout).toContain(`spec.replicas: 2 → ${replicas}`);
    }
  });

  test('of a file that settings.ts imports', () => {
    project.write('replicas.ts', 'export const replicas: number = 2;\n');
    replace('settings.ts', 'replicas: 2', 'replicas');
    replace('settings.ts', 'import', "import { replicas } from './replicas';\nimport");
    expect(project.synth('--check --quiet')).toEqual(good);
    replace('replicas.ts', '= 2', '= 3');
    expect(project.synth('--check').stdout).toContain('spec.replicas: 2 → 3');
  });

  test('of a construct', () => {
    replace('constructs/chat-client/chat-client.ts', 'replicas', 'replicas/**/');
    expect(madeAnew()).toEqual(['tools-synth-synth.ts', 'types']);
    replace('constructs/common/labels.ts', "'cdk8s'", "'cdk8x'");
    expect(project.synth('--check').stdout).toContain('managed-by"]: "cdk8s" → "cdk8x"');
  });

  test("of a package's file", () => {
    const file = 'node_modules/cdk8s/lib/app.js';
    project.write(file, `process.stderr.write('by hand');\n${readFileSync(at(file), 'utf8')}`);
    expect(project.synth('--check --quiet')).toEqual({ ...good, stderr: 'by hand' });
  });

  test("of a package's types", () => {
    replace('node_modules/fast-json-patch/module/core.d.ts', 'function applyPatch<', 'function apply<');
    expect(project.synth('--check --quiet').stderr).toContain(
      'error TS2614: Module \'"fast-json-patch"\' has no exported member',
    );
  });

  test("of a package's description", () => {
    replace('node_modules/cdk8s/package.json', '"main": "lib/index.js"', '"main": "lib/other.js"');
    project.write(
      'node_modules/cdk8s/lib/other.js',
      "process.stderr.write('other'); module.exports = require('./index');",
    );
    expect(project.synth('--check --quiet')).toEqual({ ...good, stderr: 'other' });
  });

  test('of a package that is somewhere else now', () => {
    renameSync(at('node_modules/cdk8s'), at('elsewhere'));
    replace('elsewhere/package.json', '"version"', '"private": true, "version"');
    project.run('ln -s ../elsewhere node_modules/cdk8s');
    // The types of cdk8s-plus are those of the other place, so this is a run without them.
    const before = keptNow().packages;
    expect(project.run('node tools/start/start.mjs tools/diagram/diagram.ts').status).toBe(0);
    expect(keptNow().packages).not.toBe(before);
  });

  test('of the lock file', () => {
    replace('package-lock.json', '"version": "1.0.0"', '"version": "1.0.1"');
    expect(madeAnew()).toEqual(['packages', 'settings', 'tools-synth-synth.ts', 'types']);
  });

  test('of the version of Node.js', () => {
    project.write(
      'as.mjs',
      "Object.defineProperty(process, 'version', { value: process.env.VERSION });\nawait import('./tools/start/start.mjs');\n",
    );
    const as = (VERSION: string) => () =>
      project.run('node as.mjs tools/synth/synth.ts --check --quiet', { VERSION, PATH: process.env.PATH });
    as('v22.20.0')();
    expect(madeAnew(as('v22.20.0'))).toEqual([]);
    expect(madeAnew(as('v22.20.1'))).toEqual(['packages', 'settings', 'tools-synth-synth.ts']);
  });

  test("of the compiler's options", () => {
    replace('settings.ts', 'export const', 'const unused = 1;\nexport const');
    expect(project.synth('--check --quiet')).toEqual(good);
    replace('tools/synth/tsconfig.json', '"noUnusedLocals": false', '"noUnusedLocals": true');
    expect(project.synth('--check --quiet').stderr).toContain(
      "error TS6133: 'unused' is declared but its value is never read",
    );
  });

  test("of the bundle's options", () => {
    replace('tsconfig.json', '"target": "ES2022"', '"target": "ES2021"');
    expect(madeAnew()).toEqual(['settings', 'tools-synth-synth.ts', 'types']);
  });

  test('a file that is found before another', () => {
    project.write('constructs/synthesis/text.tsx', "throw new Error('found first');");
    const { status, stderr } = project.synth('--check --quiet');
    expect(status).toBe(1);
    expect(stderr).toContain('found first');
  });

  test('a mistake in the types', () => {
    replace('constructs/common/labels.ts', 'export ', 'export const wrong: number = "text";\nexport ');
    expect(project.synth('--check --quiet').stderr).toContain(
      "error TS2322: Type 'string' is not assignable to type 'number'",
    );
    expect(project.synth('--check --quiet').status).toBe(1);
  });
});

describe('what is kept', () => {
  test('may be deleted, cut off or written over at any time', () => {
    for (const name of readdirSync(at('.cache'))) {
      truncateSync(at(`.cache/${name}`), statSync(at(`.cache/${name}`)).size >> 1);
      expect(project.synth('--check --quiet')).toEqual(good);
      project.write(`.cache/${name}`, 'something else');
      expect(project.synth('--check --quiet')).toEqual(good);
      rmSync(at(`.cache/${name}`));
      expect(project.synth('--check --quiet')).toEqual(good);
    }
    rmSync(at('.cache'), { recursive: true });
    expect(project.synth('--check --quiet')).toEqual(good);
  });

  test('is also of a run that failed, until one does the whole work', () => {
    rmSync(at('.cache'), { recursive: true });
    replace('settings.ts', 'replicas: 2', 'replicas: -2');
    expect(project.synth('--check --quiet').status).toBe(1);
    const { packages } = keptNow();
    expect(project.synth('--check --quiet').status).toBe(1);
    expect(keptNow().packages).toBe(packages);
    replace('settings.ts', 'replicas: -2', 'replicas: 2');
    expect(madeAnew()).toContain('packages');
    expect(madeAnew()).toEqual([]);
  });
});
