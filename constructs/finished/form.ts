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

/** Objects that lack what all of their kind have, or have a part in another form. */
export function incomplete(objects: readonly KubeObject[]): Finding[] {
  return objects.flatMap((object) =>
    [...missing(object), ...misshapen(object)].map((message) => ({ object, message })),
  );
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

const setOf = (names: string) => new Set(names.split(' '));

/** Fields that are a list of maps in every kind of Kubernetes' own and of the Gateway API that has them. */
const listsOfMaps = setOf(
  'containers initContainers ephemeralContainers volumes volumeMounts imagePullSecrets tolerations hostAliases env envFrom ports ' +
    'topologySpreadConstraints sysctls httpHeaders items sources nodeSelectorTerms matchExpressions matchFields ' +
    'rules paths parentRefs matches filters backendRefs listeners certificateRefs metrics policies',
);

/** Such lists in one kind, which other kinds have in another form. */
const listsByKind: Readonly<Record<string, ReadonlySet<string>>> = {
  Ingress: setOf('tls'),
  NetworkPolicy: setOf('ingress egress from to'),
};

/** Fields that are a list, of texts and numbers mostly. */
const lists = setOf(
  'command args add drop externalIPs loadBalancerSourceRanges ipFamilies policyTypes except hosts hostnames values finalizers ' +
    'supplementalGroups accessModes',
);

/** Fields that are a map. */
const maps = setOf(
  'metadata labels annotations matchLabels nodeSelector securityContext capabilities seccompProfile seLinuxOptions appArmorProfile ' +
    'windowsOptions affinity nodeAffinity podAffinity podAntiAffinity lifecycle preStop postStart livenessProbe readinessProbe ' +
    'startupProbe exec httpGet tcpSocket valueFrom secretKeyRef configMapKeyRef fieldRef secretRef configMapRef resources limits ' +
    'requests emptyDir configMap secret persistentVolumeClaim projected downwardAPI podSelector namespaceSelector ipBlock ' +
    'defaultBackend backend http strategy rollingUpdate scaleTargetRef infrastructure allowedRoutes',
);

/** Maps whose keys are the user's own. */
const freeMaps = setOf('labels annotations matchLabels nodeSelector selector data limits requests');

const ofKubernetes = /^(v1|(apps|autoscaling|policy|(gateway\.)?networking\.k8s\.io)\/v\d+)$/;

/** Fields of Kubernetes' own that have another form than they have in every object. */
function misshapen({ apiVersion = '', kind, metadata, spec }: KubeObject): string[] {
  const problemOf = (value: unknown, wanted: string, path: readonly (string | number)[]) => {
    const is = formNameOf(value);
    return is === wanted ? [] : [`${joinPath(...path)} is ${is}, and has to be ${wanted}`];
  };
  const descend = (value: unknown, path: readonly (string | number)[]): string[] => {
    if (typeof value !== 'object' || value === null || freeMaps.has(String(path.at(-1)))) {
      return [];
    }
    if (Array.isArray(value)) {
      return value.flatMap((element, index) => descend(element, [...path, index]));
    }
    return Object.entries(value).flatMap(([key, child]) => {
      const at = [...path, key];
      const isOfMaps = listsOfMaps.has(key) || listsByKind[kind]?.has(key) === true;
      const wanted = isOfMaps || lists.has(key) ? 'a list' : maps.has(key) ? 'a map' : formNameOf(child);
      const elements: readonly unknown[] = isOfMaps && Array.isArray(child) ? child : [];
      const problems = [
        ...problemOf(child, wanted, at),
        ...elements.flatMap((element, index) => problemOf(element, 'a map', [...at, index])),
      ];
      return problems.length > 0 ? problems : descend(child, at);
    });
  };
  return ofKubernetes.test(apiVersion) ? descend({ metadata, spec }, []) : [];
}

/** Fields that take a number or a text, as Kubernetes' own types for ports, shares and amounts do. */
const eitherWay =
  /\.(targetPort|(httpGet|tcpSocket)\.port|(in|e)gress\[\d+\]\.ports\[\d+\]\.port|max(Unavailable|Surge)|minAvailable|cpu|memory|storage)$/;

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
