import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { synthesize } from '../constructs/synthesis/synthesis';
import { sidesOf } from '../tools/synth/run';
import { settings } from './article-settings';
import { outputIn } from './run-here';

const root = join(__dirname, '..');

/** A copy of the project without its tests, in a folder of its own and with the article's settings, where a test may break things. */
export class Project {
  readonly path = mkdtempSync(join(tmpdir(), 'project-'));

  /** With `wanted` only the files with such a path. */
  constructor(wanted = /(?<!\.test\.ts)$/) {
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
    const output = /^(__snapshots__|dist|dist-private)\//;
    for (const file of files
      .split('\n')
      .filter((line) => existsSync(join(root, line)) && line !== '' && !output.test(line) && wanted.test(line))) {
      cpSync(join(root, file), join(this.path, file));
    }
    symlinkSync(join(root, 'node_modules'), join(this.path, 'node_modules'), 'dir');
    const article = readFileSync(join(root, 'tests', 'article-settings.ts'), 'utf8');
    this.write('settings.ts', article.slice(article.indexOf('\n') + 1).replace("'../constructs", "'./constructs"));
    for (const { path, files } of sidesOf(synthesize(settings), { public: 'dist', private: 'dist-private' })) {
      mkdirSync(join(this.path, path));
      for (const [name, text] of files) {
        this.write(`${path}/${name}`, text);
      }
    }
    this.git('init', '--quiet');
    // What the project's own Git has already is not stored again.
    const objects = execFileSync('git', ['rev-parse', '--git-path', 'objects'], { cwd: root, encoding: 'utf8' }).trim();
    writeFileSync(join(`${this.path}.git`, 'objects', 'info', 'alternates'), `${resolve(root, objects)}\n`);
    this.remember();
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

  /** Git, with its own folder beside the project, which is no clone. */
  private git(...command: string[]): void {
    execFileSync('git', [`--git-dir=${this.path}.git`, `--work-tree=${this.path}`, ...command], { cwd: this.path });
  }

  /** Replaces the settings by this text after `export const settings: Settings =`. */
  settings(text: string): void {
    this.write(
      'settings.ts',
      `import type { Settings } from './constructs/settings';\n\nexport const settings: Settings = ${text};\n`,
    );
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.path, file)), { recursive: true });
    writeFileSync(join(this.path, file), text);
  }

  /** Changes the settings that the project comes with. */
  edit(from: string, to: string): void {
    const text = readFileSync(join(this.path, 'settings.ts'), 'utf8');
    if (!text.includes(from)) {
      throw new Error(`settings.ts does not contain ${from}`);
    }
    this.write('settings.ts', text.replace(from, to));
  }

  /** The output folders, file by file. */
  output(): Record<string, string> {
    return outputIn(this.path);
  }

  /** Runs a command line of the project's, as a user would type it. */
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

  /** What "npm run synth" runs, without the time that npm takes to start. */
  synth(options = '') {
    return this.run(`${this.synthCommand} ${options}`);
  }

  get synthCommand(): string {
    return this.script('synth');
  }

  /** What npm runs by this name. */
  script(name: string): string {
    return JSON.parse(readFileSync(join(this.path, 'package.json'), 'utf8')).scripts[name];
  }

  /** Starts a command line, and kills it and all that it started after a while, if it is still there. Returns its exit code. */
  async start(command: string, killAfterMilliseconds?: number): Promise<number | null> {
    const child = spawn('sh', ['-c', command], {
      cwd: this.path,
      stdio: 'ignore',
      detached: true,
      env: this.environment,
    });
    const timer =
      killAfterMilliseconds === undefined
        ? undefined
        : setTimeout(() => {
            try {
              process.kill(-(child.pid ?? Number.NaN), 'SIGKILL');
            } catch {
              // It ended by itself in this very moment.
            }
          }, killAfterMilliseconds);
    const [code] = (await once(child, 'exit')) as [number | null];
    clearTimeout(timer);
    return code;
  }

  /** As npm makes it: the programs of the packages can be called by their names. */
  private get environment(): NodeJS.ProcessEnv {
    const { PATH = '', ...rest } = process.env;
    return { ...rest, PATH: `${join(this.path, 'node_modules', '.bin')}${delimiter}${PATH}` };
  }

  remove(): void {
    for (const folder of [this.path, `${this.path}.git`]) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
