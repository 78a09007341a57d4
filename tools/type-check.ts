import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** Starts the compiler beside the synthesis: esbuild strips types without looking at them. Tests are left to "npm test". */
export function typeCheck(): Promise<readonly string[]> {
  const tsc = join(dirname(createRequire(resolve('package.json')).resolve('typescript/package.json')), 'bin', 'tsc');
  return new Promise((done) => {
    execFile(process.execPath, [tsc, '--project', 'tools', '--pretty', 'false'], (error, stdout, stderr) => {
      done(error === null ? [] : `${stdout}${stderr}`.trimEnd().split('\n'));
    });
  });
}
