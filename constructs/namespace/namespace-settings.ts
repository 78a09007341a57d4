import { broken } from '../checks/broken';
import { group, mapOf, optional, type Schema } from '../checks/check';
import { dnsLabel, flag, labelValue, qualifiedName } from '../checks/values';
import { quote } from '../checks/wording';
import { refusedMesh } from '../common/mesh';

/** The namespace of the public site. */
export interface NamespaceSettings {
  /** Name of the namespace. At most 35 characters where the router is reached through OpenShift's Routes. */
  readonly name: string;
  /**
   * More labels. Labels of Pod Security may be stricter or looser than the project's own; the rest of its own may not
   * be replaced.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * The namespace is made elsewhere, so none is emitted. Excludes `labels`.
   *
   * @default false
   */
  readonly exists?: boolean;
  /**
   * Closes every pod of the namespace to incoming traffic that no other policy allows. The router, the client, the proxies
   * of a Gateway or an Ingress beside it and, with `challenge: 'http01'`, cert-manager's solvers have policies of their own; other pods of
   * yours need one. With an issuer it needs `challenge`.
   *
   * @default false, because pods that others run in the namespace would be cut off
   */
  readonly denyByDefault?: boolean;
}

export const podSecurity = 'pod-security.kubernetes.io/';
const podSecurityModes = ['enforce', 'enforce-version', 'audit', 'audit-version', 'warn', 'warn-version'];
const podSecurityLevels = ['privileged', 'baseline', 'restricted'];
const systemNamespaces =
  /^(default|skupper|openshift|(kube|openshift|cattle|calico|gke)-.*|(istio|envoy-gateway|flux|gatekeeper|metallb|longhorn)-system|ingress-nginx|cert-manager|argocd|gatekeeper|kyverno|rook-ceph|tigera-operator)$/;

/** Whether a namespace of this name belongs to the cluster, and no chat. */
export function isClusterNamespace(name: string): boolean {
  return systemNamespaces.test(name);
}

export const namespaceSchema: Schema<NamespaceSettings> = group<NamespaceSettings>(
  {
    name: dnsLabel(),
    labels: optional(mapOf(qualifiedName, labelValue, 'a map from label names to values', refused)),
    exists: optional(flag),
    denyByDefault: optional(flag),
  },
  {
    reads: ['name'],
    judge: ({ name }) =>
      broken(
        isClusterNamespace(name),
        'name',
        `"${name}" belongs to the cluster; use a namespace of the chat's own, such as "ilab-chat"`,
      ),
  },
  {
    reads: ['labels', 'exists'],
    judge: ({ labels, exists }) =>
      broken(
        labels !== undefined && exists === true,
        'labels',
        'a namespace that is made elsewhere gets its labels there; leave out labels or exists',
      ),
  },
);

/** Why no namespace of a chat may have a label of this name, in a setting or after a patch. */
export function labelOfCluster(name: string): string | undefined {
  if (/(^|\.)network\.openshift\.io\//.test(name)) {
    return "policies of others know the cluster's own entrance by it, and would let this namespace in; leave it out";
  }
  if (name === 'kubernetes.io/metadata.name') {
    return 'set by the cluster already; leave it out';
  }
  return name === 'openshift.io/run-level' || /^admission\.gatekeeper\.sh\//.test(name)
    ? 'it takes the namespace out of what the cluster checks; leave it out'
    : undefined;
}

/** Why a label is not taken as it is. */
function refused(name: string, text: string): string | undefined {
  if (name.startsWith('app.kubernetes.io/')) {
    return 'set by the project already; leave it out';
  }
  if (!name.startsWith(podSecurity)) {
    return labelOfCluster(name) ?? refusedMesh(name, text);
  }
  const mode = name.slice(podSecurity.length);
  if (!podSecurityModes.includes(mode)) {
    return `not a label of Pod Security, which knows ${podSecurityModes.join(', ')}`;
  }
  if (mode.endsWith('-version')) {
    return /^(latest|v1\.(0|[1-9]\d*))$/.test(text)
      ? undefined
      : `${quote(text)} is no version of Pod Security; use "latest" or one such as "v1.30"`;
  }
  if (!podSecurityLevels.includes(text)) {
    return `"${text}" is no Pod Security level; use "privileged", "baseline" or "restricted"`;
  }
  return mode === 'enforce' && text === 'restricted'
    ? '"restricted" keeps the Skupper router from starting, which sets no seccomp profile; use "baseline"'
    : undefined;
}
