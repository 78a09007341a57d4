import { printed, writeLines } from './terminal';

/** What a command cannot do, in one sentence for people. */
export class CommandError extends Error {}

/**
 * Runs a command: says what it can do when it is asked or the options are wrong, and puts failures into words.
 *
 * @param failed Exit code of a run that cannot do its work.
 */
export async function runCommand<T extends { readonly help?: boolean }>(
  usage: string,
  options: T | string,
  action: (options: T) => Promise<number>,
  failed = 1,
): Promise<number> {
  if (typeof options === 'string') {
    return told(`${printed(options)}\n\n${usage}`, failed);
  }
  if (options.help) {
    writeLines(process.stdout, usage);
    return 0;
  }
  try {
    return await action(options);
  } catch (error) {
    if (error instanceof CommandError) {
      return told(printed(error.message), failed);
    }
    const { failureOf } = await import('./failure');
    const [title, lines] = failureOf(error);
    return told([title, '', ...lines.map((line) => `  ${printed(line)}`)].join('\n'), failed);
  }
}

function told(message: string, code: number): number {
  writeLines(process.stderr, message);
  return code;
}
