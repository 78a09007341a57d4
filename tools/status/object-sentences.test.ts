import { forbidden } from '../../tests/api-server';
import { add, article, change, deny, gone, modelIs, namespace, says, server } from '../../tests/played-cluster';
import { pathOf } from './observation';

says([
  [
    'no namespace',
    article,
    () => gone('Namespace', 'ilab-chat'),
    ['✗ namespace  there is no namespace "ilab-chat"', '→ kubectl apply -f dist'],
  ],
  [
    'an object is not there',
    article,
    () => {
      gone('PodDisruptionBudget', 'ilab-client');
      server.served.add(pathOf({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', namespace }));
    },
    ['✗ objects        not there: PodDisruptionBudget ilab-client', '→ kubectl apply -f dist'],
  ],
  [
    'a namespace that goes',
    article,
    () =>
      change('Namespace', 'ilab-chat', (object) => ({
        ...object,
        metadata: { ...object.metadata, deletionTimestamp: '2026-11-22T11:55:00Z' },
      })),
    [
      '✗ namespace  it is being deleted, for 5 min, and takes nothing new',
      '→ kubectl wait --for=delete namespace/ilab-chat --timeout=700s && kubectl apply -f dist',
    ],
  ],
  [
    'a change by hand',
    article,
    () => change('Deployment', 'ilab-client', (object) => ({ ...object, spec: { ...object.spec, replicas: 1 } })),
    [
      'Not as the settings make it; "npm run synth" and an apply change it:',
      '  Deployment ilab-client: spec.replicas: 1 → 2',
    ],
  ],
  [
    'what cannot be compared',
    article,
    () =>
      server.replies.set(`PATCH ${pathOf({ apiVersion: 'v1', kind: 'Service', namespace, name: 'ilab-client' })}`, {
        status: 422,
        body: { message: 'spec.clusterIP: immutable' },
      }),
    ['Service ilab-client could not be compared: spec.clusterIP: immutable'],
  ],
  [
    'what the settings took away since the last apply, without the value that somebody wrote there',
    article,
    () =>
      change('Deployment', 'ilab-client', (object) => {
        const applied = { ...object, spec: { ...object.spec, paused: true }, status: undefined };
        const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(applied) };
        const [container] = object.spec.template.spec.containers;
        const env = [{ name: 'ADDRESS', value: 'http://user:hunter2@elsewhere' }, ...container.env.slice(1)];
        const template = {
          ...object.spec.template,
          spec: { ...object.spec.template.spec, containers: [{ ...container, env }] },
        };
        return { ...object, metadata: { ...object.metadata, annotations }, spec: { ...object.spec, template } };
      }),
    ['  Deployment ilab-client: spec.paused: true → nothing; pod.containers[0].env[0].value: changed'],
  ],
  [
    'a cluster that tells nothing',
    article,
    () => {
      for (const [apiVersion, kind] of [
        ['skupper.io/v2alpha1', 'Site'],
        ['skupper.io/v2alpha1', 'Listener'],
      ] as const) {
        deny(apiVersion, kind);
      }
      modelIs({ probed: forbidden('get'), asked: forbidden('create') });
    },
    [
      '? objects        you may not read these kinds: Site, Listener',
      'Nobody was asked, so it is not known whether the chat answers.',
    ],
  ],
  [
    'no right to compare',
    article,
    () => {
      for (const { apiVersion, kind, metadata } of server.objects)
        server.replies.set(`PATCH ${pathOf({ apiVersion, kind, ...metadata })}`, forbidden('patch'));
    },
    ['You may not patch objects, so it is not known whether they were changed by hand.', 'The chat answers.'],
  ],
  [
    'what is left of an exposure',
    { ...article, exposure: { loadBalancer: article.exposure?.loadBalancer } },
    () =>
      add({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: {
          name: 'old',
          namespace,
          labels: { 'app.kubernetes.io/managed-by': 'cdk8s', 'app.kubernetes.io/part-of': namespace },
        },
      }),
    ['Not made by the settings any more:', '  Ingress old', '    kubectl delete ingress old -n ilab-chat'],
  ],
  [
    'no right to read namespaces',
    article,
    () => server.replies.set('GET /api/v1/namespaces/ilab-chat', forbidden('get')),
    ['? namespace      you may not read namespaces', 'The chat answers.'],
  ],
]);
