import {
  folderOf,
  hasLabels,
  identityOf,
  type KubeObject,
  nameOf,
  namespaceOf,
  selects,
  stepTo,
  visitLeaves,
} from './kube-object';
import { tooMuch } from './weight';

const object = (kind: string, namespace?: string, apiVersion = 'apps/v1'): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'page', namespace },
});

test.each<[string, object | undefined, object | undefined, boolean, boolean]>([
  ['the same', { a: 'b' }, { a: 'b' }, true, true],
  ['more than wanted', { a: 'b', c: 'd' }, { a: 'b' }, true, true],
  ['less than wanted', { a: 'b' }, { a: 'b', c: 'd' }, false, false],
  ['another value', { a: 'x' }, { a: 'b' }, false, false],
  ['nothing wanted', { a: 'b' }, {}, true, false],
  ['nothing at all', undefined, undefined, true, false],
  ['no labels', undefined, { a: 'b' }, false, false],
])('labels, %s', (_, labels, wanted, has, isSelected) => {
  expect(hasLabels(labels as Record<string, string>, wanted as Record<string, string>)).toBe(has);
  expect(selects(wanted as Record<string, string>, labels as Record<string, string>)).toBe(isSelected);
});

test('what people call an object, and what makes it the same one', () => {
  expect([nameOf(object('Service', 'chat')), nameOf(object('Namespace'))]).toEqual([
    'Service chat/page',
    'Namespace page',
  ]);
  expect(identityOf(object('Deployment', 'chat'))).toBe('apps Deployment chat page');
  expect(identityOf(object('Deployment', 'chat', 'apps/v1beta1'))).toBe('apps Deployment chat page');
  expect(identityOf(object('Namespace', undefined, 'v1'))).toBe(' Namespace  page');
  expect([
    namespaceOf(object('Service', 'chat')),
    namespaceOf(object('Namespace')),
    namespaceOf(object('Site')),
  ]).toEqual(['chat', 'page', '']);
});

test('the folder of a file', () => {
  expect(['a.yaml', 'team/a.yaml', 'team/site/a.service'].map(folderOf)).toEqual(['', 'team', 'team']);
});

test('the paths of all that is in an object', () => {
  const seen: string[] = [];
  const value = { a: { 'b-c_1': [1, null, ['x']], 'd.e': true }, f: undefined, 'g h': {} };
  visitLeaves(value, (leaf, path) => seen.push(`${path()}=${String(leaf)}`));
  expect(seen).toEqual(['a.b-c_1[0]=1', 'a.b-c_1[1]=null', 'a.b-c_1[2][0]=x', 'a["d.e"]=true', 'f=undefined']);
  visitLeaves(5, (leaf, path) => seen.push(`${path()}=${String(leaf)}`));
  expect(seen.at(-1)).toBe('=5');
  visitLeaves([{ b: 1 }], (leaf, path) => seen.push(`${path()}=${String(leaf)}`));
  expect(seen.at(-1)).toBe('[0].b=1');
  expect([stepTo('a', false), stepTo('0', true), stepTo('a b', false), stepTo('a.', false), stepTo('', false)]).toEqual(
    ['.a', '[0]', '["a b"]', '["a."]', '[""]'],
  );
});

test('the weight of what is no object', () => {
  expect([tooMuch(null), tooMuch('x'), tooMuch('x'.repeat(2 ** 20 - 2)), tooMuch('x'.repeat(2 ** 20 - 1))]).toEqual([
    undefined,
    undefined,
    undefined,
    'weighs more than 1048576 bytes',
  ]);
});
