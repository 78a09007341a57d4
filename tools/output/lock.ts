import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { OutputError } from './output-error';

/** The lock of the runs in this folder. */
export const lockFile = join('.cache', 'synth.lock');

/**
 * Takes the lock for this process, and tells whether the run before was cut off before it could give it back.
 *
 * The lock is a second name of the file `synth.lock.<pid>`, made in one step with the number already in it. Whoever takes
 * it from a dead process renames that file to its own, which only one can do, and writes its own number into it.
 *
 * @throws OutputError while another run has it.
 */
export function takeLock(file = lockFile): { readonly cutOff: boolean; readonly release: () => void } {
  fs.mkdirSync(dirname(file), { recursive: true });
  const own = `${file}.${process.pid}`;
  const release = () => {
    fs.rmSync(file, { force: true });
    fs.rmSync(own, { force: true });
  };
  // Left by a process that had this number before.
  const wasOurs = ownerOf(file) === process.pid;
  if (wasOurs) {
    release();
  }
  fs.writeFileSync(own, String(process.pid));
  try {
    while (!isLinked(own, file)) {
      if (isTakenFromDead(own, file)) {
        fs.writeFileSync(own, String(process.pid));
        return { cutOff: true, release };
      }
    }
    return { cutOff: wasOurs, release };
  } catch (error) {
    fs.rmSync(own, { force: true });
    throw error;
  }
}

/** Whether a run was cut off, and none has finished its work since. */
export function wasCutOff(file = lockFile): boolean {
  const owner = ownerOf(file);
  return owner !== undefined && !isAnother(owner);
}

function isLinked(own: string, file: string): boolean {
  return attempt(() => fs.linkSync(own, file), 'EEXIST');
}

function isTakenFromDead(own: string, file: string): boolean {
  const inode = fs.statSync(file, { throwIfNoEntry: false })?.ino;
  const names = fs.readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.`));
  const [dead] = names.filter(
    (name) => fs.statSync(join(dirname(file), name), { throwIfNoEntry: false })?.ino === inode,
  );
  const owner = [ownerOf(file) ?? 0, Number(dead?.split('.').pop())].find(isAnother);
  if (owner !== undefined) {
    throw new OutputError(
      `another synthesis is running, as process ${owner}; wait for it, or remove ${file} if there is none`,
    );
  }
  if (inode !== undefined && dead === undefined) {
    throw new OutputError(`a run was cut off, and its lock belongs to nobody; remove ${file}`);
  }
  return dead !== undefined && attempt(() => fs.renameSync(join(dirname(file), dead), own), 'ENOENT');
}

/** The process that has the lock, dead or alive; nothing when there is none. */
function ownerOf(file: string): number | undefined {
  try {
    return Number(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR'].includes(code)) {
      return undefined;
    }
    throw error;
  }
}

/** Whether another process of this number is running. */
function isAnother(pid: number): boolean {
  return pid !== process.pid && pid > 0 && !isZombie(pid) && attempt(() => process.kill(pid, 0), 'ESRCH', 'EPERM');
}

/** In a container without an init process nobody clears away a process that was killed: it has a number, and no command. */
function isZombie(pid: number): boolean {
  const command = `/proc/${pid}/cmdline`;
  return fs.existsSync(command) && fs.readFileSync(command, 'utf8') === '';
}

/** Whether an action succeeds; `no` is the error that says that it does not, `yes` one that says that it would. */
function attempt(action: () => void, no: string, yes = ''): boolean {
  try {
    action();
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== no && code !== yes) {
      throw error;
    }
    return code === yes;
  }
}
