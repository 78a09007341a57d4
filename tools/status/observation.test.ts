import { forbidden } from '../../tests/api-server';
import { add, event, namespace, observation, serve, server } from '../../tests/played-cluster';
import { type LiveObject, pathOf } from './observation';

serve();

const pods = { apiVersion: 'v1', kind: 'Pod' };
const listener = { apiVersion: 'skupper.io/v2alpha1', kind: 'Listener' };

test.each([
  ['v1', 'Pod', undefined, undefined, '/api/v1/pods'],
  ['v1', 'Pod', 'a', undefined, '/api/v1/namespaces/a/pods'],
  ['v1', 'Pod', 'a', 'b', '/api/v1/namespaces/a/pods/b'],
  ['v1', 'Namespace', undefined, 'a', '/api/v1/namespaces/a'],
  ['apps/v1', 'Deployment', 'a', 'b', '/apis/apps/v1/namespaces/a/deployments/b'],
  ['networking.k8s.io/v1', 'Ingress', 'a', undefined, '/apis/networking.k8s.io/v1/namespaces/a/ingresses'],
  ['networking.k8s.io/v1', 'NetworkPolicy', 'a', undefined, '/apis/networking.k8s.io/v1/namespaces/a/networkpolicies'],
  ['networking.k8s.io/v1', 'IngressClass', undefined, 'b', '/apis/networking.k8s.io/v1/ingressclasses/b'],
  ['gateway.networking.k8s.io/v1', 'Gateway', 'a', 'b', '/apis/gateway.networking.k8s.io/v1/namespaces/a/gateways/b'],
  ['v1', 'Keyring', undefined, undefined, '/api/v1/keyrings'],
  ['v1', 'Key', undefined, undefined, '/api/v1/keys'],
  ['v1', 'Cycle', undefined, undefined, '/api/v1/cycles'],
])('%s %s is in the API where the cluster has it', (apiVersion, kind, namespace, name, path) => {
  expect(pathOf({ apiVersion, kind, namespace, name })).toBe(path);
});

describe('the objects of a kind', () => {
  test('each says what it is, and is asked for once', async () => {
    add({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace } });
    const seen = observation();
    const [first, second] = await Promise.all([seen.list(pods), seen.list(pods)]);
    expect(first).toEqual([{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace } }]);
    expect(second).toBe(first);
    expect(await seen.find(pods, 'a')).toMatchObject({ metadata: { name: 'a' } });
    expect(await seen.find(pods, 'b')).toBeUndefined();
    expect(server.requests).toEqual(['GET /api/v1/namespaces/ilab-chat/pods']);
    expect(server.accepted).toEqual(['application/json']);
  });

  test('of Secrets only the names', async () => {
    server.replies.set('GET /api/v1/namespaces/ilab-chat/secrets', {
      status: 200,
      body: { items: [{ metadata: { name: 'a' } }] },
    });
    const secret = { apiVersion: 'v1', kind: 'Secret' };
    expect(await observation().list(secret)).toEqual([{ ...secret, metadata: { name: 'a' } }]);
    expect(server.accepted).toEqual(['application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1']);
  });

  test.each<[string, unknown]>([
    ['an empty list', { items: [] }],
    ['a list of metadata without any', { items: null }],
    ['a list that is not there', {}],
  ])('%s', async (_, body) => {
    server.replies.set(`GET ${pathOf({ ...pods, namespace })}`, { status: 200, body });
    expect(await observation().list(pods)).toEqual([]);
  });

  test('a kind that the cluster does not know', async () => {
    expect(await observation().list(listener)).toBe('not served');
    expect(await observation().find(listener, 'a')).toBe('not served');
  });

  test('a kind that may not be read, and is there', async () => {
    server.replies.set(`GET ${pathOf({ ...listener, namespace })}`, forbidden('list'));
    server.replies.set('GET /apis/skupper.io/v2alpha1', { status: 200, body: {} });
    expect(await observation().list(listener)).toBe('forbidden');
    expect(await observation().find(listener, 'a')).toBe('forbidden');
  });

  test('a kind that may not be read, and is not there', async () => {
    server.replies.set(`GET ${pathOf({ ...listener, namespace })}`, forbidden('list'));
    expect(await observation().list(listener)).toBe('not served');
    expect(server.requests.at(-1)).toBe('GET /apis/skupper.io/v2alpha1');
  });

  test('what every cluster has is not asked for', async () => {
    server.replies.set(`GET ${pathOf({ ...pods, namespace })}`, forbidden('list'));
    expect(await observation().list(pods)).toBe('forbidden');
    expect(server.requests).toHaveLength(1);
  });

  test.each<[number, unknown, string]>([
    [503, { message: 'etcd is not ready' }, 'etcd is not ready'],
    [429, {}, 'it answers 429'],
    [201, null, 'it answers 201'],
  ])('an answer %d says nothing of what is there', async (status, body, reason) => {
    server.replies.set(`GET ${pathOf({ ...pods, namespace })}`, { status, body });
    const failure = await observation()
      .list(pods)
      .catch((error) => error);
    expect({ ...failure, message: failure.message }).toEqual({
      message: `The cluster cannot say yet what it has: ${reason}. Try again in a moment.`,
      isPassing: true,
    });
  });
});

test('an object elsewhere is there, or not, or may not be read', async () => {
  const controller = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a', namespace: 'skupper' } };
  add(controller);
  expect(await observation().elsewhere(controller, 'a', 'skupper')).toEqual(controller);
  expect(await observation().elsewhere(controller, 'b', 'skupper')).toBeUndefined();
  server.replies.set(`GET ${pathOf({ ...controller, ...controller.metadata })}`, forbidden('get'));
  expect(await observation().elsewhere(controller, 'a', 'skupper')).toBe('forbidden');
});

test('an apply is tried where the object is, and may take too long', async () => {
  const service: LiveObject = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace } };
  add(service);
  expect(await observation().tryApply({ ...service, spec: { type: 'NodePort' } })).toEqual({
    status: 200,
    body: { ...service, spec: { type: 'NodePort' } },
  });
  server.replies.set(`PATCH ${pathOf({ ...service, ...service.metadata })}`, {
    status: 504,
    body: 'webhook timed out',
  });
  expect(await observation().tryApply(service)).toEqual({
    status: 504,
    body: { message: 'The cluster of the context "public" does not answer: webhook timed out.' },
  });
});

describe('the last warning', () => {
  const at = (time: object, message: string, more: object = {}) =>
    add({ ...event('Pod', 'a', message), ...time, ...more });

  test('is the one that was seen last, wherever its time stands', async () => {
    at({ metadata: { name: '1', namespace, creationTimestamp: '2026-11-22T11:00:00Z' } }, 'created');
    expect(await observation().lastWarning('Pod', ['a'])).toBe('created (60 min ago)');
    at({ eventTime: '2026-11-22T11:10:00Z' }, 'happened');
    expect(await observation().lastWarning('Pod', ['a'])).toBe('happened (50 min ago)');
    at({ lastTimestamp: '2026-11-22T11:20:00Z', eventTime: '2026-11-22T11:59:00Z' }, 'counted');
    expect(await observation().lastWarning('Pod', ['a'])).toBe('counted (40 min ago)');
    at({ series: { lastObservedTime: '2026-11-22T11:30:00Z' }, lastTimestamp: '2026-11-22T11:59:00Z' }, 'in a series');
    expect(await observation().lastWarning('Pod', ['a'])).toBe('in a series (30 min ago)');
    at({ lastTimestamp: null, eventTime: '2026-11-22T11:25:00Z' }, 'before that');
    at({}, 'at no known time');
    expect(await observation().lastWarning('Pod', ['a'])).toBe('in a series (30 min ago)');
  });

  test('is about one of the objects, and no trifle', async () => {
    server.served.add(pathOf({ apiVersion: 'v1', kind: 'Event', namespace }));
    expect(await observation().lastWarning('Pod', ['a'])).toBeUndefined();
    at({}, 'pulled', { type: 'Normal' });
    at({}, 'elsewhere', { involvedObject: { kind: 'Pod', name: 'b' } });
    at({}, 'another kind', { involvedObject: { kind: 'Service', name: 'a' } });
    at({}, 'of nothing', { involvedObject: undefined });
    expect(await observation().lastWarning('Pod', ['a'])).toBeUndefined();
    expect(await observation().lastWarning('Pod', ['a', 'b'])).toBe('elsewhere');
    at({ message: undefined, lastTimestamp: '2026-11-22T11:59:00Z' }, '');
    expect(await observation().lastWarning('Pod', ['c', 'b'])).toBe('elsewhere');
  });

  test('is not known where events may not be read', async () => {
    server.replies.set(`GET ${pathOf({ apiVersion: 'v1', kind: 'Event', namespace })}`, forbidden('list'));
    expect(await observation().lastWarning('Pod', ['a'])).toBeUndefined();
  });
});

test.each(['v1/models', '/v1/models'])('a Service is asked for %s through the API server', async (path) => {
  server.replies.set('POST /api/v1/namespaces/ilab-chat/services/instructlab:8000/proxy/v1/models', {
    status: 200,
    body: { data: [] },
  });
  jest.spyOn(performance, 'now').mockReturnValueOnce(7000).mockReturnValueOnce(7250);
  expect(await observation().ask('instructlab:8000', path, 60_000, {})).toEqual({
    status: 200,
    body: { data: [] },
    took: 250,
  });
});
