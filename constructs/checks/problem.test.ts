import { unseenCharacter } from './characters';
import { plain } from './plain';
import { joinPath, SettingsError } from './problem';
import { closest, cut, either, isGroup, printable, quote } from './wording';

describe('paths', () => {
  test.each<[readonly unknown[], string]>([
    [[], ''],
    [['site'], 'site'],
    [['site', 'name'], 'site.name'],
    [['list', 0, 'name'], 'list[0].name'],
    [[0], '[0]'],
    [['site', ''], 'site'],
    [['a_b-1', '_c'], 'a_b-1._c'],
    [['a', '1b'], 'a["1b"]'],
    [['a', 'b.c'], 'a["b.c"]'],
    [['a', '-b'], 'a["-b"]'],
    [['a b'], '["a b"]'],
    [['a', 'b c', 'd'], 'a["b c"].d'],
    [['a\n'], '["a\\u{a}"]'],
    [['x'.repeat(81)], `["${'x'.repeat(80)}…"]`],
    [['x'.repeat(80)], 'x'.repeat(80)],
    [['ghp_abcdefghijklmnopqrst'], '["…"]'],
  ])('%j is %s', (steps, path) => {
    expect(joinPath(...steps)).toBe(path);
  });

  test('an error says all problems, each on a line', () => {
    const problems = [
      { path: 'a', message: 'one' },
      { path: 'b', message: 'two' },
    ];
    const error = new SettingsError(problems);
    expect([error.name, error.message, error.problems]).toEqual(['SettingsError', 'a: one\nb: two', problems]);
  });
});

describe('values as messages show them', () => {
  class Other {}
  test.each<[string, unknown, string]>([
    ['a text', 'x', '"x"'],
    ['a number', 1.5, '"1.5"'],
    ['a long number', 10n, '"10n"'],
    ['nothing', null, '"null"'],
    ['a list', [1], 'a list'],
    ['an empty list', [], 'an empty list'],
    ['a function', () => 1, 'a function'],
    ['a group', { a: 1 }, 'a group of settings'],
    ['a group without a prototype', Object.create(null), 'a group of settings'],
    ['an instance', new Other(), 'an object of a class'],
    ['a secret', 'ghp_abcdefghijklmnopqrst', 'a text that looks like a secret'],
    ['80 signs', 'x'.repeat(80), `"${'x'.repeat(80)}"`],
    ['81 signs', 'x'.repeat(81), `"${'x'.repeat(80)}…"`],
    ['what nobody sees', 'a\u200b\u2028\u2029\n', '"a\\u{200b}\\u{2028}\\u{2029}\\u{a}"'],
  ])('%s', (_, value, text) => {
    expect(quote(value)).toBe(text);
  });

  test('groups', () => {
    expect(
      [{}, Object.create(null), Object.create({}), [], null, undefined, 'x', new Map(), new Other()].map(isGroup),
    ).toEqual([...[true, true, false, false, false, false, false, false, false]]);
  });

  test('cut, printed and listed', () => {
    expect([cut('abc', 3), cut('abcd', 3)]).toEqual(['abc', 'abc…']);
    expect(printable('a\tb\u{1f600}\ud800')).toBe('a\\u{9}b\u{1f600}\\u{d800}');
    expect([either([]), either(['a']), either(['a', 'b']), either(['a', 'b', 'c'])]).toEqual([
      '',
      '"a"',
      '"a" or "b"',
      '"a", "b" or "c"',
    ]);
  });
});

describe('what somebody probably meant', () => {
  const names = ['namespace', 'site', 'privateSites', 'model'];
  test.each<[string, string | undefined]>([
    ['nam', undefined],
    ['name', 'namespace'],
    ['NAMES', 'namespace'],
    ['sites', 'site'],
    ['Site', 'site'],
    ['modle', 'model'],
    ['mod', 'model'],
    ['md', undefined],
    ['namesp__e', 'namespace'],
    ['namesp____', undefined],
    ['privateXites', 'privateSites'],
    ['qrivbteXitez', 'privateSites'],
    ['qrivbteXitfz', undefined],
    ['', undefined],
    ['x'.repeat(81), undefined],
  ])('%s: %s', (word, meant) => {
    expect(closest(word, names)).toBe(meant);
  });

  test('within a distance', () => {
    expect(closest('modle', names, 1)).toBeUndefined();
    expect(closest('modl', names, 1)).toBe('model');
    expect(closest('names', names, 1)).toBeUndefined();
    expect(closest('site', [])).toBeUndefined();
    // The nearest, and of those the first.
    expect(closest('bat', ['cart', 'bath', 'batt'])).toBe('bath');
    expect(closest('x'.repeat(80), [`${'x'.repeat(79)}y`])).toBe(`${'x'.repeat(79)}y`);
  });
});

describe('characters that are not what they look like', () => {
  test.each([
    ...[
      ['\t', 'a tab, U+0009'],
      ['\n', 'a line break, U+000A'],
      ['\r', 'a carriage return, U+000D'],
    ],
    ...[
      ['\u0085', 'a line break, U+0085'],
      ['\u00a0', 'a no-break space, U+00A0'],
      ['\u00ad', 'a soft hyphen, U+00AD'],
    ],
    ...[
      ['\u200b', 'a zero-width space, U+200B'],
      ['\u200c', 'a zero-width non-joiner, U+200C'],
      ['\u200d', 'a zero-width joiner, U+200D'],
    ],
    ...[
      ['\u2010', 'a hyphen other than "-", U+2010'],
      ['\u2011', 'a non-breaking hyphen, U+2011'],
      ['\u2012', 'a figure dash, U+2012'],
    ],
    ...[
      ['\u2013', 'an en dash, U+2013'],
      ['\u2014', 'an em dash, U+2014'],
      ['\u2018', 'a curly quote, U+2018'],
    ],
    ...[
      ['\u2019', 'a curly quote, U+2019'],
      ['\u201c', 'a curly quote, U+201C'],
      ['\u201d', 'a curly quote, U+201D'],
    ],
    ...[
      ['\u2028', 'a line separator, U+2028'],
      ['\u2029', 'a paragraph separator, U+2029'],
      ['\u2212', 'a minus sign other than "-", U+2212'],
    ],
    ...[
      ['\u3000', 'a wide space, U+3000'],
      ['\ufeff', 'a byte order mark, U+FEFF'],
      ['\u0000', 'a control character, U+0000'],
    ],
    ...[
      ['\ud800', 'half of a surrogate pair, U+D800'],
      ['\uffff', 'a code that is no character, U+FFFF'],
    ],
    ...[
      ['\u0430', 'a Cyrillic letter, U+0430'],
      ['\u03b1', 'a Greek letter, U+03B1'],
    ],
    ...[
      ['\uff01', 'a full-width character, U+FF01'],
      ['\uff5e', 'a full-width character, U+FF5E'],
    ],
    ['\u{1fffe}', 'a code that is no character, U+1FFFE'],
  ])('%j: %s', (character, name) => {
    expect(unseenCharacter(`a${character}\u200b`)).toBe(`it has ${name}`);
  });

  test('no others', () => {
    expect(unseenCharacter('São Paulo, 東京, \u{1f600} -"\'\uff00\uff5f')).toBeUndefined();
  });
});

describe('a copy of settings', () => {
  const problemOf = (settings: unknown) => {
    try {
      plain(settings);
      return 'nothing';
    } catch (error) {
      return (error as Error).message;
    }
  };

  test('has the same in it, and is another', () => {
    const settings = { a: [{ b: 1 }], c: 'x', d: undefined };
    const copy = plain(settings);
    expect(copy).toEqual(settings);
    expect(
      [copy, copy.a, copy.a[0]].every((part, index) => part !== [settings, settings.a, settings.a[0]][index]),
    ).toBe(true);
    expect(Object.keys(copy)).toEqual(['a', 'c', 'd']);
    copy.c = 'y';
    (copy as { a?: unknown }).a = undefined;
    expect(copy).toEqual({ a: undefined, c: 'y', d: undefined });
    expect(Reflect.deleteProperty(copy, 'c')).toBe(true);
  });

  test('has what is no group and no list as it is', () => {
    const map = new Map();
    const ask = () => 1;
    expect(plain({ map, ask })).toEqual({ map, ask });
    expect(plain({ map }).map).toBe(map);
    const many = new Array(10_001).fill(1);
    expect(plain({ many }).many).toBe(many);
    const fewer = new Array(10_000).fill(1);
    expect(plain({ fewer }).fewer).not.toBe(fewer);
    expect(plain(new Array(3))).toHaveLength(3);
  });

  test('has a field called like the prototype, and no prototype of its own kind', () => {
    const copy = plain(JSON.parse('{"__proto__": {"a": 1}}'));
    expect(Object.keys(copy)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(plain(Object.create(null)))).toBe(Object.prototype);
  });

  test('asks each field once', () => {
    let asked = 0;
    const copy = plain({
      get a() {
        asked += 1;
        return asked;
      },
    });
    expect([copy.a, copy.a, asked]).toEqual([1, 1, 1]);
  });

  test('refers to itself where they do', () => {
    const settings: { self?: unknown } = {};
    settings.self = settings;
    const copy = plain(settings);
    expect(copy.self).toBe(copy);
  });

  const deep = (levels: number): object => (levels === 0 ? {} : { a: deep(levels - 1) });
  const failing = (error: unknown) => ({
    list: [
      {
        get name(): string {
          throw error;
        },
      },
    ],
  });
  const hiding = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no keys');
      },
    },
  );

  test.each<[string, unknown, string]>([
    ['a symbol', { a: [Symbol('x')] }, 'a[0]: "Symbol(x)" is a symbol; use a text in quotes'],
    ['100 levels', deep(100), 'nothing'],
    ['101 levels', deep(101), 'a.a.a.a.a: more than 100 levels deep'],
    ['a field that fails', failing(new Error('no name')), 'list[0].name: cannot be read: no name'],
    ['a field that fails with a text', failing('no\nname'), 'list[0].name: cannot be read: no\\u{a}name'],
    ['a field that fails at length', failing('x'.repeat(90)), `list[0].name: cannot be read: ${'x'.repeat(80)}…`],
    ['keys that fail', hiding, 'settings: cannot be read: no keys'],
    ['keys that fail below', { a: hiding }, 'a: cannot be read: no keys'],
  ])('%s', (_, settings, text) => {
    expect(problemOf(settings)).toBe(text);
  });
});
