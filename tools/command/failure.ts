import { readFileSync } from 'node:fs';
import { SettingsError } from '../../constructs/checks/problem';
import { looksLikeSecret } from '../../constructs/checks/secrets';
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
  return [`Something went wrong that should not; please report it at ${reportedAt()}.`, unexpected(error)];
}

/** What an error says, and the places in our own files that it came through. */
function unexpected(error: unknown): string[] {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const stack = error instanceof Error ? (error.stack ?? '').slice(what.length).split('\n') : [];
  const own = stack
    .map((line) => line.trim())
    .filter((line) => /^at .*\((constructs|imports|tools|main|settings)\b/.test(line));
  return [looksLikeSecret(what) ? 'a text that looks like a secret' : what, ...own];
}

function reportedAt(): string {
  return JSON.parse(readFileSync('package.json', 'utf8')).bugs.url;
}

const yesAndNo = [
  'yes',
  'no',
  'on',
  'off',
  'True',
  'False',
  'TRUE',
  'FALSE',
  'sim',
  'nao',
  'não',
  'verdadeiro',
  'falso',
];

/** What was probably meant by a word that no program knows. */
export function hintsOf(error: unknown): string[] {
  if (!(error instanceof ReferenceError)) {
    return [];
  }
  const word = error.message.split(' ')[0] ?? '';
  return [yesAndNo.includes(word) ? 'use true or false, without quotes' : "a text needs quotes, such as 'ilab-chat'"];
}
