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
import { isOpen } from '../checks/values';
import type { Backend } from '../common/backend';
import { k8s } from '../common/k8s';
import { requiresSecret } from '../common/requirement';
import type { TrafficSource } from '../common/traffic-source';
import { warn } from '../common/warning';
import { annotationsOf } from './annotations';
import type { ChatAddress, Exposure } from './exposure';
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
  readonly addresses: readonly ChatAddress[];

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(scope: Construct, id: string, props: OpenShiftRouteProps) {
    const { backend, ...settings } = props;
    check(openShiftRouteSchema, settings, 'exposure.openshiftRoute');
    super(scope, id);
    const { host, termination = 'edge', redirect = true, sourceRanges, tls } = settings;
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
    this.addresses = [
      {
        title: 'OpenShift Route',
        url: `https://${host ?? '<HOST>'}/`,
        object: {
          apiVersion: 'route.openshift.io/v1',
          kind: 'Route',
          name: backend.name,
          namespace: backend.namespace,
        },
      },
    ];
    if (host !== undefined && tls === undefined) {
      warn(
        this,
        'certificate-does-not-fit',
        'exposure.openshiftRoute.host',
        `the router's own certificate is not for "${host}" unless that is in its domain; set tls.externalCertificate`,
      );
    }
    if (isOpen(sourceRanges)) {
      warn(
        this,
        'open-to-everyone',
        'exposure.openshiftRoute',
        'whoever reaches it uses the model, without a login; set sourceRanges',
      );
    }
  }

  /** Before the Route: the API server refuses it while the router may not read the Secret. */
  private readableByRouter(backend: Backend, secretName: string): void {
    requiresSecret(
      this,
      secretName,
      'the certificate and its key; the API server refuses the Route while it is missing',
      'tls --cert=tls.crt --key=tls.key',
    );
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
