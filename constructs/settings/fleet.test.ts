import { minimal } from '../../tests/cases';
import { refusesSettings, report } from '../../tests/refused';

refusesSettings(
  { chats: { a: minimal, b: { ...minimal, client: { ...minimal.client, port: 0 } } } },
  'chats.b.client.port: "0" is not a port; use a whole number from 1024 to 65535 (the pod has no right to a lower one; let the exposure take port 80 or 443)',
  'chats.b.namespace.name: "ilab-chat" is asked for by the chats "a" and "b", and Skupper runs one Site in a namespace; give each chat its own',
);

refusesSettings(
  {},
  'namespace: missing; use { name, labels?, exists?, denyByDefault? }',
  'site: missing; use { name, linkAccess?, highAvailability?, edge?, sizing?, loadBalancerAnnotations? }',
  'model: missing; use { host, port, name?, tls?, observer?, allowFrom? }',
);

refusesSettings(
  { chat: { a: minimal } },
  'chats: missing; use a map from folder names to chats',
  'chat: not a setting; did you mean "chats"?',
);

refusesSettings({ chats: {} }, 'chats: empty; a fleet has at least one chat');

refusesSettings(
  { chats: { 'Team A': minimal } },
  'chats["Team A"]: "Team A" is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (did you mean "team-a"?)',
);

refusesSettings(
  { chats: { a: minimal, b: minimal } },
  'chats.b.namespace.name: "ilab-chat" is asked for by the chats "a" and "b", and Skupper runs one Site in a namespace; give each chat its own',
);

refusesSettings(
  {
    chats: {
      a: { ...minimal, namespace: { name: 'a' }, exposure: { nginxIngress: {} } },
      b: { ...minimal, namespace: { name: 'b' }, exposure: { nginxIngress: {} } },
    },
  },
  'chats.b.exposure.nginxIngress.host: "every host of the class nginx" is asked for by the chats "a" and "b", and ingress-nginx gives it to the older Ingress; give each chat its own',
);

refusesSettings(
  { chats: { a: { ...minimal, client: { ...minimal.client, port: 0 } } } },
  'chats.a.client.port: "0" is not a port; use a whole number from 1024 to 65535 (the pod has no right to a lower one; let the exposure take port 80 or 443)',
);

refusesSettings(
  {
    chats: {
      a: {
        ...minimal,
        namespace: { name: 'a' },
        exposure: {
          gateway: { host: 'x.example.com', existing: { name: 'g', namespace: 'gw' }, dataPlane: 'gateway-namespace' },
        },
      },
      b: {
        ...minimal,
        namespace: { name: 'b' },
        exposure: {
          gateway: { host: 'x.example.com', existing: { name: 'g', namespace: 'gw' }, dataPlane: 'gateway-namespace' },
        },
      },
    },
  },
  'chats.b.exposure.gateway.host: "x.example.com of the Gateway gw/g" is asked for by the chats "a" and "b", and the Gateway gives it to the older route; give each chat its own',
);

refusesSettings({ chats: { a: minimal }, platform: 'openshift' }, 'platform: not a setting; known here: chats');

describe('one host of a Gateway is taken twice', () => {
  const via = (name: string, existing: object) => ({
    ...minimal,
    namespace: { name },
    exposure: {
      gateway: { host: 'x.example.com', existing: { name: 'g', namespace: 'gw', ...existing }, dataPlane: 'any' },
    },
  });
  const line =
    'chats.b.exposure.gateway.host: "x.example.com of the Gateway gw/g" is asked for by the chats "a" and "b", and the Gateway gives it to the older route; give each chat its own';

  test.each([
    ['when both are on every listener', {}, {}],
    ['when one names a listener and the other none', { listener: 'https' }, {}],
    ["when one redirects from the other's listener", { listener: 'https', redirectFrom: 'http' }, { listener: 'http' }],
  ])('%s', (_, a, b) => {
    expect(report({ chats: { a: via('a', a), b: via('b', b) } })).toEqual([line]);
  });

  test('but not when each has a listener of its own', () => {
    expect(report({ chats: { a: via('a', { listener: 'one' }), b: via('b', { listener: 'two' }) } })).toEqual([]);
  });
});

test('two Routes without a host clash when the router would make the same one', () => {
  const chat = (namespace: string, client: string) => ({
    ...minimal,
    platform: 'openshift',
    namespace: { name: namespace },
    client: { ...minimal.client, name: client },
    exposure: { openshiftRoute: {} },
  });
  expect(report({ chats: { one: chat('b-c', 'a'), two: chat('c', 'a-b') } })).toEqual([
    'chats.two.exposure.openshiftRoute.host: "a-b-c" is asked for by the chats "one" and "two", and OpenShift gives it to the older Route; give each chat its own',
  ]);
  expect(report({ chats: { one: chat('b-c', 'a'), two: chat('c', 'b') } })).toEqual([]);
});

describe('chats of different clusters', () => {
  const chat = (cluster?: string) => ({
    ...minimal,
    cluster,
    exposure: { nginxIngress: { host: 'chat.example.com' } },
  });

  test('may have the same namespace and hosts', () => {
    expect(report({ chats: { staging: chat('staging'), production: chat('production') } })).toEqual([]);
  });

  test('are those with different names; chats without one share a cluster', () => {
    const lines = (name: string) => [
      `chats.${name}.namespace.name: "ilab-chat" is asked for by the chats "a" and "${name}", and Skupper runs one Site in a namespace; give each chat its own`,
      `chats.${name}.exposure.nginxIngress.host: "chat.example.com of the class nginx" is asked for by the chats "a" and "${name}", and ingress-nginx gives it to the older Ingress; give each chat its own`,
    ];
    expect(report({ chats: { a: chat(), b: chat() } })).toEqual(lines('b'));
    expect(report({ chats: { a: chat('x'), b: chat('x') } })).toEqual(lines('b'));
  });

  test('name their cluster all, or none does', () => {
    expect(report({ chats: { a: chat('x'), b: chat() } })).toEqual([
      'chats.b.cluster: required, as other chats of the fleet name theirs; name the cluster of this one, such as "x"',
    ]);
  });
});

test('one of several hosts is taken as well', () => {
  const chat = (namespace: string, hosts: string[]) => ({
    ...minimal,
    namespace: { name: namespace },
    exposure: { nginxIngress: { hosts } },
  });
  expect(
    report({
      chats: { a: chat('a', ['x.example.com', 'y.example.com']), b: chat('b', ['z.example.com', 'y.example.com']) },
    }),
  ).toEqual([
    'chats.b.exposure.nginxIngress.host: "y.example.com of the class nginx" is asked for by the chats "a" and "b", and ingress-nginx gives it to the older Ingress; give each chat its own',
  ]);
});
