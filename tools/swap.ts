import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The output cannot be written; nothing of it was. */
export class OutputError extends Error {}

/** Finishes or undoes what an earlier run left behind when it was killed. */
export function recover(staging: string): void {
  if (!existsSync(staging)) {
    return;
  }
  const owner = Number(readIfThere(join(staging, 'process')) ?? Number.NaN);
  if (owner !== process.pid && isAlive(owner)) {
    throw new OutputError(
      `another synthesis is running, as process ${owner}; wait for it, or remove .synth/process if there is none`,
    );
  }
  const marker = readIfThere(join(staging, 'commit'));
  if (marker !== undefined) {
    swap(staging, JSON.parse(marker));
  }
  rmSync(staging, { recursive: true, force: true });
}

/** Takes the staging folder for this process. */
export function acquire(staging: string): { release: () => void } {
  mkdirSync(staging, { recursive: true });
  writeFileSync(join(staging, 'process'), String(process.pid));
  return {
    release: () => {
      if (!existsSync(join(staging, 'commit'))) {
        rmSync(staging, { recursive: true, force: true });
      }
    },
  };
}

/**
 * Puts the new folders, complete in the staging folder, in the place of the old ones. Node cannot exchange two folders in
 * one step, so a marker says that this has begun, and the next run finishes it if this one is killed in the middle.
 */
export function commit(staging: string, moves: readonly Move[]): void {
  // With a handler these signals wait until the renames are done; without one they would end the process among them.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const wait = () => undefined;
  for (const signal of signals) {
    process.on(signal, wait);
  }
  try {
    writeFileSync(join(staging, 'commit.new'), JSON.stringify(moves));
    renameSync(join(staging, 'commit.new'), join(staging, 'commit'));
    swap(staging, moves);
    rmSync(join(staging, 'commit'));
  } finally {
    for (const signal of signals) {
      process.off(signal, wait);
    }
  }
}

/** A folder that gives way, and whether another takes its place. */
export interface Move {
  readonly path: string;
  readonly replaced: boolean;
}

/** Can be repeated from any point at which it was cut off. */
function swap(staging: string, moves: readonly Move[]): void {
  mkdirSync(join(staging, 'old'), { recursive: true });
  for (const { path, replaced } of moves) {
    const fresh = join(staging, 'new', basename(path));
    const old = join(staging, 'old', basename(path));
    const waiting = !replaced || existsSync(fresh);
    if (waiting && existsSync(path) && !existsSync(old)) {
      renameSync(path, old);
    }
    if (replaced && waiting) {
      renameSync(fresh, path);
    }
  }
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return Number.isInteger(pid) && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
