import { backendsOf } from '../../constructs/finished/finished-chat';
import { hasLabels, identityOf, type KubeObject, type Labels, selects } from '../../constructs/finished/kube-object';
import { routerPodLabels } from '../../constructs/skupper/names';
import type { Kind, LiveObject, Observation } from './observation';

/** Kinds that open a way to pods, or to the model, made by hand or left from earlier settings. */
export const kindsOfWays: readonly Kind[] = [
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' },
  { apiVersion: 'route.openshift.io/v1', kind: 'Route' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
  { apiVersion: 'skupper.io/v2alpha1', kind: 'Connector' },
];

/** What of a chat somebody may lead to. */
export interface Targets {
  /** Labels of its pods and of the router's: those of the settings, and all that they have on the cluster. */
  readonly pods: readonly Labels[];
  readonly services: readonly string[];
  readonly routingKeys: readonly string[];
  /** Objects of the settings. */
  readonly made: ReadonlySet<string>;
}

export async function targetsOf(
  observation: Observation,
  objects: readonly KubeObject[],
  routingKeys: readonly string[],
): Promise<Targets> {
  const own = objects
    .filter(({ kind }) => kind === 'Deployment')
    .map(({ spec }): Labels => spec.template?.metadata?.labels ?? {});
  const declared = [...own, routerPodLabels];
  const listing = await observation.list({ apiVersion: 'v1', kind: 'Pod' });
  const live = (typeof listing === 'string' ? [] : listing).map(({ metadata }) => metadata.labels ?? {});
  return {
    pods: [...declared, ...live.filter((labels) => declared.some((wanted) => hasLabels(labels, wanted)))],
    services: objects.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name),
    routingKeys,
    made: new Set(objects.map(identityOf)),
  };
}

/** Why a live object opens a way to the chat that the settings do not make; nothing when it opens none. */
export function wayOpenedBy(object: LiveObject, { pods, services, routingKeys, made }: Targets): string | undefined {
  const { kind, spec = {}, metadata } = object;
  // What Skupper makes for a Site or a Listener is its own.
  const isSkuppers = (metadata.ownerReferences ?? []).some(({ apiVersion = '' }) =>
    apiVersion.startsWith('skupper.io/'),
  );
  if (made.has(identityOf(object)) || isSkuppers) {
    return undefined;
  }
  if (kind === 'Connector') {
    return routingKeys.includes(spec.routingKey)
      ? 'takes the questions, and belongs on the private machine'
      : undefined;
  }
  if (kind === 'NetworkPolicy') {
    const isOurs = pods.some((labels) => matches(spec.podSelector ?? {}, labels));
    return isOurs && (spec.ingress ?? []).some(letsEverybodyIn)
      ? 'lets everybody in, and is not of the settings'
      : undefined;
  }
  const isOpen = kind === 'Service' ? opensPort(object) && pods.some((labels) => selects(spec.selector, labels)) : true;
  const leads = kind === 'Service' || backendsOf({ ...object, spec }).some((name) => services.includes(name));
  return isOpen && leads ? 'leads to the chat, and is not of the settings' : undefined;
}

function opensPort({ spec = {} }: LiveObject): boolean {
  return ['LoadBalancer', 'NodePort'].includes(spec.type) || (spec.externalIPs ?? []).length > 0;
}

interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: string[];
  }[];
}

/** Whether a selector takes pods with these labels; an empty one takes all. */
function matches({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  return (
    hasLabels(labels, matchLabels) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const text = labels[key];
      const isThere = text !== undefined;
      const isIn = isThere && values.includes(text);
      return { In: isIn, NotIn: !isIn, Exists: isThere, DoesNotExist: !isThere }[operator] ?? true;
    })
  );
}

interface Peer {
  readonly ipBlock?: { readonly cidr: string };
  readonly namespaceSelector?: Selector;
}

/** Whether a rule lets everybody in: no peer, a good part of all addresses, or every namespace. */
function letsEverybodyIn({ from = [] }: { readonly from?: readonly Peer[] }): boolean {
  return (
    from.length === 0 ||
    from.some(
      ({ ipBlock, namespaceSelector }) =>
        (ipBlock !== undefined && isWide(ipBlock.cidr)) ||
        (namespaceSelector !== undefined && matches(namespaceSelector, {})),
    )
  );
}

/** Two halves of all addresses are all of them. */
function isWide(range: string): boolean {
  const [, bits = '128'] = range.split('/');
  return Number(bits) < (range.includes(':') ? 16 : 8);
}
