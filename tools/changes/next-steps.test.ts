import type { KubeObject, Manifest } from '../../constructs/finished/kube-object';
import { stepsFor } from './next-steps';
import { objectChanges } from './object-changes';

/** An object of the chat's namespace, or of the one that is named: `other/chat`. */
function object(kind: string, name: string, spec?: object, annotations?: Record<string, string>): KubeObject {
  const [own = '', namespace = 'chat'] = name.split('/').reverse();
  return { apiVersion: 'v1', kind, metadata: { name: own, namespace, annotations }, spec };
}

const namespace = (name: string): KubeObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const file = (objects: readonly KubeObject[]): Manifest[] => [{ side: 'public', path: 'a.k8s.yaml', objects }];

/** `command: why`, before the apply and after it. */
function steps(before: readonly KubeObject[], after: readonly KubeObject[]) {
  const found = stepsFor(objectChanges(before, after), file(after));
  const lines = (list: typeof found.before) => list.map(({ command, why }) => `${command}: ${why}`);
  return { before: lines(found.before), after: lines(found.after) };
}

const balancer = (name: string) => object('Service', name, { type: 'LoadBalancer' });
const site = (spec?: object) => object('Site', 'chat', spec);

describe('what is left over', () => {
  test.each<[string, KubeObject[], string]>([
    ...['Ingress', 'HTTPRoute'].map((kind): [string, KubeObject[], string] => [
      kind,
      [object(kind, 'a')],
      `kubectl delete ${kind.toLowerCase()} a -n chat: it stays in effect, and the chat stays open that way, until deleted`,
    ]),
    [
      'Route',
      [object('Route', 'a')],
      'kubectl delete route.v1 a -n chat: it stays in effect, and the chat stays open that way, until deleted',
    ],
    [
      'a Service with a balancer',
      [balancer('a')],
      'kubectl delete service a -n chat: it stays in effect, and the chat stays open that way, until deleted',
    ],
    ...['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'].map((kind): [string, KubeObject[], string] => [
      kind,
      [object(kind, 'a')],
      `kubectl delete ${kind.toLowerCase()} a -n chat: it goes on running until deleted`,
    ]),
    ['Gateway', [object('Gateway', 'a')], 'kubectl delete gateway.v1 a -n chat: it goes on running until deleted'],
    ['Site', [site()], 'kubectl delete site chat -n chat: it goes on running until deleted; its links end with it'],
    ['ConfigMap', [object('ConfigMap', 'a')], 'kubectl delete configmap a -n chat: it stays in effect until deleted'],
    [
      'two objects',
      [object('ConfigMap', 'a'), object('Service', 'a')],
      'kubectl delete configmap/a service/a -n chat: they stay in effect until deleted',
    ],
    [
      'two objects of which one runs',
      [object('ConfigMap', 'a'), object('Job', 'a')],
      'kubectl delete configmap/a job/a -n chat: they go on running until deleted',
    ],
    [
      'an autoscaler',
      [object('HorizontalPodAutoscaler', 'a')],
      'kubectl delete horizontalpodautoscaler a -n chat: it goes on changing the number of pods until deleted',
    ],
    [
      'an autoscaler and more',
      [object('HorizontalPodAutoscaler', 'a'), object('ConfigMap', 'a')],
      'kubectl delete horizontalpodautoscaler/a configmap/a -n chat: they stay in effect until deleted',
    ],
    [
      'a volume',
      [object('PersistentVolumeClaim', 'a')],
      "kubectl delete persistentvolumeclaim a -n chat: only when nobody needs what is in it: the users' data go with it, accounts and chats included",
    ],
  ])('%s', (_, gone, expected) => {
    expect(steps(gone, [])).toEqual({ before: [], after: [expected] });
  });

  test('of two namespaces, one by one', () => {
    expect(steps([object('ConfigMap', 'a'), object('ConfigMap', 'other/b')], []).after).toEqual([
      'kubectl delete configmap a -n chat: it stays in effect until deleted',
      'kubectl delete configmap b -n other: it stays in effect until deleted',
    ]);
  });

  test('a volume is apart from the rest', () => {
    expect(steps([object('PersistentVolumeClaim', 'a'), object('ConfigMap', 'a')], []).after).toHaveLength(2);
  });

  test('a balancer whose place another takes has another address', () => {
    const addressed = '; the new balancer has another address';
    expect(steps([balancer('a')], [balancer('b')]).after[0]).toContain(addressed);
    expect(steps([balancer('a')], [object('Service', 'b', { type: 'ClusterIP' })]).after[0]).not.toContain(addressed);
    expect(steps([object('Service', 'a')], [balancer('b')]).after[0]).not.toContain(addressed);
  });

  test.each<[string, KubeObject[], string]>([
    ['with what is in it', [object('ConfigMap', 'a')], 'its links end with it'],
    ['with data', [object('PersistentVolumeClaim', 'a')], "its links and its users' data end with it"],
  ])('a whole namespace, %s', (_, inside, what) => {
    expect(steps([namespace('chat'), ...inside], []).after).toEqual([
      `kubectl delete namespace chat: the whole chat goes on running there until deleted, and ${what}`,
    ]);
  });

  test('a namespace in which something stays is not deleted', () => {
    const stays = object('ConfigMap', 'b');
    expect(steps([namespace('chat'), object('ConfigMap', 'a'), stays], [stays]).after).toEqual([
      'kubectl delete configmap a -n chat: it stays in effect until deleted',
    ]);
  });
});

describe('links that a Site takes no more', () => {
  const closed =
    'kubectl delete routeraccess skupper-router -n chat --ignore-not-found: Skupper leaves the router open to links otherwise';

  test.each<[string, KubeObject, KubeObject, string[]]>([
    ['it took some', site({ linkAccess: 'default' }), site({ ha: true }), [closed]],
    ['it took some, and says nothing now', site({ linkAccess: 'default' }), site(), [closed]],
    ['it takes them another way', site({ linkAccess: 'default' }), site({ linkAccess: 'route' }), []],
    ['it took none', site({ ha: false }), site({ ha: true }), []],
    ['it is no Site', object('Notes', 'a', { linkAccess: 'default' }), object('Notes', 'a', {}), []],
  ])('%s', (_, before, after, expected) => {
    expect(steps([before], [after])).toEqual({ before: [], after: expected });
  });
});

describe('what is in the way of a new object', () => {
  const listener = (name: string, host: string) => object('Listener', name, { host });
  const annotated: Record<string, string> = {
    'nginx.ingress.kubernetes.io/proxy-read-timeout': '600',
    'example.com/team': 'chat',
  };
  const ingress = (
    name: string,
    hosts: readonly (string | undefined)[],
    annotations = annotated,
    className = 'nginx',
  ) => object('Ingress', name, { ingressClassName: className, rules: hosts.map((host) => ({ host })) }, annotations);
  const refused = "ingress-nginx's webhook refuses a second Ingress for the same host and path";
  const taken = [`kubectl delete ingress a -n chat: ${refused}; until the apply nobody comes in that way`];

  test.each<[string, KubeObject, KubeObject, string[]]>([
    ['an Ingress for its host', ingress('a', ['one']), ingress('b', ['one']), taken],
    ['an Ingress for one of its hosts', ingress('a', ['one', 'two']), ingress('b', ['three', 'two']), taken],
    ['an Ingress for all hosts', ingress('a', [undefined]), ingress('b', [undefined]), taken],
    ['an Ingress in another namespace', ingress('a', ['one']), ingress('other/b', ['one']), taken],
    ['an Ingress for another host', ingress('a', ['one']), ingress('b', ['two']), []],
    ['an Ingress of another class', ingress('a', ['one']), ingress('b', ['one'], annotated, 'edge'), []],
    ['an Ingress of another controller', ingress('a', ['one']), ingress('b', ['one'], { 'example.com/a': 'b' }), []],
    [
      'an Ingress that says nothing',
      object('Ingress', 'a', undefined, annotated),
      object('Ingress', 'b', undefined, annotated),
      [],
    ],
    [
      'no Ingress at all',
      object('Notes', 'a', { ingressClassName: 'nginx', rules: [{ host: 'one' }] }, annotated),
      ingress('b', ['one']),
      [],
    ],
    [
      'a Listener for its host',
      listener('a', 'model'),
      object('MultiKeyListener', 'b', { host: 'model' }),
      [
        'kubectl delete listener a -n chat: the MultiKeyListener does not take its place; until the apply the chat finds no model',
      ],
    ],
    ['a Listener for another host', listener('a', 'model'), listener('b', 'other'), []],
    ['a Listener in another namespace', listener('a', 'model'), listener('other/b', 'model'), []],
    [
      'a Service that is called like its host',
      listener('a', 'model'),
      object('Service', 'model'),
      [
        'kubectl delete listener a -n chat && kubectl wait --for=delete service/model -n chat: Skupper made a Service of this name for it; the new one would be merged into that, and go with it',
      ],
    ],
    ['a Deployment that is called like its host', listener('a', 'model'), object('Deployment', 'model'), []],
    [
      'a Listener for the name of a Service',
      object('Service', 'model'),
      listener('b', 'model'),
      [
        'kubectl delete service model -n chat: Skupper makes a Service of this name for the Listener, which would be merged into it',
      ],
    ],
    ['a Listener for the name of a Deployment', object('Deployment', 'model'), listener('b', 'model'), []],
    [
      'a Site beside it',
      object('Site', 'a'),
      object('Site', 'b'),
      ['kubectl delete site a -n chat: a second Site stays in error beside it; all links end with it'],
    ],
    ['a Site in another namespace', object('Site', 'a'), object('Site', 'other/b'), []],
  ])('%s', (_, gone, added, expected) => {
    expect(steps([gone], [added]).before).toEqual(expected);
  });

  test('is deleted before the apply, and not after it once more', () => {
    expect(steps([ingress('a', ['one'])], [ingress('b', ['one'])]).after).toEqual([]);
  });

  test('an Ingress that gives up a host which another takes', () => {
    const before = [ingress('a', ['one']), ingress('b', ['two'])];
    const after = [ingress('a', ['three']), ingress('b', ['one'])];
    expect(steps(before, after).before).toEqual([
      `kubectl delete ingress a -n chat: ${refused}; the apply makes it again, and until then nobody comes in that way`,
    ]);
  });
});

describe('what an apply is refused for', () => {
  const claim = (storage: string | undefined, more: object = {}) =>
    object('PersistentVolumeClaim', 'data', {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage } },
      ...more,
    });
  const data =
    "its class and its access cannot change, its size cannot shrink, and the users' data go with it: copy them first";
  const service = (spec: object) => object('Service', 'a', spec);
  const addressLost =
    'kubectl delete service a -n chat: its clusterIP cannot change; until the apply its name leads nowhere';
  const classLost =
    'kubectl delete service a -n chat: its loadBalancerClass cannot change; the new balancer has another address';
  const balanced = (loadBalancerClass?: string) => service({ type: 'LoadBalancer', loadBalancerClass });

  test.each<[string, KubeObject, KubeObject, string[]]>([
    [
      'another selector',
      object('Deployment', 'a', { selector: { a: 1 } }),
      object('Deployment', 'a', { selector: { a: 2 } }),
      ['kubectl delete deployment a -n chat: its selector cannot change; until the apply there are no pods'],
    ],
    ['another image', object('Deployment', 'a', { image: 1 }), object('Deployment', 'a', { image: 2 }), []],
    ['another class of a balancer', balanced('one'), balanced('two'), [classLost]],
    ['no class of a balancer', balanced('one'), balanced(), [classLost]],
    ['a balancer that becomes none', balanced('one'), service({ type: 'ClusterIP' }), []],
    ['a Service that becomes a balancer', service({ type: 'ClusterIP' }), balanced('one'), []],
    ['another address', service({ clusterIP: '10.0.0.1' }), service({ clusterIP: '10.0.0.2' }), [addressLost]],
    ['an address where the cluster chose one', service({}), service({ clusterIP: '10.0.0.2' }), [addressLost]],
    ['an address that the cluster may keep', service({ clusterIP: '10.0.0.1' }), service({}), []],
    ['a Service that gets an address', service({ clusterIP: 'None' }), service({}), [addressLost]],
    [
      'another host of a Route',
      object('Route', 'a', { host: 'a' }),
      object('Route', 'a', { host: 'b' }),
      ['kubectl delete route.v1 a -n chat: its host cannot change without a right of its own'],
    ],
    [
      'another kind of strategy',
      object('MultiKeyListener', 'a', { strategy: { priority: 1 } }),
      object('MultiKeyListener', 'a', { strategy: { weighted: 1 } }),
      [
        'kubectl delete multikeylistener a -n chat: its kind of strategy cannot change; until the apply the chat finds no model',
      ],
    ],
    [
      'another order of a strategy',
      object('MultiKeyListener', 'a', { strategy: { priority: 1 } }),
      object('MultiKeyListener', 'a', { strategy: { priority: 2 } }),
      [],
    ],
    [
      'a strategy where there was none',
      object('MultiKeyListener', 'a', {}),
      object('MultiKeyListener', 'a', { strategy: { priority: 2 } }),
      [
        'kubectl delete multikeylistener a -n chat: its kind of strategy cannot change; until the apply the chat finds no model',
      ],
    ],
    ['a smaller volume', claim('10Gi'), claim('9Gi'), [`kubectl delete persistentvolumeclaim data -n chat: ${data}`]],
    ['a larger volume', claim('10Gi'), claim('11Gi'), []],
    [
      'a volume that said nothing of its size',
      object('PersistentVolumeClaim', 'data', { accessModes: ['ReadWriteOnce'] }),
      claim('1Gi'),
      [],
    ],
    [
      'a volume that asked for nothing',
      object('PersistentVolumeClaim', 'data', { accessModes: ['ReadWriteOnce'], resources: {} }),
      claim('1Gi'),
      [],
    ],
    [
      'another class of what is no balancer',
      service({ loadBalancerClass: 'one' }),
      service({ loadBalancerClass: 'two' }),
      [],
    ],
    ['a volume of the same size in other words', claim('1Gi'), claim('1024Mi'), []],
    [
      'another class of a volume',
      claim('1Gi'),
      claim('1Gi', { storageClassName: 'fast' }),
      [`kubectl delete persistentvolumeclaim data -n chat: ${data}`],
    ],
    [
      'another access to a volume',
      claim('1Gi'),
      claim('1Gi', { accessModes: ['ReadWriteMany'] }),
      [`kubectl delete persistentvolumeclaim data -n chat: ${data}`],
    ],
    ['a size where there was none', claim(undefined), claim('1Gi'), []],
    [
      'a kind of which everything may change',
      object('ConfigMap', 'a', { a: 1 }),
      object('ConfigMap', 'a', { a: 2 }),
      [],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(steps([before], [after])).toEqual({ before: expected, after: [] });
  });

  test('the pods that use a volume go first, and no others', () => {
    const page = (name: string, volumes?: object[], kind = 'Deployment') =>
      object(kind, name, { template: { spec: { volumes } } });
    const uses = (claimName: string) => [{ name: 'files', configMap: {} }, { persistentVolumeClaim: { claimName } }];
    const others = [
      page('page', uses('data')),
      page('other', uses('other')),
      page('none'),
      page('elsewhere/page', uses('data')),
      page('job', uses('data'), 'Job'),
      object('Deployment', 'empty'),
    ];
    expect(steps([claim('10Gi'), ...others], [claim('9Gi'), ...others]).before).toEqual([
      `kubectl scale deployment/page --replicas=0 -n chat && kubectl delete persistentvolumeclaim data -n chat: ${data}`,
    ]);
  });
});

test('what is no volume is deleted without the pods that use one of its name', () => {
  const pods = object('Deployment', 'page', {
    template: { spec: { volumes: [{ persistentVolumeClaim: { claimName: 'data' } }] } },
  });
  const service = (clusterIP: string) => object('Service', 'data', { clusterIP });
  expect(steps([service('10.0.0.1'), pods], [service('10.0.0.2'), pods]).before[0]).toMatch(
    /^kubectl delete service data -n chat: /,
  );
});

describe('replicas that an autoscaler sets from now on', () => {
  const pods = (replicas?: number) => object('Deployment', 'page', { replicas });
  const scaler = (name: string) => object('HorizontalPodAutoscaler', 'page', { scaleTargetRef: { name } });
  const step =
    'kubectl apply edit-last-applied deployment/page -n chat: delete the line "replicas: 2" there, or the apply leaves one pod until the autoscaler wakes';

  test.each<[string, KubeObject[], KubeObject[], string[]]>([
    ['are given up before', [pods(2)], [pods(), scaler('page')], [step]],
    [
      'are given up before, beside another',
      [pods(2)],
      [pods(), scaler('page'), object('HorizontalPodAutoscaler', 'b', { scaleTargetRef: { name: 'b' } })],
      [step],
    ],
    ['are given up before, with all else', [pods(2)], [object('Deployment', 'page'), scaler('page')], [step]],
    ['were not said', [object('Deployment', 'page')], [pods(), scaler('page')], []],
    ['were none', [pods(0)], [pods(), scaler('page')], []],
    ['stay', [pods(2)], [pods(3), scaler('page')], []],
    ['are those of something else', [pods(2)], [pods(), scaler('other')], []],
    ['were given up long ago', [pods(2), scaler('page')], [pods(), scaler('page')], []],
  ])('%s', (_, before, after, expected) => {
    expect(steps(before, after).before).toEqual(expected);
  });
});
