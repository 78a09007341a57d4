import type { ClientSettings } from '../constructs/chat-client/client-settings';
import type { ChatSettings, ExposureSettings, FleetSettings, Settings } from '../constructs/settings';
import { settings } from './article-settings';
import { type ArticleChat, knownPages, logins, openLoadBalancer } from './cases';

// What people change, from the output that they have applied to the one that they apply next. A test of tools/changes shows what
// a run prints for each, and "npm run test:cluster" follows it.

/** A change of the settings. */
export interface Edit {
  readonly before: Settings;
  readonly after: Settings;
  /** Why the cluster is then not as an apply to an empty one leaves it. */
  readonly differs?: string;
}

const article = settings as ArticleChat;
const ingress: ExposureSettings = { nginxIngress: article.exposure?.nginxIngress };
const balancer: ExposureSettings = { loadBalancer: article.exposure?.loadBalancer };

/** The article's chat with some of its settings replaced. */
const chat = (change: Partial<ChatSettings> = {}): ChatSettings => ({ ...article, ...change });
const client = (change: Partial<ArticleChat['client']>): Partial<ChatSettings> => ({
  client: { ...article.client, ...change } as ClientSettings,
});
const site = (change: Partial<ChatSettings['site']>): Partial<ChatSettings> => ({
  site: { name: 'ilab-chat', linkAccess: 'default', ...change },
});
const openshift = (exposure?: ExposureSettings) => chat({ platform: 'openshift', exposure });
const scaled = client({ replicas: undefined, autoscaling: { minReplicas: 2, maxReplicas: 4 } });
const openWebui = { client: knownPages['open-webui'], exposure: undefined };
const data = (change: object) => chat({ client: { ...knownPages['open-webui'], ...change } as ClientSettings });
const gateway: ExposureSettings = { gateway: { own: { className: 'eg' }, dataPlane: 'envoy-gateway' } };
const models = {
  name: 'models',
  platform: 'kubernetes' as const,
  namespace: { name: 'llm', exists: true },
  host: 'vllm',
};
const machines = (...weights: (number | undefined)[]) =>
  weights.map((weight, index) => ({ name: `machine-${index}`, routingKey: `key-${index}`, weight }));
const fleet = (chats: Readonly<Record<string, ChatSettings>>): FleetSettings => ({ chats });

const onOneCluster: Readonly<Record<string, Edit>> = {
  // Exposures.
  'the load balancer goes': { before: article, after: chat({ exposure: ingress }) },
  'the Ingress goes': { before: article, after: chat({ exposure: balancer }) },
  'all exposures go': { before: article, after: chat({ exposure: undefined }) },
  'the load balancer comes': { before: chat({ exposure: ingress }), after: article },
  'the Ingress comes': { before: chat({ exposure: balancer }), after: article },
  'the Ingress becomes a Gateway': { before: chat({ exposure: ingress }), after: chat({ exposure: gateway }) },
  'the Gateway goes': { before: chat({ exposure: gateway }), after: chat({ exposure: undefined }) },
  'the Gateway becomes one that exists': {
    before: chat({ exposure: gateway }),
    after: chat({ exposure: { gateway: { existing: { name: 'edge' }, dataPlane: 'envoy-gateway' } } }),
  },
  'the Route goes': { before: openshift({ openshiftRoute: {} }), after: openshift() },
  'the Route gets another host': {
    before: openshift({ openshiftRoute: { host: 'a.example.com' } }),
    after: openshift({ openshiftRoute: { host: 'b.example.com' } }),
  },
  'the Ingress gets a host and TLS': {
    before: chat({ exposure: ingress }),
    after: chat({ exposure: { nginxIngress: { host: 'chat.example.com', tls: { clusterIssuer: 'letsencrypt' } } } }),
  },
  'the Ingress gets another host': {
    before: chat({ exposure: { nginxIngress: { host: 'a.example.com' } } }),
    after: chat({ exposure: { nginxIngress: { host: 'b.example.com' } } }),
  },
  'the Ingress is of another controller': {
    before: chat({ exposure: ingress }),
    after: chat({ exposure: { ingress: { controller: 'traefik' } } }),
  },
  'the balancer gets ranges': {
    before: chat({ exposure: balancer }),
    after: chat({ exposure: { loadBalancer: { sourceRanges: ['203.0.113.0/24'] } } }),
  },
  'the balancer gets another port': {
    before: chat({ exposure: balancer }),
    after: chat({ exposure: { loadBalancer: { ...openLoadBalancer, port: 80 } } }),
  },
  'the cloud of the balancer is named': {
    before: chat({ exposure: balancer }),
    after: chat({ exposure: { loadBalancer: { ...openLoadBalancer, cloud: 'aws-load-balancer-controller' } } }),
  },
  'the balancer becomes an internal one': {
    before: chat({ exposure: { loadBalancer: { ...openLoadBalancer, cloud: 'azure' } } }),
    after: chat({ exposure: { loadBalancer: { ...openLoadBalancer, cloud: 'azure', scheme: 'internal' } } }),
  },
  'the clusterIP of the Service is patched': {
    before: chat(),
    after: chat({
      patches: [
        {
          target: { kind: 'Service', name: 'ilab-client' },
          patch: [{ op: 'add', path: '/spec/clusterIP', value: '10.96.77.77' }],
        },
      ],
    }),
  },

  // The page.
  'the client is renamed': { before: article, after: chat(client({ name: 'chat' })) },
  'the client is renamed, and nothing exposes it': {
    before: chat({ exposure: undefined }),
    after: chat({ ...client({ name: 'chat' }), exposure: undefined }),
  },
  'the client is renamed, behind a load balancer': {
    before: chat({ exposure: balancer }),
    after: chat({ ...client({ name: 'chat' }), exposure: balancer }),
  },
  'the client is renamed, behind a Gateway': {
    before: chat({ exposure: gateway }),
    after: chat({ ...client({ name: 'chat' }), exposure: gateway }),
  },
  'the client is renamed, behind a Route': {
    before: openshift({ openshiftRoute: {} }),
    after: { ...openshift({ openshiftRoute: {} }), ...client({ name: 'chat' }) },
  },
  'the client and the model change names': {
    before: chat({ ...client({ name: 'one' }), model: { host: 'two', port: 8000 }, exposure: undefined }),
    after: chat({ ...client({ name: 'two' }), model: { host: 'one', port: 8000 }, exposure: undefined }),
  },
  'the client takes the old host name of the model': {
    before: article,
    after: chat({ ...client({ name: 'instructlab' }), model: { host: 'model', port: 8000 } }),
  },
  'the model takes the old name of the client': {
    before: article,
    after: chat({ ...client({ name: 'chat' }), model: { host: 'ilab-client', port: 8000 } }),
  },
  "the model takes the balancer's old name": {
    before: article,
    after: chat({ ...client({ name: 'chat' }), model: { host: 'ilab-client-lb', port: 8000 } }),
  },
  'the image changes': { before: article, after: chat(client({ image: 'quay.io/rzago/ilab-client:v3' })) },
  'the port of the pods changes': { before: article, after: chat(client({ port: 9090 })) },
  'more pods': { before: article, after: chat(client({ replicas: 5 })) },
  'the chat goes to sleep': { before: article, after: chat(client({ replicas: 0 })) },
  'the chat wakes up': { before: chat(client({ replicas: 0 })), after: article },
  'one pod': { before: article, after: chat(client({ replicas: 1 })) },
  'from replicas to autoscaling': { before: article, after: chat(scaled) },
  'from sleep to autoscaling': { before: chat(client({ replicas: 0 })), after: chat(scaled) },
  'from autoscaling to replicas': { before: chat(scaled), after: article },
  'from autoscaling to sleep': { before: chat(scaled), after: chat(client({ replicas: 0 })) },
  'another range of the autoscaler': {
    before: chat(scaled),
    after: chat(client({ replicas: undefined, autoscaling: { minReplicas: 3, maxReplicas: 9 } })),
  },
  'Open WebUI takes the place of the page': { before: article, after: chat({ client: knownPages['open-webui'] }) },
  'the page takes the place of Open WebUI': {
    before: chat({ client: knownPages['open-webui'] }),
    after: article,
  },
  'Chainlit takes the place of the page, under its name': {
    before: article,
    after: chat({ client: { ...knownPages.chainlit, name: 'ilab-client' } as ClientSettings }),
  },
  'the page goes': {
    before: chat({ exposure: undefined }),
    after: chat({
      client: undefined,
      exposure: undefined,
      model: { host: 'instructlab', port: 8000, allowFrom: [{ namespace: 'pages' }] },
    }),
  },
  'the page comes': { before: chat({ client: undefined, exposure: undefined }), after: article },
  'the data get another class': {
    before: data({}),
    after: data({ data: { size: '10Gi', storageClassName: 'fast' } }),
  },
  'the data shrink': { before: data({}), after: data({ data: { size: '5Gi' } }) },
  'the data move to a claim that exists': {
    before: data({}),
    after: data({ data: { existingClaim: 'archive' } }),
  },
  'Open WebUI moves to another namespace': {
    before: chat(openWebui),
    after: chat({ ...openWebui, namespace: { name: 'chat' } }),
  },

  // The login.
  'a login comes': { before: article, after: chat({ login: logins.users }) },
  'the login goes': { before: chat({ login: logins.users }), after: article },
  'another login': { before: chat({ login: logins.users }), after: chat({ login: logins.oidc }) },
  'the client with a login is renamed': {
    before: chat({ login: logins.users }),
    after: chat({ login: logins.users, ...client({ name: 'chat' }) }),
  },

  // The namespace.
  'the namespace is renamed': { before: article, after: chat({ namespace: { name: 'chat' } }) },
  'the namespace and the Site are renamed': {
    before: article,
    after: chat({ namespace: { name: 'chat' }, ...site({ name: 'chat' }) }),
  },
  'the namespace is made elsewhere': {
    before: article,
    after: chat({ namespace: { name: 'ilab-chat', exists: true } }),
    differs: 'the Namespace stays as the last apply left it',
  },
  'the namespace is made here': { before: chat({ namespace: { name: 'ilab-chat', exists: true } }), after: article },
  'a namespace that exists is another one': {
    before: chat({ namespace: { name: 'one', exists: true } }),
    after: chat({ namespace: { name: 'two', exists: true } }),
  },
  'the namespace denies by default': {
    before: article,
    after: chat({ namespace: { name: 'ilab-chat', denyByDefault: true } }),
  },
  'the namespace denies no more': {
    before: chat({ namespace: { name: 'ilab-chat', denyByDefault: true } }),
    after: article,
  },

  // Skupper, on the cluster.
  'the Site is renamed': { before: article, after: chat(site({ name: 'public' })) },
  'no more links': { before: article, after: chat(site({ linkAccess: 'none' })) },
  'links again': { before: chat(site({ linkAccess: 'none' })), after: article },
  'two routers': { before: article, after: chat(site({ highAvailability: true })) },
  'the host of the model is renamed': { before: article, after: chat({ model: { host: 'model', port: 8000 } }) },
  'the port of the model changes': { before: article, after: chat({ model: { host: 'instructlab', port: 8080 } }) },
  'the model gets TLS': {
    before: article,
    after: chat({ model: { host: 'instructlab', port: 8000, tls: { secretName: 'model-tls' } } }),
  },
  'the router is isolated': { before: article, after: chat({ isolateRouter: true }) },
  'a Listener becomes a MultiKeyListener': {
    before: article,
    after: chat({ privateSites: machines(undefined, undefined) }),
  },
  'a MultiKeyListener becomes a Listener': {
    before: chat({ privateSites: machines(undefined, undefined) }),
    after: article,
  },
  'another strategy of the MultiKeyListener': {
    before: chat({ privateSites: machines(undefined, undefined) }),
    after: chat({ privateSites: machines(1, 2) }),
  },
  'other weights of the MultiKeyListener': {
    before: chat({ privateSites: machines(1, 2) }),
    after: chat({ privateSites: machines(3, 4) }),
  },

  // The private sites.
  'the private site is renamed': { before: article, after: chat({ privateSites: [{ name: 'lab' }] }) },
  'a private site comes': {
    before: article,
    after: chat({ privateSites: [{ name: 'ilab-podman' }, { name: 'lab' }] }),
  },
  'a private site goes': { before: article, after: chat({ privateSites: [] }) },
  'another port of the model server': {
    before: article,
    after: chat({ privateSites: [{ name: 'ilab-podman', port: 8001 }] }),
  },
  'another kind of model server': {
    before: chat({ privateSites: [{ name: 'ilab-podman', server: 'instructlab' }] }),
    after: chat({ privateSites: [{ name: 'ilab-podman', server: 'vllm' }] }),
  },
  'another port of a model on a cluster': {
    before: chat({ privateSites: [models] }),
    after: chat({ privateSites: [{ ...models, port: 8001 }] }),
  },
  'a model on a cluster in another namespace': {
    before: chat({ privateSites: [models] }),
    after: chat({ privateSites: [{ ...models, namespace: { name: 'models', exists: true } }] }),
  },
  'a model on a cluster goes': { before: chat({ privateSites: [models] }), after: chat({ privateSites: [] }) },
  'from a machine to a cluster': { before: article, after: chat({ privateSites: [models] }) },

  // Objects and labels of the user's own.
  'an object of the user’s own goes': {
    before: chat({ extraObjects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'notes' } }] }),
    after: article,
  },
  'all objects get a label': { before: article, after: chat({ metadata: { labels: { 'example.com/team': 'chat' } } }) },
  'the labels of all objects go': {
    before: chat({ metadata: { labels: { 'example.com/team': 'chat' } } }),
    after: article,
  },
};

const named = (name: string, change: Partial<ChatSettings> = {}) =>
  chat({ namespace: { name }, exposure: balancer, privateSites: [{ name: `${name}-machine` }], ...change });
/** A chat of a fleet behind ingress-nginx, under a name of its own. */
const entered = (name: string, host: string): ChatSettings => ({
  ...named(name),
  exposure: { nginxIngress: { host: `${host}.example.com` } },
});

const both = { physics: named('physics'), biology: named('biology') };

const inFleets: Readonly<Record<string, Edit>> = {
  'a chat leaves a fleet': { before: fleet(both), after: fleet({ physics: both.physics }) },
  'a chat joins a fleet': { before: fleet({ physics: both.physics }), after: fleet(both) },
  'one chat becomes a fleet': { before: article, after: fleet({ first: article }) },
  'one chat becomes one of two': { before: article, after: fleet({ first: article, biology: both.biology }) },
  'a fleet becomes one chat': { before: fleet(both), after: both.physics },
  'a chat gets another folder': { before: fleet(both), after: fleet({ quanta: both.physics, biology: both.biology }) },
  'two chats change folders': { before: fleet(both), after: fleet({ physics: both.biology, biology: both.physics }) },
  'two chats change hosts': {
    before: fleet({ physics: entered('physics', 'a'), biology: entered('biology', 'b') }),
    after: fleet({ physics: entered('physics', 'b'), biology: entered('biology', 'a') }),
  },
  'a chat takes the host that another gives up': {
    before: fleet({ physics: entered('physics', 'a'), biology: entered('biology', 'b') }),
    after: fleet({ physics: entered('physics', 'b'), biology: entered('biology', 'c') }),
  },
  'a chat takes the host of one that goes': {
    before: fleet({ physics: entered('physics', 'a'), biology: entered('biology', 'b') }),
    after: fleet({ biology: entered('biology', 'a') }),
  },
  'a chat takes the namespace of one that goes': {
    before: fleet(both),
    after: fleet({ biology: { ...both.biology, namespace: { name: 'physics' } } }),
  },
  'two chats change namespaces': {
    before: fleet(both),
    after: fleet({
      physics: { ...both.physics, namespace: { name: 'biology' } },
      biology: { ...both.biology, namespace: { name: 'physics' } },
    }),
  },
  'all chats of a fleet get another image': {
    before: fleet(both),
    after: fleet({
      physics: { ...both.physics, ...client({ image: 'quay.io/rzago/ilab-client:v3' }) },
      biology: { ...both.biology, ...client({ image: 'quay.io/rzago/ilab-client:v3' }) },
    }),
  },
};

const at = (cluster: string | undefined, of = article as ChatSettings): ChatSettings => ({ ...of, cluster });
const plain = chat({ exposure: balancer });
const staged = (replicas: number, inProduction = replicas) => ({
  staging: at('east', chat(client({ replicas }))),
  production: at('west', chat(client({ replicas: inProduction }))),
});

const onTwoClusters: Readonly<Record<string, Edit>> = {
  'both clusters change': { before: fleet(staged(1)), after: fleet(staged(2)) },
  'one of two clusters changes': { before: fleet(staged(1)), after: fleet(staged(1, 2)) },
  'a cluster goes': { before: fleet(staged(1)), after: fleet({ staging: staged(1).staging }) },
  'a cluster comes': { before: fleet({ staging: staged(1).staging }), after: fleet(staged(1)) },
  'one chat becomes one on each of two clusters': { before: article, after: fleet(staged(2)) },
  'one on each of two clusters becomes one chat': {
    before: fleet(staged(2)),
    after: article,
    differs: 'which of the two the chat is on is not in the settings: nothing is deleted',
  },
  'the clusters of two chats are exchanged': {
    before: fleet({ physics: at('east', both.physics), biology: at('west', both.biology) }),
    after: fleet({ physics: at('west', both.physics), biology: at('east', both.biology) }),
  },
  'a chat moves to the cluster of another': {
    before: fleet({ physics: at('east', both.physics), biology: at('west', both.biology) }),
    after: fleet({ physics: at('west', both.physics), biology: at('west', both.biology) }),
  },
  'a chat moves to the cluster of another that has its old namespace': {
    before: fleet({ a: at('east', plain), b: at('west', plain) }),
    after: fleet({ a: at('west', { ...plain, namespace: { name: 'chat-x' } }), b: at('west', plain) }),
  },
  'the folder of a chat that goes is taken by one of another cluster': {
    before: fleet({ a: at('east'), b: at('west') }),
    after: fleet({ a: at('west') }),
  },
  'a chat moves to a new cluster and changes nothing else': {
    before: fleet({ a: at('east') }),
    after: fleet({ a: at('west') }),
  },
  'a chat moves to a new cluster and another namespace': {
    before: fleet({ a: at('east') }),
    after: fleet({ a: at('west', chat({ namespace: { name: 'chat' } })) }),
  },
  'a chat moves to a new cluster with an exposure less': {
    before: fleet({ a: at('east') }),
    after: fleet({ a: at('west', chat({ exposure: ingress })) }),
  },
  'a cluster goes, and the other one loses its name': {
    before: fleet({ physics: at('east', both.physics), biology: at('west', both.biology) }),
    after: fleet({ physics: both.physics }),
  },
  'a cluster that loses its name loses a chat': {
    before: fleet({ physics: at('east', both.physics), biology: at('east', both.biology) }),
    after: fleet({ physics: both.physics }),
  },
  'one chat names its cluster': { before: article, after: at('east') },
  'a fleet names its cluster': {
    before: fleet(both),
    after: fleet({ physics: at('east', both.physics), biology: at('east', both.biology) }),
  },
  'a chat in another folder names its cluster, and its Site is renamed': {
    before: fleet({ a: article }),
    after: fleet({ b: at('east', chat(site({ name: 'public' }))) }),
  },
  'one chat becomes one of two clusters': {
    before: at('east'),
    after: fleet({ first: at('east'), second: at('west') }),
  },
};

/** All edits by name. */
export const edits: Readonly<Record<string, Edit>> = { ...onOneCluster, ...inFleets, ...onTwoClusters };
