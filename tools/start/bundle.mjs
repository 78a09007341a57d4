// Makes one program of an entry and all that it imports of the project. It stays in memory: runs at the same time would read each
// other's half-written files.
import { readFileSync } from 'node:fs';
import { buildSync, formatMessagesSync } from 'esbuild';
import { slipOf } from './slip.mjs';

/** The program and its source map, or why there is none. */
export function bundleOf(entry) {
  try {
    const { outputFiles, warnings } = buildSync({
      entryPoints: [entry],
      bundle: true,
      write: false,
      platform: 'node',
      packages: 'external',
      sourcemap: 'external',
      sourcesContent: false,
      outdir: '.',
      logLevel: 'silent',
    });
    process.stderr.write(formatMessagesSync(warnings, { kind: 'warning' }).join(''));
    const [map, code] = outputFiles.map(({ text }) => text);
    return { code, map };
  } catch (error) {
    return `${reasonOf(error)}\n\n${consequence()}`;
  }
}

function reasonOf({ errors = [], message }) {
  const unreadable = settingsUnreadable();
  if (unreadable !== undefined) {
    return unreadable;
  }
  const [first] = errors;
  if (first?.location?.file === 'settings.ts') {
    const { line, column, lineText } = first.location;
    // esbuild counts bytes.
    const characters = Buffer.from(lineText).subarray(0, column).toString().length;
    const slip = slipOf(readFileSync('settings.ts', 'utf8'), { message: first.text, line, column: characters });
    if (slip !== undefined) {
      return `settings.ts:${slip.replace(/\p{C}/gu, '')}`;
    }
  }
  return formatMessagesSync(errors, { kind: 'error' }).join('').trimEnd() || message;
}

const reasons = {
  ENOENT: 'settings.ts is not there, and it says what to make; "git checkout settings.ts" brings it back.',
  EISDIR: 'settings.ts is a folder, where a file with the settings goes; move it away.',
  EACCES: 'settings.ts may not be read; check its owner and rights.',
};

function settingsUnreadable() {
  try {
    readFileSync('settings.ts');
    return undefined;
  } catch ({ code }) {
    return reasons[code] ?? `settings.ts cannot be read (${code}).`;
  }
}

function consequence() {
  const emptied = process.env.CDK8S_OUTDIR;
  return emptied === undefined
    ? 'Nothing was written: the output is as it was.'
    : `Nothing was written, but cdk8s has emptied its output folder; "git checkout ${emptied}" brings it back.`;
}
