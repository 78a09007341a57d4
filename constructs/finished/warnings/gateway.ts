import { type Warning, warning } from '../../common/warning';
import { gatewayNameLabel } from '../../exposure/gateway-settings';
import { routerPodLabels } from '../../skupper/names';
import { asksWhoTheyAre, backendsOf, type FinishedChat, ofKind, pageOf } from '../finished-chat';
import { hasLabels, type KubeObject } from '../kube-object';

export function gatewayWarnings(chat: FinishedChat): Warning[] {
  const routes = chatRoutes(chat);
  return [
    ...ofKind(chat, 'Gateway')
      .filter(({ spec }) => spec.listeners.every(({ protocol }: { protocol: string }) => protocol === 'HTTP'))
      .map(() =>
        warning(
          'plain-http',
          'exposure.gateway.own',
          'questions and answers travel as plain HTTP; set host and own.tls',
        ),
      ),
    ...ofKind(chat, 'Gateway')
      .filter(isRefusedByTraefik)
      .map(() =>
        warning(
          'no-entry-point',
          'exposure.gateway.own',
          'Traefik takes listeners on the ports of its entry points alone, 8000 and 8443 with k3s and its chart, and refuses those on 80 and 443; name the Gateway of its chart in existing, use the exposure ingress, or accept this warning where its entry points are on 80 and 443',
        ),
      ),
    ...ofKind(chat, 'Gateway')
      .filter(takesAnybodysRoutes)
      .map(({ metadata }) =>
        warning(
          'gateway-for-all-namespaces',
          'patches',
          `the Gateway ${metadata.name} takes routes of other namespaces, which may show a page of their own under the chat's host; set allowedRoutes.namespaces.from to "Same"`,
        ),
      ),
    ...(chat.needsSamePod && routes.length > 0
      ? [
          warning(
            'no-session-affinity',
            'exposure.gateway',
            "the page keeps its users' sessions in its pods, and the Gateway API's standard channel cannot lead a browser to the same one; set client.replicas to 1, or your implementation's own session persistence",
          ),
        ]
      : []),
    ...(routes.some((route) => !asksWhoTheyAre(chat, route))
      ? [
          warning(
            'open-to-everyone',
            'exposure.gateway',
            'the Gateway API has no login in its standard channel, so whoever reaches it uses the model; set login',
          ),
        ]
      : []),
    ...(runsBesideTheChat(chat) && everyPodReachesRouter(chat)
      ? [
          warning(
            'gateway-reaches-router',
            'isolateRouter',
            "the Gateway's proxy runs in the chat's namespace, whose pods all reach the router; set isolateRouter",
          ),
        ]
      : []),
  ];
}

/** Without a word it takes those of its own namespace alone. */
function takesAnybodysRoutes({ spec }: KubeObject): boolean {
  const listeners: readonly { readonly allowedRoutes?: { readonly namespaces?: { readonly from?: string } } }[] =
    spec.listeners;
  return listeners.some(({ allowedRoutes }) => (allowedRoutes?.namespaces?.from ?? 'Same') !== 'Same');
}

/** Source: Traefik 3, its Gateway API provider, "PortUnavailable". */
function isRefusedByTraefik({ spec }: KubeObject): boolean {
  const ports = spec.listeners.map(({ port }: { port: number }) => port);
  return /(^|[-.])traefik($|[-.])/.test(spec.gatewayClassName) && (ports.includes(80) || ports.includes(443));
}

/** The HTTPRoutes that lead to the chat, without those that redirect. */
export function chatRoutes(chat: FinishedChat): KubeObject[] {
  return ofKind(chat, 'HTTPRoute').filter((route) => backendsOf(route).length > 0);
}

interface Rule {
  readonly from?: readonly { readonly namespaceSelector?: object; readonly podSelector?: Selector }[];
  readonly ports?: readonly object[];
}

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
}

/** Whether the proxies of the chat's own Gateway run in its namespace, as the policy of the pods says. */
function runsBesideTheChat(chat: FinishedChat): boolean {
  const gateways = ofKind(chat, 'Gateway').map(({ metadata }) => metadata.name);
  const page = pageOf(chat)?.deployment.metadata.name;
  const rules = ofKind(chat, 'NetworkPolicy')
    .filter(({ metadata }) => metadata.name === page || metadata.name.startsWith(`${page}-`))
    .flatMap(({ spec }) => (spec.ingress ?? []) as Rule[]);
  return rules.some(({ from = [] }) =>
    from.some(
      ({ namespaceSelector, podSelector }) =>
        namespaceSelector === undefined && gateways.includes(podSelector?.matchLabels?.[gatewayNameLabel] ?? ''),
    ),
  );
}

function everyPodReachesRouter(chat: FinishedChat): boolean {
  const isRouters = ({ spec }: KubeObject) => hasLabels(spec.podSelector?.matchLabels, routerPodLabels);
  const policies = ofKind(chat, 'NetworkPolicy').filter(isRouters);
  const rules = policies.flatMap(({ spec }) => (spec.ingress ?? []) as Rule[]);
  const isEverybody = (selector: Selector | undefined) => Object.keys(selector?.matchLabels ?? {}).length === 0;
  return (
    policies.length === 0 ||
    rules.some(({ from = [] }) =>
      from.some(({ namespaceSelector, podSelector }) => namespaceSelector === undefined && isEverybody(podSelector)),
    )
  );
}
