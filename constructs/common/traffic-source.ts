import { k8s } from './k8s';

/**
 * Who connects to the client's pods when an exposure is on: peers, or `any`, where no peer of a NetworkPolicy describes
 * them on every network plugin.
 */
export type TrafficSource = readonly k8s.NetworkPolicyPeer[] | 'any';

/** The label that every cluster puts on a namespace. */
const namespaceName = 'kubernetes.io/metadata.name';

/** Pods with these labels in the namespace of this name; without labels, all in it. */
export function podsIn(namespace: string, labels: Record<string, string>): k8s.NetworkPolicyPeer[] {
  const namespaceSelector = { matchLabels: { [namespaceName]: namespace } };
  // The API server drops an empty map of labels, and every later apply would write it again.
  const isEverybody = Object.keys(labels).length === 0;
  return [isEverybody ? { namespaceSelector } : { namespaceSelector, podSelector: { matchLabels: labels } }];
}

/** Pods with these labels in the client's own namespace. */
export function podsHere(labels: Record<string, string>): k8s.NetworkPolicyPeer[] {
  return [{ podSelector: { matchLabels: labels } }];
}

/** Everybody in these ranges of addresses. */
export function addressesIn(ranges: readonly string[]): k8s.NetworkPolicyPeer[] {
  return ranges.map((cidr) => ({ ipBlock: { cidr } }));
}

/** A port of a NetworkPolicy. */
export function tcp(port: number): k8s.NetworkPolicyPort {
  return { protocol: 'TCP', port: k8s.IntOrString.fromNumber(port) };
}

/**
 * The rules of a policy that let sources reach a port; none lets nobody. For `any` it is a rule without `from`: the ranges
 * `0.0.0.0/0` and `::/0` mean less. Azure's plugin gives up the whole policy at `::/0`, and Cilium leaves out the nodes
 * that forward a load balancer's requests.
 */
export function ingressRules(sources: readonly TrafficSource[], port: number): k8s.NetworkPolicyIngressRule[] {
  const ports = [tcp(port)];
  const peers = sources.flatMap((source) => (source === 'any' ? [] : source));
  if (sources.includes('any')) {
    return [{ ports }];
  }
  const distinct = new Map(peers.map((peer) => [JSON.stringify(peer), peer]));
  return distinct.size === 0 ? [] : [{ from: [...distinct.values()], ports }];
}
