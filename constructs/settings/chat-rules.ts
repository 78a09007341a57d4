import { isOtherPage } from '../chat-client/client-settings';
import { servingSecretName } from '../chat-client/pod';
import { type Broken, broken } from '../checks/broken';
import type { Rule } from '../checks/check';
import { AnswerTime } from '../common/answer-time';
import { refusedMesh } from '../common/mesh';
import { defaultPlatform } from '../common/platform';
import { harmOf } from '../exposure/harmful-annotations';
import { beyondAlbTimer } from '../exposure/ingress/aws-alb';
import { certificateOf } from '../exposure/ingress/ingress-settings';
import { beyondIdleTimer, loadBalancerName } from '../exposure/load-balancer-settings';
import { routeHostLabel } from '../exposure/openshift-route-settings';
import { certificateSecretName } from '../exposure/tls';
import { loginName, secretsOf } from '../login/login-settings';
import { linkEndpoints, routeLabel } from '../skupper/link';
import { isSkuppers, linkName, writtenSecrets } from '../skupper/names';
import { linkAccessOf, linksOver } from '../skupper/site-settings';
import type { ChatSettings } from './chat';

/** What the parts of a chat have to agree on. */
export const chatRules: readonly Rule<ChatSettings>[] = [
  {
    reads: ['namespace.name', 'exposure', 'client.podAnnotations', 'metadata'],
    judge: harmfulAnnotations,
  },
  {
    reads: ['client.podAnnotations', 'client.podLabels'],
    judge: ({ client }) =>
      (['podAnnotations', 'podLabels'] as const).flatMap((map) =>
        Object.entries(client?.[map] ?? {}).flatMap(([name, text]) => {
          const message = refusedMesh(name, text);
          return broken(message !== undefined, ['client', map, name], message ?? '');
        }),
      ),
  },
  {
    reads: ['namespace.denyByDefault', 'exposure'],
    judge: ({ namespace, exposure = {} }) =>
      namespace.denyByDefault !== true
        ? []
        : [
            { at: 'exposure.nginxIngress.tls.challenge', tls: exposure.nginxIngress?.tls },
            { at: 'exposure.ingress.tls.challenge', tls: certificateOf(exposure.ingress) },
            { at: 'exposure.gateway.own.tls.challenge', tls: exposure.gateway?.own?.tls },
          ].flatMap(({ at, tls }) =>
            broken(
              (tls?.clusterIssuer ?? tls?.issuer) !== undefined && tls?.challenge === undefined,
              at,
              'missing; namespace.denyByDefault closes the pods that prove the name, so say how it is proved: use "http01", which opens them, or "dns01"',
            ),
          ),
  },
  {
    reads: ['platform'],
    present: ['exposure.openshiftRoute'],
    judge: ({ platform = defaultPlatform, exposure }) =>
      broken(
        platform === 'kubernetes' && exposure?.openshiftRoute !== undefined,
        'exposure.openshiftRoute',
        'Routes exist on OpenShift only; set platform to "openshift", or use nginxIngress or gateway',
      ),
  },
  {
    reads: ['platform', 'site.linkAccess'],
    judge: ({ platform = defaultPlatform, site }) =>
      broken(
        platform === 'kubernetes' && site.linkAccess === 'route',
        'site.linkAccess',
        '"route" stops the Skupper controller of a cluster without Routes; use "default" or "loadbalancer", or set platform to "openshift"',
      ),
  },
  {
    reads: ['platform', 'namespace.name', 'site.linkAccess', 'site.edge'],
    judge: ({ platform, namespace: { name }, site }) =>
      broken(
        linksOver(site, platform) === 'routes' && routeLabel('inter-router', name).length > 63,
        'namespace.name',
        `"${name}" is too long for the host of the router's Route, "${routeLabel('inter-router', name)}"; use at most 35 characters, or linkAccess "loadbalancer"`,
      ),
  },
  {
    reads: ['exposure.openshiftRoute', 'client.name', 'namespace.name'],
    judge: ({ exposure, client, namespace }) => {
      const label = client === undefined ? '' : routeHostLabel(client.name, namespace.name);
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
    reads: ['client.page'],
    present: ['exposure.openshiftRoute.termination', 'login'],
    judge: ({ client, exposure, login }) =>
      broken(
        login === undefined &&
          client !== undefined &&
          isOtherPage(client) &&
          exposure?.openshiftRoute?.termination === 'reencrypt',
        'exposure.openshiftRoute.termination',
        '"reencrypt" makes the pods serve HTTPS, which only the article\'s page and a login do; use "edge", or set login',
      ),
  },
  {
    reads: [],
    present: ['client', 'exposure', 'isolateRouter', 'model.allowFrom'],
    judge: ({ client, exposure = {}, isolateRouter, model }) => {
      const [first] = Object.entries(exposure).find(([, one]) => one !== undefined) ?? [];
      return [
        ...broken(
          client === undefined && first !== undefined,
          `exposure.${first}`,
          'it leads to the page, and there is none; name client, or leave out exposure',
        ),
        ...broken(
          client === undefined && isolateRouter === true && model.allowFrom === undefined,
          'isolateRouter',
          'without a page of its own nobody could ask the model; name who may in model.allowFrom',
        ),
      ];
    },
  },
  {
    reads: ['client.name'],
    judge: ({ client }) =>
      broken(
        client !== undefined && (isSkuppers(client.name) || client.name === 'default'),
        'client.name',
        `"${client?.name}" is what Skupper or the cluster calls objects of its own; use one such as "ilab-client"`,
      ),
  },
  {
    reads: ['model.host', 'client.name'],
    present: ['exposure.loadBalancer'],
    judge: ({ model: { host }, client: { name } = { name: '' }, exposure }) => [
      ...broken(
        host === name,
        'client.name',
        `"${name}" is also model.host, whose Service Skupper makes; give one of the two another name`,
      ),
      ...broken(
        host === loadBalancerName(name) && exposure?.loadBalancer !== undefined,
        'model.host',
        `"${host}" is the load balancer's Service, which the listener would take over; use another, such as "instructlab"`,
      ),
      ...broken(
        isSkuppers(host),
        'model.host',
        `"${host}" is what Skupper calls objects of its own; use another, such as "instructlab"`,
      ),
    ],
  },
  {
    reads: ['exposure.loadBalancer.cloud', 'client.longestAnswerSeconds'],
    judge: ({ exposure, client }) => {
      const cloud = exposure?.loadBalancer?.cloud;
      const message = cloud && beyondIdleTimer(cloud, AnswerTime.of(client ?? {}));
      return broken(message !== undefined, 'client.longestAnswerSeconds', message ?? '');
    },
  },
  {
    reads: ['exposure.loadBalancer.ipFamilyPolicy', 'client'],
    judge: ({ exposure, client }) => {
      const { ipFamilyPolicy = 'SingleStack' } = exposure?.loadBalancer ?? {};
      const isArticle = client !== undefined && !isOtherPage(client);
      return broken(
        ipFamilyPolicy !== 'SingleStack' && isArticle && (client.ipFamily ?? 'ipv4') === 'ipv4',
        'exposure.loadBalancer.ipFamilyPolicy',
        `"${ipFamilyPolicy}" gives the balancer addresses of IPv6, on which the pods do not answer; set client.ipFamily to "dual-stack"`,
      );
    },
  },
  {
    reads: ['exposure.ingress.controller', 'client.longestAnswerSeconds'],
    judge: ({ exposure, client }) => {
      const message =
        exposure?.ingress?.controller === 'aws-alb' ? beyondAlbTimer(AnswerTime.of(client ?? {})) : undefined;
      return broken(message !== undefined, 'client.longestAnswerSeconds', message ?? '');
    },
  },
  {
    reads: [
      'exposure.nginxIngress',
      'exposure.ingress',
      'exposure.gateway.own.tls',
      'client.name',
      'model.tls',
      'privateSites',
      'login',
    ],
    judge: sharedSecrets,
  },
  {
    reads: ['site.highAvailability', 'site.edge', 'site.linkAccess'],
    present: ['link'],
    judge: ({ link, site }) => [
      ...broken(
        link !== undefined && site.highAvailability === true,
        'link',
        'it knows the address of one router, and highAvailability runs two; leave out one of them, and link with "skupper link generate"',
      ),
      ...broken(
        link !== undefined && linkAccessOf(site) === 'none',
        'link',
        'the Site accepts no links; leave out site.edge and site.linkAccess, or link',
      ),
    ],
  },
  {
    reads: ['link', 'namespace.name'],
    judge: ({ link, namespace }) => {
      const hosts = link?.appsDomain === undefined ? [] : linkEndpoints(link, namespace.name).map(({ host }) => host);
      const longest = Math.max(0, ...hosts.map((host) => host.length));
      return broken(
        longest > 253,
        'link.appsDomain',
        `the router's host in it would have ${longest} characters, and a name has at most 253; use a shorter domain`,
      );
    },
  },
  {
    reads: ['model.tls', 'client.name', 'exposure.openshiftRoute.termination', 'site.name'],
    present: ['login'],
    judge: ({ model, client, exposure, login, site, privateSites = [] }) => {
      const name = model.tls?.secretName;
      const { name: page } = client ?? { name: '' };
      const front = login === undefined ? page : loginName(page);
      const links = [site, ...(Array.isArray(privateSites) ? privateSites : [])].map((other) =>
        linkName(String(other?.name)),
      );
      const serving = exposure?.openshiftRoute?.termination === 'reencrypt' ? [servingSecretName(front)] : [];
      return broken(
        name !== undefined && [...writtenSecrets, ...links, ...serving].includes(name),
        'model.tls.secretName',
        `"${name}" is a Secret that Skupper or OpenShift writes for another purpose; give the model's certificate its own`,
      );
    },
  },
  {
    reads: [],
    present: ['link'],
    judge: ({ link, privateSites }) =>
      broken(
        link !== undefined && (privateSites?.length ?? 0) === 0,
        'privateSites',
        'missing; link declares the links of private sites, so name at least one, or leave out link',
      ),
  },
];

/** Annotations, wherever a setting takes them, that do harm beyond the chat. */
function harmfulAnnotations({ exposure = {}, client, namespace, metadata }: ChatSettings): readonly Broken[] {
  const maps = [
    ...(['loadBalancer', 'nginxIngress', 'ingress', 'gateway', 'openshiftRoute'] as const).map((kind) => ({
      at: ['exposure', kind, 'annotations'],
      map: exposure[kind]?.annotations,
    })),
    ...(['annotations', 'loadBalancerAnnotations'] as const).map((kind) => ({
      at: ['exposure', 'gateway', 'own', kind],
      map: exposure.gateway?.own?.[kind],
    })),
    { at: ['metadata', 'annotations'], map: metadata?.annotations },
    { at: ['client', 'podAnnotations'], map: client?.podAnnotations },
  ];
  return maps.flatMap(({ at, map = {} }) =>
    Object.entries(map).flatMap(([name, text]) => {
      const harm = harmOf(name, text, namespace.name);
      return broken(harm !== undefined, [...at, name], harm ?? '');
    }),
  );
}

/** cert-manager writes its certificates into Secrets of their own; one with another content would be overwritten. */
function sharedSecrets({ exposure, client, model, login, link, privateSites = [] }: ChatSettings): readonly Broken[] {
  if (client === undefined) {
    return [];
  }
  const ingress = exposure?.nginxIngress;
  const certificates = [
    { at: 'exposure.nginxIngress.tls.secretName', tls: ingress?.tls, exposure: 'ingress' },
    {
      at: 'exposure.ingress.tls.secretName',
      tls: certificateOf(exposure?.ingress),
      exposure: exposure?.ingress?.controller ?? '',
    },
    { at: 'exposure.gateway.own.tls.secretName', tls: exposure?.gateway?.own?.tls, exposure: 'gateway' },
  ].flatMap(({ at, tls, exposure }) =>
    tls === undefined ? [] : [{ at, tls, name: certificateSecretName(tls, client.name, exposure) }],
  );
  const links = link === undefined ? [] : privateSites.map(({ name }) => linkName(name));
  const signIn = login === undefined ? [] : secretsOf(login);
  const others = [model.tls?.secretName, ingress?.basicAuth?.secretName, ...signIn, ...writtenSecrets, ...links];
  const ordered = certificates.filter(({ tls }) => tls.clusterIssuer !== undefined || tls.issuer !== undefined);
  return ordered.flatMap(({ at, name }) =>
    broken(
      others.includes(name) || certificates.filter((other) => other.name === name).length > 1,
      at,
      `"${name}" is a Secret with another content, which cert-manager would overwrite; give the certificate its own`,
    ),
  );
}
