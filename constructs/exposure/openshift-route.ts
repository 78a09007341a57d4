import { Construct } from 'constructs';
import {
  RouteSpecTlsInsecureEdgeTerminationPolicy as PlainHttp,
  Route,
  RouteSpecPortTargetPort,
  RouteSpecToKind as TargetKind,
  RouteSpecTlsTermination as Termination,
  RouteSpecWildcardPolicy as WildcardPolicy,
} from '../../imports/route.openshift.io';
import { check } from '../checks/check';
import type { Backend } from '../common/backend';
import { k8s } from '../common/k8s';
import type { TrafficSource } from '../common/traffic-source';
import { annotationsOf } from './annotations';
import type { Exposure } from './exposure';
import { type Hsts, type OpenShiftRouteSettings, openShiftRouteSchema, router } from './openshift-route-settings';

/** The namespaces of OpenShift's routers, whether these run on the pods' network or on the nodes'. */
const routers: TrafficSource = [
  { namespaceSelector: { matchLabels: { 'policy-group.network.openshift.io/ingress': '' } } },
];

export interface OpenShiftRouteProps extends OpenShiftRouteSettings {
  readonly backend: Backend;
}

/** Makes the Route, and lets OpenShift's routers reach the client. */
export class OpenShiftRoute extends Construct implements Exposure {
  readonly trafficSource: TrafficSource = routers;

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(scope: Construct, id: string, props: OpenShiftRouteProps) {
    const { backend, ...settings } = props;
    check(openShiftRouteSchema, settings, 'exposure.openshiftRoute');
    super(scope, id);
    const { host, termination = 'edge', redirect = true, tls } = settings;
    if (tls !== undefined) {
      this.readableByRouter(backend, tls.externalCertificate.secretName);
    }
    new Route(this, 'route', {
      metadata: {
        name: backend.name,
        labels: backend.labels,
        annotations: { ...settings.annotations, ...annotations(settings, backend) },
      },
      spec: {
        host,
        to: { kind: TargetKind.SERVICE, name: backend.service.name, weight: 100 },
        port: { targetPort: RouteSpecPortTargetPort.fromString(backend.portName) },
        tls: {
          termination: termination === 'edge' ? Termination.EDGE : Termination.REENCRYPT,
          insecureEdgeTerminationPolicy: redirect ? PlainHttp.REDIRECT : PlainHttp.NONE,
          externalCertificate: tls && { name: tls.externalCertificate.secretName },
        },
        wildcardPolicy: WildcardPolicy.NONE,
      },
    });
    backend.allowFrom(this.trafficSource);
  }

  /** Before the Route: the API server refuses it while the router may not read the Secret. */
  private readableByRouter(backend: Backend, secretName: string): void {
    const metadata = { name: `${backend.name}-route-certificate`, labels: backend.labels };
    new k8s.KubeRole(this, 'role', {
      metadata,
      rules: [
        { apiGroups: [''], resources: ['secrets'], resourceNames: [secretName], verbs: ['get', 'list', 'watch'] },
      ],
    });
    new k8s.KubeRoleBinding(this, 'role-binding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: 'router', namespace: 'openshift-ingress' }],
    });
  }
}

function annotations(settings: OpenShiftRouteSettings, backend: Backend): Record<string, string> {
  const { hsts, sourceRanges, rateLimit } = settings;
  return annotationsOf(router, {
    // With its unit: the router reads a bare number as milliseconds, and ignores 10m20s.
    timeout: `${backend.answerTime.hopTimeout.toSeconds()}s`,
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
