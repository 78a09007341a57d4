import {
  BackendConfigSpecSessionAffinityAffinityType as Affinity,
  BackendConfig,
  BackendConfigSpecHealthCheckType as HealthCheck,
} from '../../../imports/cloud.google.com';
import { FrontendConfig } from '../../../imports/networking.gke.io';
import { broken } from '../../checks/broken';
import { group, listOf, optional, type Schema } from '../../checks/check';
import { addressRange, oneOf } from '../../checks/values';
import { addressesIn } from '../../common/traffic-source';
import { certificateTlsSchema, type IngressTlsSettings, issuerAnnotations } from '../tls';
import { commonFields, hostRules, lacking } from './common-fields';
import { ingressControllers } from './controllers';
import type { IngressProfile, SharedIngressSettings } from './profile';
import { solveInPlace } from './solver';

/** An Ingress for GKE's own controller: an Application Load Balancer of Google Cloud that sends to the pods. */
export interface GkeIngressSettings extends SharedIngressSettings {
  readonly controller: 'gke';
  /**
   * Where the balancer can be reached from. `internal` needs `proxySubnetRanges`.
   *
   * @default 'public'
   */
  readonly scheme?: 'public' | 'internal';
  /**
   * Address ranges of the proxy-only subnet, as CIDRs, for the network policy: an internal balancer connects from there.
   *
   * @default - none
   */
  readonly proxySubnetRanges?: readonly string[];
  /**
   * HTTPS, with a certificate in a Secret. Needs `host`. An internal balancer closes plain HTTP then.
   *
   * @default - plain HTTP
   */
  readonly tls?: IngressTlsSettings;
}

const { className, domain } = ingressControllers.gke;

/** Where Google's balancers and their health checks connect from. Source: GKE, "Ingress for external Application Load Balancers". */
const googleRanges = ['35.191.0.0/16', '130.211.0.0/22'];

const typedAnnotations = {
  [`${domain}/v1beta1.FrontendConfig`]: 'tls.redirect',
  'kubernetes.io/ingress.allow-http': 'tls.redirect',
  'kubernetes.io/ingress.class': 'scheme',
};

const inCloudArmor =
  'a matter of a Cloud Armor policy, which the BackendConfig names in securityPolicy; leave it out, and add that with a patch';

export const gkeSchema: Schema<GkeIngressSettings> = lacking(
  {
    sourceRanges: inCloudArmor,
    rateLimit: inCloudArmor,
    maxBodySize: inCloudArmor,
    className: "GKE's balancers have no IngressClass; use scheme",
    from: 'the balancer has no pods; for an internal one name the proxy-only subnet in proxySubnetRanges',
  },
  group<GkeIngressSettings>(
    {
      ...commonFields('gke', typedAnnotations),
      scheme: optional(oneOf('public', 'internal')),
      proxySubnetRanges: optional(listOf(addressRange, 'CIDRs', 1)),
      tls: optional(certificateTlsSchema),
    },
    ...hostRules,
    {
      reads: ['scheme'],
      present: ['proxySubnetRanges'],
      judge: ({ scheme, proxySubnetRanges }) =>
        broken(
          (scheme === 'internal') !== (proxySubnetRanges !== undefined),
          'proxySubnetRanges',
          scheme === 'internal'
            ? 'missing; an internal balancer connects from the proxy-only subnet of its region, such as "10.129.0.0/23"'
            : 'only an internal balancer connects from there; leave it out, or set scheme to "internal"',
        ),
    },
    {
      reads: ['scheme', 'tls.redirect'],
      judge: ({ scheme, tls }) =>
        broken(
          scheme === 'internal' && tls?.redirect !== undefined,
          'tls.redirect',
          'an internal balancer serves HTTPS alone beside a certificate; leave it out',
        ),
    },
  ),
);

export const gke: IngressProfile<GkeIngressSettings> = ({ scope, settings, backend, name }) => {
  const { scheme, tls, proxySubnetRanges = [] } = settings;
  const isInternal = scheme === 'internal';
  const timeout = backend.answerTime.hopTimeout.toSeconds();
  const backendConfig = new BackendConfig(scope, 'backend-config', {
    metadata: { name, labels: backend.labels },
    spec: {
      timeoutSec: timeout,
      connectionDraining: { drainingTimeoutSec: Math.min(3600, timeout) },
      healthCheck: { type: HealthCheck.HTTP, requestPath: backend.healthPath },
      sessionAffinity: backend.needsSamePod ? { affinityType: Affinity.GENERATED_UNDERSCORE_COOKIE } : undefined,
    },
  });
  const redirect =
    tls === undefined || tls.redirect === false || isInternal
      ? undefined
      : new FrontendConfig(scope, 'frontend-config', {
          metadata: { name, labels: backend.labels },
          spec: { redirectToHttps: { enabled: true, responseCodeName: 'PERMANENT_REDIRECT' } },
        });
  return {
    trafficSource: addressesIn([...googleRanges, ...proxySubnetRanges]),
    certificate: tls,
    annotations: {
      'kubernetes.io/ingress.class': isInternal ? `${className}-internal` : className,
      ...(isInternal && tls !== undefined ? { 'kubernetes.io/ingress.allow-http': 'false' } : {}),
      ...(redirect === undefined ? {} : { [`${domain}/v1beta1.FrontendConfig`]: redirect.name }),
      ...(tls === undefined ? {} : { ...issuerAnnotations(tls), ...solveInPlace(tls) }),
    },
    serviceAnnotations: {
      'cloud.google.com/neg': '{"ingress": true}',
      'cloud.google.com/backend-config': JSON.stringify({ default: backendConfig.name }),
    },
  };
};
