import type { Manifest } from '../finished/kube-object';
import { headerFor, readHeader, textOf } from './text';

const object = (content: object) => ({ apiVersion: 'v1', kind: 'Texts', metadata: { name: 'a' }, ...content });
const file = (content: object, more: Partial<Manifest> = {}) =>
  textOf({ side: 'public', path: '', objects: [object(content)], ...more });

/** The lines of a value under the key `spec`, as they stand in the file. */
const linesOf = (spec: unknown) => file({ spec }).split('  name: a\n')[1]?.split('\n').slice(0, -1);

describe('the head of a file', () => {
  const head = '# Written by "npm run synth" from settings.ts; the next run replaces this file.';
  const headForEdge =
    '# Written by "npm run synth" from settings.ts for the cluster edge-1; the next run replaces this file.';

  test.each<[string, string | undefined, object | undefined]>([
    ['of no cluster', head, { cluster: undefined }],
    ['of a cluster', headForEdge, { cluster: 'edge-1' }],
    ['of somebody else', '# Written by "npm run synth"', undefined],
    ['that is not at the beginning', ` ${head}`, undefined],
    ['of what is no cluster', head.replace(';', ' for the cluster Edge;'), undefined],
    ['that is cut', '# Written by "npm run synth" from settings.ts; the', undefined],
  ])('%s is known again', (_, line = '', known) => {
    expect(readHeader(line)).toEqual(known);
  });

  test('says which cluster a file is for, on the public side alone', () => {
    expect(headerFor(undefined)).toBe(`${head}\n`);
    expect(headerFor('edge-1')).toBe(`${headForEdge}\n`);
    expect(file({}, { cluster: 'edge-1' }).split('\n').slice(0, 2)).toEqual(['---', headForEdge]);
    expect(file({}, { cluster: 'edge-1', side: 'private' }).split('\n')[0]).toBe(head);
  });
});

test('a file of a private site begins a document where something in it is for a cluster', () => {
  const namespaced = { ...object({}), metadata: { name: 'b', namespace: 'models' } };
  const beginning = (...objects: (typeof namespaced)[]) => textOf({ side: 'private', path: '', objects }).slice(0, 4);
  expect(beginning(namespaced, object({}) as typeof namespaced)).toBe('---\n');
  expect(beginning(object({}) as typeof namespaced)).toBe('# Wr');
});

test('a file with a text of its own is that text, under the head', () => {
  const text = file({}, { text: '[Unit]\n' });
  expect(text.split('\n').slice(2)).toEqual(['[Unit]', '']);
});

test('documents are parted, and what people look for comes first', () => {
  const objects = [object({ data: {}, spec: { b: 1, to: [], ports: [], image: 'x', a: 2, name: 'n' } }), object({})];
  expect(textOf({ side: 'public', path: '', objects }).split('\n').slice(2)).toEqual([
    'apiVersion: v1',
    'kind: Texts',
    'metadata:',
    '  name: a',
    'data: {}',
    'spec:',
    '  name: "n"',
    '  image: x',
    '  to: []',
    '  a: 2',
    '  b: 1',
    '  ports: []',
    '---',
    'apiVersion: v1',
    'kind: Texts',
    'metadata:',
    '  name: a',
    '',
  ]);
});

describe('what people look for', () => {
  test.each([
    [['apiVersion', 'kind', 'metadata', 'name', 'namespace', 'annotations']],
    [['name', 'image', 'command', 'args', 'affinity', 'env']],
    [['containers', 'affinity']],
    [['requests', 'limits', 'claims']],
    [['podSelector', 'policyTypes', 'ingress', 'egress', 'again']],
    [['from', 'to', 'port', 'also']],
    [['host', 'path', 'port', 'endPort', 'containerPort', 'targetPort', 'protocol', 'appProtocol', 'nodePort']],
  ])('comes in this order: %j', (keys) => {
    const value = Object.fromEntries([...keys].sort().map((key) => [key, 1]));
    expect(linesOf(value)?.slice(1)).toEqual(keys.map((key) => `  ${key}: 1`));
  });
});

test.each<[unknown, string[]]>([
  [null, ['spec: null']],
  [true, ['spec: true']],
  [{}, ['spec: {}']],
  [[], ['spec: []']],
  [0, ['spec: 0']],
  [-1.5, ['spec: -1.5']],
  [1e21, ['spec: 1.0e+21']],
  [-25e30, ['spec: -2.5e+31']],
  [-2e30, ['spec: -2.0e+30']],
  [12e-9, ['spec: 1.2e-8']],
  ['Deployment', ['spec: Deployment']],
  ['a/b:c.d-e_f=g@h', ['spec: a/b:c.d-e_f=g@h']],
  ['ab--cd', ['spec: ab--cd']],
  ['a-', ['spec: "a-"']],
  ['-a', ['spec: "-a"']],
  ['1a', ['spec: "1a"']],
  ['a b', ['spec: "a b"']],
  ['e10', ['spec: "e10"']],
  ['e-1', ['spec: "e-1"']],
  ['E1', ['spec: "E1"']],
  ['ea', ['spec: ea']],
  ['ae1', ['spec: ae1']],
  ['yes', ['spec: "yes"']],
  ['NO', ['spec: "NO"']],
  ['y', ['spec: "y"']],
  ['n', ['spec: "n"']],
  ['no', ['spec: "no"']],
  ['on', ['spec: "on"']],
  ['off', ['spec: "off"']],
  ['true', ['spec: "true"']],
  ['False', ['spec: "False"']],
  ['null', ['spec: "null"']],
  ['NaN', ['spec: "NaN"']],
  ['inf', ['spec: "inf"']],
  ['nope', ['spec: nope']],
  ['', ['spec: ""']],
  ['"\\', ['spec: "\\"\\\\"']],
  ['\t\n', ['spec: "\\t\\n"']],
  ['\r\0\u007f', ['spec: "\\x0D\\x00\\x7F"']],
  ['\u00e9', ['spec: "\\xE9"']],
  ['\u0100', ['spec: "\\u0100"']],
  ['\u2028', ['spec: "\\u2028"']],
  ['\u{1f600}', ['spec: "\\U0001F600"']],
  [' !#[]~', ['spec: " !#[]~"']],
  [
    ['a', 'b'],
    ['spec:', '  - a', '  - b'],
  ],
  [
    ['a', '1'],
    ['spec:', '  - "a"', '  - "1"'],
  ],
  [
    [1, '1', 'a'],
    ['spec:', '  - 1', '  - "1"', '  - "a"'],
  ],
  [
    [1, 'a'],
    ['spec:', '  - 1', '  - a'],
  ],
  [
    [[], {}, [1]],
    ['spec:', '  - []', '  - {}', '  - - 1'],
  ],
  [[{ b: { c: 1 }, name: 'x' }], ['spec:', '  - name: x', '    b:', '      c: 1']],
  [{ '1': { yes: 'no' } }, ['spec:', '  "1":', '    "yes": "no"']],
  [{ a: 'b\nc\n' }, ['spec:', '  a: |', '    b', '    c']],
  [{ yes: 'b\n\nc\n' }, ['spec:', '  "yes": |', '    b', '', '    c']],
  [{ a: 'b c\nd e\n' }, ['spec:', '  a: |', '    b c', '    d e']],
  [{ a: 'b\n' }, ['spec:', '  a: "b\\n"']],
  [{ a: 'b\nc' }, ['spec:', '  a: "b\\nc"']],
  [{ a: ' b\nc\n' }, ['spec:', '  a: " b\\nc\\n"']],
  [{ a: 'b \nc\n' }, ['spec:', '  a: "b \\nc\\n"']],
  [{ a: 'b\nc \n' }, ['spec:', '  a: "b\\nc \\n"']],
  [{ a: 'b\nc\n\n' }, ['spec:', '  a: "b\\nc\\n\\n"']],
  [{ a: 'b\n  c d\n' }, ['spec:', '  a: |', '    b', '      c d']],
  [{ a: 'b\nc\t\n' }, ['spec:', '  a: "b\\nc\\t\\n"']],
])('%j is written in one way', (value, lines) => {
  expect(linesOf(value)).toEqual(lines);
});
