import type { IngressSettings } from './ingress/ingress-settings';
import type { LoadBalancerSettings } from './load-balancer-settings';

/** The exposures whose balancer sends to the pods past their Service. */
interface ToPods {
  readonly loadBalancer?: Pick<LoadBalancerSettings, 'cloud'>;
  readonly ingress?: Pick<IngressSettings, 'controller'>;
}

/**
 * The label by which the AWS Load Balancer Controller lets a pod be ready only when its balancer sends to it. Without it a rollout
 * stops the old pods while the balancer still registers the new ones. Source: its documentation, "Pod readiness gate".
 */
export function readinessGateLabels({ loadBalancer, ingress }: ToPods): Record<string, string> {
  return loadBalancer?.cloud === 'aws-load-balancer-controller' || ingress?.controller === 'aws-alb'
    ? { 'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled' }
    : {};
}
