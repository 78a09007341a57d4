import type { Broken } from './broken';
import { joinPath } from './problem';
import { isSecret, looksLikeSecret } from './secrets';
import { quote } from './wording';

/** What a program writes in place of a missing value. */
const missingValue = /\bundefined\b|\bNaN\b|\[object \w+\]/;

/** Fields, and all below them, whose texts are written by people for people or programs of their own: any word is legal there. */
const freeText = /(^|\.)(\w*[aA]nnotations|\w*[lL]abels|env|realm|files)\b|^data\b|\[".*auth-realm"\]$/;

/** Whether the text has a part that a program writes where a value is missing, in a field where nobody means it. */
export function lacksValue(text: string, path: () => string): boolean {
  return missingValue.test(text) && !freeText.test(path());
}

const whereTo = 'and the output is for everybody to read; keep it in a Secret, and give its name';

/** What no setting may contain: secrets, and what a program writes in place of a missing value. */
export function forbiddenText(settings: unknown): readonly Broken[] {
  const found: Broken[] = [];
  visitTexts(settings, (text, at, names) => {
    const message = secretProblem(text, names);
    // What a patch writes is looked at where it ends up.
    const isPatched = at.includes('patches') && at.includes('value');
    if (message !== undefined) {
      found.push({ at, message: `${message}, ${at.includes('env') ? envTo : whereTo}` });
    } else if (!isPatched && lacksValue(text, () => joinPath(...at))) {
      const part = 'has a part that a program writes where a value is missing; write the value itself';
      found.push({ at, message: `${quote(text)} ${part}` });
    }
  });
  return found;
}

const envTo = 'and the output is for everybody to read; use { secretName, key }';

/** Secret material among the texts below a value, with the steps to each. */
export function secretsIn(value: unknown): readonly Broken[] {
  const found: Broken[] = [];
  visitTexts(value, (text, at, names) => {
    const message = secretProblem(text, names);
    if (message !== undefined) {
      found.push({ at, message });
    }
  });
  return found;
}

/** `names` are what the text is called: the key that it is under, and what stands beside it. */
function secretProblem(text: string, names: readonly string[]): string | undefined {
  if (names.some(looksLikeSecret)) {
    return 'its name looks like a secret';
  }
  if (looksLikeSecret(text)) {
    return 'looks like a secret';
  }
  const name = names.find((name) => isSecret(name, text));
  const [key] = names;
  return name === undefined || name === key
    ? name && 'named like a secret'
    : `the value of ${quote(name)}, named like a secret`;
}

/** Calls `visit` with every text below a value, once, and with every key that has no text. */
function visitTexts(value: unknown, visit: (text: string, at: Broken['at'], names: readonly string[]) => void): void {
  // Settings are a program's, and may refer to themselves.
  const seen = new Set<object>();
  const descend = (input: object, at: Broken['at']): void => {
    const isList = Array.isArray(input);
    for (const [key, child] of Object.entries(input)) {
      const path = [...at, isList ? Number(key) : key];
      const names = isList ? optionBefore(input, Number(key)) : [key, ...nameBeside(input, key)];
      if (typeof child === 'string') {
        // What a SealedSecret holds only its controller can read.
        if (!(at.at(-1) === 'encryptedData' && /^Ag[A-Za-z0-9+/]{200,}={0,2}$/.test(child))) {
          visit(child, path, names);
        }
      } else if (!isList && looksLikeSecret(key)) {
        visit('', path, names);
      } else if (typeof child === 'object' && child !== null && !seen.has(child)) {
        seen.add(child);
        descend(child, path);
      }
    }
  };
  if (typeof value === 'string') {
    visit(value, [], []);
  } else if (typeof value === 'object' && value !== null) {
    descend(value, []);
  }
}

/** `{ name: 'API_KEY', value: '…' }`, as environment variables and headers are written. */
function nameBeside(input: object, key: string): string[] {
  const { name } = input as { readonly name?: unknown };
  return key === 'value' && typeof name === 'string' ? [name] : [];
}

/** `['--api-key', '…']`, as arguments are written. */
function optionBefore(list: readonly unknown[], index: number): string[] {
  const before = list[index - 1];
  return typeof before === 'string' && /^--?[A-Za-z]/.test(before) && !before.includes('=') ? [before] : [];
}
