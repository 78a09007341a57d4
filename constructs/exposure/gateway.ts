import { Construct } from 'constructs';
import {
  HttpRouteSpecRulesFiltersType as FilterType,
  Gateway as GatewayObject,
  type GatewaySpecListeners,
  HttpRoute,
  type HttpRouteSpecParentRefs,
  HttpRouteSpecRulesMatchesMethod as Method,
  HttpRouteSpecRulesMatchesPathType as PathType,
  HttpRouteSpecRulesFiltersRequestRedirectScheme as RedirectScheme,
  GatewaySpecListenersAllowedRoutesNamespacesFrom as RoutesFrom,
  GatewaySpecListenersTlsMode as TlsMode,
} from '../../imports/gateway.networking.k8s.io';
import type { ChatClient } from '../chat-client/chat-client';
import { check } from '../checks/check';
import { addressesIn, podsHere, podsIn, type TrafficSource } from '../common/traffic-source';
import { warn } from '../common/warning';
import { AcmeSolverPolicy } from './acme-solver-policy';
import type { ChatAddress, Exposure } from './exposure';
import { type GatewaySettings, gatewaySchema, type OwnGateway } from './gateway-settings';
import { certificateSecretName, issuerAnnotations } from './tls';

/** Properties of a Gateway. */
export interface GatewayProps extends GatewaySettings {
  readonly client: ChatClient;
}

/** Makes the HTTPRoute of the chat, its redirect, and a Gateway when there is none to attach to. */
export class Gateway extends Construct implements Exposure {
  readonly trafficSource: TrafficSource;
  readonly address: ChatAddress;

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(scope: Construct, id: string, props: GatewayProps) {
    const { client, ...settings } = props;
    check(gatewaySchema, settings, 'exposure.gateway');
    super(scope, id);
    const { host, own, existing } = settings;
    if (own !== undefined) {
      this.ownGateway(client, own, host);
    }
    const gateway = { name: existing?.name ?? client.name, namespace: existing?.namespace };
    const listener = own === undefined ? existing?.listener : own.tls === undefined ? 'http' : 'https';
    const redirectFrom = own === undefined ? existing?.redirectFrom : own.tls && 'http';
    const chatNamespace = client.namespace;

    this.chatRoute(client, { ...gateway, sectionName: listener }, host);
    if (redirectFrom !== undefined) {
      this.redirectRoute(client, { ...gateway, sectionName: redirectFrom }, host);
    }
    this.trafficSource = dataPlane(
      settings,
      { ...gateway, namespace: gateway.namespace ?? chatNamespace },
      chatNamespace,
    );
    client.allowFrom(this.trafficSource);
    if (own?.tls?.challenge === 'http01') {
      new AcmeSolverPolicy(this, 'acme-solver', { client, suffix: 'gateway', from: this.trafficSource });
    }
    const scheme = redirectFrom !== undefined ? 'https' : own !== undefined ? 'http' : '<SCHEME>';
    this.address = {
      title: 'Gateway',
      url: `${scheme}://${host ?? '<ADDRESS>'}/`,
      command: `kubectl get gateway ${gateway.name} -n ${gateway.namespace ?? chatNamespace}`,
    };
    warn(
      this,
      'gateway-timeouts',
      'exposure.gateway',
      'not every implementation keeps the timeout of a route, and its load balancer has one of its own; see docs/exposure.md for yours',
    );
    if (own !== undefined && own.tls === undefined) {
      warn(
        this,
        'plain-http',
        'exposure.gateway.own',
        'questions and answers travel as plain HTTP; set host and own.tls',
      );
    }
    warn(
      this,
      'open-to-everyone',
      'exposure.gateway',
      "the Gateway API has no login in its standard channel, so whoever reaches it uses the model; put your implementation's policy in front",
    );
  }

  private ownGateway(client: ChatClient, { className, tls, loadBalancerAnnotations }: OwnGateway, host?: string): void {
    const listener = { hostname: host, allowedRoutes: { namespaces: { from: RoutesFrom.SAME } } };
    const listeners: GatewaySpecListeners[] = [{ ...listener, name: 'http', port: 80, protocol: 'HTTP' }];
    if (tls !== undefined) {
      listeners.push({
        ...listener,
        name: 'https',
        port: 443,
        protocol: 'HTTPS',
        // cert-manager ignores a listener that leaves the mode to its default.
        tls: {
          mode: TlsMode.TERMINATE,
          certificateRefs: [{ group: '', kind: 'Secret', name: certificateSecretName(tls, client.name, 'gateway') }],
        },
      });
    }
    new GatewayObject(this, 'gateway', {
      metadata: {
        name: client.name,
        labels: client.labels,
        annotations: tls === undefined ? undefined : issuerAnnotations(tls),
      },
      spec: {
        gatewayClassName: className,
        infrastructure: loadBalancerAnnotations && { annotations: { ...loadBalancerAnnotations } },
        listeners,
      },
    });
  }

  private chatRoute(client: ChatClient, parent: HttpRouteSpecParentRefs, host?: string): void {
    const timeout = `${client.answerTime.hopTimeout.toSeconds()}s`;
    const backendRefs = [{ group: '', kind: 'Service', name: client.service.name, port: client.port, weight: 1 }];
    new HttpRoute(this, 'route', {
      metadata: { name: client.name, labels: client.labels },
      spec: {
        parentRefs: [parentRef(parent)],
        hostnames: host === undefined ? undefined : [host],
        rules: [
          {
            // The one long request; the others keep the implementation's own, shorter timeout.
            matches: [{ path: { type: PathType.PATH_PREFIX, value: '/api/completions' }, method: Method.POST }],
            timeouts: { request: timeout, backendRequest: timeout },
            backendRefs,
          },
          { matches: everyPath, backendRefs },
        ],
      },
    });
  }

  private redirectRoute(client: ChatClient, parent: HttpRouteSpecParentRefs, host?: string): void {
    new HttpRoute(this, 'redirect', {
      metadata: { name: `${client.name}-https-redirect`, labels: client.labels },
      spec: {
        parentRefs: [parentRef(parent)],
        hostnames: host === undefined ? undefined : [host],
        rules: [
          {
            matches: everyPath,
            filters: [
              {
                type: FilterType.REQUEST_REDIRECT,
                // 308 would be better for a POST, but is legal from Gateway API v1.5 on only.
                requestRedirect: { scheme: RedirectScheme.HTTPS, statusCode: 301 },
              },
            ],
          },
        ],
      },
    });
  }
}

// The API server writes these defaults into lists that it compares as a whole: without them a route would differ from its
// manifest for ever, and Argo CD would never be in sync.
const everyPath = [{ path: { type: PathType.PATH_PREFIX, value: '/' } }];

function parentRef(parent: HttpRouteSpecParentRefs): HttpRouteSpecParentRefs {
  return { group: 'gateway.networking.k8s.io', kind: 'Gateway', ...parent };
}

function dataPlane(
  { dataPlane }: GatewaySettings,
  gateway: { name: string; namespace: string },
  chatNamespace: string,
): TrafficSource {
  if (dataPlane === 'envoy-gateway') {
    return podsIn('envoy-gateway-system', {
      'gateway.envoyproxy.io/owning-gateway-name': gateway.name,
      'gateway.envoyproxy.io/owning-gateway-namespace': gateway.namespace,
    });
  }
  if (dataPlane === 'gateway-namespace') {
    const labels = { 'gateway.networking.k8s.io/gateway-name': gateway.name };
    return gateway.namespace === chatNamespace ? podsHere(labels) : podsIn(gateway.namespace, labels);
  }
  if (dataPlane === 'any') {
    return dataPlane;
  }
  const { namespace, podLabels, addressRanges = [] } = dataPlane;
  const pods = namespace === undefined ? (podLabels ? podsHere(podLabels) : []) : podsIn(namespace, podLabels ?? {});
  return [...pods, ...addressesIn(addressRanges)];
}
