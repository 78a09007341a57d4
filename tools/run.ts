import { SettingsError } from '../constructs/checks/problem';
import { looksLikeSecret } from '../constructs/checks/secrets';
import { cut } from '../constructs/checks/wording';
import type { Settings } from '../constructs/settings/fleet';
import { GateError } from '../constructs/synthesis/gate';
import type { Side } from '../constructs/synthesis/kube-object';
import { type Synthesis, synthesize } from '../constructs/synthesis/synthesis';
import { textOf } from '../constructs/synthesis/text';
import { type Folder, publish } from './output';
import { OutputError } from './output-error';
import { lineOf, reportFailure, reportSuccess, reportWarnings } from './report';

/** How one run of the synthesizer goes. */
export interface RunOptions {
  /** The folder of each side that is written. */
  readonly folders: Readonly<Partial<Record<Side, string>>>;
  /**
   * Says nothing but warnings and failures.
   *
   * @default false
   */
  readonly quiet?: boolean;
  /**
   * Takes a warning for a failure.
   *
   * @default false
   */
  readonly strict?: boolean;
  /**
   * Waited for before anything is written: what is wrong with the types, if something is.
   *
   * @default - the types are not looked at
   */
  readonly typeCheck?: Promise<readonly string[]>;
}

/** Loads, checks, synthesizes and writes. Returns the exit code. */
export async function run(load: () => Promise<{ settings?: Settings }>, options: RunOptions): Promise<number> {
  const { folders, quiet = false, strict = false } = options;
  try {
    const settings = await loaded(load, options.typeCheck);
    const synthesis = synthesize(settings);
    const typeErrors = (await options.typeCheck) ?? [];
    if (typeErrors.length > 0) {
      reportFailure('The types do not fit.', typeErrors);
      return 1;
    }
    if (strict && synthesis.warnings.length > 0) {
      reportFailure('Warnings count as failures here, because of --strict.', synthesis.warnings.map(lineOf));
      return 1;
    }
    const { changes, cutOff } = publish(foldersOf(synthesis, folders));
    if (!quiet) {
      const fleet = synthesis.chats.some(({ folder }) => folder !== '');
      reportSuccess(
        changes,
        cutOff,
        synthesis.chats,
        `kubectl apply ${fleet ? '-R ' : ''}-f ${folders.public ?? 'dist'}`,
      );
    }
    reportWarnings(synthesis.warnings);
    return 0;
  } catch (error) {
    reportFailure(...failureOf(error), error instanceof OutputError ? error.written : 0);
    return 1;
  }
}

/** How much of what a program says, when it stops, a person wants to read. */
const longestReason = 1000;

/** settings.ts is a program, and programs fail. */
class ProgramError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

async function loaded(
  load: () => Promise<{ settings?: Settings }>,
  typeCheck?: RunOptions['typeCheck'],
): Promise<Settings> {
  const { settings } = await load().catch(async (error: unknown) => {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const what = looksLikeSecret(text) ? 'it stopped with a text that looks like a secret' : cut(text, longestReason);
    const hint = error instanceof ReferenceError ? ["a text needs quotes, such as 'ilab-chat'"] : [];
    // The compiler knows the line.
    throw new ProgramError([what, ...hint, ...((await typeCheck) ?? [])]);
  });
  if (settings === undefined) {
    throw new ProgramError(['it exports no settings; it has to say "export const settings: Settings = { … };"']);
  }
  return settings;
}

/** The text of every file, folder by folder. */
export function foldersOf({ manifests }: Synthesis, folders: RunOptions['folders']): Folder[] {
  return (Object.entries(folders) as [Side, string][]).map(([side, path]) => ({
    path,
    files: new Map(
      manifests.filter((manifest) => manifest.side === side).map((manifest) => [manifest.path, textOf(manifest)]),
    ),
  }));
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
