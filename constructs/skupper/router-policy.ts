import { Construct } from 'constructs';
import { k8s } from '../common/k8s';
import { tcp } from '../common/traffic-source';
import { routerName, routerPodLabels } from './names';
import { linkPorts } from './ports';
import type { Site } from './site';

export interface RouterPolicyProps {
  readonly site: Site;
  /**
   * Who alone reaches the model.
   *
   * @default - all pods of the namespace
   */
  readonly callers?: readonly k8s.NetworkPolicyPeer[];
  readonly labels: Record<string, string>;
}

/**
 * Makes the policy of the router's pods: the model is reached from the chat's namespace, or by those alone that are named, and
 * never from the rest of the cluster. Other sites reach the two ports that ask for a certificate. Outgoing traffic stays
 * free: the router talks to the API server.
 */
export class RouterPolicy extends Construct {
  constructor(scope: Construct, id: string, { site, callers, labels }: RouterPolicyProps) {
    super(scope, id);
    new k8s.KubeNetworkPolicy(this, 'policy', {
      metadata: { name: `${routerName}-ingress`, labels },
      spec: {
        podSelector: { matchLabels: { ...routerPodLabels } },
        policyTypes: ['Ingress'],
        ingress: [
          // On every port: it picks those for its listeners itself, and not every network plugin knows a range.
          { from: callers === undefined ? [{ podSelector: {} }] : [...callers] },
          ...(site.acceptsLinks ? [{ ports: Object.values(linkPorts).map(tcp) }] : []),
        ],
      },
    });
  }
}
