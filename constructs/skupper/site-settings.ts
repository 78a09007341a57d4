import { annotationMap } from '../checks/annotation-map';
import { broken } from '../checks/broken';
import { group, optional, type Schema } from '../checks/check';
import { dnsLabel, flag, oneOf } from '../checks/values';
import { defaultPlatform, type Platform } from '../common/platform';

const linkAccesses = ['default', 'route', 'loadbalancer', 'nodeport', 'ingress-nginx', 'none'] as const;

/** How other sites reach this one. */
export type LinkAccess = (typeof linkAccesses)[number];

/** The Skupper Site of a public cluster. */
export interface SiteSettings {
  /**
   * Name of the Site. A renamed one stays in error, "An active site already exists in the namespace", until the old one is
   * deleted; and with the old one go the certificate authority and every link.
   */
  readonly name: string;
  /**
   * How other sites reach this one. `default` is a Route on OpenShift and a load balancer elsewhere;
   * `route` needs OpenShift; `none` accepts no links. Excludes `edge`.
   *
   * `nodeport` and `ingress-nginx` work only where Skupper's controller was started with them: with a value that it does not
   * know, it deploys no router at all. Source: Skupper 2.2.1, securedaccess.
   *
   * @default 'default', and 'none' on an edge site
   */
  readonly linkAccess?: LinkAccess;
  /**
   * Runs a second router, so that new connections survive the loss of one. Excludes `edge`, and `link`.
   *
   * @default - one router
   */
  readonly highAvailability?: boolean;
  /**
   * Makes an edge site, which opens links but accepts none. Excludes `linkAccess` and `highAvailability`.
   *
   * @default - an interior site
   */
  readonly edge?: boolean;
  /**
   * Size of the router's pods: the name in the label `skupper.io/site-sizing` of a ConfigMap in the controller's
   * namespace. A name that is not there is ignored by the controller.
   *
   * @default - the controller's default, without requests or limits
   */
  readonly sizing?: string;
  /**
   * Annotations of the router's load balancer, which clouds read when they make it: on EKS it is internal without. They go
   * into a ConfigMap from which Skupper's controller copies them to its Service. Needs a load balancer. Source: Skupper
   * 2.2.1, site/labels/registry.go.
   *
   * @default - none
   */
  readonly loadBalancerAnnotations?: Readonly<Record<string, string>>;
}

export const siteSchema: Schema<SiteSettings> = group<SiteSettings>(
  {
    name: dnsLabel(),
    linkAccess: optional(oneOf(...linkAccesses)),
    highAvailability: optional(flag),
    edge: optional(flag),
    sizing: optional(dnsLabel()),
    loadBalancerAnnotations: optional(annotationMap()),
  },
  {
    reads: ['edge', 'highAvailability'],
    judge: ({ edge, highAvailability }) =>
      broken(
        edge === true && highAvailability === true,
        'highAvailability',
        'an edge site runs one router; leave out highAvailability or edge',
      ),
  },
  {
    reads: ['edge', 'linkAccess'],
    judge: ({ edge, linkAccess = 'none' }) =>
      broken(
        edge === true && linkAccess !== 'none',
        'linkAccess',
        `"${linkAccess}" asks for links that an edge site does not accept; leave out linkAccess or edge`,
      ),
  },
);

/** How other sites reach this one, when the settings leave it open as well. */
export function linkAccessOf({ linkAccess, edge }: SiteSettings): LinkAccess {
  return linkAccess ?? (edge ? 'none' : 'default');
}

/** What the router of the public site gets, so that private sites reach it. */
export type LinkAddress = 'routes' | 'load balancer' | 'node port' | 'ingress';

const linkAddresses: Readonly<Record<Exclude<LinkAccess, 'default'>, LinkAddress | undefined>> = {
  route: 'routes',
  loadbalancer: 'load balancer',
  nodeport: 'node port',
  'ingress-nginx': 'ingress',
  none: undefined,
};

/** How private sites reach the router; nothing when the Site accepts no links. */
export function linksOver(site: SiteSettings, platform: Platform = defaultPlatform): LinkAddress | undefined {
  const access = linkAccessOf(site);
  return access === 'default'
    ? linkAddresses[platform === 'openshift' ? 'route' : 'loadbalancer']
    : linkAddresses[access];
}
