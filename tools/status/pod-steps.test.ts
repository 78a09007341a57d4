import type { KubeObject } from '../../constructs/finished/kube-object';
import { forbidden } from '../../tests/api-server';
import {
  add,
  article,
  change,
  conditions,
  deny,
  event,
  expected,
  gone,
  namespace,
  observation,
  pod,
  put,
  serve,
  server,
  waitingFor,
  withStatus,
} from '../../tests/played-cluster';
import type { LiveObject } from './observation';
import { pathOf } from './observation';
import { endpointsOf, podProblem, podsOf } from './pod-steps';
import { failed, ok, unknown, waiting } from './step';

serve();
beforeEach(() => put(article, 'linked'));

const replicas = (status: object) => withStatus('Deployment', 'ilab-client', status);
const noneReady = () => replicas({ replicas: 2, updatedReplicas: 2 });
const describePod = 'kubectl describe pod ilab-client-1 -n ilab-chat';
const found = () => podsOf(observation(), expected(article).deployment as KubeObject);

describe('what is found of the pods', () => {
  test.each<[string, () => void, object]>([
    ['all ready', () => replicas({ replicas: 2, readyReplicas: 2, updatedReplicas: 2 }), ok('2 of 2 ready')],
    ['more than wanted', () => replicas({ replicas: 2, readyReplicas: 3, updatedReplicas: 2 }), ok('3 of 2 ready')],
    ['one ready', () => replicas({ replicas: 2, readyReplicas: 1, updatedReplicas: 2 }), waiting('1 of 2 ready')],
    ['no status', () => withStatus('Deployment', 'ilab-client', undefined), waiting('0 of 2 ready')],
    [
      'one of them new',
      () => replicas({ replicas: 2, readyReplicas: 2, updatedReplicas: 1 }),
      waiting('2 of 2 ready, 1 still without the last change'),
    ],
    [
      'an old one that has not left',
      () => replicas({ replicas: 3, readyReplicas: 3, updatedReplicas: 2 }),
      waiting('3 of 2 ready, 1 still without the last change'),
    ],
    [
      'all new, and one too many',
      () => replicas({ replicas: 3, readyReplicas: 3, updatedReplicas: 3 }),
      waiting('3 of 2 ready'),
    ],
    [
      'all new, before they are counted',
      () => replicas({ replicas: 1, readyReplicas: 1, updatedReplicas: 2 }),
      waiting('1 of 2 ready'),
    ],
    [
      'one replica, where nobody says how many',
      () =>
        change('Deployment', 'ilab-client', (object) => ({
          ...object,
          spec: { ...object.spec, replicas: undefined },
          status: { replicas: 1, readyReplicas: 1, updatedReplicas: 1 },
        })),
      ok('1 of 1 ready'),
    ],
    [
      'none wanted',
      () => change('Deployment', 'ilab-client', (object) => ({ ...object, spec: { ...object.spec, replicas: 0 } })),
      waiting('the chat sleeps, with 0 replicas', 'set client.replicas in settings.ts, then npm run synth, and apply'),
    ],
    [
      'pods that may not be made',
      () => replicas(conditions(['ReplicaFailure', 'True', 'exceeded quota'])),
      failed('0 of 2 ready: exceeded quota', 'kubectl describe deployment ilab-client -n ilab-chat'),
    ],
    [
      'pods that may be made again',
      () => replicas(conditions(['ReplicaFailure', 'False', 'exceeded quota'])),
      waiting('0 of 2 ready'),
    ],
    [
      'a pod says more than its Deployment',
      () => {
        replicas(conditions(['ReplicaFailure', 'True', 'exceeded quota']));
        add(waitingFor('InvalidImageName'));
      },
      failed('0 of 2 ready: InvalidImageName', 'correct client.image in settings.ts'),
    ],
    [
      'pods that may not be read',
      () => {
        noneReady();
        deny('v1', 'Pod');
      },
      waiting('0 of 2 ready'),
    ],
    [
      'a problem of other pods',
      () => {
        noneReady();
        add({ ...waitingFor('ErrImagePull'), metadata: { name: 'other', namespace, labels: { app: 'other' } } });
      },
      waiting('0 of 2 ready'),
    ],
  ])('%s', async (_, happens, finding) => {
    happens();
    expect(await found()).toEqual(finding);
  });
});

const problem = () => podProblem(observation(), { app: 'ilab-client' });
const container = (reason: string) => ({ state: { waiting: { reason } } });

describe('what keeps a pod from being ready', () => {
  test.each<[string, LiveObject[], object | undefined]>([
    ...[
      'ErrImagePull',
      'ImagePullBackOff',
      'CreateContainerConfigError',
      'CreateContainerError',
      'RunContainerError',
    ].map((reason): [string, LiveObject[], object] => [reason, [waitingFor(reason)], failed(reason, describePod)]),
    [
      'InvalidImageName',
      [waitingFor('InvalidImageName')],
      failed('InvalidImageName', 'correct client.image in settings.ts'),
    ],
    [
      'CrashLoopBackOff',
      [waitingFor('CrashLoopBackOff')],
      failed('CrashLoopBackOff', 'kubectl logs ilab-client-1 --previous -n ilab-chat'),
    ],
    ['its message', [waitingFor('ErrImagePull', 'no such tag')], failed('ErrImagePull, no such tag', describePod)],
    ['an empty message', [waitingFor('ErrImagePull', '')], failed('ErrImagePull', describePod)],
    ['a reason that passes', [waitingFor('ContainerCreating')], undefined],
    ['a container that runs', [pod({ containerStatuses: [{ state: { running: {} } }, {}] })], undefined],
    ['no status', [{ ...pod({}), status: undefined }], undefined],
    [
      'the second container',
      [pod({ containerStatuses: [container('ContainerCreating'), container('ErrImagePull')] })],
      failed('ErrImagePull', describePod),
    ],
    [
      'the container that comes first',
      [
        pod({
          initContainerStatuses: [container('RunContainerError')],
          containerStatuses: [container('ErrImagePull')],
        }),
      ],
      failed('RunContainerError', describePod),
    ],
    [
      'no node',
      [pod(conditions(['PodScheduled', 'False', '0/3 nodes']))],
      failed('no node takes the pod ilab-client-1: 0/3 nodes', describePod),
    ],
    ['a node', [pod(conditions(['PodScheduled', 'True', '0/3 nodes']))], undefined],
    [
      'a warning',
      [pod({}), event('Pod', 'ilab-client-1', 'probe failed')],
      waiting('ilab-client-1: probe failed', describePod),
    ],
    ['a warning about another pod', [pod({}), event('Pod', 'ilab-client-2', 'probe failed')], undefined],
    [
      'a warning about a pod that is ready',
      [pod(conditions(['Ready', 'True'])), event('Pod', 'ilab-client-1', 'probe failed')],
      undefined,
    ],
    [
      'a warning about a pod that is not ready',
      [pod(conditions(['Ready', 'False'])), event('Pod', 'ilab-client-1', 'probe failed')],
      waiting('ilab-client-1: probe failed', describePod),
    ],
    [
      'the first pod that has one',
      [{ ...pod({}), metadata: { ...pod({}).metadata, name: 'ilab-client-0' } }, waitingFor('ErrImagePull')],
      failed('ErrImagePull', describePod),
    ],
    ...['Failed', 'Succeeded'].map((phase): [string, LiveObject[], undefined] => [
      `a pod that has ${phase}`,
      [pod({ phase, containerStatuses: [container('ErrImagePull')] })],
      undefined,
    ]),
    [
      'a pod that runs',
      [pod({ phase: 'Running', containerStatuses: [container('ErrImagePull')] })],
      failed('ErrImagePull', describePod),
    ],
    [
      'a pod that goes',
      [{ ...waitingFor('ErrImagePull'), metadata: { ...pod({}).metadata, deletionTimestamp: '2026-11-22T11:00:00Z' } }],
      undefined,
    ],
  ])('%s', async (_, objects, finding) => {
    add(...objects);
    expect(await problem()).toEqual(finding);
  });

  test('is not known where pods may not be read', async () => {
    server.replies.set(`GET ${pathOf({ apiVersion: 'v1', kind: 'Pod', namespace })}`, forbidden('list'));
    expect(await problem()).toBeUndefined();
  });
});

describe('what stands behind the Service', () => {
  const slice = (name: string, endpoints: LiveObject['endpoints'], service = 'ilab-client'): LiveObject => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name, namespace, labels: { 'kubernetes.io/service-name': service } },
    endpoints,
  });
  const of = (name: string, ready?: boolean) => ({ targetRef: { name }, conditions: { ready } });
  const nobody = waiting('no ready pod is behind it');

  test.each<[string, LiveObject[], object]>([
    ['two pods', [slice('a', [of('a', true), of('b', true)])], ok('2 pods behind it')],
    ['one pod', [slice('a', [of('a', true)])], ok('1 pod behind it')],
    ['one of two is ready', [slice('a', [of('a', true), of('b', false)])], ok('1 pod behind it')],
    ['nobody says that it is not ready', [slice('a', [of('a'), {}, { conditions: {} }])], ok('3 pods behind it')],
    ['a pod with two addresses', [slice('a', [of('a')]), slice('b', [of('a'), of('b')])], ok('2 pods behind it')],
    ['none', [slice('a', [])], nobody],
    ['no list', [slice('a', undefined)], nobody],
    ['another Service', [slice('a', [of('a')], 'other')], nobody],
    ['a slice of no Service', [{ ...slice('a', [of('a')]), metadata: { name: 'a', namespace } }], nobody],
  ])('%s', async (_, slices, finding) => {
    gone('EndpointSlice', 'ilab-client-1');
    add(...slices);
    expect(await endpointsOf(observation(), expected(article).service as KubeObject)).toEqual(finding);
  });

  test('may not be read', async () => {
    deny('discovery.k8s.io/v1', 'EndpointSlice');
    expect(await endpointsOf(observation(), expected(article).service as KubeObject)).toEqual(
      unknown('you may not read its endpoints'),
    );
  });
});
