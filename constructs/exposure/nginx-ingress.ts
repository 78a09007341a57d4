import { Construct } from 'constructs';
import { check } from '../checks/check';
import { isOpen } from '../checks/values';
import type { Backend } from '../common/backend';
import { k8s } from '../common/k8s';
import { inNamespace, requires, requiresSecret } from '../common/requirement';
import { addressesIn, podsIn, type TrafficSource } from '../common/traffic-source';
import { warn } from '../common/warning';
import { AcmeSolverPolicy } from './acme-solver-policy';
import { annotationsOf } from './annotations';
import { requiresCertificate } from './certificate-requirement';
import type { ChatAddress, Exposure } from './exposure';
import { hostsOf } from './hosts';
import { defaultClassName, isUnknownClass } from './ingress-class';
import { nginx } from './nginx-annotations';
import { type NginxIngressSettings, nginxIngressSchema } from './nginx-ingress-settings';
import type { PeerSettings } from './peer-settings';
import { certificateSecretName, hasCertificate, type IngressTlsSettings, issuerAnnotations } from './tls';

export interface NginxIngressProps extends NginxIngressSettings {
  readonly backend: Backend;
}

/** Makes the Ingress for ingress-nginx, and lets its controller's pods reach the client. */
export class NginxIngress extends Construct implements Exposure {
  readonly name: string;
  readonly trafficSource: TrafficSource;
  readonly addresses: readonly ChatAddress[];

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(scope: Construct, id: string, props: NginxIngressProps) {
    const { backend, ...settings } = props;
    check(nginxIngressSchema, settings, 'exposure.nginxIngress');
    super(scope, id);
    const { className = defaultClassName, controller = {}, tls } = settings;
    const hosts = hostsOf(settings);
    this.name = `${backend.name}-ingress`;
    const service = { name: backend.service.name, port: { number: backend.servicePort } };
    const http = { paths: [{ path: '/', pathType: 'Prefix', backend: { service } }] };
    new k8s.KubeIngress(this, 'ingress', {
      metadata: {
        name: this.name,
        labels: backend.labels,
        annotations: { ...settings.annotations, ...annotations(settings, backend) },
      },
      spec: {
        ingressClassName: className,
        tls: tls === undefined ? undefined : [{ hosts: [...hosts], secretName: secretNameOf(tls, backend) }],
        rules: hosts.length === 0 ? [{ http }] : hosts.map((host) => ({ host, http })),
      },
    });
    this.trafficSource = controllerPeers(controller);
    backend.allowFrom(this.trafficSource);
    if (tls?.challenge === 'http01') {
      new AcmeSolverPolicy(this, 'acme-solver', { backend, suffix: 'ingress', from: this.trafficSource });
    }
    this.addresses = (hosts.length === 0 ? ['<ADDRESS>'] : hosts).map((host) => ({
      title: 'NGINX Ingress',
      url: `${tls === undefined ? 'http' : 'https'}://${host}/`,
      object: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: this.name, namespace: backend.namespace },
    }));
    this.requirements(backend, settings);
    this.warnings(settings);
  }

  private requirements(
    backend: Backend,
    { className = defaultClassName, tls, basicAuth, externalAuth, ...settings }: NginxIngressSettings,
  ): void {
    requires(this, {
      kind: 'cluster',
      what: `the IngressClass "${className}", of ingress-nginx 1.8 to 1.15`,
      why: 'any controller but k8s.io/ingress-nginx serves the chat without the login and the ranges',
      commands: [`kubectl get ingressclass ${className}`],
    });
    requiresCertificate(this, tls, 'ingress');
    if (basicAuth !== undefined) {
      requiresSecret(
        this,
        basicAuth.secretName,
        'the users and the hashes of their passwords; while it is missing, everybody gets 503',
        'generic --from-file=auth',
        ['htpasswd -c auth alice'],
      );
    }
    if (externalAuth !== undefined) {
      requires(this, {
        kind: 'cluster',
        what: `the service that answers ${externalAuth.url}`,
        why: 'it knows who is logged in; its own paths need an Ingress of their own on the same host, without a login',
        commands: [],
      });
    }
    const hosts = hostsOf(settings);
    if (hosts.length > 0) {
      requires(this, {
        kind: 'afterwards',
        what: `${hosts.join(', ')} in the DNS`,
        why: `with the controller's address; and worker-shutdown-timeout: ${backend.answerTime.proxyShutdown.toSeconds()}s in its ConfigMap, or its reloads cut long answers`,
        commands: [`kubectl get ingress ${this.name} ${inNamespace(this)}`],
      });
    }
  }

  private warnings(settings: NginxIngressSettings): void {
    const { className = defaultClassName, tls, sourceRanges, basicAuth, externalAuth, rateLimit } = settings;
    const path = 'exposure.nginxIngress';
    if (isUnknownClass(className) && (basicAuth ?? externalAuth ?? sourceRanges) !== undefined) {
      warn(
        this,
        'unknown-ingress-class',
        `${path}.className`,
        `if "${className}" is not of k8s.io/ingress-nginx, nobody is asked for the login and no range holds; see "kubectl get ingressclass ${className}", and accept this warning where it is`,
      );
    }
    if (tls === undefined) {
      warn(this, 'plain-http', path, 'questions and answers travel as plain HTTP; set host and tls');
    }
    if (isOpen(sourceRanges) && basicAuth === undefined && externalAuth === undefined) {
      warn(
        this,
        'open-to-everyone',
        path,
        'whoever reaches it uses the model; set basicAuth, externalAuth or sourceRanges',
      );
    }
    if (basicAuth !== undefined && tls === undefined) {
      warn(this, 'password-readable', `${path}.basicAuth`, 'without TLS the password travels readable; set tls');
    }
    if (rateLimit?.requestsPerMinute !== undefined && rateLimit.requestsPerMinute < 10) {
      warn(
        this,
        'low-rate-limit',
        `${path}.rateLimit.requestsPerMinute`,
        'an open page alone sends two requests a minute, and users may share an address; use 10 or more',
      );
    }
  }
}

function secretNameOf(tls: IngressTlsSettings, backend: Backend): string | undefined {
  return hasCertificate(tls) ? certificateSecretName(tls, backend.name, 'ingress') : undefined;
}

const controllerLabels = { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' };

function controllerPeers({ namespace, podLabels, addressRanges }: PeerSettings): TrafficSource {
  const onlyAddresses = addressRanges !== undefined && namespace === undefined && podLabels === undefined;
  return [
    ...(onlyAddresses ? [] : podsIn(namespace ?? 'ingress-nginx', podLabels ?? controllerLabels)),
    ...addressesIn(addressRanges ?? []),
  ];
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
