import {
  add,
  article,
  change,
  conditions,
  deny,
  event,
  gone,
  namespace,
  noneReady,
  pod,
  put,
  says,
  server,
  sleeping,
  waitingFor,
  withStatus,
} from '../../tests/played-cluster';
import { pathOf } from './observation';

says([
  [
    'no pod is ready',
    article,
    () => {
      gone('EndpointSlice', 'ilab-client-1');
      server.served.add(pathOf({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', namespace }));
    },
    ['… Service        no ready pod is behind it', '… model          not asked, because no pod of the page is ready'],
  ],
  [
    'endpoints that may not be read',
    article,
    () => deny('discovery.k8s.io/v1', 'EndpointSlice'),
    ['? Service        you may not read its endpoints', 'The chat answers.'],
  ],
  [
    'a change that is just applied',
    article,
    () =>
      change('Deployment', 'ilab-client', (object) => ({ ...object, metadata: { ...object.metadata, generation: 2 } })),
    ['… pods           its controller has not looked at the last change yet'],
  ],
  [
    'no Skupper, for a user who may not list what is not there',
    article,
    () => {
      put(article, 'without Skupper');
      deny('skupper.io/v2alpha1', 'Site');
      server.replies.set('GET /apis/skupper.io/v2alpha1', { status: 404, body: '404 page not found' });
    },
    ['✗ Site           Skupper is not installed'],
  ],
  ['pods start', article, noneReady, ['… pods           0 of 2 ready']],
  [
    'an image that cannot be pulled',
    article,
    () => {
      noneReady();
      add(waitingFor('ImagePullBackOff', 'Back-off pulling image "quay.io/x"'));
    },
    [
      '✗ pods           0 of 2 ready: ImagePullBackOff, Back-off pulling image "quay.io/x"',
      '→ kubectl describe pod ilab-client-1 -n ilab-chat',
    ],
  ],
  [
    'a client that crashes',
    article,
    () => {
      noneReady();
      add(waitingFor('CrashLoopBackOff'));
    },
    ['✗ pods           0 of 2 ready: CrashLoopBackOff', '→ kubectl logs ilab-client-1 --previous -n ilab-chat'],
  ],
  [
    'an image name that is none',
    article,
    () => {
      noneReady();
      add(waitingFor('InvalidImageName'));
    },
    ['→ correct client.image in settings.ts'],
  ],
  [
    'no node',
    article,
    () => {
      noneReady();
      add(pod(conditions(['PodScheduled', 'False', '0/3 nodes are available'])));
    },
    ['✗ pods           0 of 2 ready: no node takes the pod ilab-client-1: 0/3 nodes are available'],
  ],
  [
    'a probe that fails',
    article,
    () => {
      noneReady();
      add(pod({}), event('Pod', 'ilab-client-1', 'Readiness probe failed'));
    },
    ['… pods           0 of 2 ready: ilab-client-1: Readiness probe failed'],
  ],
  [
    'a quota',
    article,
    () => withStatus('Deployment', 'ilab-client', conditions(['ReplicaFailure', 'True', 'exceeded quota: pods'])),
    ['✗ pods           0 of 2 ready: exceeded quota: pods', '→ kubectl describe deployment ilab-client -n ilab-chat'],
  ],
  [
    'a chat that sleeps',
    sleeping,
    () => {},
    ['… pods           the chat sleeps, with 0 replicas', '→ set client.replicas'],
  ],
  [
    'a rollout that is stuck behind old pods that serve',
    article,
    () => {
      withStatus('Deployment', 'ilab-client', { replicas: 3, readyReplicas: 2, updatedReplicas: 1 });
      add(waitingFor('ImagePullBackOff'));
    },
    [
      '✗ pods           2 of 2 ready, 2 still without the last change: ImagePullBackOff',
      'The chat answers, but not everything is right: pods:',
    ],
  ],
]);
