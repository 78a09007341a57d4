import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { ChatClient } from './chat-client/chat-client';
import { isOtherPage } from './chat-client/client-settings';
import { Page } from './chat-client/page';
import type { ServedPage } from './chat-client/served-page';
import { check } from './checks/check';
import { joinPath, SettingsError } from './checks/problem';
import { AnswerTime } from './common/answer-time';
import type { Backend } from './common/backend';
import { commonLabels } from './common/labels';
import { addMetadata } from './common/object-metadata';
import { peersOf } from './common/peer-settings';
import { defaultPlatform } from './common/platform';
import type { Requirement } from './common/requirement';
import { podsHere } from './common/traffic-source';
import type { Warning } from './common/warning';
import type { Exposure } from './exposure/exposure';
import { Gateway } from './exposure/gateway';
import { Ingress } from './exposure/ingress/ingress';
import { LoadBalancer } from './exposure/load-balancer';
import { NginxIngress } from './exposure/nginx-ingress';
import { OpenShiftRoute } from './exposure/openshift-route';
import { readinessGateLabels } from './exposure/readiness-gate';
import { addressesOf, type ChatAddress } from './finished/addresses';
import { type Finding, findingText, otherShape } from './finished/finding';
import { type ChatFacts, finishedChat } from './finished/finished-chat';
import { gate } from './finished/gate';
import type { KubeObject, Manifest } from './finished/kube-object';
import { addPatches, manifestsOf, textManifests } from './finished/manifests';
import { patched } from './finished/patches';
import { requirementsOf } from './finished/requirements';
import { warningsOf } from './finished/warnings';
import { Login } from './login/login';
import { ChatNamespace } from './namespace/namespace';
import { PrivateSite } from './private-site';
import type { ChatSettings, ExposureSettings } from './settings/chat';
import { chatSchema } from './settings/chat-schema';
import type { ExtraObject } from './settings/extra-object';
import type { Patch } from './settings/patch';
import { LinkCredential, type LinkEndpoint, linkEndpoints } from './skupper/link';
import { ModelListener } from './skupper/model-listener';
import { routerName } from './skupper/names';
import type { PrivateSiteSettings } from './skupper/private-site-settings';
import { RouterPolicy } from './skupper/router-policy';
import { allServersOf, routingKeysOf } from './skupper/routing-keys';
import { Site } from './skupper/site';
import { type LinkAddress, linksOver } from './skupper/site-settings';

/**
 * Makes the public site of one chat, in any App: the only place that knows all its parts. It has a chart for each file, and
 * the patches of the settings change its objects when they are finished. `App.synth` and `cdk8s synth` check
 * them, as a validation of this construct.
 *
 * The ids of the charts are the names of the files, so that name order is apply order and a file keeps its name when a
 * neighbour goes away. Chart dependencies would rename them all.
 */
export class PublicSite extends Construct {
  readonly model: ModelListener;
  /** The page; nothing when it is somebody else's. */
  readonly client?: ServedPage;
  readonly exposures: readonly Exposure[];
  /** What the finished objects cannot say. */
  readonly facts: ChatFacts;
  /** What each private site links with, by the site's name; empty when links are made by hand. */
  readonly linkCredentials: ReadonlyMap<string, LinkCredential>;
  /** How private sites reach the router; nothing when the Site accepts no links. */
  readonly linksOver?: LinkAddress;

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(
    scope: Construct,
    id: string,
    readonly settings: ChatSettings,
  ) {
    check(chatSchema, settings);
    super(scope, id);
    const {
      platform = defaultPlatform,
      namespace,
      site,
      model,
      client,
      exposure = {},
      login,
      privateSites = [],
    } = settings;
    const partOf = namespace.name;
    const reencrypts = exposure.openshiftRoute?.termination === 'reencrypt';
    const chart = (id: string) => new Chart(this, id, { namespace: namespace.name });

    if (!namespace.exists || namespace.denyByDefault) {
      const labels = { ...readinessGateLabels(exposure), ...namespace.labels };
      new ChatNamespace(
        new Chart(this, '00-namespace'),
        'namespace',
        namespace.exists ? namespace : { ...namespace, labels },
      );
    }

    const modelServers = allServersOf(model, privateSites);
    const skupper = chart('10-skupper');
    const skupperSite = new Site(skupper, 'site', { ...site, partOf });
    this.model = new ModelListener(skupper, 'model', {
      ...model,
      partOf,
      routingKeys: routingKeysOf(model, privateSites),
      fullName: modelServers.some(({ profile }) => profile.wantsLocalName),
    });
    this.linksOver = linksOver(site, platform);
    this.linkCredentials = settings.link
      ? this.credentials(skupper, linkEndpoints(settings.link, namespace.name), privateSites, partOf)
      : new Map();

    const belongsTo = { platform, partOf, model: this.model };
    if (client !== undefined) {
      this.client = isOtherPage(client)
        ? new Page(chart('20-chat-client'), 'client', { ...client, ...belongsTo })
        : new ChatClient(chart('20-chat-client'), 'client', {
            ...client,
            ...belongsTo,
            servesTls: login === undefined && reencrypts,
          });
    }
    const named = model.allowFrom?.flatMap(peersOf);
    const own = this.client === undefined ? [] : podsHere(this.client.podLabels);
    new RouterPolicy(skupper, 'router-policy', {
      site: skupperSite,
      callers: settings.isolateRouter || named !== undefined ? [...own, ...(named ?? [])] : undefined,
      labels: commonLabels({ name: routerName, component: 'router', partOf }),
    });

    const front =
      login &&
      client &&
      this.client &&
      new Login(chart('25-login'), 'login', {
        ...login,
        page: this.client,
        partOf,
        platform,
        ipFamily: isOtherPage(client) ? 'ipv4' : (client.ipFamily ?? 'ipv4'),
        placement: client,
        secureCookies: !isPlainHttp(exposure),
        servesTls: reencrypts,
      });
    const backend = front ?? this.client;
    this.exposures = backend === undefined ? [] : exposuresOf(settings, backend, chart);
    const { needsSamePod = false, asksForLogin = false, leastMemory } = this.client ?? {};
    this.facts = {
      namespace: namespace.name,
      platform,
      needsSamePod,
      asksForLogin,
      leastMemory,
      modelServers,
      modelHostName: this.model.hostName,
      modelName: model.name,
      isArticlePage: client !== undefined && !isOtherPage(client),
    };
    const { patches = [], extraObjects = [] } = settings;
    // Before anything is finished, private sites included: a patch that cannot be applied would throw there.
    checkPatches(settings, patches);
    if (extraObjects.length > 0) {
      makeExtraObjects(chart('40-extra-objects'), extraObjects, partOf);
      checkExtraObjects(extraObjects, this.finished());
    }
    if (settings.metadata !== undefined) {
      addMetadata(this, settings.metadata);
    }
    addPatches(this, patches);
    this.node.addValidation({ validate: () => gate(this.finished()).map(findingText) });
  }

  /** Makes the private sites, each a chart: below an App of their own, because their files go to other machines. */
  privateSitesIn(scope: Construct): PrivateSite[] {
    const sites = (this.settings.privateSites ?? []).map(
      (site) =>
        new PrivateSite(scope, site.name, {
          ...site,
          model: this.model,
          credential: this.linkCredentials.get(site.name),
          answerTime: this.client?.answerTime ?? AnswerTime.of({}),
        }),
    );
    for (const site of sites) {
      addPatches(site, this.settings.patches ?? []);
    }
    return sites;
  }

  /** What is legal in the chat and probably not meant, as its finished objects are. */
  warnings(): Warning[] {
    return warningsOf(finishedChat(this.finished(), this.facts));
  }

  /** What the chat needs that no object of it makes. */
  requirements(): Requirement[] {
    return requirementsOf(finishedChat(this.finished(), this.facts));
  }

  /** Where a browser finds the chat. */
  addresses(): ChatAddress[] {
    return addressesOf(finishedChat(this.finished(), this.facts));
  }

  /** The finished objects of both sides, by their files. */
  finished(folder = ''): Manifest[] {
    const machines = new App();
    const sites = this.privateSitesIn(machines);
    return [
      ...manifestsOf('public', this, folder),
      ...manifestsOf('private', machines, folder),
      ...sites.flatMap((site) => textManifests('private', site, site.machineFiles, folder)),
    ];
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

/** The exposures that are switched on, each in a chart of its own. */
function exposuresOf(
  { exposure = {}, namespace: { denyByDefault } }: ChatSettings,
  backend: Backend,
  chart: (id: string) => Chart,
): readonly Exposure[] {
  const { loadBalancer, nginxIngress, ingress, gateway, openshiftRoute } = exposure;
  const into = { backend };
  return [
    loadBalancer && new LoadBalancer(chart('30-load-balancer'), 'load-balancer', { ...loadBalancer, ...into }),
    nginxIngress &&
      new NginxIngress(chart('30-nginx-ingress'), 'nginx-ingress', { ...nginxIngress, ...into, denyByDefault }),
    ingress && new Ingress(chart('30-ingress'), 'ingress', { ...ingress, ...into, denyByDefault }),
    gateway && new Gateway(chart('30-gateway'), 'gateway', { ...gateway, ...into, denyByDefault }),
    openshiftRoute && new OpenShiftRoute(chart('30-openshift-route'), 'route', { ...openshiftRoute, ...into }),
  ].filter((built) => built !== undefined);
}

/** Applies the patches to the objects of a chat without any, both sides, so that each mistake is told with its patch. */
function checkPatches(settings: ChatSettings, patches: readonly Patch[]): void {
  if (patches.length === 0) {
    return;
  }
  const { broken } = patched(
    new PublicSite(new App(), 'chat', { ...settings, patches: undefined }).finished(),
    patches,
  );
  if (broken.length > 0) {
    throw new SettingsError(broken.map(({ at, message }) => ({ path: joinPath(...at), message })));
  }
}

/** Whether browsers come over plain HTTP through one of the exposures. Of a Gateway that exists nobody knows it here. */
function isPlainHttp({ loadBalancer, nginxIngress, ingress, gateway }: ExposureSettings): boolean {
  const isOn = (exposure: { readonly tls?: object } | undefined) =>
    exposure !== undefined && exposure.tls === undefined;
  return loadBalancer !== undefined || isOn(nginxIngress) || isOn(ingress) || isOn(gateway?.own);
}

/** Objects of the user's own, with the labels of the chat where they have no others. */
function makeExtraObjects(scope: Chart, objects: readonly ExtraObject[], partOf: string): void {
  for (const [index, { metadata, ...object }] of objects.entries()) {
    const labels = { ...commonLabels({ name: metadata.name, component: 'extra', partOf }), ...metadata.labels };
    new ApiObject(scope, `object-${index}`, { ...object, metadata: { ...metadata, labels } });
  }
}

/** The last look at the objects, told as what it is: a mistake in the settings. */
function checkExtraObjects(objects: readonly ExtraObject[], manifests: readonly Manifest[]): void {
  const findings = findingsIn(manifests);
  const problems = objects.flatMap(({ apiVersion, kind, metadata: { name } }, index) => {
    const isIt = (object: KubeObject) =>
      object.apiVersion === apiVersion && object.kind === kind && object.metadata.name === name;
    return findings
      .filter(({ object }) => isIt(object))
      .map(({ message }) => ({ path: joinPath('extraObjects', index), message }));
  });
  if (problems.length > 0) {
    throw new SettingsError(problems);
  }
}

function findingsIn(manifests: readonly Manifest[]): readonly Finding[] {
  try {
    return gate(manifests);
  } catch {
    throw new SettingsError([{ path: 'extraObjects', message: otherShape }]);
  }
}
