import { refuses } from '../../tests/refused';

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
