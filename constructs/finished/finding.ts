import { type KubeObject, nameOf } from './kube-object';

/** What is wrong with a finished object. */
export interface Finding {
  readonly object: KubeObject;
  readonly message: string;
}

export function findingText({ object, message }: Finding): string {
  return `${nameOf(object)}: ${message}`;
}

/** All that looks at objects of the user's own walks through them as Kubernetes has them. */
export const otherShape = 'an object lacks a part that all of its kind have, or has it in another form';
