import type { PrivateSiteSettings } from '../constructs/settings/private-site';
import { synthesize } from '../constructs/synthesis/synthesis';
import { cases, everyPrivateSite, minimal } from './cases';
import { manifest, objectsOf, one } from './objects';

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

describe.each(Object.entries(cases).filter(([, { privateSites = [] }]) => privateSites.length > 0))(
  '%s',
  (_, settings) => {
    const listeners = objectsOf(settings).filter(({ kind }) => kind === 'Listener' || kind === 'MultiKeyListener');
    const listened = listeners.flatMap(({ spec }) => [
      ...(spec.routingKey ? [spec.routingKey] : []),
      ...(spec.strategy?.priority?.routingKeys ?? []),
      ...Object.keys(spec.strategy?.weighted?.routingKeys ?? {}),
    ]);
    const connected = objectsOf(settings, 'private')
      .filter(({ kind }) => kind === 'Connector')
      .map(({ spec }) => spec.routingKey);

    test("every listener's key has a connector, and every connector's key a listener", () => {
      expect(listened.length).toBeGreaterThan(0);
      expect([...new Set(connected)].sort()).toEqual([...listened].sort());
    });

    test('the client asks for the model where the listener is', () => {
      const { host, port } = listeners[0]?.spec ?? {};
      const [address] = one(objectsOf(settings), 'Deployment').spec.template.spec.containers[0].env;
      expect(address.value).toMatch(new RegExp(`^https?://${host}:${port}$`));
    });
  },
);
