import fc from 'fast-check';
import { forbidden } from '../../tests/api-server';
import {
  add,
  article,
  asked,
  change,
  deny,
  expected,
  gone,
  look,
  modelIs,
  models,
  namespace,
  noAnswer,
  observation,
  pod,
  put,
  says,
  secure,
  server,
  unreached,
  withStatus,
} from '../../tests/played-cluster';
import type { LiveObject } from './observation';
import { protectionOf } from './protection';
import { type Finding, failed, ok, unknown } from './step';

const service = (name: string, spec: object): LiveObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec,
});

const ingressTo = (name: string): LiveObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'by-hand', namespace },
  spec: { defaultBackend: { service: { name, port: { number: 8080 } } } },
});

says([
  [
    'a policy that was opened by hand',
    article,
    () =>
      change('NetworkPolicy', 'skupper-router-ingress', (object) => ({
        ...object,
        spec: { ...object.spec, ingress: [{}] },
      })),
    [
      '✗ protection     NetworkPolicy skupper-router-ingress was changed',
      '→ kubectl apply -f dist',
      'The chat answers, but not everything is right: protection: NetworkPolicy skupper-router-ingress was changed.',
    ],
  ],
  [
    'a policy that is gone',
    article,
    () => {
      gone('NetworkPolicy', 'ilab-client');
    },
    ['✗ protection     NetworkPolicy ilab-client is not there'],
  ],
  [
    'a policy of somebody else that lets everybody in',
    article,
    () =>
      add({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'open', namespace },
        spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] },
      }),
    [
      '✗ protection     NetworkPolicy open lets everybody in, and is not of the settings',
      '→ kubectl delete networkpolicy open -n ilab-chat',
    ],
  ],
  [
    'a policy of somebody else that lets a few in',
    article,
    () =>
      add({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'monitoring', namespace },
        spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'ops' } } }] }] },
      }),
    ['✓ protection     policies, ranges and logins are as the settings make them', 'The chat answers.'],
  ],
  [
    'ranges that were opened by hand',
    { ...article, exposure: { loadBalancer: { sourceRanges: ['203.0.113.0/24'] } } },
    () =>
      change('Service', 'ilab-client-lb', (object) => ({
        ...object,
        spec: { ...object.spec, loadBalancerSourceRanges: ['0.0.0.0/0'] },
      })),
    ['✗ protection     Service ilab-client-lb was changed'],
  ],
  [
    'a login that was taken out of an Ingress by hand',
    secure,
    () =>
      change('Ingress', 'ilab-client-ingress', (object) => ({
        ...object,
        metadata: { ...object.metadata, annotations: {} },
      })),
    ['✗ protection     Ingress ilab-client-ingress was changed'],
  ],
  [
    "the article's public load balancer, left over",
    article,
    () =>
      add({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'ilab-client-service', namespace },
        spec: { type: 'LoadBalancer', selector: { app: 'ilab-client' } },
      }),
    [
      '✗ protection     Service ilab-client-service leads to the chat, and is not of the settings',
      '→ kubectl delete service ilab-client-service -n ilab-chat',
    ],
  ],
  [
    'policies that may not be read',
    article,
    () => deny('networking.k8s.io/v1', 'NetworkPolicy'),
    [
      '? protection     you may not read these kinds: NetworkPolicy',
      'The chat answers, but whether it is protected as the settings say was not seen',
    ],
  ],
]);

const apply = 'kubectl apply -f dist';
const found = () => protectionOf(observation(), expected(article).publicObjects, ['instructlab'], apply);

describe('what is found', () => {
  test.each<[string, () => void, Finding]>([
    ['all is as the settings make it', () => {}, ok('policies, ranges and logins are as the settings make them')],
    [
      'a Service that lets nobody in, as it is not there',
      () => gone('Service', 'ilab-client-lb'),
      ok('policies, ranges and logins are as the settings make them'),
    ],
    [
      'a policy that is not there',
      () => gone('NetworkPolicy', 'ilab-client'),
      failed('NetworkPolicy ilab-client is not there', apply),
    ],
    [
      'no policy at all, on a cluster that knows none',
      () => {
        for (const { kind, metadata } of server.objects.filter((object) => object.kind === 'NetworkPolicy')) {
          gone(kind, metadata.name);
        }
      },
      failed('NetworkPolicy skupper-router-ingress is not there; NetworkPolicy ilab-client is not there', apply),
    ],
    [
      'everything that is wrong, with what helps against the first',
      () => {
        change('NetworkPolicy', 'ilab-client', (object) => ({ ...object, spec: { ...object.spec, egress: [{}] } }));
        add(
          service('b', { type: 'LoadBalancer', selector: { app: 'ilab-client' } }),
          service('a', { type: 'NodePort', selector: { app: 'ilab-client' } }),
        );
        deny('route.openshift.io/v1', 'Route');
      },
      failed(
        'NetworkPolicy ilab-client was changed; Service b leads to the chat, and is not of the settings; Service a leads to the chat, and is not of the settings',
        apply,
      ),
    ],
    [
      'a way that was opened, with the command that takes it away',
      () => add(service('b', { type: 'LoadBalancer', selector: { app: 'ilab-client' } })),
      failed('Service b leads to the chat, and is not of the settings', 'kubectl delete service b -n ilab-chat'),
    ],
    [
      'an Ingress by hand to the load balancer of the settings',
      () => add(ingressTo('ilab-client-lb')),
      failed(
        'Ingress by-hand leads to the chat, and is not of the settings',
        'kubectl delete ingress by-hand -n ilab-chat',
      ),
    ],
    [
      'an Ingress by hand to a Service with the name of one of our policies',
      () => add(ingressTo('skupper-router-ingress')),
      ok('policies, ranges and logins are as the settings make them'),
    ],
    ...(
      [
        ['v1', 'Pod'],
        ['v1', 'Service'],
        ['networking.k8s.io/v1', 'Ingress'],
        ['networking.k8s.io/v1', 'NetworkPolicy'],
        ['route.openshift.io/v1', 'Route'],
        ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
        ['skupper.io/v2alpha1', 'Connector'],
      ] as const
    ).map(([apiVersion, kind]): [string, () => void, Finding] => [
      `a ${kind} may not be read`,
      () => deny(apiVersion, kind),
      unknown(`you may not read these kinds: ${kind}`),
    ]),
    [
      'several kinds may not be read',
      () => {
        deny('v1', 'Pod');
        deny('v1', 'Service');
      },
      unknown('you may not read these kinds: Service, Pod'),
    ],
  ])('%s', async (_, happens, finding) => {
    put(article, 'linked');
    happens();
    expect(await found()).toEqual({ ...finding, isBeside: true });
  });

  const labelled = (name: string, labels: object): LiveObject => ({
    ...pod({}),
    metadata: { name, namespace, labels: { ...labels } },
  });

  test('a way to pods of the chat, by labels that only the cluster knows', async () => {
    put(article, 'linked', [
      labelled('page', { ...expected(article).deployment?.spec.template.metadata.labels, 'pod-template-hash': 'abc' }),
      labelled('router', { application: 'skupper-router', 'skupper.io/component': 'router', extra: 'x' }),
      labelled('other', { app: 'other', tier: 'y' }),
      { ...pod({}), metadata: { name: 'bare', namespace } },
    ]);
    const leads = (name: string) => `Service ${name} leads to the chat, and is not of the settings`;
    add(
      service('a', { type: 'LoadBalancer', selector: { 'pod-template-hash': 'abc' } }),
      service('b', { type: 'LoadBalancer', selector: { extra: 'x' } }),
      service('c', { type: 'LoadBalancer', selector: { tier: 'y' } }),
    );
    expect((await found()).detail).toBe(`${leads('a')}; ${leads('b')}`);
  });
});

const policy = (name: string, changed: (spec: LiveObject['spec']) => object) => () =>
  change('NetworkPolicy', name, (object) => ({ ...object, spec: changed(structuredClone(object.spec)) }));
const addedPolicy = (spec: object) => () =>
  add({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'by-hand', namespace }, spec });
const everywhere = [{ from: [{ namespaceSelector: {} }] }];
const router = { application: 'skupper-router', 'skupper.io/component': 'router', 'skupper.io/type': 'site' };
const nobody = (spec: LiveObject['spec']) => ({
  ...spec,
  podSelector: { matchLabels: { ...spec.podSelector.matchLabels, nobody: 'x' } },
});

/** Ways in which the chat is open, or what keeps it shut is gone. */
const openings: Readonly<Record<string, () => void>> = {
  'every namespace is a peer of the router, too': policy('skupper-router-ingress', (spec) => {
    spec.ingress[0].from[0].namespaceSelector = {};
    return spec;
  }),
  'the policy of the router takes no pod any more': policy('skupper-router-ingress', nobody),
  'the policy of the client takes no pod any more': policy('ilab-client', nobody),
  'the policy of the client lets everything out': policy('ilab-client', (spec) => ({ ...spec, egress: [{}] })),
  'the policy of the client is about what comes in alone': policy('ilab-client', (spec) => ({
    ...spec,
    policyTypes: ['Ingress'],
  })),
  'a policy by expressions': addedPolicy({
    podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['ilab-client'] }] },
    ingress: [{}],
  }),
  'a policy for the router, by another of its labels': addedPolicy({
    podSelector: { matchLabels: { 'skupper.io/type': 'site' } },
    ingress: everywhere,
  }),
  'a policy from two halves of all addresses': addedPolicy({
    podSelector: {},
    ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/1' } }, { ipBlock: { cidr: '128.0.0.0/1' } }] }],
  }),
  'a node port of the router': () =>
    add({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'by-hand', namespace },
      spec: { type: 'NodePort', selector: { 'skupper.io/type': 'site' } },
    }),
  'an Ingress by hand': () => add(ingressTo('ilab-client')),
  'an annotation more': () =>
    change('Ingress', 'ilab-client-ingress', (object) => ({
      ...object,
      metadata: {
        ...object.metadata,
        annotations: { ...object.metadata.annotations, 'nginx.ingress.kubernetes.io/satisfy': 'any' },
      },
    })),
};

/** Why nobody can be asked, or nothing comes back. */
const silences: Readonly<Record<string, () => void>> = {
  'the model is down': () => modelIs(models.offline),
  'nothing is linked': noAnswer,
  'the model answers with an error': () => asked(500, {}),
  'the API server reaches nothing': () =>
    modelIs({ probed: unreached('i/o timeout'), asked: unreached('i/o timeout') }),
  'no right to ask': () => modelIs({ probed: forbidden('get'), asked: forbidden('create') }),
};

const blindness: Readonly<Record<string, () => void>> = {
  'policies may not be read': () => deny('networking.k8s.io/v1', 'NetworkPolicy'),
  'Services may not be read': () => deny('v1', 'Service'),
};

/** What does not keep anybody from an answer. */
const trifles: Readonly<Record<string, () => void>> = {
  'namespaces may not be read': () => server.replies.set('GET /api/v1/namespaces/ilab-chat', forbidden('get')),
  'events may not be read': () => deny('v1', 'Event'),
  'budgets may not be read': () => deny('policy/v1', 'PodDisruptionBudget'),
  'the listener is behind': () => withStatus('Listener', 'instructlab', { status: 'Pending' }),
  "Skupper's own balancer": () =>
    add({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'skupper-router', namespace, ownerReferences: [{ apiVersion: 'skupper.io/v2alpha1' }] },
      spec: { type: 'LoadBalancer', selector: { 'skupper.io/type': 'site' } },
    }),
  'a policy that lets a few in': addedPolicy({
    podSelector: {},
    ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'ops' } } }] }],
  }),
};

test.each(Object.keys(openings))('what protects the chat has changed: %s', async (name) => {
  put(article, 'linked', [{ ...pod({}), metadata: { name: 'router', namespace, labels: router } }]);
  openings[name]?.();
  const { exitCode, steps } = await look();
  expect({ exitCode, state: steps.at(-1)?.state }).toEqual({ exitCode: 1, state: 'failed' });
});

test('it ends with 0 only when a question was answered and nothing that protects the chat has changed', async () => {
  const all = { ...openings, ...silences, ...blindness, ...trifles };
  const several = (from: object) => fc.subarray(Object.keys(from), { maxLength: 2 });
  const happenings = fc
    .tuple(
      several(trifles),
      fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, several({ ...openings, ...silences, ...blindness })),
    )
    .map((names) => names.flat());
  await fc.assert(
    fc.asyncProperty(happenings, async (names) => {
      server.replies.clear();
      put(article, 'linked', [{ ...pod({}), metadata: { name: 'router', namespace, labels: router } }]);
      for (const name of names) {
        all[name as keyof typeof all]?.();
      }
      const { exitCode, answers } = await look();
      const isWell = names.every((name) => name in trifles);
      expect({ names, exitCode: exitCode === 0, answers: answers === true && exitCode === 0 }).toEqual({
        names,
        exitCode: isWell,
        answers: isWell,
      });
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) },
  );
});
