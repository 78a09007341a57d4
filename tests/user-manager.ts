import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const program = '/usr/lib/systemd/systemd';

/** What this machine lacks for a user manager of the test's own; nothing where it has all. */
export function lackingForUserManager(): string | undefined {
  const programs = [program, '/usr/bin/unshare', '/usr/bin/curl'].filter((path) => !existsSync(path));
  return programs.length > 0 ? programs.join(', ') : process.getuid?.() === 0 ? undefined : 'root';
}

/** Control groups of both versions are known: the first has a tree of its own for systemd. */
const groups = existsSync('/sys/fs/cgroup/systemd') ? '/sys/fs/cgroup/systemd' : '/sys/fs/cgroup';
const group = `machine-${process.pid}`;

/** A control group of its own, and a place where it looks for whether systemd runs the machine. */
const start = `
mount -t tmpfs tmpfs /run/systemd && mkdir -p /run/systemd/system
if [ -d /sys/fs/cgroup/unified ]; then umount /sys/fs/cgroup/unified; fi
mkdir -p ${groups}/${group} && echo $$ > ${groups}/${group}/cgroup.procs
exec ${program} --user
`;

/** A user manager of systemd, in a home of its own that nothing else of the machine knows. */
export class UserManager {
  private readonly folder = mkdtempSync(join(tmpdir(), 'machine-'));
  readonly home = join(this.folder, 'home');
  private readonly runtime = join(this.folder, 'run');
  private process?: ChildProcess;

  write(file: string, text: string): void {
    const path = join(this.home, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** Deletes what a unit has left in the folder of the running user. */
  forget(file: string): void {
    rmSync(join(this.runtime, file), { force: true });
  }

  /** As the machine does when it is switched on. */
  async boot(): Promise<void> {
    mkdirSync(this.runtime, { recursive: true, mode: 0o700 });
    mkdirSync('/run/systemd', { recursive: true });
    const log = openSync(join(this.folder, 'log'), 'a');
    const env = { ...this.environment, SYSTEMD_LOG_TARGET: 'console' };
    this.process = spawn('unshare', ['--mount', 'sh', '-c', start], { env, stdio: ['ignore', log, log] });
    await this.until('it runs', () =>
      /running|degraded/.test(this.systemctl('show', '--property=SystemState', '--value')),
    );
  }

  async shutDown(): Promise<void> {
    const ended = new Promise((resolve) => this.process?.once('exit', resolve));
    this.systemctl('exit');
    await ended;
    rmSync(this.runtime, { recursive: true });
    spawnSync('find', [groups, '-depth', '-type', 'd', '-path', `*/${group}*`, '-delete']);
  }

  async end(): Promise<void> {
    if (this.process?.exitCode === null) {
      await this.shutDown();
    }
    rmSync(this.folder, { recursive: true });
  }

  /** What the command prints, whether it fails or not. */
  systemctl(...command: readonly string[]): string {
    const { stdout, stderr } = spawnSync('systemctl', ['--user', ...command], {
      encoding: 'utf8',
      env: this.environment,
    });
    return `${stdout}${stderr}`.trim();
  }

  property(unit: string, name: string): string {
    return this.systemctl('show', unit, `--property=${name}`, '--value');
  }

  /** Starts a unit, and tells whether it did. */
  starts(unit: string): boolean {
    return spawnSync('systemctl', ['--user', 'start', unit], { env: this.environment }).status === 0;
  }

  signal(unit: string, signal: string): void {
    execFileSync('kill', [`-${signal}`, this.property(unit, 'MainPID')]);
  }

  async until(what: string, isSo: () => boolean, seconds = 120): Promise<void> {
    for (const begin = Date.now(); !isSo(); await sleep(200)) {
      if (Date.now() - begin > seconds * 1000) {
        throw new Error(`not within ${seconds} s: ${what}\n${readFileSync(join(this.folder, 'log'), 'utf8')}`);
      }
    }
  }

  private get environment(): NodeJS.ProcessEnv {
    // Elsewhere than at the root of the machine it would do nothing.
    return { HOME: this.home, XDG_RUNTIME_DIR: this.runtime, PATH: '/usr/bin:/bin', SYSTEMD_IGNORE_CHROOT: '1' };
  }
}
