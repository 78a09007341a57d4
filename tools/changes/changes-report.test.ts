import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import type { ChatSettings, FleetSettings, Settings } from '../../constructs/settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { headerFor } from '../../constructs/synthesis/text';
import { settings } from '../../tests/article-settings';
import { type ArticleChat, knownPages, openLoadBalancer } from '../../tests/cases';
import { legalChat } from '../../tests/legal-settings';
import { changesOf, publish } from '../output/output';
import { sidesOf } from '../synth/run';
import { reportChanges, reportNext } from './changes-report';
import { isDifferent } from './side-changes';

const article = settings as ArticleChat;
const { exposure: _, ...withoutExposure } = article;
const openshift: ChatSettings = { ...withoutExposure, platform: 'openshift' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changes-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(after: Settings) {
  const sides = sidesOf(synthesize(after), { public: join(folder, 'dist'), private: join(folder, 'dist-private') });
  return publish(sides, join(folder, 'lock')).changes;
}

/** What a run says about the cluster and the machines, after the settings were changed. */
async function printed(before: Settings, after: Settings, between = () => {}): Promise<string> {
  write(before);
  between();
  const changes = write(after);
  const lines: string[] = [];
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  try {
    await reportChanges(changes, false);
    await reportNext(changes);
  } finally {
    spy.mockRestore();
  }
  return lines
    .join('')
    .replaceAll(`${folder}/`, '')
    .replaceAll(`${relative(process.cwd(), folder)}/`, '');
}

/** Without the list of files. */
const steps = (text: string) => text.replace(/^(dist[^\n]*\n( [^\n]*\n)*)*\n*/, '').trimEnd();

const two: FleetSettings = {
  chats: {
    physics: { ...article, namespace: { name: 'physics' }, exposure: { loadBalancer: openLoadBalancer } },
    biology: { ...article, namespace: { name: 'biology' }, exposure: { loadBalancer: openLoadBalancer } },
  },
};
const { physics } = two.chats as { physics: ChatSettings };
const keys = (...weights: (number | undefined)[]) =>
  weights.map((weight, index) => ({ name: `machine-${index}`, routingKey: `key-${index}`, weight }));
const onCluster = {
  name: 'models',
  platform: 'kubernetes' as const,
  namespace: { name: 'llm', exists: true },
  host: 'vllm',
};
const client = { ...article.client, replicas: undefined };

const edits: readonly (readonly [string, Settings, Settings])[] = [
  ['the load balancer off', article, { ...article, exposure: { nginxIngress: article.exposure?.nginxIngress } }],
  ['the Ingress off', article, { ...article, exposure: { loadBalancer: article.exposure?.loadBalancer } }],
  [
    'the Gateway off',
    { ...article, exposure: { gateway: { own: { className: 'eg' }, dataPlane: 'envoy-gateway' } } },
    withoutExposure,
  ],
  ['the Route off', { ...openshift, exposure: { openshiftRoute: {} } }, openshift],
  [
    'another host of the Route',
    { ...openshift, exposure: { openshiftRoute: { host: 'a.example.com' } } },
    { ...openshift, exposure: { openshiftRoute: { host: 'b.example.com' } } },
  ],
  [
    'from replicas to autoscaling',
    article,
    { ...article, client: { ...client, autoscaling: { minReplicas: 2, maxReplicas: 4 } } },
  ],
  [
    'from autoscaling to replicas',
    { ...article, client: { ...client, autoscaling: { minReplicas: 2, maxReplicas: 4 } } },
    article,
  ],
  ['Open WebUI gives way to the article', { ...article, client: knownPages['open-webui'] }, article],
  [
    'another class for the data of Open WebUI',
    { ...article, client: knownPages['open-webui'] },
    { ...article, client: { ...knownPages['open-webui'], data: { size: '10Gi', storageClassName: 'fast' } } },
  ],
  [
    "the page is somebody else's now",
    withoutExposure,
    { ...withoutExposure, client: undefined, model: { ...article.model, allowFrom: [{ namespace: 'pages' }] } },
  ],
  [
    'Open WebUI moves to another namespace',
    { ...withoutExposure, client: knownPages['open-webui'] },
    { ...withoutExposure, client: knownPages['open-webui'], namespace: { name: 'chat' } },
  ],
  ['the namespace renamed', article, { ...article, namespace: { name: 'chat' } }],
  ['the client renamed', article, { ...article, client: { ...article.client, name: 'chat' } }],
  ['the host of the model renamed', article, { ...article, model: { host: 'model', port: 8000 } }],
  ['the private site renamed', article, { ...article, privateSites: [{ name: 'lab' }] }],
  ['the Site renamed', article, { ...article, site: { name: 'public' } }],
  ['a Listener becomes a MultiKeyListener', article, { ...article, privateSites: keys(undefined, undefined) }],
  [
    'another strategy of the MultiKeyListener',
    { ...article, privateSites: keys(undefined, undefined) },
    { ...article, privateSites: keys(1, 2) },
  ],
  [
    'the cloud named',
    article,
    {
      ...article,
      exposure: { loadBalancer: { ...openLoadBalancer, cloud: 'aws-load-balancer-controller' } },
    },
  ],
  ['no more links', article, { ...article, site: { name: 'ilab-chat', linkAccess: 'none' } }],
  ['another image', article, { ...article, client: { ...article.client, image: 'quay.io/rzago/ilab-client:v3' } }],
  ['another port of the model server', article, { ...article, privateSites: [{ name: 'ilab-podman', port: 8001 }] }],
  [
    'another port of a model on a cluster',
    { ...article, privateSites: [onCluster] },
    { ...article, privateSites: [{ ...onCluster, port: 8001 }] },
  ],
  ['a model on a cluster goes', { ...article, privateSites: [onCluster] }, { ...article, privateSites: [] }],
  ['a chat out of a fleet', two, { chats: { physics } }],
  ['one chat becomes a fleet', article, { chats: { first: article } }],
  ['a namespace that is made elsewhere', article, { ...article, namespace: { name: 'ilab-chat', exists: true } }],
];

test.each(edits)('%s', async (_, before, after) => {
  expect(steps(await printed(before, after))).toMatchSnapshot();
});

test('a fleet is told namespace by namespace', async () => {
  const fleet = (port: number): FleetSettings => ({
    chats: Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => `chat-${index}`).map((name) => [
        name,
        { ...withoutExposure, namespace: { name }, model: { host: 'model', port } },
      ]),
    ),
  });
  const lines = steps(await printed(fleet(8000), fleet(8001))).split('\n');
  expect(lines.slice(0, 3)).toEqual(['Objects', '  chat-0: 2 changed', '  chat-1: 2 changed']);
  expect(lines).toContain('  and 20 more namespaces; "git diff" shows the details');
  expect(lines.at(-1)).toBe('Next: kubectl apply -R -f dist');
});

test('twenty legal settings differ from the output before a run, and not after it', () => {
  for (const chat of fc.sample(legalChat, 20)) {
    const sides = sidesOf(synthesize(chat), { public: join(folder, 'dist'), private: join(folder, 'dist-private') });
    expect(sides.map(changesOf).some(isDifferent)).toBe(true);
    publish(sides, join(folder, 'lock'));
    expect(sides.map(changesOf).some(isDifferent)).toBe(false);
  }
});

/** Chats, each in a namespace of its own, by their clusters. */
const fleetOn = (clusters: Readonly<Record<string, string | undefined>>): FleetSettings => ({
  chats: Object.fromEntries(
    Object.entries(clusters).map(([name, cluster]) => [name, { ...withoutExposure, cluster, namespace: { name } }]),
  ),
});

const staged = (replicas: number, productionReplicas = replicas): FleetSettings => ({
  chats: {
    staging: { ...article, cluster: 'staging', client: { ...article.client, replicas } },
    production: { ...article, cluster: 'production', client: { ...article.client, replicas: productionReplicas } },
  },
});

test.each<[string, Settings, Settings]>([
  ['a change of both clusters', staged(1), staged(2)],
  ['a change of one cluster', staged(1), staged(1, 2)],
  ['a cluster less', staged(1), { chats: { staging: staged(1).chats.staging as ChatSettings } }],
  ['one chat becomes two clusters', article, staged(2)],
  ['the only chat of a cluster on another', fleetOn({ a: 'east' }), fleetOn({ a: 'west' })],
  ['a chat on the cluster of another chat', fleetOn({ a: 'east', b: 'west' }), fleetOn({ a: 'west', b: 'west' })],
  ['a cluster that gets a name', fleetOn({ a: undefined }), fleetOn({ a: 'east' })],
])('%s is told cluster by cluster', async (_, before, after) => {
  expect(steps(await printed(before, after))).toMatchSnapshot();
});

test('a file that cannot be read is told, and is no failure', async () => {
  const text = await printed(article, { ...article, client: { ...article.client, replicas: 3 } }, () => {
    writeFileSync(join(folder, 'dist', '20-chat-client.k8s.yaml'), `${headerFor(undefined)}a: [`);
  });
  expect(text).toContain('20-chat-client.k8s.yaml could not be read as it was, so its objects are not compared');
  expect(text).toContain('Next: kubectl apply -f dist');
});
