import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { headerFor } from '../../constructs/synthesis/text';
import { wasCutOff } from './lock';
import { type Changes, type Folder, filesBelow, publish } from './output';

// A plain copy, whose functions a test can replace for the code under test as well.
jest.mock('node:fs', () => ({ __esModule: true, ...jest.requireActual('node:fs') }));

type Content = Readonly<Record<string, string>>;

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'output-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(root, { recursive: true, force: true });
});

const ours = (text: string) => `${headerFor(undefined)}${text}\n`;
const before: Content = { 'a.k8s.yaml': ours('a: 1'), 'b.k8s.yaml': ours('b: 1'), 'old/c.k8s.yaml': ours('c: 1') };
const after: Content = { 'a.k8s.yaml': ours('a: 2'), 'new/d.k8s.yaml': ours('d: 2') };
const mine: Content = { 'kustomization.yaml': 'resources: []', 'old/notes.md': 'mine', '.git/HEAD': 'ref' };

const at = (...path: string[]) => join(root, ...path);
const lock = () => at('.cache', 'synth.lock');
const folder = (name: string, files: Content): Folder => ({ path: at(name), files: new Map(Object.entries(files)) });
const write = (...folders: Folder[]) => publish(folders, lock());
const writeAfter = () => write(folder('dist', after)).changes[0] as Changes;

function put(name: string, files: Content): void {
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(dirname(at(name, file)), { recursive: true });
    fs.writeFileSync(at(name, file), text);
  }
}

function read(name: string): Content {
  const files = filesBelow(at(name)).filter((file) => fs.lstatSync(at(name, file)).isFile());
  return Object.fromEntries(files.map((file) => [file, fs.readFileSync(at(name, file), 'utf8')]));
}

test('a first run writes everything, and leaves nothing else behind', () => {
  expect(writeAfter()).toMatchObject({
    added: Object.keys(after),
    changed: [],
    removed: [],
    kept: [],
    unchanged: 0,
  });
  expect(read('dist')).toEqual(after);
  expect(fs.readdirSync(root).sort()).toEqual(['.cache', 'dist']);
  expect(fs.readdirSync(at('.cache'))).toEqual([]);
});

test.each([
  ['and has nothing else to do', after],
  ['and has other files to write', before],
])('a run takes away what one that was cut off has left, %s', (_, there) => {
  put('dist', { ...there, '.a.k8s.yaml.synth-new': 'half a fi', 'new/.d.k8s.yaml.synth-new': '' });
  expect(writeAfter().kept).toEqual([]);
  expect(read('dist')).toEqual(after);
});

test("what is gone from the settings disappears, a chat's empty folder included", () => {
  put('dist', before);
  expect(writeAfter()).toMatchObject({
    added: ['new/d.k8s.yaml'],
    changed: ['a.k8s.yaml'],
    removed: ['b.k8s.yaml', 'old/c.k8s.yaml'],
  });
  expect(read('dist')).toEqual(after);
  expect(fs.existsSync(at('dist/old'))).toBe(false);
});

test('a folder goes with all that was in it, and one with something in it stays', () => {
  put('dist', { 'one/two/c.k8s.yaml': ours('c: 1'), 'other/d.k8s.yaml': ours('d: 1'), 'other/notes.md': 'mine' });
  writeAfter();
  expect(fs.readdirSync(at('dist')).sort()).toEqual(['a.k8s.yaml', 'new', 'other']);
});

test('what was there before is kept for whoever compares', () => {
  put('dist', { ...before, 'a.k8s.yaml': `\ufeff${before['a.k8s.yaml']}` });
  expect(Object.fromEntries(writeAfter().before)).toEqual({ ...before, 'a.k8s.yaml': `\ufeff${before['a.k8s.yaml']}` });
});

test('a file with our mark further down, or another ending, is left alone', () => {
  const theirs = { 'b.k8s.yaml': `a: 1\n${ours('b: 1')}`, 'c.k8s.yaml.orig': ours('c: 1') };
  put('dist', theirs);
  expect(writeAfter()).toMatchObject({ removed: [], kept: Object.keys(theirs) });
});

test('all files are complete before the first takes its place', () => {
  put('dist', before);
  const steps: string[] = [];
  for (const name of ['writeFileSync', 'renameSync'] as const) {
    const original = disk[name] as Call;
    jest.spyOn(fs, name).mockImplementation((...args: unknown[]) => {
      steps.push(`${name} ${String(args[0]).includes('synth-new') ? 'a file' : 'the lock'}`);
      return original(...args) as never;
    });
  }
  writeAfter();
  expect(steps).toEqual([
    'writeFileSync the lock',
    'writeFileSync a file',
    'writeFileSync a file',
    'renameSync a file',
    'renameSync a file',
  ]);
});

test('a run that changes nothing touches nothing', () => {
  writeAfter();
  const stamp = (file: string) => fs.statSync(at('dist', file)).mtimeMs + fs.statSync(at('dist', file)).ino;
  const stamps = ['.', ...Object.keys(after)].map(stamp);
  expect(writeAfter()).toMatchObject({ added: [], changed: [], removed: [], unchanged: 2 });
  expect(['.', ...Object.keys(after)].map(stamp)).toEqual(stamps);
});

test('a side without files has no folder', () => {
  put('dist-private', before);
  write(folder('dist', after), folder('dist-private', {}));
  expect(fs.existsSync(at('dist-private'))).toBe(false);
});

describe('what is not ours stays as it is', () => {
  test('the folder of a side that never had a file', () => {
    fs.mkdirSync(at('dist-private'));
    write(folder('dist-private', {}));
    expect(fs.existsSync(at('dist-private'))).toBe(true);
  });

  test('and is named in the order of the names', () => {
    put('dist', { 'a/notes.md': 'mine', 'a-b.md': 'mine' });
    expect(writeAfter().kept).toEqual(['a-b.md', 'a/notes.md']);
  });

  test('files, links, empty folders, modes and times', () => {
    put('dist', { ...before, ...mine });
    fs.mkdirSync(at('dist/.git/refs'));
    fs.mkdirSync(at('dist/empty'));
    fs.symlinkSync('nowhere', at('dist/link'));
    fs.chmodSync(at('dist/kustomization.yaml'), 0o640);
    fs.chmodSync(at('dist/a.k8s.yaml'), 0o600);
    const { ino, mtimeMs } = fs.statSync(at('dist/kustomization.yaml'));
    expect(writeAfter().kept).toEqual(['kustomization.yaml', 'link', 'old/notes.md']);
    expect(read('dist')).toMatchObject({ ...after, 'kustomization.yaml': 'resources: []', 'old/notes.md': 'mine' });
    expect(fs.statSync(at('dist/kustomization.yaml'))).toMatchObject({ ino, mtimeMs, mode: 0o100640 });
    expect(fs.statSync(at('dist/a.k8s.yaml')).mode).toBe(0o100600);
    expect(fs.readdirSync(at('dist')).sort()).toEqual(
      ['.git', 'a.k8s.yaml', 'empty', 'kustomization.yaml', 'link', 'new', 'old'].sort(),
    );
    expect(fs.existsSync(at('dist/.git/refs'))).toBe(true);
  });

  test('a folder that is a repository of its own', () => {
    fs.mkdirSync(at('dist'));
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', at('dist'), '-c', 'user.name=a', '-c', 'user.email=a', ...args]);
    git('init', '-q');
    write(folder('dist', before));
    git('add', '.');
    git('commit', '-qm', 'rendered');
    writeAfter();
    expect(git('fsck', '--strict').toString()).toBe('');
    expect(git('status', '--porcelain').toString()).toContain(' M a.k8s.yaml');
  });

  test('a folder that is a link to elsewhere', () => {
    fs.mkdirSync(at('elsewhere'));
    fs.symlinkSync(at('elsewhere'), at('dist'), 'dir');
    writeAfter();
    expect(read('elsewhere')).toEqual(after);
    expect(fs.lstatSync(at('dist')).isSymbolicLink()).toBe(true);
  });
});

describe('our own files are known again', () => {
  test.each([
    ['with a byte order mark', (text: string) => `\uFEFF${text}`],
    ['with other line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['with a space in front', (text: string) => ` ${text}`],
    ['with a comment on top', (text: string) => `# Copyright\n\n${text}`],
  ])('%s', (_, edited) => {
    put('dist', { 'a.k8s.yaml': edited(ours('a: 2')), 'b.k8s.yaml': edited(ours('b: 1')) });
    expect(writeAfter()).toMatchObject({ changed: ['a.k8s.yaml'], removed: ['b.k8s.yaml'], kept: [] });
    expect(read('dist')).toEqual(after);
  });
});

describe('a run that is refused changes nothing, and says why', () => {
  const foreign =
    'dist/a.k8s.yaml does not begin with the line that marks the project\'s own files; if somebody else made it, move it away, if only the line is gone, "git checkout dist/a.k8s.yaml" brings it back';

  test.each<[string, () => void, string | RegExp]>([
    ['a foreign file in the place of ours', () => put('dist', { 'a.k8s.yaml': 'mine: true' }), foreign],
    [
      'a folder in the place of a file',
      () => put('dist/a.k8s.yaml', mine),
      'dist/a.k8s.yaml is a folder, where a file goes; move it away',
    ],
    [
      'a link in the place of a file',
      () => {
        fs.mkdirSync(at('dist'));
        fs.symlinkSync('x', at('dist/a.k8s.yaml'));
      },
      'dist/a.k8s.yaml is a link, where a file goes; move it away',
    ],
    [
      'a pipe in the place of a file',
      () => {
        fs.mkdirSync(at('dist'));
        execFileSync('mkfifo', [at('dist/a.k8s.yaml')]);
      },
      'dist/a.k8s.yaml is no plain file, where a file goes; move it away',
    ],
    [
      'a file in the place of the folder',
      () => put('.', { dist: 'x' }),
      /dist\/a\.k8s\.yaml cannot be there, because a file has the name of its folder; move that away$/,
    ],
    [
      'a link to nothing',
      () => fs.symlinkSync('gone', at('dist')),
      /dist is a link to something that is not there; make that, or remove the link$/,
    ],
  ])('%s', (_, prepare, message) => {
    put('dist-private', before);
    fs.mkdirSync(at('.cache'));
    prepare();
    const state = () =>
      execFileSync('find', [root, '-not', '-path', '*.cache*', '-printf', '%p %y %i %T@\n']).toString();
    const found = state();
    expect(() => write(folder('dist-private', after), folder('dist', after))).toThrow(message);
    expect(state()).toBe(found);
  });

  test('a full disk', () => {
    put('dist', before);
    failing('writeFileSync', 'ENOSPC', (path) => String(path).includes('d.k8s.yaml'));
    expect(() => writeAfter()).toThrow('the disk is full; make room and run it again');
    expect(read('dist')).toEqual(before);
    expect(fs.readdirSync(at('.cache'))).toEqual([]);
  });

  test('a folder that may not be written is named', () => {
    put('dist', before);
    failing('writeFileSync', 'EACCES', (path) => String(path).includes('dist'));
    expect(() => writeAfter()).toThrow(
      /dist\/new\/\.d\.k8s\.yaml\.synth-new may not be written or read; check its owner and rights$/,
    );
  });

  test.each([
    ['EDQUOT', 'your quota of the disk is used up; make room and run it again'],
    ['EPERM', '.a.k8s.yaml.synth-new may not be written or read; check its owner and rights'],
    ['EROFS', '.a.k8s.yaml.synth-new is on a read-only file system'],
    ['EBUSY', '.a.k8s.yaml.synth-new is in use, or a mount point; free it and run it again'],
    ['ENOENT', '.a.k8s.yaml.synth-new cannot be made; the file system is read-only'],
    ['EIO', 'EIO'],
  ])('the disk says %s', (code, sentence) => {
    put('dist', before);
    failing('writeFileSync', code, (path) => String(path).includes('a.k8s.yaml'));
    expect(writeAfter).toThrow(new RegExp(`(^|/)${sentence.replaceAll('.', '\\.')}$`));
    expect(read('dist')).toEqual(before);
  });

  test.each([
    ['EACCES', 'the folder may not be written or read; check its owner and rights'],
    ["EIO: i/o error, write 'a', close 'b'", 'EIO: i/o error, write , close'],
  ])('the disk says %s of a place that it does not name', (text, sentence) => {
    jest.spyOn(fs, 'readdirSync').mockImplementation(() => {
      throw Object.assign(new Error(text), { code: text.split(':')[0] });
    });
    put('dist', before);
    expect(writeAfter).toThrow(new RegExp(`^${sentence}$`));
    jest.restoreAllMocks();
  });

  test('a file that cannot be taken away: what was written before is counted', () => {
    put('dist', before);
    failing('rmSync', 'EBUSY', (path) => String(path).endsWith('c.k8s.yaml'));
    expect(writeAfter).toThrow(expect.objectContaining({ written: 3 }));
  });

  test('a file that cannot be replaced: what was written before is counted', () => {
    put('dist', before);
    failing('renameSync', 'EBUSY', (_, to) => String(to).endsWith('a.k8s.yaml'));
    expect(writeAfter).toThrow(expect.objectContaining({ written: 1 }));
    jest.restoreAllMocks();
    writeAfter();
    expect(read('dist')).toEqual(after);
  });
});

describe('a run that is killed before any step', () => {
  const start = () => {
    fs.rmSync(root, { recursive: true });
    put('dist', { ...before, ...mine });
    put('dist-private', before);
  };
  const run = () => write(folder('dist', after), folder('dist-private', {}));
  const whole = { ...after, 'kustomization.yaml': 'resources: []', 'old/notes.md': 'mine' };

  test('leaves each file old or new, is noticed, and the next run finishes its work', () => {
    start();
    const steps = killBefore(Number.POSITIVE_INFINITY, run);
    expect(steps).toBeGreaterThan(15);
    for (let step = 0; step < steps; step++) {
      start();
      killBefore(step, run);
      for (const [file, text] of Object.entries(read('dist')).filter(([file]) => !file.endsWith('.synth-new'))) {
        expect([before[file], after[file], mine[file]]).toContain(text);
      }
      expect(read('dist')).toMatchObject({ 'kustomization.yaml': 'resources: []', 'old/notes.md': 'mine' });
      const noticed = wasCutOff(lock());
      expect(run().cutOff).toBe(noticed);
      expect([read('dist'), read('dist-private')]).toEqual([whole, {}]);
      expect(fs.readdirSync(at('.cache'))).toEqual([]);
    }
  });
});

type Call = (...args: unknown[]) => unknown;
const disk = fs as unknown as Readonly<Record<string, Call>>;

function failing(
  name: 'writeFileSync' | 'renameSync' | 'rmSync',
  code: string,
  when: (...args: unknown[]) => boolean,
): void {
  const original = disk[name] as Call;
  jest.spyOn(fs, name).mockImplementation((...args) => {
    if (when(...args)) {
      throw Object.assign(new Error(code), { code, path: String(args[0]) });
    }
    return original(...args) as never;
  });
}

/**
 * Runs an action as a process would that is killed before the given step: from there on, nothing reaches the disk.
 * Returns the number of steps that it would have taken.
 */
function killBefore(step: number, action: () => unknown): number {
  let count = 0;
  for (const name of ['writeFileSync', 'chmodSync', 'renameSync', 'mkdirSync', 'rmSync', 'rmdirSync'] as const) {
    const original = disk[name] as Call;
    jest.spyOn(fs, name).mockImplementation((...args: unknown[]) => {
      if (count++ >= step) {
        throw new Error('killed');
      }
      return original(...args) as never;
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
