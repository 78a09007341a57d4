import { check } from '../constructs/checks/check';
import { SettingsError } from '../constructs/checks/problem';
import type { ChatSettings } from '../constructs/settings';
import { type Settings, settingsSchema } from '../constructs/settings/fleet';
import { everything, minimal } from './cases';
import { replaced } from './objects';

/** The report on settings, line by line. */
export function report(settings: unknown): string[] {
  try {
    check(settingsSchema, settings as Settings);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) {
      return error.problems.map(({ path, message }) => `${path}: ${message}`);
    }
    throw error;
  }
}

/**
 * The values that one setting does not take, by the whole message that each of them gets, in a chat that has everything
 * else right. `%s` in a message is the value. A message for a part of the value begins with its path (`.name: …`), one
 * for another setting with that setting's own (`client.name: …`).
 */
export function refuses(
  path: string,
  messages: Readonly<Record<string, readonly unknown[]>>,
  base: ChatSettings = everything,
): void {
  const steps = path.replace(/\[(\d+)\]/g, '.$1').split('.');
  describe(path, () => {
    for (const [message, values] of Object.entries(messages)) {
      test.each(values.map((value) => [value]))(`%j: ${message.replaceAll('%', '%%')}`, (value) => {
        const text = message.replaceAll('%s', `"${String(value)}"`);
        const line = /^[.[]/.test(text)
          ? `${path}${text}`
          : /^[A-Za-z][\w.[\]]*: /.test(text)
            ? text
            : `${path}: ${text}`;
        expect(report(replaced(base, steps, value))).toEqual([line]);
      });
    }
  });
}

/** Whole settings, and the whole report on them. */
export function refusesSettings(settings: unknown, ...lines: readonly string[]): void {
  test(lines.join('\n'), () => {
    expect(report(settings)).toEqual(lines);
  });
}

/** Settings that are right one by one but not together, on top of the least that a chat needs, and the whole report. */
export function refusesTogether(
  settings: Partial<Record<keyof ChatSettings, unknown>>,
  ...lines: readonly string[]
): void {
  refusesSettings({ ...minimal, ...settings }, ...lines);
}
