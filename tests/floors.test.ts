import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** From the top down. A file imports from its own floor, without a loop, and from floors below. */
const floors = [
  ['main.ts', 'tools/synth/', 'tools/status/', 'tools/guide/', 'tools/diagram/', 'tools/bench/'],
  ['tools/changes/'],
  ['tools/command/', 'tools/output/'],
  ['tools/start/'],
  ['settings.ts'],
  ['constructs/synthesis/'],
  ['constructs/index.ts'],
  ['constructs/public-site.ts', 'constructs/private-site.ts'],
  ['constructs/finished/'],
  ['constructs/settings/'],
  ['constructs/exposure/'],
  ['constructs/login/'],
  ['constructs/chat-client/'],
  ['constructs/skupper/'],
  ['constructs/namespace/'],
  ['constructs/common/'],
  ['constructs/checks/'],
  ['imports/'],
];

const root = join(__dirname, '..');
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.mjs'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => !file.startsWith('tests/') && !file.endsWith('.test.ts'));

const floorOf = (file: string) => floors.findIndex((rooms) => rooms.some((room) => file.startsWith(room)));

/** The project's own files that a file imports. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)].map(([, path = '']) => {
    const target = normalize(join(dirname(file), path));
    return target.endsWith('.mjs') ? target : files.includes(`${target}.ts`) ? `${target}.ts` : `${target}/index.ts`;
  });
}

const graph = new Map(files.map((file) => [file, importsOf(file)]));

test('every file is on a floor', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((file) => floorOf(file) < 0)).toEqual([]);
});

test('tools/ has a room for each command and for what they share', () => {
  const rooms = ['bench', 'changes', 'command', 'diagram', 'guide', 'output', 'start', 'status', 'synth'];
  const found = readdirSync(join(root, 'tools'), { withFileTypes: true });
  expect(found.map(({ name }) => name).sort()).toEqual(rooms);
});

test('every import leads to a file of the project', () => {
  expect([...graph.values()].flat().filter((file) => !files.includes(file))).toEqual([]);
});

test('no import leads to a floor above', () => {
  const upward = [...graph].flatMap(([file, imports]) =>
    imports.filter((target) => floorOf(target) < floorOf(file)).map((target) => `${file} imports ${target}`),
  );
  expect(upward).toEqual([]);
});

test('no imports form a loop', () => {
  const done = new Set<string>();
  const loops: string[] = [];
  const visit = (file: string, trail: readonly string[]) => {
    if (trail.includes(file)) {
      loops.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
    } else if (!done.has(file)) {
      for (const target of graph.get(file) ?? []) {
        visit(target, [...trail, file]);
      }
      done.add(file);
    }
  };
  for (const file of files) {
    visit(file, []);
  }
  expect(loops).toEqual([]);
});

test('constructs/ has the two sites and the entry of the library; everything else is in a folder that says what it is about', () => {
  expect(files.filter((file) => /^constructs\/[^/]+$/.test(file))).toEqual([
    'constructs/index.ts',
    'constructs/private-site.ts',
    'constructs/public-site.ts',
  ]);
});

test('the weekly run looks at each folder that has a threshold', () => {
  const thresholds = JSON.parse(readFileSync(join(root, 'tests/mutants/thresholds.json'), 'utf8'));
  const [, list = ''] =
    /folder:\n((?: +- .*\n)+)/.exec(readFileSync(join(root, '.github/workflows/weekly.yaml'), 'utf8')) ?? [];
  expect(list.match(/[a-z]+\/[a-z-]+/g)).toEqual(Object.keys(thresholds));
});
