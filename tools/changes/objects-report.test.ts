import { styleText } from 'node:util';
import type { KubeObject, Manifest } from '../../constructs/finished/kube-object';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { minimal } from '../../tests/cases';
import { changesBetween } from '../../tests/edit-run';
import { written } from '../../tests/written';
import { reportChanges, reportNext } from './changes-report';
import type { SideChanges } from './side-changes';

/** Objects of a kind that nothing has to be said about. */
const maps = (namespace: string, names: readonly string[], spec: object = {}): KubeObject[] =>
  names.map((name) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, spec }));
const namespaced = (name: string): KubeObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const named = (count: number) => Array.from({ length: count }, (_, index) => `map-${index}`);
const file = (objects: readonly KubeObject[], path = 'a.k8s.yaml'): Manifest[] => [{ side: 'public', path, objects }];

const from = (before: readonly KubeObject[]) => ({
  to: async (after: readonly KubeObject[]) => {
    const { stdout: text } = await written(() => reportChanges([changesBetween(file(before), file(after))], false));
    return text.trimEnd().split('\n').slice(2);
  },
});

const [a, b] = [maps('chat', ['a']), maps('chat', ['b'])];

describe('the files', () => {
  const side = (change: Partial<SideChanges>): SideChanges => ({
    ...{ side: 'private', path: 'dist-private', manifests: [], files: new Map(), before: new Map() },
    ...{ added: [], changed: [], removed: [], kept: [], unchanged: 0, ...change },
  });
  const lines = async (change: Partial<SideChanges>, compares = false) =>
    (await written(() => reportChanges([side(change)], compares))).stdout.split('\n').slice(0, -1);
  const some = { added: ['a'], changed: ['b'], removed: ['c', 'd'], unchanged: 1 };

  test.each<[string, Partial<SideChanges>, string[]]>([
    ['one, as before', { unchanged: 1 }, ['dist-private/: 1 file, as before']],
    ['two, as before', { unchanged: 2 }, ['dist-private/: 2 files, as before']],
    [
      'of every kind',
      { ...some, kept: ['e'] },
      [
        'dist-private/: 3 files, 2 written, 2 removed',
        '  a (new)',
        '  b (changed)',
        '  c (removed)',
        '  d (removed)',
        '  e (kept, not made by this project)',
      ],
    ],
    ['one that is gone', { removed: ['a'] }, ['dist-private/: 0 files, 0 written, 1 removed', '  a (removed)']],
    [
      'more than a person wants to read',
      { kept: named(11) },
      [
        'dist-private/: 0 files, as before',
        ...named(10).map((name) => `  ${name} (kept, not made by this project)`),
        '  and 1 more (kept, not made by this project)',
      ],
    ],
  ])('%s', async (_, change, expected) => {
    expect(await lines(change)).toEqual(expected);
  });

  test('of a run that only compares', async () => {
    const [summary] = await lines(some, true);
    expect(summary).toBe('dist-private/: 3 files, 2 to write, 2 to remove');
  });
});

describe('the objects', () => {
  test('of a first run are not compared with nothing', async () => {
    const { stdout: text } = await written(() => reportChanges([changesBetween([], file(a))], false));
    expect(text).toBe('dist/: 1 file, 1 written, 0 removed\n  a.k8s.yaml (new)\n');
  });

  test('of the private sites are told machine by machine, and not here', async () => {
    const own = (objects: readonly KubeObject[]): Manifest[] => [{ side: 'private', path: 'lab.k8s.yaml', objects }];
    const { stdout: text } = await written(() => reportChanges([changesBetween(own(a), own(b))], false));
    expect(text).toBe('dist-private/: 1 file, 1 written, 0 removed\n  lab.k8s.yaml (changed)\n');
  });

  test('of a new file beside one that stays are told', async () => {
    const [old, more] = [file(a), file(b, 'b.k8s.yaml')];
    const { stdout: text } = await written(() => reportChanges([changesBetween(old, [...old, ...more])], false));
    expect(text).toContain('\n\nObjects\n  new      ConfigMap b\n');
  });

  test.each<[string, readonly KubeObject[], readonly KubeObject[], string[]]>([
    [
      'of one namespace, without its name',
      [...a, ...maps('chat', ['x'], { size: 1 })],
      maps('chat', ['x', 'c'], { size: 2 }),
      ['Objects', '  new      ConfigMap c', '  changed  ConfigMap x: spec.size: 1 → 2', '  gone     ConfigMap a'],
    ],
    [
      'of two namespaces, with their names where they change',
      [...maps('one', ['a'], { size: 1 }), ...maps('two', ['a'], { size: 1 })],
      [...maps('one', ['a'], { size: 2 }), ...maps('two', ['a'], { size: 3 })],
      ['Objects', '  changed  ConfigMap a in one: spec.size: 1 → 2', '  changed  ConfigMap a in two: spec.size: 1 → 3'],
    ],
    [
      'of three namespaces, by their number',
      [...maps('one', ['a'], { size: 1 }), ...maps('two', ['a', 'b']), ...maps('three', ['a'])],
      [...maps('one', ['a'], { size: 2 }), ...maps('two', ['c']), ...maps('three', ['a', 'b', 'c'])],
      ['Objects', '  two: 1 new, 2 gone', '  three: 2 new', '  one: 1 changed'],
    ],
    [
      'of a namespace that is new, or gone, with it',
      [namespaced('old'), ...maps('old', ['a', 'b'])],
      [namespaced('new'), ...maps('new', ['a'])],
      ['Objects', '  new      Namespace new, with 1 objects', '  gone     Namespace old, with 2 objects'],
    ],
    [
      'of two namespaces that are gone, each with its own',
      [namespaced('one'), ...maps('one', ['a', 'b']), namespaced('two'), ...maps('two', ['a'])],
      [],
      ['Objects', '  gone     Namespace one, with 2 objects', '  gone     Namespace two, with 1 objects'],
    ],
    [
      'of more namespaces than a person wants to read',
      [],
      Array.from({ length: 12 }, (_, index) => maps(`chat-${index}`, ['a'])).flat(),
      [
        'Objects',
        ...Array.from({ length: 10 }, (_, index) => `  chat-${index}: 1 new`),
        '  and 2 more namespaces; "git diff" shows the details',
      ],
    ],
    ['of a namespace with nothing in it', [], [namespaced('new')], ['Objects', '  new      Namespace new']],
    [
      'with the same change, three by name',
      maps('chat', named(3), { size: 1 }),
      maps('chat', named(3), { size: 2 }),
      ['Objects', '  changed  ConfigMap map-0, ConfigMap map-1, ConfigMap map-2: spec.size: 1 → 2'],
    ],
    [
      'with the same change, four by their number',
      maps('chat', named(4), { size: 1 }),
      maps('chat', named(4), { size: 2 }),
      ['Objects', '  changed  4 objects: spec.size: 1 → 2'],
    ],
    [
      'with three changes, each',
      maps('chat', ['a'], { a: 1, b: 1, c: 1 }),
      maps('chat', ['a'], { a: 2, b: 2, c: 2 }),
      ['Objects', '  changed  ConfigMap a: spec.a: 1 → 2; spec.b: 1 → 2; spec.c: 1 → 2'],
    ],
    [
      'with four changes, two of them',
      maps('chat', ['a'], { a: 1, b: 1, c: 1, d: 1 }),
      maps('chat', ['a'], { a: 2, b: 2, c: 2, d: 2 }),
      ['Objects', '  changed  ConfigMap a: spec.a: 1 → 2; spec.b: 1 → 2; and 2 more fields'],
    ],
    [
      'as many as a person wants to read',
      [],
      maps('chat', named(20)),
      ['Objects', ...named(20).map((name) => `  new      ConfigMap ${name}`)],
    ],
    [
      'more than a person wants to read',
      [],
      maps('chat', named(22)),
      [
        'Objects',
        ...named(20).map((name) => `  new      ConfigMap ${name}`),
        '  and 2 more; "git diff" shows the details',
      ],
    ],
  ])('%s', async (_, before, after, expected) => {
    expect(await from([...b, ...before]).to([...b, ...after])).toEqual(['', ...expected]);
  });
});

test('titles are bold in a terminal', async () => {
  const { env, stdout } = process;
  const { isTTY } = stdout;
  process.env = { ...env, NO_COLOR: undefined, NODE_DISABLE_COLORS: undefined, TERM: 'xterm' };
  stdout.isTTY = true;
  try {
    const { stdout: text } = await written(() => reportChanges([changesBetween(file(a), file(b))], false));
    const [start, end] = styleText('bold', ' ', { validateStream: false }).split(' ');
    expect(text).toContain(`${start}dist/: 1 file, 1 written, 0 removed${end}\n`);
    expect(text).toContain(`${start}Objects${end}\n`);
  } finally {
    stdout.isTTY = isTTY;
    process.env = env;
  }
});

describe('what a chat needs before the apply', () => {
  const { manifests, chats } = synthesize({ chats: { one: minimal, two: { ...minimal, namespace: { name: 'two' } } } });
  const [first, second] = chats as [(typeof chats)[number], (typeof chats)[number]];
  const requirement = (what: string, kind = 'cluster') =>
    ({ ...first.requirements[0], what, kind }) as (typeof first.requirements)[number];
  const needing = (...requirements: (typeof first.requirements)[number][]) => [{ ...first, requirements }, second];
  const own = manifests.filter(({ side }) => side === 'public');
  const lines = async (chosen: readonly (typeof first)[], after = own) =>
    (await written(() => reportNext([changesBetween(own, after)], chosen))).stdout.trim().split('\n');
  const title = 'Needed before the apply; "npm run guide" has the commands:';
  const apply = 'Next: kubectl apply -R -f dist';
  const none = { ...second, requirements: [] };

  test('is said once, and what is done after it is not', async () => {
    const needs = [requirement('a volume'), requirement('a login', 'afterwards'), requirement('a key', 'secret')];
    const both = [...needing(...needs), ...needing(requirement('a volume'))].filter(({ folder }) => folder === 'one');
    expect(await lines([...both, none])).toEqual([title, '  a volume', '  a key', apply]);
  });

  test('is not said where nothing is needed', async () => {
    expect(await lines([{ ...first, requirements: [] }, none])).toEqual([apply]);
  });

  test('is said up to ten', async () => {
    const needs = named(12).map((name) => requirement(name));
    const expected = [title, ...named(10).map((name) => `  ${name}`), '  and 2 more', apply];
    expect(await lines([...needing(...needs).slice(0, 1), none])).toEqual(expected);
  });

  test('is not said of a chat whose files are for another cluster, or gone', async () => {
    const needs = [...needing(requirement('a volume')).slice(0, 1), none];
    expect(
      await lines(
        needs,
        own.filter(({ path }) => path.startsWith('two/')),
      ),
    ).not.toContain('  a volume');
    expect(await lines(needs, [])).not.toContain(title);
  });
});
