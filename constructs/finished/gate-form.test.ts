import { gate } from './gate';
import type { KubeObject, Side } from './kube-object';

/** What is found in one object. */
function found(parts: object, side: Side = 'public', beside: readonly object[] = []): string[] {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'texts', namespace: 'chat' }, ...parts };
  const objects = [object, ...beside] as unknown as KubeObject[];
  return gate([{ side, path: 'a.k8s.yaml', objects }]).map(({ message }) => message);
}
const meta = (more: object) => ({ metadata: { name: 'texts', namespace: 'chat', ...more } });
const illegal = (name: string | undefined, kind = 'ConfigMap') =>
  `metadata.name "${name}" is not a legal name of a ${kind}`;

test('an object that is well', () => {
  expect(found({})).toEqual([]);
});

describe('what an object is', () => {
  test.each([
    ['apiVersion', { apiVersion: '' }],
    ['kind', { kind: '' }],
  ])('no %s', (_, parts) => {
    expect(found(parts)).toContain('apiVersion or kind is missing');
  });

  test.each<[string | undefined, boolean]>([
    ['a.b-c', true],
    ['1a', true],
    ['a'.repeat(253 - 190), true],
    ['A', false],
    ['a_b', false],
    ['a..b', false],
    [undefined, false],
  ])('the name %s', (name, isLegal) => {
    expect(found(meta({ name })).filter((text) => text.includes('legal name'))).toEqual(isLegal ? [] : [illegal(name)]);
  });

  test.each(['Service', 'Site', 'Listener', 'MultiKeyListener', 'Connector'])(
    'the name of a %s has no dots',
    (kind) => {
      const spec = {
        ports: [{ port: 1 }],
        host: 'a',
        port: 1,
        routingKey: 'a',
        strategy: { priority: { routingKeys: ['a'] } },
      };
      expect(found({ kind, spec, ...meta({ name: 'a.b' }) })).toContain(illegal('a.b', kind));
      expect(found({ kind, spec, ...meta({ name: 'a-b' }) })).not.toContain(illegal('a-b', kind));
    },
  );

  test('the name of a Service begins with a letter', () => {
    const service = { kind: 'Service', spec: { ports: [{ port: 1 }] } };
    expect(found({ ...service, ...meta({ name: '1a' }) })).toContain(illegal('1a', 'Service'));
    expect(found({ ...service, ...meta({ name: 'a1' }) })).toEqual(['selector matches no pods']);
    expect(found({ ...service, ...meta({ name: undefined }) })).toContain(illegal(undefined, 'Service'));
  });

  test('a namespace belongs on all but namespaces, and on nothing of a machine', () => {
    const nowhere = { metadata: { name: 'texts' } };
    expect(found(nowhere)).toEqual(['metadata.namespace "" is not a legal namespace']);
    expect(found(meta({ namespace: 'a.b' }))).toEqual(['metadata.namespace "a.b" is not a legal namespace']);
    expect(found({ kind: 'Namespace', ...nowhere })).toEqual([]);
    expect(found({ kind: 'Namespace', metadata: { name: 'a.b' } })).toEqual([illegal('a.b', 'Namespace')]);
    expect(found({ kind: 'Namespace' })).toEqual(['metadata.namespace "chat" does not belong on it']);
    expect(found(nowhere, 'private')).toEqual([]);
    expect(found({}, 'private')).toEqual(['metadata.namespace "chat" does not belong on it']);
  });

  test('a private site on a cluster has a namespace', () => {
    const site = { apiVersion: 'skupper.io/v2alpha1', kind: 'Site', metadata: { name: 'models', namespace: 'chat' } };
    expect(found({}, 'private', [site])).toEqual([]);
    expect(found({ metadata: { name: 'texts' } }, 'private', [site])).toEqual([
      'metadata.namespace "" is not a legal namespace',
    ]);
    expect(found({}, 'private', [{ ...site, metadata: { name: 'models' } }])).toEqual([
      'metadata.namespace "chat" does not belong on it',
    ]);
  });
});

describe('labels, selectors and annotations', () => {
  const bad = 'label a has no legal value: "x y"';
  const labels = { a: 'x y' };
  test.each<[string, object, readonly string[]]>([
    ['a label', meta({ labels }), [bad]],
    ['a label of pods', { spec: { template: { metadata: { labels } } } }, [bad]],
    ['a label of nodes', { spec: { template: { spec: { nodeSelector: labels } } } }, [bad]],
    ['a selector', { spec: { selector: { matchLabels: labels } } }, [bad]],
    ['a selector in a list', { spec: { from: [{ podSelector: { matchLabels: labels } }] } }, [bad]],
    ['a map of another name', { spec: { other: labels } }, []],
    ['a label without a value', meta({ labels: { a: '' } }), []],
    ['a label that is a number', meta({ labels: { a: 5 } }), ['label a has no legal value: "5"']],
    ['an illegal label', meta({ labels: { 'a b': 'x' } }), ['label "a b" is not a legal name']],
    ['an illegal annotation', meta({ annotations: { 'a b': 'x' } }), ['annotation "a b" is not a legal name']],
    ['an annotation with any text', meta({ annotations: { a: 'x y' } }), []],
    ['an annotation that is a number', meta({ annotations: { a: 5 } }), ['annotation a is not a text: 5']],
    ['null where a selector may be', { spec: { selector: null } }, ['spec.selector has no proper value: null']],
  ])('%s', (_, parts, expected) => {
    expect(found(parts)).toEqual(expected);
  });
});

describe('values that nothing can be', () => {
  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['no number', Number.NaN, 'NaN'],
    ['an endless number', Number.POSITIVE_INFINITY, 'Infinity'],
  ])('%s', (_, value, text) => {
    expect(found({ spec: { a: [value] } })).toEqual([`spec.a[0] has no proper value: ${text}`]);
  });

  test('a function', () => {
    expect(found({ spec: { a: () => 1 } })).toEqual([expect.stringMatching(/^spec\.a has no proper value: \(\) ?=>/)]);
  });

  test.each([0, -1, 0.5, true, false, ''])('%j is one', (value) => {
    expect(found({ spec: { a: value } })).toEqual([]);
  });

  test('what a program writes for nothing', () => {
    expect(found({ spec: { a: 'x-undefined' } })).toEqual(['spec.a has no proper value: "x-undefined"']);
    expect(found(meta({ annotations: { a: 'x-undefined' } }))).toEqual([]);
  });

  test('a sign that readers of YAML refuse', () => {
    expect(found({ spec: { a: 'x\u0000' } })).toEqual([
      'spec.a has a character that readers of YAML refuse: "x\\u{0}"',
    ]);
  });

  test('a Secret, and what is one', () => {
    expect(found({ kind: 'Secret' })).toEqual(['a Secret must not be in the output; refer to it by name']);
    expect(found({ spec: { password: 'hunter2x' } })).toEqual([
      'spec.password: named like a secret; refer to a Secret by name',
    ]);
  });
});

describe('fields that name something have no other signs', () => {
  const refused = (path: string, text: string) =>
    `${path} has signs that no name has: "${text}"; use letters, digits and "-"`;
  const fields = ['name', 'secretName', 'namespace', 'host', 'port', 'targetPort', 'size', 'key'];

  test.each(fields)('%s', (field) => {
    for (const text of ['a b', ' ', 'a;', '$a', 'a"', 'a\\', "a'", 'a(']) {
      expect(found({ spec: { [field]: text } })).toEqual([
        expect.stringMatching(new RegExp(`^spec\\.${field} has signs that no name has: `)),
      ]);
    }
    expect(found({ spec: { deep: [{ [field]: 'a b' }] } })).toEqual([refused(`spec.deep[0].${field}`, 'a b')]);
    for (const text of ['a', 'a.b', 'a:1', 'a/b', 'a@b', '*.a', 'a-b', 'a_b', 'A1', '']) {
      expect(found({ spec: { [field]: text } })).toEqual([]);
    }
  });

  test.each(['names', 'hostPath', 'sized', 'keys', 'support2', 'namespaces', 'rename2', 'monkey', 'oversize', 'ghost'])(
    '%s is another field',
    (field) => {
      expect(found({ spec: { [field]: 'a b' } })).toEqual([]);
    },
  );

  test('annotations with a name', () => {
    const annotated = (name: string) => found(meta({ annotations: { [name]: 'a b' } }));
    const ofNginx = ['nginx.ingress.kubernetes.io/auth-secret', 'kubernetes.io/ingress.class'];
    for (const name of [...ofNginx, 'cert-manager.io/cluster-issuer', 'cert-manager.io/issuer']) {
      expect(annotated(name)).toContain(refused(`metadata.annotations["${name}"]`, 'a b'));
    }
    for (const name of ['example.com/issuer-kind', 'example.com/my-issuer', 'example.com/ingress-class', 'issuer']) {
      expect(annotated(name)).toEqual([]);
    }
  });
});

describe('the weight of an object', () => {
  const wide = (bytes: number) => ({ spec: { a: 'x'.repeat(bytes) } });
  const heavy = 'weighs more than 1048576 bytes';
  // The texts of an object, its names and its kind take 98 bytes of it.
  const rest = 98;

  test('to the byte', () => {
    expect(found(wide(2 ** 20 - rest))).toEqual([]);
    expect(found(wide(2 ** 20 - rest + 1))).toEqual([heavy]);
    expect(found({ spec: { a: 'ü'.repeat(2 ** 19) } })).toEqual([heavy]);
    expect(found({ spec: { a: Array.from({ length: 2 ** 18 }, () => 1) } })).toEqual([heavy]);
    expect(found({ spec: { a: Array.from({ length: 2 ** 17 }, () => 1) } })).toEqual([]);
  });

  test('its levels', () => {
    const deep = (levels: number): object => (levels === 0 ? {} : { a: deep(levels - 1) });
    expect(found({ spec: deep(63) })).toEqual([]);
    expect(found({ spec: deep(64) })).toEqual(['has more than 64 levels']);
  });

  test('its keys', () => {
    expect(found({ spec: { ['x'.repeat(317)]: 1 } })).toEqual([]);
    expect(found({ spec: { ['x'.repeat(318)]: 1 } })).toEqual([
      `has a key of 318 characters, "${'x'.repeat(80)}…"; use at most 317`,
    ]);
    expect(found({ spec: { '': 1 } })).toEqual(['has the key ""; use printable ASCII']);
    for (const key of [' a~', '~']) {
      expect(found({ spec: { [key]: 1 } })).toEqual([]);
    }
    for (const key of ['aü', 'üa', '\u007fa', 'a\u001f']) {
      expect(found({ spec: { [key]: 1 } })).toEqual([expect.stringMatching(/^has the key .*; use printable ASCII$/)]);
    }
    // A list has no keys of its own.
    expect(found({ spec: { a: [[[1]], 2] } })).toEqual([]);
  });

  test('its annotations, and those of its pods', () => {
    const annotations = (bytes: number) => ({ a: 'x'.repeat(bytes - 3), b: 'y' });
    const most = 262_144;
    const text = `has ${most + 1} bytes of annotations, and Kubernetes takes ${most}`;
    expect(found(meta({ annotations: annotations(most) }))).toEqual([]);
    expect(found(meta({ annotations: annotations(most + 1) }))).toEqual([text]);
    expect(found(meta({ annotations: { a: 'ü'.repeat(most / 2) } }))).toEqual([text]);
    expect(found({ spec: { template: { metadata: { annotations: annotations(most + 1) } } } })).toEqual([text]);
  });
});
