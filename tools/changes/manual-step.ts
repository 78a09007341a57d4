import type { KubeObject } from '../../constructs/finished/kube-object';

/** A command for the cluster, and what it is for. */
export interface ManualStep {
  readonly command: string;
  readonly why: string;
}

/** Kinds that other projects have as well, under groups of their own. */
const ambiguous = ['Certificate', 'Gateway', 'Route'];

/** The command that deletes objects of one namespace. */
export function deletion(objects: readonly KubeObject[]): string {
  const [first, ...others] = objects as readonly [KubeObject, ...KubeObject[]];
  const typeOf = ({ kind, apiVersion }: KubeObject) =>
    `${kind.toLowerCase()}${ambiguous.includes(kind) ? `.${apiVersion.split('/')[0]}` : ''}`;
  const names =
    others.length === 0
      ? `${typeOf(first)} ${first.metadata.name}`
      : objects.map((object) => `${typeOf(object)}/${object.metadata.name}`).join(' ');
  return `kubectl delete ${names}${first.metadata.namespace === undefined ? '' : ` -n ${first.metadata.namespace}`}`;
}
