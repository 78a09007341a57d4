import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** The compiler keeps what it knows of files whose text is the same. */
const options = [
  '--project',
  'tools/synth',
  '--pretty',
  'false',
  '--incremental',
  '--tsBuildInfoFile',
  '.cache/types.json',
];

/** Starts the compiler beside the synthesis: esbuild strips types without looking at them. Tests are left to "npm test". */
export function typeCheck(): Promise<readonly string[]> {
  return new Promise((done) => {
    const compiler = execFile(compilerPath(), options, (error, stdout, stderr) => {
      const lines = error === null ? [] : `${stdout}${stderr}`.trimEnd().split('\n');
      // Where nothing can be kept, in a checkout that is read-only for one, it only takes longer.
      done(lines.filter((line) => !line.startsWith('error TS5033')));
    });
    // A run that is refused does not wait for it.
    process.once('exit', () => compiler.kill());
  });
}

/** The compiler's own program. `typescript/bin/tsc` is a second Node.js around it, which would also outlive a kill. */
function compilerPath(): string {
  const typescript = createRequire(resolve('package.json')).resolve('typescript/package.json');
  const { platform, arch } = process;
  const native = createRequire(typescript).resolve(`@typescript/typescript-${platform}-${arch}/package.json`);
  return join(dirname(native), 'lib', platform === 'win32' ? 'tsc.exe' : 'tsc');
}
