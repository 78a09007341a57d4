import type { KubeObject } from './kube-object';

interface Named {
  readonly name: string;
}

interface Container extends Named {
  readonly image?: string;
  readonly ports?: readonly { readonly name?: string }[];
  readonly volumeMounts?: readonly (Named & { readonly mountPath: string })[];
}

interface Volume extends Named {
  readonly image?: { readonly reference?: string };
}

/** All containers of a pod, those that run before the others included. */
export function containersOf<Parts extends object>(spec: KubeObject['spec']): (Container & Parts)[] {
  const { containers, initContainers = [] } = spec.template.spec;
  return [...containers, ...initContainers];
}

/** The parts of a pod that the API server refuses together, and images that are not the same tomorrow. */
export function podPartProblems(spec: KubeObject['spec']): string[] {
  const volumes: readonly Volume[] = spec.template.spec.volumes ?? [];
  const containers = containersOf(spec);
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
    ...images
      .filter((image = '') => !/@sha256:[0-9a-f]{64}$|:(?!latest$)[\w.-]+$/.test(image))
      .map((image = '') => `image "${image}" has no tag, or one that moves`),
  ];
}

/** What stands in the list more than once. */
function twice(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}
