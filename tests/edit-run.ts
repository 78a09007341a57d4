import { join, relative } from 'node:path';
import type { Manifest } from '../constructs/finished/kube-object';
import type { Settings } from '../constructs/settings';
import { synthesize } from '../constructs/synthesis/synthesis';
import { textOf } from '../constructs/synthesis/text';
import { reportChanges, reportNext } from '../tools/changes/changes-report';
import type { SideChanges } from '../tools/changes/side-changes';
import { publish } from '../tools/output/output';
import { sidesOf } from '../tools/synth/run';
import { written } from './written';

/** Writes the output of these settings below a folder, as "npm run synth" does. */
export function write(folder: string, settings: Settings): SideChanges[] {
  const sides = sidesOf(synthesize(settings), { public: join(folder, 'dist'), private: join(folder, 'dist-private') });
  return publish(sides, join(folder, 'lock')).changes;
}

/** What a run says about these changes. */
export async function told(changes: readonly SideChanges[]): Promise<string> {
  const { stdout } = await written(async () => {
    await reportChanges(changes, false);
    await reportNext(changes, []);
  });
  return stdout;
}

/** The same, with paths below the folder. */
export async function printed(folder: string, changes: readonly SideChanges[]): Promise<string> {
  return (await told(changes)).replaceAll(`${folder}/`, '').replaceAll(`${relative(process.cwd(), folder)}/`, '');
}

const made = new Map<string, readonly Manifest[]>();

/** The files that settings make. Many edits begin at the same settings. */
function filesOf(settings: Settings): readonly Manifest[] {
  const key = JSON.stringify(settings);
  const manifests = made.get(key) ?? synthesize(settings).manifests;
  made.set(key, manifests);
  return manifests;
}

/** The changes of both sides from the output of these settings to that of those. */
export function changesOfEdit(before: Settings, after: Settings): SideChanges[] {
  return changesOfBothSides(filesOf(before), filesOf(after));
}

/** The changes of both sides from these files to those. */
export function changesOfBothSides(before: readonly Manifest[], after: readonly Manifest[]): SideChanges[] {
  return (['public', 'private'] as const).flatMap((side) => {
    const isOfSide = (manifest: Manifest) => manifest.side === side;
    const [old, files] = [before.filter(isOfSide), after.filter(isOfSide)];
    if (old.length + files.length === 0) {
      return [];
    }
    const changes = changesBetween(old, files);
    // As a run finds them in a folder.
    return { ...changes, removed: [...changes.removed].sort() };
  });
}

/** The changes of a side from these files to those. */
export function changesBetween(before: readonly Manifest[], after: readonly Manifest[]): SideChanges {
  const textsOf = (manifests: readonly Manifest[]) => new Map(manifests.map((one) => [one.path, textOf(one)]));
  const [old, files] = [textsOf(before), textsOf(after)];
  const [{ side }] = [...after, ...before] as [Manifest];
  const changed = [...files.keys()].filter((path) => old.has(path) && old.get(path) !== files.get(path));
  const removed = [...old.keys()].filter((path) => !files.has(path));
  return {
    side,
    path: side === 'public' ? 'dist' : 'dist-private',
    manifests: after,
    files,
    added: [...files.keys()].filter((path) => !old.has(path)),
    changed,
    removed,
    kept: [],
    unchanged: [...files].filter(([path, text]) => old.get(path) === text).length,
    before: new Map([...changed, ...removed].map((path) => [path, old.get(path) ?? ''])),
  };
}

/** What is printed for one cluster: `apply` is where the others are before or after. */
export interface ClusterCommands {
  /** Empty for a cluster without a name, and several words for one that nobody knows. */
  readonly cluster: string;
  readonly commands: readonly string[];
}

/** The commands for clusters in what a run says, in the order in which it says them. */
export function commandsIn(text: string): ClusterCommands[] {
  const titles =
    /^(?:Before the apply|Next|After it|To do)(?: on the cluster (without a name|that the files gone|[a-z-]+))?[^:\n]*:(.*)$/;
  const found: { cluster: string; command: string }[] = [];
  let cluster: string | undefined;
  for (const line of text.split('\n')) {
    const title = titles.exec(line);
    if (title !== null) {
      cluster = (title[1] ?? '').replace('without a name', '');
    } else if (!line.startsWith('  ')) {
      cluster = undefined;
    }
    const command = (title === null ? line : (title[2] ?? '')).trim();
    if (cluster !== undefined && /^ {0,2}kubectl /.test(title === null ? line : command)) {
      found.push({ cluster, command });
    }
  }
  const names = [...new Set(found.map((one) => one.cluster))];
  return names.map((name) => ({
    cluster: name,
    commands: found.filter((one) => one.cluster === name).map(({ command }) => command),
  }));
}
