import type { Broken } from './broken';
import { looksLikeSecret, namesSecret } from './secrets';
import { quote } from './wording';

/** Text that a program leaves where a value was missing. */
export const leftover = /\bundefined\b|\bNaN\b|\[object \w+\]/;

const whereTo = 'and the output is for everybody to read; keep it in a Secret, and give its name';

/** What must not be anywhere in the settings, whatever the field: secrets, and the leftovers of a program. */
export function strays(input: unknown, at: readonly (string | number)[] = []): readonly Broken[] {
  if (typeof input === 'string') {
    if (looksLikeSecret(input)) {
      return [{ at, message: `looks like a secret, ${whereTo}` }];
    }
    const freeText = at.some((step) => step === 'annotations' || step === 'labels' || step === 'realm');
    return leftover.test(input) && !freeText
      ? [{ at, message: `${quote(input)} looks like the leftover of a missing value; write the value itself` }]
      : [];
  }
  if (typeof input !== 'object' || input === null || at.length > 12) {
    return [];
  }
  return Object.entries(input).flatMap(([key, child]) => {
    const path = [...at, Array.isArray(input) ? Number(key) : key];
    const named = typeof child === 'string' && namesSecret(key) && !isPlainWord(child);
    return named ? [{ at: path, message: `named like a secret, ${whereTo}` }] : strays(child, path);
  });
}

/** `true` or `weekly` under the name of a password is about the password, not the password. */
function isPlainWord(text: string): boolean {
  return /^[a-z]{1,9}$/.test(text);
}
