import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { OutputError } from './output-error';

/** The lock of the runs in this folder: a file with the number of the process that has it. */
export const lockFile = join('.cache', 'synth.lock');

/**
 * Takes the lock for this process, and tells whether the run before was cut off before it could give it back.
 *
 * @throws OutputError while another run has it.
 */
export function takeLock(file = lockFile): { readonly cutOff: boolean; readonly release: () => void } {
  fs.mkdirSync(dirname(file), { recursive: true });
  let cutOff = false;
  while (!isCreated(file)) {
    const owner = ownerOf(file);
    if (owner !== undefined && isRunning(owner)) {
      const remedy = `wait for it, or remove ${file} if there is none`;
      throw new OutputError(`another synthesis is running, as process ${owner}; ${remedy}`);
    }
    // Out of the way by its own name first: another run may have put a new lock in its place meanwhile, or taken it away.
    const aside = `${file}.${process.pid}`;
    if (!unless('ENOENT', () => fs.renameSync(file, aside))) {
      continue;
    }
    if (Object.is(ownerOf(aside), owner)) {
      fs.rmSync(aside);
      cutOff = true;
    } else {
      fs.renameSync(aside, file);
    }
  }
  return { cutOff, release: () => fs.rmSync(file, { force: true }) };
}

/** Whether a run was cut off, and none has finished its work since. */
export function wasCutOff(file = lockFile): boolean {
  const owner = ownerOf(file);
  return owner !== undefined && !isRunning(owner);
}

function isCreated(file: string): boolean {
  return unless('EEXIST', () => fs.writeFileSync(file, String(process.pid), { flag: 'wx' }));
}

/** The process that has the lock, dead or alive; nothing when there is none. */
function ownerOf(file: string): number | undefined {
  let owner: number | undefined;
  const read = () => {
    owner = Number(fs.readFileSync(file, 'utf8'));
  };
  // ENOTDIR: its folder is a file.
  unless('ENOENT', read, 'ENOTDIR');
  return owner;
}

/** Whether another process of this number runs. One that was killed may keep its number while nobody clears it away. */
function isRunning(pid: number): boolean {
  const command = `/proc/${pid}/cmdline`;
  const isZombie = fs.existsSync(command) && fs.readFileSync(command, 'utf8') === '';
  return pid !== process.pid && pid > 0 && !isZombie && unless('ESRCH', () => process.kill(pid, 0), 'EPERM');
}

/** Whether an action succeeds; `no` is the error that says that it does not, `yes` one that says that it would. */
function unless(no: string, action: () => void, yes = ''): boolean {
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
