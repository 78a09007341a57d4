import type { KubeObject } from '../constructs/finished/kube-object';
import type { ChatSettings } from '../constructs/settings';
import { cases, everything, minimal } from './cases';
import { objectsOf, one } from './objects';

/** Who reaches the page or the login in front of it, as the `from` of their policy; `undefined` is everybody. */
type Sources = readonly object[] | undefined;

const pods = (namespace: string, matchLabels: object) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  podSelector: { matchLabels },
});
const ranges = (...cidrs: string[]) => cidrs.map((cidr) => ({ ipBlock: { cidr } }));

const nginx = { 'app.kubernetes.io/component': 'controller', 'app.kubernetes.io/name': 'ingress-nginx' };
const envoyOf = (name: string) => [
  pods('envoy-gateway-system', {
    'gateway.envoyproxy.io/owning-gateway-name': name,
    'gateway.envoyproxy.io/owning-gateway-namespace': 'ilab-chat',
  }),
];
const inTheNamespace = [{ podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'ilab-client' } } }];
const openshiftRouters = [{ namespaceSelector: { matchLabels: { 'policy-group.network.openshift.io/ingress': '' } } }];
const ingressNginx = [pods('ingress-nginx', nginx)];
const edgeNginx = [pods('edge', { app: 'edge-nginx' }), ...ranges('10.0.0.0/8')];
const edge = [pods('edge', { app: 'edge' }), ...ranges('10.1.0.0/16')];
const mesh = [pods('mesh', { app: 'proxy' }), ...ranges('35.191.0.0/16')];
const google = ranges('35.191.0.0/16', '130.211.0.0/22');

/** What waits for an answer, and how long. */
type Waits = readonly string[];

const ofNginx = (seconds: number) => [
  `Ingress nginx.ingress.kubernetes.io/proxy-read-timeout: ${seconds}`,
  `Ingress nginx.ingress.kubernetes.io/proxy-send-timeout: ${seconds}`,
];
const nginxConnects = 'Ingress nginx.ingress.kubernetes.io/proxy-connect-timeout: 5';
const ofF5 = ['Ingress nginx.org/proxy-read-timeout: 620s', 'Ingress nginx.org/proxy-send-timeout: 620s'];
const f5Connects = 'Ingress nginx.org/proxy-connect-timeout: 5s';
const ofHaproxy = ['Ingress haproxy.org/timeout-server: 620s'];
const ofAlb = [
  'Ingress alb.ingress.kubernetes.io/load-balancer-attributes: idle_timeout.timeout_seconds=620',
  'Ingress alb.ingress.kubernetes.io/target-group-attributes: deregistration_delay.timeout_seconds=620',
];
const ofGke = ['BackendConfig timeoutSec: 620'];
const ofGateway = ['HTTPRoute request: 620s'];
const ofRoute = ['Route haproxy.router.openshift.io/timeout: 620s'];
const ofAws = (port: number, seconds: number, more = '') => [
  `Service service.beta.kubernetes.io/aws-load-balancer-listener-attributes.TCP-${port}: tcp.idle_timeout.seconds=${seconds}`,
  `Service service.beta.kubernetes.io/aws-load-balancer-target-group-attributes: preserve_client_ip.enabled=true,deregistration_delay.timeout_seconds=${seconds}${more}`,
];
const stickyAddress = ',stickiness.enabled=true,stickiness.type=source_ip';
const ofEverything = [
  ...ofAws(80, 920),
  nginxConnects,
  ...ofNginx(920),
  'HTTPRoute request: 920s',
  'Route haproxy.router.openshift.io/timeout: 920s',
];

/** Each case with an exposure. The same without a login, and with either of them, has the same. */
const exposed: Readonly<Record<string, readonly [Sources, Waits]>> = {
  'load balancer': [undefined, []],
  'load balancer, AWS controller': [undefined, ofAws(8080, 620)],
  'load balancer, AWS in-tree': [
    undefined,
    ['Service service.beta.kubernetes.io/aws-load-balancer-connection-idle-timeout: 620'],
  ],
  'load balancer, Google': [undefined, []],
  'load balancer, everything': [undefined, ofAws(80, 620)],
  'load balancer, Azure, with the ranges in the policy': [
    ranges('203.0.113.0/24'),
    ['Service service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout: 11'],
  ],
  'pods with both families': [undefined, []],
  'NGINX Ingress': [ingressNginx, ofNginx(620)],
  'NGINX Ingress, default certificate': [ingressNginx, ofNginx(620)],
  'NGINX Ingress, several hosts': [ingressNginx, ofNginx(620)],
  'NGINX Ingress, basic auth': [edgeNginx, [nginxConnects, ...ofNginx(620)]],
  'NGINX Ingress, external auth': [edgeNginx, [nginxConnects, ...ofNginx(620)]],
  'own Gateway': [envoyOf('ilab-client'), ofGateway],
  'own Gateway, several hosts': [envoyOf('ilab-client'), ofGateway],
  'own Gateway, plain HTTP': [inTheNamespace, ofGateway],
  'existing Gateway': [mesh, ofGateway],
  'existing Gateway, any data plane': [undefined, ofGateway],
  'OpenShift Route': [openshiftRouters, ofRoute],
  'OpenShift Route, everything': [openshiftRouters, ofRoute],
  'OpenShift Route, reencrypt': [openshiftRouters, ofRoute],
  'OpenShift Route, own certificate': [openshiftRouters, ofRoute],
  'Traefik Ingress': [[pods('kube-system', { 'app.kubernetes.io/name': 'traefik' })], []],
  'Traefik Ingress, everything': [edge, []],
  'HAProxy Ingress': [[pods('haproxy-controller', { 'app.kubernetes.io/name': 'kubernetes-ingress' })], ofHaproxy],
  'HAProxy Ingress, everything': [edge, ofHaproxy],
  'F5 NGINX Ingress': [[pods('nginx-ingress', { 'app.kubernetes.io/name': 'nginx-ingress' })], ofF5],
  'F5 NGINX Ingress, everything': [edge, [f5Connects, ...ofF5]],
  'Application Load Balancer': [ranges('10.0.0.0/16'), ofAlb],
  'Application Load Balancer, everything': [ranges('10.0.0.0/16'), ofAlb],
  'Application Load Balancer, own security groups': [ranges('10.0.0.0/16'), ofAlb],
  'GKE Ingress': [google, ofGke],
  'GKE Ingress, everything': [google, ofGke],
  'GKE Ingress, internal': [[...google, ...ranges('10.129.0.0/23')], ofGke],
  'namespace that denies by default, with the proxies of a Gateway in it': [inTheNamespace, ofGateway],
  'namespace that denies by default, with the controllers of Ingresses in it': [
    [pods('ilab-chat', nginx), pods('ilab-chat', { app: 'traefik' })],
    ofNginx(620),
  ],
  'page: everything': [ingressNginx, ofNginx(920)],
  'page: Streamlit, two pods behind a login': [envoyOf('chat'), ofGateway],
  'page: Open WebUI behind every exposure': [
    undefined,
    [...ofAws(80, 620), nginxConnects, ...ofNginx(620), ...ofGateway, ...ofRoute],
  ],
  'page: sessions in two pods, behind every exposure': [
    undefined,
    [nginxConnects, ...ofNginx(620), ...ofGateway, ...ofRoute],
  ],
  'page: sessions in two pods, behind a balancer of AWS': [undefined, ofAws(8080, 620, stickyAddress)],
  everything: [undefined, ofEverything],
  'everything, with a login': [undefined, ofEverything],
};

/** Some cases with a login have another exposure than that of their name, with more of its settings. */
const behindLogin: typeof exposed = {
  ...exposed,
  'Traefik Ingress': [edge, []],
  'HAProxy Ingress': [edge, ofHaproxy],
  'F5 NGINX Ingress': [edge, [f5Connects, ...ofF5]],
  'pods with IPv6': [edgeNginx, [nginxConnects, ...ofNginx(620)]],
};

function rulesOf(settings: ChatSettings): { readonly from?: Sources }[] {
  const name = settings.client?.name;
  return one(objectsOf(settings), 'NetworkPolicy', settings.login ? `${name}-login` : name).spec.ingress ?? [];
}

/** All are in one rule. */
function sourcesOf(settings: ChatSettings): Sources {
  const [rule, ...others] = rulesOf(settings);
  expect(others).toEqual([]);
  return rule?.from;
}

function waitsOf(settings: ChatSettings): string[] {
  return objectsOf(settings).flatMap(({ kind, metadata, spec }: KubeObject) => [
    ...Object.entries(metadata.annotations ?? {})
      .filter(([name]) => /timeout|attributes/.test(name))
      .map(([name, value]) => `${kind} ${name}: ${value}`),
    ...(kind === 'HTTPRoute'
      ? spec.rules.flatMap(({ timeouts }: KubeObject['spec']) =>
          timeouts ? [`HTTPRoute request: ${timeouts.request}`] : [],
        )
      : []),
    ...(kind === 'BackendConfig' ? [`BackendConfig timeoutSec: ${spec.timeoutSec}`] : []),
  ]);
}

describe.each(
  Object.entries(cases).filter(([, { client, exposure = {} }]) => client && Object.keys(exposure).length > 0),
)('%s', (name, settings) => {
  const withoutLogin = name.replace(/^login \(\w+\), /, '');
  const [sources, waits] = (name === withoutLogin ? exposed : behindLogin)[withoutLogin] ?? [[], []];

  test('is reached by these and by nobody else', () => {
    expect(sourcesOf(settings)).toEqual(sources);
  });

  test('waits this long for an answer, in each place where somebody waits', () => {
    expect(waitsOf(settings)).toEqual(waits);
  });
});

test.each(
  Object.entries(cases).filter(([, { client, exposure = {} }]) => client && Object.keys(exposure).length === 0),
)('%s: is reached by nobody', (_, settings) => {
  expect(rulesOf(settings)).toEqual([]);
});

/** The exposures that have everything set, each of them. */
const each: Readonly<Record<keyof typeof everything.exposure, readonly [Sources, Waits]>> = {
  loadBalancer: [undefined, ofAws(80, 620)],
  nginxIngress: [edgeNginx, [nginxConnects, ...ofNginx(620)]],
  ingress: [edge, []],
  gateway: [envoyOf('ilab-client'), ofGateway],
  openshiftRoute: [openshiftRouters, ofRoute],
};
const kinds = Object.entries(everything.exposure) as [keyof typeof each, object][];

/** Every set of them, on the platform that has them all. */
const sets = Array.from({ length: 2 ** kinds.length }, (_, bits) =>
  kinds.filter((_, index) => bits & (1 << index)),
).filter((set) => set.length > 0);

test.each(sets.map((set) => [set.map(([kind]) => kind).join(' and '), set] as const))(
  '%s: reached by whom each is reached by, waiting as each waits',
  (_, set) => {
    const settings: ChatSettings = {
      ...minimal,
      client: { ...minimal.client, ipFamily: 'dual-stack' },
      platform: 'openshift',
      exposure: Object.fromEntries(set),
    };
    const sources = set.map(([kind]) => each[kind][0]);
    expect(sourcesOf(settings)).toEqual(sources.includes(undefined) ? undefined : sources.flat());
    expect(waitsOf(settings)).toEqual(set.flatMap(([kind]) => each[kind][1]));
  },
);
