import { basename } from 'node:path';
import { folderOf, type KubeObject } from '../../constructs/finished/kube-object';
import { textOf } from '../../constructs/synthesis/text';
import { objectsIn } from './object-changes';
import type { SideChanges } from './side-changes';

/** A private site and its file, before a run and after it. */
export interface Machine {
  readonly site: string;
  /** `ilab-podman`; in a fleet, `ilab-podman of the chat physics`. */
  readonly title: string;
  /** Its file below the folder of the private sites; nothing where the site is gone. */
  readonly file?: string;
  /** Its file before; nothing where the site is new. */
  readonly cameFrom?: string;
  readonly before: readonly KubeObject[];
  readonly now: readonly KubeObject[];
}

/** All private sites, and those that are gone. */
export function machinesOf({ manifests, before, added, removed }: SideChanges): Machine[] {
  const gone = removed.filter((file) => !isUnit(file) && isPlain(file));
  const taken = new Set<string>();
  const stay = manifests
    .filter(({ path }) => !isUnit(path))
    .flatMap((manifest): Machine[] => {
      const { path: file, objects } = manifest;
      // A file that moved, because one chat became a fleet, is the same machine's.
      const sameSite = gone.filter((other) => siteOf(other) === siteOf(file) && !taken.has(other));
      const moved = sameSite.find((other) => before.get(other) === textOf(manifest)) ?? sameSite[0];
      const cameFrom = added.includes(file) ? moved : file;
      taken.add(cameFrom ?? '');
      const text = before.get(cameFrom ?? '');
      const old = cameFrom === undefined ? [] : text === undefined ? objects : (objectsIn(text) ?? []);
      const named = { site: siteOf(file), title: titleOf(file) };
      const isMoved = cameFrom !== undefined && isOnCluster(old) !== isOnCluster(objects);
      // From a machine to a cluster or back it is another place: one that is left, and a new one.
      return isMoved
        ? [
            { ...named, cameFrom, before: old, now: [] },
            { ...named, file, before: [], now: objects },
          ]
        : [{ ...named, file, cameFrom, before: old, now: objects }];
    });
  const left = gone.filter((file) => !taken.has(file));
  return [
    ...stay,
    ...left.map((file) => ({
      site: siteOf(file),
      title: titleOf(file),
      cameFrom: file,
      before: objectsIn(before.get(file) ?? '') ?? [],
      now: [],
    })),
  ];
}

/** Whether a file of the private sites is for systemd. */
export function isUnit(file: string): boolean {
  return !file.endsWith('.k8s.yaml');
}

/** Whether the path is one that a run writes. Others may be anybody's, and commands are made of paths. */
export function isPlain(path: string): boolean {
  return /^[a-z0-9][a-z0-9.-]*(\/[a-z0-9][a-z0-9.-]*)*$/.test(path);
}

function isOnCluster(objects: readonly KubeObject[]): boolean {
  return namespaceOfSite(objects) !== undefined;
}

/** The namespace of a private site; nothing where it is on a machine. */
export function namespaceOfSite(objects: readonly KubeObject[]): string | undefined {
  return objects.find(({ kind }) => kind === 'Site')?.metadata.namespace;
}

function siteOf(file: string): string {
  return basename(file, '.k8s.yaml');
}

function titleOf(file: string): string {
  const folder = folderOf(file);
  return folder === '' ? siteOf(file) : `${siteOf(file)} of the chat ${folder}`;
}
