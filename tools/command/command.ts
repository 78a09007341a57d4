/** What a command cannot do, in one sentence for people. */
export class CommandError extends Error {}

/** Runs a command: says what it can do when it is asked or the options are wrong, and puts failures into words. */
export async function runCommand<T extends { readonly help?: boolean }>(
  usage: string,
  options: T | string,
  action: (options: T) => Promise<number>,
): Promise<number> {
  if (typeof options === 'string') {
    return told(`${options}\n\n${usage}`);
  }
  if (options.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  try {
    return await action(options);
  } catch (error) {
    if (error instanceof CommandError) {
      return told(error.message);
    }
    const { failureOf } = await import('./failure');
    const [title, lines] = failureOf(error);
    return told([title, '', ...lines.map((line) => `  ${line}`)].join('\n'));
  }
}

function told(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}
