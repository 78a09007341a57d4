import { Policy } from '../../../imports/k8s.nginx.org';
import { group, optional, type Schema } from '../../checks/check';
import { wholeNumber } from '../../checks/values';
import { type PeerSettings, peerSchema } from '../../common/peer-settings';
import { annotationsOf } from '../annotations';
import { bodySize } from '../body-size';
import { controllerPeers } from '../controller-peers';
import { type IngressTlsSettings, ingressTlsSchema, issuerAnnotations } from '../tls';
import { classNameFor, commonFields, hostRules, lacking, sourceRanges } from './common-fields';
import { ingressControllers } from './controllers';
import type { IngressProfile, SharedIngressSettings } from './profile';
import { burstOf, type OneRate, oneRateFields, oneRateRule } from './rate-limit';
import { solveInPlace } from './solver';

/** An Ingress for F5's NGINX Ingress Controller (`nginx.org`), which is another one than ingress-nginx. */
export interface F5NginxIngressSettings extends SharedIngressSettings {
  readonly controller: 'f5-nginx';
  /**
   * IngressClass of the controller.
   *
   * @default 'nginx'
   */
  readonly className?: string;
  /**
   * Where the controller's traffic comes from, for the network policy.
   *
   * @default - pods with the label of its chart in the namespace `nginx-ingress`
   */
  readonly from?: PeerSettings;
  /**
   * HTTPS. Needs `host`.
   *
   * @default - plain HTTP
   */
  readonly tls?: IngressTlsSettings;
  /**
   * Largest question, in nginx's units: a number and `k`, `m` or `g`.
   *
   * @default - the controller's own, 1m
   */
  readonly maxBodySize?: string;
  /**
   * Address ranges that may connect, as CIDRs. Others get status 403. They are in a Policy of the controller's, which an
   * Ingress can name from its 5.4 on.
   *
   * @default - every address
   */
  readonly sourceRanges?: readonly string[];
  /**
   * Limit per user address, and per replica of the controller. Whoever exceeds it gets status 429.
   *
   * @default - no limit
   */
  readonly rateLimit?: F5NginxRateLimit;
}

/** Limit per user address. */
export interface F5NginxRateLimit extends OneRate {
  /**
   * How far a burst may exceed the rate, as a factor.
   *
   * @default 5
   */
  readonly burstMultiplier?: number;
}

const { className, domain } = ingressControllers['f5-nginx'];

const typedAnnotations = {
  [`${domain}/proxy-read-timeout`]: 'client.longestAnswerSeconds',
  [`${domain}/proxy-send-timeout`]: 'client.longestAnswerSeconds',
  [`${domain}/client-max-body-size`]: 'maxBodySize',
  [`${domain}/policies`]: 'sourceRanges',
  [`${domain}/limit-req-rate`]: 'rateLimit',
  [`${domain}/limit-req-burst`]: 'rateLimit.burstMultiplier',
  [`${domain}/limit-req-no-delay`]: 'rateLimit',
  [`${domain}/limit-req-reject-code`]: 'rateLimit',
  [`${domain}/ssl-redirect`]: 'tls.redirect',
  [`${domain}/redirect-to-https`]: 'tls.redirect',
  [`${domain}/basic-auth-secret`]: 'login',
  [`${domain}/basic-auth-realm`]: 'login',
};

export const f5NginxSchema: Schema<F5NginxIngressSettings> = lacking(
  {
    'rateLimit.connections': 'F5 NGINX Ingress has no annotation for connections of one address; leave it out',
    'rateLimit.exempt': 'F5 NGINX Ingress knows no exceptions; leave it out',
  },
  group<F5NginxIngressSettings>(
    {
      ...commonFields('f5-nginx', typedAnnotations),
      className: optional(classNameFor('f5-nginx')),
      from: optional(peerSchema),
      tls: optional(ingressTlsSchema),
      maxBodySize: optional(bodySize),
      sourceRanges,
      rateLimit: optional(
        group<F5NginxRateLimit>({ ...oneRateFields, burstMultiplier: optional(wholeNumber(1, 1000)) }, oneRateRule),
      ),
    },
    ...hostRules,
  ),
);

export const f5Nginx: IngressProfile<F5NginxIngressSettings> = ({ scope, settings, backend, name }) => {
  const { tls, rateLimit, sourceRanges } = settings;
  const timeout = `${backend.answerTime.hopTimeout.toSeconds()}s`;
  const { requestsPerSecond, requestsPerMinute = 0 } = rateLimit ?? {};
  const ranges =
    sourceRanges &&
    new Policy(scope, 'ranges', {
      metadata: { name: `${name}-ranges`, labels: backend.labels },
      spec: { accessControl: { allow: [...sourceRanges] } },
    });
  return {
    className: settings.className ?? className,
    trafficSource: controllerPeers(settings.from, {
      namespace: 'nginx-ingress',
      podLabels: { 'app.kubernetes.io/name': 'nginx-ingress' },
    }),
    certificate: tls,
    annotations: {
      ...annotationsOf(domain, {
        'proxy-read-timeout': timeout,
        'proxy-send-timeout': timeout,
        // Otherwise it holds back what a page writes while it thinks, and refuses WebSockets.
        'proxy-buffering': 'false',
        'websocket-services': backend.service.name,
        'client-max-body-size': settings.maxBodySize,
        policies: ranges?.name,
        'limit-req-rate': rateLimit && (requestsPerSecond ? `${requestsPerSecond}r/s` : `${requestsPerMinute}r/m`),
        'limit-req-burst': rateLimit && burstOf(requestsPerSecond ?? requestsPerMinute, rateLimit),
        'limit-req-no-delay': rateLimit && 'true',
        'limit-req-reject-code': rateLimit && 429,
        // Without NGINX Plus there are no cookies for it.
        'lb-method': backend.needsSamePod ? 'ip_hash' : undefined,
        'ssl-redirect': tls?.redirect === false ? 'false' : undefined,
      }),
      ...(tls === undefined ? {} : { ...issuerAnnotations(tls), ...solveInPlace(tls) }),
    },
  };
};
