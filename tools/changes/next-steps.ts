import type { Manifest } from '../../constructs/finished/kube-object';
import { givenUpHosts, inTheWayOf } from './in-the-way';
import { closedLinkAccess, leftOver } from './left-over';
import type { ManualStep } from './manual-step';
import type { ObjectChanges } from './object-changes';
import { refusalSteps } from './refusals';

/** What an apply does not do by itself. */
export interface Steps {
  /** What the apply would be refused for, or not take effect without. */
  readonly before: readonly ManualStep[];
  /** What would go on running. */
  readonly after: readonly ManualStep[];
}

/** The steps beside `kubectl apply` that a change of the public site's objects needs. */
export function stepsFor(changes: ObjectChanges, manifests: readonly Manifest[]): Steps {
  const next = [...changes.added, ...changes.changed.map(({ after }) => after)];
  const inTheWay = changes.gone.flatMap((object) => inTheWayOf(changes.added, next, object));
  const rest = changes.gone.filter((gone) => !inTheWay.some(({ object }) => object === gone));
  return {
    before: [
      ...inTheWay.map(({ step }) => step),
      ...givenUpHosts(changes.changed, next),
      ...changes.changed.flatMap((object) => refusalSteps(object, manifests)),
      ...scaledFromNowOn(changes),
    ],
    after: [...leftOver({ ...changes, gone: rest }, manifests), ...changes.changed.flatMap(closedLinkAccess)],
  };
}

function scaledFromNowOn({ changed, added }: ObjectChanges): ManualStep[] {
  const scalers = added.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
  return changed.flatMap(({ before: { metadata, spec }, after }) => {
    const scaled = scalers.some((scaler) => scaler.spec.scaleTargetRef.name === metadata.name);
    // Of a chat that sleeps nothing runs that the apply could cut, and an autoscaler never wakes one that stays at 0.
    return scaled && spec?.replicas > 0 && after.spec?.replicas === undefined
      ? [
          {
            command: `kubectl apply edit-last-applied deployment/${metadata.name} -n ${metadata.namespace}`,
            why: `delete the line "replicas: ${spec.replicas}" there, or the apply leaves one pod until the autoscaler wakes`,
          },
        ]
      : [];
  });
}
