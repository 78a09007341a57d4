import { applyPatch, deepClone, type JsonPatchError, type Operation } from 'fast-json-patch';
import { type Broken, broken } from '../checks/broken';
import { closest } from '../checks/wording';
import type { Patch } from '../settings/patch';
import { type KubeObject, type Manifest, nameOf } from './kube-object';

/** Finished objects after the patches, what is wrong with a patch, and the patches that changed each object. */
export interface Patched {
  readonly manifests: readonly Manifest[];
  readonly broken: readonly Broken[];
  readonly patchesOf: ReadonlyMap<KubeObject, readonly number[]>;
}

/**
 * Applies patches to plain objects, not to constructs: a typed class would drop a field that it does not know.
 */
export function patched(manifests: readonly Manifest[], patches: readonly Patch[]): Patched {
  const wrong: Broken[] = [];
  const patchesOf = new Map<KubeObject, readonly number[]>();
  let results = manifests;
  for (const [number, patch] of patches.entries()) {
    const objects = results.flatMap((manifest) => manifest.objects);
    const { kind, name } = patch.target;
    const targets = objects.filter(
      (object) => object.kind === kind && (name ?? object.metadata.name) === object.metadata.name,
    );
    if (targets.length === 0) {
      wrong.push(...broken(true, ['patches', number, 'target'], noTarget(patch, objects)));
    }
    results = results.map((manifest) => ({
      ...manifest,
      objects: manifest.objects.map((object) => {
        if (!targets.includes(object)) {
          return object;
        }
        const { result, problem } = changed(object, patch, number);
        wrong.push(...problem);
        patchesOf.set(result, [...(patchesOf.get(object) ?? []), number]);
        return result;
      }),
    }));
  }
  return { manifests: results, broken: wrong, patchesOf };
}

function changed(
  object: KubeObject,
  { patch }: Patch,
  number: number,
): { result: KubeObject; problem: readonly Broken[] } {
  let result: KubeObject = deepClone(object);
  for (const [index, operation] of patch.entries()) {
    try {
      result = applyPatch(result, [deepClone(operation) as Operation], true).newDocument;
    } catch (error) {
      const message = `${nameOf(object)}: ${reasonOf(error as JsonPatchError, operation)}`;
      return { result: object, problem: broken(true, ['patches', number, 'patch', index], message) };
    }
  }
  return { result, problem: [] };
}

const reasons: Readonly<Record<string, (path: string) => string>> = {
  TEST_OPERATION_FAILED: (path) => `"${path}" has another value than the test expects`,
  OPERATION_PATH_CANNOT_ADD: (path) => `"${path}" cannot be added, because its parent is not there; add that first`,
  OPERATION_PATH_UNRESOLVABLE: (path) => `"${path}" is not there; use "add"`,
  OPERATION_VALUE_OUT_OF_BOUNDS: (path) => `"${path}" is beyond the end of the list; use "-" for its end`,
  OPERATION_PATH_ILLEGAL_ARRAY_INDEX: (path) => `"${path}" names a place in a list; use a number, or "-" for its end`,
};

function reasonOf({ name }: JsonPatchError, { path, from = '' }: Patch['patch'][number]): string {
  return name === 'OPERATION_FROM_UNRESOLVABLE'
    ? `"${from}" is not there`
    : (reasons[name]?.(path) ?? `"${path}" cannot be changed`);
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
