import type { ChatSettings } from '../../constructs/settings';
import {
  add,
  article,
  certificate,
  change,
  conditions,
  event,
  expected,
  gatewayChat,
  gone,
  namespace,
  observation,
  put,
  routeChat,
  secure,
  serve,
  server,
  servesCertificates,
  withStatus,
} from '../../tests/played-cluster';
import { addressesOf, exposureSteps } from './exposure-steps';
import { pathOf } from './observation';
import { failed, ok, waiting } from './step';

serve();

const balancer: ChatSettings = { ...article, exposure: { loadBalancer: article.exposure?.loadBalancer } };
const ingress: ChatSettings = { ...article, exposure: { nginxIngress: { className: 'nginx' } } };
const traefik: ChatSettings = { ...article, exposure: { ingress: { controller: 'traefik' } } };
const gatewayWithTls: ChatSettings = {
  ...article,
  exposure: {
    gateway: {
      host: 'chat.example.com',
      own: { className: 'eg', tls: { issuer: 'letsencrypt', challenge: 'http01' } },
      dataPlane: 'any',
    },
  },
};

const stepsOf = (input: ChatSettings) => exposureSteps(observation(), expected(input).publicObjects);
/** What is found of the first exposure. */
const found = async (input: ChatSettings) => {
  const [step] = await stepsOf(input);
  return { state: step?.state, detail: step?.detail, remedy: step?.remedy };
};

const describeIngress = 'kubectl describe ingress ilab-client-ingress -n ilab-chat';
const describeGateway = 'kubectl describe gateway.gateway.networking.k8s.io ilab-client -n ilab-chat';
const describeRoute = 'oc describe route ilab-client -n ilab-chat';
const ownLoadBalancers =
  'kubectl describe service ilab-client-lb -n ilab-chat (kind and bare metal have no load balancers of their own: install one, such as MetalLB)';

test.each<[string, ChatSettings, string[]]>([
  ['the article', article, ['load balancer', 'NGINX Ingress']],
  ['Traefik', traefik, ['Traefik Ingress']],
  ['a Gateway', gatewayChat, ['Gateway', 'HTTPRoute ilab-client']],
  ['a Route', routeChat, ['OpenShift Route']],
  ['none', { ...article, exposure: {} }, []],
])('each exposure is a step beside the way: %s', async (_, input, titles) => {
  put(input, 'linked');
  const steps = await stepsOf(input);
  expect(steps.map(({ title }) => title)).toEqual(titles);
  expect(steps.filter(({ id, isBeside }) => id !== 'exposure' || isBeside !== true)).toEqual([]);
});

test.each<[string, object | undefined, string[]]>([
  ['an address', { loadBalancer: { ingress: [{ ip: '203.0.113.10' }] } }, ['203.0.113.10']],
  ['a name', { loadBalancer: { ingress: [{ hostname: 'lb.example.com' }] } }, ['lb.example.com']],
  ['an address with a name', { loadBalancer: { ingress: [{ ip: '::1', hostname: 'lb.example.com' }] } }, ['::1']],
  [
    'of a Gateway',
    { addresses: [{ value: '203.0.113.12' }, { value: 'a.example.com' }] },
    ['203.0.113.12', 'a.example.com'],
  ],
  ['an entry without any', { loadBalancer: { ingress: [{ ports: [] }, { ip: '203.0.113.10' }] } }, ['203.0.113.10']],
  ['none', { loadBalancer: {} }, []],
  ['no status', undefined, []],
])('the addresses of a status: %s', (_, status, addresses) => {
  expect(addressesOf({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, status })).toEqual(addresses);
});

const twoAddresses = { loadBalancer: { ingress: [{ ip: '203.0.113.10' }, { hostname: 'lb.example.com' }] } };
const programmed = (status: string, reason = '', message = '') => ({
  conditions: [
    { type: 'Accepted', status: 'True', reason: '', message: '' },
    { type: 'Programmed', status, reason, message },
  ],
});
const noClass = waiting('no implementation has taken the GatewayClass "eg" yet', 'kubectl get gatewayclass eg');
const parents =
  (...list: object[]) =>
  () =>
    withStatus('HTTPRoute', 'ilab-client', { parents: list });
const routers =
  (...list: object[]) =>
  () =>
    withStatus('Route', 'ilab-client', { ingress: list });
const denyClass = () =>
  server.replies.set('GET /apis/networking.k8s.io/v1/ingressclasses/nginx', { status: 403, body: {} });
const ordered = (status: object | undefined) => ({ ...certificate(''), status });
const describeCertificate = 'kubectl describe certificate.cert-manager.io ilab-client-ingress-tls -n ilab-chat';

describe('what is found', () => {
  test.each<[string, ChatSettings, () => void, object]>([
    [
      'a load balancer with addresses',
      balancer,
      () => withStatus('Service', 'ilab-client-lb', twoAddresses),
      ok('203.0.113.10, lb.example.com'),
    ],
    [
      'a load balancer without any',
      balancer,
      () => withStatus('Service', 'ilab-client-lb', undefined),
      waiting('it has no address yet', ownLoadBalancers),
    ],
    [
      'a load balancer, and why it waits',
      balancer,
      () => {
        withStatus('Service', 'ilab-client-lb', undefined);
        add(event('Service', 'ilab-client-lb', 'no quota'), event('Service', 'ilab-client', 'another Service'));
      },
      waiting('no quota', ownLoadBalancers),
    ],
    [
      'an Ingress with addresses',
      ingress,
      () => withStatus('Ingress', 'ilab-client-ingress', twoAddresses),
      ok('203.0.113.10, lb.example.com'),
    ],
    [
      'an Ingress without any',
      ingress,
      () => withStatus('Ingress', 'ilab-client-ingress', {}),
      waiting('no controller has given it an address yet', describeIngress),
    ],
    [
      'an Ingress, and why it waits',
      ingress,
      () => {
        withStatus('Ingress', 'ilab-client-ingress', {});
        add(event('Ingress', 'ilab-client-ingress', 'host is taken'));
      },
      waiting('host is taken', describeIngress),
    ],
    [
      'a class that is not there',
      ingress,
      () => gone('IngressClass', 'nginx'),
      failed('the cluster has no IngressClass "nginx"', 'docs/exposure.md#nginx-ingress'),
    ],
    [
      'a class of another controller',
      ingress,
      () =>
        change('IngressClass', 'nginx', (object) => ({
          ...object,
          spec: { controller: 'nginx.org/ingress-controller' },
        })),
      failed(
        'the IngressClass "nginx" is of nginx.org/ingress-controller, which ignores what the Ingress says: no login and no ranges',
        'docs/exposure.md#other-ingress-controllers',
      ),
    ],
    [
      'a class that says nothing',
      ingress,
      () => change('IngressClass', 'nginx', ({ spec: _, ...object }) => object),
      ok('203.0.113.10'),
    ],
    ['a class that may not be read', ingress, denyClass, ok('203.0.113.10')],
    [
      'an Ingress of no class',
      ingress,
      () => {
        gone('IngressClass', 'nginx');
        change('Ingress', 'ilab-client-ingress', ({ spec: { ingressClassName: _, ...spec }, ...object }) => ({
          ...object,
          spec,
        }));
      },
      ok('203.0.113.10'),
    ],
    [
      'a certificate that is there',
      secure,
      () => add({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'ilab-client-ingress-tls', namespace } }),
      ok('203.0.113.10'),
    ],
    [
      'a certificate that nobody orders is a Secret that has to be there',
      {
        ...article,
        exposure: { nginxIngress: { host: 'chat.example.com', tls: { secretName: 'by-hand' } } },
      } as ChatSettings,
      () => {},
      ok('203.0.113.10'),
    ],
    [
      'the default certificate has no Secret',
      { ...article, exposure: { nginxIngress: { host: 'chat.example.com', tls: {} } } } as ChatSettings,
      () => {},
      ok('203.0.113.10'),
    ],
    [
      'nobody orders certificates',
      secure,
      () => {},
      failed('nobody orders its certificate: cert-manager is not installed', 'docs/exposure.md#nginx-ingress'),
    ],
    [
      'a certificate that is not ordered yet',
      secure,
      () => servesCertificates(),
      waiting(
        'its certificate is not there yet: it is not ordered yet',
        'kubectl describe certificate.cert-manager.io -n ilab-chat',
      ),
    ],
    [
      'a certificate that is ordered',
      secure,
      () =>
        add(
          { ...certificate('another'), metadata: { name: 'a', namespace }, spec: { secretName: 'a' } },
          certificate('Issuing'),
        ),
      waiting('its certificate is not there yet: Issuing', describeCertificate),
    ],
    ...[undefined, {}, conditions(['Issuing', 'True', 'other'])].map(
      (status): [string, ChatSettings, () => void, object] => [
        `a certificate of which only ${JSON.stringify(status)} is said`,
        secure,
        () => add(ordered(status)),
        waiting('its certificate is not there yet: it is not ordered yet', describeCertificate),
      ],
    ),
    [
      'a namespaced issuer',
      secure,
      () =>
        change('Ingress', 'ilab-client-ingress', (object) => ({
          ...object,
          metadata: { ...object.metadata, annotations: { 'cert-manager.io/issuer': 'letsencrypt' } },
        })),
      failed('nobody orders its certificate: cert-manager is not installed', 'docs/exposure.md#nginx-ingress'),
    ],
    ...[
      'cert-manager.io/issuer-kind',
      'a.cert-manager.io/issuer',
      'cert-managerXio/issuer',
      'cert-manager.io/other-issuer',
    ].map((name): [string, ChatSettings, () => void, object] => [
      `an annotation ${name} orders nothing`,
      secure,
      () =>
        change('Ingress', 'ilab-client-ingress', (object) => ({
          ...object,
          metadata: {
            ...object.metadata,
            annotations: { 'nginx.ingress.kubernetes.io/ssl-redirect': 'true', [name]: 'letsencrypt' },
          },
        })),
      ok('203.0.113.10'),
    ]),
    [
      'an Ingress without annotations, and of no class',
      secure,
      () =>
        change('Ingress', 'ilab-client-ingress', ({ metadata: { annotations: _, ...metadata }, spec, ...object }) => ({
          ...object,
          metadata,
          spec: { ...spec, ingressClassName: undefined },
        })),
      ok('203.0.113.10'),
    ],
    ['a Gateway that nobody takes', gatewayChat, () => {}, noClass],
    [
      'a Gateway that nobody has come to',
      gatewayChat,
      () => withStatus('Gateway', 'ilab-client', conditions(['Accepted', 'Unknown', 'Waiting for controller'])),
      noClass,
    ],
    [
      'a Gateway that is accepted alone',
      gatewayChat,
      () => withStatus('Gateway', 'ilab-client', conditions(['Accepted', 'True'])),
      noClass,
    ],
    [
      'a Gateway that is not accepted',
      gatewayChat,
      () =>
        withStatus(
          'Gateway',
          'ilab-client',
          conditions(['Accepted', 'False', 'bad listeners'], ['Programmed', 'True']),
        ),
      failed('it is not accepted: bad listeners', describeGateway),
    ],
    ...['AddressNotAssigned', 'Pending'].flatMap((reason): [string, ChatSettings, () => void, object][] => [
      [
        `a Gateway that waits: ${reason}`,
        gatewayChat,
        () => withStatus('Gateway', 'ilab-client', programmed('False', reason)),
        waiting(reason, describeGateway),
      ],
      [
        `a Gateway that waits, and says why: ${reason}`,
        gatewayChat,
        () => withStatus('Gateway', 'ilab-client', programmed('False', reason, 'no address is free')),
        waiting('no address is free', describeGateway),
      ],
    ]),
    [
      'a Gateway that waited',
      gatewayChat,
      () => withStatus('Gateway', 'ilab-client', { ...programmed('True', 'Pending'), addresses: [{ value: 'a' }] }),
      ok('a'),
    ],
    [
      'a Gateway that is refused with a reason alone',
      gatewayChat,
      () => withStatus('Gateway', 'ilab-client', programmed('False', 'Invalid')),
      failed('it is not programmed: Invalid', describeGateway),
    ],
    [
      'a Gateway without an address',
      gatewayChat,
      () => withStatus('Gateway', 'ilab-client', programmed('True')),
      waiting('it has no address yet', describeGateway),
    ],
    [
      'a Gateway with two addresses',
      gatewayChat,
      () =>
        withStatus('Gateway', 'ilab-client', { ...programmed('True'), addresses: [{ value: 'a' }, { value: 'b' }] }),
      ok('a, b'),
    ],
    [
      'a Gateway whose certificate nobody orders',
      gatewayWithTls,
      () => {},
      failed('nobody orders its certificate: cert-manager is not installed', 'docs/exposure.md#nginx-ingress'),
    ],
    [
      'a Route that is taken',
      routeChat,
      routers(
        { host: 'a.example.com', ...conditions(['Admitted', 'True']) },
        { host: 'b.example.com', ...conditions(['Admitted', 'False', 'taken']) },
        { host: 'c.example.com', ...conditions(['Admitted', 'True']) },
      ),
      ok('a.example.com, c.example.com'),
    ],
    [
      'a Route that is refused',
      routeChat,
      routers({ host: 'a.example.com' }, { ...conditions(['Admitted', 'False', 'the host is taken']) }),
      failed('the router does not take it: the host is taken', describeRoute),
    ],
    [
      'a Route that is refused with a reason alone',
      routeChat,
      routers({ conditions: [{ type: 'Admitted', status: 'False', reason: 'HostAlreadyClaimed', message: '' }] }),
      failed('the router does not take it: HostAlreadyClaimed', describeRoute),
    ],
    [
      'a Route that no router has decided about',
      routeChat,
      routers({ host: 'a.example.com', ...conditions(['Admitted', 'Unknown'], ['Other', 'True']) }),
      waiting('no router has taken it yet', describeRoute),
    ],
    ['a Route that nobody has seen', routeChat, () => {}, waiting('no router has taken it yet', describeRoute)],
  ])('%s', async (_, input, happens, finding) => {
    put(input, 'linked');
    happens();
    expect(await found(input)).toEqual(finding);
  });
});

const describeHttpRoute = 'kubectl describe httproute ilab-client -n ilab-chat';

describe('what is found of an HTTPRoute', () => {
  test.each<[string, () => void, object]>([
    ['nobody has seen it', () => {}, waiting('no Gateway has taken it yet', describeHttpRoute)],
    ['a Gateway says nothing', parents({}), waiting('no Gateway has taken it yet', describeHttpRoute)],
    [
      'a Gateway has not decided',
      parents(conditions(['Accepted', 'Unknown'], ['ResolvedRefs', 'True'])),
      waiting('no Gateway has taken it yet', describeHttpRoute),
    ],
    [
      'one of two has taken it',
      parents({}, conditions(['Accepted', 'True'], ['ResolvedRefs', 'True'])),
      ok('accepted'),
    ],
    [
      'one of two refuses it',
      parents(conditions(['Accepted', 'True']), conditions(['Accepted', 'False', 'not allowed'])),
      failed('its Gateway does not take it: not allowed', describeHttpRoute),
    ],
    [
      'it leads nowhere',
      parents(conditions(['Accepted', 'True'], ['ResolvedRefs', 'False', 'no such Service'])),
      failed('its Gateway does not take it: no such Service', describeHttpRoute),
    ],
    [
      'it is refused with a reason alone',
      parents({ conditions: [{ type: 'Accepted', status: 'False', reason: 'NoMatchingParent', message: '' }] }),
      failed('its Gateway does not take it: NoMatchingParent', describeHttpRoute),
    ],
  ])('%s', async (_, happens, finding) => {
    put(gatewayChat, 'linked');
    happens();
    const [, step] = await stepsOf(gatewayChat);
    expect(step).toEqual({ ...finding, id: 'exposure', title: 'HTTPRoute ilab-client', isBeside: true });
  });
});

test('the certificate of a Gateway is looked for by the name that its listener has', async () => {
  put(gatewayWithTls, 'linked');
  const [gateway] = expected(gatewayWithTls).publicObjects.filter(({ kind }) => kind === 'Gateway');
  const refs = gateway?.spec.listeners.flatMap(
    (one: { tls?: { certificateRefs: object[] } }) => one.tls?.certificateRefs ?? [],
  );
  expect(refs).toHaveLength(1);
  server.served.add(pathOf({ apiVersion: 'cert-manager.io/v1', kind: 'Certificate', namespace }));
  expect(await found(gatewayWithTls)).toEqual(
    waiting(
      'its certificate is not there yet: it is not ordered yet',
      'kubectl describe certificate.cert-manager.io -n ilab-chat',
    ),
  );
  add({ apiVersion: 'v1', kind: 'Secret', metadata: { name: refs[0].name, namespace } });
  expect(await found(gatewayWithTls)).toEqual(noClass);
});
