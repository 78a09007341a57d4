import { isDeepStrictEqual } from 'node:util';
import { isLoginPart } from '../../constructs/common/labels';
import type { KubeObject } from '../../constructs/finished/kube-object';

/** Kinds that say who gets to the chat, where one that is not there lets nobody in. */
const opening = ['Service', 'Ingress', 'HTTPRoute', 'Route', 'Gateway'];

/** Kinds that keep somebody out, and without which everybody may come. */
const closing = ['NetworkPolicy', 'Middleware', 'Policy'];

/** Whether an object keeps somebody out; of the login, what it runs with as well. */
export function closes({ kind, metadata }: KubeObject): boolean {
  return closing.includes(kind) || (['Deployment', 'ConfigMap'].includes(kind) && isLoginPart(metadata.labels ?? {}));
}

/** Whether an object of the settings says who gets to the chat, and how. */
export function protects(object: KubeObject): boolean {
  return opening.includes(object.kind) || closes(object);
}

/** Whether a live object protects as the settings say. */
export function isAsMade(wanted: KubeObject, live: KubeObject): boolean {
  switch (wanted.kind) {
    case 'NetworkPolicy':
      // Every field more or less changes whom it lets in, and the API server adds few.
      return isDeepStrictEqual(policyOf(wanted), policyOf(live));
    case 'ConfigMap':
      return isDeepStrictEqual(dataOf(wanted), dataOf(live));
    case 'Deployment':
      return covers(programsOf(wanted), programsOf(live));
    case 'Service':
      return annotationsHold(wanted, live) && covers(wanted.spec, live.spec) && !isOpened(wanted, live);
    default:
      return annotationsHold(wanted, live) && covers(wanted.spec, live.spec);
  }
}

/** A policy with what the API server sets where nobody does. */
function policyOf({ spec = {} }: KubeObject): unknown {
  const { podSelector = {}, policyTypes, ingress = [], egress = [] } = spec;
  const withProtocol = (rule: { readonly ports?: readonly object[] }) =>
    rule.ports === undefined ? rule : { ...rule, ports: rule.ports.map((port) => ({ protocol: 'TCP', ...port })) };
  return {
    podSelector,
    policyTypes: policyTypes ?? ['Ingress', ...(egress.length > 0 ? ['Egress'] : [])],
    ingress: ingress.map(withProtocol),
    egress: egress.map(withProtocol),
  };
}

/** What runs in the pods. Everything else of a Deployment may be scaled, moved and measured by others. */
function programsOf({ spec }: KubeObject): unknown {
  const containers = spec.template.spec.containers as Readonly<Record<string, unknown>>[];
  // Where the settings say nothing, a command or a variable by hand is a change, too.
  return containers.map(({ name, image, command = [], args = [], env = [], envFrom = [] }) => ({
    name,
    image,
    command,
    args,
    env,
    envFrom,
  }));
}

function dataOf(object: KubeObject): unknown {
  return (object as { readonly data?: unknown }).data;
}

/** One more annotation that the same controller reads may open what the others close. */
function annotationsHold({ kind, metadata }: KubeObject, live: KubeObject): boolean {
  const [wanted, there] = [metadata.annotations ?? {}, live.metadata.annotations ?? {}];
  const domains = new Set(Object.keys(wanted).map((name) => name.split('/')[0]));
  const more = Object.keys(there).filter((name) => domains.has(name.split('/')[0]) && wanted[name] === undefined);
  return covers(wanted, there) && (kind !== 'Ingress' || more.length === 0);
}

function isOpened(wanted: KubeObject, live: KubeObject): boolean {
  const typeOf = ({ spec }: KubeObject) => spec.type ?? 'ClusterIP';
  return typeOf(live) !== typeOf(wanted) || (live.spec.externalIPs ?? []).length > 0;
}

/** Whether a live value says at least what is wanted, with nothing more in its lists. The API server fills in the rest. */
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
  return Object.entries(wanted).every(([key, value]) => value === undefined || covers(value, there[key]));
}
