import type { KubeObject } from '../../constructs/finished/kube-object';
import { skupperInstallation } from '../../constructs/skupper/version';
import type { ChatSummary } from '../../constructs/synthesis/synthesis';
import {
  add,
  article,
  change,
  conditions,
  controllerStatus,
  deny,
  expected,
  failover,
  gone,
  namespace,
  observation,
  put,
  serve,
  server,
  waitingFor,
  withStatus,
} from '../../tests/played-cluster';
import type { LiveObject } from './observation';
import { pathOf } from './observation';
import { linkOf, listenerOf, networkOf, siteOf } from './skupper-steps';
import { failed, ok, unknown, waiting } from './step';

serve();
beforeEach(() => put(article, 'linked'));

const { site, listener } = expected(article);
const describeSite = 'kubectl describe site ilab-chat -n ilab-chat';
const siteIs = (status: object | undefined) => () => withStatus('Site', 'ilab-chat', status);
const notRunning = { status: 'Pending', ...conditions(['Running', 'False']) };
const ofRouter = { name: 'skupper-router-1', namespace, labels: { 'skupper.io/component': 'router' } };
const controllerMayNotBeRead = () =>
  server.replies.set('GET /apis/apps/v1/namespaces/skupper/deployments/skupper-controller', { status: 403, body: {} });

describe('the Site', () => {
  type Way = ChatSummary['linksOver'] | undefined;
  test.each<[string, () => void, object, boolean, Way?]>([
    ['is ready', () => {}, ok('ready, Skupper 2.2.1'), true],
    [
      'is ready, of a version that it does not say',
      siteIs({ status: 'Ready' }),
      ok('ready, Skupper of an unknown version'),
      true,
    ],
    [
      'cannot be: Skupper is not installed',
      () => put(article, 'without Skupper'),
      failed('Skupper is not installed', `${skupperInstallation}, then apply again`),
      false,
    ],
    [
      'is not looked at, and nobody is where the controller is usually installed',
      siteIs(undefined),
      waiting(
        'Skupper has not looked at it yet, and its controller is not where it is usually installed, in the namespace skupper',
        `see whether it runs elsewhere; if not: ${skupperInstallation}`,
      ),
      false,
    ],
    [
      'is not looked at, as the controller does not run',
      () => {
        siteIs({})();
        add(controllerStatus('False'));
      },
      failed("Skupper's controller does not run", 'kubectl describe deployment skupper-controller -n skupper'),
      false,
    ],
    [
      'is not looked at, as the controller has no state',
      () => {
        siteIs({})();
        add({ ...controllerStatus('True'), status: {} });
      },
      failed("Skupper's controller does not run", 'kubectl describe deployment skupper-controller -n skupper'),
      false,
    ],
    ...[() => add(controllerStatus('True')), controllerMayNotBeRead].map(
      (happens): [string, () => void, object, boolean] => [
        `is not looked at, by a controller that ${happens === controllerMayNotBeRead ? 'may not be read' : 'runs'}`,
        () => {
          siteIs({})();
          happens();
        },
        waiting('Skupper has not looked at it yet', 'kubectl logs deployment/skupper-controller -n skupper'),
        false,
      ],
    ),
    [
      'has an error',
      siteIs({ status: 'Error', message: 'a second Site' }),
      failed('a second Site', describeSite),
      true,
    ],
    [
      'is not configured',
      siteIs({ status: 'Pending', message: 'no access', ...conditions(['Configured', 'False'], ['Running', 'False']) }),
      failed('no access', describeSite),
      true,
    ],
    [
      'is ready only when it is configured',
      siteIs({ status: 'Ready', message: 'no access', ...conditions(['Configured', 'False']) }),
      failed('no access', describeSite),
      true,
    ],
    ['has no router yet', siteIs(notRunning), waiting("Skupper's router does not run yet", describeSite), false],
    [
      'has a router that no image is found for',
      () => {
        siteIs(notRunning)();
        add({ ...waitingFor('ErrImagePull'), metadata: ofRouter });
      },
      failed('ErrImagePull', 'kubectl describe pod skupper-router-1 -n ilab-chat'),
      false,
    ],
    [
      "has no router yet, and the page's pods have a problem of their own",
      () => {
        siteIs(notRunning)();
        add(waitingFor('ErrImagePull'));
      },
      waiting("Skupper's router does not run yet", describeSite),
      false,
    ],
    [
      'has a router whose pods are refused',
      () => {
        siteIs(notRunning)();
        add({
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'skupper-router', namespace },
          status: conditions(['ReplicaFailure', 'True', 'exceeded quota']),
        });
      },
      failed('exceeded quota', 'kubectl describe deployment skupper-router -n ilab-chat'),
      false,
    ],
    [
      'has a router that may not be read',
      () => {
        siteIs(notRunning)();
        deny('apps/v1', 'Deployment');
      },
      waiting("Skupper's router does not run yet", describeSite),
      false,
    ],
    [
      'waits for a load balancer',
      siteIs({ status: 'Pending', message: 'Pending', ...conditions(['Resolved', 'False']) }),
      waiting(
        'it waits for an address at which private sites can link to it',
        'kubectl get service skupper-router -n ilab-chat (it needs a load balancer; kind and bare metal have none of their own)',
      ),
      true,
    ],
    [
      'waits for a Route',
      siteIs({ status: 'Pending', message: 'Pending', ...conditions(['Resolved', 'False']) }),
      waiting('it waits for an address at which private sites can link to it', 'oc get route -n ilab-chat'),
      true,
      'routes',
    ],
    [
      'waits for something else',
      siteIs({ status: 'Pending', message: 'Not all done', ...conditions(['Resolved', 'True'], ['Running', 'True']) }),
      waiting('Not all done', describeSite),
      true,
    ],
    [
      'may not be read',
      () => deny('skupper.io/v2alpha1', 'Site'),
      unknown('you may not read objects of the kind Site in the namespace ilab-chat'),
      true,
    ],
  ])('%s', async (_, happens, finding, hasRouter, over: Way = undefined) => {
    happens();
    expect(await siteOf(observation(), site, over ?? expected(article).summary.linksOver)).toEqual({
      ...finding,
      hasRouter,
    });
  });
});

const apply = 'kubectl apply -f dist';
const listenerIs = (status: object | undefined) => () => withStatus('Listener', 'instructlab', status);
const notThere = (keys: string) =>
  waiting(`no private site has a connector with the routing key ${keys} yet`, 'docs/private-site.md');
const describeListener = 'kubectl describe listener instructlab -n ilab-chat';

describe('the listener', () => {
  test.each<[string, () => void, object]>([
    [
      'has a connector',
      listenerIs({ status: 'Ready', hasMatchingConnector: true }),
      ok('a private site has a connector for it'),
    ],
    [
      'has a destination',
      listenerIs({ status: 'Ready', hasDestination: true }),
      ok('a private site has a connector for it'),
    ],
    ['has none', listenerIs({ status: 'Pending', hasMatchingConnector: false }), notThere('"instructlab"')],
    ['says nothing of one', listenerIs({ status: 'Ready', hasDestination: 'yes' }), notThere('"instructlab"')],
    ['is not looked at', listenerIs({}), waiting('Skupper has not looked at it yet')],
    ['is not looked at and has no status', listenerIs(undefined), waiting('Skupper has not looked at it yet')],
    [
      'has an error',
      listenerIs({ status: 'Error', message: 'the port is taken' }),
      failed('the port is taken', describeListener),
    ],
    [
      'has an error that a condition explains',
      listenerIs({ status: 'Error', message: 'Error', ...conditions(['Configured', 'True', 'no such Secret']) }),
      failed('no such Secret', describeListener),
    ],
    [
      'is not configured',
      listenerIs({ ...conditions(['Configured', 'False', 'no such Secret']) }),
      failed('no such Secret', describeListener),
    ],
    [
      'is configured',
      listenerIs({ status: 'Pending', ...conditions(['Configured', 'True', 'OK']) }),
      notThere('"instructlab"'),
    ],
    [
      'was changed in two places',
      () =>
        change('Listener', 'instructlab', (object) => ({
          ...object,
          spec: { ...object.spec, port: 9000, routingKey: 'other' },
        })),
      failed(
        'it is not as the settings make it: spec.port: 9000 → 8000; spec.routingKey: "other" → "instructlab"',
        apply,
      ),
    ],
  ])('%s', async (_, happens, finding) => {
    happens();
    expect(await listenerOf(observation(), listener, ['instructlab'], apply)).toEqual(finding);
  });

  test('of several routing keys waits for one of them', async () => {
    put(failover, 'linked');
    withStatus('MultiKeyListener', 'instructlab', { status: 'Pending' });
    const { listener: several } = expected(failover);
    expect(await listenerOf(observation(), several, ['gpu', 'cpu'], apply)).toEqual(notThere('"gpu" or "cpu"'));
  });
});

const linkedSites = (...network: object[]) => siteIs({ status: 'Ready', network: [{ name: 'ilab-chat' }, ...network] });
const serves = (routingKey: string, ...connectors: string[]) => ({ routingKey, connectors });
const machines = ['gpu', 'gpu-2', 'cpu'];
const all = [{ name: 'gpu-1-2' }, { name: 'gpu-2-1-2' }, { name: 'cpu' }];
const beside = { isBeside: true };

describe('the private sites', () => {
  test.each<[string, () => void, string[], object]>([
    ['none is linked', linkedSites(), ['gpu'], waiting('no private site is linked yet', 'docs/private-site.md')],
    [
      'nothing is said of them',
      siteIs(undefined),
      ['gpu'],
      waiting('no private site is linked yet', 'docs/private-site.md'),
    ],
    ['all are', linkedSites(...all), machines, ok('linked: gpu, gpu-2, cpu')],
    ['all are, and one more', linkedSites(...all, { name: 'laptop' }), machines, ok('linked: gpu, gpu-2, cpu, laptop')],
    [
      'one is not',
      linkedSites(all[0] as object, all[1] as object),
      machines,
      { ...waiting('linked: gpu, gpu-2; cpu is not linked', 'docs/private-site.md'), ...beside },
    ],
    [
      'two are not',
      linkedSites(all[1] as object),
      machines,
      { ...waiting('linked: gpu-2; gpu, cpu are not linked', 'docs/private-site.md'), ...beside },
    ],
    [
      'only one that nobody knows, and another',
      linkedSites({ name: 'laptop' }, { name: 'cpu-7' }),
      machines,
      { ...waiting('linked: laptop, cpu; gpu, gpu-2 are not linked', 'docs/private-site.md'), ...beside },
    ],
    [
      'only one that nobody knows',
      linkedSites({ name: 'laptop' }),
      ['gpu', 'cpu'],
      { ...waiting('gpu, cpu are not linked yet', 'docs/private-site.md'), isBeside: false },
    ],
    [
      'names that only look like those of machines',
      linkedSites({ name: 'gpu-x-1' }, { name: 'gpu-1-x' }, { name: 'a-gpu' }),
      ['gpu'],
      { ...waiting('gpu is not linked yet', 'docs/private-site.md'), isBeside: false },
    ],
    [
      'versions',
      linkedSites({ name: 'gpu-1', version: '2.2.1' }, { name: 'cpu' }),
      ['gpu', 'cpu'],
      ok('linked: gpu (Skupper 2.2.1), cpu'),
    ],
    [
      'two of one name',
      linkedSites(
        { name: 'gpu-1', version: '2.2.1' },
        { name: 'gpu-3', version: '2.2.1' },
        { name: 'cpu', version: '2.1.0' },
      ),
      ['gpu', 'cpu'],
      ok('linked: gpu (Skupper 2.2.1, 2 machines of this name, or one that came back), cpu (Skupper 2.1.0)'),
    ],
    [
      'a connector for the model, beside another',
      linkedSites({ name: 'gpu-1', services: [serves('other', 'a'), serves('b', 'localhost')] }),
      ['gpu'],
      ok('linked: gpu'),
    ],
    [
      'a listener for the model, without a connector',
      linkedSites({ name: 'gpu-1', services: [serves('b')] }, { name: 'cpu', services: [{ routingKey: 'b' }] }),
      ['gpu', 'cpu'],
      ok('linked: gpu (without a connector for the model), cpu (without a connector for the model)'),
    ],
    [
      'a connector for something else',
      linkedSites({ name: 'gpu-1', services: [serves('other', 'a')] }),
      ['gpu'],
      ok('linked: gpu (without a connector for the model)'),
    ],
    ['no services that are known', linkedSites({ name: 'gpu-1', services: [] }), ['gpu'], ok('linked: gpu')],
    [
      'one of two machines of a name has the connector',
      linkedSites(
        { name: 'gpu-1', services: [serves('a', 'localhost')] },
        { name: 'gpu-2', services: [serves('other', 'a')] },
      ),
      ['gpu'],
      ok('linked: gpu (2 machines of this name, or one that came back)'),
    ],
  ])('%s', async (_, happens, names, finding) => {
    happens();
    expect(await networkOf(observation(), site, names, ['a', 'b'])).toEqual(finding);
  });
});

describe('the link', () => {
  const kind = { apiVersion: 'skupper.io/v2alpha1', kind: 'Certificate' };
  const one = (name: string, expiration?: string): LiveObject => ({
    ...kind,
    metadata: { name, namespace },
    status: expiration === undefined ? undefined : { expiration },
  });
  const declared: KubeObject[] = [one('link-gpu'), one('link-cpu')];
  const ends = (name: string, date: string) => ({
    ...waiting(`the certificate of ${name} ends on ${date}`, 'docs/private-site.md, section 6'),
    ...beside,
  });

  test.each<[string, () => void, object | undefined]>([
    [
      'has a good certificate',
      () => add(one('link-gpu', '2027-11-22T08:00:00Z')),
      ok('its certificate is good until 2027-11-22'),
    ],
    ['ends in less than a month', () => add(one('link-gpu', '2026-12-22T11:59:59Z')), ends('link-gpu', '2026-12-22')],
    [
      'ends in a month',
      () => add(one('link-gpu', '2026-12-22T12:00:00Z')),
      ok('its certificate is good until 2026-12-22'),
    ],
    [
      'ends with the first of its certificates',
      () => add(one('link-gpu', '2031-11-22T08:00:00Z'), one('link-cpu', '2026-12-01T08:00:00Z')),
      ends('link-cpu', '2026-12-01'),
    ],
    [
      'ends with the first of its certificates, in another order',
      () => add(one('link-cpu', '2026-12-01T08:00:00Z'), one('link-gpu', '2031-11-22T08:00:00Z')),
      ends('link-cpu', '2026-12-01'),
    ],
    [
      'does not end with the certificate of something else',
      () => add(one('other', '2026-12-01T08:00:00Z'), one('link-gpu', '2031-11-22T08:00:00Z')),
      ok('its certificate is good until 2031-11-22'),
    ],
    [
      'has certificates that are not made yet',
      () => add({ ...one('link-gpu'), status: {} }, one('link-cpu', '2031-11-22T08:00:00Z')),
      ok('its certificate is good until 2031-11-22'),
    ],
    ['says nothing', () => add(one('link-gpu')), undefined],
    ['has none', () => {}, unknown('you may not read the certificates of the links')],
    [
      'may not be read',
      () => deny(kind.apiVersion, kind.kind),
      unknown('you may not read the certificates of the links'),
    ],
  ])('%s', async (_, happens, finding) => {
    gone('Certificate', 'link-gpu');
    happens();
    expect(await linkOf(observation(), declared)).toEqual(finding);
  });

  test('is nothing to tell of where none is declared', async () => {
    add({ ...one('link-gpu', '2026-12-01T08:00:00Z') });
    const others = [
      { ...one('link-gpu'), apiVersion: 'cert-manager.io/v1' },
      { ...one('link-gpu'), kind: 'Link' },
    ];
    expect(await linkOf(observation(), others)).toBeUndefined();
    expect(server.requests).not.toContain(`GET ${pathOf({ ...kind, namespace })}`);
  });
});
