import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { synthesize } from '../constructs/synthesis/synthesis';
import { sidesOf } from '../tools/synth/run';
import { settings } from './article-settings';
import { outputIn } from './run-here';
import { Workspace } from './workspace';

const root = join(__dirname, '..');

/** A copy of the project without its tests, in a folder of its own and with the article's settings, where a test may break things. */
export class Project extends Workspace {
  /** With `wanted` only the files with such a path. */
  constructor(wanted = /(?<!\.test\.ts)$/) {
    super('project-');
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
    const output = /^(__snapshots__|dist|dist-private)\//;
    for (const file of files
      .split('\n')
      .filter((line) => existsSync(join(root, line)) && line !== '' && !output.test(line) && wanted.test(line))) {
      cpSync(join(root, file), this.at(file));
    }
    symlinkSync(join(root, 'node_modules'), this.at('node_modules'), 'dir');
    const article = readFileSync(join(root, 'tests', 'article-settings.ts'), 'utf8');
    this.write('settings.ts', article.slice(article.indexOf('\n') + 1).replace("'../constructs", "'./constructs"));
    for (const { path, files } of sidesOf(synthesize(settings), { public: 'dist', private: 'dist-private' })) {
      mkdirSync(this.at(path));
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

  /** Replaces the settings by this text after `export const settings: Settings =`. */
  settings(text: string): void {
    this.write(
      'settings.ts',
      `import type { Settings } from './constructs/settings';\n\nexport const settings: Settings = ${text};\n`,
    );
  }

  /** Changes the settings that the project comes with. */
  edit(from: string, to: string): void {
    this.replace('settings.ts', from, to);
  }

  /** The output folders, file by file. */
  output(): Record<string, string> {
    return outputIn(this.path);
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
    return JSON.parse(readFileSync(this.at('package.json'), 'utf8')).scripts[name];
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
}
