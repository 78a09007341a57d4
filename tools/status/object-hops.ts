import type { KubeObject } from '../../constructs/synthesis/kube-object';
import { deletion } from '../next-steps';
import { identityOf, objectChanges } from '../object-changes';
import { type Finding, failed, ok, unknown } from './hop';
import type { Kind, LiveObject, Observation } from './observation';

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
  { apiVersion: 'skupper.io/v2alpha1', kind: 'Site' },
  { apiVersion: 'skupper.io/v2alpha1', kind: 'Listener' },
  { apiVersion: 'skupper.io/v2alpha1', kind: 'MultiKeyListener' },
  { apiVersion: 'skupper.io/v2alpha1', kind: 'Certificate' },
];

/** Whether all objects are there. Kinds that the cluster does not know, or does not show, are told where they matter. */
export async function objectsOf(
  observation: Observation,
  objects: readonly KubeObject[],
  apply: string,
): Promise<Finding> {
  const missing: string[] = [];
  for (const object of objects.filter(isInNamespace)) {
    if ((await observation.find(object, object.metadata.name)) === undefined) {
      missing.push(`${object.kind} ${object.metadata.name}`);
    }
  }
  if (missing.length === 0) {
    return ok('all there');
  }
  return failed(`not there: ${missing.join(', ')}`, apply);
}

/** Whether the chat's namespace is there. Whoever may not look at namespaces may still look into it. */
export async function namespaceOf(observation: Observation, apply: string): Promise<Finding> {
  const { namespace } = observation;
  const live = await observation.elsewhere({ apiVersion: 'v1', kind: 'Namespace' }, namespace);
  if (live === 'forbidden') {
    return unknown('you may not read namespaces');
  }
  return live === undefined ? failed(`there is no namespace "${namespace}"`, apply) : ok(namespace);
}

/** Compares by a dry run of the apply on the API server, which knows all defaults. */
export async function differencesOf(observation: Observation, objects: readonly KubeObject[]): Promise<Differences> {
  const changed: string[] = [];
  const unknowns = new Set<string>();
  for (const object of objects.filter(isInNamespace)) {
    const live = await observation.find(object, object.metadata.name);
    if (live === undefined || typeof live === 'string') {
      continue;
    }
    const { status, body } = await observation.tryApply(object);
    const name = `${object.kind} ${object.metadata.name}`;
    if (status === 200) {
      const [difference] = objectChanges([settled(live)], [settled(body)]).changed;
      changed.push(...(difference ? [`${name}: ${difference.fields.join('; ')}`] : []));
    } else if (status === 403 && /cannot patch resource/.test(body?.message)) {
      unknowns.add('you may not patch objects, so it is not known whether they were changed by hand');
    } else {
      changed.push(`${name}: the cluster would refuse it: ${body?.message ?? status}`);
    }
  }
  return { changed, leftOver: await leftOverOf(observation, objects), unknown: [...unknowns] };
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
  return others.map((object) => ({ name: `${object.kind} ${object.metadata.name}`, command: deletion([object]) }));
}

function isInNamespace({ metadata }: KubeObject): boolean {
  return metadata.namespace !== undefined;
}

/** Without what the server counts and others report. */
function settled({ metadata, status: _, ...object }: LiveObject): KubeObject {
  const { name, namespace, labels, annotations } = metadata;
  return { ...object, metadata: { name, namespace, labels, annotations } };
}
