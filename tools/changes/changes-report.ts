import { folderOf, type KubeObject, type Manifest, namespaceOf } from '../../constructs/finished/kube-object';
import type { ChatSummary } from '../../constructs/synthesis/synthesis';
import { most, say, sayMore } from '../command/report';
import { styled } from '../command/terminal';
import type { ClusterChanges } from './clusters';
import type { ObjectChanges } from './object-changes';
import { isDifferent, type SideChanges } from './side-changes';

/** Tells what a run did to the files and means for the objects or, when it only compares, would do. */
export async function reportChanges(sides: readonly SideChanges[], compares: boolean): Promise<void> {
  for (const side of sides) {
    reportFiles(side, compares);
  }
  for (const side of sides) {
    // The first run has nothing to compare with.
    if (side.side === 'public' && side.before.size + side.unchanged > 0) {
      const { byCluster } = await import('./clusters');
      for (const cluster of byCluster(side)) {
        reportObjects(cluster);
      }
    }
  }
}

/** Tells what to do next: on the cluster when its objects changed or nothing did, on each machine whose file changed. */
export async function reportNext(sides: readonly SideChanges[], chats: readonly ChatSummary[]): Promise<void> {
  const { reportClusterSteps } = await import('./next-report');
  const { reportMachineSteps } = await import('./machine-report');
  const { byCluster } = await import('./clusters');
  const nothing = !sides.some(isDifferent);
  for (const side of sides.filter(({ side }) => side === 'public')) {
    const clusters = byCluster(side);
    for (const cluster of clusters.filter(({ isDifferent }) => nothing || isDifferent)) {
      reportClusterSteps(cluster, needsOf(chats, cluster.manifests), clusters.length > 1);
    }
    for (const machines of sides.filter(({ side }) => side === 'private')) {
      reportMachineSteps(machines, side);
    }
  }
}

/** What the chats of these files need before the apply, each once. */
function needsOf(chats: readonly ChatSummary[], manifests: readonly Manifest[]): string[] {
  const folders = new Set(manifests.map(({ path }) => folderOf(path)));
  const needs = chats
    .filter(({ folder }) => folders.has(folder))
    .flatMap(({ requirements }) => requirements.filter(({ kind }) => kind !== 'afterwards').map(({ what }) => what));
  return [...new Set(needs)];
}

function reportFiles(change: SideChanges, compares: boolean): void {
  say(styled(process.stdout, 'bold', summaryOf(change, compares)));
  for (const [word, files] of [
    ['new', change.added],
    ['changed', change.changed],
    ['removed', change.removed],
    ['kept, not made by this project', change.kept],
  ] as const) {
    for (const file of files.slice(0, most)) {
      say(`  ${file} (${word})`);
    }
    sayMore(files, `  and %s more (${word})`);
  }
}

function summaryOf({ path, added, changed, removed, unchanged }: SideChanges, compares: boolean): string {
  const written = added.length + changed.length;
  const total = written + unchanged;
  const [write, remove] = compares ? ['to write', 'to remove'] : ['written', 'removed'];
  const changes = written + removed.length === 0 ? 'as before' : `${written} ${write}, ${removed.length} ${remove}`;
  return `${path}/: ${total} ${total === 1 ? 'file' : 'files'}, ${changes}`;
}

/** Tells which objects change, namespace by namespace when there are several. */
function reportObjects({ title, objects }: ClusterChanges): void {
  for (const file of objects.unreadable) {
    say(`  ${file} could not be read as it was, so its objects are not compared`);
  }
  const all = [...objects.added, ...objects.gone, ...objects.changed.map(({ after }) => after)];
  if (all.length === 0) {
    return;
  }
  const namespaces = [...new Set(all.map(namespaceOf))];
  say();
  say(styled(process.stdout, 'bold', title === undefined ? 'Objects' : `Objects for ${title}`));
  if (namespaces.length > 2) {
    for (const namespace of namespaces.slice(0, most)) {
      const count = (list: readonly KubeObject[], word: string) => {
        const { length } = list.filter((object) => namespaceOf(object) === namespace);
        return length === 0 ? [] : [`${length} ${word}`];
      };
      const counts = [
        ...count(objects.added, 'new'),
        ...count(
          objects.changed.map(({ after }) => after),
          'changed',
        ),
        ...count(objects.gone, 'gone'),
      ];
      say(`  ${namespace}: ${counts.join(', ')}`);
    }
    sayMore(namespaces, '  and %s more namespaces; "git diff" shows the details');
    return;
  }
  const where = ({ metadata }: KubeObject) =>
    namespaces.length > 1 && metadata.namespace ? ` in ${metadata.namespace}` : '';
  const lines = [
    ...wholeOrEach(objects.added).map((line) => `  new      ${line}`),
    ...changedLines(objects, where),
    ...wholeOrEach(objects.gone).map((line) => `  gone     ${line}`),
  ];
  for (const line of lines.slice(0, most * 2)) {
    say(line);
  }
  if (lines.length > most * 2) {
    say(`  and ${lines.length - most * 2} more; "git diff" shows the details`);
  }
}

/** A namespace that is new or gone stands for all in it. */
function wholeOrEach(objects: readonly KubeObject[]): string[] {
  const whole = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  const others = objects.filter((object) => !whole.includes(namespaceOf(object)));
  const wholes = whole.map((namespace) => {
    const count = objects.filter((object) => namespaceOf(object) === namespace).length - 1;
    return `Namespace ${namespace}${count === 0 ? '' : `, with ${count} objects`}`;
  });
  return [...wholes, ...others.map(shortName)];
}

/** Objects with the same change, such as a label that all of them have, share a line. */
function changedLines({ changed }: ObjectChanges, where: (object: KubeObject) => string): string[] {
  const byFields = new Map<string, KubeObject[]>();
  for (const { after, fields } of changed) {
    const shown = fields.length > 3 ? [...fields.slice(0, 2), `and ${fields.length - 2} more fields`] : fields;
    const key = shown.join('; ');
    byFields.set(key, [...(byFields.get(key) ?? []), after]);
  }
  return [...byFields].map(([fields, objects]) => {
    const [first] = objects as [KubeObject];
    const names = objects.length > 3 ? `${objects.length} objects` : objects.map(shortName).join(', ');
    return `  changed  ${names}${where(first)}: ${fields}`;
  });
}

function shortName({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.name}`;
}
