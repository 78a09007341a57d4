// Runs a program of this project: node tools/start/start.mjs tools/synth/synth.ts [arguments]. Without one it only looks whether the
// project can run here. Plain JavaScript without dependencies, so that it can say what is missing.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [entry, ...args] = process.argv.slice(2);

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

if (!process.features.require_module) {
  stop(`This is Node.js ${process.versions.node}, and the project needs 20.19, 22.12 or newer.`);
}
const isInstalled = (name) => existsSync(join(root, 'node_modules', name));
if (!isInstalled('esbuild')) {
  stop('The packages of the project are not installed: run "npm ci" first.');
}
// npm takes the programs for a platform as optional packages, and leaves them out when it is told to.
const machine = `${process.platform}-${process.arch}`;
if (!isInstalled(`@esbuild/${machine}`) || !isInstalled(`@typescript/typescript-${machine}`)) {
  stop(`The packages for ${machine} are not installed: run "npm ci --include=optional".`);
}

if (entry !== undefined) {
  process.chdir(root);
  process.argv = [process.argv[0], join(root, entry), ...args];
  const { scriptsOf } = await import('./bundle.mjs');
  const scripts = await scriptsOf(entry);
  if (typeof scripts === 'string') {
    stop(scripts);
  }
  const { run } = await import('./run.mjs');
  run(entry, scripts);
}
