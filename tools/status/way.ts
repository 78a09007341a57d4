import { keysOf } from '../../constructs/finished/gate-pairing';
import type { KubeObject } from '../../constructs/finished/kube-object';
import type { ChatSummary } from '../../constructs/synthesis/synthesis';
import type { ExpectedChat } from '../command/chats';
import { ageOf } from './age';
import { exposureSteps } from './exposure-steps';
import { modelOf } from './model-step';
import { namespaceOf, objectsOf } from './object-steps';
import type { LiveObject, Observation } from './observation';
import { endpointsOf, podsOf } from './pod-steps';
import { protectionOf } from './protection';
import { linkOf, listenerOf, networkOf, siteOf } from './skupper-steps';
import { type Finding, failed, ok, type Step, unknown, waiting } from './step';

/** How a cluster is looked at. */
export interface LookOptions {
  /**
   * Whether the model is asked a question.
   *
   * @default true
   */
  readonly asks?: boolean;
  /**
   * Whether the model is asked only when nothing else is waited for: whoever looks again and again would keep it busy.
   *
   * @default false
   */
  readonly asksLast?: boolean;
  /**
   * What ages are counted to, in milliseconds.
   *
   * @default - the time of the look
   */
  readonly now?: number;
}

/** The way of a question from the exposures to the model, and what protects it. */
export async function stepsOf(observation: Observation, chat: ExpectedChat, options: LookOptions): Promise<Step[]> {
  const { publicObjects, summary, service, deployment, site, listener, apply } = chat;
  const namespace = { id: 'namespace', title: 'namespace', ...(await namespaceOf(observation, apply)) };
  if (namespace.state === 'failed') {
    return [namespace];
  }
  const privateObjects = chat.privateFiles.flatMap(({ objects }) => objects);
  const names = privateObjects.filter(({ kind }) => kind === 'Site').map(({ metadata }) => metadata.name);
  const keys = keysOf(listener);
  const { hasRouter, ...siteFinding } = await siteOf(observation, site, summary.linksOver);
  const behindRouter = async (find: () => Promise<Finding>) =>
    hasRouter ? find() : unknown('not known without the Site');
  const listenerFinding = await behindRouter(() => listenerOf(observation, listener, keys, apply));
  const network = await behindRouter(() => networkOf(observation, site, names, keys));
  const endpoints = service && (await endpointsOf(observation, service));
  const isFine = ({ state }: Finding) => state === 'ok' || state === 'unknown';
  const pods = deployment && (await podsOf(observation, deployment));
  const exposures = await exposureSteps(observation, publicObjects);
  const before = [siteFinding, listenerFinding, network, ...exposures, ...(pods ? [pods] : [])];
  const isLinked = [siteFinding, listenerFinding].every(isFine);
  const asked = await modelFinding(observation, summary, {
    asks: options.asks ?? true,
    isTooEarly: options.asksLast === true && !before.every(isFine),
    hasPods: endpoints === undefined || endpoints.state === 'ok' || endpoints.state === 'unknown',
    isLinked,
    remedy: onTheMachines(privateObjects),
  });
  // Whoever answers with an error while nothing is linked is not the model.
  const model = asked.state === 'failed' && !isLinked ? waiting('not reached yet: see the steps before it') : asked;
  const reported =
    model.state === 'ok' || network.state !== 'ok'
      ? network
      : withReport(network, observation, await observation.find(site, site.metadata.name));
  // After a restart of a router the status of Skupper is behind for minutes: an answer is the better proof.
  const proven = (finding: Finding): Finding =>
    model.state === 'ok' && !finding.isBeside && finding.state === 'waiting'
      ? ok('the model answers through it')
      : finding;
  const link = await linkOf(observation, publicObjects);
  const step = (id: string, title: string, finding: Finding | undefined): Step[] =>
    finding === undefined ? [] : [{ id, title, ...finding }];
  return [
    namespace,
    ...step('objects', 'objects', await objectsOf(observation, publicObjects, apply)),
    ...exposures,
    ...step('pods', 'pods', pods),
    ...step('service', 'Service', endpoints),
    ...step('secrets', 'Secrets', await secretsOf(observation, summary)),
    ...step('site', 'Site', proven(siteFinding)),
    ...step('listener', listener.kind, proven(listenerFinding)),
    ...step('private-sites', 'private sites', proven(reported)),
    ...step('link', 'link', link),
    ...step('model', 'model', model),
    ...step('protection', 'protection', await protectionOf(observation, publicObjects, keys, apply)),
  ];
}

/** Says how old Skupper's report is, where it may be what misleads. */
function withReport(network: Finding, { now }: Observation, site: LiveObject | string | undefined): Finding {
  const fields = typeof site === 'object' ? (site.metadata.managedFields ?? []) : [];
  const times = fields.filter(({ subresource }) => subresource === 'status').map(({ time = '' }) => time);
  const age = ageOf(times.sort().at(-1), now);
  return age === undefined ? network : { ...network, detail: `${network.detail}, as Skupper reported ${age} ago` };
}

interface Seen {
  readonly asks: boolean;
  readonly isTooEarly: boolean;
  readonly hasPods: boolean;
  readonly isLinked: boolean;
  readonly remedy: string;
}

function modelFinding(
  observation: Observation,
  { model, modelUrl, page }: ChatSummary,
  { asks, isTooEarly, hasPods, isLinked, remedy }: Seen,
): Finding | Promise<Finding> {
  if (!asks) {
    return unknown('not asked, because of --no-question');
  }
  if (!hasPods) {
    return waiting('not asked, because no pod of the page is ready');
  }
  if (isTooEarly) {
    return waiting('not asked before all else is well');
  }
  const through = page?.isArticle ? `${page.secure ? 'https:' : ''}${page.service}:${page.port}` : undefined;
  return modelOf(observation, { model, modelUrl, page: through, isLinked, remedy });
}

/** The Secrets that the settings name. Their content is never read. */
async function secretsOf(
  observation: Observation,
  { requirements, namespace }: ChatSummary,
): Promise<Finding | undefined> {
  const wanted = requirements.filter(({ secretName }) => secretName !== undefined);
  if (wanted.length === 0) {
    return undefined;
  }
  const secrets = await observation.list({ apiVersion: 'v1', kind: 'Secret' });
  if (typeof secrets === 'string') {
    return unknown(`you may not list the Secrets of the namespace ${namespace}`);
  }
  const missing = wanted.filter(({ secretName }) => !secrets.some(({ metadata }) => metadata.name === secretName));
  const [first] = missing;
  return first === undefined
    ? ok(wanted.map(({ secretName }) => secretName).join(', '))
    : failed(`not there: ${missing.map(({ secretName }) => secretName).join(', ')}`, first.commands.join(' && '));
}

function onTheMachines(objects: readonly KubeObject[]): string {
  const connectors = objects.filter(({ kind }) => kind === 'Connector');
  const asks = connectors.flatMap(({ spec }) =>
    spec.host === undefined ? [] : `curl http://${spec.host}:${spec.port}/v1/models`,
  );
  return `on that machine: ${[...new Set(asks)].join(' or ') || 'ask the model server'}; docs/private-site.md has more`;
}
