import { Construct } from 'constructs';
import { check } from '../../checks/check';
import { k8s } from '../../common/k8s';
import type { TrafficSource } from '../../common/traffic-source';
import { AcmeSolverPolicy } from '../acme-solver-policy';
import type { Exposure, ProxiedProps } from '../exposure';
import { hostsOf } from '../hosts';
import { ProxyPolicies } from '../proxy-policies';
import { certificateSecretName, hasCertificate } from '../tls';
import { awsAlb } from './aws-alb';
import { f5Nginx } from './f5-nginx';
import { gke } from './gke';
import { haproxy } from './haproxy';
import { type IngressSettings, ingressSchema } from './ingress-settings';
import type { IngressParts, ProfileInput } from './profile';
import { traefik } from './traefik';

export type IngressProps = IngressSettings & ProxiedProps;

/** Makes the Ingress for a controller, the objects that this one reads beside it, and lets it reach the pods. */
export class Ingress extends Construct implements Exposure {
  readonly trafficSource: TrafficSource;

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(scope: Construct, id: string, props: IngressProps) {
    const { backend, denyByDefault = false, ...settings } = props;
    check(ingressSchema, settings, 'exposure.ingress');
    super(scope, id);
    const { controller, tls } = settings;
    const hosts = hostsOf(settings);
    const name = `${backend.name}-${controller}`;
    const parts = partsOf(settings, { scope: this, backend, name });
    const { className, annotations, serviceAnnotations = {}, trafficSource, certificate } = parts;
    for (const [key, text] of Object.entries(serviceAnnotations)) {
      backend.service.metadata.addAnnotation(key, text);
    }
    const service = { name: backend.service.name, port: { number: backend.servicePort } };
    const http = { paths: [{ path: '/', pathType: 'Prefix', backend: { service } }] };
    const secretName =
      certificate && hasCertificate(certificate)
        ? certificateSecretName(certificate, backend.name, controller)
        : undefined;
    new k8s.KubeIngress(this, 'ingress', {
      metadata: { name, labels: backend.labels, annotations: { ...settings.annotations, ...annotations } },
      spec: {
        ingressClassName: className,
        tls: tls === undefined ? undefined : [{ hosts: [...hosts], secretName }],
        rules: hosts.length === 0 ? [{ http }] : hosts.map((host) => ({ host, http })),
      },
    });
    this.trafficSource = trafficSource;
    backend.allowFrom(trafficSource);
    if (denyByDefault) {
      new ProxyPolicies(this, 'proxies', { backend, suffix: controller, from: trafficSource });
    }
    if (certificate?.challenge === 'http01') {
      new AcmeSolverPolicy(this, 'acme-solver', { backend, suffix: controller, from: trafficSource });
    }
  }
}

function partsOf(settings: IngressSettings, input: Omit<ProfileInput<never>, 'settings'>): IngressParts {
  switch (settings.controller) {
    case 'traefik':
      return traefik({ ...input, settings });
    case 'haproxy':
      return haproxy({ ...input, settings });
    case 'f5-nginx':
      return f5Nginx({ ...input, settings });
    case 'aws-alb':
      return awsAlb({ ...input, settings });
    case 'gke':
      return gke({ ...input, settings });
  }
}
