import { type Broken, broken } from './broken';
import { unseenCharacter } from './characters';
import { forbiddenText } from './forbidden-text';
import { joinPath, type Problem, SettingsError } from './problem';
import { closest, isGroup, quote } from './wording';

/**
 * Says what is wrong with a value that should be a `T`. The functions below make one. A schema library could check the same;
 * what it would save is less than what the wording of its messages would cost: each names the value, what is allowed, and
 * the likely slip.
 */
export interface Schema<T> {
  (input: unknown): readonly Broken[];
  /** Only for the compiler: without it, a schema of one type would pass for a schema of another. */
  readonly type?: (value: T) => T;
}

/** Something that several fields have to agree on. */
export interface Rule<P> {
  /** The fields that the rule reads, as paths. It is skipped while one of them is wrong. */
  readonly reads: readonly string[];
  /** Fields of which it only asks whether they are set. What is wrong inside them does not matter to it. */
  readonly present?: readonly string[];
  /** Says what breaks the rule. `found` is what is wrong in the fields of the group already. */
  readonly judge: (settings: P, found: readonly Broken[]) => readonly Broken[];
}

/**
 * Throws one SettingsError with every rule that `settings` break.
 *
 * @param root Path of `settings` in the file that the user edits.
 */
export function check<T>(schema: Schema<T>, settings: T, root = ''): void {
  // One problem for each path: those after the first are mostly its consequences.
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

/** A longer hint would only repeat a long value. */
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

/** A group of settings: a schema for each field of `P`, without which a new field does not compile, and rules between fields. */
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
    const canJudge = ({ reads, present = [] }: Rule<P>) =>
      reads.every((read) => paths.every((path) => !touches(path, read))) &&
      present.every((read) => paths.every((path) => !within(read, path)));
    return [...found, ...rules.filter(canJudge).flatMap(({ judge }) => judge(input as P, found))];
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

/** Nobody writes longer lists by hand. */
const longestList = 1000;

/** A list of values of one kind; `many` is what they are called. */
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

/** A map from names to values of one kind. `refused` says why a pair is not allowed although name and value are well-formed. */
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

/** Refuses names that every JavaScript object has: cdk8s would lose them when it writes the object. */
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
