import { Construct } from 'constructs';
import type { Backend } from '../common/backend';
import { solverPodLabels, solverPort } from '../common/cert-manager';
import { k8s } from '../common/k8s';
import { ingressRules, type TrafficSource } from '../common/traffic-source';

export interface AcmeSolverPolicyProps {
  readonly backend: Backend;
  /** Tells apart the policies of several exposures, e.g. `ingress`. */
  readonly suffix: string;
  /** Who passes the challenge on to the solver. */
  readonly from: TrafficSource;
}

/**
 * Makes the policy of the pods that answer cert-manager's HTTP-01 challenge. They run in the chat's namespace.
 */
export class AcmeSolverPolicy extends Construct {
  constructor(scope: Construct, id: string, { backend, suffix, from }: AcmeSolverPolicyProps) {
    super(scope, id);
    new k8s.KubeNetworkPolicy(this, 'policy', {
      metadata: { name: `${backend.name}-${suffix}-acme`, labels: backend.labels },
      spec: {
        podSelector: { matchLabels: { ...solverPodLabels } },
        policyTypes: ['Ingress'],
        ingress: ingressRules([from], solverPort),
      },
    });
  }
}
