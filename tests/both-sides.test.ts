import { cases } from './cases';
import { objectsOf, one } from './objects';

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
      const { client } = settings;
      const page = client && one(objectsOf(settings), 'Deployment', client.name);
      const [address] = page?.spec.template.spec.containers[0].env ?? [];
      expect(address?.value ?? `http://${host}:${port}`).toMatch(
        new RegExp(`^https?://${host}(\\.[\\w.-]+)?:${port}(/v1)?$`),
      );
    });
  },
);
