import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The options of a command as they were typed, or why they cannot be taken. */
export function optionsOf<T extends NonNullable<ParseArgsConfig['options']>>(
  options: T,
  args: readonly string[] = process.argv.slice(2),
) {
  const taken = Object.keys(options).find((name) => isTakenByNpm(name));
  if (taken !== undefined) {
    return `npm took --${taken} for itself. Put -- before it: npm run ${process.env.npm_lifecycle_event} -- --${taken}`;
  }
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return (error as Error).message;
  }
}

/** npm keeps what stands before "--" as settings of its own, and starts the command without it. */
function isTakenByNpm(name: string): boolean {
  return process.env.npm_lifecycle_event !== undefined && process.env[`npm_config_${name}`] !== undefined;
}
