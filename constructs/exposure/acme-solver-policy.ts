import { Construct } from 'constructs';
import type { Backend } from '../common/backend';
import { k8s } from '../common/k8s';
import { ingressRules, type TrafficSource } from '../common/traffic-source';

/** Properties of an AcmeSolverPolicy. */
export interface AcmeSolverPolicyProps {
  readonly backend: Backend;
  /** Tells apart the policies of several exposures, e.g. `ingress`. */
  readonly suffix: string;
  /** Who passes the challenge on to the solver. */
  readonly from: TrafficSource;
}

/**
 * Makes the policy of the pods that answer cert-manager's HTTP-01 challenge. They run in the chat's namespace and listen
 * on 8089. Source: cert-manager, acmesolver.
 */
export class AcmeSolverPolicy extends Construct {
  constructor(scope: Construct, id: string, { backend, suffix, from }: AcmeSolverPolicyProps) {
    super(scope, id);
    new k8s.KubeNetworkPolicy(this, 'policy', {
      metadata: { name: `${backend.name}-${suffix}-acme`, labels: backend.labels },
      spec: {
        podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
        policyTypes: ['Ingress'],
        ingress: ingressRules([from], 8089),
      },
    });
  }
}
