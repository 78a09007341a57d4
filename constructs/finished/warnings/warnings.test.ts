import { basicAuthIngress, minimal } from '../../../tests/cases';
import { set, unset } from '../../../tests/objects';
import type { AcceptableWarningId } from '../../common/warning';
import type { ChatSettings, Patch } from '../../settings';
import { synthesize } from '../../synthesis/synthesis';

/** How a warning comes and goes. */
interface Row {
  /** Where it points to. */
  readonly path: string;
  /** Settings that bring it. */
  readonly settings: Partial<ChatSettings>;
  /** Settings without it, and a patch that brings it. */
  readonly brings: readonly [Partial<ChatSettings>, Patch];
  /** A patch that takes it from the settings that bring it. */
  readonly takes: Patch;
}

const client = (more: Partial<ChatSettings['client']>) => ({ client: { ...minimal.client, ...more } });
const container = '/spec/template/spec/containers/0';
const nginx = (name: string) => `/metadata/annotations/nginx.ingress.kubernetes.io~1${name}`;
const digest = `quay.io/rzago/ilab-client:v2@sha256:${'0'.repeat(64)}`;
const ranges = ['203.0.113.0/24', '2001:db8::/32'];
const balancer = (sourceRanges: readonly string[]) => ({ exposure: { loadBalancer: { sourceRanges } } });
const istio = { own: { className: 'istio' }, dataPlane: 'gateway-namespace' as const };
const route = (host?: string): Partial<ChatSettings> => ({
  platform: 'openshift',
  exposure: { openshiftRoute: { host, sourceRanges: ['203.0.113.0/24'] } },
});
const host = 'chat.example.com';
const password = { basicAuth: { secretName: 'users' } };
const ownPage = set('Deployment', `${container}/command`, ['python', 'chat.py']);
const oneThread: Patch = {
  target: { kind: 'Deployment' },
  patch: [
    { op: 'replace', path: `${container}/args/2`, value: '--threads=1' },
    { op: 'replace', path: '/spec/replicas', value: 1 },
  ],
};
const machine = (server: 'instructlab' | 'ollama') => ({
  model: { ...minimal.model, name: 'granite3.3:8b' },
  privateSites: [{ name: 'lab', server }],
});

const openWebui = { name: 'chat', page: 'open-webui', image: digest, secretName: 'chat-page' } as const;
const proxy = { HTTPS_PROXY: 'http://proxy.example.com:3128', NO_PROXY: 'instructlab' };

/** No patch adds or takes an object, or says what a page keeps in its pods: constructs/chat-client/page.test.ts has these. */
type Elsewhere = 'autoscaler-sees-no-load' | 'no-session-affinity';

const rows: Readonly<Record<Exclude<AcceptableWarningId, Elsewhere>, Row>> = {
  'below-restricted': {
    path: 'patches',
    settings: { patches: [set('Deployment', '/spec/template/spec/securityContext/runAsUser', 0)] },
    brings: [{}, set('Deployment', `${container}/securityContext/allowPrivilegeEscalation`, true)],
    takes: set('Deployment', '/spec/template/spec/securityContext/runAsUser', 10_001),
  },
  'blocks-drains': {
    path: 'patches',
    settings: { patches: [set('PodDisruptionBudget', '/spec/maxUnavailable', 0)] },
    brings: [
      {},
      set('PodDisruptionBudget', '/spec', { minAvailable: 2, selector: { matchLabels: { app: 'ilab-client' } } }),
    ],
    takes: set('PodDisruptionBudget', '/spec/maxUnavailable', 1),
  },
  'certificate-does-not-fit': {
    path: 'exposure.openshiftRoute.host',
    settings: route(host),
    brings: [route(), set('Route', '/spec/host', host)],
    takes: set('Route', '/spec/tls/externalCertificate', { name: 'chat-tls' }),
  },
  'client-gives-up': {
    path: 'client.longestAnswerSeconds',
    settings: client({ longestAnswerSeconds: 900 }),
    brings: [
      {},
      {
        target: { kind: 'Deployment' },
        patch: [{ op: 'replace', path: `${container}/args/3`, value: '--graceful-timeout=920' }],
      },
    ],
    takes: {
      target: { kind: 'Deployment' },
      patch: [{ op: 'replace', path: `${container}/args/3`, value: '--graceful-timeout=620' }],
    },
  },
  'closed-by-policy': {
    path: 'client.env.HTTPS_PROXY',
    settings: client({ env: proxy }),
    brings: [
      {},
      set('Deployment', `${container}/env/-`, { name: 'HTTPS_PROXY', value: 'http://proxy.example.com:3128' }),
    ],
    takes: set('NetworkPolicy', '/spec/egress/-', { ports: [{ protocol: 'TCP', port: 3128 }] }, 'ilab-client'),
  },
  'data-in-pod': {
    path: 'client.data',
    settings: { client: openWebui },
    brings: [
      { client: { ...openWebui, data: { size: '10Gi' } } },
      {
        target: { kind: 'Deployment' },
        patch: [
          {
            op: 'replace',
            path: '/spec/template/spec/volumes/1',
            value: { name: 'page-data', emptyDir: { sizeLimit: '1Gi' } },
          },
        ],
      },
    ],
    takes: {
      target: { kind: 'Deployment' },
      patch: [
        { op: 'remove', path: '/spec/template/spec/volumes/1/emptyDir' },
        {
          op: 'add',
          path: '/spec/template/spec/volumes/1/persistentVolumeClaim',
          value: { claimName: 'chat-archive' },
        },
      ],
    },
  },
  'no-entry-point': {
    path: 'exposure.gateway.own',
    settings: { exposure: { gateway: { own: { className: 'traefik' }, dataPlane: 'any' } } },
    brings: [
      { exposure: { gateway: { own: { className: 'istio' }, dataPlane: 'any' } } },
      set('Gateway', '/spec/gatewayClassName', 'traefik'),
    ],
    takes: set('Gateway', '/spec/listeners/0/port', 8000),
  },
  'gateway-for-all-namespaces': {
    path: 'patches',
    settings: {
      exposure: { gateway: istio },
      patches: [set('Gateway', '/spec/listeners/0/allowedRoutes', { namespaces: { from: 'All' } })],
    },
    brings: [
      { exposure: { gateway: istio } },
      set('Gateway', '/spec/listeners/0/allowedRoutes', { namespaces: { from: 'Selector', selector: {} } }),
    ],
    takes: set('Gateway', '/spec/listeners/0/allowedRoutes', { namespaces: { from: 'Same' } }),
  },
  'gateway-reaches-router': {
    path: 'isolateRouter',
    settings: { exposure: { gateway: istio } },
    brings: [
      { exposure: { gateway: istio }, isolateRouter: true },
      set('NetworkPolicy', '/spec/ingress/0/from/0/podSelector', {}, 'skupper-router-ingress'),
    ],
    takes: set(
      'NetworkPolicy',
      '/spec/ingress/0/from/0/podSelector',
      { matchLabels: { app: 'ilab-client' } },
      'skupper-router-ingress',
    ),
  },
  'image-without-digest': {
    path: 'client.image',
    settings: {},
    brings: [client({ image: digest }), set('Deployment', `${container}/image`, 'quay.io/rzago/ilab-client:v2')],
    takes: set('Deployment', `${container}/image`, digest),
  },
  'links-not-accepted': {
    path: 'site',
    settings: { site: { name: 'ilab-chat', edge: true }, privateSites: [{ name: 'lab' }] },
    brings: [{ privateSites: [{ name: 'lab' }] }, unset('Site', '/spec/linkAccess', 'ilab-chat')],
    takes: set('Site', '/spec/linkAccess', 'default', 'ilab-chat'),
  },
  'little-memory': {
    path: 'client.answersInFlight',
    settings: client({ answersInFlight: 256 }),
    brings: [
      client({ answersInFlight: 128 }),
      {
        target: { kind: 'Deployment' },
        patch: [{ op: 'replace', path: `${container}/args/2`, value: '--threads=256' }],
      },
    ],
    takes: set('Deployment', `${container}/resources/limits/memory`, '1Gi'),
  },
  'login-bypassed': {
    path: 'exposure.nginxIngress.basicAuth',
    settings: { exposure: { nginxIngress: basicAuthIngress, loadBalancer: { sourceRanges: ['0.0.0.0/0'] } } },
    brings: [
      { exposure: { nginxIngress: basicAuthIngress, loadBalancer: { sourceRanges: ranges } } },
      set('Service', '/spec/loadBalancerSourceRanges', ['0.0.0.0/0'], 'ilab-client-lb'),
    ],
    takes: set('Service', '/spec/loadBalancerSourceRanges', ranges, 'ilab-client-lb'),
  },
  'low-rate-limit': {
    path: 'exposure.nginxIngress.rateLimit.requestsPerMinute',
    settings: { exposure: { nginxIngress: { rateLimit: { requestsPerMinute: 5 } } } },
    brings: [{ exposure: { nginxIngress: {} } }, set('Ingress', nginx('limit-rpm'), '5')],
    takes: set('Ingress', nginx('limit-rpm'), '60'),
  },
  'model-not-named': {
    path: 'privateSites[0].server',
    settings: machine('ollama'),
    // The pods say which page it is.
    brings: [{ ...machine('ollama'), patches: [ownPage] }, set('Deployment', `${container}/command`, ['gunicorn'])],
    takes: ownPage,
  },
  'many-cores': {
    path: 'client.resources.requests.cpu',
    settings: client({ resources: { requests: { cpu: '250' } } }),
    brings: [
      client({ resources: { requests: { cpu: '250m' } } }),
      set('Deployment', `${container}/resources/requests/cpu`, '33'),
    ],
    takes: set('Deployment', `${container}/resources/requests/cpu`, '32'),
  },
  'model-through-proxy': {
    path: 'client.env',
    settings: client({ env: { HTTP_PROXY: 'http://proxy.example.com:3128' } }),
    brings: [
      {},
      set('Deployment', `${container}/env/-`, { name: 'HTTP_PROXY', value: 'http://proxy.example.com:3128' }),
    ],
    takes: set('Deployment', `${container}/env/-`, { name: 'NO_PROXY', value: 'instructlab' }),
  },
  'on-control-plane': {
    path: 'client.tolerations',
    settings: client({ tolerations: [{ operator: 'Exists' }] }),
    brings: [
      client({ tolerations: [{ key: 'dedicated', operator: 'Exists' }] }),
      set('Deployment', '/spec/template/spec/tolerations', [{ key: 'node-role.kubernetes.io/control-plane' }]),
    ],
    takes: unset('Deployment', '/spec/template/spec/tolerations'),
  },
  'one-address-family': {
    path: 'exposure.loadBalancer.sourceRanges',
    settings: balancer(['203.0.113.0/24']),
    brings: [balancer(ranges), set('Service', '/spec/loadBalancerSourceRanges', ['203.0.113.0/24'], 'ilab-client-lb')],
    takes: set('Service', '/spec/loadBalancerSourceRanges/-', '::1/128', 'ilab-client-lb'),
  },
  'one-at-a-time': {
    path: 'privateSites[0].server',
    settings: machine('instructlab'),
    brings: [{ ...machine('instructlab'), patches: [oneThread] }, set('Deployment', '/spec/replicas', 3)],
    takes: oneThread,
  },
  'one-router-group': {
    path: 'site.highAvailability',
    settings: { site: { name: 'ilab-chat', highAvailability: true, linkAccess: 'none' } },
    brings: [{ site: { name: 'ilab-chat', highAvailability: true } }, unset('Site', '/spec/linkAccess')],
    takes: set('Site', '/spec/linkAccess', 'default'),
  },
  'open-to-everyone': {
    path: 'exposure.loadBalancer.sourceRanges',
    settings: balancer(['0.0.0.0/0']),
    brings: [balancer(ranges), unset('Service', '/spec/loadBalancerSourceRanges', 'ilab-client-lb')],
    takes: set('Service', '/spec/loadBalancerSourceRanges', ranges, 'ilab-client-lb'),
  },
  'password-readable': {
    path: 'exposure.nginxIngress.basicAuth',
    settings: { exposure: { nginxIngress: password } },
    brings: [{ exposure: { nginxIngress: { ...password, host, tls: {} } } }, unset('Ingress', '/spec/tls')],
    takes: set('Ingress', '/spec/tls', [{ hosts: [host], secretName: 'chat-tls' }]),
  },
  'plain-http': {
    path: 'exposure.nginxIngress',
    settings: { exposure: { nginxIngress: { host } } },
    brings: [{ exposure: { nginxIngress: { host, tls: {} } } }, unset('Ingress', '/spec/tls')],
    takes: set('Ingress', '/spec/tls', [{ hosts: [host], secretName: 'chat-tls' }]),
  },
  'podman-host-name': {
    path: 'privateSites[0].host',
    settings: { privateSites: [{ name: 'lab', host: 'host.containers.internal' }] },
    brings: [{ privateSites: [{ name: 'lab' }] }, set('Connector', '/spec/host', 'host.containers.internal')],
    takes: set('Connector', '/spec/host', 'localhost'),
  },
  'pods-may-take-nodes': {
    path: 'namespace.labels',
    settings: { namespace: { name: 'ilab-chat', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } },
    brings: [{}, unset('Namespace', '/metadata/labels/pod-security.kubernetes.io~1enforce')],
    takes: set('Namespace', '/metadata/labels/pod-security.kubernetes.io~1enforce', 'baseline'),
  },
  'policy-opens-all': {
    path: 'patches',
    settings: { patches: [set('NetworkPolicy', '/spec/ingress', [{}], 'ilab-client')] },
    brings: [{}, set('NetworkPolicy', '/spec/policyTypes', ['Ingress'], 'ilab-client')],
    takes: unset('NetworkPolicy', '/spec/ingress', 'ilab-client'),
  },
  'unknown-cloud': {
    path: 'exposure.loadBalancer.cloud',
    settings: balancer(ranges),
    brings: [
      { exposure: { loadBalancer: { sourceRanges: ranges, cloud: 'azure' } } },
      unset('Service', '/metadata/annotations', 'ilab-client-lb'),
    ],
    takes: set('Service', '/spec/loadBalancerClass', 'service.k8s.aws/nlb', 'ilab-client-lb'),
  },
  'unknown-ingress-class': {
    path: 'exposure.nginxIngress.className',
    settings: { exposure: { nginxIngress: { ...password, className: 'company-nginx' } } },
    brings: [{ exposure: { nginxIngress: password } }, set('Ingress', '/spec/ingressClassName', 'company-nginx')],
    takes: set('Ingress', '/spec/ingressClassName', 'nginx'),
  },
};

function warned(settings: Partial<ChatSettings>, ...patches: readonly Patch[]): string[] {
  const all = [...(settings.patches ?? []), ...patches];
  return synthesize({ ...minimal, ...settings, patches: all }).warnings.map(({ id, path }) => `${id} ${path}`);
}

test.each<[string, object]>([
  ['lets everybody in, or every pod of the cluster; name peers in "from", or ports', { ingress: [{}] }],
  [
    'lets everybody in, or every pod of the cluster; name peers in "from", or ports',
    { ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8080 }] }] },
  ],
  ['lets its pods ask everybody; name peers in "to", or ports', { egress: [{}] }],
  [
    'lets everybody in, or every pod of the cluster; name peers in "from", or ports',
    {
      ingress: [
        {
          from: [
            { namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'Exists' }] } },
          ],
          ports: [{ port: 8080 }],
        },
      ],
    },
  ],
  [
    'lets its pods ask everybody on its ports, and the page is open to strangers; name the addresses that it needs',
    { egress: [{ ports: [{ port: 443 }] }] },
  ],
  [
    'lets its pods ask everybody on its ports, and the page is open to strangers; name the addresses that it needs',
    {
      egress: [
        { to: [{ ipBlock: { cidr: '0.0.0.0/1' } }, { ipBlock: { cidr: '128.0.0.0/1' } }], ports: [{ port: 443 }] },
      ],
    },
  ],
  [
    'lets its pods ask 169.254.169.254, where clouds hand out the rights of a node; name ranges without it in place of "169.254.0.0/16"',
    { egress: [{ to: [{ ipBlock: { cidr: '169.254.0.0/16' } }], ports: [{ port: 80 }] }] },
  ],
  [
    'has rules for what comes in, and "Ingress" is not in policyTypes, so everything comes in',
    { policyTypes: ['Egress'], ingress: [{ ports: [{ port: 8080 }] }] },
  ],
  [
    'has rules for what goes out, and "Egress" is not in policyTypes, so everything goes out',
    { policyTypes: ['Ingress'], egress: [{ ports: [{ port: 53 }] }] },
  ],
])('a policy of the user’s own %s', (fault, spec) => {
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'own' },
    spec: { podSelector: { matchLabels: { app: 'ilab-client' } }, ...spec },
  };
  const { warnings } = synthesize({ ...minimal, extraObjects: [policy] });
  expect(warnings.filter(({ id }) => id === 'policy-opens-all')).toEqual([
    { id: 'policy-opens-all', path: 'extraObjects', message: `NetworkPolicy ilab-chat/own ${fault}` },
  ]);
});

const warningsOf = (settings: Partial<ChatSettings>) => synthesize({ ...minimal, ...settings }).warnings;
const onRouter = (op: 'add' | 'replace', path: string, value: unknown): Partial<ChatSettings> => ({
  isolateRouter: true,
  patches: [{ target: { kind: 'NetworkPolicy', name: 'skupper-router-ingress' }, patch: [{ op, path, value }] }],
});

test.each<[string, Partial<ChatSettings>]>([
  ['a port of the model', onRouter('add', '/spec/ingress/1/ports/-', { port: 1024, protocol: 'TCP' })],
  ['a range of ports', onRouter('replace', '/spec/ingress/1/ports/0', { port: 45671, endPort: 55671 })],
  [
    'everybody in two halves',
    onRouter('add', '/spec/ingress/-', {
      from: [{ ipBlock: { cidr: '0.0.0.0/1' } }, { ipBlock: { cidr: '128.0.0.0/1' } }],
      ports: [{ port: 1024 }],
    }),
  ],
])('a router that everybody reaches on %s', (_, settings) => {
  expect(warningsOf({ isolateRouter: true }).map(({ id }) => id)).not.toContain('policy-opens-all');
  expect(warningsOf(settings)).toContainEqual({
    id: 'policy-opens-all',
    path: 'patches',
    message:
      'NetworkPolicy ilab-chat/skupper-router-ingress lets everybody reach the router, which answers for the model; without "from" there are ports 55671 and 45671 alone',
  });
});

test.each(['0.0.0.0/0', '169.254.169.254/32'])('a page that may call %s', (range) => {
  const settings = (addressRange: string) =>
    client({ egress: [{ addressRanges: [addressRange], ports: [80] }] }) as Partial<ChatSettings>;
  expect(warned(settings(range))).toContain('policy-opens-all client.egress');
  expect(warned(settings('203.0.113.7/32'))).not.toContain('policy-opens-all client.egress');
});

test.each<[boolean, readonly string[]]>([
  [true, ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2', '::1/128']],
  [true, ['127.0.0.1/32', '2000::/3']],
  [false, ['10.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
])('ranges that are together for everybody: %s %j', (isForEverybody, sourceRanges) => {
  const ids = warningsOf(balancer(sourceRanges)).map(({ id }) => id);
  expect(ids.includes('open-to-everyone')).toBe(isForEverybody);
});

describe('a login that somebody gets past', () => {
  const settings: Partial<ChatSettings> = { login: { users: { secretName: 'users' } } };
  const past = (message: string, more: Partial<ChatSettings>) => {
    expect(warningsOf(settings).map(({ id }) => id)).not.toContain('login-bypassed');
    expect(warningsOf({ ...settings, ...more }).filter(({ id }) => id === 'login-bypassed')).toEqual([
      { id: 'login-bypassed', path: more.extraObjects === undefined ? 'patches' : 'extraObjects', message },
    ]);
  };
  const ofPage = (op: 'add' | 'remove', path: string, value?: unknown): Partial<ChatSettings> => ({
    patches: [{ target: { kind: 'NetworkPolicy', name: 'ilab-client' }, patch: [{ op, path, value } as never] }],
  });

  test.each<[string, Partial<ChatSettings>]>([
    ['no peers', ofPage('remove', '/spec/ingress/0/from')],
    ['another namespace', ofPage('add', '/spec/ingress/0/from/-', { namespaceSelector: { matchLabels: { a: 'b' } } })],
    ['all pods of its own', ofPage('add', '/spec/ingress/0/from/-', { podSelector: {} })],
    ['addresses', ofPage('add', '/spec/ingress/0/from/-', { ipBlock: { cidr: '10.0.0.0/8' } })],
  ])('by the page’s policy, with %s', (_, more) => {
    past(
      "NetworkPolicy ilab-chat/ilab-client lets others than the login reach the page; name the login's pods alone",
      more,
    );
  });

  test('by a policy of the user’s own', () => {
    const spec = { podSelector: { matchLabels: { app: 'ilab-client' } }, ingress: [{ ports: [{ port: 8080 }] }] };
    const metadata = { name: 'own' };
    past("NetworkPolicy ilab-chat/own lets others than the login reach the page; name the login's pods alone", {
      extraObjects: [{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec }],
    });
  });

  test('by nginx, which does not ask', () => {
    const value = 'events {}\nhttp {\n  server {\n    location / { proxy_pass http://ilab-client:8080; }\n  }\n}\n';
    past(
      'the login lets requests in without a session: nginx.conf passes requests on to the page without "auth_request"; leave it out',
      {
        patches: [
          {
            target: { kind: 'ConfigMap', name: 'ilab-client-login' },
            patch: [{ op: 'replace', path: '/data/nginx.conf', value }],
          },
        ],
      },
    );
  });

  test('by a flag of oauth2-proxy', () => {
    const container = '/spec/template/spec/containers/1/args/-';
    past('the login lets requests in without a session: --skip-auth-route=.*; leave it out', {
      patches: [set('Deployment', container, '--skip-auth-route=.*', 'ilab-client-login')],
    });
  });
});

describe.each(Object.entries(rows))('%s', (id, { path, settings, brings: [without, bringing], takes }) => {
  const expected = `${id} ${path}`;

  test('comes by settings, and goes by a patch', () => {
    expect(warned(settings)).toContain(expected);
    expect(warned(settings, takes)).not.toContain(expected);
  });

  test('comes by a patch', () => {
    expect(warned(without)).not.toContain(expected);
    expect(warned(without, bringing)).toContain(expected);
  });
});

test.each<[string, object, readonly string[]]>([
  [
    'a balancer for everybody',
    { type: 'LoadBalancer' },
    [
      "extraObjects every address may use what the Service own leads to; name your users' ranges in its spec.loadBalancerSourceRanges",
    ],
  ],
  ['a balancer for some', { type: 'LoadBalancer', loadBalancerSourceRanges: ['203.0.113.0/24'] }, []],
  [
    'a port of every node',
    { type: 'NodePort' },
    ['extraObjects the Service own is of the type NodePort, so every node answers for the chat to whoever reaches it'],
  ],
])('a Service of the user’s own, %s, is told of by its place in the settings', (_, more, told) => {
  const spec = { selector: { app: 'ilab-client' }, ports: [{ port: 80, targetPort: 8080 }], ...more };
  const own = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'own' }, spec };
  const before = synthesize(minimal).warnings.map(({ id }) => id);
  const { warnings } = synthesize({ ...minimal, extraObjects: [own] });
  expect(warnings.filter(({ id }) => !before.includes(id)).map(({ path, message }) => `${path} ${message}`)).toEqual(
    told,
  );
});

test('a Deployment of the user’s own below Pod Security "restricted" is told of by its place in the settings', () => {
  const metadata = { name: 'own' };
  const labels = { app: 'own' };
  const container = { name: 'own', image: 'registry.example.com/own:v1' };
  const own = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { serviceAccountName: 'ilab-client', containers: [container] } },
    },
  };
  const { warnings } = synthesize({ ...minimal, extraObjects: [own] });
  const paths = warnings.filter(({ id }) => id === 'below-restricted').map(({ path }) => path);
  expect(new Set(paths)).toEqual(new Set(['extraObjects']));
});
