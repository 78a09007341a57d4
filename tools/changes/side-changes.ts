import type { Manifest, Side } from '../../constructs/finished/kube-object';
import type { Changes, Folder } from '../output/output';

/** Whether a folder is not what the settings make. */
export function isDifferent({ added, changed, removed }: Changes): boolean {
  return added.length + changed.length + removed.length > 0;
}

/** The folder of a side, and the objects that its files are made of. */
export interface SideFolder extends Folder {
  readonly side: Side;
  readonly manifests: readonly Manifest[];
}

/** A side, and how its folder differs from what belongs in it. */
export type SideChanges = SideFolder & Changes;
