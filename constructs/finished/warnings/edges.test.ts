import { everyPage, knownPages, logins, minimal, openLoadBalancer } from '../../../tests/cases';
import { set, unset } from '../../../tests/objects';
import type { ChatClientSettings, ChatSettings, ExposureSettings, Patch, PrivateSiteSettings } from '../../settings';
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
const patched = (...patches: Patch[]): Partial<ChatSettings> => ({ patches });

const container = '/spec/template/spec/containers/0';
const withBudget = (spec: object): Partial<ChatSettings> =>
  patched(set('PodDisruptionBudget', '/spec', { selector: { matchLabels: { app: 'ilab-client' } }, ...spec }));
const own = (className: string, ...patches: Patch[]): Partial<ChatSettings> => ({
  ...exposed({ gateway: { host, own: { className, tls }, dataPlane: 'any' } }, { login: logins.users }),
  patches,
});
const behindTls = exposed({ nginxIngress: { host, tls, sourceRanges: closed } });
const proxied = (env: Readonly<Record<string, string>>): Partial<ChatSettings> =>
  client({ env, egress: [{ addressRanges: ['10.0.0.7/32'], ports: [3128] }] });
const toPortsFrom5000To5432 = set(
  'NetworkPolicy',
  '/spec/egress/-',
  { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ protocol: 'TCP', port: 5000, endPort: 5432 }] },
  'ilab-client',
);

/** Settings on one side of the line and on the other, with all that is said of them. */
type Row = readonly [string, Partial<ChatSettings>, readonly string[]];

const rows: readonly Row[] = [
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
  ...['traefik-public', 'edge.traefik', 'a-traefik.b'].map(
    (className): Row => [
      `a Gateway of Traefik, by its class ${className}`,
      own(className),
      ['no-entry-point exposure.gateway.own'],
    ],
  ),
  ['a Gateway with a name that ends like Traefik', own('mytraefik'), []],
  [
    'a Gateway of Traefik on the ports of its entry points',
    own('traefik', set('Gateway', '/spec/listeners/0/port', 8000), set('Gateway', '/spec/listeners/1/port', 8443)),
    [],
  ],
  ...[0, 1].map(
    (listener): Row => [
      `a Gateway of Traefik with listener ${listener} alone on a port of its entry points`,
      own('traefik', set('Gateway', `/spec/listeners/${listener}/port`, 8000)),
      ['no-entry-point exposure.gateway.own'],
    ],
  ),
  ...['All', 'Selector', 'Same'].map(
    (from): Row => [
      `a Gateway for the routes of ${from}`,
      own('eg', set('Gateway', '/spec/listeners/1/allowedRoutes', { namespaces: { from } })),
      from === 'Same' ? [] : ['gateway-for-all-namespaces patches'],
    ],
  ),
  ['a Gateway without a word of routes', own('eg', set('Gateway', '/spec/listeners/0/allowedRoutes', {})), []],
  ...['control-plane', 'master'].flatMap((role): Row[] => {
    const key = `node-role.kubernetes.io/${role}`;
    const on = (path: string) => [`on-control-plane client.${path}`];
    return [
      [`nodes of the role ${role}`, client({ nodeSelector: { [key]: '' } }), on('nodeSelector')],
      [`nodes of a role like ${role}`, client({ nodeSelector: { [`${key}-like`]: '', [`x.${key}`]: '' } }), []],
      [`the taint of the role ${role}`, client({ tolerations: [{ key, operator: 'Exists' }] }), on('tolerations')],
    ];
  }),
  [
    'every taint, and the pods of the login too, which is said once',
    { ...client({ tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }] }), ...behindTls, login: logins.users },
    ['on-control-plane client.tolerations'],
  ],
  ['every taint of running pods', client({ tolerations: [{ operator: 'Exists', effect: 'NoExecute' }] }), []],
  ['one taint', client({ tolerations: [{ key: 'dedicated', operator: 'Exists' }] }), []],
  ...(
    [
      { maxUnavailable: 0 },
      { maxUnavailable: '0%' },
      { minAvailable: '100%' },
      { minAvailable: 2 },
      { minAvailable: 3 },
    ] as const
  ).map((spec): Row => [`a budget of ${JSON.stringify(spec)}`, withBudget(spec), ['blocks-drains patches']]),
  ...(
    [
      { maxUnavailable: 1 },
      { maxUnavailable: '10%' },
      { minAvailable: '99%' },
      { minAvailable: 1 },
      { minAvailable: '2' },
      {},
    ] as const
  ).map((spec): Row => [`a budget of ${JSON.stringify(spec)}`, withBudget(spec), []]),
  [
    'a budget for pods that are not there yet',
    { patches: [...(withBudget({ minAvailable: 0 }).patches ?? []), set('Deployment', '/spec/replicas', 0)] },
    [],
  ],
  [
    'a budget for pods whose number an autoscaler says',
    { patches: [...(withBudget({ minAvailable: 2 }).patches ?? []), unset('Deployment', '/spec/replicas')] },
    [],
  ],
  ['a Service on every node', patched(set('Service', '/spec/type', 'NodePort')), ['open-to-everyone patches']],
  [
    'a balancer for IPv6 alone',
    exposed({ loadBalancer: { sourceRanges: ['2001:db8::/32'], cloud: 'google' } }),
    ['one-address-family exposure.loadBalancer.sourceRanges', 'plain-http exposure.loadBalancer'],
  ],
  [
    'a balancer of the controller of AWS, by an annotation with a port in it',
    exposed(
      { loadBalancer: { sourceRanges: closed } },
      patched(
        set(
          'Service',
          '/metadata/annotations',
          { 'service.beta.kubernetes.io/aws-load-balancer-listener-attributes.TCP-8080': 'a=b' },
          'ilab-client-lb',
        ),
      ),
    ),
    ['plain-http exposure.loadBalancer'],
  ],
  [
    'a balancer with an annotation that begins like one of AWS',
    exposed(
      { loadBalancer: { sourceRanges: closed } },
      patched(
        set(
          'Service',
          '/metadata/annotations',
          { 'service.beta.kubernetes.io/aws-load-balancer-internals': 'x' },
          'ilab-client-lb',
        ),
      ),
    ),
    ['unknown-cloud exposure.loadBalancer.cloud', 'plain-http exposure.loadBalancer'],
  ],
  [
    'sessions in two pods, behind balancers that know no browser again, and a Gateway',
    {
      client: { ...knownPages.streamlit, replicas: 2 },
      ...exposed({
        loadBalancer: { sourceRanges: closed, cloud: 'aws-in-tree' },
        gateway: { host, own: { className: 'eg', tls }, dataPlane: 'any' },
      }),
    },
    [
      'no-session-affinity exposure.loadBalancer.cloud',
      'no-session-affinity exposure.gateway',
      'open-to-everyone exposure.gateway',
      'plain-http exposure.loadBalancer',
    ],
  ],
  [
    'sessions in two pods, behind a balancer that knows a browser again',
    {
      client: { ...knownPages.streamlit, replicas: 2 },
      ...exposed({ loadBalancer: { sourceRanges: closed, cloud: 'azure' } }),
    },
    ['plain-http exposure.loadBalancer'],
  ],
  [
    'a login elsewhere with a class that nobody knows',
    exposed({ nginxIngress: { host, tls, className: 'edge', externalAuth: { url: 'https://id.example.com/auth' } } }),
    ['unknown-ingress-class exposure.nginxIngress.className'],
  ],
  [
    'a login elsewhere, beside an open balancer, a Gateway and a Route',
    exposed(
      {
        nginxIngress: { host, tls, externalAuth: { url: 'https://id.example.com/auth' } },
        ingress: { controller: 'traefik', host: 'b.example.com', tls: { secretName: 'tls' } },
        loadBalancer: { ...openLoadBalancer, cloud: 'google' },
        gateway: { host: 'c.example.com', own: { className: 'eg', tls }, dataPlane: 'any' },
        openshiftRoute: {},
      },
      openshift,
    ),
    [
      'login-bypassed exposure.nginxIngress.externalAuth',
      'open-to-everyone exposure.gateway',
      'open-to-everyone exposure.ingress',
      'open-to-everyone exposure.loadBalancer.sourceRanges',
      'open-to-everyone exposure.openshiftRoute',
      'plain-http exposure.loadBalancer',
    ],
  ],
  [
    'an issuer in plain text',
    {
      login: { oidc: { ...issuer, groups: ['team'] }, secretName: 'chat-login' },
      ...exposed({ nginxIngress: { host } }),
    },
    ['plain-http exposure.nginxIngress', 'password-readable login.oidc'],
  ],
  [
    'an Ingress of GKE, which has no ranges',
    exposed({ ingress: { controller: 'gke', host, tls: { secretName: 'tls' } } }),
    ['open-to-everyone exposure.ingress'],
  ],
  [
    'a balancer of AWS with security groups of its own',
    exposed({
      ingress: {
        controller: 'aws-alb',
        host,
        tls: {},
        subnetRanges: ['10.0.0.0/16'],
        securityGroups: ['sg-0123456789abcdef0'],
      },
    }),
    [],
  ],
  ...([9, 10] as const).flatMap((requestsPerMinute) =>
    (['haproxy', 'f5-nginx', 'traefik'] as const).map(
      (controller): Row => [
        `${requestsPerMinute} requests in a minute through ${controller}`,
        exposed({
          ingress: {
            controller,
            host,
            tls: { secretName: 'tls' },
            sourceRanges: closed,
            rateLimit: { requestsPerMinute },
          } as ExposureSettings['ingress'],
        }),
        requestsPerMinute === 9 ? ['low-rate-limit exposure.ingress.rateLimit.requestsPerMinute'] : [],
      ],
    ),
  ),
  ...(['f5-nginx', 'traefik', 'haproxy'] as const).map(
    (controller): Row => [
      `5 requests in a second through ${controller}`,
      exposed({
        ingress: {
          controller,
          host,
          tls: { secretName: 'tls' },
          sourceRanges: closed,
          ...(controller === 'haproxy' ? {} : { rateLimit: { requestsPerSecond: 5 } }),
        } as ExposureSettings['ingress'],
      }),
      [],
    ],
  ),
  [
    'a rate of HAProxy for ten seconds',
    exposed(
      {
        ingress: {
          controller: 'haproxy',
          host,
          tls: { secretName: 'tls' },
          sourceRanges: closed,
          rateLimit: { requestsPerMinute: 5 },
        },
      },
      patched(set('Ingress', '/metadata/annotations/haproxy.org~1rate-limit-period', '10s')),
    ),
    [],
  ],
  ['as many cores as a node has', client({ resources: { requests: { cpu: '32' } } }), []],
  [
    'thousandths of a core more',
    client({ resources: { requests: { cpu: '32001m' } } }),
    ['many-cores client.resources.requests.cpu'],
  ],
  [
    'more cores at most',
    client({ resources: { requests: { cpu: '1' }, limits: { cpu: '64' } } }),
    ['many-cores client.resources.limits.cpu'],
  ],
  ['every name kept from the proxy', proxied({ HTTP_PROXY: 'http://10.0.0.7:3128', NO_PROXY: '*' }), []],
  [
    'names in lowercase kept from the proxy',
    proxied({ http_proxy: 'http://10.0.0.7:3128', no_proxy: 'instructlab' }),
    [],
  ],
  [
    'a name alone on a line kept from it',
    proxied({ HTTP_PROXY: 'http://10.0.0.7:3128', NO_PROXY: 'a\ninstructlab' }),
    [],
  ],
  ...['instructlab2', 'x.instructlab', 'instructlab.'].map(
    (name): Row => [
      `${name} kept from the proxy`,
      proxied({ HTTP_PROXY: 'http://10.0.0.7:3128', NO_PROXY: name }),
      ['model-through-proxy client.env'],
    ],
  ),
  ['a proxy for all', proxied({ ALL_PROXY: 'http://10.0.0.7:3128' }), ['model-through-proxy client.env']],
  [
    'a proxy for TLS, and a model with TLS',
    {
      ...proxied({ HTTPS_PROXY: 'http://10.0.0.7:3128' }),
      model: { ...minimal.model, tls: { secretName: 'model-tls' } },
    },
    ['model-through-proxy client.env'],
  ],
  [
    'a proxy for plain text, and a model with TLS',
    {
      ...proxied({ HTTP_PROXY: 'http://10.0.0.7:3128' }),
      model: { ...minimal.model, tls: { secretName: 'model-tls' } },
    },
    [],
  ],
  ...['proxy', 'company-proxy', 'proxy.env', 'a.proxy-b'].map(
    (name): Row => [
      `variables of ${name}`,
      client({ envFrom: [{ configMapName: name }] }),
      ['model-through-proxy client.envFrom'],
    ],
  ),
  ...['proxied', 'myproxy', 'settings'].map(
    (name): Row => [`variables of ${name}`, client({ envFrom: [{ configMapName: name }, { secretName: name }] }), []],
  ),
  [
    'an address in a range of ports that is open',
    {
      ...client({ env: { DATABASE_URL: 'postgres://db:5432/chat' } }),
      ...patched(toPortsFrom5000To5432),
    },
    [],
  ],
  [
    'an address beyond a range of ports',
    {
      ...client({ env: { DATABASE_URL: 'postgres://db:5433/chat' } }),
      ...patched(toPortsFrom5000To5432),
    },
    ['closed-by-policy client.env.DATABASE_URL'],
  ],
  [
    'an address before a range of ports',
    {
      ...client({ env: { DATABASE_URL: 'postgres://db:4999/chat' } }),
      ...patched(toPortsFrom5000To5432),
    },
    ['closed-by-policy client.env.DATABASE_URL'],
  ],
  [
    'an address, and every port of a few pods',
    {
      ...client({ env: { DATABASE_URL: 'postgres://db:5432/chat' } }),
      ...patched(set('NetworkPolicy', '/spec/egress/-', { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }, 'ilab-client')),
    },
    [],
  ],
  ['the address of the model', client({ env: { MODEL_URL: 'http://instructlab:9000' } }), []],
  [
    'an address that nobody closes',
    {
      ...client({ env: { DATABASE_URL: 'postgres://db:5432/chat' } }),
      ...patched(
        set(
          'NetworkPolicy',
          '/spec',
          {
            podSelector: { matchLabels: { app: 'ilab-client' } },
            policyTypes: ['Ingress'],
            ingress: [{ from: [{ podSelector: {} }] }],
          },
          'ilab-client',
        ),
      ),
    },
    [],
  ],
  [
    'as much memory as a page takes at rest',
    {
      client: {
        ...knownPages['open-webui'],
        resources: { requests: { memory: '2Gi' }, limits: { memory: '2Gi' } },
      } as ChatSettings['client'],
    },
    [],
  ],
  ...['EMAIL', 'NAME', 'GROUPS'].map(
    (what): Row => [
      `the header of ${what}, and no exposure`,
      { client: { ...everyPage, tolerations: undefined, env: { [`X_TRUSTED_${what}_HEADER`]: 'X-It' } } },
      [`login-bypassed client.env.X_TRUSTED_${what}_HEADER`],
    ],
  ),
  [
    'headers that nobody takes for users',
    {
      client: {
        ...everyPage,
        tolerations: undefined,
        env: { X_TRUSTED_PROXY_HEADER: 'X', X_TRUSTED_NAME_HEADER2: 'Y' },
      },
    },
    [],
  ],
  [
    'a header that the login sets, and a balancer past it',
    {
      ...exposed({ nginxIngress: { host, tls }, loadBalancer: { sourceRanges: closed, cloud: 'google' } }),
      login: logins.users,
      client: { ...everyPage, tolerations: undefined, env: { X_TRUSTED_NAME_HEADER: 'X-Name' } },
      ...patched(set('Service', '/spec/selector', { app: everyPage.name }, `${everyPage.name}-lb`)),
    },
    [
      'login-bypassed client.env.X_TRUSTED_NAME_HEADER',
      'plain-http exposure.loadBalancer',
      'password-readable login.users',
    ],
  ],
  [
    'a namespace that any pod may take',
    { namespace: { name: 'chat', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } },
    ['pods-may-take-nodes namespace.labels'],
  ],
];

test.each(rows)('%s', (_, more, expected) => {
  const { warnings } = synthesize({ ...minimal, ...more } as ChatSettings);
  const said = warnings.filter(({ id }) => id !== 'image-without-digest').map(({ id, path }) => `${id} ${path}`);
  expect(said.sort()).toEqual([...expected].sort());
});

/** Whole texts, where a part of them depends on the chat. */
const texts: readonly (readonly [Partial<ChatSettings>, string])[] = [
  [
    own('eg', set('Gateway', '/spec/listeners/1/allowedRoutes', { namespaces: { from: 'All' } })),
    'the Gateway ilab-client takes routes of other namespaces, which may show a page of their own under the chat\'s host; set allowedRoutes.namespaces.from to "Same"',
  ],
  [exposed({ nginxIngress: { host, tls } }), 'whoever reaches it uses the model; set login or sourceRanges'],
  [
    exposed({ ingress: { controller: 'gke', host, tls: { secretName: 'tls' } } }),
    'whoever reaches it uses the model; set login',
  ],
  [
    exposed({ nginxIngress: { host, tls, className: 'edge', sourceRanges: closed } }),
    'if "edge" is not of k8s.io/ingress-nginx, nobody is asked for the login and no range holds; see "kubectl get ingressclass edge", and accept this warning where it is',
  ],
  [
    {
      client: { ...knownPages.streamlit, replicas: 2 },
      exposure: { loadBalancer: { sourceRanges: closed, cloud: 'aws-in-tree' } },
    },
    'the page keeps its users\' sessions in its pods, and the balancers of "aws-in-tree" cannot lead a browser to the same one; set client.replicas to 1, or use nginxIngress',
  ],
  [
    exposed({ loadBalancer: { sourceRanges: ['203.0.113.0/24'] } }),
    'none is of IPv6, and a cluster with both families opens the other one to every address; add your users\' ranges, or "::1/128" to close it',
  ],
  [
    exposed({ loadBalancer: { sourceRanges: ['2001:db8::/32'] } }),
    'none is of IPv4, and a cluster with both families opens the other one to every address; add your users\' ranges, or "127.0.0.1/32" to close it',
  ],
  [
    patched(set('Service', '/spec/type', 'NodePort')),
    'the Service ilab-client is of the type NodePort, so every node answers for the chat to whoever reaches it',
  ],
  [
    exposed(
      {
        nginxIngress: { host, tls, basicAuth: { secretName: 'users' } },
        ingress: { controller: 'traefik', host: 'b.example.com', tls: { secretName: 'tls' } },
        loadBalancer: openLoadBalancer,
        gateway: { host: 'c.example.com', own: { className: 'eg', tls }, dataPlane: 'any' },
        openshiftRoute: {},
      },
      openshift,
    ),
    'ingress and loadBalancer and gateway and openshiftRoute leads to the same chat without a login; leave it out, or name source ranges there',
  ],
  [
    oidc({ emailDomains: ['*'] }),
    'everybody whom https://id.example.com knows may use the model; name groups, or the domains of your users',
  ],
  [
    { login: logins.users, ...exposed({ nginxIngress: { host } }) },
    'an exposure without TLS is on, so passwords and sessions travel readable; set tls there, or leave it out',
  ],
  [
    { login: logins.oidc, ...exposed({ nginxIngress: { host } }) },
    'an exposure without TLS is on, so sessions travel readable, and most issuers send nobody back to plain HTTP; set tls there, or leave it out',
  ],
  [
    client({ longestAnswerSeconds: 601 }),
    "the article's client gives up after 600 s whatever stands here; name an image of yours that waits longer",
  ],
  [
    client({ image: 'quay.io/rzago/ilab-client:v2' }),
    '"quay.io/rzago/ilab-client:v2" has no digest, so its content may change; add "@sha256:…" to pin it',
  ],
  [
    client({ answersInFlight: 193 }),
    '"256Mi" is little for 193 answers in flight, and a pod is stopped above its limit; use "257Mi" or more',
  ],
  [
    client({ env: { HTTP_PROXY: 'http://10.0.0.7:3128' } }),
    'the client would ask the proxy for the model, which does not know it; add "instructlab" to NO_PROXY in client.env',
  ],
  [
    client({ env: { HTTP_PROXY: 'http://10.0.0.7:3128' } }),
    'the network policy closes port 3128 of "10.0.0.7" to the pods; open it in client.egress, by its addresses or its pods',
  ],
  [
    client({ env: { DATABASE_URL: { secretName: 'database', key: 'url' } } }),
    'the network policy closes the address that the Secret holds to the pods; open it in client.egress, by its addresses or its pods',
  ],
  [
    client({ resources: { requests: { cpu: '250' } } }),
    '"250" is 250 cores, more than most nodes have; thousandths of one are written "250m"',
  ],
  [
    client({ autoscaling: { minReplicas: 2, maxReplicas: 3 } }),
    'a page that waits for the model uses almost no CPU, so no pod is ever added; set replicas to the people that ask at once, divided by what a pod answers at once, 32',
  ],
  [
    {
      ...client({ autoscaling: { minReplicas: 2, maxReplicas: 3 } }),
      ...patched(set('Deployment', `${container}/command`, ['python', 'chat.py'])),
    },
    'a page that waits for the model uses almost no CPU, so no pod is ever added; set replicas to the people that ask at once, divided by what a pod answers at once',
  ],
  [
    withBudget({ maxUnavailable: 0 }),
    'the PodDisruptionBudget ilab-client lets no pod go, so no drain of a node ends; set maxUnavailable to 1',
  ],
  [
    patched(set('Deployment', `${container}/securityContext/runAsUser`, 0)),
    'Deployment ilab-chat/ilab-client: spec.template.spec.containers[0].securityContext.runAsUser is 0, which is below Pod Security "restricted" (Running as Non-root user); a namespace that enforces it would refuse the pods',
  ],
  [
    { namespace: { name: 'chat', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } },
    'enforce of Pod Security is "privileged", so any pod that is made in the namespace may take its node; use "baseline"',
  ],
  [
    patched(unset('Namespace', '/metadata/labels/pod-security.kubernetes.io~1enforce')),
    'enforce of Pod Security is missing, so any pod that is made in the namespace may take its node; use "baseline"',
  ],
  [
    { client: knownPages.gradio, ...sites({ name: 'lab', server: 'instructlab' }) },
    'InstructLab answers 1 question at a time and refuses every other at once, and the page lets all through; with "llama.cpp" or "vllm" they wait for their turn',
  ],
  [
    {
      ...sites({ name: 'lab', server: 'instructlab' }),
      ...patched(unset('Deployment', '/spec/replicas')),
    },
    'InstructLab answers 1 question at a time and refuses every other at once, and the page lets up to 32 through; with "llama.cpp" or "vllm" they wait for their turn',
  ],
];

test.each(texts.map(([more, text]) => [text, more] as const))('%s', (text, more) => {
  const { warnings } = synthesize({ ...minimal, ...more } as ChatSettings);
  expect(warnings.map(({ message }) => message)).toContain(text);
});

test('where images without a digest are set', () => {
  const extra = { name: 'log-shipper', image: 'registry.example.com/log-shipper:v1' };
  const secured = { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: ['ALL'] } };
  const { warnings } = synthesize({
    ...minimal,
    login: logins.users,
    patches: [set('Deployment', '/spec/template/spec/containers/-', { ...extra, securityContext: secured })],
  });
  expect(warnings.filter(({ id }) => id === 'image-without-digest').map(({ path }) => path)).toEqual([
    'client.image',
    'Deployment ilab-client, container log-shipper',
    'login.images.nginx',
    'login.images.oauth2Proxy',
    'Deployment ilab-client-login, container log-shipper',
  ]);
});
