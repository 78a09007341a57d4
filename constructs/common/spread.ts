import type { k8s } from './k8s';

/** Puts pods on different nodes, or other places by the nodes' label. Preferred, not required: on a cluster of one node both pods run there. */
export function spread(
  podLabels: Record<string, string>,
  topologyKey = 'kubernetes.io/hostname',
): Partial<k8s.PodSpec> {
  const labelSelector = { matchLabels: podLabels };
  return {
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway', labelSelector }],
  };
}
