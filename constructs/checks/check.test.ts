import { minimal } from '../../tests/cases';
import { report } from '../../tests/refused';

/** Settings that refer to themselves. */
function circular(): unknown {
  const client: Record<string, unknown> = { ...minimal.client };
  client.again = client;
  return { ...minimal, client };
}

describe('what no type foresees', () => {
  test.each([
    ['a list for the settings', [], 'settings: an empty list is not a group of settings'],
    ['nothing for the settings', undefined, 'settings: missing'],
    [
      'a class instance',
      { ...minimal, exposure: new Map() },
      'exposure: an object of a class is not a group of settings',
    ],
    ['a function', { ...minimal, client: () => undefined }, 'client: a function is not a group of settings'],
    ['a symbol', { ...minimal, platform: Symbol('x') }, 'platform: "Symbol(x)" is not known here'],
    ['a list with holes', { ...minimal, privateSites: new Array(1) }, 'privateSites[0]: missing'],
    [
      'signs that cannot be seen',
      { ...minimal, site: { name: 'ilab\u200bchat' } },
      'site.name: "ilab\\u{200b}chat" is not',
    ],
    ['a line break in a key', { ...minimal, 'a\nb': 1 }, '["a\\u{a}b"]: not a setting'],
    ['an endless text', { ...minimal, site: { name: 'x'.repeat(1e6) } }, `site.name: "${'x'.repeat(80)}…" is not`],
    ['an endless key', { ...minimal, ['x'.repeat(1e6)]: 1 }, `["${'x'.repeat(80)}…"]: not a setting`],
    [
      'an endless list',
      { ...minimal, privateSites: new Array(1e6) },
      'privateSites: 1000000 of them; use at most 1000',
    ],
    ['a token as a key', { ...minimal, ghp_abcdefghijklmnopqrst: 1 }, '["…"]: its name looks like a secret'],
    ['settings that refer to themselves', circular(), 'client.again: not a setting'],
    [
      'settings without a prototype',
      { ...minimal, site: Object.assign(Object.create(null), { name: 'A' }) },
      'site.name: "A" is not',
    ],
  ])('%s', (_, settings, beginning) => {
    const [line = '', ...others] = report(settings);
    expect(line.slice(0, beginning.length)).toBe(beginning);
    expect(others).toEqual([]);
  });
});

describe('characters that cannot be seen, or are taken for others, are named', () => {
  test.each([
    ['ilab\u2011chat', 'it has a non-breaking hyphen, U+2011'],
    ['ilab\u2013chat', 'it has an en dash, U+2013'],
    ['\u0456lab-chat', 'it has a Cyrillic letter, U+0456'],
    ['ilab-\u03bfchat', 'it has a Greek letter, U+03BF'],
    ['ilab\u200bchat', 'it has a zero-width space, U+200B'],
    ['ilab\u2028chat.', 'it has a line separator, U+2028'],
    ['ilab\u0007chat', 'it has a control character, U+0007'],
    ['ilab\ud800chat', 'it has half of a surrogate pair, U+D800'],
  ])('%j: %s', (name, hint) => {
    const [line, ...others] = report({ ...minimal, site: { name } });
    expect(line).toMatch(new RegExp(`^site\\.name: .*\\(${hint.replace('+', '\\+')}\\)$`));
    expect(others).toEqual([]);
  });

  test('and refused in a text that may have several lines', () => {
    const withText = (text: string) =>
      report({ ...minimal, exposure: { nginxIngress: { annotations: { 'example.com/note': text } } } });
    const injection = 'hello\u2028    nginx.ingress.kubernetes.io/server-snippet:\u2028      return 200;';
    expect(withText(injection)[0]).toMatch(
      /^exposure\.nginxIngress\.annotations\["example\.com\/note"\]: .*\(it has a line separator, U\+2028\)$/,
    );
    for (const character of ['\u0000', '\u007f', '\u0085', '\u2029', '\ufffe', '\uffff', '\udc00']) {
      expect(withText(`a${character}b`)).toHaveLength(1);
    }
    expect(withText('two\nlines, a\ttab, São Paulo, \u{1f600}')).toEqual([]);
  });
});
