import { basename } from 'node:path';
import type { KubeObject } from '../../constructs/finished/kube-object';
import { textOf } from '../../constructs/synthesis/text';
import { most, say, sayMore } from '../command/report';
import { styled } from '../command/terminal';
import type { ClusterChanges } from './clusters';
import { isUnit, unitSteps } from './machine-units';
import { type Steps, stepsFor } from './next-steps';
import { objectChanges, objectsIn } from './object-changes';
import type { SideChanges } from './side-changes';

/** Tells what to do on the cluster: what the apply needs before it, the apply, and what it leaves. */
export function reportClusterSteps(
  cluster: ClusterChanges,
  needs: readonly string[],
  { isOneOfSeveral, hasNewSite }: { readonly isOneOfSeveral: boolean; readonly hasNewSite: boolean },
): void {
  const { objects, manifests, folders, newName } = cluster;
  const { before, after } = stepsFor(objects, manifests, hasNewSite);
  const isFleet = manifests.some(({ path }) => path.includes('/'));
  const on = isOneOfSeveral ? ` on ${cluster.title}` : '';
  say();
  if (needs.length > 0 && manifests.length > 0) {
    title(`Needed before the apply${on}; "npm run guide" has the commands:`);
    for (const need of needs.slice(0, most)) {
      say(`  ${need}`);
    }
    sayMore(needs, '  and %s more');
  }
  reportSteps(`Before the apply${on}, if the last output was applied:`, before);
  if (before.length > 0) {
    say('  Argo CD and Flux do none of this: docs/gitops.md, "What has to go first"');
  }
  if (manifests.length > 0) {
    title(`Next${on}:`, `kubectl apply ${isFleet ? '-R ' : ''}${folders.map((folder) => `-f ${folder}`).join(' ')}`);
  }
  const unless = newName === undefined ? '' : `, unless that is ${newName} now`;
  reportSteps(`${manifests.length > 0 ? 'After it' : 'To do'}${on}, if the last output was applied${unless}:`, after);
}

function reportSteps(when: string, list: Steps['before']): void {
  if (list.length > 0) {
    title(when);
  }
  for (const { command, why } of list) {
    say(`  ${command}`);
    say(`    ${why}`);
  }
}

/** Tells what to do on each private machine whose files are other ones now. */
export function reportMachineSteps(all: SideChanges): void {
  const { manifests } = all;
  const isYaml = (file: string) => !isUnit(file);
  const change = {
    ...all,
    added: all.added.filter(isYaml),
    changed: all.changed.filter(isYaml),
    removed: all.removed.filter(isYaml),
  };
  const { path, before } = change;
  // A file that moved, because one chat became a fleet, is the same machine's.
  const cameFrom = (file: string) => {
    const sameSite = change.removed.filter((removed) => siteOf(removed) === siteOf(file));
    const text = manifests.find((manifest) => manifest.path === file);
    return sameSite.find((removed) => text && before.get(removed) === textOf(text)) ?? sameSite[0] ?? file;
  };
  const moved = change.added.filter((file) => change.removed.includes(cameFrom(file)));
  const objectsNow = (file: string) => manifests.find((manifest) => manifest.path === file)?.objects ?? [];
  const differences = (file: string) =>
    objectChanges(objectsIn(before.get(cameFrom(file)) ?? '') ?? [], objectsNow(file));

  const added = change.added.filter((file) => !moved.includes(file));
  eachOf(added, 'and %s more new machines', (file) => {
    title(`New machine, for ${siteOf(file)}:`, `docs/private-site.md goes through its steps, with ${path}/${file}`);
  });
  const changed = [...change.changed, ...moved].filter((file) => {
    const { added, changed, gone } = differences(file);
    return added.length + changed.length + gone.length > 0;
  });
  eachOf(changed, 'and the same on %s more machines', (file) => {
    const { gone } = differences(file);
    if (namespaceOfSite(objectsNow(file)) !== undefined) {
      title(`On the cluster of ${siteOf(file)}, not on the public one:`);
      for (const { kind, metadata } of gone) {
        say(`  kubectl delete ${kind.toLowerCase()} ${metadata.name} -n ${metadata.namespace}`);
      }
      say(`  kubectl apply -f ${path}/${file}`);
      return;
    }
    title(`On the machine of ${siteOf(file)}, with ${path}/${file} copied to it:`);
    for (const { kind, metadata } of gone) {
      say(`  skupper ${kind.toLowerCase()} delete ${metadata.name}`);
    }
    say(`  skupper system apply -f ${basename(file)}`);
    say('  skupper system reload');
  });
  const removed = change.removed.filter((file) => !moved.some((other) => cameFrom(other) === file));
  eachOf(removed, 'and the same on %s more machines', (file) => {
    const namespace = namespaceOfSite(objectsIn(before.get(file) ?? '') ?? []);
    const where = namespace === undefined ? 'machine' : 'cluster';
    title(`On the ${where} of ${siteOf(file)}, if it is linked:`);
    say(namespace === undefined ? '  skupper system stop' : `  kubectl delete site ${siteOf(file)} -n ${namespace}`);
  });
  for (const { site, folder, commands } of unitSteps(all, manifests)) {
    say();
    title(`On the machine of ${site}, with ${path}/${folder} copied to it:`);
    for (const command of commands) {
      say(`  ${command}`);
    }
  }
}

function eachOf(files: readonly string[], more: string, report: (file: string) => void): void {
  for (const file of files.slice(0, most)) {
    say();
    report(file);
  }
  sayMore(files, more, true);
}

/** The namespace of a private site; nothing where it is on a machine. */
function namespaceOfSite(objects: readonly KubeObject[]): string | undefined {
  return objects.find(({ kind }) => kind === 'Site')?.metadata.namespace;
}

function siteOf(file: string): string {
  return basename(file, '.k8s.yaml');
}

function title(text: string, more = ''): void {
  say(`${styled(process.stdout, 'bold', text)}${more === '' ? '' : ` ${more}`}`);
}
