import { annotationMap } from '../checks/annotation-map';
import { broken } from '../checks/broken';
import { group, listOf, optional, type Schema } from '../checks/check';
import { addressRange, oneOf, port, qualifiedName } from '../checks/values';
import type { AnswerTime } from '../common/answer-time';
import { decidedElsewhere, misspelt, type TypedAnnotations } from './annotations';
import { type Cloud, cloudProfiles, clouds } from './cloud-profiles';

/** A Service of type LoadBalancer straight to the client's pods: plain HTTP, no login. */
export interface LoadBalancerSettings {
  /**
   * Port that users open.
   *
   * @default 8080
   */
  readonly port?: number;
  /**
   * Address ranges that may connect, as CIDRs. Required: opening the model to every address, `0.0.0.0/0`, has to be
   * written down. A cloud without support for the field ignores it.
   */
  readonly sourceRanges: readonly string[];
  /**
   * Where the balancer can be reached from. Without a `cloud` the cluster's own default decides, so only `public`
   * makes sense there.
   *
   * @default 'public'
   */
  readonly scheme?: 'public' | 'internal';
  /**
   * What makes the balancer. It sets the scheme and the idle timer as that cloud wants them. Name it before the first
   * apply: `aws-load-balancer-controller` sets the class, which Kubernetes does not let change on a running balancer, so
   * the Service has to be deleted first, and gets another address.
   *
   * @default - nothing that belongs to a cloud is emitted
   */
  readonly cloud?: Cloud;
  /**
   * Class of the balancer, for a controller other than the cluster's own. It cannot be added, changed or taken away
   * later: delete the Service first.
   *
   * @default - what the `cloud` needs, else the cluster's own
   */
  readonly className?: string;
  /**
   * `Local` keeps the user's address and sends only to nodes with a pod; `Cluster` uses every node.
   *
   * @default - the cluster's own, `Cluster`
   */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
  /**
   * Whether the balancer has addresses of both families, in a cluster that has both. The article's page then needs
   * `client.ipFamily: 'dual-stack'`, and `sourceRanges` guard a family only when they name some of it.
   *
   * @default - the cluster's own, `SingleStack`
   */
  readonly ipFamilyPolicy?: IpFamilyPolicy;
  /**
   * More annotations for the Service. One that a setting or the `cloud` already sets is refused.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

export const ipFamilyPolicies = ['SingleStack', 'PreferDualStack', 'RequireDualStack'] as const;
export type IpFamilyPolicy = (typeof ipFamilyPolicies)[number];

const typedAnnotations: TypedAnnotations = {
  // Other ways to say, or to widen, the source ranges.
  'service.beta.kubernetes.io/load-balancer-source-ranges': 'sourceRanges',
  'service.beta.kubernetes.io/azure-allowed-ip-ranges': 'sourceRanges',
  ...Object.fromEntries(Object.values(cloudProfiles).flatMap(({ owns }) => Object.entries(owns))),
};
const awsCertificate = 'service.beta.kubernetes.io/aws-load-balancer-ssl-cert';

export const loadBalancerSchema: Schema<LoadBalancerSettings> = group<LoadBalancerSettings>(
  {
    port: optional(port),
    sourceRanges: listOf(addressRange, 'CIDRs such as "203.0.113.0/24" ("0.0.0.0/0" is every address)', 1),
    scheme: optional(oneOf('public', 'internal')),
    cloud: optional(oneOf(...clouds)),
    className: optional(qualifiedName),
    externalTrafficPolicy: optional(oneOf('Cluster', 'Local')),
    ipFamilyPolicy: optional(oneOf(...ipFamilyPolicies)),
    annotations: optional(annotationMap(refused)),
  },
  {
    reads: ['scheme', 'cloud'],
    judge: ({ scheme, cloud }) =>
      broken(
        scheme === 'internal' && cloud === undefined,
        'scheme',
        `"internal" is said differently on every cloud; name yours in cloud`,
      ),
  },
  {
    reads: ['cloud', 'className'],
    judge: ({ cloud, className }) =>
      broken(
        className !== undefined && cloud !== undefined && !cloudProfiles[cloud].classNames?.includes(className),
        'className',
        `"${className}" belongs to another controller than the cloud "${cloud}"; leave out one of them`,
      ),
  },
  {
    reads: ['annotations', 'cloud'],
    judge: ({ annotations = {}, cloud }) =>
      broken(
        awsCertificate in annotations && cloud !== 'aws-in-tree',
        ['annotations', awsCertificate],
        'TLS on a network load balancer cuts silent connections after 350 s, and answers take longer; end TLS in an Ingress or a Gateway',
      ),
  },
);

/** What the load balancer's Service is called. */
export function loadBalancerName(pageName: string): string {
  return `${pageName}-lb`;
}

/** Why an annotation is not taken as it is. */
function refused(name: string): string | undefined {
  const decided = decidedElsewhere(name, typedAnnotations);
  if (decided !== undefined) {
    return decided;
  }
  if (/^(nginx\.|haproxy\.router)/.test(name)) {
    return 'read on an Ingress or a Route, not on a Service; leave it out';
  }
  return misspelt(name, typedAnnotations, 'no cloud knows');
}

/** Answers longer than the idle timer of the cloud's balancer can be set to. */
export function beyondIdleTimer(cloud: Cloud, answerTime: AnswerTime): string | undefined {
  const { longestIdle } = cloudProfiles[cloud];
  const wanted = answerTime.hopTimeout.toSeconds();
  return longestIdle !== undefined && wanted > longestIdle
    ? `"${answerTime.longest.toSeconds()}" is too long: the idle timer of "${cloud}" ends at ${longestIdle} s, and this needs ${wanted} s; use at most "${longestIdle - (wanted - answerTime.longest.toSeconds())}"`
    : undefined;
}
