import { Construct } from 'constructs';
import {
  HttpRouteSpecRulesFiltersType as FilterType,
  Gateway as GatewayObject,
  type GatewaySpecListeners,
  HttpRoute,
  type HttpRouteSpecParentRefs,
  HttpRouteSpecRulesMatchesPathType as PathType,
  HttpRouteSpecRulesFiltersRequestRedirectScheme as RedirectScheme,
  GatewaySpecListenersAllowedRoutesNamespacesFrom as RoutesFrom,
  GatewaySpecListenersTlsMode as TlsMode,
} from '../../imports/gateway.networking.k8s.io';
import { check } from '../checks/check';
import type { Backend } from '../common/backend';
import { peersOf } from '../common/peer-settings';
import { podsHere, podsIn, type TrafficSource } from '../common/traffic-source';
import { AcmeSolverPolicy } from './acme-solver-policy';
import type { Exposure, ProxiedProps } from './exposure';
import { type GatewaySettings, gatewayNameLabel, gatewaySchema, type OwnGateway } from './gateway-settings';
import { hostsOf } from './hosts';
import { ProxyPolicies } from './proxy-policies';
import { certificateSecretName, issuerAnnotations } from './tls';

export interface GatewayProps extends GatewaySettings, ProxiedProps {}

/** Makes the HTTPRoute of the chat, its redirect, and a Gateway when there is none to attach to. */
export class Gateway extends Construct implements Exposure {
  readonly trafficSource: TrafficSource;

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(scope: Construct, id: string, props: GatewayProps) {
    const { backend, denyByDefault = false, ...settings } = props;
    check(gatewaySchema, settings, 'exposure.gateway');
    super(scope, id);
    const { own, existing } = settings;
    const hosts = hostsOf(settings);
    const chatNamespace = backend.namespace;
    const gateway = { name: existing?.name ?? backend.name, namespace: existing?.namespace };
    const attachTo = (listeners: readonly (string | undefined)[]) =>
      listeners.map((sectionName) => parentRef({ ...gateway, sectionName }));

    const listeners = own === undefined ? [] : ownListeners(backend, own, hosts);
    if (own !== undefined) {
      this.ownGateway(backend, own, listeners);
    }
    const named = (protocol: string) => listeners.filter((one) => one.protocol === protocol).map(({ name }) => name);
    const redirects = own?.tls !== undefined || existing?.redirectFrom !== undefined;
    this.chatRoute(
      backend,
      attachTo(own === undefined ? [existing?.listener] : named(own.tls ? 'HTTPS' : 'HTTP')),
      settings,
    );
    if (redirects) {
      this.redirectRoute(backend, attachTo(own === undefined ? [existing?.redirectFrom] : named('HTTP')), settings);
    }
    this.trafficSource = dataPlane(
      settings,
      { ...gateway, namespace: gateway.namespace ?? chatNamespace },
      chatNamespace,
    );
    backend.allowFrom(this.trafficSource);
    if (denyByDefault) {
      new ProxyPolicies(this, 'proxies', { backend, suffix: 'gateway', from: this.trafficSource });
    }
    if (own?.tls?.challenge === 'http01') {
      new AcmeSolverPolicy(this, 'acme-solver', { backend, suffix: 'gateway', from: this.trafficSource });
    }
  }

  private ownGateway(
    backend: Backend,
    { className, tls, annotations, loadBalancerAnnotations }: OwnGateway,
    listeners: readonly GatewaySpecListeners[],
  ): void {
    new GatewayObject(this, 'gateway', {
      metadata: {
        name: backend.name,
        labels: backend.labels,
        annotations: { ...annotations, ...(tls === undefined ? {} : issuerAnnotations(tls)) },
      },
      spec: {
        gatewayClassName: className,
        infrastructure: loadBalancerAnnotations && { annotations: { ...loadBalancerAnnotations } },
        listeners: [...listeners],
      },
    });
  }

  private chatRoute(backend: Backend, parentRefs: HttpRouteSpecParentRefs[], settings: GatewaySettings): void {
    const hosts = hostsOf(settings);
    const timeout = `${backend.answerTime.hopTimeout.toSeconds()}s`;
    const backendRefs = [
      { group: '', kind: 'Service', name: backend.service.name, port: backend.servicePort, weight: 1 },
    ];
    new HttpRoute(this, 'route', {
      metadata: { name: backend.name, labels: backend.labels, annotations: settings.annotations },
      spec: {
        parentRefs,
        hostnames: hosts.length === 0 ? undefined : [...hosts],
        // On every path: a page asks where it likes, and without one the implementation's own timeout cuts, Envoy's after 15 s.
        rules: [{ matches: everyPath, timeouts: { request: timeout, backendRequest: timeout }, backendRefs }],
      },
    });
  }

  private redirectRoute(backend: Backend, parentRefs: HttpRouteSpecParentRefs[], settings: GatewaySettings): void {
    new HttpRoute(this, 'redirect', {
      metadata: {
        name: `${backend.name}-https-redirect`,
        labels: backend.labels,
        annotations: settings.annotations,
      },
      spec: {
        parentRefs,
        // A redirect needs them.
        hostnames: [...hostsOf(settings)],
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

/** The listeners of an own Gateway: one for each name and protocol, because a listener has one name, and cert-manager asks for it. */
function ownListeners(backend: Backend, { tls }: OwnGateway, hosts: readonly string[]): GatewaySpecListeners[] {
  return (hosts.length === 0 ? [undefined] : hosts).flatMap((hostname, index) => {
    const suffix = index === 0 ? '' : `-${index + 1}`;
    const shared = { hostname, allowedRoutes: { namespaces: { from: RoutesFrom.SAME } } };
    const plain = { ...shared, name: `http${suffix}`, port: 80, protocol: 'HTTP' };
    if (tls === undefined) {
      return [plain];
    }
    const secret = { group: '', kind: 'Secret', name: certificateSecretName(tls, backend.name, 'gateway') };
    // cert-manager ignores a listener that leaves the mode to its default.
    const encrypted = { mode: TlsMode.TERMINATE, certificateRefs: [secret] };
    return [plain, { ...shared, name: `https${suffix}`, port: 443, protocol: 'HTTPS', tls: encrypted }];
  });
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
    const labels = { [gatewayNameLabel]: gateway.name };
    return gateway.namespace === chatNamespace ? podsHere(labels) : podsIn(gateway.namespace, labels);
  }
  return dataPlane === 'any' ? dataPlane : peersOf(dataPlane);
}
