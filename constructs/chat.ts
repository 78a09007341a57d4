import { Duration } from 'cdk8s';
import { AnswerTime } from './answer-time';
import { type ChatClientSettings, chatClientSchema } from './chat-client/chat-client-settings';
import { broken, group, listOf, optional, type Rule, type Schema } from './checks/check';
import { flag, oneOf } from './checks/values';
import { isGroup } from './checks/wording';
import { type GatewaySettings, gatewaySchema } from './exposure/gateway-settings';
import { beyondIdleTimer, type LoadBalancerSettings, loadBalancerSchema } from './exposure/load-balancer';
import { type NginxIngressSettings, nginxIngressSchema } from './exposure/nginx-ingress-settings';
import { type OpenShiftRouteSettings, openShiftRouteSchema } from './exposure/openshift-route';
import { certificateSecretName } from './exposure/tls';
import { type NamespaceSettings, namespaceSchema } from './namespace';
import type { Platform } from './platform';
import { type PrivateSiteSettings, privateSiteSchema } from './private-site-settings';
import { type LinkSettings, linkSchema } from './skupper/link';
import { type ModelSettings, modelSchema, type RoutingKey } from './skupper/model-listener';
import { type SiteSettings, siteSchema } from './skupper/site';

/** One chat: a public site with the page, and the private sites with the model. */
export interface ChatSettings {
  /**
   * Where the public site runs.
   *
   * @default 'kubernetes'
   */
  readonly platform?: Platform;
  readonly namespace: NamespaceSettings;
  readonly site: SiteSettings;
  readonly model: ModelSettings;
  readonly client: ChatClientSettings;
  /**
   * The ways in from outside. Each one that is there is on.
   *
   * @default - none but `kubectl port-forward`
   */
  readonly exposure?: ExposureSettings;
  /**
   * Lets the client alone reach the model. It also keeps out Skupper's network console and the `curl` pod that the
   * README verifies with.
   *
   * @default false, every pod of the namespace reaches the model, and none from elsewhere
   */
  readonly isolateRouter?: boolean;
  /**
   * Declares the links of the private sites. Excludes `site.highAvailability` and `site.edge`.
   *
   * @default - links are made with a token or "skupper link generate"
   */
  readonly link?: LinkSettings;
  /**
   * The machines that serve the model.
   *
   * @default - none; the private side is made elsewhere, with the model's host as its routing key
   */
  readonly privateSites?: readonly PrivateSiteSettings[];
}

/** The ways in from outside. Several may be on at once. */
export interface ExposureSettings {
  readonly loadBalancer?: LoadBalancerSettings;
  readonly nginxIngress?: NginxIngressSettings;
  readonly gateway?: GatewaySettings;
  /** Needs the platform `openshift`. */
  readonly openshiftRoute?: OpenShiftRouteSettings;
}

/** Whether Skupper's controller may call objects of its own like that. */
function isSkuppers(name: string): boolean {
  return /^skupper-(router|grant-server)/.test(name);
}

const rules: readonly Rule<ChatSettings>[] = [
  {
    reads: ['platform', 'exposure.openshiftRoute'],
    judge: ({ platform = 'kubernetes', exposure }) =>
      broken(
        platform === 'kubernetes' && exposure?.openshiftRoute !== undefined,
        'exposure.openshiftRoute',
        'Routes exist on OpenShift only; set platform to "openshift", or use nginxIngress or gateway',
      ),
  },
  {
    reads: ['platform', 'site.linkAccess'],
    judge: ({ platform = 'kubernetes', site }) =>
      broken(
        platform === 'kubernetes' && site.linkAccess === 'route',
        'site.linkAccess',
        '"route" stops the Skupper controller of a cluster without Routes; use "default" or "loadbalancer", or set platform to "openshift"',
      ),
  },
  {
    reads: ['platform', 'namespace.name', 'site.linkAccess', 'site.edge'],
    judge: ({ platform, namespace: { name }, site: { linkAccess = 'default', edge } }) =>
      broken(
        platform === 'openshift' && ['default', 'route'].includes(linkAccess) && edge !== true && name.length > 35,
        'namespace.name',
        `"${name}" is too long for the host of the router's Route, "skupper-router-inter-router-${name}"; use at most 35 characters, or linkAccess "loadbalancer"`,
      ),
  },
  {
    reads: ['exposure.openshiftRoute', 'client.name', 'namespace.name'],
    judge: ({ exposure, client, namespace }) => {
      const label = `${client.name}-${namespace.name}`;
      return broken(
        exposure?.openshiftRoute !== undefined && exposure.openshiftRoute.host === undefined && label.length > 63,
        'exposure.openshiftRoute.host',
        `missing; "${label}", the one that the router would make, has more than 63 characters, so name one`,
      );
    },
  },
  {
    reads: ['exposure.openshiftRoute.termination'],
    judge: ({ exposure: { openshiftRoute, ...others } = {} }) =>
      broken(
        openshiftRoute?.termination === 'reencrypt' && Object.values(others).some((other) => other !== undefined),
        'exposure.openshiftRoute.termination',
        '"reencrypt" makes the pods serve HTTPS, which the other exposures do not speak; use "edge", or leave out the others',
      ),
  },
  {
    reads: ['client.name'],
    judge: ({ client: { name } }) =>
      broken(
        isSkuppers(name) || name === 'default',
        'client.name',
        `"${name}" is what Skupper or the cluster calls objects of its own; use one such as "ilab-client"`,
      ),
  },
  {
    reads: ['model.host', 'client.name'],
    judge: ({ model: { host }, client: { name }, exposure }) =>
      broken(
        host === name || (host === `${name}-lb` && exposure?.loadBalancer !== undefined) || isSkuppers(host),
        'model.host',
        `"${host}" is the name of another Service in the namespace, which the listener would take over; use one such as "instructlab"`,
      ),
  },
  {
    reads: ['exposure.loadBalancer.cloud', 'client.longestAnswerSeconds'],
    judge: ({ exposure, client: { longestAnswerSeconds = 600 } }) => {
      const cloud = exposure?.loadBalancer?.cloud;
      const message = cloud && beyondIdleTimer(cloud, new AnswerTime(Duration.seconds(longestAnswerSeconds)));
      return broken(
        message !== undefined,
        'client.longestAnswerSeconds',
        `"${longestAnswerSeconds}" is too long: ${message}`,
      );
    },
  },
  {
    reads: ['exposure.nginxIngress.tls', 'exposure.gateway.own.tls', 'client.name'],
    judge: ({ exposure, client }) => {
      const [ingress, gateway] = [exposure?.nginxIngress?.tls, exposure?.gateway?.own?.tls];
      const ordered = [ingress, gateway].every((tls) => tls?.clusterIssuer !== undefined || tls?.issuer !== undefined);
      const name = gateway && certificateSecretName(gateway, `${client.name}-gateway`);
      return broken(
        ordered && ingress !== undefined && name === certificateSecretName(ingress, `${client.name}-ingress`),
        'exposure.gateway.own.tls.secretName',
        `"${name}" holds the certificate of the Ingress already, and cert-manager serves one of two; give each its own`,
      );
    },
  },
  {
    reads: ['link', 'site.highAvailability', 'site.edge', 'site.linkAccess'],
    judge: ({ link, site }) => [
      ...broken(
        link !== undefined && site.highAvailability === true,
        'link',
        'it knows the address of one router, and highAvailability runs two; leave out one of them, and link with "skupper link generate"',
      ),
      ...broken(
        link !== undefined && (site.edge === true || site.linkAccess === 'none'),
        'link',
        'the Site accepts no links; leave out site.edge and site.linkAccess, or link',
      ),
    ],
  },
  {
    reads: ['link', 'site.linkAccess', 'platform'],
    judge: ({ link, site: { linkAccess = 'default' }, platform = 'kubernetes' }) => {
      const routes = linkAccess === 'route' || (linkAccess === 'default' && platform === 'openshift');
      return [
        ...broken(
          link?.appsDomain !== undefined && !routes,
          'link.appsDomain',
          'the Site is reached through a load balancer, not through Routes; name its address in host',
        ),
        ...broken(
          link?.host !== undefined && routes,
          'link.host',
          'the Site is reached through Routes, which have a host for each role; name their domain in appsDomain',
        ),
      ];
    },
  },
  {
    reads: ['link'],
    judge: ({ link, privateSites }) =>
      broken(
        link !== undefined && (privateSites?.length ?? 0) === 0,
        'privateSites',
        'missing; link declares the links of private sites, so name at least one, or leave out link',
      ),
  },
];

/** What the private sites have to agree on among themselves, and with the rest. */
const privateSitesRules: readonly Rule<ChatSettings>[] = [
  eachPrivateSite(['name'], ({ name }, index, sites) => [
    sites.findIndex((other) => other?.name === name) < index,
    'name',
    `"${name}" is the name of another private site; give each its own`,
  ]),
  eachPrivateSite(['linkCost'], ({ linkCost }, _, __, { link }) => [
    link === undefined && linkCost !== undefined,
    'linkCost',
    'a link that is made by hand gets its cost there; set link, or leave out linkCost',
  ]),
  {
    reads: ['privateSites', 'model.host'],
    judge: ({ privateSites = [], model }) => {
      const keys = routingKeysOf(model, privateSites);
      const weightOf = (name: string) => keys.find((key) => key.name === name)?.weight;
      const unequal = privateSites.findIndex((site) => weightOf(routingKeyOf(model, site)) !== site.weight);
      const weighted = keys.filter(({ weight }) => weight !== undefined).length;
      const without = privateSites.findIndex(({ weight }) => weight === undefined);
      if (keys.length > 256) {
        return broken(
          true,
          'privateSites',
          `"${keys.length}" routing keys, and a MultiKeyListener takes 256; share some`,
        );
      }
      if (weighted > 0 && keys.length === 1) {
        return broken(
          true,
          ['privateSites', privateSites.findIndex(({ weight }) => weight !== undefined), 'weight'],
          'the only routing key takes every connection; leave out weight, or give another site its own routingKey',
        );
      }
      if (unequal >= 0) {
        return broken(
          true,
          ['privateSites', unequal, 'weight'],
          "sites with the same routing key have the same weight, because it is the key's; make them equal",
        );
      }
      return broken(
        weighted > 0 && weighted < keys.length,
        ['privateSites', without, 'weight'],
        'missing; other sites have one, and a share of an unknown whole is none',
      );
    },
  },
];

export const chatSchema: Schema<ChatSettings> = group<ChatSettings>(
  {
    platform: optional(oneOf('kubernetes', 'openshift')),
    namespace: namespaceSchema,
    site: siteSchema,
    model: modelSchema,
    client: chatClientSchema,
    exposure: optional(
      group<ExposureSettings>({
        loadBalancer: optional(loadBalancerSchema),
        nginxIngress: optional(nginxIngressSchema),
        gateway: optional(gatewaySchema),
        openshiftRoute: optional(openShiftRouteSchema),
      }),
    ),
    isolateRouter: optional(flag),
    link: optional(linkSchema),
    privateSites: optional(listOf(privateSiteSchema, 'private sites')),
  },
  ...rules,
  ...privateSitesRules,
);

/** A rule for each private site; it waits while one of these fields is broken at that site. */
function eachPrivateSite(
  fields: readonly (keyof PrivateSiteSettings)[],
  judge: (
    site: PrivateSiteSettings,
    index: number,
    sites: readonly (PrivateSiteSettings | undefined)[],
    chat: ChatSettings,
  ) => [boolean, string, string],
): Rule<ChatSettings> {
  return {
    reads: [],
    judge: (chat) => {
      const sites = Array.isArray(chat.privateSites) ? chat.privateSites : [];
      return sites.flatMap((site: PrivateSiteSettings, index) => {
        if (!isGroup(site) || fields.some((field) => privateSiteSchema(site).some(({ at }) => at[0] === field))) {
          return [];
        }
        const [when, field, message] = judge(site, index, sites, chat);
        return broken(when, ['privateSites', index, field], message);
      });
    },
  };
}

/** The routing key that a private site answers. */
export function routingKeyOf(model: ModelSettings, site: PrivateSiteSettings): string {
  return site.routingKey ?? model.host;
}

/** The routing keys of the listener: those of the private sites, each once, in the order of the list. */
export function routingKeysOf(model: ModelSettings, privateSites: readonly PrivateSiteSettings[]): RoutingKey[] {
  const keys = new Map<string, RoutingKey>();
  for (const site of privateSites) {
    const name = routingKeyOf(model, site);
    keys.set(name, keys.get(name) ?? { name, weight: site.weight });
  }
  return keys.size === 0 ? [{ name: model.host }] : [...keys.values()];
}
