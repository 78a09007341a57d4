import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** A folder of its own, where a test may break things and have them brought back. */
export class Workspace {
  readonly path: string;

  constructor(prefix: string) {
    this.path = mkdtempSync(join(tmpdir(), prefix));
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

  /** Lets `restore` bring back what is there now. */
  remember(): void {
    this.git('add', '--all', '--force', ':!.cache');
  }

  /** Brings back what was there, and leaves what runs keep for each other, so that the next one is no first one. */
  restore(): void {
    this.git('clean', '-qffdx', '--exclude=.cache/');
    this.git('checkout-index', '--all', '--force');
  }

  /** Git, with its own folder beside this one, which is no clone. */
  protected git(...command: string[]): void {
    execFileSync('git', [`--git-dir=${this.path}.git`, `--work-tree=${this.path}`, ...command], { cwd: this.path });
  }

  /** Runs a command line, as a user would type it. */
  run(command: string, environment: NodeJS.ProcessEnv = {}) {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
      cwd: this.path,
      encoding: 'utf8',
      env: {
        ...this.environment,
        CDK8S_CHECK_UPGRADE: 'false',
        npm_config_loglevel: 'error',
        NO_COLOR: '1',
        ...environment,
      },
    });
    return { status, stdout, stderr };
  }

  /** As npm makes it: the programs of the packages can be called by their names. */
  protected get environment(): NodeJS.ProcessEnv {
    const { PATH = '', ...rest } = process.env;
    return { ...rest, PATH: `${this.at('node_modules/.bin')}${delimiter}${PATH}` };
  }

  remove(): void {
    for (const folder of [this.path, `${this.path}.git`]) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
