import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { header } from '../constructs/synthesis/text';
import { acquire, commit, OutputError, recover } from './swap';

/** A folder of the output and all that belongs in it. */
export interface Folder {
  readonly path: string;
  /** Text by path below the folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** What a run did to a folder. */
export interface Changes {
  readonly path: string;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Files that are not the project's own; they stay. */
  readonly kept: readonly string[];
  readonly unchanged: number;
}

/** Everything is prepared here, next to the folders, so that a rename is all that is left to do. */
const stagingName = '.synth';

/**
 * Replaces the folders, all or none. The new ones are complete in the staging folder before a marker is written there;
 * without the marker the old ones stand, with it a later run finishes what this one began.
 */
export function publish(folders: readonly Folder[]): Changes[] {
  const staging = stagingOf(folders);
  recover(staging);
  const lock = acquire(staging);
  try {
    const targets = folders.map(({ path, files }) => ({ path: realPath(path), files }));
    const changes = targets.map(compare);
    const moves = targets.flatMap(({ path, files }, index) => {
      const { kept = [], ...change } = changes[index] ?? {};
      return touched(change) ? [{ path, replaced: files.size + kept.length > 0 }] : [];
    });
    for (const [index, { path, files }] of targets.entries()) {
      prepare(join(staging, 'new', basename(path)), path, files, changes[index]?.kept ?? []);
    }
    if (moves.length > 0) {
      commit(staging, moves);
    }
    return changes.map((change, index) => ({ ...change, path: folders[index]?.path ?? change.path }));
  } catch (error) {
    throw error instanceof OutputError ? error : new OutputError(reasonOf(error));
  } finally {
    lock.release();
  }
}

function compare({ path, files }: Folder): Changes {
  const there = new Map(filesBelow(path).map((file) => [file, readFile(join(path, file))]));
  const foreign = [...there].filter(([, text]) => !text?.startsWith(header)).map(([file]) => file);
  const taken = foreign.find((file) => files.has(file));
  if (taken !== undefined) {
    throw new OutputError(
      `${join(basename(path), taken)} does not begin with the line that this project writes, so somebody else made it; move it away`,
    );
  }
  const same = (file: string) => there.get(file) === files.get(file);
  const names = [...files.keys()];
  return {
    path,
    added: names.filter((file) => !there.has(file)),
    changed: names.filter((file) => there.has(file) && !same(file)),
    removed: [...there.keys()].filter((file) => !files.has(file) && there.get(file)?.startsWith(header)),
    kept: foreign,
    unchanged: names.filter(same).length,
  };
}

function touched({ added = [], changed = [], removed = [] }: Partial<Changes>): boolean {
  return added.length + changed.length + removed.length > 0;
}

function prepare(staged: string, current: string, files: ReadonlyMap<string, string>, kept: readonly string[]): void {
  for (const [file, text] of files) {
    mkdirSync(dirname(join(staged, file)), { recursive: true });
    writeFileSync(join(staged, file), text);
  }
  for (const file of kept) {
    cpSync(join(current, file), join(staged, file), { verbatimSymlinks: true, preserveTimestamps: true });
  }
}

function stagingOf(folders: readonly Folder[]): string {
  return join(dirname(resolve(folders[0]?.path ?? '.')), stagingName);
}

function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}

/** The text of a plain file; nothing for a link or the like, which cannot be the project's own. */
function readFile(path: string): string | undefined {
  return lstatSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
}

/** Paths of all files below a folder, with `/`, in the order of their names. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOSPC: 'the disk is full; make room and run it again',
    EACCES: 'the folder may not be written; check its owner and rights',
    EPERM: 'the folder may not be written; check its owner and rights',
    EROFS: 'the file system is read-only',
    EXDEV: 'the folder is on another file system than the project; move it',
  };
  return reasons[code ?? ''] ?? message.replace(/'[^']*'/g, '').trim();
}
