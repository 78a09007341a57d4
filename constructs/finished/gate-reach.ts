import { labelOfOthers } from '../chat-client/pod-settings';
import { isDnsName, isHostOrAddress } from '../checks/values';
import { quote } from '../checks/wording';
import { issuerAnnotationNames } from '../common/cert-manager';
import { refusedMesh } from '../common/mesh';
import { harmOf } from '../exposure/harmful-annotations';
import { isUrlForNginx } from '../exposure/nginx-ingress-settings';
import { labelOfCluster, podSecurity } from '../namespace/namespace-settings';
import type { Finding } from './finding';
import { type KubeObject, stepTo } from './kube-object';
import { pathProblems } from './request-paths';

/** What would let one chat take what is another's, the cluster's or the nodes'. A chat's own settings and patches may spoil that chat alone. */
export function reachFindings(objects: readonly KubeObject[]): Finding[] {
  return objects.flatMap((object) =>
    [
      ...annotationProblems(object),
      ...hostProblems(object),
      ...pathProblems(object),
      ...(problemsByKind[object.kind]?.(object) ?? []),
    ].map((message) => ({ object, message })),
  );
}

// biome-ignore lint/suspicious/noExplicitAny: specs of any kind, after anybody's patch
type Any = any;

/** The annotations of an object, of its pods, and those that a Gateway hands on to its Service. */
function annotationProblems({ metadata, spec }: KubeObject): string[] {
  const maps: readonly (readonly [string, Any])[] = [
    ['metadata.annotations', metadata.annotations],
    ['spec.template.metadata.annotations', spec?.template?.metadata?.annotations],
    ['spec.infrastructure.annotations', spec?.infrastructure?.annotations],
  ];
  return maps.flatMap(([path, annotations]) =>
    Object.entries(annotations ?? {}).flatMap(([name, text]) => {
      const isNoName = Object.values(issuerAnnotationNames).includes(name) && !isDnsName(text);
      const harm = isNoName
        ? `${quote(text)} is not the name of an issuer`
        : harmOf(name, String(text), metadata.namespace ?? '');
      return harm === undefined ? [] : [`${path}${stepTo(name, false)}: ${harm}`];
    }),
  );
}

/** The hosts that an object of an exposure names. They are put into addresses and commands. */
export function hostsOf({ kind, spec }: KubeObject): string[] {
  const named: readonly unknown[] = [
    ...(kind === 'Ingress' ? listOf(spec?.rules).map((rule) => rule?.host) : []),
    ...(kind === 'Ingress' ? listOf(spec?.tls).flatMap((tls) => listOf(tls?.hosts)) : []),
    ...(kind === 'HTTPRoute' ? listOf(spec?.hostnames) : []),
    ...(kind === 'Gateway' ? listOf(spec?.listeners).map((listener) => listener?.hostname) : []),
    ...(kind === 'Route' ? [spec?.host] : []),
  ];
  return named.filter((host) => host !== undefined).map(String);
}

function hostProblems(object: KubeObject): string[] {
  return hostsOf(object)
    .filter((host) => !isHostOrAddress(host.replace(/^\*\./, '')))
    .map((host) => `${quote(host)} is not a host name; use one such as "chat.example.com"`);
}

const problemsByKind: Readonly<Record<string, (object: KubeObject) => string[]>> = {
  Namespace: ({ metadata }) => [
    ...meshProblems('metadata.labels', metadata.labels),
    ...meshProblems('metadata.annotations', metadata.annotations),
    ...Object.keys(metadata.labels ?? {}).flatMap((name) => {
      const problem = labelOfCluster(name);
      return problem === undefined ? [] : [`metadata.labels${stepTo(name, false)}: ${problem}`];
    }),
    ...(metadata.labels?.[`${podSecurity}enforce`] === 'restricted'
      ? ['enforces Pod Security "restricted", and the Skupper router would not start; use "baseline"']
      : []),
  ],
  Deployment: ({ spec }) => [
    ...meshProblems('spec.template.metadata.labels', spec?.template?.metadata?.labels),
    ...meshProblems('spec.template.metadata.annotations', spec?.template?.metadata?.annotations),
    ...Object.entries(spec?.template?.metadata?.labels ?? {}).flatMap(([name, text]) => {
      const problem = labelOfOthers(name, text);
      return problem === undefined ? [] : [`spec.template.metadata.labels${stepTo(name, false)}: ${problem}`];
    }),
  ],
  ServiceMonitor: ({ spec }) => monitorProblems(spec),
  PodMonitor: ({ spec }) => monitorProblems(spec),
  // CVE-2020-8554: whoever names an address as a Service's own gets what is sent to it, from the whole cluster.
  Service: ({ spec }) => [
    ...(spec?.externalIPs === undefined
      ? []
      : ['spec.externalIPs takes what the cluster sends to these addresses; use a load balancer']),
    ...(spec?.type === 'ExternalName' || spec?.externalName !== undefined
      ? ['spec.externalName leads out of the namespace; a Service of a chat leads to its pods']
      : []),
  ],
  Ingress: ({ metadata, spec }) => {
    const { 'kubernetes.io/ingress.class': annotated } = metadata.annotations ?? {};
    const urls = ['auth-url', 'auth-signin'].map((name) => `nginx.ingress.kubernetes.io/${name}`);
    return [
      ...(annotated !== undefined && spec?.ingressClassName !== undefined
        ? ['has a class in an annotation and in spec.ingressClassName, which Kubernetes refuses']
        : []),
      ...urls
        .filter((name) => metadata.annotations?.[name] !== undefined && !isUrlForNginx(metadata.annotations[name]))
        .map((name) => `metadata.annotations${stepTo(name, false)} is not an address that nginx takes`),
    ];
  },
  HTTPRoute: ({ metadata, spec }) => [
    // A route of a Service changes what the pods of its namespace get from it, inside a mesh.
    ...listOf(spec?.parentRefs)
      .filter((ref) => ref?.kind !== undefined && ref.kind !== 'Gateway')
      .map((ref) => `belongs to a ${quote(ref.kind)}, and a route of a chat belongs to a Gateway`),
    ...listOf(spec?.rules).flatMap((rule) => [
      ...listOf(rule?.backendRefs).flatMap((ref) => elsewhere(ref, metadata.namespace, 'Service')),
      ...[rule, ...listOf(rule?.backendRefs)]
        .flatMap((part) => listOf(part?.filters))
        .filter((filter) => filter?.requestMirror !== undefined || filter?.externalAuth !== undefined)
        .map(() => 'a filter sends a copy of every question elsewhere, or a part of it; leave it out'),
    ]),
  ],
  Gateway: ({ metadata, spec }) =>
    listOf(spec?.listeners)
      .flatMap((listener) => listOf(listener?.tls?.certificateRefs))
      .flatMap((ref) => elsewhere(ref, metadata.namespace, 'Secret')),
  Route: ({ spec }) => [
    ...[spec?.to, ...listOf(spec?.alternateBackends)]
      .filter((ref) => ref?.kind !== undefined && ref.kind !== 'Service')
      .map((ref) => `leads to a ${quote(ref.kind)}, and a Route leads to Services`),
    ...((spec?.wildcardPolicy ?? 'None') === 'None'
      ? []
      : ['spec.wildcardPolicy takes every host of its domain that no other Route names; use "None"']),
    ...(spec?.subdomain === undefined ? [] : ['spec.subdomain names a host without its domain; use spec.host']),
  ],
  Role: ({ rules }: KubeObject & { readonly rules?: unknown }) =>
    listOf(rules).some((rule) =>
      [rule?.verbs, rule?.resources, rule?.apiGroups].some((list) => listOf(list).includes('*')),
    )
      ? ['a rule gives every right ("*"); name what is needed']
      : [],
  RoleBinding: ({ roleRef }: KubeObject & { readonly roleRef?: Any }) =>
    roleRef?.kind === 'Role' ? [] : ['binds a role of the cluster; bind a Role of the namespace'],
};

/** Labels or annotations that put pods into a mesh. */
function meshProblems(path: string, map: Readonly<Record<string, unknown>> = {}): string[] {
  return Object.entries(map).flatMap(([name, text]) => {
    const problem = refusedMesh(name, String(text));
    return problem === undefined ? [] : [`${path}${stepTo(name, false)}: ${problem}`];
  });
}

/** Prometheus has rights that the chat has not: it reads files of its own, and pods of every namespace. */
function monitorProblems(spec: Any): string[] {
  const found: string[] =
    spec?.namespaceSelector === undefined ? [] : ['spec.namespaceSelector asks pods of other chats'];
  const descend = (value: unknown): void => {
    for (const [key, child] of Object.entries((value ?? {}) as object)) {
      if (/File$|^proxyUrl$/.test(key)) {
        found.push(`${key} lets Prometheus send what is its own to the pods`);
      }
      if (typeof child === 'object') {
        descend(child);
      }
    }
  };
  descend(spec);
  return found.map((problem) => `${problem}; leave it out`);
}

/** A reference of an exposure that leaves its namespace, or leads to another kind. */
function elsewhere(ref: Any, namespace: string | undefined, kind: string): string[] {
  const { namespace: other = namespace, kind: what = kind } = ref ?? {};
  return [
    ...(other === namespace
      ? []
      : [`refers to ${quote(ref.name)} of the namespace ${quote(other)}; use one of its own`]),
    ...(what === kind ? [] : [`refers to a ${quote(what)}, where a ${kind} belongs`]),
  ];
}

function listOf(value: unknown): readonly Any[] {
  return Array.isArray(value) ? value : [];
}
