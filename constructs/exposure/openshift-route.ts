import { Construct } from 'constructs';
import {
  RouteSpecTlsInsecureEdgeTerminationPolicy as PlainHttp,
  Route,
  RouteSpecPortTargetPort,
  RouteSpecToKind as TargetKind,
  RouteSpecTlsTermination as Termination,
  RouteSpecWildcardPolicy as WildcardPolicy,
} from '../../imports/route.openshift.io';
import type { ChatClient } from '../chat-client/chat-client';
import { check } from '../checks/check';
import { isOpen } from '../checks/values';
import type { TrafficSource } from '../common/traffic-source';
import { warn } from '../common/warning';
import { annotationsOf } from './annotations';
import type { ChatAddress, Exposure } from './exposure';
import { type Hsts, type OpenShiftRouteSettings, openShiftRouteSchema, router } from './openshift-route-settings';

/** The namespaces of OpenShift's routers, whether these run on the pods' network or on the nodes'. */
const routers: TrafficSource = [
  { namespaceSelector: { matchLabels: { 'policy-group.network.openshift.io/ingress': '' } } },
];

/** Properties of an OpenShiftRoute. */
export interface OpenShiftRouteProps extends OpenShiftRouteSettings {
  readonly client: ChatClient;
}

/** Makes the Route, and lets OpenShift's routers reach the client. */
export class OpenShiftRoute extends Construct implements Exposure {
  readonly trafficSource: TrafficSource = routers;
  readonly address: ChatAddress;

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(scope: Construct, id: string, props: OpenShiftRouteProps) {
    const { client, ...settings } = props;
    check(openShiftRouteSchema, settings, 'exposure.openshiftRoute');
    super(scope, id);
    const { host, termination = 'edge', redirect = true, sourceRanges } = settings;
    new Route(this, 'route', {
      metadata: {
        name: client.name,
        labels: client.labels,
        annotations: { ...settings.annotations, ...annotations(settings, client) },
      },
      spec: {
        host,
        to: { kind: TargetKind.SERVICE, name: client.service.name, weight: 100 },
        port: { targetPort: RouteSpecPortTargetPort.fromString(client.portName) },
        tls: {
          termination: termination === 'edge' ? Termination.EDGE : Termination.REENCRYPT,
          insecureEdgeTerminationPolicy: redirect ? PlainHttp.REDIRECT : PlainHttp.NONE,
        },
        wildcardPolicy: WildcardPolicy.NONE,
      },
    });
    client.allowFrom(this.trafficSource);
    this.address = {
      title: 'OpenShift Route',
      url: `https://${host ?? '<HOST>'}/`,
      command: `oc get route ${client.name} -n ${client.namespace}`,
    };
    if (isOpen(sourceRanges)) {
      warn(
        this,
        'open-to-everyone',
        'exposure.openshiftRoute',
        'whoever reaches it uses the model, without a login; set sourceRanges',
      );
    }
  }
}

function annotations(settings: OpenShiftRouteSettings, client: ChatClient): Record<string, string> {
  const { hsts, sourceRanges, rateLimit } = settings;
  return annotationsOf(router, {
    // With its unit: the router reads a bare number as milliseconds, and ignores 10m20s.
    timeout: `${client.answerTime.hopTimeout.toSeconds()}s`,
    hsts_header: hsts && hstsHeader(hsts),
    // The older name of ip_allowlist, which every release knows.
    ip_whitelist: sourceRanges?.join(' '),
    'rate-limit-connections': rateLimit && 'true',
    'rate-limit-connections.concurrent-tcp': rateLimit?.concurrentConnections,
    'rate-limit-connections.rate-http': rateLimit?.requests,
    'rate-limit-connections.rate-tcp': rateLimit?.connections,
  });
}

function hstsHeader({ maxAgeSeconds, includeSubDomains, preload }: Hsts): string {
  return [
    `max-age=${maxAgeSeconds}`,
    ...(includeSubDomains ? ['includeSubDomains'] : []),
    ...(preload ? ['preload'] : []),
  ].join(';');
}
