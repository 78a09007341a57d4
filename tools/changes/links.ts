import { folderOf, identityOf, type KubeObject, type Manifest } from '../../constructs/finished/kube-object';
import { headerOf } from '../output/output';
import { type Machine, namespaceOfSite } from './machines';
import { objectsIn } from './object-changes';
import type { SideChanges } from './side-changes';

/** A private site whose link ends, because its Site or the one that it links to is another one now. */
export interface NewLink {
  readonly machine: Machine;
  /** The cluster of the public Site before and now, where that is all that differs and it may be the same with a new name. */
  readonly clusters?: readonly [string, string];
}

interface PublicSite {
  readonly site: KubeObject;
  readonly cluster?: string;
}

/** The private sites that have to be linked anew. */
export function newLinks(publicSide: SideChanges, machines: readonly Machine[]): NewLink[] {
  const now = new Map(publicSide.manifests.flatMap(siteIn));
  const before = new Map([
    // What is not among the files that changed is as it was.
    ...publicSide.manifests.filter(({ path }) => !publicSide.added.includes(path)).flatMap(siteIn),
    ...[...publicSide.before].flatMap(([path, text]) =>
      siteIn({ path, objects: objectsIn(text) ?? [], cluster: headerOf(text)?.cluster }),
    ),
  ]);
  return machines.flatMap((machine): NewLink[] => {
    const { file, cameFrom } = machine;
    const [was, is] = [before.get(folderOf(cameFrom ?? '')), now.get(folderOf(file ?? ''))];
    if (file === undefined || cameFrom === undefined || was === undefined || is === undefined) {
      return [];
    }
    if (
      identityOf(was.site) !== identityOf(is.site) ||
      namespaceOfSite(machine.before) !== namespaceOfSite(machine.now)
    ) {
      return [{ machine }];
    }
    const [from, to] = [was.cluster ?? '', is.cluster ?? ''];
    const isNew = ![...before.values()].some(({ cluster }) => cluster === to);
    return from === '' || to === '' || from === to ? [] : [isNew ? { machine, clusters: [from, to] } : { machine }];
  });
}

function siteIn({ path, objects, cluster }: Pick<Manifest, 'path' | 'objects' | 'cluster'>): [string, PublicSite][] {
  const site = objects.find(({ kind }) => kind === 'Site');
  return site === undefined ? [] : [[folderOf(path), { site, cluster }]];
}
