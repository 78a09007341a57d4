import type { Construct } from 'constructs';
import { Middleware, type MiddlewareSpec } from '../../../imports/traefik.io';
import { group, optional, type Schema } from '../../checks/check';
import { type PeerSettings, peerSchema } from '../../common/peer-settings';
import { annotationsOf } from '../annotations';
import { controllerPeers } from '../controller-peers';
import { type IngressTlsSettings, ingressTlsSchema, issuerAnnotations } from '../tls';
import { classNameFor, commonFields, hostRules, lacking, sourceRanges } from './common-fields';
import { ingressControllers } from './controllers';
import type { IngressProfile, SharedIngressSettings } from './profile';
import { burstOf, type IngressRateLimit, rateLimitSchema } from './rate-limit';

/**
 * An Ingress for Traefik 3, as k3s and Traefik's chart install it. It cuts no answer, so there is no timeout to set. What
 * an Ingress cannot say is in Middlewares, Traefik's own kind.
 */
export interface TraefikIngressSettings extends SharedIngressSettings {
  readonly controller: 'traefik';
  /**
   * IngressClass of the controller.
   *
   * @default 'traefik'
   */
  readonly className?: string;
  /**
   * Where the controller's traffic comes from, for the network policy.
   *
   * @default - pods with the label of Traefik's chart in the namespace `kube-system`, where k3s has it
   */
  readonly from?: PeerSettings;
  /**
   * HTTPS. Needs `host`, and an entry point with TLS, as k3s and the chart have it.
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
   * Limits per user address, and per replica of the controller. Whoever exceeds one gets status 429.
   *
   * @default - no limits
   */
  readonly rateLimit?: IngressRateLimit;
}

const { className, domain } = ingressControllers.traefik;

const typedAnnotations = {
  // It names all Middlewares at once, so it would replace those of the settings.
  [`${domain}/router.middlewares`]: 'sourceRanges, rateLimit or tls',
  [`${domain}/router.pathmatcher`]: 'host',
};

export const traefikSchema: Schema<TraefikIngressSettings> = lacking(
  {
    maxBodySize:
      'with a limit Traefik holds back every answer until it is whole, and pages write while they think; leave it out',
    'rateLimit.exempt': 'Traefik knows no exceptions; leave it out',
  },
  group<TraefikIngressSettings>(
    {
      ...commonFields('traefik', typedAnnotations),
      className: optional(classNameFor('traefik')),
      from: optional(peerSchema),
      tls: optional(ingressTlsSchema),
      sourceRanges,
      rateLimit: optional(rateLimitSchema),
    },
    ...hostRules,
  ),
);

export const traefik: IngressProfile<TraefikIngressSettings> = ({ scope, settings, backend, name }) => {
  const { tls } = settings;
  const middlewares = Object.entries(middlewaresOf(settings)).map(([what, spec]) =>
    middleware(scope, `${name}-${what}`, backend.labels, spec),
  );
  return {
    className: settings.className ?? className,
    trafficSource: controllerPeers(settings.from, {
      namespace: 'kube-system',
      podLabels: { 'app.kubernetes.io/name': 'traefik' },
    }),
    certificate: tls,
    annotations: {
      ...annotationsOf(domain, {
        'router.middlewares':
          middlewares.length === 0
            ? undefined
            : middlewares.map((one) => `${backend.namespace}-${one.name}@kubernetescrd`).join(','),
      }),
      ...(tls === undefined ? {} : issuerAnnotations(tls)),
    },
    serviceAnnotations: backend.needsSamePod
      ? annotationsOf(domain, { 'service.sticky.cookie': 'true', 'service.sticky.cookie.httponly': 'true' })
      : {},
  };
};

/** What is done to a request, in this order. */
function middlewaresOf({ tls, sourceRanges, rateLimit }: TraefikIngressSettings): Record<string, MiddlewareSpec> {
  const { requestsPerSecond, requestsPerMinute, connections } = rateLimit ?? {};
  const rate = (average: number, period: string) => ({
    rateLimit: { average, period, burst: burstOf(average, rateLimit) },
  });
  return {
    // spec.tls alone leaves plain HTTP open beside it.
    ...(tls === undefined || tls.redirect === false
      ? {}
      : { redirect: { redirectScheme: { scheme: 'https', permanent: true } } }),
    ...(sourceRanges === undefined ? {} : { ranges: { ipAllowList: { sourceRange: [...sourceRanges] } } }),
    ...(requestsPerSecond === undefined ? {} : { 'per-second': rate(requestsPerSecond, '1s') }),
    ...(requestsPerMinute === undefined ? {} : { 'per-minute': rate(requestsPerMinute, '1m') }),
    // Without a criterion it would count all users of a host together.
    ...(connections === undefined
      ? {}
      : { connections: { inFlightReq: { amount: connections, sourceCriterion: { ipStrategy: { depth: 0 } } } } }),
  };
}

function middleware(scope: Construct, name: string, labels: Record<string, string>, spec: MiddlewareSpec): Middleware {
  return new Middleware(scope, name, { metadata: { name, labels }, spec });
}
