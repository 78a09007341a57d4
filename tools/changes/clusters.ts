import { folderOf, identityOf, type Manifest } from '../../constructs/finished/kube-object';
import { headerOf } from '../output/output';
import { type ObjectsThatDiffer, objectChanges, objectsIn } from './object-changes';
import type { SideChanges } from './side-changes';

/** What a run changes on one cluster. */
export interface ClusterChanges {
  /** `the cluster east`; nothing where there is one, without a name. */
  readonly title?: string;
  /** How the objects in its files differ from those in the files before. */
  readonly objects: ObjectsThatDiffer;
  /** All files for it, changed or not. */
  readonly manifests: readonly Manifest[];
  /** What `kubectl apply` reads for it. */
  readonly folders: readonly string[];
  /** The name that this cluster may have now: nothing is for the old one any more, and nothing was for the new one. */
  readonly newName?: string;
  readonly isDifferent: boolean;
}

/** Name of a cluster; empty for one without a name, and `?` for one that nobody knows any more. */
type Name = string;

/** The changes of the public side, cluster by cluster when the settings name clusters. */
export function byCluster(side: SideChanges): ClusterChanges[] {
  const { path, manifests, before } = side;
  const nameOfOld = namesOfOld(side);
  const old = [...before].map(([file, text]) => ({ file, name: nameOfOld(file, text), objects: objectsIn(text) }));
  const names = new Set([...manifests.map(nameOf), ...old.map(({ name }) => name)]);
  const isOnlyOne = names.size === 1 && names.has('');
  const isWritten = ({ path: file }: Manifest) => [...side.added, ...side.changed].includes(file);
  const asBefore = manifests.filter((manifest) => !isWritten(manifest));
  const oldNames = new Set([...old.map(({ name }) => name), ...asBefore.map(nameOf)]);
  const newName = [...names].find((name) => !oldNames.has(name));
  return [...names].map((name) => {
    const own = manifests.filter((manifest) => nameOf(manifest) === name);
    const was = old.filter((file) => file.name === name);
    const written = own.filter(isWritten);
    const folders = [...new Set(own.map((manifest) => folderOf(manifest.path)))];
    const differences = objectChanges(
      was.flatMap(({ objects = [] }) => objects),
      written.flatMap(({ objects }) => objects),
    );
    // Whatever a file says for this cluster stays, whoever said it before.
    const stays = new Set((name === '?' ? manifests : own).flatMap(({ objects }) => objects.map(identityOf)));
    return {
      title: isOnlyOne ? undefined : titleOf(name, path),
      objects: {
        ...differences,
        gone: differences.gone.filter((object) => !stays.has(identityOf(object))),
        unreadable: was.filter(({ objects }) => objects === undefined).map(({ file }) => file),
      },
      manifests: own,
      folders: isOnlyOne ? [path] : folders.map((folder) => (folder === '' ? path : `${path}/${folder}`)),
      newName: own.length === 0 && name !== '?' ? newName : undefined,
      isDifferent: written.length + was.length > 0,
    };
  });
}

function nameOf({ cluster = '' }: Manifest): Name {
  return cluster;
}

function titleOf(name: Name, path: string): string {
  return name === '?'
    ? `the cluster that the files gone from ${path} were for`
    : name === ''
      ? 'the cluster without a name'
      : `the cluster ${name}`;
}

/**
 * The cluster of a file as it was. Its first line says it. One of an earlier version does not, and is taken for that of the
 * same folder, or of the file that has its objects now. Where no cluster has a name any more, what is still there
 * lost its own, and what is not was on the one that its first line says.
 */
function namesOfOld({ manifests, before }: SideChanges): (file: string, text: string) => Name {
  const known = new Set(manifests.map(nameOf));
  const byFolder = new Map(manifests.map((manifest) => [folderOf(manifest.path), nameOf(manifest)]));
  const byObject = new Map(
    manifests.flatMap((manifest) => manifest.objects.map((object) => [identityOf(object), nameOf(manifest)] as const)),
  );
  const said = new Set([...before.values()].map((text) => headerOf(text)?.cluster));
  return (file, text) => {
    const [object] = objectsIn(text) ?? [];
    const header = headerOf(text)?.cluster;
    const here = object && byObject.get(identityOf(object));
    // A cluster without a name is the only one, whatever it was called before.
    if (known.has('')) {
      return said.size > 1 ? (byFolder.get(folderOf(file)) ?? here ?? header ?? '') : '';
    }
    return header ?? byFolder.get(folderOf(file)) ?? here ?? '?';
  };
}
