import type { Broken } from './broken';
import { looksLikeSecret, namesSecret } from './secrets';
import { quote } from './wording';

/** What a program writes in place of a missing value. */
export const missingValue = /\bundefined\b|\bNaN\b|\[object \w+\]/;

const whereTo = 'and the output is for everybody to read; keep it in a Secret, and give its name';

/** What no setting may contain: secrets, and what a program writes in place of a missing value. */
export function forbiddenText(input: unknown, at: readonly (string | number)[] = []): readonly Broken[] {
  if (typeof input === 'string') {
    if (looksLikeSecret(input)) {
      return [{ at, message: `looks like a secret, ${whereTo}` }];
    }
    const freeText = at.some((step) => step === 'annotations' || step === 'labels' || step === 'realm');
    return missingValue.test(input) && !freeText
      ? [
          {
            at,
            message: `${quote(input)} has a part that a program writes where a value is missing; write the value itself`,
          },
        ]
      : [];
  }
  if (typeof input !== 'object' || input === null || at.length > 12) {
    return [];
  }
  return Object.entries(input).flatMap(([key, child]) => {
    const path = [...at, Array.isArray(input) ? Number(key) : key];
    const named = typeof child === 'string' && namesSecret(key) && !isPlainWord(child);
    return named ? [{ at: path, message: `named like a secret, ${whereTo}` }] : forbiddenText(child, path);
  });
}

/** `true`, `weekly` or a date under the name of a password is about the password, not the password. */
function isPlainWord(text: string): boolean {
  return /^([a-z]{1,9}|\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?)$/.test(text);
}
