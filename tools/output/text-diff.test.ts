import { styleText } from 'node:util';
import type { Changes, Folder } from './output';
import { reportDiff } from './text-diff';

const lines = (...texts: readonly string[]) => texts.map((text) => `${text}\n`).join('');

const change: Folder & Changes = {
  path: 'dist',
  files: new Map([
    ['b.yaml', lines('one', 'two', 'three')],
    ['c.yaml', lines('new')],
  ]),
  added: ['c.yaml'],
  changed: ['b.yaml'],
  removed: ['a.yaml'],
  kept: [],
  unchanged: 0,
  before: new Map([
    ['a.yaml', lines('old')],
    ['b.yaml', lines('one', '2 --- @@', 'three')],
  ]),
};

const expected = [
  '<bold>--- a/dist/a.yaml',
  '<bold>+++ /dev/null',
  '<cyan>@@ -1,1 +0,0 @@',
  '<red>-old',
  '<bold>--- a/dist/b.yaml',
  '<bold>+++ b/dist/b.yaml',
  '<cyan>@@ -1,3 +1,3 @@',
  ' one',
  '<red>-2 --- @@',
  '<green>+two',
  ' three',
  '<bold>--- /dev/null',
  '<bold>+++ b/dist/c.yaml',
  '<cyan>@@ -0,0 +1,1 @@',
  '<green>+new',
];

const styles = ['bold', 'cyan', 'red', 'green'] as const;

/** The colours of a terminal by their names. */
function named(text: string): string {
  return styles.reduce((line, style) => {
    const [start = '', end = ''] = styleText(style, ' ', { validateStream: false }).split(' ');
    return line.replaceAll(start, `<${style}>`).replaceAll(end, '');
  }, text);
}

function printed(): string[] {
  const written: string[] = [];
  const { env } = process;
  const { isTTY } = process.stdout;
  process.env = { ...env, NO_COLOR: undefined, NODE_DISABLE_COLORS: undefined, TERM: 'xterm' };
  process.stdout.isTTY = true;
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    reportDiff([change]);
  } finally {
    spy.mockRestore();
    process.stdout.isTTY = isTTY;
    process.env = env;
  }
  return named(written.join('')).split('\n').slice(0, -1);
}

test('files that are new, changed or gone are shown line by line, in the order of their names, each kind of line in its colour', () => {
  expect(printed()).toEqual(expected);
});
