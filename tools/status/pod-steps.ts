import { hasLabels, type KubeObject } from '../../constructs/finished/kube-object';
import type { LiveObject, Observation } from './observation';
import { condition, conditionIn, type Finding, failed, judged, ok, waiting } from './step';

/** Whether enough pods of a Deployment are ready and, if not, why. */
export function podsOf(observation: Observation, deployment: KubeObject): Promise<Finding> {
  return judged(observation, deployment, async (live) => {
    const { replicas = 1 } = live.spec;
    const { readyReplicas = 0, updatedReplicas = 0, replicas: pods = 0 } = live.status ?? {};
    if (replicas === 0) {
      return waiting(
        'the chat sleeps, with 0 replicas',
        'set client.replicas in settings.ts, then npm run synth, and apply',
      );
    }
    const isUpdating = updatedReplicas < replicas || pods > replicas;
    const old = Math.max(pods - updatedReplicas, 0);
    const count = `${readyReplicas} of ${replicas} ready${old > 0 ? `, ${old} still without the last change` : ''}`;
    if (readyReplicas >= replicas && !isUpdating) {
      return ok(count);
    }
    const labels = live.spec.selector.matchLabels as Record<string, string>;
    const problem = (await podProblem(observation, labels)) ?? refusedPods(live, observation.namespace);
    return problem === undefined ? waiting(count) : { ...problem, detail: `${count}: ${problem.detail}` };
  });
}

/** What keeps a pod with these labels from being ready, in the cluster's own words. */
export async function podProblem(
  observation: Observation,
  labels: Readonly<Record<string, string>>,
): Promise<Finding | undefined> {
  const pods = await observation.list({ apiVersion: 'v1', kind: 'Pod' });
  if (typeof pods === 'string') {
    return undefined;
  }
  const own = pods.filter(
    ({ metadata, status }) =>
      hasLabels(metadata.labels, labels) &&
      metadata.deletionTimestamp === undefined &&
      !['Failed', 'Succeeded'].includes(status?.phase),
  );
  for (const pod of own) {
    const problem = await problemOf(pod, observation);
    if (problem !== undefined) {
      return problem;
    }
  }
  return undefined;
}

/** Why a container waits, and what helps. Other reasons pass by themselves. */
const remedies: Readonly<Record<string, (pod: string) => string>> = {
  ErrImagePull: describe,
  ImagePullBackOff: describe,
  InvalidImageName: () => 'correct client.image in settings.ts',
  CreateContainerConfigError: describe,
  CreateContainerError: describe,
  RunContainerError: describe,
  CrashLoopBackOff: (pod) => `kubectl logs ${pod} --previous`,
};

function describe(pod: string): string {
  return `kubectl describe pod ${pod}`;
}

async function problemOf(pod: LiveObject, observation: Observation): Promise<Finding | undefined> {
  const { name } = pod.metadata;
  const inNamespace = `-n ${observation.namespace}`;
  const unscheduled = conditionIn(pod.status?.conditions, 'PodScheduled');
  if (unscheduled?.status === 'False') {
    return failed(`no node takes the pod ${name}: ${unscheduled.message}`, `${describe(name)} ${inNamespace}`);
  }
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  for (const { state } of [...initContainerStatuses, ...containerStatuses]) {
    const { reason, message } = state?.waiting ?? {};
    const remedy = remedies[reason]?.(name);
    if (remedy !== undefined) {
      return failed(
        `${reason}${message ? `, ${message}` : ''}`,
        `${remedy}${remedy.startsWith('kubectl') ? ` ${inNamespace}` : ''}`,
      );
    }
  }
  if (condition(pod, 'Ready')?.status === 'True') {
    return undefined;
  }
  const warning = await observation.lastWarning('Pod', [name]);
  return warning === undefined ? undefined : waiting(`${name}: ${warning}`, `${describe(name)} ${inNamespace}`);
}

/** A quota or an admission controller keeps the pods from being made. */
export function refusedPods(deployment: LiveObject, namespace: string): Finding | undefined {
  const refused = condition(deployment, 'ReplicaFailure');
  return refused?.status === 'True'
    ? failed(refused.message, `kubectl describe deployment ${deployment.metadata.name} -n ${namespace}`)
    : undefined;
}

/** Whether pods stand behind the client's Service. */
export function endpointsOf(observation: Observation, service: KubeObject): Promise<Finding> {
  return judged(observation, service, async () => {
    const slices = await observation.list({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' });
    if (typeof slices === 'string') {
      return { state: 'unknown', detail: 'you may not read its endpoints' };
    }
    const { name } = service.metadata;
    // A Service of two address families has each pod in two slices.
    const pods = slices
      .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === name)
      .flatMap(({ endpoints }) => endpoints ?? [])
      .filter(({ conditions }) => conditions?.ready !== false)
      .map((endpoint) => endpoint.targetRef?.name ?? endpoint);
    const ready = new Set(pods).size;
    return ready > 0 ? ok(`${ready} pod${ready === 1 ? '' : 's'} behind it`) : waiting('no ready pod is behind it');
  });
}
