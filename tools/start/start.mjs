// Runs a program of this project: node tools/start/start.mjs tools/synth/synth.ts [arguments]. Without one it only looks whether the
// project can run here. Plain JavaScript without dependencies, so that it can say what is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { unclosedLine } from './unclosed.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [entry, ...args] = process.argv.slice(2);

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

if (!process.features.require_module) {
  stop(`This is Node.js ${process.versions.node}, and the project needs 20.19, 22.12 or newer.`);
}
if (!existsSync(join(root, 'node_modules', 'esbuild'))) {
  stop('The packages of the project are not installed: run "npm ci" first.');
}

if (entry !== undefined) {
  // Node.js 22 keeps what it has compiled of the packages.
  module.enableCompileCache?.();

  // The program stays in memory: runs at the same time would read each other's half-written files.
  const bundle = [entry, '--bundle', '--platform=node', '--packages=external', '--log-level=warning'];
  const { status, stdout, error } = spawnSync(join(root, 'node_modules', '.bin', 'esbuild'), bundle, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) {
    const text = readFileSync(join(root, 'settings.ts'), 'utf8');
    const line = unclosedLine(text);
    if (line !== undefined) {
      process.stderr.write(`settings.ts:${line}: this is not closed: ${text.split('\n')[line - 1].trim()}\n\n`);
    }
    stop(error?.message ?? 'Nothing was written: the output is as it was.');
  }
  const program = join(root, entry);
  process.chdir(root);
  process.argv = [process.argv[0], program, ...args];
  const main = { exports: {} };
  compileFunction(stdout, ['require', 'module', 'exports'], { filename: program })(
    createRequire(program),
    main,
    main.exports,
  );
}
