import { minimal } from '../../tests/cases';
import { refuses, report } from '../../tests/refused';

const target = { kind: 'Deployment' };
const operation = { op: 'remove', path: '/spec/replicas' };
const patch = (...operations: unknown[]) => [{ target, patch: operations }];

refuses('patches', {
  '%s is not a list; use a list of patches': ['none'],
  '[0].target: missing; use { kind, name? }': [[{ patch: [operation] }]],
  '[0].target.kind: "deployment" is not the kind of an object; use a name such as "Deployment" (a kind begins with a capital letter)':
    [[{ target: { kind: 'deployment' }, patch: [operation] }]],
  '[0].patch: empty; use a list of operations, at least one': [patch()],
  '[0].patch[0].op: "delete" is not known here; use "add", "remove", "replace", "move", "copy" or "test"': [
    patch({ op: 'delete', path: '/spec' }),
  ],
  '[0].patch[0].path: "spec.containers[0].name" is not a JSON pointer; use a path such as "/spec/replicas" (did you mean "/spec/containers/0/name"?)':
    [patch({ op: 'remove', path: 'spec.containers[0].name' })],
  '[0].patch[0].path: "/a~2b" is not a JSON pointer; use a path such as "/spec/replicas"': [
    patch({ op: 'remove', path: '/a~2b' }),
  ],
  '[0].patch[0].path: "" is not a JSON pointer; use a path such as "/spec/replicas"': [
    patch({ op: 'remove', path: '' }),
  ],
  '[0].patch[0].value: an object of a class is not a value that YAML can hold; use texts, numbers, true, false, null, lists and groups':
    [patch({ op: 'add', path: '/spec/x', value: new Map([['a', 'b']]) })],
  '[0].patch[0].value: missing; "add" needs a value': [patch({ op: 'add', path: '/spec/x' })],
  '[0].patch[0].value: "remove" has no value; leave it out': [patch({ ...operation, value: 1 })],
  '[0].patch[0].from: missing; "move" needs the path of what it takes': [patch({ op: 'move', path: '/spec/x' })],
  '[0].patch[0].from: "remove" takes nothing from elsewhere; leave it out': [patch({ ...operation, from: '/spec/x' })],
  '[0].patch[0].value: a function is not a value that YAML can hold; use texts, numbers, true, false, null, lists and groups':
    [patch({ op: 'add', path: '/spec/x', value: () => 1 })],
  '[0].patch[0].value: "Infinity" is not a value that YAML can hold; use texts, numbers, true, false, null, lists and groups (in quotes: "Infinity")':
    [patch({ op: 'add', path: '/spec/x', value: Number.POSITIVE_INFINITY })],
});

/** What is said of one operation, or nothing. */
const answerTo = (operation: object) =>
  report({ ...minimal, patches: [{ target, patch: [operation] }] }).map((line) =>
    line.replace('patches[0].patch[0].', ''),
  );

describe('a JSON pointer', () => {
  test.each(['/', '/a', '/a/b/0/-', '/a~0b~1c', '//', `/${'a'.repeat(999)}`])('is %j', (path) => {
    expect(answerTo({ op: 'remove', path })).toEqual([]);
    expect(answerTo({ op: 'move', path: '/a', from: path })).toEqual([]);
  });

  test.each<[unknown, string]>([
    ['a', ' (did you mean "/a"?)'],
    ['./spec.replicas', ' (did you mean "/spec/replicas"?)'],
    ['..spec', ' (did you mean "/spec"?)'],
    ['spec.containers[10].args[2]', ' (did you mean "/spec/containers/10/args/2"?)'],
    ['spec.containers[x]', ' (did you mean "/spec/containers[x]"?)'],
    ['a~', ''],
    ['/a~', ''],
    ['/a~2', ''],
    ['x'.repeat(1000), ''],
    [7, ' (did you mean "/7"?)'],
    [['/a'], ''],
    [null, ''],
  ])('is not %j', (path, hint) => {
    const lines = answerTo({ op: 'remove', path });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.replace(/^path: .* is not a JSON pointer; use a path such as "\/spec\/replicas"/, '')).toBe(hint);
  });

  test('has at most 1000 characters', () => {
    expect(answerTo({ op: 'remove', path: `/${'a'.repeat(1000)}` })).toEqual([
      expect.stringMatching(/^path: "\/a+…" is not a JSON pointer; use a path such as "\/spec\/replicas"$/),
    ]);
  });
});

describe('what an operation needs, and what it has no use for', () => {
  test.each<[string, object, string[]]>([
    ['add', { value: 1 }, []],
    ['replace', { value: null }, []],
    ['test', { value: false }, []],
    ['move', { from: '/b' }, []],
    ['copy', { from: '/b' }, []],
    ['remove', {}, []],
    ['add', {}, ['value: missing; "add" needs a value']],
    ['replace', {}, ['value: missing; "replace" needs a value']],
    ['test', {}, ['value: missing; "test" needs a value']],
    ['move', {}, ['from: missing; "move" needs the path of what it takes']],
    ['copy', {}, ['from: missing; "copy" needs the path of what it takes']],
    ['add', { value: 1, from: '/b' }, ['from: "add" takes nothing from elsewhere; leave it out']],
    ['copy', { from: '/b', value: 1 }, ['value: "copy" has no value; leave it out']],
    ['move', { from: '/b', value: 1 }, ['value: "move" has no value; leave it out']],
    [
      'test',
      { from: 'b' },
      ['from: "b" is not a JSON pointer; use a path such as "/spec/replicas" (did you mean "/b"?)'],
    ],
    ['put', { from: '/b' }, ['op: "put" is not known here; use "add", "remove", "replace", "move", "copy" or "test"']],
  ])('%s with %j', (op, more, lines) => {
    expect(answerTo({ op, path: '/a', ...more })).toEqual(lines);
  });

  test('which is not asked while the value is none', () => {
    expect(answerTo({ op: 'remove', path: '/a', from: '/b', value: () => 1 })).toEqual([
      expect.stringMatching(/^value: a function is not a value that YAML can hold; /),
    ]);
  });
});

describe('a value that YAML can hold', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 'text' : { in: nested(depth - 1) });
  const lists = (depth: number): unknown => (depth === 0 ? 'text' : [lists(depth - 1)]);

  test.each([[''], [0], [-1.5], [true], [false], [null], [[]], [{}], [[1, ['a', { b: null }]]]])('is %j', (value) => {
    expect(answerTo({ op: 'add', path: '/a', value })).toEqual([]);
  });

  test('is at most 32 groups and lists deep', () => {
    expect(answerTo({ op: 'add', path: '/a', value: nested(32) })).toEqual([]);
    expect(answerTo({ op: 'add', path: '/a', value: lists(32) })).toEqual([]);
    expect(answerTo({ op: 'add', path: '/a', value: nested(33) })).toHaveLength(1);
    expect(answerTo({ op: 'add', path: '/a', value: lists(33) })).toHaveLength(1);
  });

  test.each([
    ['a date', new Date(0)],
    ['a date in a list', [new Date(0)]],
    ['a set', new Set()],
    ['a symbol', Symbol('a')],
    ['nothing in a group', { a: undefined }],
    ['no number, in a list', [1, Number.NaN]],
    ['a whole number without bounds', 1n],
  ])('is not %s', (_, value) => {
    expect(answerTo({ op: 'add', path: '/a', value })).toEqual([
      expect.stringMatching(/^value: .* is not a value that YAML can hold; /),
    ]);
  });
});

describe('the target of a patch', () => {
  const answerOf = (target: object) =>
    report({ ...minimal, patches: [{ target, patch: [operation] }] }).map((line) =>
      line.replace('patches[0].target.', ''),
    );

  test.each([
    { kind: 'D' },
    { kind: `D${'x'.repeat(62)}` },
    { kind: 'V1Beta' },
    { kind: 'Deployment', name: 'a' },
    { kind: 'Deployment', name: 'a'.repeat(253) },
  ])('may be %j', (target) => {
    expect(answerOf(target)).toEqual([]);
  });

  test.each<[object, string]>([
    [{ kind: '' }, 'kind: "" is not the kind of an object; use a name such as "Deployment"'],
    [{ kind: '1Deployment' }, 'kind: "1Deployment" is not the kind of an object; use a name such as "Deployment"'],
    [{ kind: 'deploymentV1' }, 'kind: "deploymentV1" is not the kind of an object; use a name such as "Deployment"'],
    [{ kind: 'Deployment/v1' }, 'kind: "Deployment/v1" is not the kind of an object; use a name such as "Deployment"'],
    [{ kind: '*Deployment' }, 'kind: "*Deployment" is not the kind of an object; use a name such as "Deployment"'],
    [{ kind: 'aPod' }, 'kind: "aPod" is not the kind of an object; use a name such as "Deployment"'],
    [{ kind: 'po d' }, 'kind: "po d" is not the kind of an object; use a name such as "Deployment"'],
    [{ kind: ['Pod'] }, 'kind: a list is not the kind of an object; use a name such as "Deployment"'],
    [{ kind: 'Pod', name: '' }, 'name: "" is not the name of an object; use a text of at most 253 characters'],
    [{ kind: 'Pod', name: ['a'] }, 'name: a list is not the name of an object; use a text of at most 253 characters'],
  ])('is not %j', (target, line) => {
    expect(answerOf(target)).toEqual([line]);
  });

  test('has a kind of at most 63 characters, and a name of at most 253', () => {
    expect(answerOf({ kind: `D${'x'.repeat(63)}` })).toEqual([expect.stringMatching(/^kind: .* is not the kind of /)]);
    expect(answerOf({ kind: 'Pod', name: 'a'.repeat(254) })).toEqual([
      expect.stringMatching(/^name: .* is not the name of an object; /),
    ]);
  });
});
