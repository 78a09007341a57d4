import { Construct } from 'constructs';
import type { ChatClient } from '../chat-client/chat-client';
import { k8s } from '../k8s';
import type { ModelListener } from './model-listener';
import type { Site } from './site';

/** Properties of a RouterPolicy. */
export interface RouterPolicyProps {
  readonly site: Site;
  readonly model: ModelListener;
  /**
   * The only pods that reach the model.
   *
   * @default - all pods of the namespace
   */
  readonly onlyClient?: ChatClient;
  readonly labels: Record<string, string>;
}

/**
 * Makes the policy of the router's pods: the model is reached from the chat's namespace, or by its client alone, and
 * never from the rest of the cluster. Other sites reach the two ports that ask for a certificate. Outgoing traffic stays
 * free: the router talks to the API server.
 */
export class RouterPolicy extends Construct {
  constructor(scope: Construct, id: string, { site, model, onlyClient, labels }: RouterPolicyProps) {
    super(scope, id);
    const tcp = (port: number) => ({ protocol: 'TCP', port: k8s.IntOrString.fromNumber(port) });
    new k8s.KubeNetworkPolicy(this, 'policy', {
      metadata: { name: 'skupper-router-ingress', labels },
      spec: {
        podSelector: { matchLabels: model.routerPodLabels },
        policyTypes: ['Ingress'],
        ingress: [
          onlyClient === undefined
            ? { from: [{ podSelector: {} }] }
            : {
                from: [{ podSelector: { matchLabels: onlyClient.podLabels } }],
                ports: [{ ...tcp(1024), endPort: 65535 }],
              },
          ...(site.acceptsLinks ? [{ ports: [tcp(55671), tcp(45671)] }] : []),
        ],
      },
    });
  }
}
