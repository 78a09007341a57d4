import { applyPatch, deepClone, type JsonPatchError, type Operation } from 'fast-json-patch';
import { type Broken, broken } from '../checks/broken';
import { closest } from '../checks/wording';
import type { Patch } from '../settings/patch';
import { otherShape } from './finding';
import { otherForm } from './form';
import { gate } from './gate';
import { type KubeObject, type Manifest, nameOf } from './kube-object';
import { openedUp, takenAway } from './undone';
import { tooMuch } from './weight';

/** Finished objects after the patches, and what is wrong with a patch. */
export interface Patched {
  readonly manifests: readonly Manifest[];
  readonly broken: readonly Broken[];
}

/**
 * Applies patches to plain objects, not to constructs: a typed class would drop a field that it does not know.
 */
export function patched(manifests: readonly Manifest[], patches: readonly Patch[]): Patched {
  const wrong: Broken[] = [];
  // The objects before the first patch, and after each.
  const states = [manifests];
  for (const [number, patch] of patches.entries()) {
    const before = states[number] as readonly Manifest[];
    const objects = before.flatMap((manifest) => manifest.objects);
    const targets = objects.filter((object) => isTarget(object, patch.target));
    wrong.push(...broken(targets.length === 0, ['patches', number, 'target'], noTarget(patch, objects)));
    const one = (object: KubeObject) => {
      const { result, problem } = targets.includes(object) ? changed(object, patch, number) : { result: object };
      wrong.push(...(problem ?? []));
      return result;
    };
    states.push(before.map((manifest) => ({ ...manifest, objects: manifest.objects.map(one) })));
  }
  return { manifests: states.at(-1) ?? manifests, broken: wrong.length > 0 ? wrong : unfit(states) };
}

/** Applies one operation to an object, which it may change in place. */
export function applied(object: KubeObject, operation: Patch['patch'][number]): KubeObject {
  return applyPatch(object, [deepClone(operation) as Operation], true).newDocument;
}

/** Whether a patch is for an object. */
export function isTarget(
  { kind, metadata }: { readonly kind: string; readonly metadata: { readonly name?: string } },
  target: Patch['target'],
): boolean {
  return kind === target.kind && (target.name ?? metadata.name) === metadata.name;
}

/** What keeps the result from being published, with the patch that brought it: the one since which it stays so. */
function unfit(states: readonly (readonly Manifest[])[]): Broken[] {
  const findings = states.length > 1 ? findingsOf(states.at(-1) ?? []) : [];
  if (findings.length === 0 || findingsOf(states[0] ?? []).length > 0) {
    return [];
  }
  const lastFit = states.findLastIndex((state) => findingsOf(state).length === 0);
  return findings.map((finding) => ({ at: ['patches', lastFit], message: `after it, ${finding}` }));
}

function findingsOf(manifests: readonly Manifest[]): string[] {
  try {
    return gate(manifests).map(({ object, message }) => `${nameOf(object)} is not fit to be published: ${message}`);
  } catch {
    return [`${otherShape}; correct the patch`];
  }
}

function changed(
  object: KubeObject,
  { patch }: Patch,
  number: number,
): { result: KubeObject; problem: readonly Broken[] } {
  let result = deepClone(object) as KubeObject;
  for (const [index, operation] of patch.entries()) {
    const refused = (message: string) => ({
      result: object,
      problem: broken(true, ['patches', number, 'patch', index], `${nameOf(object)}: ${message}`),
    });
    const lost = takenAway(result, operation);
    if (lost !== undefined) {
      return refused(lost);
    }
    try {
      result = applied(result, operation);
    } catch (error) {
      return refused(reasonOf(error as JsonPatchError, operation));
    }
    // Before the next operation: a few copies of copies are more than a machine has memory for.
    const weight = tooMuch(result);
    if (weight !== undefined) {
      return refused(`after it, the object ${weight}`);
    }
  }
  const isAnother = identityOf(result) !== identityOf(object);
  const what = 'apiVersion, kind, name and namespace say which object it is, and no patch changes them';
  const undone = isAnother ? what : (otherForm(object, result) ?? openedUp(object, result));
  const problem = broken(undone !== undefined, ['patches', number, 'patch'], `${nameOf(object)}: ${undone}`);
  return { result: undone === undefined ? result : object, problem };
}

function identityOf({ apiVersion, kind, metadata }: Partial<KubeObject>): string {
  return JSON.stringify([apiVersion, kind, metadata?.name, metadata?.namespace]);
}

const reasons: Readonly<Record<string, (path: string) => string>> = {
  TEST_OPERATION_FAILED: (path) => `"${path}" has another value than the test expects`,
  OPERATION_PATH_CANNOT_ADD: (path) => `"${path}" cannot be added, because its parent is not there; add that first`,
  OPERATION_PATH_UNRESOLVABLE: (path) => `"${path}" is not there`,
  OPERATION_VALUE_OUT_OF_BOUNDS: (path) => `"${path}" is beyond the end of the list; use "-" for its end`,
  OPERATION_PATH_ILLEGAL_ARRAY_INDEX: (path) => `"${path}" names a place in a list; use a number, or "-" for its end`,
};

function reasonOf({ name }: JsonPatchError, { op, path, from = '' }: Patch['patch'][number]): string {
  // What is replaced can only not be there.
  const hint = op === 'replace' ? '; use "add"' : '';
  return name === 'OPERATION_FROM_UNRESOLVABLE'
    ? `"${from}" is not there`
    : `${reasons[name]?.(path) ?? `"${path}" cannot be changed`}${hint}`;
}

function noTarget({ target }: Patch, objects: readonly KubeObject[]): string {
  const kinds = [...new Set(objects.map(({ kind }) => kind))];
  if (!kinds.includes(target.kind)) {
    const meant = closest(target.kind, kinds);
    return `the chat has no ${target.kind}; ${meant === undefined ? `there are ${kinds.join(', ')}` : `did you mean "${meant}"?`}`;
  }
  const names = objects.filter(({ kind }) => kind === target.kind).map(({ metadata }) => metadata.name);
  return `no ${target.kind} is called "${target.name}"; there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}`;
}
