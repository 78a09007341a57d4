import { minimal } from '../../tests/cases';
import { report } from '../../tests/refused';

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
    ['a token as a key', { ...minimal, ghp_abcdefghijklmnopqrst: 1 }, '["…"]: not a setting'],
  ])('%s', (_, settings, beginning) => {
    const [line = '', ...others] = report(settings);
    expect(line.slice(0, beginning.length)).toBe(beginning);
    expect(others).toEqual([]);
  });
});
