import type { ChatSettings, Settings } from '../constructs/settings';
import { chatsIn, type ExpectedChat } from '../tools/command/chats';
import { type ChatStatus, statusOf } from '../tools/status/chat-status';
import { clusterOf } from '../tools/status/cluster';
import { type LiveObject, Observation, pathOf } from '../tools/status/observation';
import { reportStatus } from '../tools/status/status-report';
import { ApiServer, forbidden, type Reply } from './api-server';
import { settings } from './article-settings';
import type { ArticleChat } from './cases';
import { type ClusterState, clusterStates, liveObjects } from './cluster-states';
import { synthesisOf } from './objects';
import { written } from './written';

export const article = settings as ArticleChat;
export const now = Date.parse('2026-11-22T12:00:00Z');
export const namespace = 'ilab-chat';
export const services = `/api/v1/namespaces/${namespace}/services`;
/** What the cluster asks of the model: whether it is reached at all, and a question. */
export const probe = `GET ${services}/instructlab:8000/proxy/`;
export const question = `POST ${services}/instructlab:8000/proxy/v1/completions`;
/** What it asks of the article's page, where it does not reach the model. */
export const throughPage = `POST ${services}/ilab-client:8080/proxy/api/completions`;

/** What the API server says of a Service that it does not reach, and why. */
export const unreached = (reason: string) => ({
  status: 503,
  body: { kind: 'Status', reason: 'ServiceUnavailable', message: `error trying to reach service: ${reason}` },
});
export const answer = { status: 200, body: { choices: [{ text: ' there' }] } };

export const models = {
  online: { probed: { status: 200, body: { message: 'Hello from InstructLab!' } }, asked: answer },
  offline: { probed: unreached('EOF'), asked: unreached('EOF') },
  none: {
    probed: unreached('dial tcp: connect: connection refused'),
    asked: unreached('dial tcp: connect: connection refused'),
  },
} as const;

/** The API server of the test. */
export let server: ApiServer;

/** Starts one for each test of a file. */
export function serve(): void {
  beforeEach(async () => {
    server = new ApiServer();
    await server.start();
  });
  afterEach(() => server.stop());
}

/** Objects that others make: pods, what stands behind the Service, an ingress class. */
export const others: readonly LiveObject[] = [
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'ilab-client-1', namespace, labels: { 'kubernetes.io/service-name': 'ilab-client' } },
    endpoints: [{ conditions: { ready: true } }, { conditions: { ready: true } }],
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx' },
    spec: { controller: 'k8s.io/ingress-nginx' },
  },
];

/** Puts a chat on the cluster, in a state. */
export function put(input: Settings, state: ClusterState, more: readonly LiveObject[] = []): void {
  const { statuses, model } = clusterStates[state];
  const objects = synthesisOf(input).manifests.flatMap((manifest) =>
    manifest.side === 'public' ? manifest.objects : [],
  );
  const isThere = ({ apiVersion }: LiveObject) => state !== 'without Skupper' || !apiVersion.startsWith('skupper.io');
  server.objects = [...liveObjects(objects, statuses).filter(isThere), ...others, ...more];
  server.served.add(pathOf({ apiVersion: 'v1', kind: 'Event', namespace }));
  server.served.add(pathOf({ apiVersion: 'v1', kind: 'Pod', namespace }));
  server.served.add(pathOf({ apiVersion: 'v1', kind: 'Secret', namespace }));
  modelIs(models[state.startsWith('linked') ? model : 'none']);
}

/** How the model answers. */
export function modelIs({ probed, asked }: { probed: Reply; asked: Reply }): void {
  server.replies.set(probe, probed);
  server.replies.set(question, asked);
  server.replies.set(throughPage, asked);
}

/** Changes an object of the cluster. */
export function change(kind: string, name: string, changed: (object: LiveObject) => LiveObject | undefined): void {
  server.objects = server.objects.flatMap((object) =>
    object.kind === kind && object.metadata.name === name ? (changed(object) ?? []) : object,
  );
}

export const cluster = () => clusterOf('public', server.send);

/** What one step is asked about. */
export const observation = () => new Observation(cluster(), namespace, now);

export const expected = (input: Settings) => chatsIn(synthesisOf(input))[0] as ExpectedChat;

export async function look(input: Settings = article): Promise<ChatStatus> {
  return statusOf(cluster(), expected(input), { now });
}

/** What a person reads. */
export async function printed(input: Settings = article): Promise<string> {
  const status = await look(input);
  return (await written(() => reportStatus(status))).stdout;
}

export const event = (kind: string, name: string, message: string): LiveObject => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'event', namespace },
  type: 'Warning',
  involvedObject: { kind, name },
  message,
});

export const pod = (status: object): LiveObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'ilab-client-1', namespace, labels: { app: 'ilab-client' } },
  status,
});

export const waitingFor = (reason: string, message?: string) =>
  pod({ containerStatuses: [{ state: { waiting: { reason, message } } }] });
export const noneReady = () =>
  change('Deployment', 'ilab-client', (object) => ({ ...object, status: { replicas: 2, updatedReplicas: 2 } }));
export const add = (...objects: LiveObject[]) => {
  server.objects = [...server.objects, ...objects];
};
export const withStatus = (kind: string, name: string, status: object | undefined) =>
  change(kind, name, (object) => ({ ...object, status }));
export const gone = (kind: string, name: string) => change(kind, name, () => undefined);

export const secure: ChatSettings = {
  ...article,
  exposure: {
    nginxIngress: {
      host: 'chat.example.com',
      tls: { clusterIssuer: 'letsencrypt' },
      basicAuth: { secretName: 'users' },
    },
  },
};
export const gatewayChat: ChatSettings = {
  ...article,
  exposure: { gateway: { own: { className: 'eg' }, dataPlane: 'any' } },
};
export const borrowed: ChatSettings = {
  ...article,
  exposure: { gateway: { existing: { name: 'shared' }, dataPlane: 'any' } },
};
export const routeChat: ChatSettings = { ...article, platform: 'openshift', exposure: { openshiftRoute: {} } };
export const failover: ChatSettings = {
  ...article,
  privateSites: [
    { name: 'gpu', routingKey: 'gpu' },
    { name: 'cpu', routingKey: 'cpu' },
  ],
};
export const declared: ChatSettings = { ...article, link: { host: '203.0.113.10' } };
export const sleeping: ChatSettings = { ...article, client: { ...article.client, replicas: 0 } };

export const certificate = (message: string): LiveObject => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: 'ilab-client-ingress-tls', namespace },
  spec: { secretName: 'ilab-client-ingress-tls' },
  status: { conditions: [{ type: 'Ready', status: 'False', message }] },
});
export const servesCertificates = () =>
  server.served.add(pathOf({ apiVersion: 'cert-manager.io/v1', kind: 'Certificate', namespace }));
export const controllerStatus = (status: string): LiveObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'skupper-controller', namespace: 'skupper' },
  status: { conditions: [{ type: 'Available', status }] },
});
export const conditions = (...list: [string, string, string?][]) => ({
  conditions: list.map(([type, status, message = '']) => ({ type, status, message })),
});
export const asked = (status: number, body: unknown) => server.replies.set(question, { status, body });
export const noAnswer = () => modelIs(models.none);
export const deny = (apiVersion: string, kind: string) => {
  server.replies.set(`GET ${pathOf({ apiVersion, kind, namespace })}`, forbidden('list'));
  server.replies.set(`GET /apis/${apiVersion}`, { status: 200, body: {} });
};

/** What it is, the settings, what is different from a chat that answers, and the lines that say so. */
type Sentence = readonly [string, Settings, () => void, readonly string[]];

export function says(sentences: readonly Sentence[]): void {
  serve();
  test.each(sentences)('says it: %s', async (_, input, happens, lines) => {
    put(input, 'linked');
    happens();
    const text = await printed(input);
    expect(lines.filter((line) => !text.includes(line)).map((line) => `${line}\n--- is not in:\n${text}`)).toEqual([]);
  });
}
