import { k8s } from '../common/k8s';
import type { Platform } from '../common/platform';
import type { Amounts, PodSettings, Resources } from './pod-settings';

/** Not an image's own user: that is often a name, and the kubelet cannot tell whether a name is root. */
export const userId = 10001;

/** Where the authority of the model's certificate is mounted. */
export const modelCaPath = '/etc/model-ca';

/** What every pod of a page has, whichever it is, without its containers. */
export function podOf(
  name: string,
  { imagePullSecrets, nodeSelector, tolerations, priorityClassName }: PodSettings,
): Omit<k8s.PodSpec, 'containers'> {
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    imagePullSecrets: imagePullSecrets?.map((secret) => ({ name: secret })),
    nodeSelector,
    tolerations: tolerations?.map((toleration) => ({ ...toleration })),
    priorityClassName,
  };
}

/** Admissible under Pod Security "restricted" and OpenShift's restricted-v2. */
export function podSecurity(platform: Platform, user: number): k8s.PodSecurityContext {
  return {
    runAsNonRoot: true,
    // OpenShift takes a user from the namespace's own range and refuses any other.
    ...(platform === 'kubernetes' ? { runAsUser: user, runAsGroup: user } : {}),
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

export function containerSecurity(readOnlyRootFilesystem: boolean): k8s.SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem,
    capabilities: { drop: ['ALL'] },
  };
}

/** A volume and where the container sees it. */
export interface MountedVolume {
  readonly name: string;
  readonly path: string;
  readonly source: Omit<k8s.Volume, 'name'>;
  readonly readOnly?: true;
  /** The one file of the volume that is mounted. */
  readonly subPath?: string;
}

export function secretVolume(name: string, path: string, secretName: string, keys: readonly string[]): MountedVolume {
  return {
    name,
    path,
    source: { secret: { secretName, items: keys.map((key) => ({ key, path: key })) } },
    readOnly: true,
  };
}

export function emptyVolume(name: string, path: string, sizeLimit: string, medium?: 'Memory'): MountedVolume {
  return { name, path, source: { emptyDir: { medium, sizeLimit: k8s.Quantity.fromString(sizeLimit) } } };
}

/** The volume of what has to outlive a pod. */
export const dataVolume = 'page-data';

/**
 * Names the folders on the node's disk that keep nothing. Without it cluster-autoscaler keeps every node with such a pod; one
 * in memory does not count. Source: cluster-autoscaler's FAQ.
 */
export function evictionAnnotations({ volumes = [] }: k8s.PodSpec): Record<string, string> {
  const names = volumes
    .filter(({ name, emptyDir }) => emptyDir !== undefined && emptyDir.medium !== 'Memory' && name !== dataVolume)
    .map(({ name }) => name);
  return names.length === 0 ? {} : { 'cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes': names.join(',') };
}

export function mountsOf(volumes: readonly MountedVolume[]): k8s.VolumeMount[] {
  return volumes.map(({ name, path, readOnly, subPath }) => ({ name, mountPath: path, readOnly, subPath }));
}

/** Each volume once, however many of its files are mounted. */
export function volumesOf(volumes: readonly MountedVolume[]): k8s.Volume[] {
  return [...new Map(volumes.map(({ name, source }) => [name, { name, ...source }])).values()];
}

export function resourcesOf({ requests, limits }: Resources): k8s.ResourceRequirements {
  return { requests: quantities(requests), limits: quantities(limits) };
}

function quantities(amounts: Amounts = {}): Record<string, k8s.Quantity> | undefined {
  const { cpu, memory, ephemeralStorage } = amounts;
  const set = Object.entries({ cpu, memory, 'ephemeral-storage': ephemeralStorage }).flatMap(([name, amount]) =>
    amount === undefined ? [] : [[name, k8s.Quantity.fromString(amount)] as const],
  );
  return set.length === 0 ? undefined : Object.fromEntries(set);
}

/** Variables in the order of their names. */
export function variables(env: PodSettings['env'] = {}): k8s.EnvVar[] {
  return Object.entries(env)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, variable]) =>
      typeof variable === 'string'
        ? { name, value: variable }
        : { name, valueFrom: { secretKeyRef: { name: variable.secretName, key: variable.key } } },
    );
}

export function variablesFrom(sources: PodSettings['envFrom']): k8s.EnvFromSource[] | undefined {
  return sources?.map(({ secretName, configMapName }) =>
    secretName === undefined ? { configMapRef: { name: configMapName } } : { secretRef: { name: secretName } },
  );
}
