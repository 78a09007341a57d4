import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { header } from '../constructs/synthesis/text';
import { clearUp, commit, lock, OutputError, recover } from './swap';

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

/**
 * Replaces the folders, all or none. The new ones are made complete next to the old ones before the first is moved.
 *
 * @throws OutputError when the output cannot be written, with the reason; then it is as it was.
 */
export function publish(folders: readonly Folder[]): Changes[] {
  const root = dirname(resolve(folders[0]?.path ?? '.'));
  const staging = join(root, '.synth');
  try {
    mkdirSync(root, { recursive: true });
    const release = lock(staging);
    try {
      return replace(folders, staging);
    } finally {
      clearUp(staging);
      release();
    }
  } catch (error) {
    throw error instanceof OutputError ? error : new OutputError(reasonOf(error));
  }
}

function replace(folders: readonly Folder[], staging: string): Changes[] {
  recover(staging);
  const plans = folders.map(planOf);
  const touched = plans.filter(
    ({ changes }) => changes.added.length + changes.changed.length + changes.removed.length > 0,
  );
  const moves = touched.map((plan, index) => prepare(plan, staging, String(index)));
  if (moves.length > 0) {
    commit(staging, moves);
  }
  return plans.map(({ changes }) => changes);
}

/** A folder, where it really is, and what has to change in it. */
interface Plan extends Folder {
  readonly target: string;
  readonly changes: Changes;
}

function planOf({ path, files }: Folder): Plan {
  const target = existsSync(path) ? realpathSync(path) : resolve(path);
  const there = new Map(filesBelow(target).map((file) => [file, readPlain(join(target, file))]));
  const isOurs = (file: string) => there.get(file)?.startsWith(header) === true;
  const taken = [...files.keys()].find((file) => there.has(file) && !isOurs(file));
  if (taken !== undefined) {
    throw new OutputError(
      `${join(basename(path), taken)} does not begin with the line that this project writes, so somebody else made it; move it away`,
    );
  }
  const same = (file: string) => there.get(file) === files.get(file);
  const names = [...files.keys()];
  const changes = {
    path,
    added: names.filter((file) => !there.has(file)),
    changed: names.filter((file) => there.has(file) && !same(file)),
    removed: [...there.keys()].filter((file) => !files.has(file) && isOurs(file)),
    kept: [...there.keys()].filter((file) => !isOurs(file)),
    unchanged: names.filter(same).length,
  };
  return { path, files, target, changes };
}

/** Makes the new folder in the staging folder, the files included that somebody else made. */
function prepare({ target, files, changes }: Plan, staging: string, name: string) {
  const fresh = join(staging, 'new', name);
  for (const [file, text] of files) {
    mkdirSync(dirname(join(fresh, file)), { recursive: true });
    writeFileSync(join(fresh, file), text);
  }
  for (const file of changes.kept) {
    cpSync(join(target, file), join(fresh, file), { verbatimSymlinks: true, preserveTimestamps: true });
  }
  const replaced = files.size + changes.kept.length > 0;
  mkdirSync(staging, { recursive: true });
  if (statSync(dirname(target)).dev !== statSync(staging).dev) {
    throw new OutputError(`${basename(target)} is on another file system than the project; move it`);
  }
  return { path: relative(dirname(staging), target), name, replaced };
}

/** The text of a plain file; nothing for a link or the like, which cannot be the project's own. */
function readPlain(path: string): string | undefined {
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
  const { code = '', message } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = {
    ENOSPC: 'the disk is full; make room and run it again',
    EACCES: 'the folder may not be written; check its owner and rights',
    EPERM: 'the folder may not be written; check its owner and rights',
    EROFS: 'the file system is read-only',
    EBUSY: 'a folder of the output is in use, or a mount point; free it and run it again',
  };
  return reasons[code] ?? message.replace(/'[^']*'/g, '').trim();
}
