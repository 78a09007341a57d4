import type { KubeObject } from './kube-object';

/** What is wrong with a finished object. */
export interface Finding {
  readonly object: KubeObject;
  readonly message: string;
}
