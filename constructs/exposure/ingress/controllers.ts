/** A controller of Ingresses, as an object or a cluster shows it. */
export interface IngressController {
  /** What people call it. */
  readonly title: string;
  /** Its usual IngressClass. */
  readonly className: string;
  /** What the IngressClass has in `spec.controller`; nothing where there is no such object. */
  readonly controller?: string;
  /** Domain of its annotations. */
  readonly domain: string;
}

/** The controllers that `exposure.ingress` knows. Sources: each one's chart, documentation and source. */
export const ingressControllers = {
  traefik: {
    title: 'Traefik Ingress',
    className: 'traefik',
    controller: 'traefik.io/ingress-controller',
    domain: 'traefik.ingress.kubernetes.io',
  },
  haproxy: {
    title: 'HAProxy Ingress',
    className: 'haproxy',
    controller: 'haproxy.org/ingress-controller',
    domain: 'haproxy.org',
  },
  'f5-nginx': {
    title: 'F5 NGINX Ingress',
    className: 'nginx',
    controller: 'nginx.org/ingress-controller',
    domain: 'nginx.org',
  },
  'aws-alb': {
    title: 'Application Load Balancer',
    className: 'alb',
    controller: 'ingress.k8s.aws/alb',
    domain: 'alb.ingress.kubernetes.io',
  },
  // GKE makes no IngressClass: an annotation names its balancers.
  gke: { title: 'GKE Ingress', className: 'gce', domain: 'networking.gke.io' },
} as const satisfies Record<string, IngressController>;

export type IngressControllerName = keyof typeof ingressControllers;
