import { most, say, sayMore, sayTitle } from '../command/report';
import type { ClusterChanges } from './clusters';
import { type Steps, stepsFor } from './next-steps';

/** Tells what to do on the cluster: what the apply needs before it, the apply, and what it leaves. */
export function reportClusterSteps(cluster: ClusterChanges, needs: readonly string[], isOneOfSeveral: boolean): void {
  const { objects, manifests, folders, newName } = cluster;
  const { before, after } = stepsFor(objects, manifests);
  const isFleet = manifests.some(({ path }) => path.includes('/'));
  const on = isOneOfSeveral ? ` on ${cluster.title}` : '';
  say();
  if (needs.length > 0) {
    sayTitle(`Needed before the apply${on}; "npm run guide" has the commands:`);
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
    sayTitle(`Next${on}:`, `kubectl apply ${isFleet ? '-R ' : ''}${folders.map((folder) => `-f ${folder}`).join(' ')}`);
  }
  const unless = newName === undefined ? '' : `, unless that is ${newName} now`;
  reportSteps(`${manifests.length > 0 ? 'After it' : 'To do'}${on}, if the last output was applied${unless}:`, after);
}

function reportSteps(when: string, list: Steps['before']): void {
  if (list.length > 0) {
    sayTitle(when);
  }
  for (const { command, why } of list) {
    say(`  ${command}`);
    say(`    ${why}`);
  }
}
