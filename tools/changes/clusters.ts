import type { KubeObject, Manifest } from '../../constructs/finished/kube-object';
import type { Changes } from '../output/output';
import { identityOf, objectsIn } from './object-changes';

/** What a run changes on one cluster. */
export interface ClusterChanges {
  /** `the cluster`, or what tells it from the others. */
  readonly title: string;
  readonly change: Changes;
  readonly manifests: readonly Manifest[];
  /** What `kubectl apply` reads for it. */
  readonly folders: readonly string[];
}

/** The changes of the public side, cluster by cluster when the settings name clusters. */
export function byCluster(change: Changes, manifests: readonly Manifest[]): ClusterChanges[] {
  const named = manifests.some(({ cluster }) => cluster !== undefined);
  if (!named) {
    return [{ title: 'the cluster', change, manifests, folders: [change.path] }];
  }
  const titleOf = titles(change, manifests);
  const all = [...manifests.map(({ path }) => path), ...change.removed];
  return [...new Set(all.map(titleOf))].map((title) => {
    const isOwn = (file: string) => titleOf(file) === title;
    const own = manifests.filter(({ path }) => isOwn(path));
    const folders = [...new Set(own.map(({ path }) => folderOf(path)))];
    return {
      title,
      change: {
        ...change,
        added: change.added.filter(isOwn),
        changed: change.changed.filter(isOwn),
        removed: change.removed.filter(isOwn),
        before: new Map([...change.before].filter(([file]) => isOwn(file))),
      },
      manifests: own,
      folders: folders.map((folder) => (folder === '' ? change.path : `${change.path}/${folder}`)),
    };
  });
}

/** What to call the cluster of a file. The files do not say it: one that is gone is that of its folder, or that of the files with its objects. */
function titles({ path, before, added }: Changes, manifests: readonly Manifest[]): (file: string) => string {
  const byFolder = new Map(manifests.map((manifest) => [folderOf(manifest.path), titleOfCluster(manifest)]));
  const byObject = new Map<string, string>();
  for (const manifest of manifests.filter(({ path }) => added.includes(path))) {
    for (const object of manifest.objects) {
      byObject.set(identityOf(object), titleOfCluster(manifest));
    }
  }
  return (file) => {
    const folder = folderOf(file);
    const [object] = objectsIn(before.get(file) ?? '') ?? ([] as KubeObject[]);
    return (
      byFolder.get(folder) ??
      (object && byObject.get(identityOf(object))) ??
      `the cluster of ${folder === '' ? path : `${path}/${folder}`}`
    );
  };
}

function titleOfCluster({ cluster }: Manifest): string {
  return cluster === undefined ? 'the cluster without a name' : `the cluster ${cluster}`;
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}
