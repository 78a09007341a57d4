import { basename } from 'node:path';
import { most, say, sayMore, sayTitle } from '../command/report';
import { newLinks } from './links';
import { unitSteps } from './machine-units';
import { type Machine, machinesOf, namespaceOfSite } from './machines';
import { objectChanges } from './object-changes';
import type { SideChanges } from './side-changes';

/** Tells what to do on each private machine whose files, or whose public Site, are other ones now. */
export function reportMachineSteps(side: SideChanges, publicSide: SideChanges): void {
  const { path } = side;
  const machines = machinesOf(side);
  const added = machines.filter(({ cameFrom }) => cameFrom === undefined);
  eachOf(added, 'and %s more that are new', ({ title, file, now }) => {
    sayTitle(
      `New ${namespaceOfSite(now) === undefined ? 'machine' : 'cluster'}, for ${title}:`,
      `docs/private-site.md goes through its steps, with ${path}/${file}`,
    );
  });
  const changed = machines.filter(({ file, cameFrom }) => file !== undefined && cameFrom !== undefined).filter(isOther);
  eachOf(changed, 'and the same on %s more machines', (machine) => reportChanged(machine, path));
  const removed = machines.filter(({ file }) => file === undefined);
  eachOf(removed, 'and the same on %s more machines', ({ site, title, before }) => {
    const namespace = namespaceOfSite(before);
    sayTitle(`On the ${namespace === undefined ? 'machine' : 'cluster'} of ${title}, if it is linked:`);
    say(namespace === undefined ? '  skupper system stop' : `  kubectl delete site ${site} -n ${namespace}`);
  });
  const units = machines.map((machine) => ({ machine, steps: unitSteps(side, machine) })).filter(({ steps }) => steps);
  eachOf(units, 'and the same on %s more machines', ({ machine, steps }) => {
    sayTitle(
      `On the machine of ${machine.title}${steps?.folder ? `, with ${path}/${steps.folder} copied to it` : ''}:`,
    );
    for (const command of steps?.commands ?? []) {
      say(`  ${command}`);
    }
  });
  eachOf(newLinks(publicSide, machines), 'and the same for %s more', ({ machine, clusters }) => {
    const unless = clusters === undefined ? '' : `, unless the cluster ${clusters[0]} is called ${clusters[1]} now`;
    sayTitle(
      `Link ${machine.title} anew, if it is linked${unless}:`,
      'docs/private-site.md, section 6; its old link ends',
    );
  });
}

function isOther({ before, now }: Machine): boolean {
  const { added, changed, gone } = objectChanges(before, now);
  return added.length + changed.length + gone.length > 0;
}

function reportChanged({ title, file = '', before, now }: Machine, path: string): void {
  const { gone } = objectChanges(before, now);
  if (namespaceOfSite(now) !== undefined) {
    sayTitle(`On the cluster of ${title}, not on the public one:`);
    for (const { kind, metadata } of gone) {
      say(`  kubectl delete ${kind.toLowerCase()} ${metadata.name} -n ${metadata.namespace}`);
    }
    say(`  kubectl apply -f ${path}/${file}`);
    return;
  }
  sayTitle(`On the machine of ${title}, with ${path}/${file} copied to it:`);
  for (const { kind, metadata } of gone) {
    say(`  skupper ${kind.toLowerCase()} delete ${metadata.name}`);
  }
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
