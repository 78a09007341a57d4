import { forbidden } from '../../tests/api-server';
import { add, deny, namespace, observation, serve, server } from '../../tests/played-cluster';
import { differencesOf, kindsOfTheChat, namespaceOf, objectsOf } from './object-steps';
import { type LiveObject, pathOf } from './observation';
import { failed, ok, unknown } from './step';

serve();

const apply = 'kubectl apply -f dist';
const object = (kind: string, name: string, more: object = {}): LiveObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace },
  ...more,
});
const serviceOf = (spec: object, annotations?: object, more: object = {}): LiveObject => ({
  ...object('Service', 'chat', { spec }),
  metadata: { name: 'chat', namespace, ...(annotations && { annotations }), ...more } as LiveObject['metadata'],
});
const pathTo = ({ apiVersion, kind, metadata }: LiveObject) => pathOf({ apiVersion, kind, ...metadata });

describe('whether all objects are there', () => {
  const wanted = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    object('Service', 'chat'),
    object('Service', 'other'),
    object('ConfigMap', 'texts'),
    object('ConfigMap', 'pages'),
  ];
  const found = () => objectsOf(observation(), wanted, apply);
  const served = (kind: string) => server.served.add(pathOf({ apiVersion: 'v1', kind, namespace }));

  test('they are, and what is in no namespace is looked for elsewhere', async () => {
    add(...wanted.slice(1));
    expect(await found()).toEqual(ok('all there'));
  });

  test('some are missing, which an apply mends, whatever else is not known', async () => {
    add(object('Service', 'chat'));
    deny('v1', 'ConfigMap');
    expect(await found()).toEqual(failed('not there: Service other', apply));
    served('ConfigMap');
    server.replies.clear();
    expect(await found()).toEqual(failed('not there: Service other, ConfigMap texts, ConfigMap pages', apply));
  });

  test('the cluster does not know their kinds', async () => {
    deny('v1', 'ConfigMap');
    expect(await found()).toEqual(unknown('not there, as the cluster does not know their kinds: Service'));
    server.replies.clear();
    expect(await found()).toEqual(unknown('not there, as the cluster does not know their kinds: Service, ConfigMap'));
  });

  test('they may not be read', async () => {
    deny('v1', 'Service');
    deny('v1', 'ConfigMap');
    expect(await found()).toEqual(unknown('you may not read these kinds: Service, ConfigMap'));
  });
});

describe('the namespace', () => {
  const live = (metadata: object = {}) =>
    add({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, ...metadata } });
  const found = () => namespaceOf(observation(), apply);

  test('is there', async () => {
    live();
    expect(await found()).toEqual(ok('ilab-chat'));
  });

  test('is not there', async () => {
    expect(await found()).toEqual(failed('there is no namespace "ilab-chat"', apply));
  });

  test('goes', async () => {
    live({ deletionTimestamp: '2026-11-22T11:00:00Z' });
    expect(await found()).toEqual(
      failed(
        'it is being deleted, for 60 min, and takes nothing new',
        'kubectl wait --for=delete namespace/ilab-chat --timeout=700s && kubectl apply -f dist',
      ),
    );
  });

  test('may not be read', async () => {
    server.replies.set(`GET /api/v1/namespaces/${namespace}`, forbidden('get'));
    expect(await found()).toEqual(unknown('you may not read namespaces'));
  });
});

const remembered = (applied: unknown) => ({
  'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(applied),
});
const deploymentWith = (env: object[], annotations?: object): LiveObject => ({
  ...object('Deployment', 'chat', { spec: { template: { spec: { containers: [{ name: 'a', env }] } } } }),
  metadata: { name: 'chat', namespace, ...(annotations && { annotations }) } as LiveObject['metadata'],
});

describe('what an apply would change', () => {
  test.each<[string, LiveObject, LiveObject, string[]]>([
    ['nothing', serviceOf({ type: 'ClusterIP' }), serviceOf({ type: 'ClusterIP', clusterIP: '10.0.0.1' }), []],
    [
      'what somebody else made of it',
      serviceOf({ type: 'ClusterIP', ports: 1 }),
      serviceOf({ type: 'NodePort', ports: 2 }),
      ['Service chat: spec.type: "NodePort" → "ClusterIP"; spec.ports: 2 → 1'],
    ],
    [
      'what the settings took away since the last apply',
      serviceOf({ type: 'ClusterIP' }),
      serviceOf({ type: 'ClusterIP', extra: 5 }, remembered(serviceOf({ type: 'ClusterIP', extra: 5 }))),
      ['Service chat: spec.extra: 5 → nothing'],
    ],
    [
      'what is different from the last apply, and from what is there, is told once',
      serviceOf({ ports: 1 }),
      serviceOf({ ports: 2 }, remembered(serviceOf({ ports: 2 }))),
      ['Service chat: spec.ports: 2 → 1'],
    ],
    [
      'nothing of what the server counts and others report or remember',
      serviceOf({ ports: 1 }),
      {
        ...serviceOf({ ports: 1 }, remembered(serviceOf({ ports: 1 })), { generation: 7, resourceVersion: '9' }),
        status: { loadBalancer: {} },
      },
      [],
    ],
    [
      'nothing where kubectl remembers annotations of its own',
      serviceOf({}, { 'example.com/a': '1' }),
      serviceOf({}, { 'example.com/a': '1', ...remembered(serviceOf({}, { 'example.com/a': '1' })) }),
      [],
    ],
    [
      'labels',
      serviceOf({}, undefined, { labels: { app: 'chat' } }),
      serviceOf({}, undefined, { labels: { app: 'other' } }),
      ['Service chat: labels.app: "other" → "chat"'],
    ],
    [
      'annotations, without what stood there',
      serviceOf({}, { 'example.com/token': 'wanted' }),
      serviceOf({}, { 'example.com/token': 'hunter2' }),
      ['Service chat: annotations["example.com/token"]: changed'],
    ],
    [
      'variables, without what stood there',
      deploymentWith([{ name: 'A', value: 'wanted' }, { name: 'B' }]),
      deploymentWith(
        [{ name: 'A', value: 'wanted' }, { name: 'B' }],
        remembered(deploymentWith([{ name: 'A', value: 'hunter2' }, { name: 'C' }])),
      ),
      ['Deployment chat: pod.containers[0].env[0].value: changed; pod.containers[0].env[1].name: "C" → "B"'],
    ],
    [
      'the tenth variable, too',
      deploymentWith(Array(12).fill({ value: 'wanted' })),
      deploymentWith(
        Array(12).fill({ value: 'wanted' }),
        remembered(deploymentWith([...Array(11).fill({ value: 'wanted' }), { value: 'hunter2' }])),
      ),
      ['Deployment chat: pod.containers[0].env[11].value: changed'],
    ],
  ])('%s', async (_, wanted, live, changed) => {
    add(live);
    expect(await differencesOf(observation(), [wanted])).toEqual({ changed, leftOver: [], unknown: [] });
  });

  test('nothing is said of what is not there, may not be read, or is in no namespace', async () => {
    deny('v1', 'ConfigMap');
    server.served.add(pathOf({ apiVersion: 'v1', kind: 'Service', namespace }));
    add({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { a: 'b' } } });
    const wanted = [
      object('Service', 'chat'),
      object('ConfigMap', 'texts'),
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    ];
    expect(await differencesOf(observation(), wanted)).toEqual({ changed: [], leftOver: [], unknown: [] });
    expect(server.requests.filter((line) => line.startsWith('PATCH'))).toEqual([]);
  });
});

test('what kubectl remembers is no difference, whatever becomes of it', async () => {
  const wanted = serviceOf({ ports: 1 });
  add(serviceOf({ ports: 1 }, remembered({ ...wanted, metadata: { ...wanted.metadata, annotations: {} } })));
  server.replies.set(`PATCH ${pathTo(wanted)}`, {
    status: 200,
    body: serviceOf({ ports: 1 }, { 'kubectl.kubernetes.io/last-applied-configuration': '{}' }),
  });
  expect((await differencesOf(observation(), [wanted])).changed).toEqual([]);
});

describe('what cannot be compared', () => {
  const wanted = [serviceOf({ ports: 1 }), object('ConfigMap', 'texts')];
  const answer = (status: number, body: unknown) => {
    for (const one of wanted) {
      server.replies.set(`PATCH ${pathTo(one)}`, { status, body });
    }
  };
  const mayNot = 'You may not patch objects, so it is not known whether they were changed by hand.';

  test.each<[string, number, unknown, string[]]>([
    ['no right to', 403, forbidden('patch').body, [mayNot]],
    [
      'a webhook that refuses it',
      403,
      { message: 'admission webhook denied' },
      [
        'Service chat could not be compared: admission webhook denied',
        'ConfigMap texts could not be compared: admission webhook denied',
      ],
    ],
    [
      'another answer about a right',
      422,
      { message: 'cannot patch resource' },
      [
        'Service chat could not be compared: cannot patch resource',
        'ConfigMap texts could not be compared: cannot patch resource',
      ],
    ],
    [
      'an answer without a reason',
      409,
      null,
      [
        'Service chat could not be compared: the cluster answers 409',
        'ConfigMap texts could not be compared: the cluster answers 409',
      ],
    ],
  ])('%s', async (_, status, body, why) => {
    add(serviceOf({ ports: 2 }), object('ConfigMap', 'texts'));
    answer(status, body);
    expect(await differencesOf(observation(), wanted)).toEqual({ changed: [], leftOver: [], unknown: why });
  });

  test('what is known since the last apply is told all the same', async () => {
    add(serviceOf({ ports: 2 }, remembered(serviceOf({ ports: 2 }))), object('ConfigMap', 'texts', {}));
    answer(422, { message: 'immutable' });
    expect(await differencesOf(observation(), wanted)).toEqual({
      changed: ['Service chat: spec.ports: 2 → 1'],
      leftOver: [],
      unknown: ['ConfigMap texts could not be compared: immutable'],
    });
  });
});

describe('what is left', () => {
  const labels = { 'app.kubernetes.io/managed-by': 'cdk8s', 'app.kubernetes.io/part-of': namespace };
  const left = (kind: string, name: string, metadata: object = { labels }, apiVersion = 'v1') =>
    add({ apiVersion, kind, metadata: { name, namespace, ...metadata } });
  const found = async (made: LiveObject[] = []) => (await differencesOf(observation(), made)).leftOver;

  test('every kind of the chat, with the command that deletes it', async () => {
    for (const { apiVersion, kind } of kindsOfTheChat) {
      left(kind, 'old', { labels }, apiVersion);
    }
    const leftOver = await found();
    expect(leftOver.map(({ name }) => name)).toEqual(
      kindsOfTheChat.map(({ kind }) =>
        kind === 'PersistentVolumeClaim' ? "PersistentVolumeClaim old, with the users' data" : `${kind} old`,
      ),
    );
    expect(leftOver.map(({ command }) => command)).toEqual(
      expect.arrayContaining([
        'kubectl delete service old -n ilab-chat',
        'kubectl delete gateway.gateway.networking.k8s.io old -n ilab-chat',
        'kubectl delete persistentvolumeclaim old -n ilab-chat',
      ]),
    );
  });

  test('no object of the settings, of others, or that another object owns', async () => {
    left('Service', 'made');
    left('Service', 'of-others', { labels: { ...labels, 'app.kubernetes.io/managed-by': 'Helm' } });
    left('Service', 'of-another-chat', { labels: { ...labels, 'app.kubernetes.io/part-of': 'other' } });
    left('Service', 'without-labels', {});
    left('Service', 'owned', { labels, ownerReferences: [{ apiVersion: 'v1' }] });
    left('Service', 'old', { labels, ownerReferences: [] });
    deny('v1', 'ConfigMap');
    expect(await found([{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'made', namespace } }])).toEqual([
      { name: 'Service old', command: 'kubectl delete service old -n ilab-chat' },
    ]);
  });
});
