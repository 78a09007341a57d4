import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { load } from 'js-yaml';
import type { ChatSettings, Settings } from '../../constructs/settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { ApiServer, forbidden, type Reply } from '../../tests/api-server';
import { settings } from '../../tests/article-settings';
import { type ArticleChat, cases } from '../../tests/cases';
import { type ClusterState, clusterStates, liveObjects } from '../../tests/cluster-states';
import { chatsIn, type ExpectedChat } from '../command/chats';
import { type ChatStatus, statusOf, verdictNow } from './chat-status';
import { clusterOf } from './cluster';
import { kindsOfTheChat } from './object-steps';
import { type LiveObject, pathOf } from './observation';
import { reportStatus } from './status-report';
import { untilWell } from './wait';

const article = settings as ArticleChat;
const now = Date.parse('2026-11-22T12:00:00Z');
const namespace = 'ilab-chat';
const services = `/api/v1/namespaces/${namespace}/services`;
/** What the cluster asks of the model: whether it is reached at all, and a question. */
const probe = `GET ${services}/instructlab:8000/proxy/`;
const question = `POST ${services}/instructlab:8000/proxy/v1/completions`;
/** What it asks of the article's page, where it does not reach the model. */
const throughPage = `POST ${services}/ilab-client:8080/proxy/api/completions`;

/** What the API server says of a Service that it does not reach, and why. */
const unreached = (reason: string) => ({
  status: 503,
  body: { kind: 'Status', reason: 'ServiceUnavailable', message: `error trying to reach service: ${reason}` },
});
const answer = { status: 200, body: { choices: [{ text: ' there' }] } };

const models = {
  online: { probed: { status: 200, body: { message: 'Hello from InstructLab!' } }, asked: answer },
  offline: { probed: unreached('EOF'), asked: unreached('EOF') },
  none: {
    probed: unreached('dial tcp: connect: connection refused'),
    asked: unreached('dial tcp: connect: connection refused'),
  },
} as const;

let server: ApiServer;
beforeEach(async () => {
  server = new ApiServer();
  await server.start();
});
afterEach(() => server.stop());

/** Objects that others make: pods, what stands behind the Service, an ingress class. */
const others: readonly LiveObject[] = [
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
function put(input: Settings, state: ClusterState, more: readonly LiveObject[] = []): void {
  const { statuses, model } = clusterStates[state];
  const objects = synthesize(input).manifests.flatMap((manifest) =>
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
function modelIs({ probed, asked }: { probed: Reply; asked: Reply }): void {
  server.replies.set(probe, probed);
  server.replies.set(question, asked);
  server.replies.set(throughPage, asked);
}

/** Changes an object of the cluster. */
function change(kind: string, name: string, changed: (object: LiveObject) => LiveObject | undefined): void {
  server.objects = server.objects.flatMap((object) =>
    object.kind === kind && object.metadata.name === name ? (changed(object) ?? []) : object,
  );
}

const cluster = () => clusterOf('public', server.door);

const expected = (input: Settings) => chatsIn(synthesize(input))[0] as ExpectedChat;

async function look(input: Settings = article): Promise<ChatStatus> {
  return statusOf(cluster(), expected(input), { now });
}

/** What a person reads. */
async function printed(input: Settings = article): Promise<string> {
  const status = await look(input);
  const lines: string[] = [];
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  try {
    reportStatus(status);
  } finally {
    spy.mockRestore();
  }
  return lines.join('');
}

const states = Object.keys(clusterStates) as ClusterState[];

test.each(states)('the recorded state: %s', async (state) => {
  put(article, state);
  const text = await printed();
  expect(text).toContain(clusterStates[state].verdict);
  expect(text.replace(/in \d+\.\d s/, 'in 1.2 s')).toMatchSnapshot();
});

test('only an answer of the model is a chat that works', async () => {
  for (const state of states) {
    put(article, state);
    expect([state, (await look()).answers]).toEqual([state, state === 'linked']);
  }
});

test('nothing is changed, and no Secret is read', async () => {
  put(article, 'linked');
  await look();
  const writes = server.requests.filter((line) => !line.startsWith('GET '));
  const isQuestion = (line: string) => line.startsWith('POST ') && line.includes('/proxy/');
  expect(writes.filter((line) => !/^PATCH .*[?&]dryRun=All/.test(line) && !isQuestion(line))).toEqual([]);
  const basicAuth = {
    ...article,
    exposure: { nginxIngress: { host: 'a.example.com', tls: {}, basicAuth: { secretName: 'users' } } },
  };
  put(basicAuth, 'linked');
  await look(basicAuth);
  const secrets = server.requests.flatMap((line, index) => (line.includes('/secrets') ? [server.accepted[index]] : []));
  expect(secrets).toEqual(['application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1']);
});

/** What the documented roles allow: `list skupper.io/sites`. */
function documented(): Set<string> {
  const roles = readFileSync('docs/status.md', 'utf8')
    .split('```yaml\n')
    .slice(1)
    .map(
      (rest) =>
        load(rest.slice(0, rest.indexOf('```'))) as { rules: Record<'apiGroups' | 'resources' | 'verbs', string[]>[] },
    );
  return new Set(
    roles
      .flatMap(({ rules }) => rules)
      .flatMap(({ apiGroups, resources, verbs }) =>
        apiGroups.flatMap((group) =>
          resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`)),
        ),
      ),
  );
}

/** The right that a request needs, as RBAC names it. */
function rightOf(request: string): string {
  const [method = '', path = ''] = request.split(' ');
  const parts = path.replace(/\?.*/, '').split('/').slice(1);
  const [group, rest] = parts[0] === 'api' ? ['', parts.slice(2)] : [parts[1], parts.slice(3)];
  const [resource, name, sub] = rest[0] === 'namespaces' && rest.length > 2 ? rest.slice(2) : rest;
  const verb = method === 'POST' ? 'create' : method === 'PATCH' ? 'patch' : name === undefined ? 'list' : 'get';
  return `${verb} ${group}/${resource}${sub === undefined ? '' : `/${sub}`}`;
}

test('what is asked needs the rights that docs/status.md names, and no others', async () => {
  const asked = new Set<string>();
  const wide = Object.entries(cases).filter(([name]) => name.includes('everything'));
  for (const input of [...wide.map(([, input]) => input), secure, declared, routeChat, gatewayChat]) {
    put({ ...input, namespace: { ...input.namespace, name: namespace } }, 'linked');
    withStatus('Site', input.site.name, undefined);
    withStatus('Deployment', input.client?.name ?? '', {});
    add(pod({}));
    await look({ ...input, namespace: { ...input.namespace, name: namespace } });
  }
  for (const request of server.requests) {
    asked.add(rightOf(request));
  }
  // A dry run is left out of the roles, as RBAC counts it as writing. Which kinds there are, everybody may ask.
  const needed = [...asked].filter((right) => !right.startsWith('patch ') && !right.endsWith('/undefined'));
  expect(needed.sort()).toEqual([...documented()].sort());
});

test('every kind that a chat may have is looked for among what is left', () => {
  const made = Object.values(cases).flatMap((input) =>
    synthesize(input).manifests.flatMap(({ side, objects }) => (side === 'public' ? objects : [])),
  );
  const known = kindsOfTheChat.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
  const kinds = new Set(
    made.filter(({ metadata }) => metadata.namespace).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`),
  );
  expect([...kinds].filter((kind) => !known.includes(kind))).toEqual([]);
});

const event = (kind: string, name: string, message: string): LiveObject => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'event', namespace },
  type: 'Warning',
  involvedObject: { kind, name },
  message,
});

const pod = (status: object): LiveObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'ilab-client-1', namespace, labels: { app: 'ilab-client' } },
  status,
});

const waitingFor = (reason: string, message?: string) =>
  pod({ containerStatuses: [{ state: { waiting: { reason, message } } }] });
const noneReady = () =>
  change('Deployment', 'ilab-client', (object) => ({ ...object, status: { replicas: 2, updatedReplicas: 2 } }));
const add = (...objects: LiveObject[]) => {
  server.objects = [...server.objects, ...objects];
};
const withStatus = (kind: string, name: string, status: object | undefined) =>
  change(kind, name, (object) => ({ ...object, status }));
const gone = (kind: string, name: string) => change(kind, name, () => undefined);

const secure: ChatSettings = {
  ...article,
  exposure: {
    nginxIngress: {
      host: 'chat.example.com',
      tls: { clusterIssuer: 'letsencrypt' },
      basicAuth: { secretName: 'users' },
    },
  },
};
const gatewayChat: ChatSettings = { ...article, exposure: { gateway: { own: { className: 'eg' }, dataPlane: 'any' } } };
const borrowed: ChatSettings = {
  ...article,
  exposure: { gateway: { existing: { name: 'shared' }, dataPlane: 'any' } },
};
const routeChat: ChatSettings = { ...article, platform: 'openshift', exposure: { openshiftRoute: {} } };
const failover: ChatSettings = {
  ...article,
  privateSites: [
    { name: 'gpu', routingKey: 'gpu' },
    { name: 'cpu', routingKey: 'cpu' },
  ],
};
const declared: ChatSettings = { ...article, link: { host: '203.0.113.10' } };
const sleeping: ChatSettings = { ...article, client: { ...article.client, replicas: 0 } };

const certificate = (message: string): LiveObject => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: 'ilab-client-ingress-tls', namespace },
  spec: { secretName: 'ilab-client-ingress-tls' },
  status: { conditions: [{ type: 'Ready', status: 'False', message }] },
});
const servesCertificates = () =>
  server.served.add(pathOf({ apiVersion: 'cert-manager.io/v1', kind: 'Certificate', namespace }));
const controllerStatus = (status: string): LiveObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'skupper-controller', namespace: 'skupper' },
  status: { conditions: [{ type: 'Available', status }] },
});
const conditions = (...list: [string, string, string?][]) => ({
  conditions: list.map(([type, status, message = '']) => ({ type, status, message })),
});
const asked = (status: number, body: unknown) => server.replies.set(question, { status, body });
const noAnswer = () => modelIs(models.none);
const deny = (apiVersion: string, kind: string) => {
  server.replies.set(`GET ${pathOf({ apiVersion, kind, namespace })}`, forbidden('list'));
  server.replies.set(`GET /apis/${apiVersion}`, { status: 200, body: {} });
};

/** What is different from a chat that answers, and the lines that say so. */
const sentences: readonly [string, Settings, () => void, readonly string[]][] = [
  [
    'no namespace',
    article,
    () => gone('Namespace', 'ilab-chat'),
    ['✗ namespace  there is no namespace "ilab-chat"', '→ kubectl apply -f dist'],
  ],
  [
    'an object is not there',
    article,
    () => {
      gone('PodDisruptionBudget', 'ilab-client');
      server.served.add(pathOf({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', namespace }));
    },
    ['✗ objects        not there: PodDisruptionBudget ilab-client', '→ kubectl apply -f dist'],
  ],
  [
    'the last event says why a load balancer has no address',
    article,
    () => {
      withStatus('Service', 'ilab-client-lb', {});
      add({ ...event('Service', 'ilab-client-lb', 'the cloud is slow'), lastTimestamp: '2026-11-22T10:00:00Z' });
      add({
        ...event('Service', 'ilab-client-lb', 'quota of addresses is used up'),
        lastTimestamp: '2026-11-22T11:00:00Z',
      });
      add({ ...event('Service', 'ilab-client-lb', 'trying'), lastTimestamp: '2026-11-22T09:00:00Z' });
    },
    [
      '… load balancer  quota of addresses is used up (60 min ago)',
      '→ kubectl describe service ilab-client-lb -n ilab-chat',
      'The chat answers, but not everything is right: load balancer: quota of addresses is used up (60 min ago).',
    ],
  ],
  [
    'a load balancer waits',
    article,
    () => withStatus('Service', 'ilab-client-lb', {}),
    ['… load balancer  it has no address yet'],
  ],
  [
    'no ingress class',
    article,
    () => {
      withStatus('Ingress', 'ilab-client-ingress', {});
      gone('IngressClass', 'nginx');
    },
    ['✗ NGINX Ingress  the cluster has no IngressClass "nginx"', '→ docs/exposure.md#nginx-ingress'],
  ],
  [
    'the class of another controller, whose login nobody is asked for',
    article,
    () =>
      change('IngressClass', 'nginx', (found) => ({ ...found, spec: { controller: 'nginx.org/ingress-controller' } })),
    [
      '✗ NGINX Ingress  the IngressClass "nginx" is of nginx.org/ingress-controller, which ignores what the Ingress says: no login and no ranges',
      '→ docs/exposure.md#other-ingress-controllers',
    ],
  ],
  [
    'an Ingress waits',
    article,
    () => withStatus('Ingress', 'ilab-client-ingress', {}),
    ['… NGINX Ingress  no controller has given it an address yet'],
  ],
  [
    'an Ingress without its Secret',
    secure,
    () => servesCertificates(),
    [
      '… NGINX Ingress  its certificate is not there yet: it is not ordered yet',
      '✗ Secrets        not there: users',
      '→ htpasswd -c auth alice',
    ],
  ],
  [
    'no cert-manager',
    secure,
    () => {},
    ['✗ NGINX Ingress  nobody orders its certificate: cert-manager is not installed'],
  ],
  [
    'a certificate that waits',
    secure,
    () => add(certificate('Issuing certificate as Secret does not exist')),
    [
      '… NGINX Ingress  its certificate is not there yet: Issuing certificate as Secret does not exist',
      '→ kubectl describe certificate.cert-manager.io ilab-client-ingress-tls -n ilab-chat',
    ],
  ],
  [
    'certificates that may not be read',
    secure,
    () => deny('cert-manager.io/v1', 'Certificate'),
    ['? NGINX Ingress  its certificate is not there yet, and you may not read why'],
  ],
  [
    'Secrets that may not be listed',
    secure,
    () => deny('v1', 'Secret'),
    ['? Secrets        you may not list the Secrets of the namespace ilab-chat'],
  ],
  [
    'no Gateway API',
    gatewayChat,
    () => {
      gone('Gateway', 'ilab-client');
      gone('HTTPRoute', 'ilab-client');
    },
    ['✗ Gateway                the cluster does not know the kind Gateway', '→ docs/exposure.md#gateway-api'],
  ],
  [
    'a Gateway that nobody takes',
    gatewayChat,
    () => {},
    [
      '… Gateway                no implementation has taken the GatewayClass "eg" yet',
      '… HTTPRoute ilab-client  no Gateway has taken it yet',
    ],
  ],
  [
    'a Gateway that is refused',
    gatewayChat,
    () =>
      withStatus(
        'Gateway',
        'ilab-client',
        conditions(['Accepted', 'True'], ['Programmed', 'False', 'no address is free']),
      ),
    ['✗ Gateway                it is not programmed: no address is free'],
  ],
  [
    'a Gateway without an address',
    gatewayChat,
    () => withStatus('Gateway', 'ilab-client', conditions(['Accepted', 'True'], ['Programmed', 'True'])),
    ['… Gateway                it has no address yet'],
  ],
  [
    'a Gateway that works',
    gatewayChat,
    () => {
      withStatus('Gateway', 'ilab-client', {
        ...conditions(['Accepted', 'True'], ['Programmed', 'True']),
        addresses: [{ value: '203.0.113.12' }],
      });
      withStatus('HTTPRoute', 'ilab-client', { parents: [conditions(['Accepted', 'True'])] });
    },
    [
      '✓ Gateway                203.0.113.12',
      '✓ HTTPRoute ilab-client  accepted',
      'Gateway         http://203.0.113.12/',
    ],
  ],
  [
    'a route that is refused',
    gatewayChat,
    () =>
      withStatus('HTTPRoute', 'ilab-client', {
        parents: [conditions(['Accepted', 'False', 'not allowed by listeners'])],
      }),
    ['✗ HTTPRoute ilab-client  its Gateway does not take it: not allowed by listeners'],
  ],
  [
    "the address of somebody else's Gateway",
    borrowed,
    () =>
      add({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'Gateway',
        metadata: { name: 'shared', namespace },
        spec: { listeners: [{ protocol: 'HTTPS' }] },
        status: { addresses: [{ value: '2001:db8::1' }] },
      }),
    ['Gateway         https://[2001:db8::1]/'],
  ],
  [
    'a Route on Kubernetes',
    routeChat,
    () => gone('Route', 'ilab-client'),
    ['✗ OpenShift Route  the cluster does not know the kind Route'],
  ],
  ['a Route that nobody takes', routeChat, () => {}, ['… OpenShift Route  no router has taken it yet']],
  [
    'a Route that is refused',
    routeChat,
    () => withStatus('Route', 'ilab-client', { ingress: [conditions(['Admitted', 'False', 'the host is taken'])] }),
    ['✗ OpenShift Route  the router does not take it: the host is taken'],
  ],
  [
    'a Route that works',
    routeChat,
    () =>
      withStatus('Route', 'ilab-client', {
        ingress: [{ host: 'chat.apps.example.com', ...conditions(['Admitted', 'True']) }],
      }),
    ['✓ OpenShift Route  chat.apps.example.com', 'OpenShift Route https://chat.apps.example.com/'],
  ],
  [
    'no pod is ready',
    article,
    () => {
      gone('EndpointSlice', 'ilab-client-1');
      server.served.add(pathOf({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', namespace }));
    },
    ['… Service        no ready pod is behind it', '… model          not asked, because no pod of the page is ready'],
  ],
  [
    'endpoints that may not be read',
    article,
    () => deny('discovery.k8s.io/v1', 'EndpointSlice'),
    ['? Service        you may not read its endpoints', 'The chat answers.'],
  ],
  [
    'a change that is just applied',
    article,
    () =>
      change('Deployment', 'ilab-client', (object) => ({ ...object, metadata: { ...object.metadata, generation: 2 } })),
    ['… pods           its controller has not looked at the last change yet'],
  ],
  [
    'no Skupper, for a user who may not list what is not there',
    article,
    () => {
      put(article, 'without Skupper');
      deny('skupper.io/v2alpha1', 'Site');
      server.replies.set('GET /apis/skupper.io/v2alpha1', { status: 404, body: '404 page not found' });
    },
    ['✗ Site           Skupper is not installed'],
  ],
  ['pods start', article, noneReady, ['… pods           0 of 2 ready']],
  [
    'an image that cannot be pulled',
    article,
    () => {
      noneReady();
      add(waitingFor('ImagePullBackOff', 'Back-off pulling image "quay.io/x"'));
    },
    [
      '✗ pods           0 of 2 ready: ImagePullBackOff, Back-off pulling image "quay.io/x"',
      '→ kubectl describe pod ilab-client-1 -n ilab-chat',
    ],
  ],
  [
    'a client that crashes',
    article,
    () => {
      noneReady();
      add(waitingFor('CrashLoopBackOff'));
    },
    ['✗ pods           0 of 2 ready: CrashLoopBackOff', '→ kubectl logs ilab-client-1 --previous -n ilab-chat'],
  ],
  [
    'an image name that is none',
    article,
    () => {
      noneReady();
      add(waitingFor('InvalidImageName'));
    },
    ['→ correct client.image in settings.ts'],
  ],
  [
    'no node',
    article,
    () => {
      noneReady();
      add(pod(conditions(['PodScheduled', 'False', '0/3 nodes are available'])));
    },
    ['✗ pods           0 of 2 ready: no node takes the pod ilab-client-1: 0/3 nodes are available'],
  ],
  [
    'a probe that fails',
    article,
    () => {
      noneReady();
      add(pod({}), event('Pod', 'ilab-client-1', 'Readiness probe failed'));
    },
    ['… pods           0 of 2 ready: ilab-client-1: Readiness probe failed'],
  ],
  [
    'a quota',
    article,
    () => withStatus('Deployment', 'ilab-client', conditions(['ReplicaFailure', 'True', 'exceeded quota: pods'])),
    ['✗ pods           0 of 2 ready: exceeded quota: pods', '→ kubectl describe deployment ilab-client -n ilab-chat'],
  ],
  [
    'a chat that sleeps',
    sleeping,
    () => {},
    ['… pods           the chat sleeps, with 0 replicas', '→ set client.replicas'],
  ],
  [
    'the controller is not there',
    article,
    () => {
      noAnswer();
      withStatus('Site', 'ilab-chat', undefined);
    },
    [
      '… Site           Skupper has not looked at it yet, and its controller is not where it is usually installed, in the namespace skupper',
    ],
  ],
  [
    'the controller does not run',
    article,
    () => {
      noAnswer();
      withStatus('Site', 'ilab-chat', undefined);
      add(controllerStatus('False'));
    },
    [
      "✗ Site           Skupper's controller does not run",
      '→ kubectl describe deployment skupper-controller -n skupper',
    ],
  ],
  [
    'the controller has not come to it',
    article,
    () => {
      noAnswer();
      withStatus('Site', 'ilab-chat', undefined);
      add(controllerStatus('True'));
    },
    ['… Site           Skupper has not looked at it yet', '→ kubectl logs deployment/skupper-controller -n skupper'],
  ],
  [
    'a second Site',
    article,
    () =>
      withStatus('Site', 'ilab-chat', { status: 'Error', message: 'An active site already exists in the namespace' }),
    [
      '✗ Site           An active site already exists in the namespace',
      '→ kubectl describe site ilab-chat -n ilab-chat',
    ],
  ],
  [
    'the router starts',
    article,
    () => {
      noAnswer();
      withStatus('Site', 'ilab-chat', { status: 'Pending', ...conditions(['Running', 'False']) });
    },
    ["… Site           Skupper's router does not run yet"],
  ],
  [
    'a Site that waits for something else',
    article,
    () => {
      noAnswer();
      withStatus('Site', 'ilab-chat', { status: 'Pending', message: 'Not all done' });
    },
    ['… Site           Not all done'],
  ],
  [
    'sites that may not be read',
    article,
    () => deny('skupper.io/v2alpha1', 'Site'),
    ['? Site           you may not read objects of the kind Site in the namespace ilab-chat'],
  ],
  [
    'a listener that is refused',
    article,
    () => {
      noAnswer();
      withStatus('Listener', 'instructlab', { status: 'Error', message: 'the port is taken' });
    },
    ['✗ Listener       the port is taken', '→ kubectl describe listener instructlab -n ilab-chat'],
  ],
  [
    'a listener that nobody has looked at',
    article,
    () => {
      noAnswer();
      withStatus('Listener', 'instructlab', undefined);
    },
    ['… Listener       Skupper has not looked at it yet', '… model          not asked: see the steps before it'],
  ],
  [
    'a router that was restarted',
    article,
    () => withStatus('Listener', 'instructlab', { status: 'Pending', message: 'No matching connectors' }),
    ['✓ Listener       the model answers through it', 'The chat answers.'],
  ],
  [
    'one of two machines',
    failover,
    () => {
      withStatus('MultiKeyListener', 'instructlab', { status: 'Ready', hasDestination: true });
      withStatus('Site', 'ilab-chat', { status: 'Ready', network: [{ name: 'gpu-17-4' }, { name: 'ilab-chat' }] });
    },
    ['… private sites     linked: gpu; cpu is not linked', '✓ MultiKeyListener  a private site has a connector for it'],
  ],
  [
    'another machine than the settings say',
    article,
    () => {
      noAnswer();
      withStatus('Site', 'ilab-chat', { status: 'Ready', network: [{ name: 'laptop' }, { name: 'ilab-chat' }] });
    },
    ['… private sites  ilab-podman is not linked yet'],
  ],
  [
    'machines that are declared elsewhere',
    { ...article, privateSites: undefined },
    () => {},
    ['✓ private sites  linked: ilab-podman-1795375676-675440357'],
  ],
  [
    'no right to ask',
    article,
    () => {
      for (const path of [probe.replace('GET ', ''), question.replace('POST ', ''), throughPage.replace('POST ', '')]) {
        server.replies.set(`GET ${path}`, forbidden('get'));
        server.replies.set(`POST ${path}`, forbidden('create'));
      }
    },
    [
      '? model          not asked: you may not ask through the API server (create services/proxy)',
      '→ kubectl port-forward service/instructlab 8000:8000 -n ilab-chat, then curl http://localhost:8000/v1/completions',
      'Nobody was asked, so it is not known whether the chat answers. model: not asked',
    ],
  ],
  [
    'a policy that keeps the API server from the model, and not from the page',
    article,
    () => {
      server.replies.set(probe, unreached('dial tcp 10.244.0.9:1024: i/o timeout'));
      server.replies.set(question, unreached('dial tcp 10.244.0.9:1024: i/o timeout'));
      server.replies.set(throughPage, { status: 200, body: { response: 'Hello!' } });
    },
    ['✓ model          http://instructlab:8000 answered a question in ', 'The chat answers.'],
  ],
  [
    'a policy that keeps the API server from both',
    article,
    () => modelIs({ probed: unreached('i/o timeout'), asked: unreached('i/o timeout') }),
    [
      '? model          not asked: the API server does not reach it, which a network policy may keep it from',
      'Nobody was asked, so it is not known whether the chat answers.',
    ],
  ],
  [
    'a model that has a page, and no answer',
    article,
    () => asked(500, { error: { message: 'CUDA out of memory' } }),
    [
      '✗ model          it answers a question with 500: CUDA out of memory',
      'The chat does not answer. It stops here: model',
    ],
  ],
  [
    'a model that answers its page with 500 and questions well',
    article,
    () => server.replies.set(probe, { status: 500, body: 'Internal Server Error' }),
    ['✓ model          http://instructlab:8000 answered a question in ', 'The chat answers.'],
  ],
  [
    'a model that wants its name',
    article,
    () => asked(404, { error: { message: 'model "" not found' } }),
    ['✗ model          it answers a question with 404: model "" not found'],
  ],
  [
    'a model that wants an API key',
    article,
    () => asked(401, { error: 'Unauthorized' }),
    ['? model          the model server wants an API key (401), which is not read here', 'Nobody was asked'],
  ],
  [
    'somebody else who answers while nothing is linked',
    article,
    () => {
      withStatus('Site', 'ilab-chat', undefined);
      asked(403, 'denied');
    },
    [
      '… model          not reached yet: see the steps before it',
      'It waits for this: Site: Skupper has not looked at it yet',
    ],
  ],
  [
    'something else in the place of the model',
    article,
    () => asked(200, '<!DOCTYPE html>'),
    ['✗ model          it answers a question with 200: <!DOCTYPE html>'],
  ],
  [
    'a namespace that goes',
    article,
    () =>
      change('Namespace', 'ilab-chat', (object) => ({
        ...object,
        metadata: { ...object.metadata, deletionTimestamp: '2026-11-22T11:55:00Z' },
      })),
    [
      '✗ namespace  it is being deleted, for 5 min, and takes nothing new',
      '→ kubectl wait --for=delete namespace/ilab-chat --timeout=700s && kubectl apply -f dist',
    ],
  ],
  [
    "a quota that keeps Skupper's router out",
    article,
    () => {
      noAnswer();
      withStatus('Site', 'ilab-chat', { status: 'Pending', ...conditions(['Running', 'False']) });
      add({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'skupper-router', namespace },
        status: conditions(['ReplicaFailure', 'True', 'exceeded quota: pods']),
      });
    },
    ['✗ Site           exceeded quota: pods', '→ kubectl describe deployment skupper-router -n ilab-chat'],
  ],
  [
    'a router that is down, behind which nothing is known',
    article,
    () => {
      modelIs(models.none);
      withStatus('Site', 'ilab-chat', {
        ...clusterStates.linked.statuses['Site ilab-chat'],
        status: 'Pending',
        ...conditions(['Running', 'False']),
      });
    },
    ['? Listener       not known without the Site', '? private sites  not known without the Site'],
  ],
  [
    "a listener's port that was changed by hand",
    article,
    () => {
      noAnswer();
      change('Listener', 'instructlab', (object) => ({ ...object, spec: { ...object.spec, port: 9000 } }));
    },
    [
      '✗ Listener       it is not as the settings make it: spec.port: 9000 → 8000',
      '→ kubectl apply -f dist',
      'It stops here: Listener: it is not as the settings make it',
    ],
  ],
  [
    'a routing key that was changed by hand',
    article,
    () => {
      noAnswer();
      change('Listener', 'instructlab', (object) => ({ ...object, spec: { ...object.spec, routingKey: 'other' } }));
    },
    ['✗ Listener       it is not as the settings make it: spec.routingKey: "other" → "instructlab"'],
  ],
  [
    'a policy that was opened by hand',
    article,
    () =>
      change('NetworkPolicy', 'skupper-router-ingress', (object) => ({
        ...object,
        spec: { ...object.spec, ingress: [{}] },
      })),
    [
      '✗ protection     NetworkPolicy skupper-router-ingress was changed',
      '→ kubectl apply -f dist',
      'The chat answers, but not everything is right: protection: NetworkPolicy skupper-router-ingress was changed.',
    ],
  ],
  [
    'a policy that is gone',
    article,
    () => {
      gone('NetworkPolicy', 'ilab-client');
    },
    ['✗ protection     NetworkPolicy ilab-client is not there'],
  ],
  [
    'a policy of somebody else that lets everybody in',
    article,
    () =>
      add({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'open', namespace },
        spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] },
      }),
    [
      '✗ protection     NetworkPolicy open lets everybody in, and is not of the settings',
      '→ kubectl delete networkpolicy open -n ilab-chat',
    ],
  ],
  [
    'a policy of somebody else that lets a few in',
    article,
    () =>
      add({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'monitoring', namespace },
        spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'ops' } } }] }] },
      }),
    ['✓ protection     policies, ranges and logins are as the settings make them', 'The chat answers.'],
  ],
  [
    'ranges that were opened by hand',
    { ...article, exposure: { loadBalancer: { sourceRanges: ['203.0.113.0/24'] } } },
    () =>
      change('Service', 'ilab-client-lb', (object) => ({
        ...object,
        spec: { ...object.spec, loadBalancerSourceRanges: ['0.0.0.0/0'] },
      })),
    ['✗ protection     Service ilab-client-lb was changed'],
  ],
  [
    'a login that was taken out of an Ingress by hand',
    secure,
    () =>
      change('Ingress', 'ilab-client-ingress', (object) => ({
        ...object,
        metadata: { ...object.metadata, annotations: {} },
      })),
    ['✗ protection     Ingress ilab-client-ingress was changed'],
  ],
  [
    "the article's public load balancer, left over",
    article,
    () =>
      add({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'ilab-client-service', namespace },
        spec: { type: 'LoadBalancer', selector: { app: 'ilab-client' } },
      }),
    [
      '✗ protection     Service ilab-client-service leads to the chat, and is not of the settings',
      '→ kubectl delete service ilab-client-service -n ilab-chat',
    ],
  ],
  [
    'a connector of dist-private/ on the public cluster',
    article,
    () =>
      add({
        apiVersion: 'skupper.io/v2alpha1',
        kind: 'Connector',
        metadata: { name: 'instructlab', namespace },
        spec: { routingKey: 'instructlab' },
      }),
    ['✗ protection     Connector instructlab takes the questions, and belongs on the private machine'],
  ],
  [
    'policies that may not be read',
    article,
    () => deny('networking.k8s.io/v1', 'NetworkPolicy'),
    [
      '? protection     you may not read these kinds: NetworkPolicy',
      'The chat answers, but whether it is protected as the settings say was not seen',
    ],
  ],
  [
    'versions of Skupper, and two machines of one name',
    article,
    () =>
      withStatus('Site', 'ilab-chat', {
        ...clusterStates.linked.statuses['Site ilab-chat'],
        network: [
          { name: 'ilab-chat', version: '2.2.1' },
          { name: 'ilab-podman-1-2', version: '2.1.4' },
          { name: 'ilab-podman-3-4', version: '2.2.1' },
        ],
      }),
    [
      '✓ private sites  linked: ilab-podman (Skupper 2.1.4, Skupper 2.2.1, 2 machines of this name, or one that came back)',
    ],
  ],
  [
    'a machine whose connector is not there',
    article,
    () =>
      withStatus('Site', 'ilab-chat', {
        ...clusterStates.linked.statuses['Site ilab-chat'],
        network: [
          { name: 'ilab-chat' },
          { name: 'ilab-podman-1-2', services: [{ routingKey: 'other', connectors: ['localhost'] }] },
        ],
      }),
    ['✓ private sites  linked: ilab-podman (without a connector for the model)'],
  ],
  [
    'a link whose certificate ends soon',
    declared,
    () => withStatus('Certificate', 'link-ilab-podman', { expiration: '2026-12-01T00:00:00Z' }),
    ['… link           the certificate of link-ilab-podman ends on 2026-12-01', '→ docs/private-site.md, section 6'],
  ],
  [
    'a link whose certificate is good',
    declared,
    () => withStatus('Certificate', 'link-ilab-podman', { expiration: '2031-11-22T00:00:00Z' }),
    ['✓ link           its certificate is good until 2031-11-22', 'The chat answers.'],
  ],
  [
    'no Secret at all in the namespace',
    secure,
    () => {
      add(certificate('Issuing'));
      server.replies.set(`GET ${pathOf({ apiVersion: 'v1', kind: 'Secret', namespace })}`, {
        status: 200,
        body: { items: null },
      });
    },
    ['✗ Secrets        not there: users'],
  ],
  [
    'a change by hand',
    article,
    () => change('Deployment', 'ilab-client', (object) => ({ ...object, spec: { ...object.spec, replicas: 1 } })),
    [
      'Not as the settings make it; "npm run synth" and an apply change it:',
      '  Deployment ilab-client: spec.replicas: 1 → 2',
    ],
  ],
  [
    'what cannot be compared',
    article,
    () =>
      server.replies.set(`PATCH ${pathOf({ apiVersion: 'v1', kind: 'Service', namespace, name: 'ilab-client' })}`, {
        status: 422,
        body: { message: 'spec.clusterIP: immutable' },
      }),
    ['Service ilab-client could not be compared: spec.clusterIP: immutable'],
  ],
  [
    'what the settings took away since the last apply, without the value that somebody wrote there',
    article,
    () =>
      change('Deployment', 'ilab-client', (object) => {
        const applied = { ...object, spec: { ...object.spec, paused: true }, status: undefined };
        const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(applied) };
        const [container] = object.spec.template.spec.containers;
        const env = [{ name: 'ADDRESS', value: 'http://user:hunter2@elsewhere' }, ...container.env.slice(1)];
        const template = {
          ...object.spec.template,
          spec: { ...object.spec.template.spec, containers: [{ ...container, env }] },
        };
        return { ...object, metadata: { ...object.metadata, annotations }, spec: { ...object.spec, template } };
      }),
    ['  Deployment ilab-client: spec.paused: true → nothing; pod.containers[0].env[0].value: changed'],
  ],
  [
    'a rollout that is stuck behind old pods that serve',
    article,
    () => {
      withStatus('Deployment', 'ilab-client', { replicas: 3, readyReplicas: 2, updatedReplicas: 1 });
      add(waitingFor('ImagePullBackOff'));
    },
    [
      '✗ pods           2 of 2 ready, 2 still without the last change: ImagePullBackOff',
      'The chat answers, but not everything is right: pods:',
    ],
  ],
  [
    'a cluster that tells nothing',
    article,
    () => {
      for (const [apiVersion, kind] of [
        ['skupper.io/v2alpha1', 'Site'],
        ['skupper.io/v2alpha1', 'Listener'],
      ] as const) {
        deny(apiVersion, kind);
      }
      modelIs({ probed: forbidden('get'), asked: forbidden('create') });
    },
    [
      '? objects        you may not read these kinds: Site, Listener',
      'Nobody was asked, so it is not known whether the chat answers.',
    ],
  ],
  [
    'no right to compare',
    article,
    () => {
      for (const { apiVersion, kind, metadata } of server.objects)
        server.replies.set(`PATCH ${pathOf({ apiVersion, kind, ...metadata })}`, forbidden('patch'));
    },
    ['You may not patch objects, so it is not known whether they were changed by hand.', 'The chat answers.'],
  ],
  [
    'what is left of an exposure',
    { ...article, exposure: { loadBalancer: article.exposure?.loadBalancer } },
    () =>
      add({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: {
          name: 'old',
          namespace,
          labels: { 'app.kubernetes.io/managed-by': 'cdk8s', 'app.kubernetes.io/part-of': namespace },
        },
      }),
    ['Not made by the settings any more:', '  Ingress old', '    kubectl delete ingress old -n ilab-chat'],
  ],
  [
    'no right to read namespaces',
    article,
    () => server.replies.set('GET /api/v1/namespaces/ilab-chat', forbidden('get')),
    ['? namespace      you may not read namespaces', 'The chat answers.'],
  ],
];

test.each(sentences)('says it: %s', async (_, input, happens, lines) => {
  put(input, 'linked');
  happens();
  const text = await printed(input);
  expect(lines.filter((line) => !text.includes(line)).map((line) => `${line}\n--- is not in:\n${text}`)).toEqual([]);
});

const policy = (name: string, changed: (spec: LiveObject['spec']) => object) => () =>
  change('NetworkPolicy', name, (object) => ({ ...object, spec: changed(structuredClone(object.spec)) }));
const addedPolicy = (spec: object) => () =>
  add({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'by-hand', namespace }, spec });
const everywhere = [{ from: [{ namespaceSelector: {} }] }];
const router = { application: 'skupper-router', 'skupper.io/component': 'router', 'skupper.io/type': 'site' };
const nobody = (spec: LiveObject['spec']) => ({
  ...spec,
  podSelector: { matchLabels: { ...spec.podSelector.matchLabels, nobody: 'x' } },
});

/** Ways in which the chat is open, or what keeps it shut is gone. */
const openings: Readonly<Record<string, () => void>> = {
  'every namespace is a peer of the router, too': policy('skupper-router-ingress', (spec) => {
    spec.ingress[0].from[0].namespaceSelector = {};
    return spec;
  }),
  'the policy of the router takes no pod any more': policy('skupper-router-ingress', nobody),
  'the policy of the client takes no pod any more': policy('ilab-client', nobody),
  'the policy of the client lets everything out': policy('ilab-client', (spec) => ({ ...spec, egress: [{}] })),
  'the policy of the client is about what comes in alone': policy('ilab-client', (spec) => ({
    ...spec,
    policyTypes: ['Ingress'],
  })),
  'a policy by expressions': addedPolicy({
    podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['ilab-client'] }] },
    ingress: [{}],
  }),
  'a policy for the router, by another of its labels': addedPolicy({
    podSelector: { matchLabels: { 'skupper.io/type': 'site' } },
    ingress: everywhere,
  }),
  'a policy from two halves of all addresses': addedPolicy({
    podSelector: {},
    ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/1' } }, { ipBlock: { cidr: '128.0.0.0/1' } }] }],
  }),
  'a node port of the router': () =>
    add({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'by-hand', namespace },
      spec: { type: 'NodePort', selector: { 'skupper.io/type': 'site' } },
    }),
  'an Ingress by hand': () =>
    add({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'by-hand', namespace },
      spec: { defaultBackend: { service: { name: 'ilab-client', port: { number: 8080 } } } },
    }),
  'an annotation more': () =>
    change('Ingress', 'ilab-client-ingress', (object) => ({
      ...object,
      metadata: {
        ...object.metadata,
        annotations: { ...object.metadata.annotations, 'nginx.ingress.kubernetes.io/satisfy': 'any' },
      },
    })),
};

/** Why nobody can be asked, or nothing comes back. */
const silences: Readonly<Record<string, () => void>> = {
  'the model is down': () => modelIs(models.offline),
  'nothing is linked': noAnswer,
  'the model answers with an error': () => asked(500, {}),
  'the API server reaches nothing': () =>
    modelIs({ probed: unreached('i/o timeout'), asked: unreached('i/o timeout') }),
  'no right to ask': () => modelIs({ probed: forbidden('get'), asked: forbidden('create') }),
};

const blindness: Readonly<Record<string, () => void>> = {
  'policies may not be read': () => deny('networking.k8s.io/v1', 'NetworkPolicy'),
  'Services may not be read': () => deny('v1', 'Service'),
};

/** What does not keep anybody from an answer. */
const trifles: Readonly<Record<string, () => void>> = {
  'namespaces may not be read': () => server.replies.set('GET /api/v1/namespaces/ilab-chat', forbidden('get')),
  'events may not be read': () => deny('v1', 'Event'),
  'budgets may not be read': () => deny('policy/v1', 'PodDisruptionBudget'),
  'the listener is behind': () => withStatus('Listener', 'instructlab', { status: 'Pending' }),
  "Skupper's own balancer": () =>
    add({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'skupper-router', namespace, ownerReferences: [{ apiVersion: 'skupper.io/v2alpha1' }] },
      spec: { type: 'LoadBalancer', selector: { 'skupper.io/type': 'site' } },
    }),
  'a policy that lets a few in': addedPolicy({
    podSelector: {},
    ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'ops' } } }] }],
  }),
};

test.each(Object.keys(openings))('what protects the chat has changed: %s', async (name) => {
  put(article, 'linked', [{ ...pod({}), metadata: { name: 'router', namespace, labels: router } }]);
  openings[name]?.();
  const { exitCode, steps } = await look();
  expect({ exitCode, state: steps.at(-1)?.state }).toEqual({ exitCode: 1, state: 'failed' });
});

test('it ends with 0 only when a question was answered and nothing that protects the chat has changed', async () => {
  const all = { ...openings, ...silences, ...blindness, ...trifles };
  const several = (from: object) => fc.subarray(Object.keys(from), { maxLength: 2 });
  const happenings = fc
    .tuple(
      several(trifles),
      fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, several({ ...openings, ...silences, ...blindness })),
    )
    .map((names) => names.flat());
  await fc.assert(
    fc.asyncProperty(happenings, async (names) => {
      server.replies.clear();
      put(article, 'linked', [{ ...pod({}), metadata: { name: 'router', namespace, labels: router } }]);
      for (const name of names) {
        all[name as keyof typeof all]?.();
      }
      const { exitCode, answers } = await look();
      const isWell = names.every((name) => name in trifles);
      expect({ names, exitCode: exitCode === 0, answers: answers === true && exitCode === 0 }).toEqual({
        names,
        exitCode: isWell,
        answers: isWell,
      });
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) },
  );
});

const told = async (action: () => Promise<void>): Promise<string[]> => {
  const lines: string[] = [];
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  await action().finally(() => spy.mockRestore());
  return lines;
};

test('--wait goes on until the chat works, over a server that restarts, and tells each reason once', async () => {
  let looks = 0;
  const lines = await told(() =>
    untilWell(
      () => {
        looks += 1;
        put(article, looks < 4 ? 'no private site' : 'linked');
        server.replies.delete('GET /api/v1/namespaces/ilab-chat');
        if (looks === 3) {
          server.replies.set('GET /api/v1/namespaces/ilab-chat', { status: 503, body: { message: 'starting' } });
        }
        return verdictNow(cluster(), expected(article));
      },
      Date.now() + 60_000,
      1,
    ),
  );
  expect(lines).toEqual([
    `The chat does not answer yet. It waits for this: ${clusterStates['no private site'].verdict}\n`,
    'The cluster cannot say yet what it has: starting. Try again in a moment.\n',
  ]);
  expect(looks).toBe(4);
});

test('--wait ends when the time is over, and at once when the login is not accepted', async () => {
  put(article, 'no address');
  await untilWell(() => verdictNow(cluster(), expected(article)), Date.now());
  server.replies.set('GET /api/v1/namespaces/ilab-chat', { status: 401, body: {} });
  await expect(untilWell(() => verdictNow(cluster(), expected(article)), Date.now() + 60_000)).rejects.toThrow(
    'log in again',
  );
});
