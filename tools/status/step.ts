import type { KubeObject } from '../../constructs/finished/kube-object';
import type { LiveObject, Observation } from './observation';

/** `ok`: it works. `waiting`: it may come by itself. `failed`: it will not. `unknown`: it may not be read, or cannot be asked. */
export type State = 'ok' | 'waiting' | 'failed' | 'unknown';

/** What is looked at. There is a step `exposure` for each exposure, and others only where the chat has such a part. */
export const stepIds = [
  ...['namespace', 'objects', 'exposure', 'pods', 'service', 'secrets'],
  ...['site', 'listener', 'private-sites', 'link', 'model', 'protection'],
] as const;

/** A step of a question's way from the browser to the model, or something beside the way. */
export interface Step {
  readonly id: string;
  readonly title: string;
  readonly state: State;
  /** One sentence: what is there, or what is wrong. */
  readonly detail: string;
  /** The command or the page that helps. */
  readonly remedy?: string;
  /** Whether a question may pass while this is not right: one of several exposures, what protects the chat, a spare machine. */
  readonly isBeside?: boolean;
}

/** What was found about a step, without its name. */
export type Finding = Omit<Step, 'id' | 'title'>;

export const ok = (detail: string): Finding => ({ state: 'ok', detail });
export const waiting = (detail: string, remedy?: string): Finding => ({ state: 'waiting', detail, remedy });
export const failed = (detail: string, remedy?: string): Finding => ({ state: 'failed', detail, remedy });
export const unknown = (detail: string, remedy?: string): Finding => ({ state: 'unknown', detail, remedy });

/** Judges an object of the output by what the cluster has of it. */
export async function judged(
  observation: Observation,
  { apiVersion, kind, metadata }: KubeObject,
  judge: (live: LiveObject) => Finding | Promise<Finding>,
): Promise<Finding> {
  const live = await observation.find({ apiVersion, kind }, metadata.name);
  if (live === 'forbidden') {
    return unknown(`you may not read objects of the kind ${kind} in the namespace ${observation.namespace}`);
  }
  if (live === 'not served') {
    return failed(`the cluster does not know the kind ${kind}`, advice[apiVersion.replace(/\/.*/, '')]);
  }
  if (live === undefined) {
    return failed(`the ${kind} "${metadata.name}" is not there`);
  }
  return isBehind(live) ? waiting('its controller has not looked at the last change yet') : judge(live);
}

/** What helps where the cluster does not know the kinds of an API. */
const advice: Readonly<Record<string, string>> = {
  'gateway.networking.k8s.io': 'docs/exposure.md#gateway-api',
  'route.openshift.io': 'only OpenShift has Routes: use another exposure',
};

/** Whether the status is about an earlier state of the object, as it says itself. */
function isBehind({ metadata, status = {} }: LiveObject): boolean {
  const seen = [status, ...(status.conditions ?? [])].flatMap(({ observedGeneration }) => observedGeneration ?? []);
  return seen.length > 0 && Math.max(...seen) < (metadata.generation ?? 0);
}

/** A condition, as statuses list them. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message: string;
  readonly reason: string;
}

export function conditionIn(conditions: readonly Condition[] | undefined, type: string): Condition | undefined {
  return conditions?.find((one) => one.type === type);
}

/** A condition of an object's status. */
export function condition(live: LiveObject, type: string): Condition | undefined {
  return conditionIn(live.status?.conditions, type);
}
