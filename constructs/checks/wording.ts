import { looksLikeSecret } from './secrets';

const longestQuote = 80;

/** A plain object: not a list, and not an instance of a class, whose content would be lost. */
export function isGroup(input: unknown): input is Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return false;
  }
  const prototype = Object.getPrototypeOf(input);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The value as a message shows it: in quotes, on one line, cut when it is long. */
export function quote(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? 'an empty list' : 'a list';
  }
  if (typeof value === 'function') {
    return 'a function';
  }
  if (typeof value === 'object' && value !== null) {
    return isGroup(value) ? 'a group of settings' : 'an object of a class';
  }
  const text = printable(typeof value === 'bigint' ? `${value}n` : String(value));
  if (looksLikeSecret(text)) {
    return 'a text that looks like a secret';
  }
  return `"${cut(text)}"`;
}

/** The beginning of a text that is too long for a message. */
export function cut(text: string, longest = longestQuote): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** The text on one line, with what cannot be seen written out. */
export function printable(text: string): string {
  return text.replace(/\p{C}|\p{Zl}|\p{Zp}/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
}

/** The name in `known` that `word` was probably meant to be, if there is one. */
export function closest(word: string, known: readonly string[], atMost?: number): string | undefined {
  if (word.length > longestQuote) {
    return undefined;
  }
  const longer = known.find((name) => word.length > 3 && name.toLowerCase().startsWith(word.toLowerCase()));
  if (longer !== undefined && atMost === undefined) {
    return longer;
  }
  // The distance takes long, and is never less than what one name is longer.
  const near = known
    .filter((name) => atMost === undefined || Math.abs(name.length - word.length) <= atMost)
    .map((name) => ({ name, distance: editDistance(word.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return near && near.distance <= (atMost ?? Math.max(2, Math.floor(near.name.length / 3))) ? near.name : undefined;
}

function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current[column] = Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}

/** `a`, `b` and `c` as prose: `"a", "b" or "c"`. */
export function either(values: readonly string[]): string {
  const quoted = values.map((value) => `"${value}"`);
  return quoted.length < 2 ? quoted.join() : `${quoted.slice(0, -1).join(', ')} or ${quoted[quoted.length - 1]}`;
}
