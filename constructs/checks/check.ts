import * as v from 'valibot';
import { joinPath, type Problem, SettingsError } from './problem';
import { closest, quote } from './wording';

/** What settings of the type `T` have to look like. */
export type Schema<T> = v.GenericSchema<T>;

/** A schema for each field of `P`: a new prop without one does not compile. */
type FieldsOf<P> = { readonly [Name in keyof P]-?: Schema<P[Name]> };

/**
 * Throws one SettingsError with every rule that `settings` break.
 *
 * @param root Path of `settings` in the file that the user edits.
 */
export function check<T>(schema: Schema<T>, settings: T, root = ''): void {
  const problems = problemsOf(schema, settings, root);
  if (problems.length > 0) {
    throw new SettingsError(problems);
  }
}

/** Every rule that `settings` break, at most one for each path: the first one is the cause, others echo it. */
export function problemsOf(schema: Schema<unknown>, settings: unknown, root = ''): Problem[] {
  const first = new Map<string, Problem>();
  for (const issue of v.safeParse(schema, settings).issues ?? []) {
    const path = joinPath(root, ...(issue.path ?? []).map(({ key }) => key)) || 'settings';
    if (!first.has(path)) {
      first.set(path, { path, message: issue.message });
    }
  }
  return [...first.values()];
}

/** A single value: `what` it is, what is `allowed`, and, where a mistake has a usual form, the likely `fix`. */
export function value<T>(
  what: string,
  allowed: string,
  test: (input: unknown) => boolean,
  fix: (input: unknown) => string | undefined = () => undefined,
): Schema<T> {
  return v.custom<T>(test, ({ input }) => {
    const suggestion = fix(input);
    const verdict = input === undefined ? 'missing' : `${quote(input)} is not ${what}`;
    return `${verdict}; use ${allowed}${suggestion === undefined ? '' : ` (${suggestion})`}`;
  });
}

/** A group of settings, each field with its own schema, and `rules` for what they have to agree on. */
export function group<P extends object>(fields: FieldsOf<P>, ...rules: readonly Rule<P>[]): Schema<P> {
  const names = Object.keys(fields);
  const shape: v.GenericSchema<unknown, unknown> = v.strictObject(fields as v.ObjectEntries, (issue) => {
    const key = String(issue.path?.[issue.path.length - 1]?.key);
    if (issue.expected === 'never') {
      const meant = closest(key, names);
      return `not a setting; ${meant === undefined ? `known here: ${names.join(', ')}` : `did you mean "${meant}"?`}`;
    }
    const field = (fields as Record<string, Schema<unknown>>)[key];
    return field === undefined ? 'missing' : (problemsOf(field, undefined)[0]?.message ?? 'missing');
  });
  return v.pipe(
    v.custom<unknown>(isGroup, ({ input }) => notAGroup(input, names)),
    shape,
    v.rawCheck(({ dataset, addIssue }) => {
      const brokenPaths = (dataset.issues ?? []).map(({ path }) => joinPath(...(path ?? []).map(({ key }) => key)));
      for (const { reads, judge } of rules) {
        if (reads.every((read) => brokenPaths.every((path) => !touches(path, read)))) {
          for (const { at, message } of judge(dataset.value as P)) {
            addIssue({ message, path: stepsTo(at, dataset.value) });
          }
        }
      }
    }),
  ) as unknown as Schema<P>;
}

/** Something that several fields have to agree on. */
export interface Rule<P> {
  /** The fields that the rule reads, as paths; while one of them is broken, the rule waits. */
  readonly reads: readonly string[];
  /** What breaks the rule: nothing when all is well. */
  readonly judge: (settings: P) => readonly Broken[];
}

/** A broken rule and the steps from the group to the field to change. */
export interface Broken {
  readonly at: readonly (string | number)[];
  readonly message: string;
}

/** The rule is broken `when` this holds; `at` is the path of the field to change. */
export function broken(when: boolean, at: string | readonly (string | number)[], message: string): readonly Broken[] {
  return when ? [{ at: typeof at === 'string' ? at.split('.') : at, message }] : [];
}

/** A list of equal things. */
export function listOf<T>(item: Schema<T>, what: string, atLeast = 0): Schema<readonly T[]> {
  const allowed = `a list${atLeast > 0 ? ` of at least ${atLeast}` : ''} of ${what}`;
  const message = ({ input }: { input: unknown }) =>
    `${input === undefined ? 'missing' : `${quote(input)} is not enough`}; use ${allowed}`;
  const list = v.array(item, ({ input }) =>
    input === undefined ? `missing; use ${allowed}` : `${quote(input)} is not a list; use ${allowed}`,
  );
  return v.pipe(list, v.minLength(atLeast, message)) as unknown as Schema<readonly T[]>;
}

/** A map from names to equal things; `key` checks the names. */
export function mapOf<T>(key: Schema<string>, item: Schema<T>, what: string): Schema<Readonly<Record<string, T>>> {
  return v.pipe(
    v.custom<Record<string, T>>(isGroup, ({ input }) =>
      input === undefined ? `missing; use ${what}` : `${quote(input)} is not a map; use ${what}`,
    ),
    v.record(key, item),
  ) as unknown as Schema<Readonly<Record<string, T>>>;
}

/** One schema out of several, by the look of the input. */
export function choice<T>(pick: (input: unknown) => Schema<unknown>): Schema<T> {
  return v.lazy(pick as (input: unknown) => Schema<T>);
}

/** The field may be left out. */
export function optional<T>(schema: Schema<T>): Schema<T | undefined> {
  return v.optional(schema) as Schema<T | undefined>;
}

function notAGroup(input: unknown, names: readonly string[]): string {
  const verdict = input === undefined ? 'missing' : `${quote(input)} is not a group of settings`;
  return `${verdict}; use { ${names.join(', ')} }`;
}

function touches(a: string, b: string): boolean {
  return within(a, b) || within(b, a);
}

function within(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
}

function isGroup(input: unknown): boolean {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

function stepsTo(at: readonly (string | number)[], root: unknown): [v.IssuePathItem, ...v.IssuePathItem[]] {
  let input = root;
  return at.map((key) => {
    const parent = input;
    input = (parent as Record<string | number, unknown> | undefined)?.[key];
    return { type: 'unknown', origin: 'value', input: parent, key, value: input };
  }) as unknown as [v.IssuePathItem, ...v.IssuePathItem[]];
}
