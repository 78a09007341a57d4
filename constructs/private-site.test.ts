import { everyPrivateSite, minimal } from '../tests/cases';
import { manifest, objectsOf } from '../tests/objects';
import type { PrivateSiteSettings } from './settings';
import { synthesize } from './synthesis/synthesis';

const privateObjects = (privateSites: readonly PrivateSiteSettings[]) =>
  objectsOf({ ...minimal, privateSites }, 'private');

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
