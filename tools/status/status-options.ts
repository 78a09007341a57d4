import { optionsOf } from '../command/options';
import { secondsOf } from './duration';

/** What a user asks of the command. */
export interface StatusOptions {
  readonly context?: string;
  readonly chat?: string;
  readonly json?: boolean;
  /** Seconds. */
  readonly wait?: number;
  readonly 'no-question'?: boolean;
  readonly help?: boolean;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** What was asked, or why it cannot be done. */
export function statusOptions(typed: readonly string[]): StatusOptions | string {
  // The time may be left out, which parseArgs has no form for.
  const args = typed.flatMap((argument, index) =>
    argument === '--wait' && !/^\d/.test(typed[index + 1] ?? '') ? ['--wait=300'] : [argument],
  );
  const known = { context: text, chat: text, wait: text, 'no-question': flag, json: flag, help: flag };
  const values = optionsOf(known, args);
  if (typeof values === 'string') {
    return values;
  }
  const wait = values.wait === undefined ? undefined : secondsOf(values.wait);
  return values.wait !== undefined && wait === undefined
    ? `--wait: "${values.wait}" is not a time; use seconds such as 180s, or minutes such as 5m`
    : { ...values, wait };
}
