import { keysOf } from '../../constructs/finished/gate-pairing';
import type { KubeObject } from '../../constructs/finished/kube-object';
import type { ChatSummary } from '../../constructs/synthesis/synthesis';
import type { ExpectedChat } from '../command/chats';
import { exposureSteps } from './exposure-steps';
import { modelOf } from './model-step';
import { namespaceOf, objectsOf } from './object-steps';
import type { Observation } from './observation';
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
  const isLinked = [siteFinding, listenerFinding].every(({ state }) => state === 'ok' || state === 'unknown');
  const model = await modelFinding(observation, summary, {
    asks: options.asks ?? true,
    hasPods: endpoints === undefined || endpoints.state === 'ok' || endpoints.state === 'unknown',
    isLinked,
    remedy: onTheMachines(privateObjects),
  });
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
    ...(await exposureSteps(observation, publicObjects)),
    ...step('pods', 'pods', deployment && (await podsOf(observation, deployment))),
    ...step('service', 'Service', endpoints),
    ...step('secrets', 'Secrets', await secretsOf(observation, summary)),
    ...step('site', 'Site', proven(siteFinding)),
    ...step('listener', listener.kind, proven(listenerFinding)),
    ...step('private-sites', 'private sites', proven(network)),
    ...step('link', 'link', link),
    ...step('model', 'model', model),
    ...step('protection', 'protection', await protectionOf(observation, publicObjects, keys, apply)),
  ];
}

interface Seen {
  readonly asks: boolean;
  readonly hasPods: boolean;
  readonly isLinked: boolean;
  readonly remedy: string;
}

function modelFinding(
  observation: Observation,
  { model, modelUrl, page }: ChatSummary,
  { asks, hasPods, isLinked, remedy }: Seen,
): Finding | Promise<Finding> {
  if (!asks) {
    return unknown('not asked, because of --no-question');
  }
  if (!hasPods) {
    return waiting('not asked, because no pod of the page is ready');
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
