import { afterwards, onCluster, type Requirement } from '../../common/requirement';
import { type FinishedChat, leadsToLogin, ofKind } from '../finished-chat';
import { chatRoutes } from '../warnings/gateway';
import { issuers } from './ingress';

interface RouteSpec {
  readonly hostnames?: readonly string[];
  readonly parentRefs?: readonly ParentRef[];
}

interface ParentRef {
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
}

export function gatewayRequirements(chat: FinishedChat): Requirement[] {
  const own = ofKind(chat, 'Gateway');
  const routes = chatRoutes(chat);
  const parents = routes.flatMap(({ spec }) => (spec.parentRefs ?? []) as ParentRef[]);
  const isOwn = ({ name, namespace = chat.namespace }: ParentRef) =>
    namespace === chat.namespace && own.some(({ metadata }) => metadata.name === name);
  return [
    ...own.flatMap((gateway) => [
      onCluster(
        'gateway class',
        { className: gateway.spec.gatewayClassName },
        `the GatewayClass "${gateway.spec.gatewayClassName}", and its implementation of the Gateway API, v1.2 or newer`,
        'it makes the Gateway and its load balancer',
        `kubectl get gatewayclass ${gateway.spec.gatewayClassName}`,
      ),
      ...issuers(gateway),
    ]),
    ...parents
      .filter((parent) => !isOwn(parent))
      .map(({ name, namespace = chat.namespace, sectionName }) =>
        onCluster(
          'gateway',
          { name, namespace, listener: sectionName },
          `the Gateway "${name}" in the namespace "${namespace}"`,
          `its ${sectionName === undefined ? 'listeners have' : `listener "${sectionName}" has`} to allow routes from "${chat.namespace}"`,
          `kubectl get gateway ${name} -n ${namespace}`,
        ),
      ),
    ...routes.flatMap(({ spec }) => inTheDns(chat, spec as RouteSpec)),
    ...routes.map((route) => {
      const timeouts = (route.spec.rules as { timeouts?: { request?: string } }[]).flatMap(
        ({ timeouts }) => timeouts?.request ?? [],
      );
      const needsLogin = !leadsToLogin(chat, route);
      const timeout = (timeouts[0] ?? '').replace(/s$/, ' s');
      return afterwards(
        'route timeouts',
        { timeout, needsLogin },
        `timeouts of ${timeout}${needsLogin ? ', and a login' : ''}`,
        `not every implementation keeps the timeout of a route, its load balancer has one of its own${needsLogin ? ', and the standard channel has no login' : ''}: docs/exposure.md has the policies`,
      );
    }),
  ];
}

/** The names of a route, which lead to the address of its Gateway. */
function inTheDns(chat: FinishedChat, { hostnames = [], parentRefs: [parent] = [] }: RouteSpec): Requirement[] {
  if (hostnames.length === 0 || parent === undefined) {
    return [];
  }
  const { name, namespace = chat.namespace } = parent;
  return [
    afterwards(
      'name in the DNS',
      { hosts: hostnames, of: { kind: 'Gateway', name, namespace } },
      `${hostnames.join(', ')} in the DNS`,
      `with the address of the Gateway "${name}"`,
      `kubectl get gateway ${name} -n ${namespace}`,
    ),
  ];
}
