import { isFixed, parseImage } from '../chat-client/image';
import { quote } from '../checks/wording';
import { containersOf } from './finished-chat';
import type { KubeObject } from './kube-object';

interface Volume {
  readonly name: string;
  readonly image?: { readonly reference?: string };
}

interface Affinity {
  readonly podAntiAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly {
      readonly namespaces?: unknown;
      readonly namespaceSelector?: unknown;
    }[];
  };
}

/** The parts of a pod that the API server refuses together, and images that are not the same tomorrow. */
export function podPartProblems(spec: KubeObject['spec']): string[] {
  const volumes: readonly Volume[] = spec.template.spec.volumes ?? [];
  const containers = containersOf({ spec });
  const images = [...containers.map(({ image }) => image), ...volumes.flatMap(({ image }) => image?.reference ?? [])];
  return [
    ...twice(containers.map(({ name }) => name)).map((name) => `two containers have the name "${name}"`),
    ...twice(volumes.map(({ name }) => name)).map((name) => `two volumes have the name "${name}"`),
    ...containers.flatMap(({ name, ports = [], volumeMounts = [] }) => [
      ...twice(ports.flatMap((port) => port.name ?? [])).map(
        (port) => `two ports of "${name}" have the name "${port}"`,
      ),
      ...twice(volumeMounts.map(({ mountPath }) => mountPath)).map((path) => `"${name}" mounts two volumes at ${path}`),
      ...volumeMounts
        .filter((mount) => volumes.every((volume) => volume.name !== mount.name))
        .map((mount) => `"${name}" mounts the volume "${mount.name}", which is not there`),
    ]),
    ...antiAffinityProblems(spec.template.spec.affinity),
    ...images.flatMap((name = '') => {
      const image = parseImage(name);
      const problem = image === undefined ? 'is not the name of an image' : 'has no tag, or one that moves';
      return isFixed(image) ? [] : [`image ${quote(name)} ${problem}`];
    }),
  ];
}

/**
 * Anti-affinity holds both ways: a pod that does not want pods of another namespace beside it keeps them away, too. Source:
 * Kubernetes, "Assigning Pods to Nodes".
 */
function antiAffinityProblems(affinity: Affinity | undefined): string[] {
  const terms = affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return (Array.isArray(terms) ? terms : [])
    .filter((term) => term?.namespaces !== undefined || term?.namespaceSelector !== undefined)
    .map(() => 'podAntiAffinity would keep pods of other namespaces from being scheduled; name no namespaces in it');
}

/** What stands in the list more than once. */
function twice(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}
