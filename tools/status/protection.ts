import { isLoginPart } from '../../constructs/common/labels';
import { backendsOf } from '../../constructs/finished/finished-chat';
import { identityOf, type KubeObject } from '../../constructs/finished/kube-object';
import { deletion } from '../changes/manual-step';
import type { Kind, LiveObject, Observation } from './observation';
import { type Finding, failed, ok, unknown } from './step';

/** Kinds that say who gets to the chat, and how. */
const protecting = ['NetworkPolicy', 'Service', 'Ingress', 'Middleware', 'Policy', 'HTTPRoute', 'Route', 'Gateway'];

/** Of the login, what it runs with as well. */
function protects(object: KubeObject): boolean {
  const isOfLogin = ['Deployment', 'ConfigMap'].includes(object.kind) && isLoginPart(object.metadata.labels ?? {});
  return protecting.includes(object.kind) || isOfLogin;
}

/** Kinds that open a way to pods, made by hand or left from earlier settings. */
const kindsOfWays: readonly Kind[] = [
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' },
  { apiVersion: 'route.openshift.io/v1', kind: 'Route' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
  { apiVersion: 'skupper.io/v2alpha1', kind: 'Connector' },
];

interface Fault {
  readonly what: string;
  readonly remedy: string;
}

/** Whether what protects the chat is as the settings make it, and nothing goes round it. */
export async function protectionOf(
  observation: Observation,
  objects: readonly KubeObject[],
  routingKeys: readonly string[],
  apply: string,
): Promise<Finding> {
  const unread = new Set<string>();
  const faults: Fault[] = [];
  for (const object of objects.filter(protects)) {
    const live = await observation.find(object, object.metadata.name);
    if (live === 'forbidden') {
      unread.add(object.kind);
    } else if (typeof live === 'object' && !isAsMade(object, live)) {
      faults.push({ what: `${nameOf(object)} was changed`, remedy: apply });
    } else if (live === undefined && object.kind === 'NetworkPolicy') {
      faults.push({ what: `${nameOf(object)} is not there`, remedy: apply });
    }
  }
  const made = new Set(objects.map(identityOf));
  const ways = { objects, routingKeys, pods: podLabelsIn(objects) };
  for (const kind of kindsOfWays) {
    const listing = await observation.list(kind);
    const live = typeof listing === 'string' ? [] : listing;
    if (listing === 'forbidden') {
      unread.add(kind.kind);
    }
    const others = live.filter((object) => !made.has(identityOf(object)) && isOpenWay(object, ways));
    faults.push(...others.map((object) => ({ what: `${nameOf(object)} ${why(object)}`, remedy: deletion([object]) })));
  }
  const [first] = faults;
  if (first !== undefined) {
    return { ...failed(faults.map(({ what }) => what).join('; '), first.remedy), isBeside: true };
  }
  return unread.size > 0
    ? { ...unknown(`you may not read these kinds: ${[...unread].join(', ')}`), isBeside: true }
    : { ...ok('policies, ranges and logins are as the settings make them'), isBeside: true };
}

/**
 * Whether a live object says at least what the settings do, with nothing more in its lists. What a field is when nobody sets it,
 * the API server adds.
 */
function isAsMade({ metadata, spec, kind, ...rest }: KubeObject, live: LiveObject): boolean {
  const dataOf = (object: object) => (object as { readonly data?: unknown }).data;
  if (kind === 'ConfigMap') {
    return covers(dataOf(rest), dataOf(live));
  }
  const part = (whole: KubeObject['spec']) => (kind === 'Deployment' ? programsIn(whole) : whole);
  const annotations = metadata.annotations ?? {};
  const own = live.metadata.annotations ?? {};
  const prefixes = new Set(Object.keys(annotations).map((name) => name.split('/')[0]));
  // One more annotation of the same controller may open what the others close.
  const more = Object.keys(own).filter((name) => prefixes.has(name.split('/')[0]) && annotations[name] === undefined);
  const opens =
    kind === 'Service' ? (live.spec.externalIPs ?? []).length > 0 || typeOf(live) !== typeOf({ spec }) : false;
  return (
    covers(annotations, own) &&
    (kind !== 'Ingress' || more.length === 0) &&
    covers(part(spec), part(live.spec)) &&
    !opens
  );
}

/** What runs in the pods. Everything else of a Deployment may be scaled, moved and measured by others. */
function programsIn(spec: KubeObject['spec']): unknown {
  const containers = (spec?.template?.spec?.containers ?? []) as Readonly<Record<string, unknown>>[];
  return containers.map(({ name, image, command, args, env }) => ({ name, image, command, args, env }));
}

function typeOf({ spec }: Pick<KubeObject, 'spec'>): string {
  return spec?.type ?? 'ClusterIP';
}

function covers(wanted: unknown, live: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(live) && live.length === wanted.length && wanted.every((one, index) => covers(one, live[index]))
    );
  }
  if (typeof wanted !== 'object' || wanted === null) {
    return wanted === live;
  }
  const there = (live ?? {}) as Readonly<Record<string, unknown>>;
  // An empty selector takes all, so that nothing in it is not the same as something.
  const isEmpty = Object.keys(wanted).length === 0;
  return isEmpty
    ? Object.keys(there).length === 0
    : Object.entries(wanted).every(([key, value]) => value === undefined || covers(value, there[key]));
}

type Labels = Readonly<Record<string, string>>;

/** Labels of the chat's pods, and of those that its policies are about: the router's. */
function podLabelsIn(objects: readonly KubeObject[]): readonly Labels[] {
  return objects.flatMap(({ kind, spec }): Labels[] =>
    kind === 'Deployment'
      ? [spec.template?.metadata?.labels ?? {}]
      : kind === 'NetworkPolicy' && spec.podSelector?.matchLabels !== undefined
        ? [spec.podSelector.matchLabels]
        : [],
  );
}

interface Ways {
  readonly objects: readonly KubeObject[];
  readonly routingKeys: readonly string[];
  readonly pods: readonly Labels[];
}

function isOpenWay(object: LiveObject, { objects, routingKeys, pods }: Ways): boolean {
  const { kind, spec = {}, metadata } = object;
  if (kind === 'Connector') {
    return routingKeys.includes(spec.routingKey);
  }
  if (kind === 'Service') {
    const opens = ['LoadBalancer', 'NodePort'].includes(typeOf(object)) || (spec.externalIPs ?? []).length > 0;
    return opens && pods.some((labels) => selects(spec.selector, labels));
  }
  if (kind === 'NetworkPolicy') {
    const { matchLabels = {}, matchExpressions = [] } = spec.podSelector ?? {};
    const isOurs = pods.some((labels) => Object.entries(matchLabels).every(([name, text]) => labels[name] === text));
    return isOurs && matchExpressions.length === 0 && (spec.ingress ?? []).some(letsEverybodyIn);
  }
  const services = objects.filter((one) => one.kind === 'Service').map((one) => one.metadata.name);
  return (
    metadata.deletionTimestamp === undefined && backendsOf({ ...object, spec }).some((name) => services.includes(name))
  );
}

function selects(selector: Labels = {}, labels: Labels): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([name, text]) => labels[name] === text);
}

/** Whether a rule lets everybody in: no peer, every address, or every pod of every namespace. */
function letsEverybodyIn({ from = [] }: { readonly from?: readonly Peer[] }): boolean {
  return (
    from.length === 0 ||
    from.some(
      ({ ipBlock, namespaceSelector }) =>
        ['0.0.0.0/0', '::/0'].includes(ipBlock?.cidr ?? '') ||
        (namespaceSelector !== undefined && Object.keys(namespaceSelector).length === 0),
    )
  );
}

interface Peer {
  readonly ipBlock?: { readonly cidr: string };
  readonly namespaceSelector?: object;
}

function why({ kind }: LiveObject): string {
  return kind === 'NetworkPolicy'
    ? 'lets everybody in, and is not of the settings'
    : kind === 'Connector'
      ? 'takes the questions, and belongs on the private machine'
      : 'leads to the chat, and is not of the settings';
}

function nameOf({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.name}`;
}
