import * as fs from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { readHeader } from '../../constructs/synthesis/text';
import { lockFile, takeLock } from './lock';
import { OutputError } from './output-error';

/** A folder of the output and all that belongs in it. */
export interface Folder {
  readonly path: string;
  /** Text by path below the folder, with `/`. */
  readonly files: ReadonlyMap<string, string>;
}

/** How a folder differs from what belongs in it. */
export interface Changes {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Files that are not the project's own; they stay. */
  readonly kept: readonly string[];
  readonly unchanged: number;
  /** The texts of the changed and the removed files, as they were. */
  readonly before: ReadonlyMap<string, string>;
}

/** The ends of the names that the project gives to its files. */
const ours = /\.(k8s\.yaml|service|timer|conf)$/;

/** The end of a file's name until it is complete. No tool takes such a file for a manifest. */
const unfinished = '.synth-new';

/**
 * Writes what differs, file by file: each is complete under another name before it takes its place. Nothing else in the folders
 * is touched. A run that is cut off leaves each file old or new, and the next run finishes its work. Nothing is flushed: after a
 * power cut the next run compares, and mends what is missing.
 *
 * @throws OutputError when the output cannot be written.
 */
export function publish<F extends Folder>(
  folders: readonly F[],
  lock = lockFile,
): { changes: (F & Changes)[]; cutOff: boolean } {
  const { cutOff, release } = taken(lock);
  try {
    const changes = folders.map(changesOf);
    replaceFiles(changes);
    return { changes, cutOff };
  } finally {
    release();
  }
}

function taken(lock: string): ReturnType<typeof takeLock> {
  try {
    return takeLock(lock);
  } catch (error) {
    throw explained(error);
  }
}

/**
 * Compares a folder with what belongs in it.
 *
 * @throws OutputError when something that is not the project's own is in the place of a file.
 */
export function changesOf<F extends Folder>(folder: F): F & Changes {
  const { path, files } = folder;
  try {
    const names = [...files.keys()];
    const texts = new Map(names.map((name) => [name, textInPlace(path, name)]));
    const changed = names.filter((name) => texts.get(name) !== undefined && texts.get(name) !== files.get(name));
    const others = filesBelow(path).filter((name) => !files.has(name) && !name.endsWith(unfinished));
    const removed = others.filter((name) => ours.test(name) && isOurs(plainText(join(path, name)) ?? ''));
    return {
      ...folder,
      added: names.filter((name) => texts.get(name) === undefined),
      changed,
      removed,
      kept: others.filter((name) => !removed.includes(name)),
      unchanged: names.filter((name) => texts.get(name) === files.get(name)).length,
      before: new Map([...changed, ...removed].map((name) => [name, plainText(join(path, name)) ?? ''])),
    };
  } catch (error) {
    throw explained(error);
  }
}

function replaceFiles(folders: readonly (Folder & Changes)[]): void {
  const ready: { readonly from: string; readonly to: string }[] = [];
  let written = 0;
  try {
    for (const { path, files, added, changed } of folders) {
      for (const name of filesBelow(path).filter((file) => file.endsWith(unfinished))) {
        fs.rmSync(join(path, name));
      }
      for (const folder of new Set(added.map((name) => dirname(join(path, name))))) {
        fs.mkdirSync(folder, { recursive: true });
      }
      for (const name of [...added, ...changed]) {
        const to = join(path, name);
        const from = unfinishedOf(to);
        ready.push({ from, to });
        fs.writeFileSync(from, files.get(name) ?? '');
      }
      for (const name of changed) {
        const to = join(path, name);
        fs.chmodSync(unfinishedOf(to), fs.statSync(to).mode);
      }
    }
    for (const { from, to } of ready) {
      fs.renameSync(from, to);
      written += 1;
    }
    for (const { path, removed } of folders) {
      for (const name of removed) {
        fs.rmSync(join(path, name));
        written += 1;
      }
      removeEmpty(path, removed);
    }
  } catch (error) {
    for (const { from } of ready) {
      fs.rmSync(from, { force: true });
    }
    throw explained(error, written);
  }
}

/** The name of a file until it is complete. */
function unfinishedOf(file: string): string {
  return join(dirname(file), `.${basename(file)}${unfinished}`);
}

/** The folders of removed files, where nothing is left in them: those of chats that are gone, and a side without files. */
function removeEmpty(path: string, removed: readonly string[]): void {
  const folders = new Set(removed.flatMap(foldersAbove));
  for (const folder of removed.length === 0
    ? []
    : [
        ...[...folders]
          .sort()
          .reverse()
          .map((below) => join(path, below)),
        path,
      ]) {
    try {
      fs.rmdirSync(folder);
    } catch {
      // Something is left in it, or it is a mount point.
    }
  }
}

/** `a/b` and `a` for `a/b/c`. */
function foldersAbove(name: string): string[] {
  const folder = dirname(name);
  return folder === '.' ? [] : [folder, ...foldersAbove(folder)];
}

/** The text of one of our files; nothing when it is not there. */
function textInPlace(folder: string, name: string): string | undefined {
  const shown = join(basename(folder), name);
  const stats = fs.lstatSync(join(folder, name), { throwIfNoEntry: false });
  if (stats === undefined) {
    return undefined;
  }
  const text = plainText(join(folder, name));
  if (text === undefined) {
    const kind = stats.isDirectory() ? 'a folder' : stats.isSymbolicLink() ? 'a link' : 'no plain file';
    throw new OutputError(`${shown} is ${kind}, where a file goes; move it away`);
  }
  if (!isOurs(text)) {
    throw new OutputError(
      `${shown} does not begin with the line that marks the project's own files; if somebody else made it, move it away, if only the line is gone, "git checkout ${shown}" brings it back`,
    );
  }
  return text;
}

function plainText(path: string): string | undefined {
  return fs.lstatSync(path).isFile() ? fs.readFileSync(path, 'utf8') : undefined;
}

/** Whether the project wrote a text: its mark is the first line, but for the begin of a document and what an editor put before it. */
function isOurs(text: string): boolean {
  return headerOf(text) !== undefined;
}

/** What the mark of a text says; nothing where the project did not write it. */
export function headerOf(text: string): ReturnType<typeof readHeader> {
  const comments = /^\uFEFF?((?:\s*(?:#.*|---)\r?\n)*)/.exec(text)?.[1] ?? '';
  return comments
    .split('\n')
    .map((line) => readHeader(line.trim()))
    .find((found) => found !== undefined);
}

/** Paths of all files below a folder, with `/`, in the order of their names. What hides, such as `.git`, is not looked into. */
export function filesBelow(folder: string, below = ''): string[] {
  const path = join(folder, below);
  if (fs.lstatSync(path, { throwIfNoEntry: false }) === undefined) {
    return [];
  }
  return fs
    .readdirSync(path, { withFileTypes: true })
    .flatMap((entry) => {
      const name = `${below}${entry.name}`;
      return !entry.isDirectory() ? [name] : entry.name.startsWith('.') ? [] : filesBelow(folder, `${name}/`);
    })
    .sort();
}

/** An error of the disk in words. */
function explained(error: unknown, written = 0): OutputError {
  if (error instanceof OutputError) {
    return error;
  }
  const { code = '', message, path = '' } = error as NodeJS.ErrnoException;
  const place = relative(process.cwd(), path) || 'the folder';
  // Node.js says of a folder that it cannot make on a read-only file system that it is not there.
  const cannotBeMade =
    code === 'ENOENT' && fs.existsSync(dirname(path)) && !fs.lstatSync(path, { throwIfNoEntry: false });
  const reasons: Readonly<Record<string, string>> = {
    ENOSPC: 'the disk is full; make room and run it again',
    EDQUOT: 'your quota of the disk is used up; make room and run it again',
    EACCES: `${place} may not be written or read; check its owner and rights`,
    EPERM: `${place} may not be written or read; check its owner and rights`,
    EROFS: `${place} is on a read-only file system`,
    EBUSY: `${place} is in use, or a mount point; free it and run it again`,
    EEXIST: `${place} is a file, where a folder goes; move it away`,
    ENOTDIR: `${place} cannot be there, because a file has the name of its folder; move that away`,
    ENOENT: cannotBeMade
      ? `${place} cannot be made; the file system is read-only`
      : `${place} is a link to something that is not there; make that, or remove the link`,
  };
  return new OutputError(reasons[code] ?? message.replace(/'[^']*'/g, '').trim(), written);
}
