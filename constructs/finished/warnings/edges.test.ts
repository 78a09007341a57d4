import { everyPage, knownPages, logins, minimal } from '../../../tests/cases';
import type { ChatClientSettings, ChatSettings, ExposureSettings, PrivateSiteSettings } from '../../settings';
import { synthesize } from '../../synthesis/synthesis';

const host = 'chat.example.com';
const tls = { clusterIssuer: 'letsencrypt' };
const closed = ['203.0.113.0/24', '2001:db8::/32'];
const issuer = { issuer: 'https://id.example.com', clientId: 'chat' };
const client = (more: Partial<ChatClientSettings>): Partial<ChatSettings> => ({
  client: { ...minimal.client, ...more },
});
const exposed = (exposure: ExposureSettings, more: Partial<ChatSettings> = {}): Partial<ChatSettings> => ({
  exposure,
  ...more,
});
const sites = (...privateSites: PrivateSiteSettings[]): Partial<ChatSettings> => ({ privateSites });
const oidc = (more: object): Partial<ChatSettings> => ({
  login: { oidc: { ...issuer, ...more }, secretName: 'chat-login' },
  ...exposed({ nginxIngress: { host, tls } }),
});
const openshift = { platform: 'openshift' } as const;

/** Settings on one side of the line and on the other, with all that is said of them. */
const rows: readonly (readonly [string, Partial<ChatSettings>, readonly string[]])[] = [
  ['a Site without links, and nobody who would link', { site: { name: 'a', linkAccess: 'none' } }, []],
  [
    'a Site without links, and somebody who would link',
    { site: { name: 'a', linkAccess: 'none' }, ...sites({ name: 'lab', server: 'vllm' }) },
    ['links-not-accepted site'],
  ],
  ['two routers that find each other', { site: { name: 'a', highAvailability: true } }, []],
  [
    'two routers that do not',
    { site: { name: 'a', highAvailability: true, linkAccess: 'none' } },
    ['one-router-group site.highAvailability'],
  ],
  ['a server on the machine itself', sites({ name: 'lab', server: 'vllm', host: 'localhost' }), []],
  [
    'a server beside the machine',
    sites({ name: 'lab', server: 'vllm', host: 'host.containers.internal' }),
    ['podman-host-name privateSites[0].host'],
  ],
  [
    'a server on the computer around the virtual machine',
    sites({ name: 'mac', platform: 'podman-machine', server: 'vllm', host: 'host.containers.internal' }),
    [],
  ],
  [
    'a server in the virtual machine',
    sites({ name: 'mac', platform: 'podman-machine', server: 'vllm', host: 'localhost' }),
    ['podman-host-name privateSites[0].host'],
  ],
  ['as long an answer as the article’s client waits for', client({ longestAnswerSeconds: 600 }), []],
  [
    'a longer answer than the article’s client waits for',
    client({ longestAnswerSeconds: 601 }),
    ['client-gives-up client.longestAnswerSeconds'],
  ],
  [
    'as much memory as the answers take',
    client({ answersInFlight: 32, resources: { requests: { memory: '96Mi' }, limits: { memory: '96Mi' } } }),
    [],
  ],
  [
    'less memory than the answers take',
    client({ answersInFlight: 32, resources: { requests: { memory: '95Mi' }, limits: { memory: '95Mi' } } }),
    ['little-memory client.resources.limits.memory'],
  ],
  [
    'more answers than the memory that is the default',
    client({ answersInFlight: 193 }),
    ['little-memory client.answersInFlight'],
  ],
  ['as many answers as the memory that is the default', client({ answersInFlight: 192 }), []],
  ['no limit of memory', client({ answersInFlight: 256, resources: { requests: { memory: '96Mi' } } }), []],
  [
    'a proxy that knows the model',
    client({
      env: { HTTP_PROXY: 'http://10.0.0.7:3128', NO_PROXY: 'a, instructlab' },
      egress: [{ addressRanges: ['10.0.0.7/32'], ports: [3128] }],
    }),
    [],
  ],
  [
    'a proxy for all but what a Secret says',
    client({
      env: { ALL_PROXY: 'http://10.0.0.7:3128', NO_PROXY: { secretName: 'proxy', key: 'no' } },
      egress: [{ addressRanges: ['10.0.0.7/32'], ports: [3128] }],
    }),
    [],
  ],
  [
    'a proxy that would be asked for the model',
    client({
      env: { http_proxy: 'http://10.0.0.7:3128' },
      egress: [{ addressRanges: ['10.0.0.7/32'], ports: [3128] }],
    }),
    ['model-through-proxy client.env'],
  ],
  [
    'a proxy that only a Secret knows',
    client({ env: { HTTP_PROXY: { secretName: 'proxy', key: 'url' } } }),
    ['closed-by-policy client.env.HTTP_PROXY', 'model-through-proxy client.env'],
  ],
  [
    'a proxy that only a Secret knows, let out and not asked for the model',
    client({
      env: { HTTP_PROXY: { secretName: 'proxy', key: 'url' }, NO_PROXY: 'instructlab' },
      egress: [{ addressRanges: ['10.0.0.7/32'], ports: [3128] }],
    }),
    [],
  ],
  [
    'variables of a proxy',
    client({ envFrom: [{ configMapName: 'settings' }, { secretName: 'company-proxy' }] }),
    ['model-through-proxy client.envFrom'],
  ],
  [
    'variables of a proxy that is not asked for the model',
    client({ envFrom: [{ configMapName: 'proxy' }], env: { NO_PROXY: '.svc,instructlab' } }),
    [],
  ],
  [
    'addresses that only Secrets know, and one that browsers open',
    client({
      env: {
        DATABASE_URL: { secretName: 'database', key: 'url' },
        OAUTH_REDIRECT_URL: { secretName: 'database', key: 'back' },
        DATABASE_NAME: { secretName: 'database', key: 'name' },
      },
    }),
    ['closed-by-policy client.env.DATABASE_URL'],
  ],
  [
    'a proxy of the other scheme',
    client({
      env: { HTTPS_PROXY: 'http://10.0.0.7:3128' },
      egress: [{ addressRanges: ['10.0.0.7/32'], ports: [3128] }],
    }),
    [],
  ],
  [
    'an address behind a port that is closed',
    client({ env: { DATABASE_URL: 'postgres://db:5432/chat' }, egress: [{ namespace: 'databases', ports: [5433] }] }),
    ['closed-by-policy client.env.DATABASE_URL'],
  ],
  [
    'an address behind a port that is open',
    client({ env: { DATABASE_URL: 'postgres://db:5432/chat' }, egress: [{ namespace: 'databases', ports: [5432] }] }),
    [],
  ],
  [
    'a page that keeps its data',
    { client: { ...knownPages['open-webui'], data: { size: '10Gi' } } as ChatSettings['client'] },
    [],
  ],
  [
    'a page that loses its data',
    { client: { ...knownPages['open-webui'], data: undefined } as ChatSettings['client'] },
    ['data-in-pod client.data'],
  ],
  [
    'a page with less memory than it takes at rest',
    {
      client: {
        ...knownPages['open-webui'],
        resources: { requests: { memory: '1Gi' }, limits: { memory: '1Gi' } },
      } as ChatSettings['client'],
    },
    ['little-memory client.resources.limits.memory'],
  ],
  [
    'a header that nobody but the login sets',
    {
      ...exposed({ nginxIngress: { host, tls } }),
      login: logins.users,
      client: { ...everyPage, tolerations: undefined, env: { WEBUI_AUTH_TRUSTED_EMAIL_HEADER: 'X-Email' } },
    },
    [],
  ],
  [
    'a header that anybody sets',
    {
      ...exposed({ nginxIngress: { host, tls, sourceRanges: closed } }),
      client: { ...everyPage, tolerations: undefined, env: { WEBUI_AUTH_TRUSTED_EMAIL_HEADER: 'X-Email' } },
    },
    ['login-bypassed client.env.WEBUI_AUTH_TRUSTED_EMAIL_HEADER'],
  ],
  ['a password over TLS', exposed({ nginxIngress: { host, tls, basicAuth: { secretName: 'users' } } }), []],
  [
    'a password in plain text',
    exposed({ nginxIngress: { host, basicAuth: { secretName: 'users' } } }),
    ['password-readable exposure.nginxIngress.basicAuth', 'plain-http exposure.nginxIngress'],
  ],
  [
    'a login elsewhere, in plain text',
    exposed({ nginxIngress: { host, externalAuth: { url: 'https://id.example.com/auth' } } }),
    ['plain-http exposure.nginxIngress'],
  ],
  ['an open Ingress', exposed({ nginxIngress: { host, tls } }), ['open-to-everyone exposure.nginxIngress']],
  ['an Ingress for some addresses', exposed({ nginxIngress: { host, tls, sourceRanges: closed } }), []],
  [
    'an Ingress for all addresses',
    exposed({ nginxIngress: { host, tls, sourceRanges: ['0.0.0.0/0'] } }),
    ['open-to-everyone exposure.nginxIngress'],
  ],
  [
    'requests below what a page sends',
    exposed({ nginxIngress: { host, tls, sourceRanges: closed, rateLimit: { requestsPerMinute: 9 } } }),
    ['low-rate-limit exposure.nginxIngress.rateLimit.requestsPerMinute'],
  ],
  [
    'as many requests as a page sends',
    exposed({ nginxIngress: { host, tls, sourceRanges: closed, rateLimit: { requestsPerMinute: 10 } } }),
    [],
  ],
  [
    'a class that nobody knows, open to all anyhow',
    exposed({ nginxIngress: { host, tls, className: 'edge' } }),
    ['open-to-everyone exposure.nginxIngress'],
  ],
  [
    'ranges with a class that nobody knows',
    exposed({ nginxIngress: { host, tls, className: 'edge', sourceRanges: closed } }),
    ['unknown-ingress-class exposure.nginxIngress.className'],
  ],
  [
    'a balancer of a known cloud',
    exposed({ loadBalancer: { sourceRanges: closed, cloud: 'google' } }),
    ['plain-http exposure.loadBalancer'],
  ],
  [
    'a balancer of any cloud, for addresses of one family',
    exposed({ loadBalancer: { sourceRanges: ['203.0.113.0/24'] } }),
    [
      'unknown-cloud exposure.loadBalancer.cloud',
      'one-address-family exposure.loadBalancer.sourceRanges',
      'plain-http exposure.loadBalancer',
    ],
  ],
  [
    'an open balancer',
    exposed({ loadBalancer: { sourceRanges: ['0.0.0.0/0'], cloud: 'google' } }),
    ['open-to-everyone exposure.loadBalancer.sourceRanges', 'plain-http exposure.loadBalancer'],
  ],
  [
    'a Gateway with TLS beside its redirect',
    exposed({ gateway: { host, own: { className: 'eg', tls }, dataPlane: 'envoy-gateway' } }),
    ['open-to-everyone exposure.gateway'],
  ],
  [
    'a Gateway without TLS, whose proxy runs beside a router that is not isolated',
    exposed({ gateway: { host, own: { className: 'eg' }, dataPlane: 'gateway-namespace' } }),
    ['plain-http exposure.gateway.own', 'open-to-everyone exposure.gateway', 'gateway-reaches-router isolateRouter'],
  ],
  [
    'a Gateway of Traefik',
    exposed({ gateway: { host, own: { className: 'traefik', tls }, dataPlane: 'any' } }, { login: logins.users }),
    ['no-entry-point exposure.gateway.own'],
  ],
  [
    'a Gateway with a name like Traefik',
    exposed({ gateway: { host, own: { className: 'traefikish', tls }, dataPlane: 'any' } }, { login: logins.users }),
    [],
  ],
  [
    'a router that only the page reaches',
    exposed(
      { gateway: { host, own: { className: 'istio', tls }, dataPlane: 'gateway-namespace' } },
      { isolateRouter: true },
    ),
    ['open-to-everyone exposure.gateway'],
  ],
  [
    'the proxies of a Gateway in a closed namespace, which are open to all',
    exposed(
      {
        gateway: {
          host,
          own: { className: 'istio', tls: { ...tls, challenge: 'dns01' } },
          dataPlane: 'gateway-namespace',
        },
      },
      { isolateRouter: true, login: logins.users, namespace: { name: 'ilab-chat', denyByDefault: true } },
    ),
    [],
  ],
  [
    'ranges that a patch empties',
    exposed(
      { loadBalancer: { sourceRanges: closed, cloud: 'google' } },
      {
        patches: [
          {
            target: { kind: 'Service', name: 'ilab-client-lb' },
            patch: [{ op: 'replace', path: '/spec/loadBalancerSourceRanges', value: [] }],
          },
        ],
      },
    ),
    ['open-to-everyone exposure.loadBalancer.sourceRanges', 'plain-http exposure.loadBalancer'],
  ],
  ['an open Route', exposed({ openshiftRoute: {} }, openshift), ['open-to-everyone exposure.openshiftRoute']],
  ['a Route for some addresses', exposed({ openshiftRoute: { sourceRanges: ['203.0.113.0/24'] } }, openshift), []],
  [
    'a Route with a name, without its certificate',
    exposed({ openshiftRoute: { host, sourceRanges: ['203.0.113.0/24'] } }, openshift),
    ['certificate-does-not-fit exposure.openshiftRoute.host'],
  ],
  [
    'a Route with a name and its certificate',
    exposed(
      { openshiftRoute: { host, sourceRanges: ['203.0.113.0/24'], tls: { externalCertificate: { secretName: 'a' } } } },
      openshift,
    ),
    [],
  ],
  [
    'a login on one exposure, and none on another',
    exposed({
      nginxIngress: { host, tls, basicAuth: { secretName: 'users' } },
      loadBalancer: { sourceRanges: ['0.0.0.0/0'], cloud: 'google' },
    }),
    [
      'open-to-everyone exposure.loadBalancer.sourceRanges',
      'plain-http exposure.loadBalancer',
      'login-bypassed exposure.nginxIngress.basicAuth',
    ],
  ],
  [
    'a login on one exposure, and ranges on another',
    exposed({
      nginxIngress: { host, tls, basicAuth: { secretName: 'users' } },
      loadBalancer: { sourceRanges: closed, cloud: 'google' },
    }),
    ['plain-http exposure.loadBalancer'],
  ],
  ['everybody of an issuer', oidc({ emailDomains: ['*'] }), ['open-to-everyone login.oidc.emailDomains']],
  ['some of an issuer', oidc({ emailDomains: ['*'], groups: ['team'] }), []],
  ['a domain of an issuer', oidc({ emailDomains: ['example.com'] }), []],
  [
    'a login in plain text',
    exposed({ nginxIngress: { host } }, { login: logins.users }),
    ['plain-http exposure.nginxIngress', 'password-readable login.users'],
  ],
  [
    'a server that answers one person, for a page that lets two through',
    { ...client({ replicas: 1, answersInFlight: 2 }), ...sites({ name: 'lab' }) },
    ['one-at-a-time privateSites[0].server'],
  ],
  ['a namespace that keeps its nodes', { namespace: { name: 'chat' } }, []],
  [
    'a private cluster that keeps its nodes, and one that does not',
    sites(
      { name: 'kept', platform: 'kubernetes', server: 'vllm', host: 'vllm', namespace: { name: 'kept' } },
      {
        name: 'open',
        platform: 'kubernetes',
        server: 'vllm',
        host: 'vllm',
        namespace: { name: 'open', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
      },
    ),
    ['pods-may-take-nodes privateSites[1].namespace.labels'],
  ],
];

test.each(rows)('%s', (_, more, expected) => {
  const { warnings } = synthesize({ ...minimal, ...more } as ChatSettings);
  const said = warnings.filter(({ id }) => id !== 'image-without-digest').map(({ id, path }) => `${id} ${path}`);
  expect(said.sort()).toEqual([...expected].sort());
});
