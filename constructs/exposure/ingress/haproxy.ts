import { group, listOf, optional, type Schema } from '../../checks/check';
import { addressRange } from '../../checks/values';
import { type PeerSettings, peerSchema } from '../../common/peer-settings';
import { annotationsOf } from '../annotations';
import { controllerPeers } from '../controller-peers';
import { certificateTlsSchema, type IngressTlsSettings, issuerAnnotations } from '../tls';
import { classNameFor, commonFields, hostRules, lacking, sourceRanges } from './common-fields';
import { ingressControllers } from './controllers';
import type { IngressProfile, SharedIngressSettings } from './profile';
import { type OneRate, oneRateFields, oneRateRule } from './rate-limit';

/** An Ingress for HAProxy Technologies' controller (`haproxy.org`), which is another project than `haproxy-ingress`. */
export interface HaproxyIngressSettings extends SharedIngressSettings {
  readonly controller: 'haproxy';
  /**
   * IngressClass of the controller.
   *
   * @default 'haproxy'
   */
  readonly className?: string;
  /**
   * Where the controller's traffic comes from, for the network policy.
   *
   * @default - pods with the label of its chart in the namespace `haproxy-controller`
   */
  readonly from?: PeerSettings;
  /**
   * HTTPS, with a certificate in a Secret. Needs `host`.
   *
   * @default - plain HTTP
   */
  readonly tls?: IngressTlsSettings;
  /**
   * Address ranges that may connect, as CIDRs. Others get status 403.
   *
   * @default - every address
   */
  readonly sourceRanges?: readonly string[];
  /**
   * Limit per user address. Whoever exceeds it gets status 429.
   *
   * @default - no limit
   */
  readonly rateLimit?: HaproxyRateLimit;
}

/** Limit per user address. */
export interface HaproxyRateLimit extends OneRate {
  /**
   * Address ranges without the limit, as CIDRs.
   *
   * @default - none
   */
  readonly exempt?: readonly string[];
}

const { className, domain } = ingressControllers.haproxy;

const rateLimitSchema = group<HaproxyRateLimit>(
  { ...oneRateFields, exempt: optional(listOf(addressRange, 'CIDRs', 1)) },
  oneRateRule,
);

/** A value that HAProxy cannot read switches a login or a range off, so what the settings say is said by them alone. */
const typedAnnotations = {
  [`${domain}/timeout-server`]: 'client.longestAnswerSeconds',
  [`${domain}/allow-list`]: 'sourceRanges',
  [`${domain}/whitelist`]: 'sourceRanges',
  [`${domain}/deny-list`]: 'sourceRanges',
  [`${domain}/blacklist`]: 'sourceRanges',
  [`${domain}/rate-limit-requests`]: 'rateLimit',
  [`${domain}/rate-limit-period`]: 'rateLimit',
  [`${domain}/rate-limit-status-code`]: 'rateLimit',
  [`${domain}/rate-limit-whitelist`]: 'rateLimit.exempt',
  [`${domain}/ssl-redirect`]: 'tls.redirect',
  [`${domain}/ssl-redirect-port`]: 'tls.redirect',
  [`${domain}/ssl-redirect-code`]: 'tls.redirect',
  [`${domain}/auth-type`]: 'login',
  [`${domain}/auth-secret`]: 'login',
  [`${domain}/auth-realm`]: 'login',
};

export const haproxySchema: Schema<HaproxyIngressSettings> = lacking(
  {
    maxBodySize: 'HAProxy has no annotation for it; leave it out',
    'rateLimit.connections': 'HAProxy has no annotation for connections of one address; leave it out',
    'rateLimit.burstMultiplier': 'HAProxy counts without bursts; leave it out',
  },
  group<HaproxyIngressSettings>(
    {
      ...commonFields('haproxy', typedAnnotations),
      className: optional(classNameFor('haproxy')),
      from: optional(peerSchema),
      tls: optional(certificateTlsSchema),
      sourceRanges,
      rateLimit: optional(rateLimitSchema),
    },
    ...hostRules,
  ),
);

export const haproxy: IngressProfile<HaproxyIngressSettings> = ({ settings, backend }) => {
  const { tls, rateLimit } = settings;
  const requests = rateLimit?.requestsPerSecond ?? rateLimit?.requestsPerMinute;
  return {
    className: settings.className ?? className,
    trafficSource: controllerPeers(settings.from, {
      namespace: 'haproxy-controller',
      podLabels: { 'app.kubernetes.io/name': 'kubernetes-ingress' },
    }),
    certificate: tls,
    annotations: {
      ...annotationsOf(domain, {
        // With its unit: a bare number is milliseconds.
        'timeout-server': `${backend.answerTime.hopTimeout.toSeconds()}s`,
        'allow-list': settings.sourceRanges?.join(', '),
        'rate-limit-requests': requests,
        'rate-limit-period': rateLimit && (rateLimit.requestsPerSecond === undefined ? '1m' : '1s'),
        'rate-limit-status-code': rateLimit && 429,
        'rate-limit-whitelist': rateLimit?.exempt?.join(', '),
        // By itself it sends browsers to its own port, 8443, with 302.
        'ssl-redirect-port': tls === undefined || tls.redirect === false ? undefined : 443,
        'ssl-redirect-code': tls === undefined || tls.redirect === false ? undefined : 301,
        'ssl-redirect': tls?.redirect === false ? 'false' : undefined,
      }),
      ...(tls === undefined ? {} : issuerAnnotations(tls)),
    },
    // It reads this one on the Service, not on the Ingress.
    serviceAnnotations: annotationsOf(domain, {
      'cookie-persistence': backend.needsSamePod ? backend.name : undefined,
    }),
  };
};
