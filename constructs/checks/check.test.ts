import { minimal } from '../../tests/cases';
import { report } from '../../tests/refused';
import { broken } from './broken';
import { check, choice, group, listOf, mapOf, notHere, optional, type Rule, type Schema, value } from './check';
import { joinPath, type SettingsError } from './problem';

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

describe('schemas', () => {
  const text: Schema<string> = value('a text', 'any', (input) => typeof input === 'string');
  const told = <T>(schema: Schema<T>, input: unknown) =>
    schema(input).map(({ at, message }) => `${joinPath(...at)}: ${message}`);
  interface Pair {
    readonly a: { readonly b: string };
    readonly list?: readonly string[];
  }
  const judge = () => [{ at: ['a'], message: 'they do not agree' }];
  const pair = (rule: Pick<Rule<Pair>, 'reads' | 'present'>) =>
    group<Pair>({ a: group({ b: text }), list: optional(listOf(text, 'texts')) }, { ...rule, judge });
  const agree = 'a: they do not agree';

  test('a value', () => {
    const short = value(
      'short',
      'less',
      (input) => input === 'x',
      (found) => `${found}?`,
    );
    expect(told(short, 'x')).toEqual([]);
    expect(told(short, undefined)).toEqual([': missing; use less']);
    expect(told(short, true)).toEqual([': "true" is not short; use less']);
    expect(told(short, 'a')).toEqual([': "a" is not short; use less (a?)']);
    expect(told(short, 5)).toEqual([': "5" is not short; use less (5?)']);
    expect(told(short, 'y'.repeat(299))).toEqual([
      `: "${'y'.repeat(80)}…" is not short; use less (${'y'.repeat(299)}?)`,
    ]);
    expect(told(short, 'y'.repeat(300))).toEqual([`: "${'y'.repeat(80)}…" is not short; use less`]);
    const number = value('short', 'less', (input) => input === '5');
    expect(told(number, 5)).toEqual([': "5" is not short; use less (in quotes: "5")']);
    expect(told(number, 6)).toEqual([': "6" is not short; use less']);
    expect(told(number, '\u2013')).toEqual([': "–" is not short; use less (it has an en dash, U+2013)']);
    expect(told(number, `${'y'.repeat(999)}\u2013`)).toEqual([
      expect.stringMatching(/ \(it has an en dash, U\+2013\)$/),
    ]);
    expect(told(number, `${'y'.repeat(1000)}\u2013`)).toEqual([expect.stringMatching(/; use less$/)]);
  });

  test('a group', () => {
    const schema = pair({ reads: ['a', 'list'] });
    expect(told(schema, 'x')).toEqual([': "x" is not a group of settings; use { a, list? }']);
    expect(told(schema, undefined)).toEqual([': missing; use { a, list? }']);
    expect(told(schema, { a: {} })).toEqual(['a.b: missing; use any']);
    expect(told(schema, { a: { b: 'x' }, lits: [] })).toEqual(['lits: not a setting; did you mean "list"?', agree]);
    expect(told(schema, { a: { b: 'x' }, zzzzzz: 1 })).toEqual(['zzzzzz: not a setting; known here: a, list', agree]);
  });

  test.each<[string, readonly string[], readonly string[] | undefined, unknown, readonly string[]]>([
    ['all is right', ['a.b', 'list'], undefined, { a: { b: 'x' }, list: [] }, [agree]],
    ['what it reads is wrong', ['a.b'], undefined, { a: { b: 1 } }, []],
    ['a part of what it reads is wrong', ['a'], undefined, { a: { b: 1 } }, []],
    ['what it reads is in something wrong', ['a.b'], undefined, { a: 1 }, []],
    ['an element of what it reads is wrong', ['list'], undefined, { a: { b: 'x' }, list: [1] }, []],
    ['something else is wrong', ['a.b'], undefined, { a: { b: 'x' }, list: 1 }, [agree]],
    ['what begins alike is wrong', ['a.bc', 'lis'], undefined, { a: { b: 1 }, list: 1 }, [agree]],
    ['one of two that it reads is wrong', ['a.b', 'list'], undefined, { a: { b: 1 }, list: [] }, []],
    ['what is inside a present field is wrong', [], ['a', 'list'], { a: { b: 1 }, list: [1] }, [agree]],
    ['a present field is wrong itself', [], ['a'], { a: 1 }, []],
    ['a present field and another are wrong themselves', [], ['a'], { a: 1, list: 1 }, []],
    ['what a present field is in is wrong', [], ['a.b'], { a: 1 }, []],
    ['another than the present field is wrong', [], ['a'], { a: { b: 'x' }, list: 1 }, [agree]],
  ])('a rule, where %s', (_, reads, present, input, expected) => {
    expect(told(pair({ reads, present }), input).filter((line) => line === agree)).toEqual(expected);
  });

  test('a rule knows what is wrong already', () => {
    const seen: unknown[] = [];
    const rule: Rule<Pair> = {
      reads: [],
      judge: (settings, found) => {
        seen.push(
          settings,
          found.map(({ at }) => at.join('.')),
        );
        return [];
      },
    };
    const input = { a: { b: 1 } };
    expect(told(group<Pair>({ a: group({ b: text }), list: () => [] }, rule), input)).toHaveLength(1);
    expect(seen).toEqual([input, ['a.b']]);
  });

  test('names that are of another group', () => {
    const schema = notHere({ old: 'use a', deep: 'never' }, pair({ reads: ['a'] }));
    expect(told(schema, { a: { b: 1 }, old: 1 })).toEqual([
      'a.b: "1" is not a text; use any (in quotes: "1")',
      'old: use a',
    ]);
    expect(told(notHere({ a: 'use b' }, pair({ reads: ['a'] })), { a: { b: 1 } })).toEqual([
      'a.b: "1" is not a text; use any (in quotes: "1")',
    ]);
    expect(told(schema, 'x')).toEqual([': "x" is not a group of settings; use { a, list? }']);
    expect(told(schema, { a: { b: 'x' }, toString: 1 })).toEqual([
      expect.stringMatching(/^toString: not a setting; /),
      agree,
    ]);
  });

  test('a list', () => {
    const one = listOf(text, 'texts', 1);
    expect(told(one, ['x', 'y'])).toEqual([]);
    expect(told(one, [])).toEqual([': empty; use a list of texts, at least one']);
    expect(told(listOf(text, 'texts'), [])).toEqual([]);
    expect(told(one, 'x')).toEqual([': "x" is not a list; use a list of texts, at least one']);
    expect(told(listOf(text, 'texts'), {})).toEqual([': a group of settings is not a list; use a list of texts']);
    expect(told(one, ['x', 1])).toEqual(['[1]: "1" is not a text; use any (in quotes: "1")']);
    expect(told(one, new Array(1000).fill('x'))).toEqual([]);
    expect(told(one, new Array(1001).fill('x'))).toEqual([': 1001 of them; use at most 1000']);
  });

  test('a map', () => {
    const map = mapOf(text, text, 'a map of texts', (name, found) => (name === found ? 'the same' : undefined));
    expect(told(map, { a: 'b' })).toEqual([]);
    expect(told(map, [])).toEqual([': an empty list is not a map; use a map of texts']);
    expect(told(map, { a: 'a', b: 'c' })).toEqual(['a: the same']);
    expect(told(map, { a: 1 })).toEqual(['a: "1" is not a text; use any (in quotes: "1")']);
    expect(told(mapOf(text, text, 'a map of texts'), { a: 'a' })).toEqual([]);
    for (const name of ['constructor', 'prototype', '__proto__']) {
      expect(told(map, JSON.parse(`{"${name}": "${name}"}`))).toEqual([
        `${name}: a name of JavaScript itself; use another`,
      ]);
    }
  });

  test('one of several, and what may be left out', () => {
    const either = choice<unknown>((input) => (Array.isArray(input) ? listOf(text, 'texts') : text));
    expect(told(either, ['x'])).toEqual([]);
    expect(told(either, 'x')).toEqual([]);
    expect(told(either, [1])).toHaveLength(1);
    expect(told(either, 1)).toHaveLength(1);
    expect(told(optional(text), undefined)).toEqual([]);
    expect(told(optional(text), null)).toEqual([': "null" is not a text; use any']);
  });

  test('a report has one problem for each path, below the path of the settings', () => {
    const problems = (input: unknown, root?: string) => {
      try {
        check(pair({ reads: [] }), input as Pair, root);
        return [];
      } catch (error) {
        return (error as SettingsError).problems.map(({ path, message }) => `${path}: ${message}`);
      }
    };
    const twice = { a: 1, list: [1] };
    expect(problems(twice)).toEqual([
      'a: "1" is not a group of settings; use { b }',
      'list[0]: "1" is not a text; use any (in quotes: "1")',
    ]);
    expect(problems(twice, 'chats.a')).toEqual([
      'chats.a.a: "1" is not a group of settings; use { b }',
      'chats.a.list[0]: "1" is not a text; use any (in quotes: "1")',
    ]);
    expect(problems(1)).toEqual(['settings: "1" is not a group of settings; use { a, list? }']);
    expect(problems(1, 'chats.a')).toEqual(['chats.a: "1" is not a group of settings; use { a, list? }']);
    expect(() => check(text, 'x')).not.toThrow();
    expect(problems({ a: { b: 'x' }, '0 1': 1 }, 'chats')).toEqual([
      expect.stringMatching(/^chats\["0 1"\]: not a setting/),
      'chats.a: they do not agree',
    ]);
  });

  test('the field of a broken rule', () => {
    expect(broken(false, 'a', 'x')).toEqual([]);
    expect(broken(true, 'a.b', 'x')).toEqual([{ at: ['a', 'b'], message: 'x' }]);
    expect(broken(true, ['a.b', 0], 'x')).toEqual([{ at: ['a.b', 0], message: 'x' }]);
  });
});
