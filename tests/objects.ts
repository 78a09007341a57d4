import type { KubeObject, Manifest, Side } from '../constructs/finished/kube-object';
import type { Settings } from '../constructs/settings';
import type { ChatSettings } from '../constructs/settings/chat';
import type { Patch } from '../constructs/settings/patch';
import { type Synthesis, synthesize } from '../constructs/synthesis/synthesis';

const made = new WeakMap<Settings, Synthesis>();

/** What settings make, once for all tests of a process. It is frozen, so that none changes what another looks at. */
export function synthesisOf(settings: Settings): Synthesis {
  const synthesis = made.get(settings) ?? frozen(synthesize(settings));
  made.set(settings, synthesis);
  return synthesis;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/** The objects of one side of a chat. */
export function objectsOf(settings: ChatSettings, side: Side = 'public'): readonly KubeObject[] {
  return synthesisOf(settings)
    .manifests.filter((manifest) => manifest.side === side)
    .flatMap(({ objects }) => objects);
}

/** The one object of a kind, and of a name when there are several. */
export function one(objects: readonly KubeObject[], kind: string, name?: string): KubeObject {
  const found = objects.filter(
    (object) => object.kind === kind && (name === undefined || object.metadata.name === name),
  );
  const [object, ...others] = found;
  if (object === undefined || others.length > 0) {
    throw new Error(`${found.length} objects of kind ${kind}${name === undefined ? '' : ` named ${name}`}, wanted one`);
  }
  return object;
}

/** The ids of a chat's warnings. */
export function warningIds(settings: ChatSettings): readonly string[] {
  return synthesisOf(settings).warnings.map(({ id }) => id);
}

/** A copy of settings with another value at a path. */
export function replaced(settings: unknown, [step = '', ...rest]: readonly string[], value: unknown): unknown {
  const copy = (Array.isArray(settings) ? [...settings] : { ...(settings as object) }) as Record<string, unknown>;
  copy[step] = rest.length === 0 ? value : replaced(copy[step], rest, value);
  return copy;
}

/** The file of a side at a path. */
export function manifest(manifests: readonly Manifest[], side: Side, path: string): Manifest {
  const found = manifests.find((candidate) => candidate.side === side && candidate.path === path);
  if (found === undefined) {
    throw new Error(`no ${side} file ${path}; there are ${manifests.map((m) => m.path).join(', ')}`);
  }
  return found;
}

/** A patch that puts a value at a path of an object. */
export const set = (kind: string, path: string, value: unknown, name?: string): Patch => ({
  target: { kind, name },
  patch: [{ op: 'add', path, value }],
});

/** A patch that takes away what is at a path of an object. */
export const unset = (kind: string, path: string, name?: string): Patch => ({
  target: { kind, name },
  patch: [{ op: 'remove', path }],
});

export interface Field {
  readonly steps: string[];
  readonly value: unknown;
}

/** Every field that is set, groups and lists included. */
export function fieldsOf(settings: unknown, steps: string[] = []): Field[] {
  if (typeof settings !== 'object' || settings === null) {
    return [];
  }
  return Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .flatMap(([key, value]) => [{ steps: [...steps, key], value }, ...fieldsOf(value, [...steps, key])]);
}

/** Values that are wrong wherever a value of this kind is right. */
export function mistakesFor(value: unknown): unknown[] {
  switch (typeof value) {
    case 'number':
      return [-1, 0.5, Number.NaN, 'many', null, [], {}];
    case 'boolean':
      return ['true', 1, null];
    case 'string':
      return [42, null, [], {}, true, Number.NaN];
    default:
      return Array.isArray(value) ? ['one', 7, null, {}] : ['text', 7, null, []];
  }
}

export function pathOf(steps: readonly string[]): string {
  return steps.reduce((path, step) => {
    if (/^\d+$/.test(step)) {
      return `${path}[${step}]`;
    }
    return /^[A-Za-z_][\w-]*$/.test(step) ? `${path}${path === '' ? '' : '.'}${step}` : `${path}["${step}"]`;
  }, '');
}
