import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..');

const ours = [
  ...['package.json', 'package-lock.json', 'tsconfig.json'],
  ...['tools/start', 'tools/synth/tsconfig.json', 'tools/synth/type-check.ts'],
];

const compilers = ['@esbuild', '@typescript', 'esbuild', 'typescript'];

/** All that a run makes one file of; here there is nothing in them. */
const bundled = ['cdk8s', 'cdk8s-plus-27/lib/imports/k8s', 'constructs', 'diff', 'fast-json-patch', 'js-yaml'];

/** What starts a program and looks at its types, in a folder of its own. A test brings the program: `Project` has them all, and takes longer. */
export class SmallProject {
  readonly path = mkdtempSync(join(tmpdir(), 'small-project-'));

  constructor(files: Readonly<Record<string, string>>) {
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
    this.git('add', '--all', '--force');
  }

  at(file: string): string {
    return join(this.path, file);
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(this.at(file)), { recursive: true });
    writeFileSync(this.at(file), text);
  }

  /** Replaces a text in a file. */
  replace(file: string, from: string, to: string): void {
    const text = readFileSync(this.at(file), 'utf8');
    if (!text.includes(from)) {
      throw new Error(`${file} does not contain ${from}`);
    }
    this.write(file, text.replace(from, to));
  }

  run(command: string, environment: NodeJS.ProcessEnv = {}) {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
      cwd: this.path,
      encoding: 'utf8',
      env: { ...process.env, npm_config_loglevel: 'error', NO_COLOR: '1', ...environment },
    });
    return { status, stdout, stderr };
  }

  start(program: string) {
    return this.run(`node tools/start/start.mjs ${program}`);
  }

  /** Brings back what was there at first, and leaves what is kept between runs. */
  restore(): void {
    this.git('clean', '-qffdx', '--exclude=.cache/');
    this.git('checkout-index', '--all', '--force');
  }

  private git(...command: string[]): void {
    execFileSync('git', ['--git-dir=.git', '--work-tree=.', ...command], { cwd: this.path });
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}
