import { onCluster, type Requirement } from '../../common/requirement';
import { type FinishedChat, ofKind } from '../finished-chat';
import type { KubeObject } from '../kube-object';

export function podRequirements(chat: FinishedChat): Requirement[] {
  const isMade = ofKind(chat, 'Namespace').length > 0;
  return [
    ...(ofKind(chat, 'NetworkPolicy').length === 0
      ? []
      : [
          onCluster(
            'network plugin',
            {},
            'a network plugin that enforces NetworkPolicy',
            'the policies do nothing without one',
          ),
        ]),
    ...(isMade
      ? []
      : [
          onCluster(
            'namespace',
            { name: chat.namespace },
            `the namespace "${chat.namespace}"`,
            'the settings say that it is made elsewhere; its label pod-security.kubernetes.io/enforce has to be "baseline": with "restricted" the Skupper router does not start, and with "privileged" or none any pod may take its node',
            `kubectl get namespace ${chat.namespace} --show-labels`,
          ),
        ]),
    ...(!ofKind(chat, 'HorizontalPodAutoscaler').some(followsUse)
      ? []
      : [
          onCluster(
            'metrics server',
            {},
            'metrics-server',
            'the autoscaler follows what it measures',
            'kubectl get apiservice v1beta1.metrics.k8s.io',
          ),
        ]),
    ...ofKind(chat, 'Deployment').flatMap(({ spec }) => [
      ...nodes(spec.template.spec),
      ...elsewhere(chat, spec.template.spec),
    ]),
    ...ofKind(chat, 'PersistentVolumeClaim').map(({ spec: { storageClassName } }) =>
      onCluster(
        'storage class',
        { name: storageClassName },
        storageClassName === undefined ? 'a default StorageClass' : `the StorageClass "${storageClassName}"`,
        "it makes the volume of the page's data",
        `kubectl get storageclass${storageClassName === undefined ? '' : ` ${storageClassName}`}`,
      ),
    ),
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
            'priority class',
            { name: priorityClassName },
            `the PriorityClass "${priorityClassName}"`,
            'the pods are refused without it',
            `kubectl get priorityclass ${priorityClassName}`,
          ),
        ]),
    ...(labels.length === 0
      ? []
      : [
          onCluster(
            'nodes',
            { labels },
            `nodes with the labels ${labels.join(', ')}`,
            'the pods run on no others',
            `kubectl get nodes -l ${labels.join(',')}`,
          ),
        ]),
  ];
}

/** ConfigMaps and claims that pods refer to and that are not among the objects. */
function elsewhere(chat: FinishedChat, pod: PodSpec): Requirement[] {
  const references = [
    ...(pod.volumes ?? []).flatMap(({ configMap, persistentVolumeClaim }) => [
      { kind: 'ConfigMap', name: configMap?.name },
      { kind: 'PersistentVolumeClaim', name: persistentVolumeClaim?.claimName },
    ]),
    ...(pod.containers ?? []).flatMap(({ envFrom = [] }) =>
      envFrom.map(({ configMapRef }) => ({ kind: 'ConfigMap', name: configMapRef?.name })),
    ),
  ];
  return references.flatMap(({ kind, name }) =>
    name === undefined || ofKind(chat, kind).some(({ metadata }) => metadata.name === name)
      ? []
      : [
          onCluster(
            'object of the pods',
            { kind, name },
            `the ${kind} "${name}" in the namespace "${chat.namespace}"`,
            'the pods do not start without',
            `kubectl get ${kind.toLowerCase()} ${name} -n ${chat.namespace}`,
          ),
        ],
  );
}

interface PodSpec {
  readonly volumes?: readonly {
    readonly configMap?: { readonly name: string };
    readonly persistentVolumeClaim?: { readonly claimName: string };
  }[];
  readonly containers?: readonly {
    readonly envFrom?: readonly { readonly configMapRef?: { readonly name: string } }[];
  }[];
  readonly priorityClassName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
}
