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
  'model-through-proxy': {
    path: 'client.env',
    settings: client({ env: { HTTP_PROXY: 'http://proxy.example.com:3128' } }),
    brings: [
      {},
      set('Deployment', `${container}/env/-`, { name: 'HTTP_PROXY', value: 'http://proxy.example.com:3128' }),
    ],
    takes: set('Deployment', `${container}/env/-`, { name: 'NO_PROXY', value: 'instructlab' }),
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
