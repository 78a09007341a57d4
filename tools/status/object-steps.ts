import { identityOf, type KubeObject } from '../../constructs/finished/kube-object';
import { deletion } from '../changes/manual-step';
import { objectChanges } from '../changes/object-changes';
import { ageOf } from './age';
import type { Kind, LiveObject, Observation } from './observation';
import { type Finding, failed, ok, unknown } from './step';

/** How the objects on the cluster differ from those that the settings make. */
export interface Differences {
  /** What an apply would change back, or for the first time. */
  readonly changed: readonly string[];
  /** What is the chat's and not made any more, and the command that deletes it. */
  readonly leftOver: readonly { readonly name: string; readonly command: string }[];
  /** Why something could not be compared. */
  readonly unknown: readonly string[];
}

/** Kinds of objects that a chat may have left. */
export const kindsOfTheChat: readonly Kind[] = [
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'v1', kind: 'ServiceAccount' },
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' },
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding' },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway' },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' },
  { apiVersion: 'route.openshift.io/v1', kind: 'Route' },
  { apiVersion: 'traefik.io/v1alpha1', kind: 'Middleware' },
  { apiVersion: 'k8s.nginx.org/v1', kind: 'Policy' },
  { apiVersion: 'cloud.google.com/v1', kind: 'BackendConfig' },
  { apiVersion: 'networking.gke.io/v1beta1', kind: 'FrontendConfig' },
  { apiVersion: 'skupper.io/v2alpha1', kind: 'Site' },
  { apiVersion: 'skupper.io/v2alpha1', kind: 'Listener' },
  { apiVersion: 'skupper.io/v2alpha1', kind: 'MultiKeyListener' },
  { apiVersion: 'skupper.io/v2alpha1', kind: 'Certificate' },
];

/** Whether all objects are there. What helps with kinds that the cluster does not know is told where they matter. */
export async function objectsOf(
  observation: Observation,
  objects: readonly KubeObject[],
  apply: string,
): Promise<Finding> {
  const missing: string[] = [];
  const unread = new Set<string>();
  const unserved = new Set<string>();
  for (const object of objects.filter(isInNamespace)) {
    const live = await observation.find(object, object.metadata.name);
    if (live === undefined) {
      missing.push(`${object.kind} ${object.metadata.name}`);
    } else if (live === 'forbidden') {
      unread.add(object.kind);
    } else if (live === 'not served') {
      unserved.add(object.kind);
    }
  }
  if (missing.length > 0) {
    return failed(`not there: ${missing.join(', ')}`, apply);
  }
  if (unserved.size > 0) {
    return unknown(`not there, as the cluster does not know their kinds: ${[...unserved].join(', ')}`);
  }
  return unread.size === 0 ? ok('all there') : unknown(`you may not read these kinds: ${[...unread].join(', ')}`);
}

/** Whether the chat's namespace is there. Whoever may not look at namespaces may still look into it. */
export async function namespaceOf(observation: Observation, apply: string): Promise<Finding> {
  const { namespace } = observation;
  const live = await observation.elsewhere({ apiVersion: 'v1', kind: 'Namespace' }, namespace);
  if (live === 'forbidden') {
    return unknown('you may not read namespaces');
  }
  if (live === undefined) {
    return failed(`there is no namespace "${namespace}"`, apply);
  }
  const { deletionTimestamp } = live.metadata;
  return deletionTimestamp === undefined
    ? ok(namespace)
    : failed(
        `it is being deleted, for ${ageOf(deletionTimestamp, observation.now)}, and takes nothing new`,
        `kubectl wait --for=delete namespace/${namespace} --timeout=700s && ${apply}`,
      );
}

/**
 * What an apply would change: what the settings took away or changed since the last one of kubectl, which it remembers on
 * the object, and what is different from a dry run on the API server, which knows all defaults.
 */
export async function differencesOf(observation: Observation, objects: readonly KubeObject[]): Promise<Differences> {
  const compared = await Promise.all(objects.filter(isInNamespace).map((object) => compare(observation, object)));
  return {
    changed: compared.flatMap(({ changed }) => changed),
    leftOver: await leftOverOf(observation, objects),
    unknown: [...new Set(compared.flatMap(({ unknown }) => unknown))],
  };
}

async function compare(
  observation: Observation,
  object: KubeObject,
): Promise<Pick<Differences, 'changed' | 'unknown'>> {
  const live = await observation.find(object, object.metadata.name);
  if (live === undefined || typeof live === 'string') {
    return { changed: [], unknown: [] };
  }
  const name = `${object.kind} ${object.metadata.name}`;
  const applied = lastApplied(live);
  const sinceApply = applied === undefined ? [] : fieldsOf(applied, settled(object));
  const { status, body } = await observation.tryApply(object);
  const fields = [...new Set([...sinceApply, ...(status === 200 ? fieldsOf(settled(live), settled(body)) : [])])];
  const unknown =
    status === 403 && /cannot patch resource/.test(body?.message)
      ? ['You may not patch objects, so it is not known whether they were changed by hand.']
      : status !== 200 && sinceApply.length === 0
        ? [`${name} could not be compared: ${body?.message ?? `the cluster answers ${status}`}`]
        : [];
  return { changed: fields.length === 0 ? [] : [`${name}: ${fields.map(withoutSecret).join('; ')}`], unknown };
}

function fieldsOf(before: KubeObject, after: KubeObject): readonly string[] {
  return objectChanges([before], [after]).changed.flatMap(({ fields }) => fields);
}

/** What was applied last, as kubectl remembers it. */
function lastApplied({ metadata }: LiveObject): KubeObject | undefined {
  const text = metadata.annotations?.['kubectl.kubernetes.io/last-applied-configuration'];
  return text === undefined ? undefined : settled(JSON.parse(text));
}

/** Somebody may have written a password into an environment variable or an annotation by hand. */
function withoutSecret(field: string): string {
  return field.replace(/^(.*(?:env\[\d+\]\.value|annotations\S*): ).*$/, '$1changed');
}

async function leftOverOf(observation: Observation, objects: readonly KubeObject[]): Promise<Differences['leftOver']> {
  const made = new Set(objects.map(identityOf));
  const listings = await Promise.all(kindsOfTheChat.map((kind) => observation.list(kind)));
  const others = listings
    .flatMap((listing) => (typeof listing === 'string' ? [] : listing))
    .filter((object) => {
      const { labels = {}, ownerReferences = [] } = object.metadata;
      const isOfTheChat =
        labels['app.kubernetes.io/managed-by'] === 'cdk8s' &&
        labels['app.kubernetes.io/part-of'] === observation.namespace;
      return isOfTheChat && ownerReferences.length === 0 && !made.has(identityOf(object));
    });
  const nameOf = ({ kind, metadata }: KubeObject) =>
    `${kind} ${metadata.name}${kind === 'PersistentVolumeClaim' ? ", with the users' data" : ''}`;
  return others.map((object) => ({ name: nameOf(object), command: deletion([object]) }));
}

function isInNamespace({ metadata }: KubeObject): boolean {
  return metadata.namespace !== undefined;
}

/** Without what the server counts and others report or remember. */
function settled({ metadata, status: _, ...object }: LiveObject): KubeObject {
  const { name, namespace, labels, annotations } = metadata;
  const own = Object.entries(annotations ?? {}).filter(([key]) => !key.startsWith('kubectl.kubernetes.io/'));
  return {
    ...object,
    metadata: { name, namespace, labels, ...(own.length === 0 ? {} : { annotations: Object.fromEntries(own) }) },
  };
}
