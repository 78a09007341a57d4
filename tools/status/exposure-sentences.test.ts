import {
  add,
  article,
  borrowed,
  certificate,
  change,
  conditions,
  deny,
  event,
  gatewayChat,
  gone,
  namespace,
  routeChat,
  says,
  secure,
  server,
  servesCertificates,
  withStatus,
} from '../../tests/played-cluster';
import { pathOf } from './observation';

says([
  [
    'the last event says why a load balancer has no address',
    article,
    () => {
      withStatus('Service', 'ilab-client-lb', {});
      add({ ...event('Service', 'ilab-client-lb', 'the cloud is slow'), lastTimestamp: '2026-11-22T10:00:00Z' });
      add({
        ...event('Service', 'ilab-client-lb', 'quota of addresses is used up'),
        lastTimestamp: '2026-11-22T11:00:00Z',
      });
      add({ ...event('Service', 'ilab-client-lb', 'trying'), lastTimestamp: '2026-11-22T09:00:00Z' });
    },
    [
      '… load balancer  quota of addresses is used up (60 min ago)',
      '→ kubectl describe service ilab-client-lb -n ilab-chat',
      'The chat answers, but not everything is right: load balancer: quota of addresses is used up (60 min ago).',
    ],
  ],
  [
    'a load balancer waits',
    article,
    () => withStatus('Service', 'ilab-client-lb', {}),
    ['… load balancer  it has no address yet'],
  ],
  [
    'no ingress class',
    article,
    () => {
      withStatus('Ingress', 'ilab-client-ingress', {});
      gone('IngressClass', 'nginx');
    },
    ['✗ NGINX Ingress  the cluster has no IngressClass "nginx"', '→ docs/exposure.md#nginx-ingress'],
  ],
  [
    'the class of another controller, whose login nobody is asked for',
    article,
    () =>
      change('IngressClass', 'nginx', (found) => ({ ...found, spec: { controller: 'nginx.org/ingress-controller' } })),
    [
      '✗ NGINX Ingress  the IngressClass "nginx" is of nginx.org/ingress-controller, which ignores what the Ingress says: no login and no ranges',
      '→ docs/exposure.md#other-ingress-controllers',
    ],
  ],
  [
    'an Ingress waits',
    article,
    () => withStatus('Ingress', 'ilab-client-ingress', {}),
    ['… NGINX Ingress  no controller has given it an address yet'],
  ],
  [
    'an Ingress without its Secret',
    secure,
    () => servesCertificates(),
    [
      '… NGINX Ingress  its certificate is not there yet: it is not ordered yet',
      '✗ Secrets        not there: users',
      '→ htpasswd -c auth alice',
    ],
  ],
  [
    'no cert-manager',
    secure,
    () => {},
    ['✗ NGINX Ingress  nobody orders its certificate: cert-manager is not installed'],
  ],
  [
    'a certificate that waits',
    secure,
    () => add(certificate('Issuing certificate as Secret does not exist')),
    [
      '… NGINX Ingress  its certificate is not there yet: Issuing certificate as Secret does not exist',
      '→ kubectl describe certificate.cert-manager.io ilab-client-ingress-tls -n ilab-chat',
    ],
  ],
  [
    'certificates that may not be read',
    secure,
    () => deny('cert-manager.io/v1', 'Certificate'),
    ['? NGINX Ingress  its certificate is not there yet, and you may not read why'],
  ],
  [
    'Secrets that may not be listed',
    secure,
    () => deny('v1', 'Secret'),
    ['? Secrets        you may not list the Secrets of the namespace ilab-chat'],
  ],
  [
    'no Gateway API',
    gatewayChat,
    () => {
      gone('Gateway', 'ilab-client');
      gone('HTTPRoute', 'ilab-client');
    },
    ['✗ Gateway                the cluster does not know the kind Gateway', '→ docs/exposure.md#gateway-api'],
  ],
  [
    'a Gateway that nobody takes',
    gatewayChat,
    () => {},
    [
      '… Gateway                no implementation has taken the GatewayClass "eg" yet',
      '… HTTPRoute ilab-client  no Gateway has taken it yet',
    ],
  ],
  [
    'a Gateway that is refused',
    gatewayChat,
    () =>
      withStatus(
        'Gateway',
        'ilab-client',
        conditions(['Accepted', 'True'], ['Programmed', 'False', 'no address is free']),
      ),
    ['✗ Gateway                it is not programmed: no address is free'],
  ],
  [
    'a Gateway without an address',
    gatewayChat,
    () => withStatus('Gateway', 'ilab-client', conditions(['Accepted', 'True'], ['Programmed', 'True'])),
    ['… Gateway                it has no address yet'],
  ],
  [
    'a Gateway that works',
    gatewayChat,
    () => {
      withStatus('Gateway', 'ilab-client', {
        ...conditions(['Accepted', 'True'], ['Programmed', 'True']),
        addresses: [{ value: '203.0.113.12' }],
      });
      withStatus('HTTPRoute', 'ilab-client', { parents: [conditions(['Accepted', 'True'])] });
    },
    [
      '✓ Gateway                203.0.113.12',
      '✓ HTTPRoute ilab-client  accepted',
      'Gateway         http://203.0.113.12/',
    ],
  ],
  [
    'a route that is refused',
    gatewayChat,
    () =>
      withStatus('HTTPRoute', 'ilab-client', {
        parents: [conditions(['Accepted', 'False', 'not allowed by listeners'])],
      }),
    ['✗ HTTPRoute ilab-client  its Gateway does not take it: not allowed by listeners'],
  ],
  [
    "the address of somebody else's Gateway",
    borrowed,
    () =>
      add({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'Gateway',
        metadata: { name: 'shared', namespace },
        spec: { listeners: [{ protocol: 'HTTPS' }] },
        status: { addresses: [{ value: '2001:db8::1' }] },
      }),
    ['Gateway         https://[2001:db8::1]/'],
  ],
  [
    'a Route on Kubernetes',
    routeChat,
    () => gone('Route', 'ilab-client'),
    ['✗ OpenShift Route  the cluster does not know the kind Route'],
  ],
  ['a Route that nobody takes', routeChat, () => {}, ['… OpenShift Route  no router has taken it yet']],
  [
    'a Route that is refused',
    routeChat,
    () => withStatus('Route', 'ilab-client', { ingress: [conditions(['Admitted', 'False', 'the host is taken'])] }),
    ['✗ OpenShift Route  the router does not take it: the host is taken'],
  ],
  [
    'a Route that works',
    routeChat,
    () =>
      withStatus('Route', 'ilab-client', {
        ingress: [{ host: 'chat.apps.example.com', ...conditions(['Admitted', 'True']) }],
      }),
    ['✓ OpenShift Route  chat.apps.example.com', 'OpenShift Route https://chat.apps.example.com/'],
  ],
  [
    'no Secret at all in the namespace',
    secure,
    () => {
      add(certificate('Issuing'));
      server.replies.set(`GET ${pathOf({ apiVersion: 'v1', kind: 'Secret', namespace })}`, {
        status: 200,
        body: { items: null },
      });
    },
    ['✗ Secrets        not there: users'],
  ],
]);
