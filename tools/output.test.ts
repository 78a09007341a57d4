import * as fs from 'node:fs';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { header } from '../constructs/synthesis/text';
import { type Folder, filesBelow, publish } from './output';
import { OutputError, recover } from './swap';

// A plain copy, whose functions a test can replace for the code under test as well.
jest.mock('node:fs', () => ({ __esModule: true, ...jest.requireActual('node:fs') }));

type Content = Readonly<Record<string, string>>;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'output-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

const ours = (text: string) => `${header}${text}`;
const before: Content = { 'a.yaml': ours('a: 1'), 'b.yaml': ours('b: 1'), 'old/c.yaml': ours('c: 1') };
const after: Content = { 'a.yaml': ours('a: 2'), 'd.yaml': ours('d: 2') };

const folder = (name: string, files: Content): Folder => ({
  path: join(root, name),
  files: new Map(Object.entries(files)),
});

function put(name: string, files: Content): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name, file)), { recursive: true });
    writeFileSync(join(root, name, file), text);
  }
}

function read(name: string): Content {
  return Object.fromEntries(
    filesBelow(join(root, name)).map((file) => [file, readFileSync(join(root, name, file), 'utf8')]),
  );
}

test('a first run writes everything', () => {
  const [changes] = publish([folder('dist', after)]);
  expect(read('dist')).toEqual(after);
  expect(changes).toMatchObject({ added: ['a.yaml', 'd.yaml'], changed: [], removed: [], kept: [], unchanged: 0 });
});

test('stale files of the project disappear, folders included', () => {
  put('dist', before);
  const [changes] = publish([folder('dist', after)]);
  expect(read('dist')).toEqual(after);
  expect(changes).toMatchObject({ added: ['d.yaml'], changed: ['a.yaml'], removed: ['b.yaml', 'old/c.yaml'] });
});

test('files that somebody else made stay, and are named', () => {
  put('dist', { ...before, 'kustomization.yaml': 'resources: []', 'old/notes.md': 'mine' });
  const [changes] = publish([folder('dist', after)]);
  expect(read('dist')).toEqual({ ...after, 'kustomization.yaml': 'resources: []', 'old/notes.md': 'mine' });
  expect(changes?.kept).toEqual(['kustomization.yaml', 'old/notes.md']);
});

test('a foreign file in the place of one of ours stops the run', () => {
  put('dist', { 'a.yaml': 'mine: true' });
  expect(() => publish([folder('dist', after)])).toThrow(
    new OutputError(
      'dist/a.yaml does not begin with the line that this project writes, so somebody else made it; move it away',
    ),
  );
  expect(read('dist')).toEqual({ 'a.yaml': 'mine: true' });
});

test('a run that changes nothing touches nothing', () => {
  put('dist', after);
  const { mtimeMs, ino } = fs.statSync(join(root, 'dist'));
  expect(publish([folder('dist', after)])[0]).toMatchObject({ added: [], changed: [], removed: [], unchanged: 2 });
  expect(fs.statSync(join(root, 'dist'))).toMatchObject({ mtimeMs, ino });
});

test('a side without files has no folder', () => {
  put('dist-private', before);
  publish([folder('dist', after), folder('dist-private', {})]);
  expect(existsSync(join(root, 'dist-private'))).toBe(false);
});

test('nothing is left behind', () => {
  publish([folder('dist', after)]);
  expect(fs.readdirSync(root)).toEqual(['dist']);
});

test('a full disk leaves both folders as they were', () => {
  put('dist', before);
  put('dist-private', before);
  const write = fs.writeFileSync;
  let left = 3;
  jest.spyOn(fs, 'writeFileSync').mockImplementation((...args) => {
    left -= 1;
    if (left < 0) {
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    }
    write(...args);
  });
  expect(() => publish([folder('dist', after), folder('dist-private', after)])).toThrow(
    new OutputError('the disk is full; make room and run it again'),
  );
  expect([read('dist'), read('dist-private')]).toEqual([before, before]);
  expect(existsSync(join(root, '.synth'))).toBe(false);
});

describe('two runs at the same time', () => {
  const locked = (owner: string) => writeFileSync(join(root, '.synth.lock'), owner);

  test('do not disturb each other: the second one gives up', () => {
    locked('1');
    expect(() => publish([folder('dist', after)])).toThrow(
      'another synthesis is running, as process 1; wait for it, or remove .synth.lock if there is none',
    );
    expect(read('dist')).toEqual({});
  });

  test.each(['', '0', 'x', '999999999'])('a mark of nobody, "%s", does not stop a run', (owner) => {
    locked(owner);
    publish([folder('dist', after)]);
    expect(read('dist')).toEqual(after);
    expect(fs.readdirSync(root)).toEqual(['dist']);
  });
});

test('a folder that refuses to be moved leaves both as they were, and the next run works', () => {
  put('dist', before);
  put('dist-private', before);
  const rename = fs.renameSync;
  jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    if (String(from) === join(root, 'dist-private')) {
      throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
    }
    rename(from, to);
  });
  expect(() => publish([folder('dist', after), folder('dist-private', after)])).toThrow('in use, or a mount point');
  expect([read('dist'), read('dist-private')]).toEqual([before, before]);
  jest.restoreAllMocks();
  publish([folder('dist', after), folder('dist-private', after)]);
  expect([read('dist'), read('dist-private')]).toEqual([after, after]);
});

test('folders that are links to elsewhere keep their own content, whatever they are called there', () => {
  for (const side of ['dist', 'dist-private']) {
    mkdirSync(join(root, 'elsewhere', side, 'output'), { recursive: true });
    fs.symlinkSync(join(root, 'elsewhere', side, 'output'), join(root, side), 'dir');
  }
  publish([folder('dist', after), folder('dist-private', before)]);
  expect([read('dist'), read('dist-private')]).toEqual([after, before]);
  expect(fs.lstatSync(join(root, 'dist')).isSymbolicLink()).toBe(true);
});

test('a run that was killed is finished even when the project has been moved since', () => {
  put('dist', before);
  const steps = stepsOf(() => publish([folder('dist', after)]));
  rmSync(root, { recursive: true });
  put('dist', before);
  // Five steps before the end the marker is there and the first folder has gone.
  killBefore(steps - 4, () => publish([folder('dist', after)]));
  expect(existsSync(join(root, '.synth', 'commit'))).toBe(true);
  fs.renameSync(root, `${root}-moved`);
  root = `${root}-moved`;
  recover(join(root, '.synth'));
  expect(read('dist')).toEqual(after);
});

describe('a run that is killed', () => {
  const keep = { 'mine.txt': 'mine' };
  const folders = () => [folder('dist', after), folder('dist-private', after)];
  const start = () => {
    put('dist', { ...before, ...keep });
    put('dist-private', before);
  };

  test('before any step leaves the old output or the new one, and the next run clears up', () => {
    start();
    const steps = stepsOf(() => publish(folders()));
    expect(steps).toBeGreaterThan(15);
    const seen = new Set<string>();
    for (let step = 0; step < steps; step++) {
      rmSync(root, { recursive: true });
      start();
      killBefore(step, () => publish(folders()));
      recover(join(root, '.synth'));
      const state = 'd.yaml' in read('dist') ? after : before;
      expect(read('dist')).toEqual({ ...state, ...keep });
      expect(read('dist-private')).toEqual(state);
      seen.add(state === after ? 'new' : 'old');

      publish(folders());
      expect([read('dist'), read('dist-private')]).toEqual([{ ...after, ...keep }, after]);
      expect(fs.readdirSync(root).sort()).toEqual(['dist', 'dist-private']);
    }
    expect([...seen]).toEqual(['old', 'new']);
  });

  test('the first time leaves nothing or everything, also when it takes the last file of a side away', () => {
    const first = () => [folder('dist', after), folder('dist-private', {})];
    put('dist-private', before);
    const steps = stepsOf(() => publish(first()));
    for (let step = 0; step < steps; step++) {
      rmSync(root, { recursive: true });
      put('dist-private', before);
      killBefore(step, () => publish(first()));
      recover(join(root, '.synth'));
      const done = existsSync(join(root, 'dist'));
      expect([read('dist'), read('dist-private')]).toEqual(done ? [after, {}] : [{}, before]);
    }
  });

  test('while it clears up after another leaves the new output to the one after that', () => {
    start();
    const steps = stepsOf(() => publish(folders()));
    for (let step = 0; step < steps; step++) {
      rmSync(root, { recursive: true });
      start();
      killBefore(step, () => publish(folders()));
      const clearing = stepsOf(() => recover(join(root, '.synth')));
      for (let second = 0; second < clearing; second++) {
        rmSync(root, { recursive: true });
        start();
        killBefore(step, () => publish(folders()));
        killBefore(second, () => recover(join(root, '.synth')));
        recover(join(root, '.synth'));
        const state = 'd.yaml' in read('dist') ? after : before;
        expect([read('dist'), read('dist-private')]).toEqual([{ ...state, ...keep }, state]);
      }
    }
  });
});

/** How many times an action changes the disk. */
function stepsOf(action: () => void): number {
  return killBefore(Number.POSITIVE_INFINITY, action);
}

/**
 * Runs an action as a process would that is killed before the given step: from there on, nothing reaches the disk.
 * Returns the number of steps that it would have taken.
 */
function killBefore(step: number, action: () => void): number {
  const { writeFileSync, renameSync, mkdirSync, cpSync, rmSync } = fs;
  const originals = { writeFileSync, renameSync, mkdirSync, cpSync, rmSync };
  let count = 0;
  for (const [name, original] of Object.entries(originals)) {
    jest.spyOn(fs, name as keyof typeof originals).mockImplementation((...args: unknown[]) => {
      if (count++ >= step) {
        throw new Error('killed');
      }
      return (original as (...args: unknown[]) => never)(...args);
    });
  }
  try {
    action();
  } catch (error) {
    expect((error as Error).message).toBe('killed');
  } finally {
    jest.restoreAllMocks();
  }
  return count;
}
