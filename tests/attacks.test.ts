import { SettingsError } from '../constructs/checks/problem';
import { GateError } from '../constructs/finished/gate';
import type { ChatSettings, Patch, Settings } from '../constructs/settings';
import { synthesize } from '../constructs/synthesis/synthesis';
import { failureOf } from '../tools/command/failure';
import { reportFailure } from '../tools/command/report';
import { minimal } from './cases';

/** A chat of a fleet, all of whose hosts are in use. */
const victim: ChatSettings = {
  ...minimal,
  namespace: { name: 'victim' },
  exposure: {
    loadBalancer: {
      sourceRanges: ['192.0.2.0/24'],
      annotations: {
        'metallb.io/loadBalancerIPs': '203.0.113.5,2001:db8::5',
        'load-balancer.hetzner.cloud/name': 'victims',
      },
    },
    nginxIngress: {
      host: 'victim.example.com',
      tls: { clusterIssuer: 'letsencrypt' },
      controller: { namespace: 'edge', podLabels: { app: 'nginx' } },
    },
    gateway: {
      host: 'victim.example.org',
      existing: { name: 'public', namespace: 'gateways', listener: 'https' },
      dataPlane: 'any',
    },
  },
};

/** A chat of the same fleet that somebody else added. */
const attacker: ChatSettings = {
  ...minimal,
  namespace: { name: 'attacker' },
  exposure: {
    loadBalancer: { sourceRanges: ['192.0.2.0/24'] },
    nginxIngress: { host: 'attacker.example.com', tls: { clusterIssuer: 'letsencrypt' } },
    gateway: {
      host: 'attacker.example.org',
      existing: { name: 'public', namespace: 'gateways', listener: 'https' },
      dataPlane: 'any',
    },
  },
  privateSites: [{ name: 'lab' }],
};

/** What a person sees of a fleet with this entry, in a pipeline; nothing when all is well. */
function seen(entry: unknown, folder = 'attacker'): string {
  const fleet = { chats: { victim, [folder]: entry } } as Settings;
  const write = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  try {
    synthesize(fleet);
    return '';
  } catch (error) {
    expect(error instanceof SettingsError || error instanceof GateError).toBe(true);
    reportFailure(...failureOf(error));
    return write.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    write.mockRestore();
  }
}

const patched = (kind: string, ...patch: Patch['patch'][number][]): unknown => ({
  ...attacker,
  patches: [{ target: { kind }, patch }],
});
const add = (path: string, value: unknown) => ({ op: 'add' as const, path, value });
const exposed = (kind: keyof NonNullable<ChatSettings['exposure']>, more: object): unknown => ({
  ...attacker,
  exposure: { ...attacker.exposure, [kind]: { ...attacker.exposure?.[kind], ...more } },
});
const annotated = (annotations: object) => exposed('nginxIngress', { annotations });
const nginx = 'nginx.ingress.kubernetes.io';
const dns = 'external-dns.alpha.kubernetes.io/hostname';

test('the fleet is well without an attack', () => {
  expect(seen(attacker)).toBe('');
});

describe('a chat cannot take what is of another chat', () => {
  test.each<[string, unknown, string]>([
    [
      'its host, in a rule',
      patched('Ingress', add('/spec/rules/0/host', 'victim.example.com')),
      'asked for by the chats "victim" and "attacker"',
    ],
    [
      'its host, in one more rule',
      patched('Ingress', add('/spec/rules/-', { host: 'victim.example.com', http: { paths: [] } })),
      'asked for by the chats "victim" and "attacker"',
    ],
    [
      'its certificate',
      patched('Ingress', add('/spec/tls/-', { hosts: ['victim.example.com'], secretName: 'tls' })),
      'asked for by the chats "victim" and "attacker"',
    ],
    [
      'its host, of a Gateway',
      patched('HTTPRoute', add('/spec/hostnames/0', 'victim.example.org')),
      'asked for by the chats "victim" and "attacker"',
    ],
    [
      'its host, by a setting',
      exposed('nginxIngress', { host: 'victim.example.com' }),
      'asked for by the chats "victim" and "attacker"',
    ],
    [
      'its address',
      patched('Service', add('/spec/loadBalancerIP', '203.0.113.5')),
      'the address 203.0.113.5 is asked for by',
    ],
    [
      'its name in the DNS, by an annotation',
      exposed('loadBalancer', { annotations: { [dns]: 'a.example.com, Victim.example.com.' } }),
      'a host of the chat "victim"',
    ],
    ['its name in the DNS, on an Ingress', annotated({ [dns]: 'victim.example.com' }), 'a host of the chat "victim"'],
    [
      'its name in the DNS, by a patch',
      patched('Service', add('/metadata/annotations', { [dns]: 'victim.example.org' })),
      'a host of the chat "victim"',
    ],
    [
      'a certificate for its name',
      annotated({ 'cert-manager.io/common-name': 'victim.example.com' }),
      'a host of the chat "victim"',
    ],
    [
      'a certificate for its name, too',
      annotated({ 'cert-manager.io/alt-names': 'a.example.com,victim.example.com' }),
      'a host of the chat "victim"',
    ],
    [
      'a certificate for its name, as a subject',
      annotated({ 'cert-manager.io/literal-subject': 'CN=victim.example.com,O=Chat' }),
      'a host of the chat "victim"',
    ],
    [
      'a certificate for all names of its domain',
      annotated({ 'cert-manager.io/alt-names': '*.example.com' }),
      'a host of the chat "victim"',
    ],
    [
      'a certificate for its name, by Gardener',
      annotated({ 'cert.gardener.cloud/dnsnames': 'victim.example.com' }),
      'a host of the chat "victim"',
    ],
    [
      'its name in the DNS, after a blank',
      annotated({ [dns]: 'a.example.com victim.example.com' }),
      'a host of the chat "victim"',
    ],
    [
      'its address of IPv6, written otherwise',
      patched('Service', add('/spec/loadBalancerIP', '2001:0DB8::0:5')),
      'the address 2001:db8::5 is asked for by',
    ],
    [
      'its balancer, by name',
      exposed('loadBalancer', { annotations: { 'load-balancer.hetzner.cloud/name': 'victims' } }),
      'the address victims is asked for by',
    ],
    [
      'its Secret, by HAProxy',
      patched('Ingress', add('/metadata/annotations/haproxy.org~1auth-secret', 'victim/users')),
      'reads an object of another namespace',
    ],
    ['its namespace', { ...attacker, namespace: { name: 'victim' } }, 'asked for by the chats "victim" and "attacker"'],
    [
      'its namespace, made elsewhere',
      { ...attacker, namespace: { name: 'victim', exists: true } },
      'asked for by the chats "victim" and "attacker"',
    ],
    [
      'the namespace of its Gateway',
      { ...attacker, namespace: { name: 'gateways' } },
      'leads to the namespace "gateways", which is also that of the chat "attacker"',
    ],
    [
      'a Gateway in its namespace',
      patched('HTTPRoute', add('/spec/parentRefs/0/namespace', 'victim')),
      'leads to the namespace "victim"',
    ],
    [
      'its Secret, by a setting',
      annotated({ [`${nginx}/auth-tls-secret`]: 'victim/ca' }),
      'reads an object of another namespace',
    ],
    [
      'its Secret, by a patch',
      patched('Ingress', add(`/metadata/annotations/${nginx}~1auth-secret`, 'victim/users')),
      'reads an object of another namespace',
    ],
    [
      'its Service',
      patched('HTTPRoute', add('/spec/rules/0/backendRefs/0/namespace', 'victim')),
      'of the namespace "victim"',
    ],
    ['its requests', annotated({ [`${nginx}/canary`]: 'true' }), 'canary'],
    ['hosts that nobody sees', annotated({ [`${nginx}/server-alias`]: 'victim.example.com' }), 'server-alias'],
    ['its objects', patched('Service', add('/metadata/namespace', 'victim')), 'no patch changes them'],
  ])('%s', (_, entry, answer) => {
    expect(seen(entry)).toContain(answer);
  });

  test('its host, of a Route', () => {
    const route = (host: string): ChatSettings => ({
      ...minimal,
      platform: 'openshift',
      exposure: { openshiftRoute: { host } },
    });
    const chats = {
      victim: { ...route('victim.example.com'), namespace: { name: 'a' } },
      attacker: {
        ...route('attacker.example.com'),
        namespace: { name: 'b' },
        patches: [{ target: { kind: 'Route' }, patch: [add('/spec/host', 'victim.example.com')] }],
      },
    };
    expect(() => synthesize({ chats })).toThrow(
      '"victim.example.com" is asked for by the chats "victim" and "attacker"',
    );
    const elsewhere = {
      ...chats,
      attacker: { ...chats.attacker, cluster: 'b' },
      victim: { ...chats.victim, cluster: 'a' },
    };
    expect(() => synthesize({ chats: elsewhere })).not.toThrow();
  });

  test('and is not told to be the thief when it stands second', () => {
    const nginxIngress = { host: 'victim.example.com', annotations: { [dns]: 'victim.example.net' } };
    const chats = {
      attacker: patched('Ingress', add('/spec/rules/0/host', 'victim.example.com')) as ChatSettings,
      other: { ...minimal, namespace: { name: 'other' }, exposure: { nginxIngress: { host: 'victim.example.net' } } },
      victim: { ...minimal, namespace: { name: 'victim' }, exposure: { nginxIngress } },
    };
    expect(() => synthesize({ chats })).toThrow(
      [
        'chats.victim: Ingress victim/ilab-client-ingress: "victim.example.com" of the class nginx is asked for by the chats "attacker" and "victim", and the controller gives it to the older Ingress; give each chat its own',
        'chats.victim: Ingress victim/ilab-client-ingress: orders a certificate or a DNS record for "victim.example.net", which is also a host of the chat "other"; one of the two has to leave it',
      ].join('\n'),
    );
  });

  test('a certificate for its host, through another entrance', () => {
    const gateway = { host: 'victim.example.com', own: { className: 'eg', tls: { clusterIssuer: 'letsencrypt' } } };
    const entry = {
      ...minimal,
      namespace: { name: 'attacker' },
      exposure: { gateway: { ...gateway, dataPlane: 'any' } },
    };
    expect(seen(entry)).toContain(
      'a certificate or a DNS record for "victim.example.com", which is also a host of the chat "victim"',
    );
  });

  test('the namespace that its policies let in', () => {
    const nginxIngress = { host: 'victim.example.com', controller: { namespace: 'edge', podLabels: { app: 'nginx' } } };
    const chats = {
      victim: { ...victim, exposure: { nginxIngress } },
      attacker: { ...minimal, namespace: { name: 'edge' } },
    };
    expect(() => synthesize({ chats })).toThrow(
      'chats.victim: NetworkPolicy victim/ilab-client: leads to the namespace "edge", which is also that of the chat "attacker"',
    );
  });

  test('the ranges of its balancer, which chats of one IngressGroup share', () => {
    const chat = (name: string, sourceRange: string): ChatSettings => ({
      ...minimal,
      namespace: { name },
      exposure: {
        ingress: {
          controller: 'aws-alb',
          host: `${name}.example.com`,
          subnetRanges: ['10.0.0.0/16'],
          sourceRanges: [sourceRange],
          annotations: { 'alb.ingress.kubernetes.io/group.name': 'chats' },
        },
      },
    });
    const of = (range: string) => () =>
      synthesize({ chats: { victim: chat('victim', '192.0.2.0/24'), attacker: chat('attacker', range) } });
    expect(of('0.0.0.0/0')).toThrow(
      'chats.attacker: Ingress attacker/ilab-client-aws-alb: the balancer of the IngressGroup "chats" is asked for by the chats "victim" and "attacker", and its one balancer lets in the ranges of all its chats',
    );
    expect(of('192.0.2.0/24')).not.toThrow();
  });

  test('requests of its balancer, which are tried by the order of the rules', () => {
    const chat = (name: string, patches: Patch[] = []): ChatSettings => ({
      ...minimal,
      namespace: { name },
      exposure: {
        ingress: {
          controller: 'aws-alb',
          host: `${name}.example.com`,
          subnetRanges: ['10.0.0.0/16'],
          annotations: {
            'alb.ingress.kubernetes.io/group.name': 'chats',
            'alb.ingress.kubernetes.io/group.order': name === 'attacker' ? '-1000' : '1',
          },
        },
      },
      patches,
    });
    const of = (...patch: Patch['patch'][number][]) => {
      const patches = patch.length === 0 ? [] : [{ target: { kind: 'Ingress' }, patch }];
      return () => synthesize({ chats: { attacker: chat('attacker', patches), victim: chat('victim') } });
    };
    const answer = 'is shared by those alone that name their hosts';
    expect(of({ op: 'remove', path: '/spec/rules/0/host' })).toThrow(answer);
    expect(of({ op: 'replace', path: '/spec/rules/0/host', value: '*.example.com' })).toThrow(answer);
    expect(of()).not.toThrow();
  });

  test('its host, by a rule that Traefik tries before', () => {
    const chat = (name: string, more: object, patches: Patch[] = []): ChatSettings => ({
      ...minimal,
      namespace: { name },
      exposure: { ingress: { controller: 'traefik', ...more } },
      patches,
    });
    const victims = { host: 'victim.example.com' };
    const first = { annotations: { 'traefik.ingress.kubernetes.io/router.priority': '2147483647' } };
    const wildcard: Patch = {
      target: { kind: 'Ingress' },
      patch: [{ op: 'replace', path: '/spec/rules/0/host', value: '*.example.com' }],
    };
    const own = { host: 'attacker.example.com' };
    const of = (attacker: ChatSettings) => () => synthesize({ chats: { attacker, victim: chat('victim', victims) } });
    const answer =
      'chats.attacker: Ingress attacker/ilab-client-traefik: takes the hosts of the chat "victim", too, whose rules Traefik tries later';
    expect(of(chat('attacker', first))).toThrow(answer);
    expect(of(chat('attacker', own, [wildcard]))).toThrow(answer);
    // For its own host alone it may be first, and one that nobody names takes what is left.
    expect(of(chat('attacker', { ...own, ...first }))).not.toThrow();
    expect(of(chat('attacker', {}))).not.toThrow();
    expect(of(chat('attacker', { ...first, className: 'other' }))).not.toThrow();
  });

  test('its host, by a class in an annotation', () => {
    const chat = (name: string, patches: Patch[] = []): ChatSettings => ({
      ...minimal,
      namespace: { name },
      exposure: { nginxIngress: { host: `${name}.example.com` } },
      patches,
    });
    const patch: Patch['patch'] = [
      { op: 'remove', path: '/spec/ingressClassName' },
      { op: 'add', path: '/metadata/annotations/kubernetes.io~1ingress.class', value: 'nginx' },
      { op: 'replace', path: '/spec/rules/0/host', value: 'victim.example.com' },
    ];
    const chats = { victim: chat('victim'), attacker: chat('attacker', [{ target: { kind: 'Ingress' }, patch }]) };
    expect(() => synthesize({ chats })).toThrow(
      '"victim.example.com" of the class nginx is asked for by the chats "victim" and "attacker"',
    );
  });

  test.each<[string, object, string]>([
    [
      'files of Prometheus',
      { endpoints: [{ port: 'http', bearerTokenFile: '/a' }] },
      'bearerTokenFile lets Prometheus',
    ],
    ['a way through Prometheus', { endpoints: [{ port: 'http', proxyUrl: 'http://a' }] }, 'proxyUrl lets Prometheus'],
    [
      'pods of all, through Prometheus',
      { namespaceSelector: { any: true }, endpoints: [] },
      'asks pods of other chats',
    ],
  ])('%s', (_, spec, answer) => {
    const monitor = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'own' },
      spec: { selector: { matchLabels: { app: 'ilab-client' } }, ...spec },
    };
    expect(seen({ ...attacker, extraObjects: [monitor] })).toContain(answer);
  });

  test('its name in the DNS, which neither has as a host', () => {
    const chat = (name: string): ChatSettings => ({
      ...minimal,
      namespace: { name },
      exposure: { loadBalancer: { sourceRanges: ['192.0.2.0/24'], annotations: { [dns]: 'chat.example.com' } } },
    });
    expect(() => synthesize({ chats: { a: chat('a'), b: chat('b') } })).toThrow(
      'chats.b: Service b/ilab-client-lb: the name "chat.example.com" is asked for by the chats "a" and "b"',
    );
  });
});

describe("a chat cannot take what is the cluster's", () => {
  test.each<[string, unknown, string]>([
    ['its namespace', { ...attacker, namespace: { name: 'kube-system' } }, 'belongs to the cluster'],
    ["its router's namespace", { ...attacker, namespace: { name: 'openshift-ingress' } }, 'belongs to the cluster'],
    [
      'its trust',
      { ...attacker, namespace: { name: 'attacker', labels: { 'policy-group.network.openshift.io/ingress': '' } } },
      'would let this namespace in',
    ],
    [
      'the end of its checks',
      { ...attacker, namespace: { name: 'attacker', labels: { 'openshift.io/run-level': '0' } } },
      'out of what the cluster checks',
    ],
    [
      'its priority',
      { ...attacker, client: { ...attacker.client, priorityClassName: 'system-node-critical' } },
      "for the cluster's own pods",
    ],
    ['its addresses', patched('Service', add('/spec/externalIPs', ['10.96.0.10'])), 'what the cluster sends'],
    ['its nodes', patched('Deployment', add('/spec/template/spec/hostPID', true)), 'below Pod Security "baseline"'],
    [
      'its scheduler',
      patched('Deployment', add('/spec/template/spec/nodeName', 'control-plane')),
      'no pod of a chat may have',
    ],
    [
      'its Ingress controller',
      annotated({ [`${nginx}/server-snippet`]: 'return 200;' }),
      'snippets run foreign configuration',
    ],
    [
      'its Ingress controller, CVE-2025-1097',
      annotated({ [`${nginx}/auth-tls-match-cn`]: 'CN=a #(\n){}\n }}\nssl_engine /tmp/x.so;\n#' }),
      'writes it into its configuration',
    ],
    [
      'its Ingress controller, CVE-2025-1098',
      annotated({ [`${nginx}/mirror-target`]: 'https://x;\n}' }),
      'a copy of every question',
    ],
    [
      'the pods of its Skupper',
      { ...attacker, client: { ...attacker.client, podLabels: { 'skupper.io/component': 'router' } } },
      'by this label Skupper',
    ],
    [
      'a second network',
      { ...attacker, client: { ...attacker.client, podAnnotations: { 'k8s.v1.cni.cncf.io/networks': 'host' } } },
      'a second network',
    ],
  ])('%s', (_, entry, answer) => {
    expect(seen(entry)).toContain(answer);
  });
});

describe('a chat cannot stop or fill the machine that synthesizes', () => {
  const copies = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      op: 'copy' as const,
      from: '/metadata/annotations',
      path: `/metadata/annotations/x${index}`,
    }));
  const deeper = (count: number) =>
    Array.from({ length: count }, () => ({ op: 'copy' as const, from: '/spec', path: '/spec/again' }));

  test.each<[string, unknown, string]>([
    [
      'copies of copies',
      patched('Ingress', add('/metadata/annotations/a', 'x'.repeat(5000)), ...copies(24)),
      'after it, the object',
    ],
    ['copies of the spec', patched('Deployment', ...deeper(80)), 'after it, the object has more than 64 levels'],
    ['much at once', patched('Deployment', add('/spec/x', 'x'.repeat(2_000_000))), 'weighs more than 1048576 bytes'],
    [
      'many annotations',
      patched('Ingress', ...[1, 2, 3].map((n) => add(`/metadata/annotations/a${n}`, 'x'.repeat(100_000)))),
      'bytes of annotations',
    ],
    ['a long key', patched('Deployment', add('/spec/x', { ['k'.repeat(1100)]: 1 })), 'a key of 1100 characters'],
    ['a key with half a sign', patched('Deployment', add('/spec/x', { 'a\ud800': 1 })), 'use printable ASCII'],
    [
      'settings without an end',
      (() => {
        const chat: Record<string, unknown> = { ...attacker };
        chat.chat = chat;
        return chat;
      })(),
      'chat: not a setting',
    ],
    [
      'settings without a bottom',
      Array.from({ length: 5000 }).reduce<unknown>((below) => ({ below }), {}),
      'more than 100 levels deep',
    ],
    [
      'a getter that throws',
      Object.defineProperty({ ...attacker }, 'cluster', {
        enumerable: true,
        get: () => {
          throw new Error('no');
        },
      }),
      'chats.attacker.cluster: cannot be read: no',
    ],
    ['a symbol for a name', { ...attacker, site: { name: Symbol('x') } }, 'site.name: "Symbol(x)" is a symbol'],
    ['a name of JavaScript', { ...attacker, privateSites: [{ name: 'constructor' }] }, 'a name of JavaScript itself'],
  ])('%s', (_, entry, answer) => {
    expect(seen(entry)).toContain(answer);
  });

  test.each([['../../etc'], ['a/b'], ['.git'], ['constructor'], ['__proto__'], ['A'], ['']])(
    'a folder called %j',
    (folder) => {
      const chats = Object.fromEntries([
        ['victim', victim],
        [folder, attacker],
      ]);
      expect(() => synthesize({ chats })).toThrow(SettingsError);
    },
  );

  test('what a getter says when it is checked is what is made', () => {
    const names = ['a', 'kube-system'];
    const namespace = {
      get name() {
        return names.shift() ?? 'kube-system';
      },
    };
    const { manifests } = synthesize({ ...minimal, namespace });
    expect(manifests[0]?.objects[0]?.metadata.name).toBe('a');
  });

  test('maps without a prototype are maps', () => {
    const bare = (map: object) => Object.assign(Object.create(null), map);
    const client = {
      ...attacker.client,
      nodeSelector: bare({ disk: 'ssd' }),
      podLabels: bare({ team: 'a' }),
      podAnnotations: bare({ a: 'b' }),
    };
    const controller = { namespace: 'edge', podLabels: bare({ app: 'nginx' }) };
    const entry = { ...(exposed('nginxIngress', { controller }) as ChatSettings), client };
    expect(seen(entry)).toBe('');
  });
});

describe('a chat can do nothing to the terminal or the log that shows what is wrong with it', () => {
  const evil = [
    '\u001b[2J\u001b]0;x\u0007',
    '\n::error file=x::y',
    '\r\u009b2K',
    '\u202e##[error]x',
    '\u2028::stop-commands::x',
  ].join('');

  test.each<[string, unknown]>([
    ['the path of a patch', patched('Deployment', add(`/spec/${evil}/x`, 1))],
    [
      'the target of a patch',
      { ...attacker, patches: [{ target: { kind: 'Deployment', name: evil }, patch: [add('/spec/x', 1)] }] },
    ],
    ['a key in a patch', patched('Deployment', add('/spec/x', { [evil]: 1 }))],
    ['a label in a patch', patched('Deployment', add('/metadata/labels', { [evil]: evil }))],
    ['a value in a patch', patched('Deployment', add('/spec/template/spec/nodeName', evil))],
    ['a host in a patch', patched('Ingress', add('/spec/rules/0/host', evil))],
    ['an image in a patch', patched('Deployment', add('/spec/template/spec/containers/0/image', `x${evil}:latest`))],
    ['a name', { ...attacker, site: { name: evil } }],
    ['a setting that is none', { ...attacker, [evil]: 1 }],
    [
      'an error that a getter throws',
      Object.defineProperty({ ...attacker }, 'cluster', {
        enumerable: true,
        get: () => {
          throw new Error(evil);
        },
      }),
    ],
  ])('%s', (_, entry) => {
    const text = seen(entry);
    expect(text).toMatch(/^settings\.ts: \d+ setting|^The objects/);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
    for (const line of text.split('\n')) {
      expect(line.trim()).not.toMatch(/^::|##\[/);
    }
  });

  test('a folder', () => {
    expect(seen(attacker, evil)).not.toMatch(/[^\P{Cc}\n]|^\s*::/mu);
  });
});
