import { existingGateway, minimal, ownGateway } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
import type { ExposureSettings } from '../settings';
import type { GatewaySettings } from './gateway-settings';

const objectsWith = (gateway: Partial<GatewaySettings>) =>
  objectsOf({ ...minimal, exposure: { gateway: { dataPlane: 'gateway-namespace', ...gateway } } });
const host = 'chat.example.com';
const backendRefs = [{ group: '', kind: 'Service', name: 'ilab-client', port: 8080, weight: 1 }];
const everyPath = [{ path: { type: 'PathPrefix', value: '/' } }];
const parent = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };
const rulesOf = (gateway: Partial<GatewaySettings>) =>
  one(objectsWith(gateway), 'NetworkPolicy', 'ilab-client').spec.ingress;
const peersOf = (gateway: Partial<GatewaySettings>) => rulesOf(gateway)[0].from;

describe('the route', () => {
  const { spec } = one(objectsWith({ existing: { name: 'public', namespace: 'gateways' } }), 'HTTPRoute');

  test('is as patient as the longest answer, on every path', () => {
    expect(spec.rules).toEqual([
      { matches: everyPath, timeouts: { request: '620s', backendRequest: '620s' }, backendRefs },
    ]);
  });

  test('takes every name that leads to the Gateway, where the chat has none', () => {
    expect(spec).not.toHaveProperty('hostnames');
  });

  test('attaches to the Gateway that exists, and makes none', () => {
    expect(spec.parentRefs).toEqual([{ ...parent, name: 'public', namespace: 'gateways' }]);
    expect(objectsWith({ existing: { name: 'public' } }).map(({ kind }) => kind)).not.toContain('Gateway');
  });
});

describe('HTTPS', () => {
  const objects = objectsWith({ host, own: { className: 'eg', tls: { clusterIssuer: 'letsencrypt' } } });

  test('has a listener that cert-manager accepts: host, mode and Secret written out', () => {
    const { metadata, spec } = one(objects, 'Gateway');
    expect(metadata.annotations).toEqual({ 'cert-manager.io/cluster-issuer': 'letsencrypt' });
    expect(spec.listeners[1]).toEqual({
      name: 'https',
      port: 443,
      protocol: 'HTTPS',
      hostname: host,
      allowedRoutes: { namespaces: { from: 'Same' } },
      tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: 'ilab-client-gateway-tls' }] },
    });
  });

  test('keeps the chat off the plain listener, where only the redirect is', () => {
    expect(one(objects, 'HTTPRoute', 'ilab-client').spec.parentRefs).toEqual([
      { ...parent, name: 'ilab-client', sectionName: 'https' },
    ]);
    const redirect = one(objects, 'HTTPRoute', 'ilab-client-https-redirect').spec;
    expect(redirect.parentRefs).toEqual([{ ...parent, name: 'ilab-client', sectionName: 'http' }]);
    expect(redirect.rules).toEqual([
      {
        matches: everyPath,
        filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
      },
    ]);
  });

  test('is not there without settings for it', () => {
    const plain = objectsWith({ own: { className: 'eg' } });
    expect(one(plain, 'Gateway').spec.listeners.map(({ name }: { name: string }) => name)).toEqual(['http']);
    expect(one(plain, 'HTTPRoute').spec.parentRefs).toEqual([{ ...parent, name: 'ilab-client', sectionName: 'http' }]);
  });
});

test('an own Gateway hands annotations on to its balancer, and has those of its own', () => {
  const { metadata, spec } = one(objectsWith(ownGateway), 'Gateway');
  expect(spec.gatewayClassName).toBe('eg');
  expect(spec.infrastructure).toEqual({
    annotations: { 'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout': '11' },
  });
  expect(metadata.annotations).toEqual({
    'external-dns.alpha.kubernetes.io/target': 'edge.example.com',
    'cert-manager.io/issuer': 'letsencrypt',
  });
  expect(one(objectsWith({ own: { className: 'eg' } }), 'Gateway').spec).not.toHaveProperty('infrastructure');
});

test('an existing Gateway redirects from its plain listener to the chat on the other one', () => {
  const objects = objectsWith(existingGateway);
  const parentRefs = (name: string) => one(objects, 'HTTPRoute', name).spec.parentRefs;
  const there = { ...parent, name: 'public', namespace: 'gateways' };
  expect(parentRefs('ilab-client')).toEqual([{ ...there, sectionName: 'https' }]);
  expect(parentRefs('ilab-client-https-redirect')).toEqual([{ ...there, sectionName: 'http' }]);
  const plain = objectsWith({ host, existing: { name: 'public', listener: 'https' } });
  expect(plain.filter(({ kind }) => kind === 'HTTPRoute').map(({ metadata }) => metadata.name)).toEqual([
    'ilab-client',
  ]);
});

test('the annotations of the routes are on both', () => {
  const annotations = { 'external-dns.alpha.kubernetes.io/ttl': '60' };
  const routes = objectsWith({ ...existingGateway, annotations }).filter(({ kind }) => kind === 'HTTPRoute');
  expect(routes.map(({ metadata }) => metadata.annotations)).toEqual([annotations, annotations]);
});

test.each([
  ['http01', true],
  ['dns01', false],
] as const)("cert-manager's solver is opened to the Gateway for %s: %s", (challenge, isOpen) => {
  const own = { className: 'istio', tls: { issuer: 'letsencrypt', challenge } };
  const policies = objectsWith({ host, own }).filter(({ metadata }) => metadata.name === 'ilab-client-gateway-acme');
  expect(policies.map(({ spec }) => spec)).toEqual(
    isOpen
      ? [
          {
            podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
            policyTypes: ['Ingress'],
            ingress: [
              {
                from: [{ podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'ilab-client' } } }],
                ports: [{ protocol: 'TCP', port: 8089 }],
              },
            ],
          },
        ]
      : [],
  );
});

describe('the policy allows', () => {
  test("the Gateway's pods in its namespace", () => {
    expect(peersOf({ existing: { name: 'public', namespace: 'gateways' } })).toEqual([
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateways' } },
        podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'public' } },
      },
    ]);
  });

  test("the Gateway's pods next to the client, when the Gateway is its own", () => {
    expect(peersOf({ own: { className: 'istio' } })).toEqual([
      { podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'ilab-client' } } },
    ]);
  });

  test("the Gateway's pods next to the client, when the Gateway that exists is in its namespace", () => {
    const beside = [{ podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'public' } } }];
    expect(peersOf({ existing: { name: 'public' } })).toEqual(beside);
    expect(peersOf({ existing: { name: 'public', namespace: 'ilab-chat' } })).toEqual(beside);
  });

  test("Envoy Gateway's pods for this Gateway, in its own namespace", () => {
    expect(peersOf(ownGateway)).toEqual([
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'envoy-gateway-system' } },
        podSelector: {
          matchLabels: {
            'gateway.envoyproxy.io/owning-gateway-name': 'ilab-client',
            'gateway.envoyproxy.io/owning-gateway-namespace': 'ilab-chat',
          },
        },
      },
    ]);
  });

  test('everybody, where no peer describes the data plane', () => {
    const rules = rulesOf({ existing: { name: 'public' }, dataPlane: 'any' });
    expect(rules).toEqual([{ ports: [{ protocol: 'TCP', port: 8080 }] }]);
  });

  test("peers of the user's own: pods, addresses, or both", () => {
    expect(peersOf(existingGateway)).toEqual([
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'mesh' } },
        podSelector: { matchLabels: { app: 'proxy' } },
      },
      { ipBlock: { cidr: '35.191.0.0/16' } },
    ]);
    const addresses = { existing: { name: 'public' }, dataPlane: { addressRanges: ['35.191.0.0/16'] } };
    expect(peersOf(addresses)).toEqual([{ ipBlock: { cidr: '35.191.0.0/16' } }]);
  });
});

describe('several hosts', () => {
  const hosts = ['a.example.com', 'b.example.com'];
  const objects = objectsWith({ hosts, own: { className: 'eg', tls: { clusterIssuer: 'letsencrypt' } } });

  test('have a listener each, on one certificate', () => {
    const { listeners } = one(objects, 'Gateway').spec;
    expect(
      listeners.map(({ name, hostname, tls }: Listener) => [name, hostname, tls?.certificateRefs[0]?.name]),
    ).toEqual([
      ['http', 'a.example.com', undefined],
      ['https', 'a.example.com', 'ilab-client-gateway-tls'],
      ['http-2', 'b.example.com', undefined],
      ['https-2', 'b.example.com', 'ilab-client-gateway-tls'],
    ]);
  });

  test('are in both routes, which attach to the listeners of their protocol', () => {
    for (const [name, listeners] of [
      ['ilab-client', ['https', 'https-2']],
      ['ilab-client-https-redirect', ['http', 'http-2']],
    ] as const) {
      const { hostnames, parentRefs } = one(objects, 'HTTPRoute', name).spec;
      expect(hostnames).toEqual(hosts);
      expect(parentRefs.map(({ sectionName }: { sectionName: string }) => sectionName)).toEqual(listeners);
    }
  });

  test('are in the route of an existing Gateway', () => {
    expect(one(objectsWith({ hosts, existing: { name: 'public' } }), 'HTTPRoute').spec.hostnames).toEqual(hosts);
  });
});

interface Listener {
  readonly name: string;
  readonly hostname?: string;
  readonly tls?: { readonly certificateRefs: readonly { readonly name: string }[] };
}

describe('in a namespace that denies by default', () => {
  test.each<[string, string, ExposureSettings]>([
    [
      'ilab-client-ingress',
      'edge',
      { nginxIngress: { controller: { namespace: 'ilab-chat', podLabels: { app: 'edge' } } } },
    ],
    [
      'ilab-client-traefik',
      'traefik',
      { ingress: { controller: 'traefik', from: { namespace: 'ilab-chat', podLabels: { app: 'traefik' } } } },
    ],
  ])('the pods of a controller of Ingresses beside the chat are open: %s', (name, app, exposure) => {
    const policies = (denyByDefault: boolean, exposures: ExposureSettings = exposure) =>
      objectsOf({ ...minimal, namespace: { name: 'ilab-chat', denyByDefault }, exposure: exposures }).filter(
        ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === name,
      );
    expect(policies(true).map(({ spec }) => spec)).toEqual([
      { podSelector: { matchLabels: { app } }, policyTypes: ['Ingress'], ingress: [{}] },
    ]);
    expect(policies(false)).toEqual([]);
    expect(policies(true, { nginxIngress: {}, ingress: { controller: 'traefik' } })).toEqual([]);
  });

  const closed = (gateway: GatewaySettings, denyByDefault = true) =>
    objectsOf({ ...minimal, namespace: { name: 'ilab-chat', denyByDefault }, exposure: { gateway } }).filter(
      ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name.startsWith('ilab-client-gateway'),
    );
  const own = { className: 'istio' };

  test('the proxies that run beside the chat are open', () => {
    const spec = (labels: object) => ({
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress'],
      ingress: [{}],
    });
    expect(closed({ own, dataPlane: 'gateway-namespace' }).map((policy) => policy.spec)).toEqual([
      spec({ 'gateway.networking.k8s.io/gateway-name': 'ilab-client' }),
    ]);
    expect(closed({ own, dataPlane: { podLabels: { app: 'proxy' } } }).map((policy) => policy.spec)).toEqual([
      spec({ app: 'proxy' }),
    ]);
  });

  test('nothing else is opened', () => {
    expect(closed({ own, dataPlane: 'envoy-gateway' })).toEqual([]);
    expect(closed({ own, dataPlane: 'any' })).toEqual([]);
    expect(closed({ own, dataPlane: { namespace: 'mesh', podLabels: { app: 'proxy' } } })).toEqual([]);
    expect(closed({ own, dataPlane: { namespace: 'ilab-chat' } })).toEqual([]);
    expect(closed({ own, dataPlane: 'gateway-namespace' }, false)).toEqual([]);
  });
});
