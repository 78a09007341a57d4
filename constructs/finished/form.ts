import { joinPath } from '../checks/problem';
import type { Finding } from './finding';
import type { KubeObject } from './kube-object';

/** What an object of a kind cannot be without, and what is read from it. */
const needed: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Deployment: [['selector'], ['template', 'metadata'], ['template', 'spec', 'containers']],
  Service: [['ports']],
  NetworkPolicy: [['podSelector']],
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

/** What the values of one field look like, the elements of a list taken together, as each may show another part. */
interface Form {
  readonly is: string;
  readonly fields: ReadonlyMap<string, Form>;
  readonly element?: Form;
}

/** The first field that a patch gave another form than its kind has: what was a list, a map, a text or a number stays one. */
export function otherForm(before: unknown, after: unknown): string | undefined {
  return differenceFrom(formOf([before]), after, []);
}

/** Looks at each value once, however many share a field: an object may have ten thousands of elements. */
function formOf(values: readonly unknown[]): Form {
  const is = formNameOf(values[0]);
  const alike = values.filter((value) => formNameOf(value) === is);
  const elements = is === 'a list' ? alike.flat() : [];
  const byField = new Map<string, unknown[]>();
  for (const [key, value] of is === 'a map' ? alike.flatMap((map) => Object.entries(map as object)) : []) {
    byField.set(key, byField.get(key) ?? []);
    byField.get(key)?.push(value);
  }
  return {
    is,
    fields: new Map([...byField].map(([key, found]) => [key, formOf(found)])),
    element: elements.length === 0 ? undefined : formOf(elements),
  };
}

function differenceFrom(form: Form, value: unknown, path: readonly (string | number)[]): string | undefined {
  const is = formNameOf(value);
  if (is !== form.is) {
    return isEitherWay([is, form.is], path) ? undefined : `${joinPath(...path)} is ${is} now, and has to be ${form.is}`;
  }
  const isList = Array.isArray(value);
  for (const [key, child] of typeof value === 'object' && value !== null ? Object.entries(value) : []) {
    const known = isList ? form.element : form.fields.get(key);
    const difference = known && differenceFrom(known, child, [...path, isList ? Number(key) : key]);
    if (difference !== undefined) {
      return difference;
    }
  }
  return undefined;
}

function formNameOf(value: unknown): string {
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
