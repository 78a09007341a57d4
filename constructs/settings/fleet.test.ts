import { minimal } from '../../tests/cases';
import { refusesSettings, report } from '../../tests/refused';
import { chatsOf } from './fleet';

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
    ['when one names none and the other a listener', {}, { listener: 'https' }],
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

describe('two chats that want the same', () => {
  /** The problems of the second chat, by the fields to change. */
  const wanting = (a: object, b: object) =>
    report({
      chats: {
        a: { ...minimal, namespace: { name: 'a' }, ...a },
        b: { ...minimal, namespace: { name: 'b' }, ...b },
      },
    });
  const nginx = (nginxIngress: object) => ({ exposure: { nginxIngress } });
  const traefik = (more: object) => ({ exposure: { ingress: { controller: 'traefik', ...more } } });
  const route = (host: string) => ({ platform: 'openshift', exposure: { openshiftRoute: { host } } });
  const gateway = (more: object) => ({
    exposure: { gateway: { existing: { name: 'g', namespace: 'gw' }, dataPlane: 'any', ...more } },
  });
  const host = 'chat.example.com';

  test.each<[string, object, object]>([
    [
      'chats.b.exposure.nginxIngress.host: "chat.example.com of the class nginx" is asked for by the chats "a" and "b", and ingress-nginx gives it to the older Ingress; give each chat its own',
      nginx({ host }),
      nginx({ host, className: 'nginx' }),
    ],
    [
      'chats.b.exposure.ingress.host: "chat.example.com of the class traefik" is asked for by the chats "a" and "b", and the controller gives it to one of the two Ingresses; give each chat its own',
      traefik({ host }),
      traefik({ hosts: ['other.example.com', host] }),
    ],
    [
      'chats.b.exposure.ingress.host: "every host of the class edge" is asked for by the chats "a" and "b", and the controller gives it to one of the two Ingresses; give each chat its own',
      traefik({ className: 'edge' }),
      traefik({ className: 'edge' }),
    ],
    [
      'chats.b.exposure.openshiftRoute.host: "chat.example.com" is asked for by the chats "a" and "b", and OpenShift gives it to the older Route; give each chat its own',
      route(host),
      route(host),
    ],
    [
      'chats.b.exposure.gateway.host: "every host of the Gateway gw/g" is asked for by the chats "a" and "b", and the Gateway gives it to the older route; give each chat its own',
      gateway({}),
      gateway({}),
    ],
    [
      'chats.b.exposure.gateway.host: "chat.example.com of the Gateway a/g" is asked for by the chats "a" and "b", and the Gateway gives it to the older route; give each chat its own',
      gateway({ host, existing: { name: 'g' } }),
      gateway({ host, existing: { name: 'g', namespace: 'a' } }),
    ],
  ])('%s', (line, a, b) => {
    expect(wanting(a, b)).toEqual([line]);
  });

  test.each<[string, object, object]>([
    ['hosts of two classes', nginx({ host }), nginx({ host, className: 'internal' })],
    ['hosts of two classes of another controller', traefik({ host }), traefik({ host, className: 'internal' })],
    ['one host and every other', nginx({ host }), nginx({})],
    ['the same host by two exposures', nginx({ host }), traefik({ host })],
    [
      'balancers of their own',
      { exposure: { ingress: { controller: 'aws-alb', subnetRanges: ['10.0.0.0/16'] } } },
      { exposure: { ingress: { controller: 'aws-alb', subnetRanges: ['10.0.0.0/16'] } } },
    ],
    ['hosts of two Gateways', gateway({ host }), gateway({ host, existing: { name: 'other', namespace: 'gw' } })],
    [
      'Gateways of the same name in their own namespaces',
      gateway({ host, existing: { name: 'g' } }),
      gateway({ host, existing: { name: 'g' } }),
    ],
    [
      'Gateways of their own',
      gateway({ host, existing: undefined, own: { className: 'eg', tls: { secretName: 'chat-tls' } } }),
      gateway({ host, existing: undefined, own: { className: 'eg', tls: { secretName: 'chat-tls' } } }),
    ],
    ['nothing but a page', {}, {}],
  ])('%s are no clash', (_, a, b) => {
    expect(wanting(a, b)).toEqual([]);
  });

  test('a third chat is told of the first', () => {
    const chats = Object.fromEntries(
      ['a', 'b', 'c'].map((name) => [name, { ...minimal, namespace: { name }, ...route(host) }]),
    );
    expect(report({ chats })).toEqual(
      ['b', 'c'].map(
        (name) =>
          `chats.${name}.exposure.openshiftRoute.host: "chat.example.com" is asked for by the chats "a" and "${name}", and OpenShift gives it to the older Route; give each chat its own`,
      ),
    );
  });

  test('a redirect beside the route of the same chat is no clash', () => {
    const redirecting = { existing: { name: 'g', namespace: 'gw', listener: 'https', redirectFrom: 'http' } };
    expect(wanting(gateway({ host, ...redirecting }), gateway({ host: 'other.example.com', ...redirecting }))).toEqual(
      [],
    );
    expect(wanting(gateway({ host, ...redirecting }), gateway({ host, ...redirecting }))).toEqual([
      'chats.b.exposure.gateway.host: "chat.example.com of the Gateway gw/g" is asked for by the chats "a" and "b", and the Gateway gives it to the older route; give each chat its own',
    ]);
  });

  describe('are compared where that part of both is right', () => {
    const same = { namespace: { name: 'a' }, ...nginx({ host }) };
    const inNamespace =
      'chats.b.namespace.name: "a" is asked for by the chats "a" and "b", and Skupper runs one Site in a namespace; give each chat its own';
    const atHost =
      'chats.b.exposure.nginxIngress.host: "chat.example.com of the class nginx" is asked for by the chats "a" and "b", and ingress-nginx gives it to the older Ingress; give each chat its own';

    test.each<[string, object, string[]]>([
      ['chats.b.exposure.nginxIngress.maxBodySize', nginx({ host, maxBodySize: 'much' }), [inNamespace]],
      ['chats.b.namespace.exists', { namespace: { name: 'a', exists: 'yes' } }, [atHost]],
      ['chats.b.cluster', { cluster: 'A b' }, []],
      ['chats.b.cluster', { cluster: '' }, []],
      ['chats.b.site.sizing', { site: { name: 'x', sizing: 'BIG' } }, [inNamespace, atHost]],
    ])('beside %s', (path, more, lines) => {
      const [first, ...others] = wanting(same, { ...same, ...more });
      expect(first).toMatch(`${path}: `);
      expect(others).toEqual(lines);
    });

    test.each<[string, object]>([
      ['exposure.ingress.annotations.a', traefik({ host, annotations: { a: 1 } })],
      [
        'exposure.openshiftRoute.redirect',
        { platform: 'openshift', exposure: { openshiftRoute: { host, redirect: 7 } } },
      ],
      ['exposure.gateway.annotations.a', gateway({ host, annotations: { a: 1 } })],
      ['namespace.exists', { namespace: { name: 'x', exists: 7 }, ...gateway({ host, existing: { name: 'g' } }) }],
      [
        'namespace.exists',
        { namespace: { name: 'x', exists: 7 }, platform: 'openshift', exposure: { openshiftRoute: {} } },
      ],
    ])('of the two chats none where both have a wrong %s', (path, settings) => {
      expect(wanting(settings, settings).map((line) => line.split(':')[0])).toEqual([
        `chats.a.${path}`,
        `chats.b.${path}`,
      ]);
    });

    test('or not at all', () => {
      expect(report({ chats: { a: minimal, b: 'minimal' } })).toEqual([
        expect.stringMatching(/^chats\.b: "minimal" is not a group of settings; /),
      ]);
      expect(wanting({ ...route(host), client: 7 }, route(host)).map((line) => line.split(':')[0])).toEqual([
        'chats.a.client',
      ]);
    });

    test('also where the first of them is wrong', () => {
      expect(wanting({ ...same, isolateRouter: 7, model: 7 }, same)).toEqual([
        expect.stringMatching(/^chats\.a\.model: /),
        expect.stringMatching(/^chats\.a\.isolateRouter: /),
        inNamespace,
        atHost,
      ]);
    });
  });
});

test('a chat without a cluster beside one that names its own is told so, and only that one', () => {
  const chat = (name: string, cluster?: string) => ({ ...minimal, namespace: { name }, cluster });
  const line = (name: string) =>
    `chats.${name}.cluster: required, as other chats of the fleet name theirs; name the cluster of this one, such as "x"`;
  expect(report({ chats: { a: chat('a'), b: chat('b', 'x'), c: chat('c') } })).toEqual([line('a'), line('c')]);
  expect(report({ chats: { a: chat('a'), b: chat('b', 'My Cluster') } })).toEqual([
    expect.stringMatching(/^chats\.b\.cluster: "My Cluster" is not a DNS label; /),
  ]);
  expect(report({ chats: { a: chat('a', 'x'), b: 7 } })).toEqual([
    expect.stringMatching(/^chats\.b: "7" is not a group of settings; /),
  ]);
  expect(report({ chats: { a: 7, b: chat('b') } })).toEqual([
    expect.stringMatching(/^chats\.a: "7" is not a group of settings; /),
  ]);
});

describe('a slip in the name of the fleet', () => {
  refusesSettings({ chats: 7 }, 'chats: "7" is not a map; use a map from folder names to chats');
  refusesSettings({ chats: [minimal] }, 'chats: a list is not a map; use a map from folder names to chats');
  refusesSettings(
    { Chatz: {} },
    'chats: missing; use a map from folder names to chats',
    'Chatz: not a setting; did you mean "chats"?',
  );
  refusesSettings(
    { ...minimal, cat: {} },
    'cat: not a setting; known here: platform, namespace, site, model, client, exposure, login, isolateRouter, link, privateSites, metadata, extraObjects, patches, acceptedWarnings, cluster',
  );
  refusesSettings(
    [minimal],
    'settings: a list is not a group of settings; use { platform?, namespace, site, model, client?, exposure?, login?, isolateRouter?, link?, privateSites?, metadata?, extraObjects?, patches?, acceptedWarnings?, cluster? }',
  );
});

test('a fleet has its chats by their folders, and a chat that stands alone has none', () => {
  expect(chatsOf({ chats: { a: minimal, b: { ...minimal, cluster: 'x' } } })).toEqual([
    { folder: 'a', settings: minimal },
    { folder: 'b', settings: { ...minimal, cluster: 'x' } },
  ]);
  expect(chatsOf(minimal)).toEqual([{ folder: '', settings: minimal }]);
});
