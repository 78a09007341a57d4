import { broken } from '../../checks/broken';
import { group, listOf, optional, type Schema, value } from '../../checks/check';
import { addressRange, flag, oneOf } from '../../checks/values';
import type { AnswerTime } from '../../common/answer-time';
import { addressesIn } from '../../common/traffic-source';
import { annotationsOf } from '../annotations';
import { hostsOf, oneOrSeveralHosts } from '../hosts';
import { classNameFor, commonFields, lacking, sourceRanges } from './common-fields';
import { ingressControllers } from './controllers';
import type { IngressProfile, SharedIngressSettings } from './profile';

/** An Ingress for the AWS Load Balancer Controller: an Application Load Balancer that sends to the pods. */
export interface AwsAlbIngressSettings extends SharedIngressSettings {
  readonly controller: 'aws-alb';
  /**
   * IngressClass of the controller.
   *
   * @default 'alb'
   */
  readonly className?: string;
  /** Address ranges of the balancer's subnets, as CIDRs, for the network policy: it has no pods, and its addresses change. */
  readonly subnetRanges: readonly string[];
  /**
   * Where the balancer can be reached from.
   *
   * @default 'public'
   */
  readonly scheme?: 'public' | 'internal';
  /**
   * HTTPS, with a certificate of ACM. Needs `host`, or the certificate's ARN.
   *
   * @default - plain HTTP
   */
  readonly tls?: AwsAlbTls;
  /**
   * Address ranges that may connect, as CIDRs. Excludes `securityGroups`, with which the controller ignores them.
   *
   * @default - every address
   */
  readonly sourceRanges?: readonly string[];
  /**
   * Security groups of the balancer, by id or name. They say who may connect. Excludes `sourceRanges`.
   *
   * @default - one that the controller makes
   */
  readonly securityGroups?: readonly string[];
}

/** A certificate of AWS Certificate Manager. */
export interface AwsAlbTls {
  /**
   * ARN of the certificate.
   *
   * @default - the one in ACM that is for the host
   */
  readonly certificateArn?: string;
  /**
   * Sends plain HTTP to HTTPS.
   *
   * @default true
   */
  readonly redirect?: boolean;
}

const { className, domain } = ingressControllers['aws-alb'];

const typedAnnotations = {
  [`${domain}/load-balancer-attributes`]: 'client.longestAnswerSeconds',
  [`${domain}/target-group-attributes`]: 'client.longestAnswerSeconds',
  [`${domain}/target-type`]: 'controller',
  [`${domain}/scheme`]: 'scheme',
  [`${domain}/inbound-cidrs`]: 'sourceRanges',
  [`${domain}/security-groups`]: 'securityGroups',
  [`${domain}/manage-backend-security-group-rules`]: 'securityGroups',
  [`${domain}/listen-ports`]: 'tls',
  [`${domain}/certificate-arn`]: 'tls.certificateArn',
  [`${domain}/ssl-redirect`]: 'tls.redirect',
  [`${domain}/healthcheck-path`]: 'controller',
  [`${domain}/auth-type`]: 'login',
};

const arn: Schema<string> = value(
  'an ARN',
  'one such as "arn:aws:acm:eu-central-1:111122223333:certificate/abcd"',
  (input) => typeof input === 'string' && /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/.test(input),
);

const securityGroup: Schema<string> = value(
  'a security group',
  'its id or name, such as "sg-0123456789abcdef0"',
  (input) => typeof input === 'string' && /^[\w .:/()#@[\]+=&;{}!$*-]{1,255}$/.test(input) && !input.includes(','),
);

const inAcm =
  'the balancer takes certificates of ACM alone; name tls.certificateArn, or let it find the one for the host';
const inWaf = 'a matter of AWS WAF, not of the balancer; leave it out';

export const awsAlbSchema: Schema<AwsAlbIngressSettings> = lacking(
  {
    'tls.secretName': inAcm,
    'tls.clusterIssuer': inAcm,
    'tls.issuer': inAcm,
    'tls.challenge': inAcm,
    maxBodySize: inWaf,
    rateLimit: inWaf,
    from: 'the balancer has no pods; name the ranges of its subnets in subnetRanges',
  },
  group<AwsAlbIngressSettings>(
    {
      ...commonFields('aws-alb', typedAnnotations),
      className: optional(classNameFor('aws-alb')),
      subnetRanges: listOf(addressRange, 'CIDRs of the balancer\'s subnets, such as "10.0.0.0/16"', 1),
      scheme: optional(oneOf('public', 'internal')),
      tls: optional(group<AwsAlbTls>({ certificateArn: optional(arn), redirect: optional(flag) })),
      sourceRanges,
      securityGroups: optional(listOf(securityGroup, 'security groups', 1)),
    },
    oneOrSeveralHosts,
    {
      reads: ['host', 'hosts', 'tls'],
      judge: (settings) =>
        broken(
          settings.tls !== undefined && settings.tls.certificateArn === undefined && hostsOf(settings).length === 0,
          'host',
          'missing; name the host that the certificate is found by, or tls.certificateArn',
        ),
    },
    {
      reads: [],
      present: ['sourceRanges', 'securityGroups'],
      judge: ({ sourceRanges, securityGroups }) =>
        broken(
          sourceRanges !== undefined && securityGroups !== undefined,
          'sourceRanges',
          'the controller ignores them beside security groups of yours; leave out sourceRanges or securityGroups',
        ),
    },
  ),
);

/** The longest idle timer of an Application Load Balancer, in seconds. Source: its attribute idle_timeout.timeout_seconds. */
const longestIdle = 4000;

/** Answers longer than the balancer can wait. */
export function beyondAlbTimer({ hopTimeout, longest }: AnswerTime): string | undefined {
  const over = hopTimeout.toSeconds() - longestIdle;
  return over <= 0
    ? undefined
    : `"${longest.toSeconds()}" is too long: the idle timer of an Application Load Balancer ends at ${longestIdle} s, and this needs ${hopTimeout.toSeconds()} s; use at most "${longest.toSeconds() - over}"`;
}

export const awsAlb: IngressProfile<AwsAlbIngressSettings> = ({ settings, backend }) => {
  const { scheme, tls, sourceRanges, securityGroups, subnetRanges } = settings;
  const timeout = backend.answerTime.hopTimeout.toSeconds();
  const redirects = tls !== undefined && tls.redirect !== false;
  return {
    className: settings.className ?? className,
    trafficSource: addressesIn(subnetRanges),
    annotations: annotationsOf(domain, {
      scheme: scheme === 'internal' ? 'internal' : 'internet-facing',
      'target-type': 'ip',
      // It wants 200, which the page's own path may not give to one without a session.
      'healthcheck-path': backend.healthPath,
      'load-balancer-attributes': `idle_timeout.timeout_seconds=${timeout}`,
      'target-group-attributes': [
        `deregistration_delay.timeout_seconds=${Math.min(3600, timeout)}`,
        ...(backend.needsSamePod ? ['stickiness.enabled=true', 'stickiness.type=lb_cookie'] : []),
      ].join(','),
      'listen-ports': tls && '[{"HTTP": 80}, {"HTTPS": 443}]',
      'ssl-redirect': redirects ? 443 : undefined,
      'certificate-arn': tls?.certificateArn,
      'inbound-cidrs': sourceRanges?.join(','),
      'security-groups': securityGroups?.join(','),
      'manage-backend-security-group-rules': securityGroups && 'true',
    }),
  };
};
