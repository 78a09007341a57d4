import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock, wasCutOff } from './lock';

const folder = mkdtempSync(join(tmpdir(), 'lock-'));
const file = join(folder, 'synth.lock');
const dead = spawnSync('true').pid;
afterEach(() => {
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
])('%s is taken, and says that a run was cut off', (_, content) => {
  writeFileSync(file, content);
  expect(wasCutOff(file)).toBe(true);
  expect(isTaken()).toBe(true);
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
