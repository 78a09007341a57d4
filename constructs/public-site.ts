import { App, Chart } from 'cdk8s';
import { ChatClient } from './chat-client/chat-client';
import { check } from './checks/check';
import { isOpen } from './checks/values';
import { commonLabels } from './common/labels';
import { defaultPlatform } from './common/platform';
import { requires } from './common/requirement';
import { warn } from './common/warning';
import type { Exposure } from './exposure/exposure';
import { Gateway } from './exposure/gateway';
import { LoadBalancer } from './exposure/load-balancer';
import { NginxIngress } from './exposure/nginx-ingress';
import { OpenShiftRoute } from './exposure/openshift-route';
import { ChatNamespace } from './namespace/namespace';
import type { ChatSettings } from './settings/chat';
import { chatSchema } from './settings/chat-schema';
import { LinkCredential, type LinkEndpoint, linkEndpoints } from './skupper/link';
import { ModelListener } from './skupper/model-listener';
import { routerName } from './skupper/names';
import type { PrivateSiteSettings } from './skupper/private-site-settings';
import { RouterPolicy } from './skupper/router-policy';
import { routingKeysOf } from './skupper/routing-keys';
import { Site } from './skupper/site';
import { type LinkAddress, linksOver } from './skupper/site-settings';
import { newestSkupper, skupperInstallation, skupperVersions } from './skupper/version';

/**
 * The public site of one chat: the only place that knows all its parts.
 *
 * The ids of the charts are the names of the files, so that name order is apply order and a file keeps its name when a
 * neighbour goes away. Chart dependencies would rename them all.
 */
export class PublicSite extends App {
  readonly model: ModelListener;
  readonly client: ChatClient;
  readonly exposures: readonly Exposure[];
  /** What each private site links with, by the site's name; empty when links are made by hand. */
  readonly linkCredentials: ReadonlyMap<string, LinkCredential>;
  /** How private sites reach the router; nothing when the Site accepts no links. */
  readonly linksOver?: LinkAddress;

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(settings: ChatSettings) {
    check(chatSchema, settings);
    super();
    const { platform = defaultPlatform, namespace, site, model, client, exposure = {}, privateSites = [] } = settings;
    const partOf = namespace.name;
    const chart = (id: string) => new Chart(this, id, { namespace: namespace.name });

    if (!namespace.exists || namespace.denyByDefault) {
      new ChatNamespace(new Chart(this, '00-namespace'), 'namespace', namespace);
    }

    const skupper = chart('10-skupper');
    const skupperSite = new Site(skupper, 'site', { ...site, partOf });
    this.model = new ModelListener(skupper, 'model', {
      ...model,
      partOf,
      routingKeys: routingKeysOf(model, privateSites),
    });
    this.linksOver = linksOver(site, platform);
    if (!skupperSite.acceptsLinks && privateSites.length > 0) {
      warn(
        skupperSite,
        'links-not-accepted',
        'site',
        'it accepts no links, so no private site can link to it; leave out edge, or set linkAccess',
      );
    }
    this.linkCredentials = settings.link
      ? this.credentials(skupper, linkEndpoints(settings.link, namespace.name), privateSites, partOf)
      : new Map();

    this.client = new ChatClient(chart('20-chat-client'), 'client', {
      ...client,
      platform,
      partOf,
      model: this.model,
      servesTls: exposure.openshiftRoute?.termination === 'reencrypt',
    });
    new RouterPolicy(skupper, 'router-policy', {
      site: skupperSite,
      onlyPods: settings.isolateRouter ? this.client.podLabels : undefined,
      labels: commonLabels({ name: routerName, component: 'router', partOf }),
    });

    const { loadBalancer, nginxIngress, gateway, openshiftRoute } = exposure;
    const into = { backend: this.client };
    this.exposures = [
      loadBalancer && new LoadBalancer(chart('30-load-balancer'), 'load-balancer', { ...loadBalancer, ...into }),
      nginxIngress && new NginxIngress(chart('30-nginx-ingress'), 'nginx-ingress', { ...nginxIngress, ...into }),
      gateway && new Gateway(chart('30-gateway'), 'gateway', { ...gateway, ...into }),
      openshiftRoute && new OpenShiftRoute(chart('30-openshift-route'), 'route', { ...openshiftRoute, ...into }),
    ].filter((built) => built !== undefined);
    this.requirements(skupperSite, settings);
    this.warnings(settings);
  }

  /** What the cluster has for every chat. */
  private requirements(site: Site, { namespace }: ChatSettings): void {
    requires(site, {
      kind: 'cluster',
      what: this.model.needsNewSkupper ? newestSkupper : skupperVersions,
      why: 'its controller runs the router',
      commands: [skupperInstallation],
    });
    if (this.linksOver !== undefined) {
      requires(site, {
        kind: 'cluster',
        what:
          this.linksOver === 'routes'
            ? "OpenShift's Routes for Skupper's router, which the private machine reaches"
            : "a load balancer for Skupper's router, which the private machine reaches",
        why: 'the private sites link to the router there',
        commands: [],
      });
    }
    requires(site, {
      kind: 'cluster',
      what: 'a network plugin that enforces NetworkPolicy',
      why: 'the policies do nothing without one',
      commands: [],
    });
    if (namespace.exists) {
      requires(site, {
        kind: 'cluster',
        what: `the namespace "${namespace.name}"`,
        why: 'the settings say that it is made elsewhere',
        commands: [`kubectl get namespace ${namespace.name}`],
      });
    }
  }

  /** What is only seen from here: parts that undo each other. */
  private warnings({ exposure = {}, isolateRouter = false }: ChatSettings): void {
    const { loadBalancer, nginxIngress, gateway, openshiftRoute } = exposure;
    const login = (['basicAuth', 'externalAuth'] as const).find((kind) => nginxIngress?.[kind] !== undefined);
    const others = [
      ...(loadBalancer && isOpen(loadBalancer.sourceRanges) ? ['loadBalancer'] : []),
      ...(gateway ? ['gateway'] : []),
      ...(openshiftRoute && isOpen(openshiftRoute.sourceRanges) ? ['openshiftRoute'] : []),
    ];
    if (login !== undefined && others.length > 0) {
      warn(
        this.client,
        'login-bypassed',
        `exposure.nginxIngress.${login}`,
        `${others.join(' and ')} leads to the same chat without a login; leave it out, or name source ranges there`,
      );
    }
    if (gateway?.own !== undefined && gateway.dataPlane === 'gateway-namespace' && !isolateRouter) {
      warn(
        this.client,
        'gateway-reaches-router',
        'isolateRouter',
        "the Gateway's proxy runs in the chat's namespace, whose pods all reach the router; set isolateRouter",
      );
    }
  }

  private credentials(
    scope: Chart,
    endpoints: readonly LinkEndpoint[],
    privateSites: readonly PrivateSiteSettings[],
    partOf: string,
  ): ReadonlyMap<string, LinkCredential> {
    const credential = (name: string) =>
      new LinkCredential(scope, `link-${name}`, { privateSiteName: name, endpoints, partOf });
    return new Map(privateSites.map(({ name }) => [name, credential(name)]));
  }
}
