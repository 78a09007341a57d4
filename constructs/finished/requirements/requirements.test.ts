import { basicAuthIngress, minimal, ownGateway } from '../../../tests/cases';
import { set, unset } from '../../../tests/objects';
import type { ChatSettings, Patch } from '../../settings';
import { synthesize } from '../../synthesis/synthesis';

const client = (more: Partial<ChatSettings['client']>) => ({ client: { ...minimal.client, ...more } });
const pod = '/spec/template/spec';
const container = `${pod}/containers/0`;
const issuer = '/metadata/annotations/cert-manager.io~1cluster-issuer';
const nginx = (name: string) => `/metadata/annotations/nginx.ingress.kubernetes.io~1${name}`;
const host = 'chat.example.com';
const ingress = { exposure: { nginxIngress: { host } } };
const ordered = { exposure: { nginxIngress: { host, tls: { clusterIssuer: 'letsencrypt' } } } };
const login = { exposure: { nginxIngress: { ...basicAuthIngress, className: 'nginx' } } };
const otherLogin = { exposure: { nginxIngress: { host, externalAuth: { url: 'https://id.example.com/auth' } } } };
const gateway = { exposure: { gateway: ownGateway } };
const balancer = { exposure: { loadBalancer: { sourceRanges: ['203.0.113.0/24', '2001:db8::/32'] } } };
const pulled = client({ imagePullSecrets: ['registry-login'] });
const keyed = client({ env: { BANNER: { secretName: 'chat-texts', key: 'banner.txt' } } });
const scaled = client({ autoscaling: { minReplicas: 2, maxReplicas: 3 } });
const metrics = (list: readonly object[]) => set('HorizontalPodAutoscaler', '/spec/metrics', list);
const cpu = { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } };
const waiting = { metric: { name: 'waiting' }, target: { type: 'Value', value: '10' } };
const external = metrics([{ type: 'External', external: waiting }]);
const variable = { name: 'BANNER', valueFrom: { secretKeyRef: { name: 'chat-texts', key: 'banner.txt' } } };

/** What it is, settings that bring it, settings with a patch that bring it, and what takes it from the first. */
const rows: readonly (readonly [
  string,
  Partial<ChatSettings>,
  readonly [Partial<ChatSettings>, Patch],
  Patch | readonly Patch[],
])[] = [
  [
    'a load balancer for the Service "ilab-client-lb"',
    balancer,
    [
      { exposure: { loadBalancer: { ...balancer.exposure.loadBalancer, cloud: 'aws-load-balancer-controller' } } },
      unset('Service', '/spec/loadBalancerClass', 'ilab-client-lb'),
    ],
    set('Service', '/spec/loadBalancerClass', 'service.k8s.aws/nlb', 'ilab-client-lb'),
  ],
  [
    'the AWS Load Balancer Controller',
    { exposure: { loadBalancer: { ...balancer.exposure.loadBalancer, cloud: 'aws-load-balancer-controller' } } },
    [balancer, set('Service', '/spec/loadBalancerClass', 'service.k8s.aws/nlb', 'ilab-client-lb')],
    unset('Service', '/spec/loadBalancerClass', 'ilab-client-lb'),
  ],
  [
    "a load balancer for Skupper's router, which the private machine reaches",
    {},
    [{ site: { name: 'ilab-chat', linkAccess: 'none' } }, set('Site', '/spec/linkAccess', 'loadbalancer')],
    unset('Site', '/spec/linkAccess'),
  ],
  [
    'the IngressClass "nginx", of ingress-nginx 1.8 to 1.15',
    ingress,
    [
      { exposure: { nginxIngress: { host, className: 'ingress-nginx' } } },
      set('Ingress', '/spec/ingressClassName', 'nginx'),
    ],
    set('Ingress', '/spec/ingressClassName', 'ingress-nginx'),
  ],
  [
    'cert-manager, and the ClusterIssuer "letsencrypt"',
    ordered,
    [ingress, set('Ingress', issuer, 'letsencrypt')],
    unset('Ingress', issuer),
  ],
  [
    'the service that answers https://id.example.com/auth',
    otherLogin,
    [
      { exposure: { nginxIngress: { host, externalAuth: { url: 'https://other.example.com/auth' } } } },
      set('Ingress', nginx('auth-url'), 'https://id.example.com/auth'),
    ],
    unset('Ingress', nginx('auth-url')),
  ],
  [
    'chat.example.com in the DNS',
    ingress,
    [{ exposure: { nginxIngress: {} } }, set('Ingress', '/spec/rules/0/host', host)],
    unset('Ingress', '/spec/rules/0/host'),
  ],
  [
    'gateway.example.com in the DNS',
    { exposure: { gateway: { own: { className: 'eg' }, dataPlane: 'any', host: 'gateway.example.com' } } },
    [
      { exposure: { gateway: { own: { className: 'eg' }, dataPlane: 'any' } } },
      set('HTTPRoute', '/spec/hostnames', ['gateway.example.com']),
    ],
    unset('HTTPRoute', '/spec/hostnames'),
  ],
  [
    'route.example.com in the DNS',
    { platform: 'openshift', exposure: { openshiftRoute: { host: 'route.example.com' } } },
    [{ platform: 'openshift', exposure: { openshiftRoute: {} } }, set('Route', '/spec/host', 'route.example.com')],
    unset('Route', '/spec/host'),
  ],
  [
    'the GatewayClass "eg", and its implementation of the Gateway API, v1.2 or newer',
    gateway,
    [
      { exposure: { gateway: { ...ownGateway, own: { className: 'istio' } } } },
      set('Gateway', '/spec/gatewayClassName', 'eg'),
    ],
    set('Gateway', '/spec/gatewayClassName', 'istio'),
  ],
  [
    'timeouts of 620 s, and a login',
    gateway,
    [
      { ...gateway, ...client({ longestAnswerSeconds: 60 }) },
      set('HTTPRoute', '/spec/rules/0/timeouts/request', '620s', 'ilab-client'),
    ],
    set('HTTPRoute', '/spec/rules/0/timeouts/request', '900s', 'ilab-client'),
  ],
  [
    'the Gateway "public" in the namespace "ilab-chat"',
    { exposure: { gateway: { existing: { name: 'public' }, dataPlane: 'any' } } },
    [
      { exposure: { gateway: { existing: { name: 'other' }, dataPlane: 'any' } } },
      set('HTTPRoute', '/spec/parentRefs/0/name', 'public'),
    ],
    set('HTTPRoute', '/spec/parentRefs/0/name', 'other'),
  ],
  [
    'metrics-server',
    scaled,
    [{ ...scaled, patches: [external] }, metrics([{ type: 'Resource', resource: cpu }])],
    external,
  ],
  [
    'the PriorityClass "users-wait"',
    client({ priorityClassName: 'users-wait' }),
    [{}, set('Deployment', `${pod}/priorityClassName`, 'users-wait')],
    unset('Deployment', `${pod}/priorityClassName`),
  ],
  [
    'nodes with the labels disk=ssd',
    client({ nodeSelector: { disk: 'ssd' } }),
    [{}, set('Deployment', `${pod}/nodeSelector`, { disk: 'ssd' })],
    unset('Deployment', `${pod}/nodeSelector`),
  ],
  [
    'the Secret "registry-login"',
    pulled,
    [{}, set('Deployment', `${pod}/imagePullSecrets`, [{ name: 'registry-login' }])],
    unset('Deployment', `${pod}/imagePullSecrets`),
  ],
  [
    'the Secret "chat-texts"',
    keyed,
    [{}, set('Deployment', `${container}/env/-`, variable)],
    { target: { kind: 'Deployment' }, patch: [{ op: 'remove', path: `${container}/env/1` }] },
  ],
  [
    'the Secret "chat-texts"',
    keyed,
    [{}, set('Deployment', `${container}/envFrom`, [{ secretRef: { name: 'chat-texts' } }])],
    { target: { kind: 'Deployment' }, patch: [{ op: 'remove', path: `${container}/env/1` }] },
  ],
  [
    'the Secret "chat-texts"',
    keyed,
    [{}, set('Deployment', `${pod}/volumes/-`, { name: 'texts', secret: { secretName: 'chat-texts' } })],
    { target: { kind: 'Deployment' }, patch: [{ op: 'remove', path: `${container}/env/1` }] },
  ],
  [
    'the Secret "chat-users"',
    login,
    [
      { exposure: { nginxIngress: { ...basicAuthIngress, className: 'nginx', basicAuth: { secretName: 'others' } } } },
      set('Ingress', nginx('auth-secret'), 'chat-users'),
    ],
    set('Ingress', nginx('auth-secret'), 'others'),
  ],
  [
    'the Secret "chat-tls"',
    { exposure: { nginxIngress: { host, tls: { secretName: 'chat-tls' } } } },
    [ingress, set('Ingress', '/spec/tls', [{ hosts: [host], secretName: 'chat-tls' }])],
    set('Ingress', issuer, 'letsencrypt'),
  ],
  [
    'the Secret "model-tls"',
    { model: { ...minimal.model, tls: { secretName: 'model-tls' } } },
    [{}, set('Listener', '/spec/tlsCredentials', 'model-tls')],
    [
      set('Listener', '/spec/tlsCredentials', 'other-tls'),
      set('Deployment', `${pod}/volumes/1/secret/secretName`, 'other-tls'),
    ],
  ],
  [
    "OpenShift's Routes for Skupper's router, which the private machine reaches",
    { platform: 'openshift' },
    [
      { platform: 'openshift', site: { name: 'ilab-chat', linkAccess: 'loadbalancer' } },
      set('Site', '/spec/linkAccess', 'route'),
    ],
    set('Site', '/spec/linkAccess', 'loadbalancer'),
  ],
  [
    'Skupper 2.2.1',
    { model: { ...minimal.model, observer: 'none' } },
    [{}, set('Listener', '/spec/observer', 'none')],
    unset('Listener', '/spec/observer'),
  ],
  [
    'a ConfigMap with the label skupper.io/site-sizing: large',
    { site: { name: 'ilab-chat', sizing: 'large' } },
    [{}, set('Site', '/spec/settings', { size: 'large' })],
    unset('Site', '/spec/settings'),
  ],
];

function needs(settings: Partial<ChatSettings>, ...patches: readonly Patch[]): string[] {
  const all = [...(settings.patches ?? []), ...patches];
  return synthesize({ ...minimal, ...settings, patches: all }).chats.flatMap(({ requirements }) =>
    requirements.map(({ what }) => what),
  );
}

describe.each(rows)('%s', (what, settings, [without, bringing], takes) => {
  test('comes by settings, and goes by a patch', () => {
    expect(needs(settings)).toContain(what);
    expect(needs(settings, ...[takes].flat())).not.toContain(what);
  });

  test('comes by a patch', () => {
    expect(needs(without)).not.toContain(what);
    expect(needs(without, bringing)).toContain(what);
  });
});
