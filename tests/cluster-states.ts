import type { KubeObject } from '../constructs/finished/kube-object';
import type { LiveObject } from '../tools/status/observation';

/** What the status of an object says, by kind and name. */
export type Statuses = Readonly<Record<string, object>>;

const condition = (type: string, status: boolean, message = 'OK', reason = status ? 'Ready' : 'Pending') => ({
  type,
  status: status ? 'True' : 'False',
  message,
  reason,
  lastTransitionTime: '2026-11-22T19:20:18Z',
});

const controller = { name: 'skupper-controller', namespace: 'skupper', version: '2.2.1' };
const address = { loadBalancer: { ingress: [{ ip: '203.0.113.10' }] } };

const pods: Statuses = {
  'Deployment ilab-client': { observedGeneration: 1, replicas: 2, readyReplicas: 2, updatedReplicas: 2 },
};

const notMatched = {
  status: 'Pending',
  message: 'Not Matched',
  conditions: [condition('Configured', true), condition('Ready', false, 'Not Matched')],
};

const pending: Statuses = {
  ...pods,
  'Site ilab-chat': {
    status: 'Pending',
    message: 'Pending',
    controller,
    conditions: [
      condition('Configured', true),
      condition('Ready', false, 'Pending'),
      condition('Resolved', false, 'Pending'),
      condition('Running', true),
    ],
  },
  'Listener instructlab': notMatched,
};

const ready = {
  status: 'Ready',
  message: 'OK',
  controller,
  conditions: ['Configured', 'Ready', 'Resolved', 'Running'].map((type) => condition(type, true)),
};

const readyAlone: Statuses = {
  ...pods,
  'Service ilab-client-lb': address,
  'Ingress ilab-client-ingress': address,
  'Site ilab-chat': { ...ready, network: [{ id: 'a', name: 'ilab-chat' }], sitesInNetwork: 1 },
  'Listener instructlab': notMatched,
};

const linked: Statuses = {
  ...readyAlone,
  'Site ilab-chat': {
    ...ready,
    network: [
      { id: 'b', name: 'ilab-podman-1795375676-675440357' },
      { id: 'a', name: 'ilab-chat' },
    ],
    sitesInNetwork: 2,
  },
  'Listener instructlab': {
    status: 'Ready',
    message: 'OK',
    hasMatchingConnector: true,
    conditions: ['Configured', 'Ready', 'Matched'].map((type) => condition(type, true)),
  },
};

/** What a real cluster with Skupper 2.2.1 said about the article's chat, state by state, without what nobody asks for. */
export const clusterStates = {
  'without Skupper': { statuses: pods, model: 'offline', verdict: 'Site: Skupper is not installed.' },
  'no address': {
    statuses: pending,
    model: 'offline',
    verdict: 'Site: it waits for an address at which private sites can link to it.',
  },
  'no private site': {
    statuses: readyAlone,
    model: 'offline',
    verdict: 'Listener: no private site has a connector with the routing key "instructlab" yet.',
  },
  linked: { statuses: linked, model: 'online', verdict: 'The chat answers.' },
  'linked, and the model is down': {
    statuses: linked,
    model: 'offline',
    verdict: 'model: the machine is linked, but the model server on it does not answer, or the machine has just left.',
  },
} as const satisfies Record<string, { statuses: Statuses; model: string; verdict: string }>;

export type ClusterState = keyof typeof clusterStates;

/** The objects of a chat as the cluster has them. */
export function liveObjects(objects: readonly KubeObject[], statuses: Statuses): LiveObject[] {
  return objects.map((object) => ({ ...object, status: statuses[`${object.kind} ${object.metadata.name}`] }));
}
