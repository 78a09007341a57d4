import { Construct } from 'constructs';
import type { Backend } from '../common/backend';
import { k8s } from '../common/k8s';
import type { TrafficSource } from '../common/traffic-source';

export interface ProxyPoliciesProps {
  readonly backend: Backend;
  /** Tells apart the policies of several exposures, e.g. `gateway`. */
  readonly suffix: string;
  /** Who connects to the backend, among them the proxies. */
  readonly from: TrafficSource;
}

/**
 * Makes the policies of an exposure's proxies that run beside the chat, in a namespace that denies by default. They open every
 * port: which one a proxy listens on behind its Service differs between implementations.
 */
export class ProxyPolicies extends Construct {
  constructor(scope: Construct, id: string, { backend, suffix, from }: ProxyPoliciesProps) {
    super(scope, id);
    const { name, namespace, labels } = backend;
    for (const [index, podSelector] of podsBeside(from, namespace).entries()) {
      new k8s.KubeNetworkPolicy(this, `proxies-${index}`, {
        metadata: { name: `${name}-${suffix}${index === 0 ? '' : `-${index + 1}`}`, labels },
        spec: { podSelector, policyTypes: ['Ingress'], ingress: [{}] },
      });
    }
  }
}

/** The pods of the chat's own namespace that a source names by their labels. */
function podsBeside(source: TrafficSource, namespace: string): k8s.LabelSelector[] {
  const peers = source === 'any' ? [] : source;
  return peers.flatMap(({ namespaceSelector, podSelector }) => {
    const where = Object.values(namespaceSelector?.matchLabels ?? { here: namespace });
    return where.includes(namespace) ? (podSelector ?? []) : [];
  });
}
