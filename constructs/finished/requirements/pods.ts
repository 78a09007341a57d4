import { onCluster, type Requirement } from '../../common/requirement';
import { type FinishedChat, ofKind } from '../finished-chat';

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
            'the settings say that it is made elsewhere',
            `kubectl get namespace ${chat.namespace}`,
          ),
        ]),
    ...(ofKind(chat, 'HorizontalPodAutoscaler').length === 0
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
