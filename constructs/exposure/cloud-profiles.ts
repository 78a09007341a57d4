import type { AnswerTime } from '../common/answer-time';
import type { TypedAnnotations } from './annotations';

interface ProfileInput {
  readonly scheme?: 'public' | 'internal';
  readonly port: number;
  readonly answerTime: AnswerTime;
  readonly needsSamePod: boolean;
}

/** How one cloud wants the scheme and the idle timer of a load balancer. */
interface CloudProfile {
  readonly annotations: (input: ProfileInput) => Record<string, string>;
  /** Annotations that the profile decides about, with or without a part after a dot, and the setting behind each. */
  readonly owns: TypedAnnotations;
  /** Classes of its controllers, the usual one first; none where the cluster's own class is the right one. */
  readonly classNames?: readonly string[];
  /** False where the balancer sends to the pods directly, so that no port needs to be open on the nodes. */
  readonly nodePorts?: false;
  /**
   * How a browser comes to the same pod again: by an annotation, or not at all.
   *
   * @default - by the Service's own `sessionAffinity`
   */
  readonly sessionAffinity?: 'annotation' | 'none';
  /** The longest idle timer, in seconds. */
  readonly longestIdle?: number;
}

const prefix = 'service.beta.kubernetes.io';

const profiles = {
  // Its network load balancers are internal unless told otherwise, and wait 350 s. Source: the controller's annotations guide.
  'aws-load-balancer-controller': {
    // The second is the one of EKS Auto Mode.
    classNames: ['service.k8s.aws/nlb', 'eks.amazonaws.com/nlb'],
    nodePorts: false,
    // It sends to the pods past the Service. Source: its annotations guide.
    sessionAffinity: 'annotation',
    longestIdle: 6000,
    owns: {
      [`${prefix}/aws-load-balancer-scheme`]: 'scheme',
      [`${prefix}/aws-load-balancer-listener-attributes`]: 'client.longestAnswerSeconds',
      [`${prefix}/aws-load-balancer-nlb-target-type`]: 'cloud',
      [`${prefix}/aws-load-balancer-target-group-attributes`]: 'client.longestAnswerSeconds',
      [`${prefix}/aws-load-balancer-type`]: 'cloud',
      // With it, the source ranges would be ignored.
      [`${prefix}/aws-load-balancer-security-groups`]: 'sourceRanges',
    },
    annotations: ({ scheme, port, answerTime, needsSamePod }) => ({
      [`${prefix}/aws-load-balancer-scheme`]: scheme === 'internal' ? 'internal' : 'internet-facing',
      [`${prefix}/aws-load-balancer-nlb-target-type`]: 'ip',
      // Without the user's address the source ranges would be ignored; with a shorter delay a stopping pod loses answers.
      [`${prefix}/aws-load-balancer-target-group-attributes`]: [
        'preserve_client_ip.enabled=true',
        `deregistration_delay.timeout_seconds=${Math.min(3600, answerTime.hopTimeout.toSeconds())}`,
        ...(needsSamePod ? ['stickiness.enabled=true', 'stickiness.type=source_ip'] : []),
      ].join(','),
      [`${prefix}/aws-load-balancer-listener-attributes.TCP-${port}`]: `tcp.idle_timeout.seconds=${Math.max(60, answerTime.hopTimeout.toSeconds())}`,
    }),
  },
  // Classic balancers: public unless told otherwise, 60 s. Source: cloud-provider-aws, service controller.
  'aws-in-tree': {
    // A Service that asks for it gets no balancer at all. Source: cloud-provider-aws, "unsupported load balancer affinity".
    sessionAffinity: 'none',
    longestIdle: 4000,
    owns: {
      [`${prefix}/aws-load-balancer-internal`]: 'scheme',
      [`${prefix}/aws-load-balancer-connection-idle-timeout`]: 'client.longestAnswerSeconds',
    },
    annotations: ({ scheme, answerTime }) => ({
      ...(scheme === 'internal' ? { [`${prefix}/aws-load-balancer-internal`]: 'true' } : {}),
      [`${prefix}/aws-load-balancer-connection-idle-timeout`]: String(answerTime.hopTimeout.toSeconds()),
    }),
  },
  // Whole minutes from 4 to 100. Source: cloud-provider-azure.
  azure: {
    longestIdle: 6000,
    owns: {
      [`${prefix}/azure-load-balancer-internal`]: 'scheme',
      [`${prefix}/azure-load-balancer-tcp-idle-timeout`]: 'client.longestAnswerSeconds',
    },
    annotations: ({ scheme, answerTime }) => ({
      ...(scheme === 'internal' ? { [`${prefix}/azure-load-balancer-internal`]: 'true' } : {}),
      [`${prefix}/azure-load-balancer-tcp-idle-timeout`]: String(
        Math.max(4, Math.ceil(answerTime.hopTimeout.toMinutes({ integral: false }))),
      ),
    }),
  },
  // Passes packets through, so there is no idle timer to set. Source: GKE's Service parameters.
  google: {
    owns: { 'networking.gke.io/load-balancer-type': 'scheme', 'cloud.google.com/l4-rbs': 'scheme' },
    annotations: ({ scheme }): Record<string, string> =>
      scheme === 'internal'
        ? { 'networking.gke.io/load-balancer-type': 'Internal' }
        : { 'cloud.google.com/l4-rbs': 'enabled' },
  },
} satisfies Record<string, CloudProfile>;

/** What makes the load balancers of a cluster. */
export type Cloud = keyof typeof profiles;

export const cloudProfiles: Readonly<Record<Cloud, CloudProfile>> = profiles;

export const clouds = Object.keys(profiles) as Cloud[];
