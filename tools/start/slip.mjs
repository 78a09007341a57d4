// What esbuild stumbles over in settings.ts, in words for people who write YAML. It names the token after the slip.
import { lastLineOfSettings, unclosedLine, withoutComments } from './brackets.mjs';

const yaml =
  'this is YAML, and settings.ts is TypeScript: a group stands in { }, a list in [ ], a text in quotes, with a comma after each';

/** The line of a slip and what to do about it, e.g. `20: a comma is missing after "port: 8080"`; nothing where we cannot tell. */
export function slipOf(text, { message, line, column }) {
  const lines = text.split('\n');
  const place = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, column);
  const found = /^Expected ".*" but found "(.*)"$/.exec(message)?.[1] ?? '';
  const at = lines[line - 1] ?? '';
  const here = (what) => `${line}: ${what}: ${at.trim()}`;

  const [, twice] = /^Duplicate key "(.*)" in object literal$/.exec(message) ?? [];
  if (twice !== undefined) {
    return here(`"${twice}" stands twice in its group, and only one counts; keep one`);
  }
  if (at[column] === '#' || at[column - 1] === '#') {
    return here('a comment begins with //, not with #');
  }
  if (/^[“”„‘’«»]$/.test(at[column] ?? '')) {
    const [, inside = '…'] = /^.([^“”„‘’«»]*)[“”„‘’«»]/.exec(at.slice(column)) ?? [];
    return here(`${at[column]} is a curly quote, and a text stands in straight ones, as in '${inside}'`);
  }
  if (message.startsWith('Unterminated string')) {
    return here('the quote at the end of a text is missing');
  }
  const pasted = [line - 1, line, line + 1].find((number) => isYaml(lines, number));
  if (pasted !== undefined) {
    return `${pasted}: ${yaml}: ${lines[pasted - 1].trim()}`;
  }
  const end = lastLineOfSettings(text);
  if (end !== undefined && line > end) {
    return lines[end - 1].startsWith('}')
      ? `${firstAfter(lines, end)}: this stands after the end of the settings; move it above line ${end}, which ends them: ${lines[firstAfter(lines, end) - 1].trim()}`
      : `${end}: this ends all of the settings; here or above is a bracket too many: ${lines[end - 1].trim()}`;
  }
  const unclosed = unclosedLine(text);
  if (unclosed !== undefined) {
    return `${unclosed}: this is not closed: ${lines[unclosed - 1].trim()}`;
  }
  if (found === ';') {
    return here('a setting ends with a comma, not with a semicolon');
  }
  if (message === 'Unexpected "="') {
    return here('a setting takes a colon, not "="');
  }
  const [key = ''] = /[\w./-]*$/.exec(at.slice(0, column)) ?? [];
  const [rest = ''] = /^[\w./-]*/.exec(at.slice(column)) ?? [];
  if (/^[-./]/.test(rest) && /^\s*:/.test(at.slice(column + rest.length))) {
    return here(`a name with "${rest[0]}" needs quotes, as in '${key}${rest}'`);
  }
  return /^["'`\w$[{]/.test(found) ? missingSign(lines, withoutComments(text).slice(0, place).trimEnd()) : undefined;
}

/** The sign that is missing between what was read and what comes. */
function missingSign(lines, read) {
  const line = read.split('\n').length;
  const last = (read.split('\n').at(-1) ?? '').trim();
  return /(^|[{,]\s*)[A-Za-z_$][\w$]*$/.test(last)
    ? `${line}: a colon is missing after "${/[\w$]+$/.exec(last)?.[0]}": ${lines[line - 1].trim()}`
    : `${line}: a comma is missing after "${last.slice(-60)}"`;
}

/** Whether a line is one that YAML has and TypeScript has not. */
function isYaml(lines, number) {
  const [line = '', next = ''] = lines.slice(number - 1);
  const isParent = /^\s*[\w./-]+:\s*$/.test(line) && /^\s*(- |[\w./-]+:(\s|$))/.test(next);
  return isParent || /^(---|\s*- \S|\s*(apiVersion|kind): *[\w./]+ *$)/.test(line);
}

function firstAfter(lines, end) {
  return end + 1 + lines.slice(end).findIndex((line) => !/^\s*(\/\/.*)?$/.test(line));
}
