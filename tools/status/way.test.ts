import type { ChatSettings } from '../../constructs/settings';
import {
  add,
  article,
  asked,
  change,
  declared,
  deny,
  expected,
  failover,
  gone,
  modelIs,
  models,
  namespace,
  noAnswer,
  observation,
  put,
  secure,
  serve,
  server,
  throughPage,
  unreached,
  withStatus,
} from '../../tests/played-cluster';
import { pathOf } from './observation';
import { type LookOptions, stepsOf } from './way';

serve();

const everyPart: ChatSettings = { ...secure, link: declared.link };
const withoutPage: ChatSettings = { ...article, client: undefined, exposure: {} };

/** What is found of one step, on one line, with what helps. */
async function lines(id: string, input: ChatSettings = article, options: LookOptions = {}): Promise<string[]> {
  const steps = await stepsOf(observation(), expected(input), options);
  return steps
    .filter((step) => step.id === id)
    .map(({ state, detail, remedy }) => `${state}: ${detail}${remedy === undefined ? '' : ` → ${remedy}`}`);
}
const idsOf = async (input: ChatSettings) =>
  (await stepsOf(observation(), expected(input), {})).map(({ id, title }) => (id === title ? id : `${id} (${title})`));

const siteIs = (status: object | undefined) => withStatus('Site', 'ilab-chat', status);
const listenerIs = (status: object | undefined) => withStatus('Listener', 'instructlab', status);
const secret = (name: string) => add({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace } });

describe('the way of a question', () => {
  test('of a chat that has every part', async () => {
    put(everyPart, 'linked');
    withStatus('Certificate', 'link-ilab-podman', { expiration: '2031-11-22T00:00:00Z' });
    expect(await idsOf(everyPart)).toEqual([
      'namespace',
      'objects',
      'exposure (NGINX Ingress)',
      'pods',
      'service (Service)',
      'secrets (Secrets)',
      'site (Site)',
      'listener (Listener)',
      'private-sites (private sites)',
      'link',
      'model',
      'protection',
    ]);
  });

  test('of a chat without a page', async () => {
    put(withoutPage, 'linked');
    expect(await idsOf(withoutPage)).toEqual([
      'namespace',
      'objects',
      'site (Site)',
      'listener (Listener)',
      'private-sites (private sites)',
      'model',
      'protection',
    ]);
    expect(await lines('model', withoutPage)).toEqual([
      expect.stringMatching(/^ok: http:\/\/instructlab:8000 answered a question in \d+\.\d s$/),
    ]);
  });

  test('of several routing keys', async () => {
    put(failover, 'linked');
    expect(await idsOf(failover)).toContain('listener (MultiKeyListener)');
  });

  test('ends at a namespace that is not there', async () => {
    expect(await idsOf(article)).toEqual(['namespace']);
  });
});

const onTheMachine = 'on that machine: curl http://localhost:8000/v1/models; docs/private-site.md has more';

describe('the model', () => {
  const questions = () => server.requests.filter((line) => line.includes('/proxy/')).length;

  test('is not asked where nobody wants it', async () => {
    put(article, 'linked');
    expect(await lines('model', article, { asks: false })).toEqual(['unknown: not asked, because of --no-question']);
    expect(questions()).toBe(0);
  });

  test('is not asked where no pod of the page is ready', async () => {
    put(article, 'linked');
    change('EndpointSlice', 'ilab-client-1', (object) => ({ ...object, endpoints: [] }));
    expect(await lines('model')).toEqual(['waiting: not asked, because no pod of the page is ready']);
    expect(await lines('model', article, { asksLast: true })).toEqual([
      'waiting: not asked, because no pod of the page is ready',
    ]);
    expect(questions()).toBe(0);
  });

  test('is asked where pods may not be counted', async () => {
    put(article, 'linked');
    deny('discovery.k8s.io/v1', 'EndpointSlice');
    expect((await lines('model'))[0]).toMatch(/^ok: /);
  });

  const tooEarly = 'waiting: not asked before all else is well';
  test.each<[string, () => void]>([
    ['the Site', () => siteIs({ status: 'Pending', message: 'Not all done' })],
    ['the listener', () => listenerIs({ status: 'Pending' })],
    ['a private site', () => siteIs({ status: 'Ready', network: [{ name: 'ilab-chat' }] })],
    ['an exposure', () => withStatus('Service', 'ilab-client-lb', {})],
    ['a pod', () => withStatus('Deployment', 'ilab-client', { replicas: 2, readyReplicas: 1, updatedReplicas: 2 })],
  ])('is asked last while %s is waited for', async (_, happens) => {
    put(article, 'linked');
    happens();
    expect(await lines('model', article, { asksLast: true })).toEqual([tooEarly]);
    expect(questions()).toBe(0);
    expect((await lines('model', article, { asksLast: false }))[0]).toMatch(/^ok: /);
  });

  test('is asked last, and at once where all else is well or may not be seen', async () => {
    put(article, 'linked');
    deny('networking.k8s.io/v1', 'Ingress');
    expect((await lines('model', article, { asksLast: true }))[0]).toMatch(/^ok: /);
    put(withoutPage, 'linked');
    expect((await lines('model', withoutPage, { asksLast: true }))[0]).toMatch(/^ok: /);
  });

  test.each<[string, () => void]>([
    ['the Site', () => siteIs({ status: 'Error', message: 'a second Site' })],
    ['the listener', () => listenerIs({ status: 'Pending' })],
  ])('is not what answers with an error while %s is not well', async (_, happens) => {
    put(article, 'linked');
    asked(500, {});
    expect(await lines('model')).toEqual([`failed: it answers a question with 500 → ${onTheMachine}`]);
    happens();
    expect(await lines('model')).toEqual(['waiting: not reached yet: see the steps before it']);
  });

  test('fails where the Site and the listener may not be read', async () => {
    put(article, 'linked');
    asked(500, {});
    deny('skupper.io/v2alpha1', 'Site');
    deny('skupper.io/v2alpha1', 'Listener');
    expect(await lines('model')).toEqual([`failed: it answers a question with 500 → ${onTheMachine}`]);
  });

  test('has what to look at on each machine', async () => {
    const two = {
      ...article,
      privateSites: [
        { name: 'gpu', routingKey: 'gpu', host: '127.0.0.1', port: 9000 },
        { name: 'cpu', routingKey: 'cpu', host: '127.0.0.1', port: 9001 },
        { name: 'third', routingKey: 'third', host: '127.0.0.1', port: 9001 },
      ],
    };
    put(two, 'linked');
    withStatus('MultiKeyListener', 'instructlab', { status: 'Ready', hasDestination: true });
    asked(500, {});
    expect(await lines('model', two)).toEqual([
      'failed: it answers a question with 500 → on that machine: curl http://127.0.0.1:9000/v1/models or curl http://127.0.0.1:9001/v1/models; docs/private-site.md has more',
    ]);
  });

  test('has nothing special to look at where no machine is in the settings, or it is a cluster', async () => {
    const onACluster: ChatSettings = {
      ...article,
      privateSites: [
        {
          name: 'models',
          platform: 'kubernetes',
          namespace: { name: 'models' },
          selector: { app: 'vllm' },
          port: 8000,
        },
      ],
    } as ChatSettings;
    for (const input of [{ ...article, privateSites: undefined }, onACluster]) {
      put(input, 'linked');
      asked(500, {});
      expect(await lines('model', input)).toEqual([
        'failed: it answers a question with 500 → on that machine: ask the model server; docs/private-site.md has more',
      ]);
    }
  });

  test("is asked through the article's page alone", async () => {
    const other = {
      ...article,
      client: { name: 'chat', page: 'gradio', image: 'registry.example.com/gradio-app:v1' },
    } as ChatSettings;
    put(other, 'linked');
    change('EndpointSlice', 'ilab-client-1', (object) => ({
      ...object,
      metadata: { ...object.metadata, labels: { 'kubernetes.io/service-name': 'chat' } },
    }));
    modelIs({ probed: unreached('i/o timeout'), asked: unreached('i/o timeout') });
    expect((await lines('model', other))[0]).toMatch(/^unknown: not asked: the API server does not reach it/);
    expect(server.requests.filter((line) => line.startsWith('POST'))).toHaveLength(1);
    expect(server.requests).not.toContain(throughPage);
  });
});

describe('an answer of the model', () => {
  test('is the better proof than what Skupper waits for', async () => {
    put(article, 'linked');
    siteIs({ status: 'Pending', message: 'Not all done', network: [] });
    listenerIs({ status: 'Pending' });
    const proven = ['ok: the model answers through it'];
    expect(await lines('site')).toEqual(proven);
    expect(await lines('listener')).toEqual(proven);
    expect(await lines('private-sites')).toEqual(proven);
  });

  test('proves nothing of what fails, and of a spare machine', async () => {
    put(failover, 'linked');
    siteIs({ status: 'Error', message: 'a second Site', network: [{ name: 'gpu' }, { name: 'ilab-chat' }] });
    expect((await lines('site', failover))[0]).toMatch(/^failed: a second Site/);
    expect((await lines('private-sites', failover))[0]).toMatch(/^waiting: linked: gpu; cpu is not linked/);
  });

  test('that did not come leaves it as it is', async () => {
    put(article, 'linked');
    noAnswer();
    listenerIs(undefined);
    expect(await lines('listener')).toEqual(['waiting: Skupper has not looked at it yet']);
  });

  test('is needed to know anything without a router', async () => {
    put(article, 'without Skupper');
    expect(await lines('listener')).toEqual(['unknown: not known without the Site']);
    expect(await lines('private-sites')).toEqual(['unknown: not known without the Site']);
  });
});

describe("the age of Skupper's report", () => {
  const reportedAt = (...managedFields: object[]) =>
    change('Site', 'ilab-chat', (object) => ({ ...object, metadata: { ...object.metadata, managedFields } }));
  const fields = [
    { subresource: 'status', time: '2026-11-22T11:50:00Z' },
    { subresource: 'status', time: '2026-11-22T11:55:00Z' },
    { subresource: 'status', time: '2026-11-22T11:40:00Z' },
    { subresource: 'status' },
    { time: '2026-11-22T11:59:00Z' },
  ];

  test('is told where the model does not answer', async () => {
    put(article, 'linked');
    reportedAt(...fields);
    modelIs(models.offline);
    expect(await lines('private-sites')).toEqual(['ok: linked: ilab-podman, as Skupper reported 5 min ago']);
  });

  test('does not matter where it does', async () => {
    put(article, 'linked');
    reportedAt(...fields);
    expect(await lines('private-sites')).toEqual(['ok: linked: ilab-podman']);
  });

  test('does not matter where nothing is linked', async () => {
    put(article, 'linked');
    siteIs({ status: 'Ready', network: [] });
    reportedAt(...fields);
    noAnswer();
    expect(await lines('private-sites')).toEqual(['waiting: no private site is linked yet → docs/private-site.md']);
  });

  test('is not known where the cluster does not say it', async () => {
    put(article, 'linked');
    modelIs(models.offline);
    expect(await lines('private-sites')).toEqual(['ok: linked: ilab-podman']);
    reportedAt({ time: '2026-11-22T11:59:00Z' });
    expect(await lines('private-sites')).toEqual(['ok: linked: ilab-podman']);
  });
});

describe('the Secrets', () => {
  const two: ChatSettings = {
    ...secure,
    client: { ...article.client, env: { KEY: { secretName: 'keys', key: 'a' } } },
  } as ChatSettings;

  test('are there', async () => {
    put(two, 'linked');
    secret('users');
    secret('keys');
    const [line = ''] = await lines('secrets', two);
    expect(line.split(/: |, /).sort()).toEqual(['keys', 'ok', 'users']);
  });

  test('are not all there', async () => {
    put(two, 'linked');
    secret('keys');
    const [line = ''] = await lines('secrets', two);
    const [, commands = ''] = line.split(' → ');
    expect(line).toMatch(/^failed: not there: users → htpasswd -c auth alice && kubectl create secret generic users /);
    const { requirements } = expected(two).summary;
    expect(commands.split(' && ')).toEqual(requirements.find(({ secretName }) => secretName === 'users')?.commands);
  });

  test('are missing', async () => {
    put(two, 'linked');
    server.served.add(pathOf({ apiVersion: 'v1', kind: 'Secret', namespace }));
    const [line = ''] = await lines('secrets', two);
    expect((/^failed: not there: (.*?) → /.exec(line)?.[1] ?? '').split(', ').sort()).toEqual(['keys', 'users']);
  });

  test('may not be listed', async () => {
    put(two, 'linked');
    deny('v1', 'Secret');
    expect(await lines('secrets', two)).toEqual(['unknown: you may not list the Secrets of the namespace ilab-chat']);
  });

  test('are no step where the settings name none', async () => {
    put(article, 'linked');
    gone('Secret', 'users');
    expect(await lines('secrets')).toEqual([]);
  });
});
