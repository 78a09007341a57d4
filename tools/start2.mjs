// Runs a program of this project: node tools/start.mjs tools/synth.ts [arguments]. Without one it only looks whether the
// project can run here. Plain JavaScript without dependencies, so that it can say what is missing.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { unclosedLine } from './unclosed.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
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
  const bundle = [entry, '--bundle', '--platform=node', '--packages=external', '--log-level=warning'];
  // The program stays in memory: runs at the same time would read each other's half-written files.
  const compiler = spawn(join(root, 'node_modules', '.bin', 'esbuild'), bundle, {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const program = join(root, entry);
  const load = createRequire(program);
  // Every program needs these, and they take as long to load as the compiler to run.
  load('cdk8s');
  load('cdk8s-plus-27/lib/imports/k8s');
  const [text, status] = await Promise.all([
    textOf(compiler.stdout),
    new Promise((resolve) => {
      compiler.on('close', resolve);
    }),
  ]);
  if (status !== 0) {
    const settings = readFileSync(join(root, 'settings.ts'), 'utf8');
    const line = unclosedLine(settings);
    if (line !== undefined) {
      process.stderr.write(`settings.ts:${line}: this is not closed: ${settings.split('\n')[line - 1].trim()}\n\n`);
    }
    stop('Nothing was written: the output is as it was.');
  }
  process.chdir(root);
  process.argv = [process.argv[0], program, ...args];
  const main = { exports: {} };
  compileFunction(text, ['require', 'module', 'exports'], { filename: program })(load, main, main.exports);
}
