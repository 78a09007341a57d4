// What is kept in .cache/ between runs, each thing with the state of the files that it was made from: it stays right while they are what
// they were. The folder may be deleted at any time, and where nothing can be written nothing is kept.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';

const folder = '.cache';

/** What decides on everything that is made, beside what it is made from. */
const always = [
  ...['package-lock.json', 'node_modules/.package-lock.json', 'node_modules/esbuild/package.json'],
  ...['bundle.mjs', 'kept.mjs', 'run.mjs'].map((name) => `tools/start/${name}`),
];

/** What was kept under a name; nothing when it was for another key, or one of its files has changed. */
export function kept(name, key) {
  try {
    const { states, value, ...found } = deserialize(readFileSync(join(folder, name)));
    return found.key === key && states.every(([path, state]) => stateOf(path).state === state) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value that was made from files since `begin`, in milliseconds of the clock. */
export function keep(name, key, files, begin, value) {
  const unfinished = join(folder, `${name}.${process.pid}`);
  try {
    const found = [...always, ...withNeighbours(files)].map((path) => ({ path, ...stateOf(path) }));
    // A further change within the same tick of the clock would not show in its time.
    if (found.some(({ changed, tick }) => changed > begin - tick)) {
      return;
    }
    mkdirSync(folder, { recursive: true });
    writeFileSync(unfinished, serialize({ key, states: found.map(({ path, state }) => [path, state]), value }));
    renameSync(unfinished, join(folder, name));
  } catch {
    if (existsSync(unfinished)) {
      rmSync(unfinished);
    }
  }
}

/** Of a file its size, times and number, of a folder the names in it or the time when one was added. */
function stateOf(path) {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  // Folders of ours have other things written into them, too.
  if (stats === undefined || (stats.isDirectory() && !path.includes('node_modules'))) {
    return { state: stats && namesIn(path).join('/'), changed: 0, tick: 0 };
  }
  const { size, mtimeNs, ctimeNs, ino } = stats;
  const changed = Number(mtimeNs > ctimeNs ? mtimeNs : ctimeNs) / 1e6;
  // Some file systems count in seconds, or in pairs of them.
  return { state: `${size} ${mtimeNs} ${ctimeNs} ${ino}`, changed, tick: ctimeNs % 1_000_000n === 0n ? 2000 : 20 };
}

/** The files with the folders that they are in: a file that is added could be found before them. */
function withNeighbours(files) {
  const paths = new Set(files);
  for (const path of paths) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      paths.add(dirname(path));
      continue;
    }
    for (const name of namesIn(path).filter((name) => /^(package\.json|tsconfig\.json|node_modules)$/.test(name))) {
      paths.add(join(path, name));
    }
    // What is not found here is looked for above, but no package is looked for above the folder of packages.
    if (basename(path) !== 'node_modules') {
      paths.add(dirname(path));
    }
  }
  return [...paths];
}

/** What hides is never imported, and editors keep their own files there. */
function namesIn(path) {
  return readdirSync(path).filter((name) => !name.startsWith('.'));
}
