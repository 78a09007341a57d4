import { minimal } from '../../tests/cases';
import { one } from '../../tests/objects';
import { SettingsError } from '../checks/problem';
import type { Patch } from '../settings';
import { synthesize } from '../synthesis/synthesis';
import { gate } from './gate';
import { patched } from './patches';

const chat = { ...minimal, privateSites: [{ name: 'lab' }] };
const withPatches = (...patches: Patch[]) => synthesize({ ...chat, patches }).manifests;
const objects = (...patches: Patch[]) => withPatches(...patches).flatMap((manifest) => manifest.objects);

function problemsOf(...patches: Patch[]): string[] {
  try {
    withPatches(...patches);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) {
      throw error;
    }
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

const deployment = { kind: 'Deployment' };

test('a field that no typed class knows arrives', () => {
  const patched = objects({
    target: deployment,
    patch: [{ op: 'add', path: '/spec/fieldOfTheFuture', value: { a: [1] } }],
  });
  expect(one(patched, 'Deployment').spec.fieldOfTheFuture).toEqual({ a: [1] });
});

test('every operation does what RFC 6902 says, in their order', () => {
  const args = '/spec/template/spec/containers/0/args';
  const patched = objects({
    target: { kind: 'Deployment', name: 'ilab-client' },
    patch: [
      { op: 'test', path: '/spec/replicas', value: 2 },
      { op: 'replace', path: '/spec/replicas', value: 4 },
      { op: 'copy', from: '/spec/replicas', path: '/spec/revisionHistoryLimit' },
      { op: 'remove', path: `${args}/0` },
      { op: 'add', path: `${args}/-`, value: '--preload' },
      { op: 'add', path: '/metadata/labels/example.com~1team', value: 'chat' },
      { op: 'move', from: '/metadata/labels/example.com~1team', path: '/metadata/labels/team' },
    ],
  });
  const { metadata, spec } = one(patched, 'Deployment');
  expect(spec).toMatchObject({ replicas: 4, revisionHistoryLimit: 4 });
  expect(spec.template.spec.containers[0].args.at(-1)).toBe('--preload');
  expect(metadata.labels).toMatchObject({ team: 'chat' });
});

test('without a name every object of the kind is changed, on both sides', () => {
  const patched = objects({
    target: { kind: 'Site' },
    patch: [{ op: 'add', path: '/metadata/labels/team', value: 'a' }],
  });
  const sites = patched.filter(({ kind }) => kind === 'Site');
  expect(sites.map(({ metadata }) => metadata.labels?.team)).toEqual(['a', 'a']);
});

test('a patch sees what the one before it made', () => {
  const patched = objects(
    { target: deployment, patch: [{ op: 'add', path: '/metadata/annotations', value: {} }] },
    { target: deployment, patch: [{ op: 'add', path: '/metadata/annotations/note', value: 'a' }] },
  );
  expect(one(patched, 'Deployment').metadata.annotations).toEqual({ note: 'a' });
});

test('what one patch is refused for does not hide what another is', () => {
  const lost: Patch = { target: deployment, patch: [{ op: 'remove', path: '/spec/paused' }] };
  const unknown: Patch = { target: { kind: 'Deployment', name: 'x' }, patch: [{ op: 'remove', path: '/spec' }] };
  expect(problemsOf(lost, unknown)).toEqual([
    'patches[0].patch[0]: Deployment ilab-chat/ilab-client: "/spec/paused" is not there',
    'patches[1].target: no Deployment is called "x"; there is ilab-client',
  ]);
});

test('in a fleet it changes the objects of its chat alone', () => {
  const patch: Patch = { target: deployment, patch: [{ op: 'replace', path: '/spec/replicas', value: 9 }] };
  const { manifests } = synthesize({
    chats: { a: { ...chat, namespace: { name: 'a' }, patches: [patch] }, b: { ...chat, namespace: { name: 'b' } } },
  });
  const replicas = manifests.flatMap(({ objects }) => objects).filter(({ kind }) => kind === 'Deployment');
  expect(replicas.map(({ spec }) => spec.replicas)).toEqual([9, 2]);
});

describe('what cannot be done is told with the number of the patch', () => {
  test.each<[string, Patch, string]>([
    [
      'a kind that the chat does not have',
      { target: { kind: 'Deploymnt' }, patch: [{ op: 'remove', path: '/spec' }] },
      'patches[0].target: the chat has no Deploymnt; did you mean "Deployment"?',
    ],
    [
      'a name that the kind does not have',
      { target: { kind: 'Deployment', name: 'client' }, patch: [{ op: 'remove', path: '/spec' }] },
      'patches[0].target: no Deployment is called "client"; there is ilab-client',
    ],
    [
      'a name of which the chat has several others',
      { target: { kind: 'NetworkPolicy', name: 'client' }, patch: [{ op: 'remove', path: '/spec' }] },
      'patches[0].target: no NetworkPolicy is called "client"; there are skupper-router-ingress, ilab-client',
    ],
    [
      'a kind that no chat has',
      { target: { kind: 'Ox' }, patch: [{ op: 'remove', path: '/spec' }] },
      'patches[0].target: the chat has no Ox; there are Namespace, Site, Listener, NetworkPolicy, ServiceAccount, Deployment, Service, PodDisruptionBudget, Connector',
    ],
    [
      'a place of a list by a name',
      { target: deployment, patch: [{ op: 'add', path: '/spec/template/spec/containers/main', value: {} }] },
      'patches[0].patch[0]: Deployment ilab-chat/ilab-client: "/spec/template/spec/containers/main" names a place in a list; use a number, or "-" for its end',
    ],
    [
      'a copy of what is not there',
      { target: deployment, patch: [{ op: 'copy', from: '/spec/paused', path: '/spec/other' }] },
      'patches[0].patch[0]: Deployment ilab-chat/ilab-client: "/spec/paused" is not there',
    ],
    [
      'a test of what is not there',
      { target: deployment, patch: [{ op: 'test', path: '/spec/a/b', value: 1 }] },
      'patches[0].patch[0]: Deployment ilab-chat/ilab-client: "/spec/a/b" is not there',
    ],
    [
      'the second operation, which does not see what the first took',
      {
        target: deployment,
        patch: [
          { op: 'remove', path: '/spec/replicas' },
          { op: 'remove', path: '/spec/replicas' },
        ],
      },
      'patches[0].patch[1]: Deployment ilab-chat/ilab-client: "/spec/replicas" is not there',
    ],
    [
      'an object that is too heavy on the way, and would not be at the end',
      {
        target: deployment,
        patch: [
          { op: 'add', path: '/spec/x', value: 'x'.repeat(2 ** 20) },
          { op: 'remove', path: '/spec/x' },
        ],
      },
      'patches[0].patch[0]: Deployment ilab-chat/ilab-client: after it, the object weighs more than 1048576 bytes',
    ],
    [
      'a field that is not there',
      { target: deployment, patch: [{ op: 'replace', path: '/spec/paused', value: true }] },
      'patches[0].patch[0]: Deployment ilab-chat/ilab-client: "/spec/paused" is not there; use "add"',
    ],
    [
      'a field without its parent',
      { target: deployment, patch: [{ op: 'add', path: '/spec/a/b', value: 1 }] },
      'patches[0].patch[0]: Deployment ilab-chat/ilab-client: "/spec/a/b" cannot be added, because its parent is not there; add that first',
    ],
    [
      'a test that fails',
      { target: deployment, patch: [{ op: 'test', path: '/spec/replicas', value: 3 }] },
      'patches[0].patch[0]: Deployment ilab-chat/ilab-client: "/spec/replicas" has another value than the test expects',
    ],
    [
      'a place beyond the end of a list',
      { target: deployment, patch: [{ op: 'add', path: '/spec/template/spec/containers/9', value: {} }] },
      'patches[0].patch[0]: Deployment ilab-chat/ilab-client: "/spec/template/spec/containers/9" is beyond the end of the list; use "-" for its end',
    ],
    [
      'a result that the gate refuses',
      {
        target: deployment,
        patch: [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'a:latest' }],
      },
      'patches[0]: after it, Deployment ilab-chat/ilab-client is not fit to be published: image "a:latest" has no tag, or one that moves',
    ],
    [
      'a field to remove that is not there',
      { target: deployment, patch: [{ op: 'remove', path: '/spec/paused' }] },
      'patches[0].patch[0]: Deployment ilab-chat/ilab-client: "/spec/paused" is not there',
    ],
    ...(['/metadata/name', '/metadata/namespace', '/kind', '/apiVersion'] as const).map(
      (path): [string, Patch, string] => [
        `another ${path}`,
        { target: { kind: 'Service' }, patch: [{ op: 'replace', path, value: 'other' }] },
        'patches[0].patch: Service ilab-chat/ilab-client: apiVersion, kind, name and namespace say which object it is, and no patch changes them',
      ],
    ),
    [
      'an object without its metadata',
      { target: { kind: 'Service' }, patch: [{ op: 'remove', path: '/metadata' }] },
      'patches[0].patch: Service ilab-chat/ilab-client: apiVersion, kind, name and namespace say which object it is, and no patch changes them',
    ],
    ...(
      [
        { op: 'remove', path: '/spec/template/spec/containers' },
        { op: 'replace', path: '/spec/template/spec/containers', value: [] },
      ] as const
    ).map((operation): [string, Patch, string] => [
      `pods without containers: ${operation.op}`,
      { target: deployment, patch: [operation] },
      'patches[0]: after it, Deployment ilab-chat/ilab-client is not fit to be published: spec.template.spec.containers is missing or empty',
    ]),
    ...(
      [
        ['/spec/template/spec/containers', {}, 'spec.template.spec.containers is a map now, and has to be a list'],
        [
          '/spec/template/spec/containers/0/env',
          'x',
          'spec.template.spec.containers[0].env is a text now, and has to be a list',
        ],
        [
          '/spec/template/spec/containers/0/args/0',
          [],
          'spec.template.spec.containers[0].args[0] is a list now, and has to be a text',
        ],
        ['/spec/replicas', '2', 'spec.replicas is a text now, and has to be a number'],
        [
          '/spec/template/spec/enableServiceLinks',
          1,
          'spec.template.spec.enableServiceLinks is a number now, and has to be true or false',
        ],
      ] as const
    ).map(([path, value, message]): [string, Patch, string] => [
      `another form of ${path}`,
      { target: deployment, patch: [{ op: 'replace', path, value: structuredClone(value) }] },
      `patches[0].patch: Deployment ilab-chat/ilab-client: ${message}`,
    ]),
    ...(
      [
        ['tolerations', {}, 'tolerations is a map, and has to be a list'],
        ['imagePullSecrets', { name: 'login' }, 'imagePullSecrets is a map, and has to be a list'],
        ['nodeSelector', 'disk=ssd', 'nodeSelector is a text, and has to be a map'],
        ['affinity', [], 'affinity is a list, and has to be a map'],
        ['initContainers', ['x'], 'initContainers[0] is a text, and has to be a map'],
        [
          'initContainers',
          [{ name: 'a', image: 'x:1', env: { A: 'b' } }],
          'initContainers[0].env is a map, and has to be a list',
        ],
        [
          'containers/0/securityContext/capabilities/add',
          'NET_ADMIN',
          'containers[0].securityContext.capabilities.add is a text, and has to be a list',
        ],
        [
          'containers/0/env/-',
          { name: 'A', valueFrom: { secretKeyRef: 'x' } },
          'containers[0].env[1].valueFrom.secretKeyRef is a text, and has to be a map',
        ],
      ] as const
    ).map(([field, value, message]): [string, Patch, string] => [
      `a new ${field} in another form`,
      {
        target: deployment,
        patch: [{ op: 'add', path: `/spec/template/spec/${field}`, value: structuredClone(value) as never }],
      },
      `patches[0]: after it, Deployment ilab-chat/ilab-client is not fit to be published: spec.template.spec.${message}`,
    ]),
    ...(
      [
        ['Service ilab-chat/ilab-client', '/spec/ports', 'spec.ports'],
        ['Listener ilab-chat/instructlab', '/spec/port', 'spec.port'],
        ['Deployment ilab-chat/ilab-client', '/spec', 'spec.selector'],
        ['Deployment ilab-chat/ilab-client', '/spec/template', 'spec.template.spec.containers'],
        ['Deployment ilab-chat/ilab-client', '/spec/selector', 'spec.selector'],
        ['NetworkPolicy ilab-chat/ilab-client', '/spec', 'spec.podSelector'],
        ['NetworkPolicy ilab-chat/ilab-client', '/spec/podSelector', 'spec.podSelector'],
        ['Connector instructlab', '/spec/host', 'spec.host'],
      ] as const
    ).map(([object, path, field]): [string, Patch, string] => [
      `a ${object} without its ${path}`,
      { target: { kind: object.split(' ')[0] ?? '' }, patch: [{ op: 'remove', path }] },
      `patches[0]: after it, ${object} is not fit to be published: ${field} is missing or empty`,
    ]),
    ...(
      [
        [
          '/spec/template/spec/hostNetwork',
          true,
          'spec.template.spec.hostNetwork is true, which is below Pod Security "baseline" (Host Namespaces)',
        ],
        [
          '/spec/template/spec/volumes/-',
          { name: 'node', hostPath: { path: '/' } },
          'spec.template.spec.volumes[1].hostPath is there, which is below Pod Security "baseline" (HostPath Volumes)',
        ],
        [
          '/spec/template/spec/containers/0/securityContext/privileged',
          true,
          'spec.template.spec.containers[0].securityContext.privileged is true, which is below Pod Security "baseline" (Privileged Containers)',
        ],
      ] as const
    ).map(([path, value, message]): [string, Patch, string] => [
      `${path} in a pod`,
      { target: deployment, patch: [{ op: 'add', path, value }] },
      `patches[0]: after it, Deployment ilab-chat/ilab-client is not fit to be published: ${message}`,
    ]),
    [
      'a result that makes another object unfit',
      { target: { kind: 'Connector' }, patch: [{ op: 'replace', path: '/spec/routingKey', value: 'other' }] },
      'patches[0]: after it, Connector instructlab is not fit to be published: no listener has its routing key "other"',
    ],
  ])('%s', (_, patch, message) => {
    expect(problemsOf(patch)).toContain(message);
  });
});

test('what is a list in one kind and a map in others is told by the kind', () => {
  const settings = { ...minimal, exposure: { nginxIngress: {} } };
  const tls: Patch = { target: { kind: 'Ingress' }, patch: [{ op: 'add', path: '/spec/tls', value: {} }] };
  expect(() => synthesize({ ...settings, patches: [tls] })).toThrow('spec.tls is a map, and has to be a list');
});

test('the patch is named since which the objects stay unfit, and not one that is made good later', () => {
  const image = (value: string): Patch => ({
    target: deployment,
    patch: [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value }],
  });
  const text =
    'after it, Deployment ilab-chat/ilab-client is not fit to be published: image "a:latest" has no tag, or one that moves';
  expect(problemsOf(image('b:latest'), image('b:v1'), image('a:latest'), image('a:latest'))).toEqual([
    `patches[2]: ${text}`,
  ]);
});

test('what was unfit before every patch is no fault of a patch', () => {
  const label: Patch = { target: deployment, patch: [{ op: 'add', path: '/metadata/labels/team', value: 'chat' }] };
  const unfit = withPatches().map(({ objects, ...manifest }) => ({
    ...manifest,
    objects: objects.filter(({ kind }) => kind !== 'ServiceAccount'),
  }));
  expect(gate(unfit).map(({ object }) => object.kind)).toEqual(['Deployment']);
  expect(patched(unfit, [label]).broken).toEqual([]);
});

test.each([
  ['/spec/template/spec/containers/0/readinessProbe/httpGet/port', 8080],
  ['/spec/template/spec/containers/0/resources/requests/cpu', 1],
])('a number or a text, as %s takes both', (path, value) => {
  expect(problemsOf({ target: deployment, patch: [{ op: 'replace', path, value }] })).toEqual([]);
});

test('the port of a policy, by its name', () => {
  const patch: Patch = {
    target: { kind: 'NetworkPolicy', name: 'ilab-client' },
    patch: [{ op: 'replace', path: '/spec/egress/0/ports/0/port', value: 'dns' }],
  };
  expect(problemsOf(patch)).toEqual([]);
  expect(one(objects(patch), 'NetworkPolicy', 'ilab-client').spec.egress[0].ports[0].port).toBe('dns');
});

test('what any element of a list has says what the others may have', () => {
  const elements = (value: unknown): Patch => ({
    target: deployment,
    patch: [{ op: 'add', path: '/spec/fieldOfTheFuture', value }],
  });
  const first = elements([{ a: 'x' }, { b: { c: [1] } }]);
  expect(problemsOf(first, elements([{ b: { c: [2, 3] } }, { d: true }]))).toEqual([]);
  expect(problemsOf(first, elements([{ a: 'x' }, { a: 'y', b: { c: ['z'] } }]))).toEqual([
    'patches[1].patch: Deployment ilab-chat/ilab-client: spec.fieldOfTheFuture[1].b.c[0] is a text now, and has to be a number',
  ]);
});

// Compared one with all, they would take minutes.
test('thousands of elements, each with a field of its own', () => {
  const value = Array.from({ length: 10_000 }, (_, index) => ({ [`k${index}`]: 1 }));
  const patch = ['a', 'b', 'c', 'd'].map((name) => ({ op: 'add' as const, path: `/spec/${name}`, value }));
  const another: Patch = { target: deployment, patch: [{ op: 'replace', path: '/spec/replicas', value: 3 }] };
  expect(problemsOf({ target: deployment, patch }, another)).toEqual([]);
});
