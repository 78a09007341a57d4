import { Construct } from 'constructs';
import { k8s } from '../common/k8s';
import type { ModelListener } from './model-listener';
import type { Site } from './site';

/** Properties of a RouterPolicy. */
export interface RouterPolicyProps {
  readonly site: Site;
  readonly model: ModelListener;
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
  constructor(scope: Construct, id: string, { site, model, onlyPods, labels }: RouterPolicyProps) {
    super(scope, id);
    const tcp = (port: number) => ({ protocol: 'TCP', port: k8s.IntOrString.fromNumber(port) });
    new k8s.KubeNetworkPolicy(this, 'policy', {
      metadata: { name: 'skupper-router-ingress', labels },
      spec: {
        podSelector: { matchLabels: model.routerPodLabels },
        policyTypes: ['Ingress'],
        ingress: [
          onlyPods === undefined
            ? { from: [{ podSelector: {} }] }
            : {
                from: [{ podSelector: { matchLabels: onlyPods } }],
                ports: [{ ...tcp(1024), endPort: 65535 }],
              },
          ...(site.acceptsLinks ? [{ ports: [tcp(55671), tcp(45671)] }] : []),
        ],
      },
    });
  }
}
