import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { k8s } from './k8s';
import type { Platform } from './platform';
import { ingressRules, type TrafficSource, tcp } from './traffic-source';

export interface PodPolicyProps {
  readonly name: string;
  readonly labels: Record<string, string>;
  /** The one label that selects the pods. */
  readonly podLabels: Record<string, string>;
  /** Port of the pods that `allowFrom` opens. */
  readonly port: number;
  readonly platform: Platform;
  /** What the pods reach beside the name servers. */
  readonly egress: readonly k8s.NetworkPolicyEgressRule[];
}

/**
 * Makes the policy of pods, both ways. In: nothing but what `allowFrom` adds. Out: name resolution and what `egress` names.
 * `kubectl port-forward` enters through the kubelet, which no policy applies to.
 */
export class PodPolicy extends Construct {
  private readonly sources: TrafficSource[] = [];

  constructor(scope: Construct, id: string, props: PodPolicyProps) {
    super(scope, id);
    new k8s.KubeNetworkPolicy(this, 'policy', {
      metadata: { name: props.name, labels: props.labels },
      spec: {
        podSelector: { matchLabels: props.podLabels },
        policyTypes: ['Ingress', 'Egress'],
        // Whoever knocks comes after the pods, so the list is complete only when it is rendered.
        ingress: Lazy.any({ produce: () => this.ingress(props.port) }) as unknown as k8s.NetworkPolicyIngressRule[],
        egress: [dns(props.platform), ...props.egress],
      },
    });
  }

  /** Lets a source reach the pods' port. */
  allowFrom(source: TrafficSource): void {
    this.sources.push(source);
  }

  /** Left out when it is empty: the API server drops an empty list, and every later apply would add it again. */
  private ingress(port: number): k8s.NetworkPolicyIngressRule[] | undefined {
    const rules = ingressRules(this.sources, port);
    return rules.length === 0 ? undefined : rules;
  }
}

/**
 * Name servers differ from cluster to cluster (pods, a node's cache, an address outside), so the port alone decides.
 * OpenShift's name servers listen on 5353 behind their Service, and policies see the pod's port.
 */
function dns(platform: Platform): k8s.NetworkPolicyEgressRule {
  const ports = platform === 'openshift' ? [53, 5353] : [53];
  return { ports: ports.flatMap((port) => [{ protocol: 'UDP', port: k8s.IntOrString.fromNumber(port) }, tcp(port)]) };
}
