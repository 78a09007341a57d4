import { jsonOf } from './status-json';

const printed = (error: string) => jsonOf({ version: 1, exitCode: 2, chats: [], error });

test('it is JSON on lines that people can read', () => {
  expect(printed('no kubectl')).toBe(
    '{\n  "version": 1,\n  "exitCode": 2,\n  "chats": [],\n  "error": "no kubectl"\n}',
  );
});

test.each([
  ['7f', '9f'],
  ['61c', '61c'],
  ['200b', '200f'],
  ['2028', '202e'],
  ['2060', '2069'],
  ['feff', 'feff'],
])('the signs from %s to %s are escaped, and those beside them are not', (first, last) => {
  const sign = (code: number) => String.fromCharCode(code);
  const [from, to] = [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  const outside = `${sign(from - 1)} ${sign(to + 1)}`;
  const text = printed(`${sign(from)}${sign(to)} ${outside}`);
  expect(text).toContain(`"\\u${first.padStart(4, '0')}\\u${last.padStart(4, '0')} ${outside}"`);
  expect(JSON.parse(text).error).toBe(`${sign(from)}${sign(to)} ${outside}`);
});
