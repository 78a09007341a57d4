import { styleText } from 'node:util';
import { printable } from '../../constructs/checks/wording';

type Style = Parameters<typeof styleText>[0];

/** Text in a style, where a person reads it; plain text in a pipe or a file. */
export function styled(stream: NodeJS.WriteStream, style: Style, text: string): string {
  return stream.isTTY && process.env.NO_COLOR === undefined ? styleText(style, text) : text;
}

/**
 * The text on one line, so that it does nothing where it is shown, wherever it comes from: no control sequence of a
 * terminal, no second line, no command to the runner of a pipeline, which reads `::error …` at the beginning of a line,
 * and `##[error]` and `##vso[…]` anywhere.
 */
export function printed(text: string): string {
  return printable(text)
    .replace(/^(\s*):(?=:)/, '$1\\u{3a}')
    .replace(/##(?=\w*\[)/g, '#\\u{23}');
}

/** The colours of `styled`, and nothing that moves the cursor or hides a text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what colours are made of
const colours = /(\u001b\[(?:[1-4]|2[2-9]|3\d|9\d)m)/;

/** Writes one line. All that the commands say goes through here. */
export function writeLine(stream: NodeJS.WriteStream, line = ''): void {
  const parts = stream.isTTY ? line.split(colours) : [line];
  stream.write(`${parts.map((part, index) => (index % 2 === 1 ? part : printed(part))).join('')}\n`);
}

/** Writes a text of several lines of our own. What comes from outside is one line in it, made with `printed`. */
export function writeLines(stream: NodeJS.WriteStream, text: string): void {
  for (const line of text.replace(/\n$/, '').split('\n')) {
    writeLine(stream, line);
  }
}
