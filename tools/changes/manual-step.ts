import type { KubeObject } from '../../constructs/finished/kube-object';

/** A command for the cluster, and what it is for. */
export interface ManualStep {
  readonly command: string;
  readonly why: string;
}

/** Kinds that other projects have as well, under groups of their own. */
const ambiguous = ['Certificate', 'Gateway', 'Middleware', 'Policy', 'Route'];

/** The command that deletes objects of one namespace. */
export function deletion(objects: readonly KubeObject[]): string {
  const [first] = objects as readonly [KubeObject, ...KubeObject[]];
  const typeOf = ({ kind, apiVersion }: KubeObject) =>
    `${kind.toLowerCase()}${ambiguous.includes(kind) ? `.${apiVersion.split('/')[0]}` : ''}`;
  // Chats of clusters that have no name any more may have had objects of one name.
  const names = [...new Set(objects.map((object) => `${typeOf(object)}/${object.metadata.name}`))];
  const what = names.length === 1 ? `${typeOf(first)} ${first.metadata.name}` : names.join(' ');
  return `kubectl delete ${what}${first.metadata.namespace === undefined ? '' : ` -n ${first.metadata.namespace}`}`;
}
