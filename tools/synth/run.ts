import { looksLikeSecret } from '../../constructs/checks/secrets';
import { cut } from '../../constructs/checks/wording';
import type { Side } from '../../constructs/finished/kube-object';
import type { Settings } from '../../constructs/settings/fleet';
import { type Synthesis, synthesize } from '../../constructs/synthesis/synthesis';
import { textOf } from '../../constructs/synthesis/text';
import { reportChanges, reportNext } from '../changes/changes-report';
import { isDifferent, type SideFolder } from '../changes/side-changes';
import { failureOf, hintsOf, ProgramError } from '../command/failure';
import { reportChats, reportDrift, reportFailure, reportWarnings, say, warningLineOf } from '../command/report';
import { changesOf, publish } from '../output/output';
import { OutputError } from '../output/output-error';

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
   * Writes nothing and tells what a run would write. Ends with 1 when there is something.
   *
   * @default false
   */
  readonly check?: boolean;
  /**
   * Writes nothing and shows line by line what a run would write.
   *
   * @default false
   */
  readonly diff?: boolean;
  /**
   * Waited for before anything is written: what is wrong with the types, if something is.
   *
   * @default - the types are not looked at
   */
  readonly typeCheck?: Promise<readonly string[]>;
}

/** Loads, checks, synthesizes and writes. Returns the exit code. */
export async function run(load: () => Promise<{ settings?: Settings }>, options: RunOptions): Promise<number> {
  const { strict = false } = options;
  try {
    const settings = await loaded(load, options.typeCheck);
    const synthesis = synthesize(settings);
    const typeErrors = (await options.typeCheck) ?? [];
    if (typeErrors.length > 0) {
      reportFailure('The types do not fit.', typeErrors);
      return 1;
    }
    if (strict && synthesis.warnings.length > 0) {
      reportFailure('Warnings count as failures here, because of --strict.', [
        ...synthesis.warnings.map((warning) => warningLineOf(warning)),
        'To accept a warning, add the word in its brackets to acceptedWarnings, alone or with the setting behind it.',
      ]);
      return 1;
    }
    return await (options.check || options.diff ? compare(synthesis, options) : write(synthesis, options));
  } catch (error) {
    reportFailure(...failureOf(error), error instanceof OutputError ? error.written : 0);
    return 1;
  }
}

async function write(synthesis: Synthesis, { folders, quiet = false }: RunOptions): Promise<number> {
  const { changes, cutOff } = publish(sidesOf(synthesis, folders));
  if (quiet) {
    reportWarnings(synthesis.warnings);
    return 0;
  }
  if (cutOff) {
    say('The run before this one was cut off. This one has finished its work.');
    say();
  }
  await reportChanges(changes, false);
  reportChats(synthesis.chats);
  reportWarnings(synthesis.warnings);
  // Last, so that it is what stays on the screen.
  await reportNext(changes, synthesis.chats);
  return 0;
}

async function compare(synthesis: Synthesis, options: RunOptions): Promise<number> {
  const changes = sidesOf(synthesis, options.folders).map(changesOf);
  if (!options.quiet) {
    await reportChanges(changes, true);
  }
  if (options.diff) {
    const { reportDiff } = await import('../output/text-diff');
    reportDiff(changes);
  }
  if (!options.check || !changes.some(isDifferent)) {
    return 0;
  }
  reportDrift();
  return 1;
}

/** How much of what a program says, when it stops, a person wants to read. */
const longestReason = 1000;

async function loaded(
  load: () => Promise<{ settings?: Settings }>,
  typeCheck?: RunOptions['typeCheck'],
): Promise<Settings> {
  const { settings } = await load().catch(async (error: unknown) => {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const what = looksLikeSecret(text) ? 'it stopped with a text that looks like a secret' : cut(text, longestReason);
    // The compiler knows the line.
    throw new ProgramError([...what.split('\n'), ...hintsOf(error), ...((await typeCheck) ?? [])]);
  });
  if (settings === undefined) {
    throw new ProgramError(['it exports no settings; it has to say "export const settings: Settings = { … };"']);
  }
  return settings;
}

/** The folder of each side, with all that belongs in it. */
export function sidesOf({ manifests }: Synthesis, folders: RunOptions['folders']): SideFolder[] {
  return (Object.entries(folders) as [Side, string][]).map(([side, path]) => {
    const own = manifests.filter((manifest) => manifest.side === side);
    return { side, path, manifests: own, files: new Map(own.map((manifest) => [manifest.path, textOf(manifest)])) };
  });
}
