import { reachFindings } from './gate-reach';
import type { KubeObject } from './kube-object';

/** What is found in one object of the namespace "chat"; what is no metadata is its spec. */
function found(kind: string, spec?: object, metadata: object = {}, rest: object = {}): string[] {
  const object = { apiVersion: 'v1', kind, metadata: { name: 'page', namespace: 'chat', ...metadata }, spec, ...rest };
  return reachFindings([object as unknown as KubeObject]).map(({ message }) => message);
}

const mesh = expect.stringMatching(
  /^spec\.template\.metadata\.labels\["sidecar\.istio\.io\/inject"\]: it puts the pods/,
);

test('what lacks its parts reaches nothing', () => {
  const kinds = [
    'Namespace',
    'Deployment',
    'ServiceMonitor',
    'PodMonitor',
    'Service',
    'Ingress',
    'HTTPRoute',
    'Gateway',
  ];
  for (const kind of [...kinds, 'Route', 'Role', 'ConfigMap']) {
    expect(found(kind)).toEqual([]);
    expect(
      found(kind, { rules: null, listeners: [null], parentRefs: [null], tls: [null], alternateBackends: [null] }),
    ).toEqual([]);
  }
  expect(found('HTTPRoute', { rules: [null, { backendRefs: [null], filters: [null] }] })).toEqual([]);
  expect(found('Ingress', { rules: [null, { http: null }, { http: { paths: [null] } }], tls: [{}] })).toEqual([]);
  expect(found('Role', {}, {}, { rules: [null, {}] })).toEqual([]);
});

describe('annotations', () => {
  const snippet = { 'nginx.ingress.kubernetes.io/server-snippet': 'deny all' };
  const harm = 'snippets run foreign configuration in the controller, for every Ingress of the cluster; leave it out';
  const at = '["nginx.ingress.kubernetes.io/server-snippet"]';

  test('of an object, of its pods, and those that a Gateway hands on', () => {
    expect(found('Ingress', {}, { annotations: snippet })).toEqual([`metadata.annotations${at}: ${harm}`]);
    expect(found('Deployment', { template: { metadata: { annotations: snippet } } })).toEqual([
      `spec.template.metadata.annotations${at}: ${harm}`,
    ]);
    expect(found('Gateway', { infrastructure: { annotations: snippet } })).toEqual([
      `spec.infrastructure.annotations${at}: ${harm}`,
    ]);
  });

  test.each(['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer'])('%s names an issuer', (name) => {
    expect(found('Ingress', {}, { annotations: { [name]: 'lets.encrypt-1' } })).toEqual([]);
    expect(found('Ingress', {}, { annotations: { [name]: 'a b' } })).toEqual([
      `metadata.annotations["${name}"]: "a b" is not the name of an issuer`,
    ]);
    expect(found('Ingress', {}, { annotations: { [`x.${name}`]: 'a b' } })).toEqual([]);
  });

  test('with an object of the same namespace, or of none', () => {
    const secret = (text: string) => ({ annotations: { 'nginx.ingress.kubernetes.io/auth-secret': text } });
    const path = 'metadata.annotations["nginx.ingress.kubernetes.io/auth-secret"]';
    expect(found('Ingress', {}, secret('chat/users'))).toEqual([]);
    expect(found('Ingress', {}, secret('other/users'))).toEqual([
      `${path}: it reads an object of another namespace; use one of "chat"`,
    ]);
    expect(found('Ingress', {}, { namespace: undefined, ...secret('other/users') })).toEqual([
      `${path}: it reads an object of another namespace; use one of ""`,
    ]);
  });
});

describe('hosts', () => {
  const spec: Readonly<Record<string, (host: unknown) => object>> = {
    'an Ingress': (host) => ({ rules: [{ host }] }),
    'TLS of an Ingress': (host) => ({ tls: [{ hosts: [host] }] }),
    'an HTTPRoute': (host) => ({ hostnames: [host] }),
    'a Gateway': (host) => ({ listeners: [{ hostname: host }] }),
    'a Route': (host) => ({ host }),
  };
  test.each(Object.entries(spec))('of %s', (title, of) => {
    const kind = title.split(' ').at(-1) ?? '';
    for (const host of ['chat.example.com', '*.example.com', 'chat', '10.0.0.1', undefined]) {
      expect(found(kind, of(host))).toEqual([]);
    }
    for (const host of ['a b', '*.*.example.com', 'x*.example.com', '*', 'a_b']) {
      expect(found(kind, of(host))).toEqual([`"${host}" is not a host name; use one such as "chat.example.com"`]);
    }
    // Other kinds name something else by the same fields.
    expect(found('ConfigMap', of('a b'))).toEqual([]);
  });
});

describe('paths of requests', () => {
  const refused = (field: string, path: string) =>
    `${field} "${path}" has signs that no path has, and the controller writes it into its configuration; use "/", letters, digits and - _ . ~`;
  const spec: Readonly<Record<string, readonly [string, (path: unknown) => object]>> = {
    Ingress: ['spec.rules[1].http.paths[0].path', (path) => ({ rules: [{}, { http: { paths: [{ path }] } }] })],
    HTTPRoute: [
      'spec.rules[0].matches[1].path.value',
      (value) => ({ rules: [{ matches: [{}, { path: { value } }] }] }),
    ],
    Route: ['spec.path', (path) => ({ path })],
  };
  test.each(Object.entries(spec))('of an object of the kind %s', (kind, [field, of]) => {
    for (const path of ['/', '/chat(/|$)(.*)', '/a-b_c.d~e%20@:+*?', undefined]) {
      expect(found(kind, of(path))).toEqual([]);
    }
    for (const path of ['chat', '', '/a b', '/a;', ';/a', '/a`', '/a{}', '/a#', '/a&b']) {
      expect(found(kind, of(path))).toEqual([refused(field, path)]);
    }
    expect(found('ConfigMap', of('/a b'))).toEqual([]);
  });
});

describe('labels', () => {
  test('that put pods into a mesh', () => {
    const inject = { 'sidecar.istio.io/inject': 'true' };
    expect(found('Deployment', { template: { metadata: { labels: inject } } })).toEqual([mesh]);
    expect(found('Deployment', { template: { metadata: { labels: { 'sidecar.istio.io/inject': 'false' } } } })).toEqual(
      [],
    );
    expect(found('Deployment', { template: { metadata: { annotations: inject } } })).toEqual([
      expect.stringMatching(/^spec\.template\.metadata\.annotations\["sidecar\.istio\.io\/inject"\]: it puts/),
    ]);
    expect(found('Namespace', {}, { labels: { 'istio-injection': 'enabled' } })).toEqual([
      expect.stringMatching(/^metadata\.labels\.istio-injection: it puts the pods/),
    ]);
    expect(found('Namespace', {}, { annotations: { 'linkerd.io/inject': 'enabled' } })).toEqual([
      expect.stringMatching(/^metadata\.annotations\["linkerd\.io\/inject"\]: it puts the pods/),
    ]);
  });

  test("that are the router's", () => {
    const labels = { 'skupper.io/component': 'router', app: 'page' };
    expect(found('Deployment', { template: { metadata: { labels } } })).toEqual([
      expect.stringMatching(/^spec\.template\.metadata\.labels\["skupper\.io\/component"\]: /),
    ]);
  });

  test('that are the cluster’s', () => {
    expect(found('Namespace', {}, { labels: { 'openshift.io/run-level': '0', team: 'a' } })).toEqual([
      expect.stringMatching(/^metadata\.labels\["openshift\.io\/run-level"\]: /),
    ]);
  });

  test('of Pod Security', () => {
    const enforced = (level: string) =>
      found('Namespace', {}, { labels: { 'pod-security.kubernetes.io/enforce': level } });
    expect(enforced('baseline')).toEqual([]);
    expect(enforced('restricted')).toEqual([
      'enforces Pod Security "restricted", and the Skupper router would not start; use "baseline"',
    ]);
    expect(found('Namespace', {}, { labels: { 'pod-security.kubernetes.io/warn': 'restricted' } })).toEqual([]);
  });
});

describe('what is of others', () => {
  const elsewhere = (name: string) => `refers to "${name}" of the namespace "other"; use one of its own`;
  const copy = 'a filter sends a copy of every question elsewhere, or a part of it; leave it out';
  const externalName = 'spec.externalName leads out of the namespace; a Service of a chat leads to its pods';
  const wildcard = 'spec.wildcardPolicy takes every host of its domain that no other Route names; use "None"';
  const everyRight = 'a rule gives every right ("*"); name what is needed';
  const twoClasses = 'has a class in an annotation and in spec.ingressClassName, which Kubernetes refuses';
  const byFile = (key: string) => `${key} lets Prometheus send what is its own to the pods; leave it out`;
  const classed = { annotations: { 'kubernetes.io/ingress.class': 'gce' } };
  const certificate = (ref: object) => ({ listeners: [{ tls: { certificateRefs: [ref] } }] });
  const backend = (ref: object) => ({ rules: [{ backendRefs: [ref] }] });

  test.each<[string, object, readonly string[]]>([
    [
      'Service',
      { externalIPs: ['10.0.0.1'] },
      ['spec.externalIPs takes what the cluster sends to these addresses; use a load balancer'],
    ],
    ['Service', { type: 'ExternalName' }, [externalName]],
    ['Service', { externalName: 'x.example.com' }, [externalName]],
    ['Service', { type: 'ClusterIP' }, []],
    ['HTTPRoute', { parentRefs: [{ kind: 'Gateway' }, { name: 'x' }] }, []],
    [
      'HTTPRoute',
      { parentRefs: [{ kind: 'Service' }] },
      ['belongs to a "Service", and a route of a chat belongs to a Gateway'],
    ],
    ['HTTPRoute', backend({ name: 'page' }), []],
    ['HTTPRoute', backend({ name: 'page', namespace: 'chat', kind: 'Service' }), []],
    ['HTTPRoute', backend({ name: 'page', namespace: 'other' }), [elsewhere('page')]],
    ['HTTPRoute', backend({ name: 'page', kind: 'Bucket' }), ['refers to a "Bucket", where a Service belongs']],
    ['HTTPRoute', { rules: [{ filters: [{ requestMirror: {} }] }] }, [copy]],
    ['HTTPRoute', { rules: [{ filters: [{ externalAuth: {} }] }] }, [copy]],
    ['HTTPRoute', { rules: [{ filters: [{ requestRedirect: {} }] }] }, []],
    ['HTTPRoute', backend({ filters: [{ requestMirror: {} }] }), [copy]],
    ['Gateway', certificate({ name: 'tls' }), []],
    ['Gateway', certificate({ name: 'tls', namespace: 'other' }), [elsewhere('tls')]],
    ['Gateway', certificate({ name: 'tls', kind: 'ConfigMap' }), ['refers to a "ConfigMap", where a Secret belongs']],
    ['Route', { to: { kind: 'Service' }, wildcardPolicy: 'None' }, []],
    ['Route', { to: { kind: 'Bucket' } }, ['leads to a "Bucket", and a Route leads to Services']],
    [
      'Route',
      { alternateBackends: [{ kind: 'Service' }, { kind: 'Bucket' }, {}] },
      ['leads to a "Bucket", and a Route leads to Services'],
    ],
    ['Route', { wildcardPolicy: 'Subdomain' }, [wildcard]],
    ['Route', { subdomain: 'chat' }, ['spec.subdomain names a host without its domain; use spec.host']],
    ['ServiceMonitor', { endpoints: [{ port: 'http' }] }, []],
    [
      'ServiceMonitor',
      { namespaceSelector: { any: true } },
      ['spec.namespaceSelector asks pods of other chats; leave it out'],
    ],
    ['ServiceMonitor', { endpoints: [{ bearerTokenFile: '/token' }] }, [byFile('bearerTokenFile')]],
    [
      'PodMonitor',
      { podMetricsEndpoints: [{ tlsConfig: { caFile: '/ca', keyFile: '/key' } }] },
      ['caFile', 'keyFile'].map(byFile),
    ],
    [
      'PodMonitor',
      { podMetricsEndpoints: [{ proxyUrl: 'http://x', noProxyUrl: null, proxyUrls: 'x' }] },
      [byFile('proxyUrl')],
    ],
    ['PodMonitor', { Files: '/a', fileName: '/b' }, []],
  ])('%s %j', (kind, spec, expected) => {
    expect(found(kind, spec)).toEqual(expected);
  });

  test('two classes of an Ingress', () => {
    expect(found('Ingress', { ingressClassName: 'nginx' }, classed)).toEqual([twoClasses]);
    expect(found('Ingress', {}, classed)).toEqual([]);
    expect(found('Ingress', { ingressClassName: 'nginx' })).toEqual([]);
  });

  test.each(['auth-url', 'auth-signin'])('%s is an address', (name) => {
    const annotated = (text: string) =>
      found('Ingress', {}, { annotations: { [`nginx.ingress.kubernetes.io/${name}`]: text } });
    expect(annotated('https://id.example.com/auth')).toEqual([]);
    expect(annotated('file:///etc/passwd')).toEqual([
      `metadata.annotations["nginx.ingress.kubernetes.io/${name}"] is not an address that nginx takes`,
    ]);
  });

  test.each<[object, readonly string[]]>([
    [{ verbs: ['*'] }, [everyRight]],
    [{ resources: ['pods', '*'] }, [everyRight]],
    [{ apiGroups: ['*'] }, [everyRight]],
    [{ verbs: ['get'], resources: ['secrets'], apiGroups: [''], resourceNames: ['*'] }, []],
  ])('a Role with %j', (rule, expected) => {
    expect(found('Role', undefined, {}, { rules: [{ verbs: ['get'] }, rule] })).toEqual(expected);
  });

  test('a role of the cluster', () => {
    const text = 'binds a role of the cluster; bind a Role of the namespace';
    expect(found('RoleBinding', undefined, {}, { roleRef: { kind: 'Role' } })).toEqual([]);
    expect(found('RoleBinding', undefined, {}, { roleRef: { kind: 'ClusterRole' } })).toEqual([text]);
    expect(found('RoleBinding')).toEqual([text]);
  });
});
