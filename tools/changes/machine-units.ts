import { basename, dirname } from 'node:path';
import type { Manifest } from '../../constructs/finished/kube-object';
import { textOf } from '../../constructs/synthesis/text';
import type { Changes } from '../output/output';

/** What to type on the machine of a site whose systemd units changed. */
export interface UnitSteps {
  readonly site: string;
  /** Folder with the units, below that of the private sites. */
  readonly folder: string;
  readonly commands: readonly string[];
}

/** Whether a file of the private sites is for systemd. */
export function isUnit(file: string): boolean {
  return !file.endsWith('.k8s.yaml');
}

/** The steps for each site that is not new and whose units are other ones now. */
export function unitSteps(change: Changes, manifests: readonly Manifest[]): UnitSteps[] {
  const before = (file: string) => [...change.before].find(([other]) => tailOf(other) === tailOf(file))?.[1];
  const written = [...change.added, ...change.changed].filter(isUnit);
  const now = manifests
    .filter((manifest) => written.includes(manifest.path) && before(manifest.path) !== textOf(manifest))
    .map(({ path }) => path);
  const gone = change.removed.filter(
    (file) => isUnit(file) && manifests.every(({ path }) => tailOf(path) !== tailOf(file)),
  );
  const sites = manifests.filter(({ path }) => !isUnit(path)).map(({ path }) => path.replace('.k8s.yaml', ''));
  const old = sites.filter((site) => !change.added.includes(`${site}.k8s.yaml`));
  return old.flatMap((folder) => {
    const site = basename(folder);
    const own = (files: readonly string[]) => files.filter((file) => siteOf(file) === site).map(unitOf);
    const copied = own(now);
    const removed = own(gone);
    const commands = [
      ...removed.filter((unit) => !unit.includes('/')).map((unit) => `systemctl --user disable --now ${unit}`),
      ...(removed.length === 0 ? [] : [`(cd ~/.config/systemd/user && rm -f ${removed.join(' ')})`]),
      ...(copied.length === 0 ? [] : [`cp -r ${site}/. ~/.config/systemd/user/`]),
      'systemctl --user daemon-reload',
      ...copied
        .filter((unit) => /^(?!.*-watchdog).*\.service$/.test(unit))
        .map((unit) => `systemctl --user restart ${unit}`),
    ];
    return copied.length + removed.length === 0 ? [] : [{ site, folder, commands }];
  });
}

/** `ilab-podman/model.service`: the same file in a fleet and outside of one. */
function tailOf(file: string): string {
  return `${siteOf(file)}/${unitOf(file)}`;
}

function siteOf(file: string): string {
  return basename(folderOf(file));
}

/** Path of a unit or a drop-in below the folder of its site. */
function unitOf(file: string): string {
  return file.slice(folderOf(file).length + 1);
}

function folderOf(file: string): string {
  const folder = dirname(file);
  return folder.endsWith('.d') ? dirname(folder) : folder;
}
