// Where a brace of settings.ts was forgotten. The compiler only notices at the end of the file.

const words = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/.*|\/\*[\s\S]*?\*\/|[{}[\]()]|\n/g;
const closing = { '}': '{', ']': '[', ')': '(' };

/** The line of a bracket that is not closed: the one whose partner stands at another indentation, or has none. */
export function unclosedLine(text) {
  const lines = text.split('\n');
  const indentation = (line) => lines[line - 1].search(/\S/);
  const open = [];
  let line = 1;
  for (const { 0: word, index } of text.matchAll(words)) {
    if ('{[('.includes(word)) {
      open.push({ bracket: word, line });
    } else if (word in closing) {
      const partner = open.pop();
      const isFirst = text.slice(text.lastIndexOf('\n', index) + 1, index).trim() === '';
      const isAside = isFirst && partner !== undefined && indentation(partner.line) > indentation(line);
      if (isAside || (partner !== undefined && partner.bracket !== closing[word])) {
        return partner.line;
      }
    }
    line += word.split('\n').length - 1;
  }
  return open.at(-1)?.line;
}
