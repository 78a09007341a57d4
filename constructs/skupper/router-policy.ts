import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { ChatClient } from '../chat-client/chat-client';
import type { ModelListener } from './model-listener';

/** Properties of a RouterPolicy. */
export interface RouterPolicyProps {
  readonly client: ChatClient;
  readonly model: ModelListener;
  readonly labels: Record<string, string>;
}

/**
 * Makes the policy of the router's pods: the client's pods reach the model, other sites reach the two ports that ask
 * for a certificate, and nobody else reaches anything. Outgoing traffic stays free: the router talks to the API server.
 */
export class RouterPolicy extends Construct {
  constructor(scope: Construct, id: string, { client, model, labels }: RouterPolicyProps) {
    super(scope, id);
    const tcp = (port: number) => ({ protocol: 'TCP', port: k8s.IntOrString.fromNumber(port) });
    new k8s.KubeNetworkPolicy(this, 'policy', {
      metadata: { name: 'skupper-router', labels },
      spec: {
        podSelector: { matchLabels: model.routerPodLabels },
        policyTypes: ['Ingress'],
        ingress: [
          { from: [{ podSelector: { matchLabels: client.podLabels } }], ports: [{ ...tcp(1024), endPort: 65535 }] },
          { ports: [tcp(55671), tcp(45671)] },
        ],
      },
    });
  }
}
