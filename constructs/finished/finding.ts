import { type KubeObject, nameOf } from './kube-object';

/** What is wrong with a finished object. */
export interface Finding {
  readonly object: KubeObject;
  readonly message: string;
}

export function findingText({ object, message }: Finding): string {
  return `${nameOf(object)}: ${message}`;
}
