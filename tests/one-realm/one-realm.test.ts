import { Project } from '../project';

const project = new Project(/^(\.gitignore|package\.json|jest\.config\.js|tests\/[\w/-]+\.c?js)$/);
afterEach(() => project.restore());
afterAll(() => project.remove());

const count = 'let times = 0;\nexport const loadedFor = () => ++times;\n';

/** Files in which nothing is as another left it. */
const clean = `import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { loadedFor } from './count';

test('alone', () => {
  expect(fc.readConfigureGlobal()).toEqual({ seed: 7 });
  expect(spawnSync('true').status).toBe(0);
  expect(Math.max(1, 2)).toBe(2);
  const named = (name) => Object.getOwnPropertySymbols(globalThis).filter(({ description }) => description === name);
  expect([named('JEST_STATE_SYMBOL').length, named('TEST_TIMEOUT_SYMBOL').length]).toEqual([1, 0]);
  process.stderr.write(\`loaded for \${loadedFor()}\\n\`);
});
`;

const changing = `jest.mock('node:child_process', () => ({ spawnSync: () => ({ status: 'mocked' }) }));
import { spawnSync } from 'node:child_process';

jest.setTimeout(60_000);
test('mocked', () => {
  jest.spyOn(Math, 'max').mockReturnValue(7);
  expect([spawnSync('true').status, Math.max(1, 2)]).toEqual(['mocked', 7]);
});
`;

function run(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries({ 'count.ts': count, ...files })) {
    project.write(`tests/${name}`, text);
  }
  const { status, stderr } = project.run('jest --ci --runInBand', { PROPERTY_SEED: '7' });
  return { status, stderr };
}

test('what is ours is loaded once for several files', () => {
  const { status, stderr } = run({ 'a.test.ts': clean, 'b.test.ts': clean });
  expect({ status, loaded: stderr.match(/^loaded for .*$/gm) }).toEqual({
    status: 0,
    loaded: ['loaded for 1', 'loaded for 2'],
  });
});

test('what a file mocks, spies on or sets is as it was in the next', () => {
  // Larger ones come first. Whichever way round, one that is clean comes after the one that changes something.
  const padded = (text: string, length: number) => `${text}// ${'-'.repeat(length)}\n`;
  const { status, stderr } = run({
    'first.test.ts': padded(clean, 9000),
    'changing.test.ts': padded(changing, 4000),
    'last.test.ts': clean,
  });
  expect({ status, tests: stderr.match(/^Tests: .*$/m)?.[0] }).toEqual({
    status: 0,
    tests: 'Tests:       3 passed, 3 total',
  });
});

test('an error names the line of our file, and not of what was made of it', () => {
  const failing =
    'interface None {\n  readonly a: string;\n}\n\ntest("fails", () => {\n  throw new Error("here");\n});\n';
  const { status, stderr } = run({ 'failing.test.ts': failing });
  expect(status).toBe(1);
  expect(stderr).toMatch(/at .*\(?tests\/failing\.test\.ts:6:9\)?/);
});
