import type { ChatClientSettings } from '../constructs/chat-client/chat-client-settings';
import type { PageFacts } from '../constructs/chat-client/page-facts';
import type { PageSettings } from '../constructs/chat-client/page-settings';
import type { PageName } from '../constructs/chat-client/pages';
import type { GatewaySettings } from '../constructs/exposure/gateway-settings';
import type { AwsAlbIngressSettings } from '../constructs/exposure/ingress/aws-alb';
import type { F5NginxIngressSettings } from '../constructs/exposure/ingress/f5-nginx';
import type { GkeIngressSettings } from '../constructs/exposure/ingress/gke';
import type { HaproxyIngressSettings } from '../constructs/exposure/ingress/haproxy';
import type { TraefikIngressSettings } from '../constructs/exposure/ingress/traefik';
import type { LoadBalancerSettings } from '../constructs/exposure/load-balancer-settings';
import type { NginxIngressSettings } from '../constructs/exposure/nginx-ingress-settings';
import type { OpenShiftRouteSettings } from '../constructs/exposure/openshift-route-settings';
import type { LoginImages, LoginResources, LoginSettings } from '../constructs/login/login-settings';
import type { OidcSettings } from '../constructs/login/oidc';
import type { UsersSettings } from '../constructs/login/users';
import type { ChatSettings, ExposureSettings } from '../constructs/settings/chat';
import type { PrivateSiteSettings } from '../constructs/skupper/private-site-settings';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** A chat with the article's page, whose settings tests change one by one. */
export type ArticleChat = ChatSettings & { readonly client: ChatClientSettings };

/** The fewest settings that make a chat: nothing but port-forward, no private side. */
export const minimal: ArticleChat = {
  namespace: { name: 'ilab-chat' },
  site: { name: 'ilab-chat' },
  model: { host: 'instructlab', port: 8000 },
  client: { name: 'ilab-client', image: 'quay.io/rzago/ilab-client:v2' },
};

export const openLoadBalancer: LoadBalancerSettings = { sourceRanges: ['0.0.0.0/0'] };

// The cases with everything set are typed Required: a new setting of these groups does not compile until it is here.

export const everyLoadBalancer: Required<LoadBalancerSettings> = {
  port: 80,
  sourceRanges: ['203.0.113.0/24', '2001:db8::/32'],
  scheme: 'internal',
  cloud: 'aws-load-balancer-controller',
  className: 'eks.amazonaws.com/nlb',
  externalTrafficPolicy: 'Local',
  // The other one, RequireDualStack, is refused by clusters of one family.
  ipFamilyPolicy: 'PreferDualStack',
  annotations: { 'example.com/team': 'chat' },
};

const everyLogin: Required<Pick<NginxIngressSettings, 'basicAuth' | 'externalAuth'>> = {
  basicAuth: { secretName: 'chat-users', realm: 'Chat: members only' },
  externalAuth: {
    url: 'https://$host/oauth2/auth',
    signInUrl: 'https://$host/oauth2/start?rd=$escaped_request_uri',
    responseHeaders: ['X-Auth-Request-User', 'X-Auth-Request-Email'],
  },
};

/** Everything but the login, of which there is one at a time. */
export const everyNginxIngress: Required<Omit<NginxIngressSettings, keyof typeof everyLogin | 'host'>> = {
  hosts: ['chat.example.com', 'chat'],
  className: 'internal-nginx',
  controller: { namespace: 'edge', podLabels: { app: 'edge-nginx' }, addressRanges: ['10.0.0.0/8'] },
  tls: { secretName: 'chat-certificate', clusterIssuer: 'letsencrypt', challenge: 'http01', redirect: false },
  maxBodySize: '256k',
  rateLimit: {
    requestsPerSecond: 5,
    requestsPerMinute: 60,
    connections: 10,
    burstMultiplier: 3,
    exempt: ['192.0.2.0/24', '198.51.100.7/32'],
  },
  sourceRanges: ['203.0.113.0/24'],
  annotations: { 'nginx.ingress.kubernetes.io/proxy-connect-timeout': '5' },
};

export const basicAuthIngress: NginxIngressSettings = { ...everyNginxIngress, basicAuth: everyLogin.basicAuth };
export const externalAuthIngress: NginxIngressSettings = {
  ...everyNginxIngress,
  externalAuth: everyLogin.externalAuth,
};

/** One name of two, where several are set elsewhere. */
type EveryIngress<S> = Required<Omit<S, 'host'>>;

const edge = { namespace: 'edge', podLabels: { app: 'edge' }, addressRanges: ['10.1.0.0/16'] };
const ingressTls = { secretName: 'edge-certificate', clusterIssuer: 'letsencrypt', challenge: 'http01' } as const;

export const everyTraefikIngress: EveryIngress<TraefikIngressSettings> = {
  controller: 'traefik',
  hosts: ['chat.example.com', 'chat'],
  className: 'edge',
  from: edge,
  tls: { ...ingressTls, redirect: true },
  sourceRanges: ['203.0.113.0/24', '2001:db8::/32'],
  rateLimit: { requestsPerSecond: 5, requestsPerMinute: 60, connections: 10, burstMultiplier: 3 },
  annotations: { 'traefik.ingress.kubernetes.io/router.priority': '42' },
};

export const everyHaproxyIngress: EveryIngress<HaproxyIngressSettings> = {
  controller: 'haproxy',
  hosts: ['chat.example.com', 'chat'],
  className: 'edge',
  from: edge,
  tls: { ...ingressTls, redirect: true },
  sourceRanges: ['203.0.113.0/24', '2001:db8::/32'],
  rateLimit: { requestsPerMinute: 60, exempt: ['192.0.2.0/24', '198.51.100.7/32'] },
  annotations: { 'haproxy.org/load-balance': 'leastconn' },
};

export const everyF5NginxIngress: EveryIngress<F5NginxIngressSettings> = {
  controller: 'f5-nginx',
  hosts: ['chat.example.com', 'chat'],
  className: 'edge',
  from: edge,
  tls: { ...ingressTls, redirect: false },
  maxBodySize: '256k',
  sourceRanges: ['203.0.113.0/24', '2001:db8::/32'],
  rateLimit: { requestsPerSecond: 5, burstMultiplier: 3 },
  annotations: { 'nginx.org/proxy-connect-timeout': '5s' },
};

/** Everything but the security groups, which exclude the ranges. */
export const everyAwsAlbIngress: Omit<EveryIngress<AwsAlbIngressSettings>, 'securityGroups'> = {
  controller: 'aws-alb',
  hosts: ['chat.example.com', 'chat.example.org'],
  className: 'edge',
  subnetRanges: ['10.0.0.0/16'],
  scheme: 'internal',
  tls: { certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/0a1b2c3d', redirect: true },
  sourceRanges: ['203.0.113.0/24'],
  annotations: { 'alb.ingress.kubernetes.io/group.name': 'chats' },
};

/** Everything but the subnet of an internal balancer, which has no redirect. */
export const everyGkeIngress: Omit<EveryIngress<GkeIngressSettings>, 'proxySubnetRanges'> = {
  controller: 'gke',
  hosts: ['chat.example.com', 'chat.example.org'],
  scheme: 'public',
  tls: { ...ingressTls, redirect: true },
  annotations: { 'kubernetes.io/ingress.global-static-ip-name': 'chat' },
};

export const ownGateway: GatewaySettings = {
  host: 'chat.example.com',
  annotations: { 'external-dns.alpha.kubernetes.io/ttl': '60' },
  own: {
    className: 'eg',
    tls: { issuer: 'letsencrypt', challenge: 'http01' },
    annotations: { 'external-dns.alpha.kubernetes.io/target': 'edge.example.com' },
    loadBalancerAnnotations: { 'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout': '11' },
  },
  dataPlane: 'envoy-gateway',
};

export const existingGateway: GatewaySettings = {
  host: 'chat.example.com',
  existing: { name: 'public', namespace: 'gateways', listener: 'https', redirectFrom: 'http' },
  dataPlane: { namespace: 'mesh', podLabels: { app: 'proxy' }, addressRanges: ['35.191.0.0/16'] },
};

export const everyRoute: Required<OpenShiftRouteSettings> = {
  host: 'chat.example.com',
  termination: 'edge',
  redirect: false,
  tls: { externalCertificate: { secretName: 'chat-certificate' } },
  hsts: { maxAgeSeconds: 31_536_000, includeSubDomains: true, preload: true },
  sourceRanges: ['203.0.113.0/24', '192.0.2.7/32'],
  rateLimit: { concurrentConnections: 20, requests: 30, connections: 10 },
  annotations: { 'haproxy.router.openshift.io/balance': 'leastconn' },
};

/** Everything but autoscaling, which replaces the replicas. */
export const everyClient: Required<Omit<ChatClientSettings, 'autoscaling'>> = {
  page: 'article',
  name: 'ilab-client',
  image: `quay.io/rzago/ilab-client:v2@${digest}`,
  port: 9090,
  servicePort: 80,
  replicas: 3,
  ipFamily: 'dual-stack',
  answersInFlight: 64,
  longestAnswerSeconds: 900,
  imagePullSecrets: ['registry-login'],
  resources: {
    requests: { cpu: '250m', memory: '256Mi', ephemeralStorage: '64Mi' },
    limits: { cpu: '1', memory: '512Mi', ephemeralStorage: '128Mi' },
  },
  env: {
    HTTPS_PROXY: 'http://proxy.example.com:3128',
    NO_PROXY: 'model,.svc',
    BANNER: { secretName: 'chat-texts', key: 'banner.txt' },
  },
  envFrom: [{ secretName: 'chat-settings' }, { configMapName: 'chat-texts' }],
  egress: [
    { addressRanges: ['198.51.100.7/32'], ports: [3128] },
    { namespace: 'databases', podLabels: { app: 'postgres' }, ports: [5432, 6379] },
  ],
  nodeSelector: { 'kubernetes.io/arch': 'amd64' },
  tolerations: [
    { key: 'example.com/chat', operator: 'Equal', value: 'only', effect: 'NoExecute', tolerationSeconds: 60 },
  ],
  topologyKey: 'topology.kubernetes.io/zone',
  priorityClassName: 'users-wait',
  podLabels: { 'example.com/cost-centre': 'research' },
  podAnnotations: { 'example.com/inject': 'false' },
};

/** Everything that a page without a name may be given, but a claim of its own, which replaces existingClaim. */
export const everyPage: Required<Omit<PageSettings, 'secretName'>> = {
  name: 'chat',
  image: `registry.example.com/chat:v1@${digest}`,
  page: {
    modelUrl: { variable: 'MODEL', path: '/v1' },
    health: { ready: '/ready', live: '/live', startSeconds: 300 },
    writable: ['/tmp', '/app/logs', '/app/cache'],
    dataPath: '/app/data',
    keepsSessions: true,
    caVariables: ['NODE_EXTRA_CA_CERTS'],
    asksForLogin: true,
  } satisfies Required<PageFacts>,
  port: 3000,
  servicePort: 80,
  replicas: 1,
  longestAnswerSeconds: 900,
  command: ['node', '--enable-source-maps'],
  args: ['server.js', '--quiet'],
  user: 1000,
  data: { existingClaim: 'chat-archive' },
  files: { '/app/config.yaml': 'title: chat\nlanguages: [en, pt]\n', '/app/motd.txt': 'undefined is a word here' },
  caBundle: { configMapName: 'company-ca', key: 'ca.pem' },
  imagePullSecrets: ['registry-login'],
  resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '512Mi' } },
  env: {
    DATABASE_URL: { secretName: 'chat-database', key: 'url' },
    TITLE: 'Chat',
    REDIS_URL: 'redis://redis.databases',
  },
  envFrom: [{ secretName: 'chat-settings' }],
  egress: [{ namespace: 'databases', ports: [5432, 6379] }],
  nodeSelector: { 'kubernetes.io/arch': 'amd64' },
  tolerations: [{ operator: 'Exists' }],
  topologyKey: 'topology.kubernetes.io/zone',
  priorityClassName: 'users-wait',
  podLabels: { 'example.com/cost-centre': 'research' },
  podAnnotations: { 'example.com/inject': 'false' },
};

/** The pages that have a name, each as little as it works with. */
export const knownPages: Readonly<Record<PageName, PageSettings>> = {
  'open-webui': {
    name: 'chat',
    page: 'open-webui',
    image: 'ghcr.io/open-webui/open-webui:v0.12.4-slim',
    secretName: 'chat-page',
    data: { size: '10Gi' },
  },
  chainlit: { name: 'chat', page: 'chainlit', image: 'registry.example.com/chainlit-app:v1' },
  gradio: { name: 'chat', page: 'gradio', image: 'registry.example.com/gradio-app:v1' },
  streamlit: { name: 'chat', page: 'streamlit', image: 'registry.example.com/streamlit-app:v1' },
  'chat-ui': {
    name: 'chat',
    page: 'chat-ui',
    image: 'ghcr.io/huggingface/chat-ui:0.9.4',
    secretName: 'chat-page',
    egress: [{ podLabels: { app: 'mongo' }, ports: [27_017] }],
  },
  librechat: {
    name: 'chat',
    page: 'librechat',
    image: 'ghcr.io/danny-avila/librechat:v0.8.0',
    secretName: 'chat-page',
    data: { size: '10Gi', storageClassName: 'fast' },
    egress: [{ podLabels: { app: 'mongo' }, ports: [27_017] }],
  },
  nextchat: {
    name: 'chat',
    page: 'nextchat',
    image: 'yidadaa/chatgpt-next-web:v2.16.1',
    secretName: 'chat-page',
    env: { CUSTOM_MODELS: '-all,+granite' },
  },
  anythingllm: {
    name: 'chat',
    page: 'anythingllm',
    image: 'mintplexlabs/anythingllm:1.8.5',
    secretName: 'chat-page',
    data: { size: '20Gi' },
    env: { GENERIC_OPEN_AI_MODEL_PREF: 'granite' },
  },
};

/** Everything of a machine but what excludes the rest: weights, which all have, and several model servers. */
export const everyPrivateSite: Required<
  Omit<PrivateSiteSettings, 'weight' | 'modelServers' | 'namespace' | 'selector'>
> = {
  name: 'gpu-machine',
  platform: 'podman',
  routingKey: 'instructlab-gpu',
  server: 'vllm',
  command: '%h/vllm/venv/bin/vllm serve granite --host 127.0.0.1 --port 8001 --max-model-len 8192',
  host: '127.0.0.1',
  port: 8001,
  edge: true,
  linkCost: 5,
};

/** The same of a site on a cluster. */
export const everyPrivateCluster: Required<Omit<PrivateSiteSettings, 'weight' | 'modelServers' | 'host' | 'command'>> =
  {
    name: 'models',
    platform: 'kubernetes',
    namespace: { name: 'models', denyByDefault: true },
    routingKey: 'models',
    server: 'vllm',
    selector: { app: 'vllm', 'example.com/size': 'large' },
    port: 8080,
    edge: true,
    linkCost: 2,
  };

const everyExposure: Required<ExposureSettings> = {
  loadBalancer: { ...everyLoadBalancer },
  nginxIngress: basicAuthIngress,
  ingress: everyTraefikIngress,
  gateway: ownGateway,
  openshiftRoute: everyRoute,
};

const everyOidc: Required<OidcSettings> = {
  issuer: 'https://id.example.com:8443/realms/chat',
  clientId: 'chat',
  groups: ['team', 'cn=model users,ou=groups'],
  emailDomains: ['example.com'],
  scopes: ['openid', 'email'],
  caSecretName: 'issuer-ca',
  issuerAddressRanges: ['198.51.100.0/24'],
  issuerPorts: [8443],
};

const everyImage: Required<LoginImages> = {
  nginx: `registry.example.com:5000/nginx-unprivileged:1.30.5-alpine@${digest}`,
  oauth2Proxy: `registry.example.com:5000/oauth2-proxy:v7.15.3-alpine@${digest}`,
};

const everyLoginResource: Required<LoginResources> = {
  nginx: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '128Mi' } },
  oauth2Proxy: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '2', memory: '128Mi' } },
};

/** Everything but the users, who exclude the issuer. */
export const everyOidcLogin: Required<Omit<LoginSettings, 'users'>> = {
  oidc: everyOidc,
  secretName: 'chat-login',
  images: everyImage,
  resources: everyLoginResource,
};

const everyUser: Required<UsersSettings> = { secretName: 'chat-users' };

/** The fewest settings of each kind of login. */
export const logins: Readonly<Record<string, LoginSettings>> = {
  oidc: {
    oidc: { issuer: 'https://id.example.com', clientId: 'chat', groups: ['team'] },
    secretName: 'chat-login',
  },
  users: { users: everyUser },
};

/** Everything that can be set at the same time, but the login, which excludes those of the Ingress. */
export const everything: Required<Omit<ChatSettings, 'login'>> = {
  platform: 'openshift',
  namespace: {
    name: 'team-chat',
    labels: { 'example.com/team': 'chat', 'pod-security.kubernetes.io/audit': 'baseline' },
  },
  site: { name: 'public', linkAccess: 'route', sizing: 'large' },
  model: {
    host: 'model',
    port: 8443,
    name: 'granite',
    tls: { secretName: 'model-tls' },
    observer: 'none',
    allowFrom: [{ namespace: 'batch', podLabels: { app: 'reports' } }],
  },
  client: everyClient,
  exposure: everyExposure,
  isolateRouter: true,
  link: { appsDomain: 'apps.example.com' },
  privateSites: [everyPrivateSite, { name: 'cpu-machine', routingKey: 'instructlab-cpu' }, everyPrivateCluster],
  patches: [
    {
      target: { kind: 'Deployment', name: 'ilab-client' },
      patch: [
        {
          op: 'add',
          path: '/spec/template/spec/hostAliases',
          value: [{ ip: '192.0.2.1', hostnames: ['a.example.com'] }],
        },
      ],
    },
  ],
  metadata: { labels: { 'example.com/cost-centre': 'research' }, annotations: { 'example.com/owner': 'Team Chat' } },
  extraObjects: [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'chat-notes', annotations: { 'example.com/owner': 'physics' } },
      data: { 'notes.txt': 'Ask the physics department.\n' },
    },
  ],
  acceptedWarnings: ['open-to-everyone'],
  cluster: 'production',
};

/** The same with a login. */
export const everythingWithLogin: Required<ChatSettings> = {
  ...everything,
  exposure: { ...everyExposure, nginxIngress: everyNginxIngress },
  login: everyOidcLogin,
};

const with_ = (exposure: ExposureSettings, more: Partial<ChatSettings> = {}): ChatSettings => ({
  ...minimal,
  ...more,
  exposure,
});

const withPage = (client: PageSettings, more: Partial<ChatSettings> = {}): ChatSettings => ({
  ...minimal,
  ...more,
  client,
});

/** Every option alone, together, and in the combinations that change what is emitted. */
export const cases: Readonly<Record<string, ChatSettings>> = {
  'port-forward only': minimal,
  'load balancer': with_({ loadBalancer: openLoadBalancer }),
  'load balancer, AWS controller': with_({
    loadBalancer: { ...openLoadBalancer, cloud: 'aws-load-balancer-controller' },
  }),
  'load balancer, AWS in-tree': with_({
    loadBalancer: { ...openLoadBalancer, cloud: 'aws-in-tree', scheme: 'internal' },
  }),
  'load balancer, Google': with_({ loadBalancer: { ...openLoadBalancer, cloud: 'google' } }),
  'load balancer, everything': with_(
    { loadBalancer: everyLoadBalancer },
    { client: { ...minimal.client, ipFamily: 'dual-stack' } },
  ),
  'NGINX Ingress': with_({ nginxIngress: {} }),
  'NGINX Ingress, basic auth': with_({ nginxIngress: basicAuthIngress }),
  'NGINX Ingress, external auth': with_({ nginxIngress: externalAuthIngress }),
  'own Gateway': with_({ gateway: ownGateway }),
  'own Gateway, plain HTTP': with_({ gateway: { own: { className: 'istio' }, dataPlane: 'gateway-namespace' } }),
  'existing Gateway': with_({ gateway: existingGateway }),
  'OpenShift Route': with_({ openshiftRoute: {} }, { platform: 'openshift' }),
  'Traefik Ingress': with_({ ingress: { controller: 'traefik' } }),
  'Traefik Ingress, everything': with_({ ingress: everyTraefikIngress }),
  'HAProxy Ingress': with_({ ingress: { controller: 'haproxy' } }),
  'HAProxy Ingress, everything': with_({ ingress: everyHaproxyIngress }),
  'F5 NGINX Ingress': with_({ ingress: { controller: 'f5-nginx' } }),
  'F5 NGINX Ingress, everything': with_({ ingress: everyF5NginxIngress }),
  'Application Load Balancer': with_({ ingress: { controller: 'aws-alb', subnetRanges: ['10.0.0.0/16'] } }),
  'Application Load Balancer, everything': with_({ ingress: everyAwsAlbIngress }),
  'Application Load Balancer, own security groups': with_({
    ingress: {
      controller: 'aws-alb',
      host: 'chat.example.com',
      tls: {},
      subnetRanges: ['10.0.0.0/16'],
      securityGroups: ['sg-0123456789abcdef0', 'chat-users'],
    },
  }),
  'GKE Ingress': with_({ ingress: { controller: 'gke' } }),
  'GKE Ingress, everything': with_({ ingress: everyGkeIngress }),
  'GKE Ingress, internal': with_({
    ingress: {
      controller: 'gke',
      scheme: 'internal',
      proxySubnetRanges: ['10.129.0.0/23'],
      host: 'chat.example.com',
      tls: { secretName: 'chat-certificate' },
    },
  }),
  'OpenShift Route, everything': with_({ openshiftRoute: everyRoute }, { platform: 'openshift' }),
  'OpenShift Route, reencrypt': with_({ openshiftRoute: { termination: 'reencrypt' } }, { platform: 'openshift' }),
  'one replica': { ...minimal, client: { ...minimal.client, replicas: 1 } },
  autoscaling: { ...minimal, client: { ...minimal.client, autoscaling: { minReplicas: 2, maxReplicas: 6 } } },
  'load balancer, Azure, with the ranges in the policy': with_({
    loadBalancer: { sourceRanges: ['203.0.113.0/24'], cloud: 'azure', externalTrafficPolicy: 'Local' },
  }),
  'NGINX Ingress, default certificate': with_({ nginxIngress: { host: 'chat', tls: {} } }),
  'existing Gateway, any data plane': with_({ gateway: { existing: { name: 'cilium' }, dataPlane: 'any' } }),
  'pods with both families': with_(
    { loadBalancer: { sourceRanges: ['203.0.113.0/24', '2001:db8::/32'], ipFamilyPolicy: 'PreferDualStack' } },
    { client: { ...minimal.client, ipFamily: 'dual-stack' }, login: logins.users },
  ),
  'pods with IPv6': { ...minimal, client: { ...minimal.client, ipFamily: 'ipv6' } },
  'namespace that denies by default': { ...minimal, namespace: { name: 'ilab-chat', denyByDefault: true } },
  'namespace that denies by default, with the proxies of a Gateway in it': {
    ...minimal,
    namespace: { name: 'ilab-chat', denyByDefault: true },
    exposure: {
      gateway: {
        host: 'chat.example.com',
        own: { className: 'istio', tls: { clusterIssuer: 'letsencrypt', challenge: 'http01' } },
        dataPlane: 'gateway-namespace',
      },
    },
    isolateRouter: true,
  },
  'namespace that denies by default, with the controllers of Ingresses in it': {
    ...minimal,
    namespace: { name: 'ilab-chat', denyByDefault: true },
    exposure: {
      nginxIngress: { host: 'chat.example.com', controller: { namespace: 'ilab-chat' } },
      ingress: {
        controller: 'traefik',
        host: 'chat.example.org',
        from: { namespace: 'ilab-chat', podLabels: { app: 'traefik' } },
      },
    },
  },
  'namespace that exists and denies by default': {
    ...minimal,
    namespace: { name: 'ilab-chat', exists: true, denyByDefault: true },
  },
  'namespace that exists': { ...minimal, namespace: { name: 'ilab-chat', exists: true } },
  'high availability': { ...minimal, site: { name: 'ilab-chat', highAvailability: true } },
  'edge site': { ...minimal, site: { name: 'ilab-chat', edge: true } },
  'isolated router': { ...minimal, isolateRouter: true },
  'model with TLS': { ...minimal, model: { ...minimal.model, tls: { secretName: 'model-tls' } } },
  'one private site': { ...minimal, privateSites: [{ name: 'ilab-podman' }] },
  'NGINX Ingress, several hosts': with_({
    nginxIngress: { hosts: ['a.example.com', 'b.example.com'], tls: { clusterIssuer: 'letsencrypt' } },
  }),
  'own Gateway, several hosts': with_({
    gateway: {
      hosts: ['a.example.com', 'b.example.com'],
      own: { className: 'eg', tls: { clusterIssuer: 'letsencrypt' } },
      dataPlane: 'envoy-gateway',
    },
  }),
  'OpenShift Route, own certificate': with_(
    { openshiftRoute: { host: 'chat.example.com', tls: { externalCertificate: { secretName: 'chat-tls' } } } },
    { platform: 'openshift' },
  ),
  'a company: private registry, proxy, taints, a container by patch': {
    ...minimal,
    client: {
      ...minimal.client,
      image: 'registry.example.com:5000/ai/ilab-client:v2',
      imagePullSecrets: ['registry-login'],
      resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '512Mi' } },
      env: { HTTPS_PROXY: 'http://proxy.example.com:3128', NO_PROXY: 'instructlab' },
      egress: [{ addressRanges: ['198.51.100.7/32'], ports: [3128] }],
      tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' }],
    },
    patches: [
      {
        target: { kind: 'Deployment' },
        patch: [
          {
            op: 'add',
            path: '/spec/template/spec/containers/-',
            value: {
              name: 'log-shipper',
              image: 'registry.example.com:5000/ops/log-shipper:1.4',
              securityContext: {
                allowPrivilegeEscalation: false,
                runAsNonRoot: true,
                capabilities: { drop: ['ALL'] },
              },
            },
          },
        ],
      },
      {
        target: { kind: 'NetworkPolicy', name: 'ilab-client' },
        patch: [{ op: 'test', path: '/spec/egress/0/ports/0/port', value: 53 }],
      },
    ],
  },
  ...Object.fromEntries(Object.entries(knownPages).map(([name, client]) => [`page: ${name}`, withPage(client)])),
  'page: everything': withPage(everyPage, {
    model: { ...minimal.model, tls: { secretName: 'model-tls' } },
    exposure: { nginxIngress: { host: 'chat.example.com', tls: { clusterIssuer: 'letsencrypt' } } },
  }),
  'page: one that says nothing of itself': withPage({ name: 'chat', page: {}, image: 'registry.example.com/chat:v1' }),
  'page: Open WebUI behind every exposure': withPage(knownPages['open-webui'], {
    platform: 'openshift',
    exposure: everyExposure,
  }),
  'page: Streamlit, two pods behind a login': withPage(
    { ...knownPages.streamlit, replicas: 2 },
    {
      exposure: { gateway: ownGateway },
      login: { users: { secretName: 'chat-users' } },
    },
  ),
  'page: Open WebUI, several pods': withPage({
    name: 'chat',
    page: 'open-webui',
    image: 'ghcr.io/open-webui/open-webui:v0.12.4',
    replicas: 3,
    secretName: 'chat-page',
    env: {
      DATABASE_URL: { secretName: 'chat-database', key: 'url' },
      REDIS_URL: 'redis://redis:6379/0',
      WEBSOCKET_MANAGER: 'redis',
      WEBSOCKET_REDIS_URL: 'redis://redis:6379/1',
      VECTOR_DB: 'pgvector',
    },
    egress: [{ namespace: 'databases', ports: [5432, 6379] }],
  }),
  'page: sessions in two pods, behind every exposure': withPage(
    { ...knownPages.streamlit, replicas: 2 },
    {
      platform: 'openshift',
      exposure: { ...everyExposure, loadBalancer: openLoadBalancer },
    },
  ),
  'page: sessions in two pods, behind a balancer of AWS': withPage(
    { ...knownPages.gradio, replicas: 2 },
    { exposure: { loadBalancer: { ...openLoadBalancer, cloud: 'aws-load-balancer-controller' } } },
  ),
  'no page': { ...minimal, client: undefined },
  'no page, in a namespace that denies by default': {
    ...minimal,
    client: undefined,
    namespace: { name: 'ilab-chat', denyByDefault: true },
  },
  'no page, and two that may ask': {
    ...minimal,
    client: undefined,
    model: { ...minimal.model, allowFrom: [{ podLabels: { app: 'open-webui' } }, { namespace: 'batch' }] },
    privateSites: [{ name: 'ilab-podman' }],
  },
  'a chat that sleeps': { ...minimal, client: { ...minimal.client, replicas: 0 } },
  'two model servers on one machine, one of them drained': {
    ...minimal,
    privateSites: [
      {
        name: 'gpu',
        modelServers: [
          { routingKey: 'model-new', port: 8000, weight: 1 },
          { routingKey: 'model-old', port: 8001, weight: 0 },
        ],
      },
    ],
  },
  'a model server of each kind': {
    ...minimal,
    model: { ...minimal.model, name: 'granite3.3:8b' },
    privateSites: [
      { name: 'one', server: 'instructlab' },
      { name: 'two', server: 'llama.cpp' },
      { name: 'three', server: 'vllm' },
      { name: 'four', server: 'ollama' },
      { name: 'five', server: 'openai', command: '/usr/bin/ramalama serve --port 8000 granite' },
    ],
  },
  'a model on another cluster, and one on a Mac': {
    ...minimal,
    privateSites: [
      {
        name: 'models',
        platform: 'kubernetes',
        namespace: { name: 'models', exists: true },
        server: 'vllm',
        host: 'vllm.serving.svc',
      },
      { name: 'mac', platform: 'podman-machine', server: 'llama.cpp' },
    ],
  },
  'two private sites, one routing key': { ...minimal, privateSites: [{ name: 'one' }, { name: 'two' }] },
  'failover by priority': {
    ...minimal,
    privateSites: [
      { name: 'gpu', routingKey: 'model-gpu' },
      { name: 'cpu', routingKey: 'model-cpu' },
    ],
  },
  'failover by weight': {
    ...minimal,
    privateSites: [
      { name: 'gpu', routingKey: 'model-gpu', weight: 3 },
      { name: 'cpu', routingKey: 'model-cpu', weight: 1 },
    ],
  },
  "annotations of the router's balancer": {
    ...minimal,
    site: {
      name: 'ilab-chat',
      linkAccess: 'loadbalancer',
      highAvailability: true,
      loadBalancerAnnotations: { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing' },
    },
  },
  'link over a node port': {
    ...minimal,
    site: { name: 'ilab-chat', linkAccess: 'nodeport' },
    link: { host: 'node.example.com', port: 31_671 },
    privateSites: [{ name: 'ilab-podman' }],
  },
  'link through ingress-nginx': {
    ...minimal,
    site: { name: 'ilab-chat', linkAccess: 'ingress-nginx' },
    link: { ingressDomain: 'links.example.com' },
    privateSites: [{ name: 'ilab-podman' }],
  },
  'declared link': { ...minimal, link: { host: '203.0.113.10' }, privateSites: [{ name: 'ilab-podman', edge: true }] },
  everything,
  'everything, with a login': everythingWithLogin,
  ...Object.fromEntries(Object.entries(logins).flatMap(([kind, login]) => withLogin(kind, login))),
};

/** Every exposure behind a login. */
function withLogin(kind: string, login: LoginSettings): [string, ChatSettings][] {
  const openshift = { login, platform: 'openshift' as const };
  return [
    [`login (${kind}), port-forward only`, { ...minimal, login }],
    [`login (${kind}), load balancer`, with_({ loadBalancer: openLoadBalancer }, { login })],
    [`login (${kind}), NGINX Ingress`, with_({ nginxIngress: { host: 'chat.example.com', tls: {} } }, { login })],
    [`login (${kind}), Traefik Ingress`, with_({ ingress: everyTraefikIngress }, { login })],
    [`login (${kind}), HAProxy Ingress`, with_({ ingress: everyHaproxyIngress }, { login })],
    [`login (${kind}), F5 NGINX Ingress`, with_({ ingress: everyF5NginxIngress }, { login })],
    [`login (${kind}), Application Load Balancer`, with_({ ingress: everyAwsAlbIngress }, { login })],
    [`login (${kind}), GKE Ingress`, with_({ ingress: everyGkeIngress }, { login })],
    [`login (${kind}), own Gateway`, with_({ gateway: ownGateway }, { login, isolateRouter: true })],
    [`login (${kind}), existing Gateway`, with_({ gateway: existingGateway }, { login })],
    [`login (${kind}), OpenShift Route`, with_({ openshiftRoute: {} }, openshift)],
    [`login (${kind}), OpenShift Route, reencrypt`, with_({ openshiftRoute: { termination: 'reencrypt' } }, openshift)],
    [
      `login (${kind}), pods with IPv6`,
      with_({ nginxIngress: everyNginxIngress }, { login, client: { ...minimal.client, ipFamily: 'ipv6' } }),
    ],
  ];
}
