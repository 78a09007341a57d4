// Where the brackets of settings.ts open and close. The compiler only notices at the end of the file that one is missing.

const words = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/.*|\/\*[\s\S]*?\*\/|[{}[\]()]|\n/g;
const closing = { '}': '{', ']': '[', ')': '(' };

/** The text with blanks in place of its comments. */
export function withoutComments(text) {
  return text.replace(words, (word) => (/^\/[/*]/.test(word) ? word.replace(/./g, ' ') : word));
}

/** The line of a bracket that is not closed: the one whose partner stands at another indentation, or has none. */
export function unclosedLine(text) {
  const lines = text.split('\n');
  const indentation = (line) => lines[line - 1].search(/\S/);
  const open = [];
  let aside;
  let line = 1;
  for (const { 0: word, index } of text.matchAll(words)) {
    if ('{[('.includes(word)) {
      open.push({ bracket: word, line });
    } else if (word in closing) {
      const partner = open.pop();
      if (partner !== undefined && partner.bracket !== closing[word]) {
        return partner.line;
      }
      const isFirst = text.slice(text.lastIndexOf('\n', index) + 1, index).trim() === '';
      if (isFirst && partner !== undefined && indentation(partner.line) > indentation(line)) {
        aside ??= partner.line;
      }
    }
    line += word.split('\n').length - 1;
  }
  return open.length > 0 ? (aside ?? open.at(-1).line) : undefined;
}

/** The line on which the first bracket of `export const settings` is closed. */
export function lastLineOfSettings(text) {
  const begin = text.search(/^export const settings\b/m);
  let depth = 0;
  for (const { 0: word, index } of begin < 0 ? [] : text.slice(begin).matchAll(words)) {
    depth += '{[('.includes(word) ? 1 : word in closing ? -1 : 0;
    if (depth === 0 && word in closing) {
      return text.slice(0, begin + index).split('\n').length;
    }
  }
  return undefined;
}
