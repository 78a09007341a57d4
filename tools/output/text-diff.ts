import { createTwoFilesPatch } from 'diff';
import { say } from '../command/report';
import { styled } from '../command/terminal';
import type { Changes, Folder } from './output';

/** Shows what differs, line by line and in git's direction: `-` is what is there, `+` what the settings make. */
export function reportDiff(folders: readonly (Folder & Changes)[]): void {
  for (const folder of folders) {
    reportFolder(folder);
  }
}

function reportFolder({ path, files, added, changed, removed, before }: Folder & Changes): void {
  for (const name of [...added, ...changed, ...removed].sort()) {
    const from = before.has(name) ? `a/${path}/${name}` : '/dev/null';
    const to = files.has(name) ? `b/${path}/${name}` : '/dev/null';
    const patch = createTwoFilesPatch(from, to, before.get(name) ?? '', files.get(name) ?? '');
    // The first line is the library's own, a row of equals signs.
    for (const line of patch.trimEnd().split('\n').slice(1)) {
      say(coloured(line));
    }
  }
}

function coloured(line: string): string {
  const style = line.startsWith('@@')
    ? 'cyan'
    : /^[-+]{3} /.test(line)
      ? 'bold'
      : line.startsWith('-')
        ? 'red'
        : line.startsWith('+')
          ? 'green'
          : undefined;
  return style === undefined ? line : styled(process.stdout, style, line);
}
