import type { ChatSettings } from '../../constructs/settings';
import {
  add,
  article,
  borrowed,
  change,
  cluster,
  expected,
  gatewayChat,
  gone,
  look,
  namespace,
  put,
  routeChat,
  serve,
  server,
  withStatus,
} from '../../tests/played-cluster';
import { verdictNow } from './chat-status';

serve();

const urls = async (input: ChatSettings) => (await look(input)).addresses.map(({ title, url }) => `${title}: ${url}`);
const addressOf = (kind: string, name: string, entry: object) => () =>
  withStatus(kind, name, { loadBalancer: { ingress: [entry] } });
const shared = (spec: object, status: object) => () =>
  add({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'shared', namespace },
    spec,
    status,
  });
const own: ChatSettings = { ...article, exposure: { loadBalancer: { port: 80, sourceRanges: ['0.0.0.0/0'] } } };
const named: ChatSettings = { ...article, exposure: { nginxIngress: { host: 'chat.example.com', tls: {} } } };

describe('the addresses to open', () => {
  test.each<[string, ChatSettings, () => void, string[]]>([
    [
      'as the cluster has them',
      article,
      () => {},
      ['load balancer: http://203.0.113.10:8080', 'NGINX Ingress: http://203.0.113.10/'],
    ],
    [
      'with a name',
      own,
      addressOf('Service', 'ilab-client-lb', { hostname: 'lb.example.com' }),
      ['load balancer: http://lb.example.com'],
    ],
    [
      'of IPv6',
      article,
      addressOf('Service', 'ilab-client-lb', { ip: '2001:db8::1' }),
      ['load balancer: http://[2001:db8::1]:8080', 'NGINX Ingress: http://203.0.113.10/'],
    ],
    [
      'only those that are known',
      article,
      () => withStatus('Service', 'ilab-client-lb', {}),
      ['NGINX Ingress: http://203.0.113.10/'],
    ],
    ['none of an object that is not there', own, () => gone('Service', 'ilab-client-lb'), []],
    [
      'none of an object that may not be read',
      own,
      () => server.replies.set('GET /api/v1/namespaces/ilab-chat/services/ilab-client-lb', { status: 403, body: {} }),
      [],
    ],
    [
      'as the settings have them',
      named,
      () => withStatus('Ingress', 'ilab-client-ingress', {}),
      ['NGINX Ingress: https://chat.example.com/'],
    ],
    [
      'of a Route',
      routeChat,
      () => withStatus('Route', 'ilab-client', { ingress: [{ host: 'chat.apps.example.com' }, { host: 'b' }] }),
      ['OpenShift Route: https://chat.apps.example.com/'],
    ],
    ['none of a Route that nobody has taken', routeChat, () => {}, []],
    [
      'of a Gateway',
      gatewayChat,
      () => withStatus('Gateway', 'ilab-client', { addresses: [{ value: '203.0.113.12' }, { value: 'b' }] }),
      ['Gateway: http://203.0.113.12/'],
    ],
    [
      "of somebody else's Gateway with TLS",
      borrowed,
      shared(
        { listeners: [{ protocol: 'HTTP' }, { protocol: 'HTTPS' }] },
        { addresses: [{ value: 'gateway.example.com' }] },
      ),
      ['Gateway: https://gateway.example.com/'],
    ],
    [
      "of somebody else's Gateway without TLS",
      borrowed,
      shared({ listeners: [{ protocol: 'HTTP' }] }, { addresses: [{ value: 'gateway.example.com' }] }),
      ['Gateway: http://gateway.example.com/'],
    ],
    [
      "of somebody else's Gateway without listeners",
      borrowed,
      shared({}, { addresses: [{ value: 'gateway.example.com' }] }),
      ['Gateway: http://gateway.example.com/'],
    ],
    ["none of somebody else's Gateway without an address", borrowed, shared({ listeners: [] }, {}), []],
  ])('are told: %s', async (_, input, happens, addresses) => {
    put(input, 'linked');
    happens();
    expect(await urls(input)).toEqual(addresses);
  });

  test('are asked for only where the settings do not say them', async () => {
    put(named, 'linked');
    await look(named);
    expect(server.requests).not.toContain(
      'GET /apis/networking.k8s.io/v1/namespaces/ilab-chat/ingresses/ilab-client-ingress',
    );
  });
});

test('of a chat whose namespace is not there nothing else is asked', async () => {
  const { steps, ...status } = await look();
  expect(status).toEqual({
    chat: '',
    namespace: 'ilab-chat',
    context: 'public',
    answers: false,
    verdict: 'The chat does not answer. It stops here: namespace: there is no namespace "ilab-chat".',
    exitCode: 1,
    differences: { changed: [], leftOver: [], unknown: [] },
    addresses: [],
  });
  expect(steps.map(({ id }) => id)).toEqual(['namespace']);
  expect(server.requests).toEqual(['GET /api/v1/namespaces/ilab-chat']);
});

test('what differs is told with the rest', async () => {
  put(article, 'linked');
  change('Deployment', 'ilab-client', (object) => ({ ...object, spec: { ...object.spec, replicas: 1 } }));
  expect((await look()).differences).toEqual({
    changed: ['Deployment ilab-client: spec.replicas: 1 → 2'],
    leftOver: [],
    unknown: [],
  });
});

test('the verdict alone compares nothing', async () => {
  put(article, 'linked');
  expect(await verdictNow(cluster(), expected(article))).toEqual({
    answers: true,
    sentence: 'The chat answers.',
    exitCode: 0,
  });
  expect(await verdictNow(cluster(), expected(article), { asks: false })).toMatchObject({ answers: null, exitCode: 2 });
  expect(server.requests.filter((line) => line.startsWith('PATCH'))).toEqual([]);
});
