import { textOf } from '../../constructs/synthesis/text';
import { isPlain, type Machine } from './machines';
import type { SideChanges } from './side-changes';

/** What to type on the machine of a site whose systemd units changed. */
export interface UnitSteps {
  /** Folder with the units, below that of the private sites, where some have to be copied from it. */
  readonly folder?: string;
  readonly commands: readonly string[];
}

/** The steps for a site that is not new and whose units are other ones now, or gone with it. */
export function unitSteps(
  { manifests, added, changed, removed, before }: SideChanges,
  { site, file, cameFrom }: Machine,
): UnitSteps | undefined {
  if (cameFrom === undefined) {
    return undefined;
  }
  const [folder, oldFolder] = [unitsOf(file ?? cameFrom), unitsOf(cameFrom)];
  const units = manifests
    .filter(({ path }) => file !== undefined && path.startsWith(folder))
    .map((manifest) => ({ manifest, unit: manifest.path.slice(folder.length) }));
  const written = [...added, ...changed];
  const copied = units
    .filter(
      ({ manifest, unit }) => written.includes(manifest.path) && before.get(oldFolder + unit) !== textOf(manifest),
    )
    .map(({ unit }) => unit);
  const gone = removed
    .filter((path) => path.startsWith(oldFolder) && isPlain(path))
    .map((path) => path.slice(oldFolder.length))
    .filter((unit) => !units.some((other) => other.unit === unit));
  const commands = [
    ...gone.filter((unit) => !unit.includes('/')).map((unit) => `systemctl --user disable --now ${unit}`),
    ...(gone.length === 0 ? [] : [`(cd ~/.config/systemd/user && rm -f ${gone.join(' ')})`]),
    ...(copied.length === 0 ? [] : [`cp -r ${site}/. ~/.config/systemd/user/`]),
    'systemctl --user daemon-reload',
    ...copied
      .filter((unit) => /^(?!.*-watchdog).*\.service$/.test(unit))
      .map((unit) => `systemctl --user restart ${unit}`),
  ];
  return copied.length + gone.length === 0
    ? undefined
    : { folder: copied.length === 0 ? undefined : folder.slice(0, -1), commands };
}

/** `ilab-podman/`: where the units of a site are, beside its file. */
function unitsOf(file: string): string {
  return `${file.replace('.k8s.yaml', '')}/`;
}
