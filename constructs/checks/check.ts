import { type Broken, broken } from './broken';
import { unseenCharacter } from './characters';
import { forbiddenText } from './forbidden-text';
import { joinPath, type Problem, SettingsError } from './problem';
import { closest, isGroup, quote } from './wording';

/**
 * What settings of the type `T` have to look like: tells what breaks the rules. Made of the functions below rather than
 * with a schema library, because every broken rule of a run is wanted, rules between fields included, each in words of
 * its own.
 */
export interface Schema<T> {
  (input: unknown): readonly Broken[];
  /** Ties the schema to its type; never there. */
  readonly type?: (value: T) => T;
}

/** Something that several fields have to agree on. */
export interface Rule<P> {
  /** The fields that the rule reads, as paths; while one of them is broken, the rule waits. */
  readonly reads: readonly string[];
  /** The fields of which it only asks whether they are there; it does not wait for what is in them. */
  readonly present?: readonly string[];
  /** What breaks the rule, given what is broken already in the fields of the group. */
  readonly judge: (settings: P, found: readonly Broken[]) => readonly Broken[];
}

/**
 * Throws one SettingsError with every rule that `settings` break.
 *
 * @param root Path of `settings` in the file that the user edits.
 */
export function check<T>(schema: Schema<T>, settings: T, root = ''): void {
  // At most one problem for each path: the first one is the cause, others echo it.
  const first = new Map<string, Problem>();
  for (const { at, message } of [...forbiddenText(settings), ...schema(settings)]) {
    const below = joinPath(...at);
    const path = [root, below].filter((part) => part !== '').join(below.startsWith('[') ? '' : '.') || 'settings';
    if (!first.has(path)) {
      first.set(path, { path, message });
    }
  }
  if (first.size > 0) {
    throw new SettingsError([...first.values()]);
  }
}

/** A hint that is longer repeats a text of a program's, not a person's slip. */
const longestHint = 300;

/** A single value: `what` it is, what is `allowed`, and, where a mistake has a usual form, the likely `fix`. */
export function value<T>(
  what: string,
  allowed: string,
  test: (input: unknown) => boolean,
  fix: (text: string) => string | undefined = () => undefined,
): Schema<T> {
  const likelyFix = (input: unknown, text: string) => {
    if (typeof input === 'number' && test(text)) {
      return `in quotes: "${text}"`;
    }
    const found = fix(text) ?? unseenCharacter(text.slice(0, 1000));
    return found === undefined || found.length > longestHint ? undefined : found;
  };
  return (input) => {
    if (test(input)) {
      return [];
    }
    const text = typeof input === 'string' || typeof input === 'number' ? String(input) : undefined;
    const likely = text === undefined ? undefined : likelyFix(input, text);
    return [
      { at: [], message: `${verdict(input, what)}; use ${allowed}${likely === undefined ? '' : ` (${likely})`}` },
    ];
  };
}

/** A group of settings: a schema for each field of `P`, so that a new prop without one does not compile, and rules. */
export function group<P extends object>(
  fields: { readonly [Name in keyof P]-?: Schema<P[Name]> },
  ...rules: readonly Rule<P>[]
): Schema<P> {
  const schemas = Object.entries(fields) as [string, Schema<unknown>][];
  const names = schemas.map(([name]) => name);
  const shape = schemas.map(([name, schema]) => (schema(undefined).length === 0 ? `${name}?` : name)).join(', ');
  return (input) => {
    if (!isGroup(input)) {
      return [{ at: [], message: `${verdict(input, 'a group of settings')}; use { ${shape} }` }];
    }
    const found = [
      ...schemas.flatMap(([name, schema]) => below(name, schema(input[name]))),
      ...Object.keys(input)
        .filter((key) => !names.includes(key))
        .map((key) => ({ at: [key], message: unknownField(key, names) })),
    ];
    const paths = found.map(({ at }) => joinPath(...at));
    const sound = ({ reads, present = [] }: Rule<P>) =>
      reads.every((read) => paths.every((path) => !touches(path, read))) &&
      present.every((read) => paths.every((path) => !within(read, path)));
    return [...found, ...rules.filter(sound).flatMap(({ judge }) => judge(input as P, found))];
  };
}

/** A group of settings, and what to say of names that people look for in it: earlier versions had them, or others have. */
export function notHere<P>(messages: Readonly<Record<string, string>>, schema: Schema<P>): Schema<P> {
  return (input) =>
    schema(input).map((found) => {
      const [name = '', ...below] = found.at;
      const message = below.length === 0 && Object.hasOwn(messages, name) ? messages[name] : undefined;
      return message === undefined ? found : { at: found.at, message };
    });
}

/** Longer lists are a program's slip. */
const longestList = 1000;

/** A list of equal things; `many` is what they are. */
export function listOf<T>(item: Schema<T>, many: string, atLeast: 0 | 1 = 0): Schema<readonly T[]> {
  const allowed = `a list of ${many}${atLeast === 1 ? ', at least one' : ''}`;
  return (input) => {
    if (!Array.isArray(input)) {
      return [{ at: [], message: `${verdict(input, 'a list')}; use ${allowed}` }];
    }
    if (input.length > longestList) {
      return [{ at: [], message: `${input.length} of them; use at most ${longestList}` }];
    }
    if (input.length < atLeast) {
      return [{ at: [], message: `empty; use ${allowed}` }];
    }
    return Array.from(input).flatMap((element, index) => below(index, item(element)));
  };
}

/**
 * A map from names to equal things. `refused` tells why a pair that is sound in itself is not wanted.
 */
export function mapOf<T>(
  key: Schema<string>,
  item: Schema<T>,
  what: string,
  refused: (name: string, value: T) => string | undefined = () => undefined,
): Schema<Readonly<Record<string, T>>> {
  return (input) => {
    if (!isGroup(input)) {
      return [{ at: [], message: `${verdict(input, 'a map')}; use ${what}` }];
    }
    return Object.entries(input).flatMap(([name, element]) => {
      const found = [...reserved(name), ...key(name), ...item(element)];
      const message = found.length === 0 ? refused(name, element as T) : undefined;
      return below(name, message === undefined ? found : [{ at: [], message }]);
    });
  };
}

/** One schema out of several, by the look of the input. */
export function choice<T>(pick: (input: unknown) => (input: unknown) => readonly Broken[]): Schema<T> {
  return (input) => pick(input)(input);
}

/** The field may be left out. */
export function optional<T>(schema: Schema<T>): Schema<T | undefined> {
  return (input) => (input === undefined ? [] : schema(input));
}

function verdict(input: unknown, what: string): string {
  return input === undefined ? 'missing' : `${quote(input)} is not ${what}`;
}

function unknownField(key: string, names: readonly string[]): string {
  const meant = closest(key, names);
  return `not a setting; ${meant === undefined ? `known here: ${names.join(', ')}` : `did you mean "${meant}"?`}`;
}

/** Names that every JavaScript object has already; the serializer cannot tell them from these. */
export function reserved(name: string): readonly Broken[] {
  return broken(
    ['constructor', 'prototype', '__proto__'].includes(name),
    [],
    'a name of JavaScript itself; use another',
  );
}

function below(step: string | number, found: readonly Broken[]): Broken[] {
  return found.map(({ at, message }) => ({ at: [step, ...at], message }));
}

function touches(a: string, b: string): boolean {
  return within(a, b) || within(b, a);
}

function within(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
}
