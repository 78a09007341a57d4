import { broken } from '../checks/broken';
import { group, listOf, optional, type Schema, value } from '../checks/check';
import { oneOf } from '../checks/values';

/** Changes finished objects, where no setting does. They are checked again after it. */
export interface Patch {
  /** The objects to change. */
  readonly target: PatchTarget;
  /** Operations of JSON Patch, RFC 6902, in their order. */
  readonly patch: readonly PatchOperation[];
}

/** Objects of the chat, on the public side and on the private one. */
export interface PatchTarget {
  /** Kind of the objects, such as `Deployment`. */
  readonly kind: string;
  /**
   * Name of the object.
   *
   * @default - every object of the kind
   */
  readonly name?: string;
}

/** An operation of JSON Patch. */
export interface PatchOperation {
  /** `add` also replaces what is there, and inserts into a list; `replace` and `remove` need something to be there. */
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  /** JSON pointer to the field, such as `/spec/template/spec/hostAliases`. `~1` stands for `/` in a name, `-` for the end of a list. */
  readonly path: string;
  /**
   * JSON pointer to the field that is moved or copied. For `move` and `copy` alone.
   *
   * @default - none
   */
  readonly from?: string;
  /**
   * What is written, or expected. For `add`, `replace` and `test` alone.
   *
   * @default - none
   */
  readonly value?: unknown;
}

const pointer: Schema<string> = value('a JSON pointer', 'a path such as "/spec/replicas"', isPointer, (text) => {
  const likely = `/${text
    .replace(/^[./]+/, '')
    .replace(/\[(\d+)\]/g, '.$1')
    .replaceAll('.', '/')}`;
  return text !== '' && isPointer(likely) ? `did you mean "${likely}"?` : undefined;
});

function isPointer(input: unknown): boolean {
  return typeof input === 'string' && input.length <= 1000 && /^(\/([^~/]|~[01])*)+$/.test(input);
}

/** What JSON can hold; anything else would be lost on the way to the file. */
export const jsonValue: Schema<unknown> = value(
  'a value that YAML can hold',
  'texts, numbers, true, false, null, lists and groups',
  isJson,
);

function isJson(input: unknown, depth = 0): boolean {
  if (typeof input === 'number') {
    return Number.isFinite(input);
  }
  if (input === null || typeof input === 'string' || typeof input === 'boolean') {
    return true;
  }
  const isPlain = Array.isArray(input) || Object.prototype.toString.call(input) === '[object Object]';
  return isPlain && depth < 32 && Object.values(input as object).every((child) => isJson(child, depth + 1));
}

const word: Schema<string> = value(
  'the kind of an object',
  'a name such as "Deployment"',
  (input) => typeof input === 'string' && /^[A-Z][A-Za-z0-9]{0,62}$/.test(input),
  (text) => (/^[a-z]+$/.test(text) ? 'a kind begins with a capital letter' : undefined),
);

const name: Schema<string> = value(
  'the name of an object',
  'a text of at most 253 characters',
  (input) => typeof input === 'string' && input.length > 0 && input.length <= 253,
);

const operationSchema = group<PatchOperation>(
  {
    op: oneOf('add', 'remove', 'replace', 'move', 'copy', 'test'),
    path: pointer,
    from: optional(pointer),
    value: optional(jsonValue),
  },
  {
    reads: ['op', 'from', 'value'],
    judge: ({ op, from, value }) => {
      const moves = op === 'move' || op === 'copy';
      const writes = op === 'add' || op === 'replace' || op === 'test';
      return [
        ...broken(moves && from === undefined, 'from', `missing; "${op}" needs the path of what it takes`),
        ...broken(!moves && from !== undefined, 'from', `"${op}" takes nothing from elsewhere; leave it out`),
        ...broken(writes && value === undefined, 'value', `missing; "${op}" needs a value`),
        ...broken(!writes && value !== undefined, 'value', `"${op}" has no value; leave it out`),
      ];
    },
  },
);

export const patchSchema: Schema<Patch> = group<Patch>({
  target: group<PatchTarget>({ kind: word, name: optional(name) }),
  patch: listOf(operationSchema, 'operations', 1),
});
