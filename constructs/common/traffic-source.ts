import type { k8s } from './k8s';

/** Who connects to the client's pods when an exposure is on. */
export type TrafficSource = readonly k8s.NetworkPolicyPeer[];

/** The label that every cluster puts on a namespace. */
const namespaceName = 'kubernetes.io/metadata.name';

/**
 * Any address: what arrives behind a load balancer is the user's address, a node's or the balancer's own, depending on
 * the cloud. The balancer's source ranges do the filtering.
 */
export const anyAddress: TrafficSource = [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }];

/** Pods with these labels in the namespace of this name. */
export function podsIn(namespace: string, labels: Record<string, string>): TrafficSource {
  return [{ namespaceSelector: { matchLabels: { [namespaceName]: namespace } }, podSelector: { matchLabels: labels } }];
}

/** Pods with these labels in the client's own namespace. */
export function podsHere(labels: Record<string, string>): TrafficSource {
  return [{ podSelector: { matchLabels: labels } }];
}
