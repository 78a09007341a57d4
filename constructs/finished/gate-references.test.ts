import { pairingFindings } from './gate-pairing';
import { referenceFindings } from './gate-references';
import type { KubeObject } from './kube-object';

// biome-ignore lint/suspicious/noExplicitAny: parts of any kind
type Parts = any;

function object(kind: string, name: string, spec?: object, rest: object = {}): KubeObject {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'chat' }, spec, ...rest };
}

const container = (more: object = {}) => ({
  name: 'page',
  image: 'page:v1',
  ports: [{ name: 'http', containerPort: 8080 }],
  ...more,
});
const deployment = (pod: object = {}, spec: object = {}) =>
  object('Deployment', 'page', {
    selector: { matchLabels: { app: 'page' } },
    template: {
      metadata: { labels: { app: 'page', tier: 'front' } },
      spec: { serviceAccountName: 'page', automountServiceAccountToken: false, containers: [container()], ...pod },
    },
    ...spec,
  });
const account = object('ServiceAccount', 'page', undefined, { automountServiceAccountToken: false });
const service = object('Service', 'page', {
  selector: { app: 'page' },
  ports: [{ name: 'web', port: 80, targetPort: 'http' }],
});

/** What is found in the objects of a page, with others in the place of those of the same kind. */
function found(...others: readonly KubeObject[]): string[] {
  const usual = [account, deployment(), service].filter(({ kind }) => others.every((other) => other.kind !== kind));
  return referenceFindings([...usual, ...others]).map(({ object: { kind }, message }) => `${kind}: ${message}`);
}

test('a page that is well', () => {
  expect(found()).toEqual([]);
  expect(found(object('ConfigMap', 'texts'))).toEqual([]);
});

describe('pods', () => {
  const token = 'Deployment: gives its pods a token of the ServiceAccount; set automountServiceAccountToken to false';
  const absent = (name: string) => `Deployment: refers to the ServiceAccount "${name}", which is not there`;
  const missing =
    'Deployment: spec.template.spec.serviceAccountName is missing; name a ServiceAccount of the chat, or one of extraObjects';
  const probe = (port: unknown) => `Deployment: a probe asks port "${port}", which no container has`;
  const none = { automountServiceAccountToken: undefined };
  const giving = (value?: boolean) =>
    object('ServiceAccount', 'page', undefined, { automountServiceAccountToken: value });

  test.each<[string, readonly KubeObject[], readonly string[]]>([
    [
      'a selector for others',
      [deployment({}, { selector: { matchLabels: { app: 'x' } } })],
      ['Deployment: selector does not match its own pods'],
    ],
    ['a selector for all', [deployment({}, { selector: {} })], []],
    ['no ServiceAccount', [deployment({ serviceAccountName: undefined })], [missing]],
    ['another ServiceAccount', [deployment({ serviceAccountName: 'x' })], [absent('x')]],
    ['the old field', [deployment({ serviceAccount: 'page' })], []],
    ['another one in the old field', [deployment({ serviceAccount: 'x' })], [absent('x')]],
    ['another one in both', [deployment({ serviceAccount: 'x', serviceAccountName: 'x' })], [absent('x')]],
    [
      'the name of another kind',
      [deployment({ serviceAccountName: 'texts' }), object('ConfigMap', 'texts')],
      [absent('texts')],
    ],
    ['a token', [deployment({ automountServiceAccountToken: true })], [token]],
    ['no word of the token, and none of the ServiceAccount', [deployment(none), giving()], [token]],
    ['no word of the token, which the ServiceAccount gives', [deployment(none), giving(true)], [token]],
    ['no word of the token, which the ServiceAccount keeps', [deployment(none), giving(false)], []],
    ['a token that the pods keep and the ServiceAccount gives', [deployment(), giving(true)], []],
  ])('%s', (_, objects, expected) => {
    expect(found(...objects)).toEqual(expected);
  });

  test.each<[string, (asked: object) => object]>([
    ...['readinessProbe', 'livenessProbe', 'startupProbe'].map((name): [string, (asked: object) => object] => [
      name,
      (asked) => ({ [name]: asked }),
    ]),
    ['postStart', (asked) => ({ lifecycle: { postStart: asked } })],
    ['preStop', (asked) => ({ lifecycle: { preStop: asked } })],
  ])('%s asks a port of them', (_, of) => {
    for (const way of ['httpGet', 'tcpSocket', 'grpc']) {
      const asking = (port: unknown) => found(deployment({ containers: [container(of({ [way]: { port } }))] }));
      expect(asking('http')).toEqual([]);
      expect(asking(8080)).toEqual([]);
      expect(asking(5000)).toEqual([probe(5000)]);
    }
    expect(found(deployment({ containers: [container(of({ exec: { command: ['true'] } }))] }))).toEqual([]);
  });

  test('the second of two ports', () => {
    const ports = [{ name: 'metrics', containerPort: 9 }, { containerPort: 8080 }];
    const asking = container({ ports, livenessProbe: { tcpSocket: { port: 8080 } } });
    expect(
      found(
        deployment({ containers: [asking] }),
        object('Service', 'page', { selector: { app: 'page' }, ports: [{ port: 9 }, { port: 8080 }] }),
        object('Route', 'page', { to: { name: 'page' }, port: { targetPort: 8080 } }),
      ),
    ).toEqual([]);
  });

  test('a port of a container beside it, or before it', () => {
    const asking = container({ ports: undefined, livenessProbe: { tcpSocket: { port: 8080 } } });
    expect(found(deployment({ containers: [asking, container({ name: 'other' })] }))).toEqual([]);
    expect(found(deployment({ containers: [asking], initContainers: [container({ name: 'other' })] }))).toEqual([]);
  });
});

describe('parts of pods', () => {
  const volumes = [{ name: 'tmp', emptyDir: {} }];
  const mount = (name: string, mountPath: string) => ({ name, mountPath });
  const affinity = (term: object | null) => ({
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
  });
  const away = 'podAntiAffinity would keep pods of other namespaces from being scheduled; name no namespaces in it';
  const moves = (name: string) => `image "${name}" has no tag, or one that moves`;
  const digest = `sha256:${'0'.repeat(64)}`;

  test.each<[string, Parts, readonly string[]]>([
    [
      'two containers of one name',
      { containers: [container(), container({ ports: [] })] },
      ['two containers have the name "page"'],
    ],
    [
      'three of one name, one of them before',
      { containers: [container(), container({ ports: [] })], initContainers: [container({ ports: [] })] },
      ['two containers have the name "page"'],
    ],
    ['two volumes of one name', { volumes: [...volumes, ...volumes] }, ['two volumes have the name "tmp"']],
    [
      'two ports of one name',
      {
        containers: [
          container({
            ports: [
              { name: 'http', containerPort: 1 },
              { name: 'http', containerPort: 8080 },
            ],
          }),
        ],
      },
      ['two ports of "page" have the name "http"'],
    ],
    [
      'ports without a name',
      { containers: [container({ ports: [{ name: 'http' }, { containerPort: 1 }, { containerPort: 2 }] })] },
      [],
    ],
    ['a mount', { volumes, containers: [container({ volumeMounts: [mount('tmp', '/tmp')] })] }, []],
    [
      'two mounts at one place',
      { volumes, containers: [container({ volumeMounts: [mount('tmp', '/tmp'), mount('tmp', '/tmp')] })] },
      ['"page" mounts two volumes at /tmp'],
    ],
    [
      'a mount of nothing',
      { volumes, containers: [container({ volumeMounts: [mount('tmp', '/tmp'), mount('cache', '/cache')] })] },
      ['"page" mounts the volume "cache", which is not there'],
    ],
    [
      'a mount of nothing beside two volumes',
      {
        volumes: [...volumes, { name: 'data' }],
        containers: [container({ volumeMounts: [mount('cache', '/cache')] })],
      },
      ['"page" mounts the volume "cache", which is not there'],
    ],
    [
      'a mount of the second volume',
      { volumes: [...volumes, { name: 'data' }], containers: [container({ volumeMounts: [mount('data', '/data')] })] },
      [],
    ],
    ['pods of one namespace kept away', affinity({ namespaces: ['other'] }), [away]],
    ['pods of all namespaces kept away', affinity({ namespaceSelector: {} }), [away]],
    ['pods of its own kept away', affinity({ topologyKey: 'zone' }), []],
    ['nothing kept away', affinity(null), []],
    [
      'no list of what is kept away',
      { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } } },
      [],
    ],
    ['other affinities', { affinity: { podAffinity: {} } }, []],
    ['no tag', { containers: [container({ image: 'page' })] }, [moves('page')]],
    ['a tag that moves', { containers: [container({ image: 'page:latest' })] }, [moves('page:latest')]],
    ['a digest', { containers: [container({ image: `page@${digest}` })] }, []],
    ['no image', { containers: [container({ image: undefined })] }, ['image "" is not the name of an image']],
    [
      'no name of an image',
      { containers: [container({ image: 'Page:v1' })] },
      ['image "Page:v1" is not the name of an image'],
    ],
    [
      'an image in a volume',
      { volumes: [{ name: 'models', image: { reference: 'models:latest' } }] },
      [moves('models:latest')],
    ],
    ['an image in a volume without a reference', { volumes: [{ name: 'models', image: {} }] }, []],
  ])('%s', (_, pod, expected) => {
    expect(found(deployment(pod))).toEqual(expected.map((message) => `Deployment: ${message}`));
  });
});

describe('what leads to pods', () => {
  const noPods = (kind: string, field = 'selector') => [`${kind}: ${field} matches no pods`];
  const ofPorts = (...ports: object[]) => object('Service', 'page', { selector: { app: 'page' }, ports });
  const budget = (selector?: object) => object('PodDisruptionBudget', 'page', { selector });
  const policy = (spec: object) => object('NetworkPolicy', 'page', spec);
  const scaler = (kind: string, name: string) =>
    object('HorizontalPodAutoscaler', 'page', { scaleTargetRef: { kind, name } });

  test.each<[string, KubeObject, readonly string[]]>([
    [
      'a Service for more labels than pods have',
      object('Service', 'page', { selector: { app: 'page', x: 'y' }, ports: [] }),
      noPods('Service'),
    ],
    ['a Service for one label of two', ofPorts({ port: 8080 }), []],
    ['a Service without a selector', object('Service', 'page', { ports: [{ port: 8080 }] }), []],
    ['a port by its name', ofPorts({ port: 1, targetPort: 'http' }), []],
    ['a port by its number', ofPorts({ port: 1, targetPort: 8080 }), []],
    [
      'a port that is none',
      ofPorts({ port: 8080 }, { port: 8080, targetPort: 'x' }),
      ['Service: targetPort "x" is no port of its pods'],
    ],
    ['a port of its own', ofPorts({ port: 1 }), ['Service: port 1 is no port of its pods; name theirs in targetPort']],
    ['a budget for pods', budget({ matchLabels: { tier: 'front' } }), []],
    ['a budget for no pods', budget({ matchLabels: { tier: 'back' } }), noPods('PodDisruptionBudget')],
    ['a budget for all', budget(), []],
    ['a policy for pods', policy({ podSelector: { matchLabels: { app: 'page' } } }), []],
    [
      'a policy for no pods',
      policy({ podSelector: { matchLabels: { app: 'x' } } }),
      noPods('NetworkPolicy', 'podSelector'),
    ],
    ['a policy for all', policy({ podSelector: {} }), []],
    ['a policy for the router', policy({ podSelector: { matchLabels: { 'skupper.io/component': 'router' } } }), []],
    [
      'a policy for what answers the challenge of a certificate',
      policy({ podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } } }),
      [],
    ],
    [
      'a policy that opens the proxies of a Gateway',
      policy({ podSelector: { matchLabels: { app: 'x' } }, ingress: [{}] }),
      [],
    ],
    [
      'a policy for proxies that opens them to some',
      policy({ podSelector: { matchLabels: { app: 'x' } }, ingress: [{ ports: [] }] }),
      noPods('NetworkPolicy', 'podSelector'),
    ],
    ['an autoscaler of the page', scaler('Deployment', 'page'), []],
    [
      'an autoscaler of nothing',
      scaler('Deployment', 'x'),
      ['HorizontalPodAutoscaler: scales the Deployment "x", which is not there'],
    ],
    [
      'an autoscaler of another kind',
      scaler('StatefulSet', 'page'),
      ['HorizontalPodAutoscaler: scales the StatefulSet "page", which is not there'],
    ],
  ])('%s', (_, one, expected) => {
    expect(found(one)).toEqual(expected);
  });

  test('without pods, a selector for all matches none', () => {
    expect(referenceFindings([budget()]).map(({ message }) => message)).toEqual(['selector matches no pods']);
  });

  test('a port of another pod does not count', () => {
    const other = object('Deployment', 'other', {
      ...deployment().spec,
      selector: { matchLabels: { app: 'other' } },
      template: {
        metadata: { labels: { app: 'other' } },
        spec: { ...deployment().spec.template.spec, containers: [container({ ports: [{ containerPort: 9 }] })] },
      },
    });
    const messages = referenceFindings([account, deployment(), other, ofPorts({ port: 9 })]).map(
      ({ message }) => message,
    );
    expect(messages).toEqual(['port 9 is no port of its pods; name theirs in targetPort']);
  });
});

describe('what leads to a Service', () => {
  const toIngress = (port: object, name = 'page') =>
    object('Ingress', 'page', { rules: [{ http: { paths: [{ backend: { service: { name, port } } }] } }] });
  const toRoute = (ref: object) => object('HTTPRoute', 'page', { rules: [{ backendRefs: [ref] }] });
  const noPort = (port: unknown) => `refers to port "${port}", which the Service "page" does not have`;
  const nothing = 'refers to the Service "x", which is not there';

  test.each<[string, KubeObject, readonly string[]]>([
    ['by the number of a port', toIngress({ number: 80 }), []],
    ['by the name of a port', toIngress({ name: 'web' }), []],
    ['by the port of the pods', toIngress({ number: 8080 }), [noPort(8080)]],
    ['by the name of a port of the pods', toIngress({ name: 'http' }), [noPort('http')]],
    ['and there is none', toIngress({ number: 80 }, 'x'), [nothing]],
    ['and what has its name is another kind', toIngress({ number: 80 }, 'page'), []],
    ['by no rules', object('Ingress', 'page', {}), []],
    ['by a rule without paths', object('Ingress', 'page', { rules: [{ host: 'a' }, { http: {} }] }), []],
    ['by a route', toRoute({ name: 'page', port: 80 }), []],
    ['by a route to another port', toRoute({ name: 'page', port: 1 }), [noPort(1)]],
    ['by a route to nothing', toRoute({ name: 'x', port: 80 }), [nothing]],
    ['by a route that redirects', object('HTTPRoute', 'page', { rules: [{ filters: [] }] }), []],
    ['by a route without rules', object('HTTPRoute', 'page', {}), []],
    ['by a Route', object('Route', 'page', { to: { name: 'page' }, port: { targetPort: 'web' } }), []],
    ['by a Route to nothing', object('Route', 'page', { to: { name: 'x' }, port: { targetPort: 'web' } }), [nothing]],
    ['by a Route without a port', object('Route', 'page', { to: { name: 'page' } }), [noPort(undefined)]],
  ])('%s', (_, one, expected) => {
    expect(found(one)).toEqual(expected.map((message) => `${one.kind}: ${message}`));
  });
});

describe('the two ends of Skupper', () => {
  const listener = (name: string, spec: object) => object('Listener', name, { host: 'model', port: 8000, ...spec });
  const keyed = listener('model', { routingKey: 'a' });
  const connector = (routingKey: string) => object('Connector', routingKey, { routingKey });
  const link = (tlsCredentials: string) => object('Link', 'link', { tlsCredentials });
  const certificate = (name: string) => object('Certificate', name);
  const many = (strategy: object) => object('MultiKeyListener', 'model', { host: 'model', port: 8000, strategy });
  const pairs = (ofChat: readonly KubeObject[], ...ofSites: readonly (readonly KubeObject[])[]) =>
    pairingFindings(ofChat, ofSites).map(
      ({ object: { kind, metadata }, message }) => `${kind} ${metadata.name}: ${message}`,
    );
  const twoSites = (name: string) => `Site ${name}: a second Site in its namespace, which Skupper refuses`;
  const shared = (name: string) => `Listener ${name}: another listener has the same host and port, model:8000`;

  test.each<[string, readonly string[], readonly string[]]>([
    ['a Site', pairs([object('Site', 'a')], [object('Site', 'b')], [object('Site', 'c')]), []],
    ['two Sites of the chat', pairs([object('Site', 'a'), object('Site', 'b')]), [twoSites('b')]],
    [
      'three Sites on a machine',
      pairs(
        [],
        ['a', 'b', 'c'].map((name) => object('Site', name)),
      ),
      [twoSites('b'), twoSites('c')],
    ],
    [
      'a listener over a Service',
      pairs([keyed, object('Service', 'model')]),
      ['Service model: has the name of the Service that Skupper makes for Listener chat/model; give it another'],
    ],
    ['a listener beside another Service', pairs([keyed, object('Service', 'page')]), []],
    ['a listener beside what is no Service', pairs([keyed, object('ConfigMap', 'model')]), []],
    [
      'two listeners on one port',
      pairs([keyed, listener('twin', { routingKey: 'a' })]),
      [shared('model'), shared('twin')],
    ],
    ['two listeners on two ports', pairs([keyed, listener('twin', { routingKey: 'a', port: 8001 })]), []],
    ['two listeners on two hosts', pairs([keyed, listener('twin', { routingKey: 'a', host: 'other' })]), []],
    ['no private site', pairs([keyed]), []],
    ['a key with both ends', pairs([keyed], [connector('a')]), []],
    [
      'a key with one end',
      pairs([keyed], [connector('b')]),
      ['Listener model: no connector has its routing key "a"', 'Connector b: no listener has its routing key "b"'],
    ],
    [
      'keys by priority',
      pairs([many({ priority: { routingKeys: ['a', 'b'] } })], [connector('a'), connector('c')]),
      [
        'MultiKeyListener model: no connector has its routing key "b"',
        'Connector c: no listener has its routing key "c"',
      ],
    ],
    [
      'keys by weight',
      pairs([many({ weighted: { routingKeys: { a: 1, b: 2 } } })], [connector('a')]),
      ['MultiKeyListener model: no connector has its routing key "b"'],
    ],
    ['no keys', pairs([many({})], [connector('a')]), ['Connector a: no listener has its routing key "a"']],
    [
      'a connector of the chat',
      pairs([keyed, connector('a')], []),
      ['Listener model: no connector has its routing key "a"'],
    ],
    ['a link with its certificate', pairs([certificate('tls')], [link('tls')]), []],
    [
      'a link without',
      pairs([certificate('other'), object('Secret', 'tls')], [link('tls')]),
      ['Link link: no Certificate makes its credentials, "tls"'],
    ],
  ])('%s', (_, messages, expected) => {
    expect(messages).toEqual(expected);
  });
});
