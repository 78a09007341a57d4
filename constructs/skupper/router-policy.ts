import { Construct } from 'constructs';
import { k8s } from '../common/k8s';
import { tcp } from '../common/traffic-source';
import { listenerPorts } from './listener-ports';
import { routerName, routerPodLabels } from './names';
import { linkPorts } from './ports';
import type { Site } from './site';

export interface RouterPolicyProps {
  readonly site: Site;
  /**
   * Labels of the only pods that reach the model.
   *
   * @default - all pods of the namespace
   */
  readonly onlyPods?: Record<string, string>;
  readonly labels: Record<string, string>;
}

/**
 * Makes the policy of the router's pods: the model is reached from the chat's namespace, or by its client alone, and
 * never from the rest of the cluster. Other sites reach the two ports that ask for a certificate. Outgoing traffic stays
 * free: the router talks to the API server.
 */
export class RouterPolicy extends Construct {
  constructor(scope: Construct, id: string, { site, onlyPods, labels }: RouterPolicyProps) {
    super(scope, id);
    new k8s.KubeNetworkPolicy(this, 'policy', {
      metadata: { name: `${routerName}-ingress`, labels },
      spec: {
        podSelector: { matchLabels: { ...routerPodLabels } },
        policyTypes: ['Ingress'],
        ingress: [
          onlyPods === undefined
            ? { from: [{ podSelector: {} }] }
            : {
                from: [{ podSelector: { matchLabels: onlyPods } }],
                ports: [listenerPorts()],
              },
          ...(site.acceptsLinks ? [{ ports: Object.values(linkPorts).map(tcp) }] : []),
        ],
      },
    });
  }
}
