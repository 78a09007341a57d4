import { cpSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from './workspace';

const root = join(__dirname, '..');

const ours = [
  ...['package.json', 'package-lock.json', 'tsconfig.json'],
  ...['tools/start', 'tools/synth/tsconfig.json', 'tools/synth/type-check.ts'],
];

const compilers = ['@esbuild', '@typescript', 'esbuild', 'typescript'];

/** All that a run makes one file of; here there is nothing in them. */
const bundled = ['cdk8s', 'cdk8s-plus-27/lib/imports/k8s', 'constructs', 'diff', 'fast-json-patch', 'js-yaml'];

/** What starts a program and looks at its types, in a folder of its own. A test brings the program: `Project` has them all, and takes longer. */
export class SmallProject extends Workspace {
  constructor(files: Readonly<Record<string, string>>) {
    super('small-project-');
    for (const file of ours) {
      cpSync(join(root, file), this.at(file), { recursive: true });
    }
    const installed = realpathSync(join(root, 'node_modules'));
    mkdirSync(this.at('node_modules'));
    for (const name of compilers) {
      symlinkSync(join(installed, name), this.at(`node_modules/${name}`));
    }
    for (const name of bundled) {
      this.write(`node_modules/${name}/index.js`, '');
    }
    // The compiler takes longest for the types of Node.js. Without them a program requires type-check.ts, and does not import it.
    this.write('node_modules/@types/node/index.d.ts', 'declare const process: any, require: any;\n');
    for (const [file, text] of Object.entries(files)) {
      this.write(file, text);
    }
    this.git('init', '--quiet');
    this.remember();
  }

  start(program: string) {
    return this.run(`node tools/start/start.mjs ${program}`);
  }
}
