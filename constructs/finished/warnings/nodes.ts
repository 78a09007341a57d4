import { type Warning, warning } from '../../common/warning';
import { type FinishedChat, ofKind } from '../finished-chat';
import type { KubeObject } from '../kube-object';

/** What makes the work on nodes hard or dangerous. */
export function nodeWarnings(chat: FinishedChat): Warning[] {
  return [
    // The login's pods go where the page's go.
    ...ofKind(chat, 'Deployment').flatMap(onControlPlane).slice(0, 1),
    ...ofKind(chat, 'PodDisruptionBudget').flatMap((budget) => drainsNever(chat, budget)),
  ];
}

const controlPlane = /^node-role\.kubernetes\.io\/(control-plane|master)$/;

interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly effect?: string;
}

function onControlPlane({ spec }: KubeObject): Warning[] {
  const { nodeSelector = {}, tolerations = [] } = spec.template.spec as {
    nodeSelector?: Readonly<Record<string, string>>;
    tolerations?: readonly Toleration[];
  };
  const chosen = Object.keys(nodeSelector).some((label) => controlPlane.test(label));
  const tolerated = tolerations.some(
    ({ key = '', operator, effect }) =>
      controlPlane.test(key) || (key === '' && operator === 'Exists' && effect !== 'NoExecute'),
  );
  return chosen || tolerated
    ? [
        warning(
          'on-control-plane',
          chosen ? 'client.nodeSelector' : 'client.tolerations',
          'pods that strangers talk to may run where the cluster is controlled from; name the taints and labels of other nodes',
        ),
      ]
    : [];
}

/** A budget that lets no pod go: a drain waits until it is given up, and so does the upgrade of a cluster. */
function drainsNever(chat: FinishedChat, { metadata, spec }: KubeObject): Warning[] {
  const replicas = ofKind(chat, 'Deployment').find(
    (deployment) => JSON.stringify(deployment.spec.selector) === JSON.stringify(spec.selector),
  )?.spec.replicas;
  const { maxUnavailable, minAvailable } = spec as { maxUnavailable?: unknown; minAvailable?: unknown };
  const keepsAll =
    maxUnavailable === 0 ||
    maxUnavailable === '0%' ||
    minAvailable === '100%' ||
    (typeof minAvailable === 'number' && typeof replicas === 'number' && minAvailable >= replicas && replicas > 0);
  return keepsAll
    ? [
        warning(
          'blocks-drains',
          'patches',
          `the PodDisruptionBudget ${metadata.name} lets no pod go, so no drain of a node ends; set maxUnavailable to 1`,
        ),
      ]
    : [];
}
