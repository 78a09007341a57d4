import { printed, writeLines } from './terminal';

/** What a command cannot do, in one sentence for people. */
export class CommandError extends Error {}

/** Runs a command: says what it can do when it is asked or the options are wrong, and puts failures into words. */
export async function runCommand<T extends { readonly help?: boolean }>(
  usage: string,
  options: T | string,
  action: (options: T) => Promise<number>,
): Promise<number> {
  if (typeof options === 'string') {
    return told(`${printed(options)}\n\n${usage}`);
  }
  if (options.help) {
    writeLines(process.stdout, usage);
    return 0;
  }
  try {
    return await action(options);
  } catch (error) {
    if (error instanceof CommandError) {
      return told(printed(error.message));
    }
    const { failureOf } = await import('./failure');
    const [title, lines] = failureOf(error);
    return told([title, '', ...lines.map((line) => `  ${printed(line)}`)].join('\n'));
  }
}

function told(message: string): number {
  writeLines(process.stderr, message);
  return 1;
}
