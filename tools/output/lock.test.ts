import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFile, takeLock, wasCutOff } from './lock';

// A plain copy, whose functions a test can replace for the code under test as well.
jest.mock('node:fs', () => ({ __esModule: true, ...jest.requireActual('node:fs') }));

const folder = mkdtempSync(join(tmpdir(), 'lock-'));
const file = join(folder, 'synth.lock');
const dead = spawnSync('true').pid;
afterEach(() => {
  jest.restoreAllMocks();
  for (const name of readdirSync(folder)) {
    rmSync(join(folder, name));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function heldBy(pid: number): void {
  writeFileSync(file, String(pid));
}

function isTaken(): boolean {
  const { cutOff, release } = takeLock(file);
  expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
  release();
  expect(readdirSync(folder)).toEqual([]);
  return cutOff;
}

test('is taken, and gone afterwards', () => expect(isTaken()).toBe(false));

test('of a process that runs is left alone', () => {
  heldBy(1);
  const message = `another synthesis is running, as process 1; wait for it, or remove ${file} if there is none`;
  expect(() => takeLock(file)).toThrow(message);
  expect(readdirSync(folder)).toEqual(['synth.lock']);
});

test.each([
  ['of a process that is dead', String(dead)],
  ['of a process that had our number', String(process.pid)],
  ['that was cut off before it had a number', ''],
  ['with something that is no number', 'a'],
])('%s is taken, and says that a run was cut off', (_, content) => {
  writeFileSync(file, content);
  expect(wasCutOff(file)).toBe(true);
  expect(isTaken()).toBe(true);
});

test('is in a folder that Git ignores', () => expect(lockFile).toBe('.cache/synth.lock'));

test('is given back, even where somebody removed it', () => {
  const { release } = takeLock(file);
  rmSync(file);
  expect(release).not.toThrow();
});

test.each([
  ['where there is none', file],
  ['where a file is in the place of its folder', join(folder, 'file', 'synth.lock')],
])('does not say that a run was cut off %s', (_, place) => {
  writeFileSync(join(folder, 'file'), '');
  expect(wasCutOff(place)).toBe(false);
});

/** An error of the system. */
const failure = (code: string) => Object.assign(new Error(code), { code });

test("of somebody else's process is left alone", () => {
  heldBy(dead);
  jest.spyOn(process, 'kill').mockImplementation(() => {
    throw failure('EPERM');
  });
  expect(() => takeLock(file)).toThrow(`another synthesis is running, as process ${dead};`);
  expect(wasCutOff(file)).toBe(false);
});

test('that cannot be written is no lock', () => {
  jest.spyOn(fs, 'writeFileSync').mockImplementationOnce(() => {
    throw failure('EACCES');
  });
  expect(() => takeLock(file)).toThrow('EACCES');
});

describe('of a dead process that another run finds at the same time', () => {
  const { renameSync } = fs;
  /** What the other run does before this one takes the lock out of the way. */
  const meanwhile = (action: () => void) =>
    jest.spyOn(fs, 'renameSync').mockImplementationOnce((from, to) => {
      action();
      renameSync(from, to);
    });

  test('is left to the other one when that was faster', () => {
    heldBy(dead);
    meanwhile(() => heldBy(1));
    expect(() => takeLock(file)).toThrow('another synthesis is running, as process 1;');
    expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([['synth.lock'], '1']);
  });

  test('is taken when the other one has finished its work', () => {
    heldBy(dead);
    meanwhile(() => rmSync(file));
    expect(isTaken()).toBe(false);
  });
});

test('that is given back while it is looked at is taken', () => {
  heldBy(1);
  const { readFileSync: read } = jest.requireActual<typeof fs>('node:fs');
  jest.spyOn(fs, 'readFileSync').mockImplementationOnce((...options) => {
    rmSync(file);
    return read(...options) as never;
  });
  expect(isTaken()).toBe(false);
});

test('needs nothing of the file system but that a file is made once', () => {
  const { release } = takeLock(file);
  expect(readdirSync(folder)).toEqual(['synth.lock']);
  release();
});

(process.platform === 'linux' ? test : test.skip)('of a killed process that nobody clears away is taken', async () => {
  // The shell gives way to a program that does not wait for its child.
  const shell = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60']);
  const zombie = Number(String(await once(shell.stdout, 'data')));
  while (!/^State:\s+Z/m.test(readFileSync(`/proc/${zombie}/status`, 'utf8')));
  heldBy(zombie);
  expect(isTaken()).toBe(true);
  shell.kill();
});
