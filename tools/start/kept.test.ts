import { readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, utimesSync } from 'node:fs';
import { SmallProject } from '../../tests/small-project';

const project = new SmallProject({
  'settings.ts': 'export const settings: { replicas: number } = { replicas: 2 };\n',
  'node_modules/cdk8s/package.json': '{ "name": "cdk8s", "version": "1.0.0", "main": "index.js" }',
  'node_modules/cdk8s/index.js': 'exports.same = (one) => one;',
  'node_modules/cdk8s/index.d.ts': 'export function same<T>(one: T): T;',
  'constructs/part.ts': "export const part = 'part';\n",
  'tools/plain.ts': `import { same } from 'cdk8s';
import { part } from '../constructs/part';
import { settings } from '../settings';

process.stdout.write(\`\${part}: \${same(settings).replicas}\`);
export const code = Promise.resolve(settings.replicas > 0 ? 0 : 1);
`,
  // The file that the types are looked at from.
  'tools/synth/synth.ts': `import { code as plain } from '../plain';

const { typeCheck } = require('./type-check');
export const code = typeCheck().errors.then((errors: string[]) => {
  process.stderr.write(errors.join('\\n'));
  return errors.length > 0 ? 1 : plain;
});
`,
});
afterEach(() => project.restore());
afterAll(() => project.remove());

const good = { status: 0, stdout: 'part: 2', stderr: '' };
const plain = () => project.start('tools/plain.ts');
const typed = () => project.start('tools/synth/synth.ts');

/** The files that are kept, by the number that each has on the disk: a new one has another. */
const keptNow = () =>
  Object.fromEntries(
    readdirSync(project.at('.cache')).map((name) => [name, statSync(project.at(`.cache/${name}`)).ino]),
  );

/** The names of those that are made anew by a run. */
function madeAnew(run: () => unknown): string[] {
  const before = keptNow();
  expect(run()).toEqual(good);
  return Object.entries(keptNow())
    .filter(([name, number]) => before[name] !== number)
    .map(([name]) => name);
}

describe('a change is seen', () => {
  beforeEach(() => expect(plain()).toEqual(good));

  test('of settings.ts, with the same length, in place and with the same time', () => {
    const { atime, mtime } = statSync(project.at('settings.ts'));
    project.replace('settings.ts', 'replicas: 2', 'replicas: 3');
    utimesSync(project.at('settings.ts'), atime, mtime);
    expect(plain().stdout).toBe('part: 3');
  });

  test('of settings.ts, which another file takes the place of', () => {
    const { atime, mtime } = statSync(project.at('settings.ts'));
    project.write('other', readFileSync(project.at('settings.ts'), 'utf8').replace('replicas: 2', 'replicas: 4'));
    utimesSync(project.at('other'), atime, mtime);
    renameSync(project.at('other'), project.at('settings.ts'));
    expect(plain().stdout).toBe('part: 4');
  });

  test('of settings.ts again and again', () => {
    for (const replicas of [3, 4, 5, 6]) {
      project.replace('settings.ts', `replicas: ${replicas - 1}`, `replicas: ${replicas}`);
      expect(plain().stdout).toBe(`part: ${replicas}`);
    }
  });

  test('of a file that settings.ts imports', () => {
    project.write('replicas.ts', 'export const replicas: number = 2;\n');
    project.write('settings.ts', "import { replicas } from './replicas';\nexport const settings = { replicas };\n");
    expect(plain()).toEqual(good);
    project.replace('replicas.ts', '= 2', '= 3');
    expect(plain().stdout).toBe('part: 3');
  });

  test("of a package's file", () => {
    const file = 'node_modules/cdk8s/index.js';
    project.write(file, `process.stderr.write('by hand');\n${readFileSync(project.at(file), 'utf8')}`);
    expect(plain()).toEqual({ ...good, stderr: 'by hand' });
  });

  test("of a package's description", () => {
    project.replace('node_modules/cdk8s/package.json', '"main": "index.js"', '"main": "other.js"');
    project.write('node_modules/cdk8s/other.js', "process.stderr.write('other'); module.exports = require('./index');");
    expect(plain()).toEqual({ ...good, stderr: 'other' });
  });

  test('of a package that is somewhere else now', () => {
    renameSync(project.at('node_modules/cdk8s'), project.at('elsewhere'));
    project.replace('elsewhere/package.json', '"version"', '"private": true, "version"');
    project.run('ln -s ../elsewhere node_modules/cdk8s');
    expect(madeAnew(plain)).toContain('packages');
  });

  test('of the version of Node.js', () => {
    project.write(
      'as.mjs',
      "Object.defineProperty(process, 'version', { value: process.env.VERSION });\nawait import('./tools/start/start.mjs');\n",
    );
    const as = (VERSION: string) => () => project.run('node as.mjs tools/plain.ts', { VERSION });
    as('v22.20.0')();
    expect(madeAnew(as('v22.20.0'))).toEqual([]);
    expect(madeAnew(as('v22.20.1'))).toEqual(['packages', 'settings', 'tools-plain.ts']);
  });

  test('a file that is found before another', () => {
    project.write('constructs/part.tsx', "throw new Error('found first');");
    const { status, stderr } = plain();
    expect(status).toBe(1);
    expect(stderr).toContain('found first');
  });
});

describe('a change is seen, also by the look at the types', () => {
  beforeEach(() => expect(typed()).toEqual(good));

  test('nothing is made twice', () => {
    const built = statSync(project.at('.cache/types.json')).mtimeMs;
    expect(madeAnew(typed)).toEqual([]);
    expect(statSync(project.at('.cache/types.json')).mtimeMs).toBe(built);
  });

  test('an edit of settings.ts leaves the rest as it is', () => {
    project.replace('settings.ts', 'replicas: 2', 'replicas: 2 /* two */');
    expect(madeAnew(typed)).toEqual(['settings', 'types']);
  });

  test('of a construct', () => {
    project.replace('constructs/part.ts', "'part'", "'part'/**/");
    expect(madeAnew(typed)).toEqual(['tools-synth-synth.ts', 'types']);
    project.replace('constructs/part.ts', "'part'", "'other'");
    expect(typed().stdout).toBe('other: 2');
  });

  test("of a package's types", () => {
    project.replace('node_modules/cdk8s/index.d.ts', 'function same<', 'function other<');
    expect(typed().stderr).toContain('error TS2305: Module \'"cdk8s"\' has no exported member');
  });

  test('of the lock file', () => {
    project.replace('package-lock.json', '"version": "1.0.0"', '"version": "1.0.1"');
    expect(madeAnew(typed)).toEqual(['packages', 'settings', 'tools-synth-synth.ts', 'types']);
  });

  test("of the compiler's options", () => {
    project.replace('settings.ts', 'export const', 'const unused = 1;\nexport const');
    expect(typed()).toEqual(good);
    project.replace('tools/synth/tsconfig.json', '"noUnusedLocals": false', '"noUnusedLocals": true');
    expect(typed().stderr).toContain("error TS6133: 'unused' is declared but its value is never read");
  });

  test("of the bundle's options", () => {
    project.replace('tsconfig.json', '"target": "ES2022"', '"target": "ES2021"');
    expect(madeAnew(typed)).toEqual(['settings', 'tools-synth-synth.ts', 'types']);
  });

  test('a mistake in the types', () => {
    project.replace('constructs/part.ts', 'export ', 'export const wrong: number = "text";\nexport ');
    expect(typed().stderr).toContain("error TS2322: Type 'string' is not assignable to type 'number'");
    expect(typed().status).toBe(1);
  });
});

describe('what is kept', () => {
  test('may be deleted, cut off or written over at any time', () => {
    expect(typed()).toEqual(good);
    const damages = [
      (file: string) => truncateSync(file, statSync(file).size >> 1),
      (file: string) => project.write(file, 'something else'),
      (file: string) => rmSync(file),
    ];
    for (const turn of damages.keys()) {
      for (const [index, name] of readdirSync(project.at('.cache')).entries()) {
        damages[(index + turn) % damages.length]?.(project.at(`.cache/${name}`));
      }
      expect(typed()).toEqual(good);
    }
    rmSync(project.at('.cache'), { recursive: true });
    expect(typed()).toEqual(good);
  });

  test('is also of a run that failed, until one does the whole work', () => {
    rmSync(project.at('.cache'), { recursive: true });
    project.replace('settings.ts', 'replicas: 2', 'replicas: -2');
    expect(plain().status).toBe(1);
    const { packages } = keptNow();
    expect(plain().status).toBe(1);
    expect(keptNow().packages).toBe(packages);
    project.replace('settings.ts', 'replicas: -2', 'replicas: 2');
    expect(madeAnew(plain)).toContain('packages');
    expect(madeAnew(plain)).toEqual([]);
  });
});
