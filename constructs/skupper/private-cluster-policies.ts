import { Construct } from 'constructs';
import { k8s } from '../common/k8s';
import { tcp } from '../common/traffic-source';
import type { NamespaceSettings } from '../namespace/namespace-settings';
import { routerName, routerPodLabels } from './names';
import type { RoutedServer } from './routing-keys';

export interface PrivateClusterPoliciesProps {
  readonly namespace: NamespaceSettings;
  readonly servers: readonly RoutedServer[];
  readonly labels: Record<string, string>;
}

/**
 * Makes the policies of a private site on a cluster: nobody reaches its router, which calls the public one itself. In a
 * namespace that is closed, the router is let to the model's pods, on their ports.
 */
export class PrivateClusterPolicies extends Construct {
  constructor(scope: Construct, id: string, { namespace, servers, labels }: PrivateClusterPoliciesProps) {
    super(scope, id);
    const metadata = (name: string) => ({ name, namespace: namespace.name, labels });
    new k8s.KubeNetworkPolicy(this, 'router', {
      metadata: metadata(`${routerName}-ingress`),
      spec: { podSelector: { matchLabels: { ...routerPodLabels } }, policyTypes: ['Ingress'] },
    });
    for (const { routingKey, selector, port } of namespace.denyByDefault ? servers : []) {
      if (selector !== undefined) {
        new k8s.KubeNetworkPolicy(this, `model-${routingKey}`, {
          metadata: metadata(`${routingKey}-from-router`),
          spec: {
            podSelector: { matchLabels: { ...selector } },
            policyTypes: ['Ingress'],
            ingress: [{ from: [{ podSelector: { matchLabels: { ...routerPodLabels } } }], ports: [tcp(port)] }],
          },
        });
      }
    }
  }
}
