import { onCluster, type Requirement } from '../../common/requirement';
import { type FinishedChat, ofKind } from '../finished-chat';
import type { KubeObject } from '../kube-object';

export function podRequirements(chat: FinishedChat): Requirement[] {
  const isMade = ofKind(chat, 'Namespace').length > 0;
  return [
    ...(ofKind(chat, 'NetworkPolicy').length === 0
      ? []
      : [onCluster('a network plugin that enforces NetworkPolicy', 'the policies do nothing without one')]),
    ...(isMade
      ? []
      : [
          onCluster(
            `the namespace "${chat.namespace}"`,
            'the settings say that it is made elsewhere; its label pod-security.kubernetes.io/enforce has to be "baseline": with "restricted" the Skupper router does not start, and with "privileged" or none any pod may take its node',
            `kubectl get namespace ${chat.namespace} --show-labels`,
          ),
        ]),
    ...(!ofKind(chat, 'HorizontalPodAutoscaler').some(followsUse)
      ? []
      : [
          onCluster(
            'metrics-server',
            'the autoscaler follows what it measures',
            'kubectl get apiservice v1beta1.metrics.k8s.io',
          ),
        ]),
    ...ofKind(chat, 'Deployment').flatMap(({ spec }) => nodes(spec.template.spec)),
  ];
}

/** Whether an autoscaler follows what the pods use, and not a metric of somebody else's. */
function followsUse({ spec }: KubeObject): boolean {
  const metrics = (spec.metrics ?? [{ type: 'Resource' }]) as { readonly type: string }[];
  return metrics.some(({ type }) => type === 'Resource' || type === 'ContainerResource');
}

function nodes({ priorityClassName, nodeSelector }: PodSpec): Requirement[] {
  const labels = Object.entries(nodeSelector ?? {}).map(([name, text]) => `${name}=${text}`);
  return [
    ...(priorityClassName === undefined
      ? []
      : [
          onCluster(
            `the PriorityClass "${priorityClassName}"`,
            'the pods are refused without it',
            `kubectl get priorityclass ${priorityClassName}`,
          ),
        ]),
    ...(labels.length === 0
      ? []
      : [
          onCluster(
            `nodes with the labels ${labels.join(', ')}`,
            'the pods run on no others',
            `kubectl get nodes -l ${labels.join(',')}`,
          ),
        ]),
  ];
}

interface PodSpec {
  readonly priorityClassName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
}
