import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Text in a style, where a person reads it; plain text in a pipe or a file. */
export function styled(stream: NodeJS.WriteStream, style: Style, text: string): string {
  return stream.isTTY && process.env.NO_COLOR === undefined ? styleText(style, text) : text;
}
