/** A broken rule and the steps from the checked value to the field to change. */
export interface Broken {
  readonly at: readonly (string | number)[];
  readonly message: string;
}

/** The rule is broken `when` this holds; `at` is the path of the field to change. */
export function broken(when: boolean, at: string | readonly (string | number)[], message: string): readonly Broken[] {
  return when ? [{ at: typeof at === 'string' ? at.split('.') : at, message }] : [];
}
