import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The output cannot be written; nothing of it was. */
export class OutputError extends Error {}

/** A folder that gives way, and whether another takes its place. */
export interface Move {
  /** Path relative to the folder that the staging folder is in, which may be moved between two runs. */
  readonly path: string;
  /** Name of the new folder and of the old one in the staging folder. */
  readonly name: string;
  readonly replaced: boolean;
}

/** Takes the output for this process, or throws when another one has it. Returns what gives it back. */
export function lock(staging: string): () => void {
  const file = `${staging}.lock`;
  const take = () => writeFileSync(file, String(process.pid), { flag: 'wx' });
  try {
    take();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
    const owner = Number(readIfThere(file));
    if (owner !== process.pid && isAlive(owner)) {
      throw new OutputError(
        `another synthesis is running, as process ${owner}; wait for it, or remove .synth.lock if there is none`,
      );
    }
    // Its owner was killed.
    rmSync(file, { force: true });
    take();
  }
  return () => rmSync(file, { force: true });
}

/** Finishes or clears away what an earlier run left behind when it was killed. */
export function recover(staging: string): void {
  const marker = readIfThere(join(staging, 'commit'));
  if (marker !== undefined) {
    swap(staging, JSON.parse(marker));
  }
  rmSync(staging, { recursive: true, force: true });
}

/** Removes the staging folder, unless another run is needed to finish what it holds. */
export function clearUp(staging: string): void {
  if (!existsSync(join(staging, 'commit'))) {
    rmSync(staging, { recursive: true, force: true });
  }
}

/**
 * Puts the new folders, complete in the staging folder, in the place of the old ones. Node cannot exchange two folders in
 * one step, so a marker says that this has begun, and the next run finishes it if this one is killed in the middle.
 */
export function commit(staging: string, moves: readonly Move[]): void {
  // Without a handler a signal would end the process among the renames; with one it is passed over.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const passOver = () => undefined;
  for (const signal of signals) {
    process.on(signal, passOver);
  }
  try {
    mkdirSync(join(staging, 'old'), { recursive: true });
    writeFileSync(join(staging, 'commit.new'), JSON.stringify(moves));
    renameSync(join(staging, 'commit.new'), join(staging, 'commit'));
    try {
      swap(staging, moves);
      rmSync(join(staging, 'commit'));
    } catch (error) {
      undo(staging, moves);
      throw error;
    }
  } finally {
    for (const signal of signals) {
      process.off(signal, passOver);
    }
  }
}

/** Can be repeated from any point at which it was cut off. */
function swap(staging: string, moves: readonly Move[]): void {
  for (const { target, fresh, old, replaced } of moves.map((move) => placesOf(staging, move))) {
    const waiting = !replaced || existsSync(fresh);
    if (waiting && existsSync(target) && !existsSync(old)) {
      renameSync(target, old);
    }
    if (replaced && waiting) {
      renameSync(fresh, target);
    }
  }
}

/** Brings the old folders back when one of them refuses to be moved. */
function undo(staging: string, moves: readonly Move[]): void {
  for (const { target, fresh, old, replaced } of moves.map((move) => placesOf(staging, move))) {
    if (replaced && !existsSync(fresh) && existsSync(target)) {
      renameSync(target, fresh);
    }
    if (existsSync(old)) {
      renameSync(old, target);
    }
  }
  rmSync(join(staging, 'commit'));
}

function placesOf(staging: string, { path, name, replaced }: Move) {
  const target = join(dirname(staging), path);
  return { target, fresh: join(staging, 'new', name), old: join(staging, 'old', name), replaced };
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return Number.isInteger(pid) && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
