import { Construct } from 'constructs';
import { check } from '../checks/check';
import type { Backend } from '../common/backend';
import { k8s } from '../common/k8s';
import type { TrafficSource } from '../common/traffic-source';
import { AcmeSolverPolicy } from './acme-solver-policy';
import { annotationsOf, nginx } from './annotations';
import { controllerPeers } from './controller-peers';
import type { Exposure, ProxiedProps } from './exposure';
import { hostsOf } from './hosts';
import { defaultClassName } from './ingress-class';
import { type NginxIngressSettings, nginxIngressSchema } from './nginx-ingress-settings';
import { ProxyPolicies } from './proxy-policies';
import { certificateSecretName, hasCertificate, type IngressTlsSettings, issuerAnnotations } from './tls';

export interface NginxIngressProps extends NginxIngressSettings, ProxiedProps {}

/** Makes the Ingress for ingress-nginx, and lets its controller's pods reach the client. */
export class NginxIngress extends Construct implements Exposure {
  readonly name: string;
  readonly trafficSource: TrafficSource;

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(scope: Construct, id: string, props: NginxIngressProps) {
    const { backend, denyByDefault = false, ...settings } = props;
    check(nginxIngressSchema, settings, 'exposure.nginxIngress');
    super(scope, id);
    const { className = defaultClassName, controller, tls } = settings;
    const hosts = hostsOf(settings);
    this.name = `${backend.name}-ingress`;
    const service = { name: backend.service.name, port: { number: backend.servicePort } };
    const http = { paths: [{ path: '/', pathType: 'Prefix', backend: { service } }] };
    new k8s.KubeIngress(this, 'ingress', {
      metadata: {
        name: this.name,
        labels: backend.labels,
        annotations: { ...bodyLimit(settings), ...settings.annotations, ...annotations(settings, backend) },
      },
      spec: {
        ingressClassName: className,
        tls: tls === undefined ? undefined : [{ hosts: [...hosts], secretName: secretNameOf(tls, backend) }],
        rules: hosts.length === 0 ? [{ http }] : hosts.map((host) => ({ host, http })),
      },
    });
    this.trafficSource = controllerPeers(controller, usualPods);
    backend.allowFrom(this.trafficSource);
    if (denyByDefault) {
      new ProxyPolicies(this, 'proxies', { backend, suffix: 'ingress', from: this.trafficSource });
    }
    if (tls?.challenge === 'http01') {
      new AcmeSolverPolicy(this, 'acme-solver', { backend, suffix: 'ingress', from: this.trafficSource });
    }
  }
}

function secretNameOf(tls: IngressTlsSettings, backend: Backend): string | undefined {
  return hasCertificate(tls) ? certificateSecretName(tls, backend.name, 'ingress') : undefined;
}

const usualPods = {
  namespace: 'ingress-nginx',
  podLabels: { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' },
};

/** nginx' own default, without which Traefik, where it serves this class, does not hold the limit. Source: Traefik 3.7. */
function bodyLimit({ maxBodySize }: NginxIngressSettings): Record<string, string> {
  return annotationsOf(nginx, { 'proxy-request-buffering': maxBodySize && 'on' });
}

function annotations(settings: NginxIngressSettings, backend: Backend): Record<string, string> {
  const { tls, maxBodySize, rateLimit, sourceRanges, basicAuth, externalAuth } = settings;
  // Whole seconds without a unit: with one, the controller silently falls back to 60 s.
  const timeout = backend.answerTime.hopTimeout.toSeconds();
  const own = annotationsOf(nginx, {
    'proxy-read-timeout': timeout,
    'proxy-send-timeout': timeout,
    affinity: backend.needsSamePod ? 'cookie' : undefined,
    // Otherwise the controller moves sessions to new pods, which know nothing of them.
    'affinity-mode': backend.needsSamePod ? 'persistent' : undefined,
    'ssl-redirect': tls === undefined || tls.redirect === false ? 'false' : undefined,
    'proxy-body-size': maxBodySize,
    'limit-rps': rateLimit?.requestsPerSecond,
    'limit-rpm': rateLimit?.requestsPerMinute,
    'limit-connections': rateLimit?.connections,
    'limit-burst-multiplier': rateLimit?.burstMultiplier,
    // The older names of these two are the ones that every release from 1.8 on knows.
    'limit-whitelist': rateLimit?.exempt?.join(','),
    'whitelist-source-range': sourceRanges?.join(','),
    'auth-type': basicAuth && 'basic',
    'auth-secret': basicAuth?.secretName,
    'auth-realm': basicAuth?.realm,
    'auth-url': externalAuth?.url,
    'auth-signin': externalAuth?.signInUrl,
    'auth-response-headers': externalAuth?.responseHeaders?.join(','),
  });
  return { ...own, ...(tls === undefined ? {} : issuerAnnotations(tls)) };
}
