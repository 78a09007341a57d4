import { joinPath } from '../checks/problem';
import type { Finding } from './finding';
import type { KubeObject } from './kube-object';

/** What an object of a kind cannot be without, and what is read from it. */
const needed: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Deployment: [['selector'], ['template', 'metadata'], ['template', 'spec', 'containers']],
  Service: [['ports']],
  NetworkPolicy: [[]],
  Ingress: [['rules']],
  HTTPRoute: [['rules']],
  Gateway: [['listeners']],
  Route: [['to', 'name']],
  HorizontalPodAutoscaler: [['scaleTargetRef', 'name']],
  Middleware: [[]],
  Listener: [['host'], ['port'], ['routingKey']],
  MultiKeyListener: [['host'], ['port'], ['strategy']],
  Link: [['endpoints']],
  Connector: [['port'], ['routingKey']],
};

/** Objects that lack what all of their kind have. */
export function incomplete(objects: readonly KubeObject[]): Finding[] {
  return objects.flatMap((object) => missing(object).map((message) => ({ object, message })));
}

function missing({ kind, metadata, spec }: KubeObject): string[] {
  const isThere = (path: readonly string[]) => {
    const value = path.reduce((inner, name) => inner?.[name], spec);
    return value !== undefined && value?.length !== 0;
  };
  // Pods can be selected in a cluster; a machine has none.
  const byHost = kind === 'Connector' && (spec?.selector === undefined || metadata.namespace === undefined);
  return [...(needed[kind] ?? []), ...(byHost ? [['host']] : [])]
    .filter((path) => !isThere(path))
    .map((path) => `${['spec', ...path].join('.')} is missing or empty`);
}

/** Fields that take a number or a text, as Kubernetes' own types for ports, shares and amounts do. */
const eitherWay =
  /\.(targetPort|(httpGet|tcpSocket)\.port|gress\[\d+\]\.ports\[\d+\]\.port|max(Unavailable|Surge)|minAvailable|cpu|memory|storage)$/;

/** The first field that a patch gave another form than its kind has: what was a list, a map, a text or a number stays one. */
export function otherForm(
  before: unknown,
  after: unknown,
  path: readonly (string | number)[] = [],
): string | undefined {
  const [was, is] = [formOf(before), formOf(after)];
  if (was !== is) {
    return after === undefined || isEitherWay([was, is], path)
      ? undefined
      : `${joinPath(...path)} is ${is} now, and has to be ${was}`;
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const example = before.reduce(merged, undefined);
    return firstOf(after, (element, index) => otherForm(example ?? element, element, [...path, index]));
  }
  if (was !== 'a map') {
    return undefined;
  }
  const made = after as Readonly<Record<string, unknown>>;
  return firstOf(Object.entries(before as object), ([key, value]) => otherForm(value, made[key], [...path, key]));
}

/** Elements of a list have one form, of which each may show another part. */
function merged(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) {
    return [...one, ...other];
  }
  if (formOf(one) !== 'a map' || formOf(other) !== 'a map') {
    return one ?? other;
  }
  const all = { ...(one as Record<string, unknown>) };
  for (const [key, value] of Object.entries(other as object)) {
    all[key] = merged(all[key], value);
  }
  return all;
}

function formOf(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (value === null) {
    return 'null';
  }
  return { object: 'a map', string: 'a text', boolean: 'true or false' }[typeof value as string] ?? 'a number';
}

function isEitherWay(forms: readonly string[], path: readonly (string | number)[]): boolean {
  return forms.every((form) => form === 'a text' || form === 'a number') && eitherWay.test(joinPath(...path));
}

function firstOf<Element>(
  list: readonly Element[],
  problemOf: (element: Element, index: number) => string | undefined,
): string | undefined {
  for (const [index, element] of list.entries()) {
    const problem = problemOf(element, index);
    if (problem !== undefined) {
      return problem;
    }
  }
  return undefined;
}
