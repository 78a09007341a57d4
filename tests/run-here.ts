import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../constructs/settings';
import { filesBelow } from '../tools/output/output';
import { type RunOptions, run } from '../tools/synth/run';
import { written } from './written';

/** A run in the process of the test, with this folder for the project's: its exit code, and what it says where. */
export async function runIn(
  folder: string,
  load: () => Promise<{ settings?: Settings }>,
  options: Partial<RunOptions> = {},
) {
  const before = { folder: process.cwd(), env: process.env };
  process.chdir(folder);
  process.env = { ...process.env, NO_COLOR: '1' };
  try {
    const folders = { public: 'dist', private: 'dist-private' };
    const { code, ...said } = await written(() => run(load, { folders, ...options }));
    return { status: code, ...said };
  } finally {
    process.chdir(before.folder);
    process.env = before.env;
  }
}

/** The output folders, file by file. */
export function outputIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    ['dist', 'dist-private'].flatMap((side) =>
      filesBelow(join(folder, side)).map((file) => [`${side}/${file}`, readFileSync(join(folder, side, file), 'utf8')]),
    ),
  );
}
