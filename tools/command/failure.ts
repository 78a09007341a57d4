import { SettingsError } from '../../constructs/checks/problem';
import { GateError } from '../../constructs/finished/gate';
import { OutputError } from '../output/output-error';
import { lineOf } from './report';

/** settings.ts is a program, and programs fail. */
export class ProgramError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

/** Title and lines of a failure, for people. */
export function failureOf(error: unknown): [string, string[]] {
  if (error instanceof SettingsError) {
    const count = error.problems.length;
    return [`settings.ts: ${count} ${count === 1 ? 'setting' : 'settings'} to change.`, error.problems.map(lineOf)];
  }
  if (error instanceof GateError) {
    return ['The objects are not fit to be published; this is a fault of the constructs.', [...error.findings]];
  }
  if (error instanceof OutputError) {
    return ['The output cannot be written.', [error.message]];
  }
  if (error instanceof ProgramError) {
    return ['settings.ts cannot be read.', [...error.lines]];
  }
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return ['Something went wrong that should not; please report it.', [what]];
}
