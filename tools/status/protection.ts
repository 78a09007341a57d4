import type { KubeObject } from '../../constructs/finished/kube-object';
import { deletion } from '../changes/manual-step';
import { closes, isAsMade, protects } from './as-made';
import type { Observation } from './observation';
import { kindsOfWays, targetsOf, wayOpenedBy } from './other-ways';
import { type Finding, failed, ok, unknown } from './step';

interface Fault {
  readonly what: string;
  readonly remedy: string;
}

/** Whether what protects the chat is as the settings make it, and nothing goes round it. */
export async function protectionOf(
  observation: Observation,
  objects: readonly KubeObject[],
  routingKeys: readonly string[],
  apply: string,
): Promise<Finding> {
  const unread = new Set<string>();
  const faults: Fault[] = [];
  for (const object of objects.filter(protects)) {
    const live = await observation.find(object, object.metadata.name);
    if (live === 'forbidden') {
      unread.add(object.kind);
    } else if (live === 'not served' || live === undefined) {
      faults.push(...(closes(object) ? [{ what: `${nameOf(object)} is not there`, remedy: apply }] : []));
    } else if (!isAsMade(object, live)) {
      faults.push({ what: `${nameOf(object)} was changed`, remedy: apply });
    }
  }
  if ((await observation.list({ apiVersion: 'v1', kind: 'Pod' })) === 'forbidden') {
    unread.add('Pod');
  }
  const targets = await targetsOf(observation, objects, routingKeys);
  for (const kind of kindsOfWays) {
    const listing = await observation.list(kind);
    if (listing === 'forbidden') {
      unread.add(kind.kind);
    }
    for (const object of typeof listing === 'string' ? [] : listing) {
      const opens = wayOpenedBy(object, targets);
      faults.push(...(opens === undefined ? [] : [{ what: `${nameOf(object)} ${opens}`, remedy: deletion([object]) }]));
    }
  }
  const [first] = faults;
  if (first !== undefined) {
    return { ...failed(faults.map(({ what }) => what).join('; '), first.remedy), isBeside: true };
  }
  return unread.size > 0
    ? { ...unknown(`you may not read these kinds: ${[...unread].join(', ')}`), isBeside: true }
    : { ...ok('policies, ranges and logins are as the settings make them'), isBeside: true };
}

function nameOf({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.name}`;
}
