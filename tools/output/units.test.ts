import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headerFor } from '../../constructs/synthesis/text';
import { publish } from './output';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'units-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (files: Readonly<Record<string, string>>) =>
  publish([{ path: join(folder, 'dist-private'), files: new Map(Object.entries(files)) }], join(folder, 'lock'));

const units = {
  'lab.k8s.yaml': headerFor(undefined),
  'lab/model.service': `${headerFor(undefined)}[Service]\n`,
  'lab/model-watchdog.timer': `${headerFor(undefined)}[Timer]\n`,
  'lab/skupper-default.service.d/model.conf': `${headerFor(undefined)}[Unit]\n`,
};

test('systemd units that are not made any more go, with their folders', () => {
  write(units);
  const { changes } = write({ 'lab.k8s.yaml': headerFor(undefined) });
  expect(changes[0]?.removed).toEqual(Object.keys(units).slice(1).sort());
  expect(existsSync(join(folder, 'dist-private', 'lab'))).toBe(false);
});

test("other people's units stay", () => {
  write(units);
  const own = join(folder, 'dist-private', 'lab', 'backup.service');
  mkdirSync(join(folder, 'dist-private', 'lab'), { recursive: true });
  writeFileSync(own, '[Service]\nExecStart=/bin/backup\n');
  const { changes } = write({ 'lab.k8s.yaml': headerFor(undefined) });
  expect(changes[0]?.kept).toEqual(['lab/backup.service']);
  expect(readFileSync(own, 'utf8')).toContain('/bin/backup');
});
