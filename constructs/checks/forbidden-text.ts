import type { Broken } from './broken';
import { looksLikeSecret, namesSecret } from './secrets';
import { quote } from './wording';

/** What a program writes in place of a missing value. */
export const missingValue = /\bundefined\b|\bNaN\b|\[object \w+\]/;

const whereTo = 'and the output is for everybody to read; keep it in a Secret, and give its name';

/** What no setting may contain: secrets, and what a program writes in place of a missing value. */
export function forbiddenText(settings: unknown): readonly Broken[] {
  const found: Broken[] = [];
  // Settings are a program's, and may refer to themselves.
  const seen = new Set<object>();
  const visit = (input: unknown, at: Broken['at']): void => {
    if (typeof input === 'string') {
      found.push(...textProblems(input, at));
    } else if (typeof input === 'object' && input !== null && !seen.has(input)) {
      seen.add(input);
      for (const [key, child] of Object.entries(input)) {
        const path = [...at, Array.isArray(input) ? Number(key) : key];
        if (looksLikeSecret(key)) {
          found.push({ at: path, message: `its name looks like a secret, ${whereTo}` });
        } else if (typeof child === 'string' && namesSecret(key) && !isPlainWord(child)) {
          found.push({ at: path, message: `named like a secret, ${whereTo}` });
        } else {
          visit(child, path);
        }
      }
    }
  };
  visit(settings, []);
  return found;
}

function textProblems(text: string, at: Broken['at']): readonly Broken[] {
  if (looksLikeSecret(text)) {
    return [{ at, message: `looks like a secret, ${whereTo}` }];
  }
  const isFreeText = at.some((step) => step === 'annotations' || step === 'labels' || step === 'realm');
  return missingValue.test(text) && !isFreeText
    ? [
        {
          at,
          message: `${quote(text)} has a part that a program writes where a value is missing; write the value itself`,
        },
      ]
    : [];
}

/** `true`, `weekly` or a date under the name of a password is about the password, not the password. */
function isPlainWord(text: string): boolean {
  return /^([a-z]{1,9}|\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?)$/.test(text);
}
