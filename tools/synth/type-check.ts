import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { keep, kept } from '../start/kept.mjs';

/** After a change the compiler keeps what it knows of the files whose text is the same, and says which files it looked at. */
const options = [
  '--project',
  'tools/synth',
  '--pretty',
  'false',
  '--listFiles',
  '--incremental',
  '--tsBuildInfoFile',
  '.cache/types.json',
];

/** A look at the types that goes on beside the synthesis. */
export interface TypeCheck {
  /** What is wrong with the types, when it is known. */
  readonly errors: Promise<readonly string[]>;
  /** Stops the compiler, if it still runs, and waits until it is gone. */
  readonly end: () => Promise<unknown>;
}

/** What was found right stays right while its files are the same. */
const name = 'types';

/**
 * Starts the compiler, unless it has found the same files right before: esbuild strips types without looking at them.
 * Tests are left to "npm test".
 */
export function typeCheck(): TypeCheck {
  const path = compilerPath();
  const key = JSON.stringify([path, options]);
  if (kept(name, key) !== undefined) {
    return { errors: Promise.resolve([]), end: async () => undefined };
  }
  const begin = Date.now();
  let done: (lines: readonly string[]) => void;
  const errors = new Promise<readonly string[]>((resolve) => {
    done = resolve;
  });
  // Before there is a compiler to be left behind.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => end().then(() => process.kill(process.pid, signal)));
  }
  const compiler = execFile(path, options, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
    const said = `${stdout}${stderr}`.trimEnd().split('\n');
    const files = said.filter((line) => isAbsolute(line)).map((file) => relative('', file));
    // Where nothing can be kept, in a checkout that is read-only for one, it only takes longer.
    const wrong = said.filter((line) => !isAbsolute(line) && !line.startsWith('error TS5033'));
    if (error === null) {
      keep(name, key, [...files, path], begin, true);
    }
    done(error === null ? [] : wrong.map(explained));
  });
  const gone = once(compiler, 'close');
  const end = () => {
    compiler.kill();
    return gone;
  };
  // Where settings.ts ends the run nobody can wait for it.
  process.once('exit', () => compiler.kill('SIGKILL'));
  return { errors, end };
}

/** What the compiler says in its own words of mistakes that a text of settings often has. */
const explanations: Readonly<Record<string, readonly [said: string, meant: string]>> = {
  // What was pasted behind the settings is taken for labels, which do nothing.
  TS7028: [
    'Unused label.',
    'this stands after the end of the settings; move it into them (if it is YAML: texts in quotes, groups in { }, lists in [ ]).',
  ],
};

function explained(line: string): string {
  const [said, meant] = explanations[/ error (TS\d+): /.exec(line)?.[1] ?? ''] ?? ['', ''];
  return line.replace(said, meant);
}

/** The compiler's own program. `typescript/bin/tsc` is a second Node.js around it, which would also outlive a kill. */
function compilerPath(): string {
  const typescript = createRequire(resolve('package.json')).resolve('typescript/package.json');
  const { platform, arch } = process;
  const native = createRequire(typescript).resolve(`@typescript/typescript-${platform}-${arch}/package.json`);
  return join(dirname(native), 'lib', platform === 'win32' ? 'tsc.exe' : 'tsc');
}
