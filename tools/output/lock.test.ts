import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock, wasCutOff } from './lock';

const folder = mkdtempSync(join(tmpdir(), 'lock-'));
const file = join(folder, 'synth.lock');
const [dead = 0, deadAsWell = 0] = [1, 2].map(() => spawnSync('true').pid);
afterEach(() => {
  for (const name of readdirSync(folder)) {
    rmSync(join(folder, name));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The lock of a process, as it is, or as it is while another one takes it. */
function heldBy(pid: number, taker = pid): void {
  writeFileSync(`${file}.${taker}`, String(pid));
  linkSync(`${file}.${taker}`, file);
}

function isTaken(): boolean {
  const { cutOff, release } = takeLock(file);
  expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
  release();
  expect(readdirSync(folder)).toEqual([]);
  return cutOff;
}

test('is taken, and gone afterwards', () => expect(isTaken()).toBe(false));

test.each([
  ['that runs', 1, 1],
  ['that is dead, while another takes it', dead, 1],
])('of a process %s is left alone', (_, pid, taker) => {
  heldBy(pid, taker);
  const message = `another synthesis is running, as process 1; wait for it, or remove ${file} if there is none`;
  expect(() => takeLock(file)).toThrow(message);
  expect(readdirSync(folder)).toEqual(['synth.lock', 'synth.lock.1']);
});

test.each([
  ['that is dead', dead, dead],
  ['that had our number', process.pid, process.pid],
  ['that is dead, while another took it that is dead as well', dead, deadAsWell],
])('of a process %s is taken, and says that a run was cut off', (_, pid, taker) => {
  heldBy(pid, taker);
  expect(wasCutOff(file)).toBe(true);
  isTaken();
});

test('of nobody is told', () => {
  writeFileSync(file, '');
  expect(() => takeLock(file)).toThrow(`a run was cut off, and its lock belongs to nobody; remove ${file}`);
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
