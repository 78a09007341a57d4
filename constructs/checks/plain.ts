import { joinPath, SettingsError } from './problem';
import { cut, isGroup, printable, quote } from './wording';

/** More levels than any setting has. */
const deepest = 100;

/** Lists that are longer are refused as they are. */
const longestList = 10_000;

/**
 * A copy of settings in which every group is a plain object of its own. Settings are a program's: a getter is asked once, so
 * that what is checked is what is made, and may fail; a group may have no prototype, which the serializer does not take.
 * What is no group and no list stays as it is.
 *
 * @throws SettingsError with what cannot be read.
 */
export function plain<T>(settings: T): T {
  // Settings may refer to themselves.
  const copies = new Map<object, object>();
  const copy = (value: unknown, at: readonly (string | number)[]): unknown => {
    if (typeof value === 'symbol') {
      throw new SettingsError([
        { path: joinPath(...at), message: `${quote(value)} is a symbol; use a text in quotes` },
      ]);
    }
    const isList = Array.isArray(value);
    if (!(isList ? value.length <= longestList : isGroup(value))) {
      return value;
    }
    const known = copies.get(value as object);
    if (known !== undefined) {
      return known;
    }
    if (at.length > deepest) {
      throw new SettingsError([{ path: joinPath(...at.slice(0, 5)), message: `more than ${deepest} levels deep` }]);
    }
    const result: object = isList ? new Array(value.length) : {};
    copies.set(value as object, result);
    for (const key of told(at, () => Object.keys(value as object))) {
      const below = [...at, isList ? Number(key) : key];
      const child = told(below, () => (value as Readonly<Record<string, unknown>>)[key]);
      // An assignment to "__proto__" would not make a field.
      const field = { value: copy(child, below), enumerable: true, writable: true, configurable: true };
      Object.defineProperty(result, key, field);
    }
    return result;
  };
  return copy(settings, []) as T;
}

/** What a part of the settings says when it is asked, which may be an error. */
function told<T>(at: readonly (string | number)[], ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const path = at.length === 0 ? 'settings' : joinPath(...at);
    throw new SettingsError([{ path, message: `cannot be read: ${cut(printable(reason))}` }]);
  }
}
