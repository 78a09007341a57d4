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
    ['b.yaml', lines('one', '2', 'three')],
  ]),
};

const expected = [
  '--- a/dist/a.yaml',
  '+++ /dev/null',
  '@@ -1,1 +0,0 @@',
  '-old',
  '--- a/dist/b.yaml',
  '+++ b/dist/b.yaml',
  '@@ -1,3 +1,3 @@',
  ' one',
  '-2',
  '+two',
  ' three',
  '--- /dev/null',
  '+++ b/dist/c.yaml',
  '@@ -0,0 +1,1 @@',
  '+new',
];

function printed(): string[] {
  const written: string[] = [];
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    reportDiff([change]);
  } finally {
    spy.mockRestore();
  }
  return written
    .join('')
    .split('\n')
    .filter((line) => line !== '');
}

test('files that are new, changed or gone are shown line by line, in the order of their names', () => {
  expect(printed()).toEqual(expected);
});

test('on a terminal each kind of line has its colour', () => {
  const { isTTY } = process.stdout;
  const { NO_COLOR } = process.env;
  delete process.env.NO_COLOR;
  process.stdout.isTTY = true;
  try {
    const inColours = printed();
    const colour = (line: string) => inColours.find((text) => text.includes(line))?.split(line)[0];
    expect({
      header: colour('--- a/dist/b.yaml'),
      place: colour('@@ -1,3 +1,3 @@'),
      gone: colour('-2'),
      new: colour('+two'),
      same: colour(' three'),
    }).toEqual({ header: '\u001b[1m', place: '\u001b[36m', gone: '\u001b[31m', new: '\u001b[32m', same: '' });
  } finally {
    process.stdout.isTTY = isTTY;
    if (NO_COLOR !== undefined) {
      process.env.NO_COLOR = NO_COLOR;
    }
  }
});
