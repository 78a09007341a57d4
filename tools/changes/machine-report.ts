import { basename } from 'node:path';
import { type KubeObject, nameOf } from '../../constructs/finished/kube-object';
import { most, say, sayMore, sayTitle } from '../command/report';
import { newLinks } from './links';
import { unitSteps } from './machine-units';
import { type Machine, machinesOf, namespaceOfSite } from './machines';
import { deletion } from './manual-step';
import { objectChanges } from './object-changes';
import type { SideChanges } from './side-changes';

/** Tells what to do on each private machine whose files, or whose public Site, are other ones now. */
export function reportMachineSteps(side: SideChanges, publicSide: SideChanges): void {
  const { path } = side;
  const machines = machinesOf(side);
  const added = machines.filter(({ cameFrom }) => cameFrom === undefined);
  const removed = machines
    .filter(({ file }) => file === undefined)
    .map((machine) => ({ machine, commands: leavingCommands(side, machine) }))
    .filter(({ commands }) => commands.length > 0);
  const order = added.length === 0 ? '' : ', and before the new one if that is the same';
  eachOf(removed, 'and the same on %s more machines', ({ machine: { title, before }, commands }) => {
    sayTitle(
      `On the ${namespaceOfSite(before) === undefined ? 'machine' : 'cluster'} of ${title}, if it is linked${order}:`,
    );
    sayCommands(commands);
  });
  eachOf(added, 'and %s more that are new', ({ title, file, now }) => {
    sayTitle(
      `New ${namespaceOfSite(now) === undefined ? 'machine' : 'cluster'}, for ${title}:`,
      `docs/private-site.md goes through its steps, with ${path}/${file}`,
    );
  });
  const changed = machines.filter(({ file, cameFrom }) => file !== undefined && cameFrom !== undefined).filter(isOther);
  eachOf(changed, 'and the same on %s more machines', (machine) => reportChanged(machine, side));
  const units = machines
    .filter(({ file }) => file !== undefined)
    .flatMap((machine) => {
      const steps = unitSteps(side, machine);
      return steps === undefined ? [] : [{ machine, steps }];
    });
  eachOf(units, 'and the same on %s more machines', ({ machine, steps }) => {
    sayTitle(`On the machine of ${machine.title}${steps.folder ? `, with ${path}/${steps.folder} copied to it` : ''}:`);
    sayCommands(steps.commands);
  });
  eachOf(newLinks(publicSide, machines), 'and the same for %s more', ({ machine, clusters }) => {
    const unless = clusters === undefined ? '' : `, unless the cluster ${clusters[0]} is called ${clusters[1]} now`;
    sayTitle(
      `Link ${machine.title} anew, if it is linked${unless}:`,
      'docs/private-site.md, section 6; its old link ends',
    );
  });
}

/** What ends a site that is gone, units included. */
function leavingCommands(side: SideChanges, machine: Machine): readonly string[] {
  const { before } = machine;
  if (namespaceOfSite(before) === undefined) {
    return ['skupper system stop', ...(unitSteps(side, machine)?.commands ?? [])];
  }
  const left = leftOf(before, side);
  return left.length === 0 ? [] : [deletion(left)];
}

/** Objects that no private site has any more. Their namespace stays: it may hold the model, and more. */
function leftOf(objects: readonly KubeObject[], { manifests }: SideChanges): KubeObject[] {
  const there = new Set(manifests.flatMap((manifest) => manifest.objects).map(nameOf));
  return objects.filter((object) => object.kind !== 'Namespace' && !there.has(nameOf(object)));
}

function sayCommands(commands: readonly string[]): void {
  for (const command of commands) {
    say(`  ${command}`);
  }
}

function isOther({ before, now }: Machine): boolean {
  const { added, changed, gone } = objectChanges(before, now);
  return added.length + changed.length + gone.length > 0;
}

/** What is applied goes before what is deleted, so that the site never has less than it needs. A namespace may hold more than the site. */
function reportChanged({ title, file = '', before, now }: Machine, side: SideChanges): void {
  const { path } = side;
  const gone = leftOf(objectChanges(before, now).gone, side);
  if (namespaceOfSite(now) !== undefined) {
    sayTitle(`On the cluster of ${title}, not on the public one:`);
    say(`  kubectl apply -f ${path}/${file}`);
    if (gone.length > 0) {
      say(`  ${deletion(gone)}`);
    }
    return;
  }
  sayTitle(`On the machine of ${title}, with ${path}/${file} copied to it:`);
  sayCommands(gone.map(({ kind, metadata }) => `skupper ${kind.toLowerCase()} delete ${metadata.name}`));
  say(`  skupper system apply -f ${basename(file)}`);
  say('  skupper system reload');
}

function eachOf<T>(list: readonly T[], more: string, report: (one: T) => void): void {
  for (const one of list.slice(0, most)) {
    say();
    report(one);
  }
  sayMore(list, more, true);
}
