import { type ParseArgsConfig, parseArgs } from 'node:util';
import { writeLine } from './terminal';

/** The options of a command as they were typed, or why they cannot be taken. */
export function optionsOf<T extends NonNullable<ParseArgsConfig['options']>>(
  options: T,
  args: readonly string[] = process.argv.slice(2),
) {
  const taken = Object.keys(options).find((name) => npmSetting(name) !== undefined);
  if (taken !== undefined) {
    return `npm took --${taken} for itself. Put -- before it: ${commandWith(taken)}`;
  }
  if (options.check !== undefined && npmSetting('dry_run') === 'true') {
    return `npm took --dry-run for itself. What writes nothing is ${commandWith('check')}, and ${commandWith('diff')} shows the lines`;
  }
  // It may also stand in a .npmrc, so the run goes on.
  if (options.quiet !== undefined && isQuietForNpm() && !args.includes('--quiet')) {
    writeLine(process.stderr, `npm took --quiet for itself. Put -- before it: ${commandWith('quiet')}`);
  }
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // npm gives some options away without a trace, and leaves their values.
    return code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL' && process.env.npm_lifecycle_event !== undefined
      ? `${message.split('. ')[0]}. If it belongs to an option, npm took that for itself: put -- before it, as in ${commandWith('help')}`
      : message;
  }
}

/** npm keeps what stands before "--" as settings of its own, and starts the command without it. */
function npmSetting(name: string): string | undefined {
  return process.env.npm_lifecycle_event === undefined ? undefined : process.env[`npm_config_${name}`];
}

function isQuietForNpm(): boolean {
  return npmSetting('loglevel') === 'warn' && process.env.NPM_CONFIG_LOGLEVEL === undefined;
}

function commandWith(option: string): string {
  return `npm run ${process.env.npm_lifecycle_event} -- --${option}`;
}
