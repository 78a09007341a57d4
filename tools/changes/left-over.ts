import { type KubeObject, type Manifest, namespaceOf } from '../../constructs/finished/kube-object';
import { deletion, type ManualStep } from './manual-step';
import type { ChangedObject, ObjectChanges } from './object-changes';

/** What is not in the output any more, and goes on running until it is deleted. */
export function leftOver({ gone, added }: ObjectChanges, manifests: readonly Manifest[]): ManualStep[] {
  const used = new Set(manifests.flatMap(({ objects }) => objects).map(namespaceOf));
  return [...new Set(gone.map(namespaceOf))].flatMap((namespace) => {
    const objects = gone.filter((object) => namespaceOf(object) === namespace);
    const itself = objects.filter(({ kind }) => kind === 'Namespace');
    if (itself.length > 0 && !used.has(namespace)) {
      const what = objects.some(isClaim) ? "its links and its users' data end with it" : 'its links end with it';
      const why = `the whole chat goes on running there until deleted, and ${what}`;
      return [{ command: deletion(itself), why }];
    }
    const claims = objects.filter(isClaim);
    const inside = objects.filter((object) => object.kind !== 'Namespace' && !isClaim(object));
    return [
      ...(inside.length === 0 ? [] : [{ command: deletion(inside), why: whyDelete(inside, added) }]),
      ...(claims.length === 0 ? [] : [{ command: deletion(claims), why: dataGo }]),
    ];
  });
}

function isSite({ kind }: KubeObject): boolean {
  return kind === 'Site';
}

function isClaim({ kind }: KubeObject): boolean {
  return kind === 'PersistentVolumeClaim';
}

const dataGo = "only when nobody needs what is in it: the users' data go with it, accounts and chats included";

/** Kinds that lead somebody to the chat. */
const entrances = ['Ingress', 'HTTPRoute', 'Route'];

/** Kinds of which something runs. */
const running = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Gateway', 'Site'];

function whyDelete(objects: readonly KubeObject[], added: readonly KubeObject[]): string {
  if (objects.every(({ kind }) => kind === 'HorizontalPodAutoscaler')) {
    return 'it goes on changing the number of pods until deleted';
  }
  const open = objects.some(({ kind, spec }) => spec?.type === 'LoadBalancer' || entrances.includes(kind));
  const runs = objects.some(({ kind }) => running.includes(kind));
  const [goes, stays] = objects.length === 1 ? ['it goes', 'it stays'] : ['they go', 'they stay'];
  const isBalancer = ({ spec }: KubeObject) => spec?.type === 'LoadBalancer';
  return [
    `${runs ? `${goes} on running` : `${stays} in effect`}${open ? ', and the chat stays open that way,' : ''} until deleted`,
    ...(objects.some(isBalancer) && added.some(isBalancer) ? ['the new balancer has another address'] : []),
    ...(objects.some(isSite) ? ['its links end with it'] : []),
  ].join('; ');
}

export function closedLinkAccess({ before, after }: ChangedObject): ManualStep[] {
  const closed =
    before.kind === 'Site' && before.spec?.linkAccess !== undefined && after.spec?.linkAccess === undefined;
  const command = `kubectl delete routeraccess skupper-router -n ${before.metadata.namespace} --ignore-not-found`;
  return closed ? [{ command, why: 'Skupper leaves the router open to links otherwise' }] : [];
}
