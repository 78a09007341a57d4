import { numberOf } from '../../constructs/chat-client/quantity';
import type { KubeObject, Manifest } from '../../constructs/finished/kube-object';
import { deletion, type ManualStep } from './manual-step';
import type { ChangedObject } from './object-changes';

/** What the API server refuses to change on a running object, by kind. */
const refusals: Readonly<
  Record<string, readonly { readonly refuses: (was: Spec, is: Spec) => boolean; readonly why: string }[]>
> = {
  Deployment: [
    {
      refuses: (was, is) => isOther(was.selector, is.selector),
      why: 'its selector cannot change; until the apply there are no pods',
    },
  ],
  Service: [
    {
      refuses: (was, is) =>
        was.type === 'LoadBalancer' && is.type === was.type && isOther(was.loadBalancerClass, is.loadBalancerClass),
      why: 'its loadBalancerClass cannot change; the new balancer has another address',
    },
    {
      // Where the file names none, the cluster keeps the one that is there.
      refuses: (was, is) =>
        isOther(was.clusterIP, is.clusterIP) && (is.clusterIP !== undefined || was.clusterIP === 'None'),
      why: 'its clusterIP cannot change; until the apply its name leads nowhere',
    },
  ],
  MultiKeyListener: [
    {
      refuses: (was, is) => isOther(Object.keys(was.strategy ?? {}), Object.keys(is.strategy ?? {})),
      why: 'its kind of strategy cannot change; until the apply the chat finds no model',
    },
  ],
  PersistentVolumeClaim: [
    {
      refuses: (was, is) =>
        isOther(was.storageClassName, is.storageClassName) ||
        isOther(was.accessModes, is.accessModes) ||
        isLess(is, was),
      why: "its class and its access cannot change, its size cannot shrink, and the users' data go with it: copy them first",
    },
  ],
  Route: [
    {
      refuses: (was, is) => isOther(was.host, is.host),
      why: 'its host cannot change without a right of its own',
    },
  ],
};

type Spec = NonNullable<KubeObject['spec']>;

function isOther(was: unknown, is: unknown): boolean {
  return JSON.stringify(was) !== JSON.stringify(is);
}

/** Whether a claim asks for less than another. */
function isLess(one: Spec, other: Spec): boolean {
  const bytes = ({ resources }: Spec) => numberOf(String(resources?.requests?.storage ?? '')) ?? 0;
  return bytes(one) < bytes(other);
}

/** What goes before an apply that would be refused for a change of this object. */
export function refusalSteps({ before, after }: ChangedObject, manifests: readonly Manifest[]): ManualStep[] {
  const rules = refusals[before.kind] ?? [];
  const refusal = rules.find(({ refuses }) => refuses(before.spec ?? {}, after.spec ?? {}));
  return refusal === undefined
    ? []
    : [{ command: [...released(before, manifests), deletion([before])].join(' && '), why: refusal.why }];
}

/** A claim that a pod uses is not deleted before the pod is. */
function released({ kind, metadata: { name, namespace } }: KubeObject, manifests: readonly Manifest[]): string[] {
  const uses = ({ spec }: KubeObject) =>
    ((spec?.template?.spec?.volumes ?? []) as { persistentVolumeClaim?: { claimName: string } }[]).some(
      ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === name,
    );
  return kind !== 'PersistentVolumeClaim'
    ? []
    : manifests
        .flatMap(({ objects }) => objects)
        .filter((object) => object.kind === 'Deployment' && object.metadata.namespace === namespace && uses(object))
        .map(({ metadata }) => `kubectl scale deployment/${metadata.name} --replicas=0 -n ${namespace}`);
}
