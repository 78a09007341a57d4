import { everyPrivateSite, minimal } from '../tests/cases';
import { manifest, objectsOf, one } from '../tests/objects';
import type { PrivateSiteSettings } from './settings';
import { synthesize } from './synthesis/synthesis';

const privateObjects = (privateSites: readonly PrivateSiteSettings[]) =>
  objectsOf({ ...minimal, privateSites }, 'private');

describe('a private site on a cluster', () => {
  const onCluster = { name: 'models', platform: 'kubernetes' as const, server: 'vllm' as const };

  test('finds the model by its Service, and has everything in its namespace', () => {
    const objects = privateObjects([{ ...onCluster, namespace: { name: 'llm' }, host: 'vllm.serving.svc' }]);
    expect(objects.map(({ kind, metadata }) => [kind, metadata.name, metadata.namespace])).toEqual([
      ['Namespace', 'llm', undefined],
      ['Site', 'models', 'llm'],
      ['Connector', 'instructlab', 'llm'],
      ['NetworkPolicy', 'skupper-router-ingress', 'llm'],
    ]);
    expect(one(objects, 'Connector').spec).toEqual({
      host: 'vllm.serving.svc',
      port: 8000,
      routingKey: 'instructlab',
      type: 'tcp',
    });
  });

  test('finds the model by its pods', () => {
    const selector = { app: 'vllm', 'example.com/size': 'large' };
    const objects = privateObjects([{ ...onCluster, namespace: { name: 'llm', exists: true }, selector, port: 8080 }]);
    expect(objects.map(({ kind }) => kind)).not.toContain('Namespace');
    expect(one(objects, 'Connector').spec).toEqual({
      selector: 'app=vllm,example.com/size=large',
      port: 8080,
      routingKey: 'instructlab',
      type: 'tcp',
    });
  });

  test('lets nobody to its router, which calls the public one', () => {
    const objects = privateObjects([{ ...onCluster, namespace: { name: 'llm' }, host: 'vllm' }]);
    expect(one(objects, 'NetworkPolicy').spec).toEqual({
      podSelector: { matchLabels: { application: 'skupper-router', 'skupper.io/component': 'router' } },
      policyTypes: ['Ingress'],
    });
  });

  test('opens the pods of the model to its router alone where the namespace is closed', () => {
    const namespace = { name: 'llm', denyByDefault: true };
    const objects = privateObjects([{ ...onCluster, namespace, selector: { app: 'vllm' }, port: 8080 }]);
    expect(one(objects, 'NetworkPolicy', 'instructlab-from-router').spec).toEqual({
      podSelector: { matchLabels: { app: 'vllm' } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { application: 'skupper-router', 'skupper.io/component': 'router' } } }],
          ports: [{ port: 8080, protocol: 'TCP' }],
        },
      ],
    });
    expect(one(objects, 'NetworkPolicy', 'default-deny-ingress').metadata.namespace).toBe('llm');
  });

  test('opens no pods where the model is found by a host', () => {
    const namespace = { name: 'llm', denyByDefault: true };
    const objects = privateObjects([{ ...onCluster, namespace, host: 'vllm' }]);
    const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata }) => metadata.name);
    expect(policies).toEqual(['default-deny-ingress', 'skupper-router-ingress']);
  });

  test('links from its namespace', () => {
    const settings = { ...minimal, link: { host: '203.0.113.10' } };
    const site = { ...onCluster, namespace: { name: 'llm' }, host: 'vllm' };
    const link = one(objectsOf({ ...settings, privateSites: [site] }, 'private'), 'Link');
    expect(link.metadata).toMatchObject({ name: 'link-models', namespace: 'llm' });
  });

  test('has no systemd units', () => {
    const site = { ...onCluster, namespace: { name: 'llm' }, host: 'vllm' };
    const { manifests } = synthesize({ ...minimal, model: { ...minimal.model, name: 'a' }, privateSites: [site] });
    expect(manifests.filter(({ side }) => side === 'private').map(({ path }) => path)).toEqual(['models.k8s.yaml']);
  });
});

test("in Podman's virtual machine the model is on the computer around it", () => {
  const { manifests, warnings } = synthesize({
    ...minimal,
    privateSites: [{ name: 'mac', platform: 'podman-machine', server: 'llama.cpp' }],
    acceptedWarnings: ['image-without-digest'],
  });
  const [file, ...others] = manifests.filter(({ side }) => side === 'private');
  expect(one(file?.objects ?? [], 'Connector').spec).toMatchObject({ host: 'host.containers.internal', port: 8080 });
  expect({ others, warnings }).toEqual({ others: [], warnings: [] });
});

test.each<[PrivateSiteSettings['platform'], string, string]>([
  [
    undefined,
    'host.containers.internal',
    '"host.containers.internal" misses a server on 127.0.0.1, and the router runs on the machine\'s own network; use "localhost", or platform "podman-machine" on a Mac or on Windows',
  ],
  [
    'podman-machine',
    'localhost',
    '"localhost" is Podman\'s virtual machine and not the computer; use "host.containers.internal"',
  ],
])('on the platform %s, the host %s is another one', (platform, host, message) => {
  const privateSites = [{ name: 'a', server: 'vllm' as const, platform, host }];
  const { warnings } = synthesize({ ...minimal, privateSites, acceptedWarnings: ['image-without-digest'] });
  expect(warnings).toEqual([{ id: 'podman-host-name', path: 'privateSites[0].host', message }]);
});

describe('a private site', () => {
  test('by default finds the model where "ilab model serve" puts it', () => {
    expect(privateObjects([{ name: 'ilab-podman' }])).toEqual([
      expect.objectContaining({ kind: 'Site', metadata: expect.objectContaining({ name: 'ilab-podman' }) }),
      expect.objectContaining({
        kind: 'Connector',
        metadata: expect.objectContaining({ name: 'instructlab' }),
        spec: { host: 'localhost', port: 8000, routingKey: 'instructlab', type: 'tcp' },
      }),
    ]);
  });

  test('everything set', () => {
    const { linkCost: _, ...withoutLink } = everyPrivateSite;
    const objects = privateObjects([withoutLink, { name: 'other', routingKey: 'other' }]);
    expect(objects[0]?.spec).toEqual({ edge: true });
    expect(objects[1]?.spec).toEqual({ host: '127.0.0.1', port: 8001, routingKey: 'instructlab-gpu', type: 'tcp' });
  });

  test('has no namespace, because "skupper system apply" puts in its own', () => {
    for (const { metadata } of privateObjects([{ name: 'a' }, { name: 'b' }])) {
      expect(metadata).not.toHaveProperty('namespace');
    }
  });

  test('has a file of its own, far from dist/', () => {
    const { manifests } = synthesize({ ...minimal, privateSites: [{ name: 'a' }, { name: 'b' }] });
    expect(manifest(manifests, 'private', 'a.k8s.yaml').objects).toHaveLength(2);
    expect(manifest(manifests, 'private', 'b.k8s.yaml').objects).toHaveLength(2);
    expect(manifests.filter(({ side }) => side === 'public').flatMap(({ objects }) => objects)).not.toContainEqual(
      expect.objectContaining({ kind: 'Connector' }),
    );
  });
});

test('a machine with two model servers has a Connector for each, under its routing key', () => {
  const servers = [
    { routingKey: 'model-new', weight: 1 },
    { routingKey: 'model-old', port: 8001, weight: 0 },
  ];
  const privateSites = [{ name: 'gpu', modelServers: servers }];
  const connectors = privateObjects(privateSites).filter(({ kind }) => kind === 'Connector');
  expect(connectors.map(({ metadata, spec }) => [metadata.name, spec.routingKey, spec.port])).toEqual([
    ['model-new', 'model-new', 8000],
    ['model-old', 'model-old', 8001],
  ]);
  const listener = objectsOf({ ...minimal, privateSites }).find(({ kind }) => kind === 'MultiKeyListener');
  expect(listener?.spec.strategy).toEqual({ weighted: { routingKeys: { 'model-new': 1, 'model-old': 0 } } });
});
