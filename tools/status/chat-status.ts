import type { ChatAddress } from '../../constructs/finished/addresses';
import { keysOf } from '../../constructs/finished/gate-pairing';
import type { KubeObject } from '../../constructs/finished/kube-object';
import type { ChatSummary, PageSummary } from '../../constructs/synthesis/synthesis';
import type { ExpectedChat } from '../command/chats';
import type { Cluster } from './cluster';
import { addressesOf, exposureHops } from './exposure-hops';
import { type Finding, failed, type Hop, ok, unknown } from './hop';
import { type Differences, differencesOf, namespaceOf, objectsOf } from './object-hops';
import { type LiveObject, Observation } from './observation';
import { endpointsOf, podsOf } from './pod-hops';
import { listenerOf, modelOf, networkOf, siteOf } from './skupper-hops';
import { type Verdict, verdictOf } from './verdict';

/** How a chat is. */
export interface ChatStatus extends Pick<Verdict, 'answers' | 'exitCode'> {
  readonly chat: string;
  readonly namespace: string;
  readonly context: string;
  /** What the steps say together, in one sentence. */
  readonly verdict: string;
  readonly hops: readonly Hop[];
  readonly differences: Differences;
  readonly addresses: readonly { readonly title: string; readonly url: string }[];
}

/** Follows the way of a question, and says for each step whether it works. */
export async function statusOf(cluster: Cluster, chat: ExpectedChat): Promise<ChatStatus> {
  const { summary } = chat;
  const observation = new Observation(cluster, summary.namespace);
  const hops = await hopsOf(observation, chat);
  const isThere = hops.length > 1;
  const { answers, sentence: verdict, exitCode } = verdictOf(hops);
  return {
    chat: summary.folder,
    namespace: summary.namespace,
    context: cluster.context,
    answers,
    verdict,
    exitCode,
    hops,
    differences: isThere
      ? await differencesOf(observation, chat.publicObjects)
      : { changed: [], leftOver: [], unknown: [] },
    addresses: isThere ? await openAddresses(observation, summary.addresses) : [],
  };
}

/** What the steps say together, without the rest. */
export async function verdictNow(cluster: Cluster, chat: ExpectedChat): Promise<Verdict> {
  return verdictOf(await hopsOf(new Observation(cluster, chat.summary.namespace), chat));
}

async function hopsOf(observation: Observation, chat: ExpectedChat): Promise<Hop[]> {
  const { publicObjects, summary, service, deployment, site, listener } = chat;
  const namespace = { title: 'namespace', ...(await namespaceOf(observation, chat.apply)) };
  if (namespace.state === 'failed') {
    return [namespace];
  }
  const privateObjects = chat.privateFiles.flatMap(({ objects }) => objects);
  const names = privateObjects.filter(({ kind }) => kind === 'Site').map(({ metadata }) => metadata.name);
  const endpoints = service && (await endpointsOf(observation, service));
  const siteFinding = await siteOf(observation, site, summary.linksOver);
  const listenerFinding = await listenerOf(observation, listener, keysOf(listener));
  const isLinked = [siteFinding, listenerFinding].every(({ state }) => state === 'ok' || state === 'unknown');
  const model =
    endpoints === undefined || summary.page === undefined
      ? notAsked(summary)
      : await askedThrough(observation, summary.page, summary, { isLinked, endpoints, privateObjects });
  // After a restart of a router the status of Skupper is behind for minutes: an answer is the better proof.
  const proven = (finding: Finding): Finding =>
    model.state === 'ok' && finding.state === 'waiting' ? ok('the model answers through it') : finding;
  return [
    namespace,
    { title: 'objects', ...(await objectsOf(observation, publicObjects, chat.apply)) },
    ...(await exposureHops(observation, publicObjects)),
    ...(endpoints === undefined ? [] : [{ title: 'Service', ...endpoints }]),
    ...(deployment === undefined ? [] : [{ title: 'pods', ...(await podsOf(observation, deployment)) }]),
    ...(await secretHops(observation, summary)),
    { title: 'Site', ...proven(siteFinding) },
    { title: listener.kind, ...proven(listenerFinding) },
    { title: 'private sites', ...proven(await networkOf(observation, site, names)) },
    { title: 'model', ...model },
  ];
}

/** Without a page of the chat's own there is nobody that could be asked to ask. */
function notAsked({ modelUrl, namespace }: ChatSummary): Finding {
  return unknown(
    'the chat has no page of its own to ask it through',
    `from a pod that may: curl ${modelUrl}/v1/models, in the namespace ${namespace}`,
  );
}

function askedThrough(
  observation: Observation,
  { service, port, secure }: PageSummary,
  { modelUrl, namespace }: ChatSummary,
  seen: { isLinked: boolean; endpoints: Finding; privateObjects: readonly KubeObject[] },
): Promise<Finding> {
  const scheme = secure ? 'https' : 'http';
  return modelOf(observation, {
    service: `${secure ? 'https:' : ''}${service}:${port}`,
    serviceName: service,
    modelUrl,
    byHand: `kubectl port-forward service/${service} ${port} -n ${namespace}, then open ${scheme}://localhost:${port}/api/backend-status`,
    isLinked: seen.isLinked,
    hasPods: seen.endpoints.state === 'ok' || seen.endpoints.state === 'unknown',
    remedy: onTheMachines(seen.privateObjects),
  });
}

/** A step for the Secrets that the settings name. Their content is never read. */
async function secretHops(observation: Observation, { requirements, namespace }: ChatSummary): Promise<Hop[]> {
  const wanted = requirements.filter(({ secretName }) => secretName !== undefined);
  if (wanted.length === 0) {
    return [];
  }
  const secrets = await observation.list({ apiVersion: 'v1', kind: 'Secret' });
  if (typeof secrets === 'string') {
    return [{ title: 'Secrets', ...unknown(`you may not list the Secrets of the namespace ${namespace}`) }];
  }
  const missing = wanted.filter(({ secretName }) => !secrets.some(({ metadata }) => metadata.name === secretName));
  const [first] = missing;
  const finding =
    first === undefined
      ? ok(wanted.map(({ secretName }) => secretName).join(', '))
      : failed(`not there: ${missing.map(({ secretName }) => secretName).join(', ')}`, first.commands.join(' && '));
  return [{ title: 'Secrets', ...finding }];
}

function onTheMachines(objects: readonly KubeObject[]): string {
  const connectors = objects.filter(({ kind }) => kind === 'Connector');
  const asks = connectors.flatMap(({ spec }) =>
    spec.host === undefined ? [] : `curl http://${spec.host}:${spec.port}/v1/models`,
  );
  return `on that machine: ${[...new Set(asks)].join(' or ') || 'ask the model server'}; docs/private-site.md has more`;
}

/** The addresses to open, where they are known. */
async function openAddresses(
  observation: Observation,
  addresses: readonly ChatAddress[],
): Promise<{ title: string; url: string }[]> {
  const known = await Promise.all(
    addresses.map(async ({ title, url, object }) => {
      const needsCluster = url.includes('<') || !url.includes('://');
      const live = needsCluster ? await observation.elsewhere(object, object.name, object.namespace) : undefined;
      return { title, url: typeof live === 'object' ? completed(url, live) : url };
    }),
  );
  return known.filter(({ url }) => !url.includes('<'));
}

function completed(url: string, live: LiveObject): string {
  const [address = live.status?.ingress?.[0]?.host] = addressesOf(live);
  const literal = address?.includes(':') ? `[${address}]` : address;
  const protocols = (live.spec.listeners ?? []) as { protocol: string }[];
  const scheme = protocols.some(({ protocol }) => protocol === 'HTTPS') ? 'https://' : 'http://';
  const filled = literal === undefined ? url : url.replace(/<[A-Z-]+>/, literal);
  return filled.includes('://') ? filled : `${scheme}${filled}`;
}
