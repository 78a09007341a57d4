import { clashesBetween } from './clashes';
import type { KubeObject, Side } from './kube-object';

type Parts = Partial<KubeObject['metadata']> & Readonly<Record<string, unknown>>;

/** An object of a chat; what is no metadata is its spec. */
function object(kind: string, spec?: object, metadata: Parts = {}): KubeObject {
  return { apiVersion: 'v1', kind, metadata: { name: 'chat', ...metadata }, spec } as KubeObject;
}

const chat = (folder: string, objects: readonly KubeObject[], side: Side = 'public', cluster?: string) => ({
  folder,
  manifests: [{ side, path: `${folder}.k8s.yaml`, objects, cluster }],
});

/** What is said of two chats with these objects. */
const clashes = (ofA: readonly KubeObject[], ofB: readonly KubeObject[]) =>
  clashesBetween([chat('a', ofA), chat('b', ofB)]).map(({ path, message }) => `${path}: ${message}`);

const both = 'is asked for by the chats "a" and "b", and';
const own = 'give each chat its own';

describe('what two chats cannot have at the same time', () => {
  const rule = (host?: string) => ({ rules: [{ host }] });
  const of = (name: string, namespace?: string) => ({ parentRefs: [{ name, namespace }] });
  const older = 'the controller gives it to the older Ingress';
  const toRoute = 'the Gateway gives it to the older route';
  test.each<[string, KubeObject, KubeObject, string]>([
    [
      'a namespace',
      object('Site', {}, { namespace: 'chat' }),
      object('Site', {}, { namespace: 'chat', name: 'other' }),
      `Site chat/other: the namespace "chat" ${both} two Sites in a namespace break each other; ${own}`,
    ],
    [
      'a host of an Ingress',
      object('Ingress', { ...rule('x.example.com'), ingressClassName: 'nginx' }),
      object('Ingress', { ...rule('x.example.com'), ingressClassName: 'nginx' }),
      `Ingress chat: "x.example.com" of the class nginx ${both} ${older}; ${own}`,
    ],
    [
      'a host of the default class',
      object('Ingress', rule('x.example.com')),
      object('Ingress', rule('x.example.com')),
      `Ingress chat: "x.example.com" of the class default ${both} ${older}; ${own}`,
    ],
    [
      'every host, without one in a rule',
      object('Ingress', rule()),
      object('Ingress', rule()),
      `Ingress chat: "every host" of the class default ${both} ${older}; ${own}`,
    ],
    [
      'every host, without a rule',
      object('Ingress', { defaultBackend: {} }),
      object('Ingress', { defaultBackend: {}, ...rule('x.example.com') }),
      `Ingress chat: "every host" of the class default ${both} ${older}; ${own}`,
    ],
    [
      'a host of a Gateway',
      object('HTTPRoute', { hostnames: ['x.example.com'], ...of('edge', 'gateways') }),
      object('HTTPRoute', { hostnames: ['y.example.com', 'x.example.com'], ...of('edge', 'gateways') }),
      `HTTPRoute chat: "x.example.com" of the Gateway gateways/edge ${both} ${toRoute}; ${own}`,
    ],
    [
      'every host of a Gateway',
      object('HTTPRoute', of('edge'), { namespace: 'gateways' }),
      object('HTTPRoute', of('edge'), { namespace: 'gateways', name: 'other' }),
      `HTTPRoute gateways/other: "every host" of the Gateway gateways/edge ${both} ${toRoute}; ${own}`,
    ],
    [
      'a host of a Route',
      object('Route', { host: 'x.example.com' }),
      object('Route', { host: 'x.example.com' }),
      `Route chat: "x.example.com" ${both} OpenShift gives it to the older Route; ${own}`,
    ],
    [
      'the name that OpenShift makes of a Route',
      object('Route', {}, { name: 'a', namespace: 'b-c' }),
      object('Route', undefined, { name: 'a-b', namespace: 'c' }),
      `Route c/a-b: "a-b-c" ${both} OpenShift gives it to the older Route; ${own}`,
    ],
  ])('%s', (_, first, second, message) => {
    expect(clashes([first], [second])).toEqual([`chats.b: ${message}`]);
    // Twice in one chat is that chat's own affair.
    expect(clashes([first, second], [])).toEqual([]);
  });

  test.each<[string, KubeObject, KubeObject]>([
    ['namespaces', object('Site', {}, { namespace: 'a' }), object('Site', {}, { namespace: 'b' })],
    ['hosts', object('Ingress', rule('x.example.com')), object('Ingress', rule('y.example.com'))],
    ['a host and every host', object('Ingress', rule('x.example.com')), object('Ingress', rule())],
    [
      'classes',
      object('Ingress', { ...rule('x.example.com'), ingressClassName: 'nginx' }),
      object('Ingress', { ...rule('x.example.com'), ingressClassName: 'traefik' }),
    ],
    ['Gateways', object('HTTPRoute', of('edge', 'a')), object('HTTPRoute', of('edge', 'b'))],
    ['names of Gateways', object('HTTPRoute', of('one', 'a')), object('HTTPRoute', of('two', 'a'))],
    ['no Gateway', object('HTTPRoute', { hostnames: ['x'] }), object('HTTPRoute', { hostnames: ['x'] })],
    ['no spec', object('Ingress'), object('Ingress')],
  ])('%s that are not the same', (_, first, second) => {
    expect(clashes([first], [second])).toEqual([]);
  });

  test('a listener of a Gateway, and all of its listeners', () => {
    const route = (sectionName?: string) =>
      object('HTTPRoute', { parentRefs: [{ name: 'edge', namespace: 'gateways', sectionName }] });
    expect(clashes([route('http')], [route('https')])).toEqual([]);
    for (const [first, second] of [
      ['https', 'https'],
      ['https', undefined],
      [undefined, 'https'],
      [undefined, undefined],
    ]) {
      expect(clashes([route(first)], [route(second)])).toHaveLength(1);
    }
  });

  test('a third chat is told of the first, and is asked for what the second has', () => {
    const site = object('Site', {}, { namespace: 'chat' });
    const three = clashesBetween(['a', 'b', 'c'].map((folder) => chat(folder, [site])));
    expect(three.map(({ path, message }) => `${path} ${message.slice(0, 77)}`)).toEqual([
      'chats.b Site chat/chat: the namespace "chat" is asked for by the chats "a" and "b", a',
      'chats.c Site chat/chat: the namespace "chat" is asked for by the chats "a" and "c", a',
    ]);
  });

  test('chats of two clusters, and private sites, take nothing from each other', () => {
    const site = object('Site', {}, { namespace: 'chat' });
    expect(clashesBetween([chat('a', [site], 'public', 'one'), chat('b', [site], 'public', 'two')])).toEqual([]);
    expect(clashesBetween([chat('a', [site], 'private'), chat('b', [site], 'private')])).toEqual([]);
    expect(clashesBetween([chat('a', [site], 'public', 'one'), chat('b', [site], 'public', 'one')])).toHaveLength(1);
  });
});

describe('a balancer of AWS that several chats share', () => {
  const alb = 'alb.ingress.kubernetes.io';
  const ingress = (annotations: object, ...hosts: (string | undefined)[]) =>
    object(
      'Ingress',
      { rules: hosts.map((host) => ({ host })), ingressClassName: 'alb' },
      {
        annotations: Object.fromEntries(Object.entries(annotations).map(([name, text]) => [`${alb}/${name}`, text])),
      },
    );
  const shared = { 'group.name': 'chats', 'inbound-cidrs': '10.0.0.0/8', scheme: 'internal' };
  const message =
    'chats.b: Ingress chat: the balancer of the IngressGroup "chats" is asked for by the chats "a" and "b", and its one balancer lets in the ranges of all its chats, and is shared by those alone that name their hosts and have the same ranges, scheme, timeouts and redirect; give each chat its own';

  test.each<[string, object, string | undefined | (string | undefined)[], readonly string[]]>([
    ['the same of all', shared, 'b.example.com', []],
    ['other ranges', { ...shared, 'inbound-cidrs': '0.0.0.0/0' }, 'b.example.com', [message]],
    ['other groups', { ...shared, 'security-groups': 'sg-1' }, 'b.example.com', [message]],
    ['another scheme', { ...shared, scheme: 'internet-facing' }, 'b.example.com', [message]],
    [
      'another timeout',
      { ...shared, 'load-balancer-attributes': 'idle_timeout.timeout_seconds=9' },
      'b.example.com',
      [message],
    ],
    ['a redirect', { ...shared, 'ssl-redirect': '443' }, 'b.example.com', [message]],
    ['a note of its own', { ...shared, tags: 'a=b' }, 'b.example.com', []],
    ['every host', shared, undefined, [message]],
    ['a wildcard', shared, '*.example.com', [message]],
    ['a wildcard beside a host', shared, ['b.example.com', '*.example.com'], [message]],
    ['a name with a star inside', shared, 'b*.example.com', []],
    ['another group', { ...shared, 'group.name': 'others' }, 'b.example.com', []],
    ['no group', { scheme: 'internal' }, 'b.example.com', []],
    [
      'the same by its name',
      { 'load-balancer-name': 'chats', 'inbound-cidrs': '0.0.0.0/0' },
      'b.example.com',
      [message],
    ],
  ])('%s', (_, annotations, host, expected) => {
    expect(clashes([ingress(shared, 'a.example.com')], [ingress(annotations, ...[host].flat())])).toEqual(expected);
  });
});

describe('addresses, of which each has one owner', () => {
  const claim = (address: string) => [
    `chats.b: Service chat: the address ${address} ${both} a balancer has one owner; ${own}`,
  ];
  const annotated = (name: string, text: string) => object('Service', {}, { annotations: { [name]: text } });

  test.each([
    ...['metallb.io/loadBalancerIPs', 'metallb.universe.tf/loadBalancerIPs', 'kube-vip.io/loadbalancerIPs'],
    ...['lbipam.cilium.io/ips', 'io.cilium/lb-ipam-ips', 'networking.gke.io/load-balancer-ip-addresses'],
    ...['kubernetes.io/ingress.global-static-ip-name', 'kubernetes.io/ingress.regional-static-ip-name'],
    'service.beta.kubernetes.io/azure-load-balancer-ipv4',
    'service.beta.kubernetes.io/azure-load-balancer-ipv6',
    'service.beta.kubernetes.io/azure-pip-name',
    'service.beta.kubernetes.io/azure-dns-label-name',
    'service.beta.kubernetes.io/aws-load-balancer-eip-allocations',
    ...['load-balancer.hetzner.cloud/name', 'kubernetes.digitalocean.com/load-balancer-id'],
    'loadbalancer.openstack.org/load-balancer-id',
  ])('%s', (name) => {
    expect(clashes([annotated(name, 'one,two')], [annotated(name, ' two ')])).toEqual(claim('two'));
  });

  test('by a field', () => {
    const service = object('Service', { loadBalancerIP: '10.0.0.1' });
    expect(clashes([service], [service])).toEqual(claim('10.0.0.1'));
    expect(clashes([service], [annotated('metallb.io/loadBalancerIPs', '10.0.0.1')])).toEqual(claim('10.0.0.1'));
    const gateway = object('Gateway', { addresses: [{ value: '10.0.0.1' }] });
    expect(clashes([service], [gateway])).toEqual([
      `chats.b: Gateway chat: the address 10.0.0.1 ${both} a balancer has one owner; ${own}`,
    ]);
    // Addresses of another kind are none.
    expect(clashes([service], [object('Endpoints', { addresses: [{ value: '10.0.0.1' }] })])).toEqual([]);
  });

  test('by what a Gateway hands on to its Service', () => {
    const annotations = { 'metallb.io/loadBalancerIPs': '10.0.0.1' };
    const gateway = object('Gateway', { infrastructure: { annotations } });
    expect(clashes([annotated('metallb.io/loadBalancerIPs', '10.0.0.1')], [gateway])).toHaveLength(1);
  });

  test('one of IPv6, however it is written', () => {
    const name = 'metallb.io/loadBalancerIPs';
    expect(clashes([annotated(name, '2001:db8::5')], [annotated(name, '2001:0DB8:0:0::5')])).toEqual(
      claim('2001:db8::5'),
    );
    expect(clashes([annotated(name, '2001:db8::5')], [annotated(name, '2001:db8::6')])).toEqual([]);
  });

  test('no other annotation', () => {
    expect(clashes([annotated('example.com/note', 'one')], [annotated('example.com/note', 'one')])).toEqual([]);
  });
});

describe('names for which DNS records or certificates are ordered', () => {
  const annotated = (name: string, text: unknown) => object('Service', {}, { annotations: { [name]: text as string } });
  const twice = (name: string) =>
    `chats.b: Service chat: the name "${name}" ${both} whoever asks for it last may get it; ${own}`;

  test.each([
    'external-dns.alpha.kubernetes.io/hostname',
    'external-dns.alpha.kubernetes.io/internal-hostname',
    'external-dns.kubernetes.io/hostname',
    'external-dns.kubernetes.io/internal-hostname',
    'team.external-dns.alpha.kubernetes.io/hostname',
    'cert-manager.io/common-name',
    'cert-manager.io/alt-names',
    ...['dns', 'cert'].flatMap((one) => [`${one}.gardener.cloud/dnsnames`, `${one}.gardener.cloud/commonname`]),
    'dns.alpha.kubernetes.io/external',
    'dns.alpha.kubernetes.io/internal',
  ])('%s', (name) => {
    expect(clashes([annotated(name, 'b.example.com')], [annotated(name, 'a.example.com,  B.example.com.')])).toEqual([
      twice('b.example.com'),
    ]);
  });

  test.each([
    'external-dns.alpha.kubernetes.io/hostname-source',
    'external-dns.alpha.kubernetes.io/target',
    'my-external-dns.kubernetes.io/hostname',
    'x.cert-manager.io/common-name',
    'cert-manager.io/common-names',
    'cert-manager.io/duration',
    'x.dns.gardener.cloud/dnsnames',
    'dns.gardener.cloud/dnsnames2',
    'dns.gardener.cloud/ttl',
    'x.dns.alpha.kubernetes.io/external',
    'dns.alpha.kubernetes.io/external2',
  ])('%s orders none', (name) => {
    expect(clashes([annotated(name, 'x.example.com')], [annotated(name, 'x.example.com')])).toEqual([]);
  });

  test.each([
    ['CN=x.example.com', true],
    ['O=Team,  CN=x.example.com,C=DE', true],
    ['cn=x.example.com+O=Team', true],
    ['CN= x.example.com ,O=Team', true],
    ['DCN=x.example.com', false],
    ['O=CN', false],
  ])('a subject %s', (text, isOrder) => {
    const name = 'cert-manager.io/literal-subject';
    expect(clashes([annotated(name, text)], [annotated(name, text)])).toEqual(isOrder ? [twice('x.example.com')] : []);
    expect(clashes([annotated('example.com/subject', text)], [annotated('example.com/subject', text)])).toEqual([]);
  });

  test('empty ones are none', () => {
    const name = 'cert-manager.io/alt-names';
    expect(clashes([annotated(name, ', ')], [annotated(name, '')])).toEqual([]);
  });

  test.each(['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer'])('the hosts of an object with %s', (name) => {
    const gateway = object(
      'Gateway',
      { listeners: [{ hostname: 'x.example.com' }] },
      { annotations: { [name]: 'letsencrypt' } },
    );
    const orders = (other: string) =>
      `Gateway chat: orders a certificate or a DNS record for "x.example.com", which is also a host of the chat "${other}"; one of the two has to leave it`;
    // Either may leave it.
    expect(clashes([gateway], [gateway])).toEqual([
      `chats.a: ${orders('b')}`,
      `chats.b: Gateway chat: the name "x.example.com" ${both} whoever asks for it last may get it; ${own}`,
      `chats.b: ${orders('a')}`,
    ]);
  });

  test('a host of another chat', () => {
    const order = annotated('external-dns.alpha.kubernetes.io/hostname', 'x.example.com');
    const message = (chats: string, other: string) =>
      `chats.${chats}: Service chat: orders a certificate or a DNS record for "x.example.com", which is also a host of the chat "${other}"; one of the two has to leave it`;
    expect(clashes([object('Gateway', { listeners: [{ hostname: 'x.example.com' }] })], [order])).toEqual([
      message('b', 'a'),
    ]);
    expect(clashes([order], [object('Route', { host: 'x.example.com' })])).toEqual([message('a', 'b')]);
    expect(clashes([order], [object('Route', { host: 'y.example.com' })])).toEqual([]);
    expect(clashes([order, object('Route', { host: 'x.example.com' })], [])).toEqual([]);
  });

  test('a wildcard over a host of another chat', () => {
    const order = annotated('cert-manager.io/alt-names', '*.example.com');
    const message =
      'chats.b: Service chat: orders a certificate or a DNS record for "*.example.com", which is also a host of the chat "a"; one of the two has to leave it';
    expect(clashes([object('Route', { host: 'chat.example.com' })], [order])).toEqual([message]);
    expect(clashes([object('Route', { host: 'chat.y.example.com' })], [order])).toEqual([]);
  });
});

describe('hosts that Traefik gives to the longest rule', () => {
  const traefik = (host: string | undefined, priority?: string) =>
    object(
      'Ingress',
      { rules: [{ host }], ingressClassName: 'traefik' },
      priority === undefined ? {} : { annotations: { 'traefik.ingress.kubernetes.io/router.priority': priority } },
    );
  const message =
    'chats.b: Ingress chat: takes the hosts of the chat "a", too, whose rules Traefik tries later; name one host in each rule';

  test.each<[string, KubeObject, KubeObject, readonly string[]]>([
    ['a wildcard', traefik('chat.example.com'), traefik('*.example.com'), [message]],
    ['a wildcard of another domain', traefik('chat.example.com'), traefik('*.example.org'), []],
    ['a wildcard two steps up', traefik('x.y.example.com'), traefik('*.example.com'), []],
    ['a host beside it', traefik('chat.example.com'), traefik('y.example.com'), []],
    ['every host', traefik('chat.example.com'), traefik(undefined), []],
    ['every host, and first', traefik('chat.example.com'), traefik(undefined, '9'), [message]],
    [
      'a wildcard of another class',
      object('Ingress', { rules: [{ host: 'chat.example.com' }], ingressClassName: 'nginx' }),
      traefik('*.example.com'),
      [],
    ],
    [
      'a wildcard of ingress-nginx, which goes by the longest host',
      object('Ingress', { rules: [{ host: 'chat.example.com' }], ingressClassName: 'nginx' }),
      object('Ingress', { rules: [{ host: '*.example.com' }], ingressClassName: 'nginx' }),
      [],
    ],
    [
      'a wildcard of no class, and another kind',
      object('Route', { host: 'chat.example.com' }),
      object(
        'Ingress',
        { rules: [{ host: '*.example.com' }] },
        { annotations: { 'traefik.ingress.kubernetes.io/router.tls': 'true' } },
      ),
      [],
    ],
    ['no rules', traefik('chat.example.com'), object('Ingress', { ingressClassName: 'traefik' }), []],
    [
      'a Route',
      traefik('chat.example.com'),
      object('Route', { host: '*.example.com', rules: [{ host: '*.example.com' }], ingressClassName: 'traefik' }),
      [],
    ],
  ])('%s', (_, first, second, expected) => {
    expect(clashes([first], [second])).toEqual(expected);
  });
});

describe('namespaces that objects lead to', () => {
  const theirs = object('Service', {}, { namespace: 'edge' });
  const message = (kind: string) =>
    `chats.b: ${kind} chat: leads to the namespace "edge", which is also that of the chat "a"; one of the two has to use another`;
  const peer = (matchLabels: object) => ({ namespaceSelector: { matchLabels } });
  const named = { 'kubernetes.io/metadata.name': 'edge' };

  test.each<[string, KubeObject, readonly string[]]>([
    ['of a Gateway', object('HTTPRoute', { parentRefs: [{ namespace: 'edge' }] }), [message('HTTPRoute')]],
    ['of another Gateway', object('HTTPRoute', { parentRefs: [{ namespace: 'other' }, {}] }), []],
    ['of no Gateway', object('HTTPRoute'), []],
    [
      'that a policy lets in',
      object('NetworkPolicy', { ingress: [{ from: [peer(named)] }] }),
      [message('NetworkPolicy')],
    ],
    ['that a policy lets out', object('NetworkPolicy', { egress: [{ to: [peer(named)] }] }), []],
    ['of another label', object('NetworkPolicy', { ingress: [{ from: [peer({ team: 'edge' })] }] }), []],
    [
      'of no peers',
      object('NetworkPolicy', { ingress: [{}, null, { from: [null, {}, { namespaceSelector: {} }] }] }),
      [],
    ],
    [
      'of another kind',
      object('Service', { ingress: [{ from: [peer(named)] }], parentRefs: [{ namespace: 'edge' }] }),
      [],
    ],
  ])('%s', (_, one, expected) => {
    expect(clashes([theirs], [one])).toEqual(expected);
    expect(clashes([theirs, one], [])).toEqual([]);
  });
});

test('what lacks its parts takes nothing', () => {
  const bare = ['Ingress', 'HTTPRoute', 'Gateway', 'NetworkPolicy', 'Service'].map((kind) => object(kind));
  const byTraefik = object('Ingress', undefined, {
    annotations: { 'traefik.ingress.kubernetes.io/router.tls': 'true' },
  });
  expect(clashes([...bare, byTraefik], [...bare, byTraefik])).toEqual([]);
  const empty = object('Ingress', { rules: [null], ingressClassName: 'traefik' });
  expect(clashes([empty], [object('Ingress', { rules: [{ host: 'chat.example.com' }] })])).toEqual([]);
});
