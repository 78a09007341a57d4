import { looksLikeSecret } from './secrets';
import { cut, printable } from './wording';

/** One broken rule, told to the person who wrote the settings. */
export interface Problem {
  /** Where in the settings, e.g. `exposure.loadBalancer.port`. */
  readonly path: string;
  /** What is wrong with the value, what is allowed, and the likely fix. */
  readonly message: string;
}

/** Settings that cannot be synthesized. Carries every broken rule of the run, in the order of the settings. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
    this.name = 'SettingsError';
  }
}

/** `site` and `name` make `site.name`; a key that is no plain word is quoted, an index is bracketed. */
export function joinPath(...steps: readonly unknown[]): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === 'number') {
      return `${path}[${step}]`;
    }
    const key = looksLikeSecret(String(step)) ? '…' : cut(printable(String(step)));
    if (key === '') {
      return path;
    }
    if (!/^[A-Za-z_][\w-]*$/.test(key)) {
      return `${path}["${key}"]`;
    }
    return path === '' ? key : `${path}.${key}`;
  }, '');
}
