import { annotationMap } from './annotation-map';
import type { Schema } from './check';
import {
  addressRange,
  annotationValue,
  anyHostName,
  contains,
  dnsLabel,
  dnsLabelInMap,
  domain,
  flag,
  hostName,
  hostOrAddress,
  isIPv6Range,
  isOpen,
  isPort,
  labelValue,
  objectName,
  oneOf,
  port,
  portFrom,
  qualifiedName,
  serviceName,
  suggestion,
  wholeNumber,
  withoutScheme,
} from './values';

/** What a schema says of a value; nothing where it is right. */
function says<T>(schema: Schema<T>, value: unknown): string {
  return schema(value)
    .map(({ message }) => message)
    .join('\n');
}

/** What a schema takes, and what it says of the rest: always the same, and a hint in brackets where there is one. */
function describes<T>(
  title: string,
  schema: Schema<T>,
  what: string,
  taken: readonly unknown[],
  refused: readonly (readonly [unknown, string?])[],
): void {
  const told = (value: unknown) => says(schema, value).replace(/^.*?(?=is not )/s, '');
  describe(title, () => {
    test.each(taken.map((value) => [JSON.stringify(value).slice(0, 70), value]))('takes %s', (_, value) => {
      expect(told(value)).toBe('');
    });
    test.each(refused.map(([value, hint]) => [JSON.stringify(value).slice(0, 70), value, hint ?? '']))(
      'refuses %s',
      (_, value, hint) => {
        expect(told(value)).toBe(`${what}${hint === '' ? '' : ` (${hint})`}`);
      },
    );
  });
}

const mean = (text: string) => `did you mean "${text}"?`;

describes(
  'a number',
  wholeNumber(2, 40),
  'is not a number in this range; use a whole number from 2 to 40',
  [2, 3, 40],
  [
    [1],
    [41],
    [2.5],
    [Number.NaN],
    ['2', 'a number, without quotes'],
    ['40', 'a number, without quotes'],
    ['1'],
    ['41'],
    ['x2'],
    ['2x'],
    ['10s'],
    [true],
  ],
);

describes(
  'a number of seconds',
  wholeNumber(2, 3600, 'seconds'),
  'is not a number of seconds; use a whole number from 2 to 3600',
  [2, 3600],
  [
    ['5', 'a number, without quotes'],
    ['5s', mean('5').replace('?', ', in seconds?')],
    ['5 s', mean('5').replace('?', ', in seconds?')],
    ['2000ms', mean('2').replace('?', ', in seconds?')],
    ['10m', mean('600').replace('?', ', in seconds?')],
    ['1h', mean('3600').replace('?', ', in seconds?')],
    ['60000', mean('60').replace('?', ', in seconds?')],
    ['2500ms'],
    ['1s'],
    ['61m'],
    ['1d'],
    ['x5s'],
    ['5sx'],
    ['5w'],
  ],
);

test('a day in seconds, and no other number in them', () => {
  expect(says(wholeNumber(1, 100_000, 'seconds'), '1d')).toContain('did you mean "86400", in seconds?');
  expect(says(wholeNumber(1, 100_000, 'people'), '1d')).toBe(
    '"1d" is not a number of people; use a whole number from 1 to 100000',
  );
});

describes(
  'a port',
  port,
  'is not a port; use a whole number from 1 to 65535',
  [1, 65_535],
  [[0], [65_536], ['80', 'a number, without quotes'], ['0'], ['http']],
);

describes(
  'a port above those of the system',
  portFrom(1024, 'lower ones are for root'),
  'is not a port; use a whole number from 1024 to 65535',
  [1024],
  [
    [80, 'lower ones are for root'],
    [1023, 'lower ones are for root'],
    ['80', 'lower ones are for root'],
    ['1024', 'a number, without quotes'],
    [70_000],
    ['x80'],
    ['80x'],
  ],
);

test('a port without a reason has none', () => {
  expect(says(portFrom(1024), 80)).toBe('"80" is not a port; use a whole number from 1024 to 65535');
  expect([0, 1, 65_535, 65_536, 1.5, '80'].map((value) => isPort(value))).toEqual([
    false,
    true,
    true,
    false,
    false,
    false,
  ]);
});

describes('a switch', flag, 'is not true or false; use true or false', [true, false], [['true'], [1], [0]]);

describes(
  'one word out of a few',
  oneOf('http01', 'dns01'),
  'is not known here; use "http01" or "dns01"',
  ['http01', 'dns01'],
  [['http-01', mean('http01')], ['DNS01', mean('dns01')], ['none'], [1]],
);

const label = 'is not a DNS label; use lowercase letters, digits and "-", at most 63 characters';
describes(
  'a DNS label',
  dnsLabel(),
  label,
  ['a', '1', 'a-b', 'a1', 'constructor', 'x'.repeat(63)],
  [
    [''],
    ['-a'],
    ['a-'],
    ['a.b', mean('a-b')],
    ['A', mean('a')],
    [' a ', mean('a')],
    ['my_chat  page', mean('my-chat-page')],
    ['a..b', mean('a-b')],
    ['x'.repeat(64)],
    ['ä', undefined],
    [1, 'in quotes: "1"'],
    [['a']],
  ],
);

describes(
  'a short DNS label',
  dnsLabel(5),
  'is not a DNS label; use lowercase letters, digits and "-", at most 5 characters',
  ['abcde'],
  [['abcdef'], ['ABCDE', mean('abcde')], ['ABCDEF']],
);

test('a DNS label in a map is no name of JavaScript', () => {
  expect(says(dnsLabelInMap(5), 'a-b')).toBe('');
  expect(says(dnsLabelInMap(), 'constructor')).toBe('a name of JavaScript itself; use another');
  expect(says(dnsLabelInMap(5), 'prototype')).toContain('is not a DNS label');
});

describes(
  'a name of a Service',
  serviceName(6),
  'is not a Service name; use lowercase letters, digits and "-", beginning with a letter, at most 6 characters',
  ['a', 'a1', 'abcdef'],
  [['1a'], ['abcdefg'], ['A_1', mean('a-1')], ['-a'], [1]],
);

describes(
  'a name of an object',
  objectName,
  'is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters',
  ['a', '1.b-c', `${'x'.repeat(251)}.y`, 'x'.repeat(253)],
  [
    [''],
    ['a..b', mean('a-b')],
    ['1..b', mean('1-b')],
    ['.a'],
    ['a.'],
    ['My Secret', mean('my-secret')],
    ['My.Secret', mean('my.secret')],
    ['x'.repeat(254)],
    [7, 'in quotes: "7"'],
  ],
);

const wildcard = 'a wildcard belongs in the certificate; this is one name';
describes(
  'a host name',
  hostName,
  'is not a host name; use a full name such as "chat.example.com"',
  ['chat.example.com', 'a.b', '1.a'],
  [
    ['chat'],
    ['*.example.com', wildcard],
    ['x*.example.com'],
    ['https://chat.example.com/x?y#z', mean('chat.example.com')],
    ['chat.example.com:8443', mean('chat.example.com')],
    ['chat.example.com.', mean('chat.example.com')],
    ['Chat.Example.com', mean('chat.example.com')],
    [' chat.example.com ', mean('chat.example.com')],
    ['münchen.de', mean('xn--mnchen-3ya.de')],
    ['10.0.0.1'],
    ['a.1'],
    ['chat..com', undefined],
    [`${'x'.repeat(63)}.${'y'.repeat(63)}.${'z'.repeat(63)}.${'w'.repeat(63)}.com`],
  ],
);

describes(
  'a host name with or without a domain',
  anyHostName,
  'is not a host name; use a name such as "chat.example.com"',
  ['chat', 'chat.example.com', '1a', `${'x'.repeat(63)}.${'y'.repeat(63)}.${'z'.repeat(63)}.${'w'.repeat(61)}`],
  [
    ['*.example.com', wildcard],
    ['http://chat', mean('chat')],
    ['Chat', mean('chat')],
    ['1'],
    ['a.1', mean('a-1')],
    [''],
    [8, undefined],
  ],
);

describes(
  'a domain',
  domain,
  'is not a domain; use a name such as "apps.example.com"',
  ['apps.example.com'],
  [
    ['*.apps.example.com', mean('apps.example.com')],
    ['https://apps.example.com/', mean('apps.example.com')],
    ['apps'],
    ['x*.apps.example.com'],
  ],
);

describes(
  'a host name or an address',
  hostOrAddress,
  'is not a host name or an IP address; use a name such as "router.example.com" or an address such as "203.0.113.10"',
  ['router', 'router.example.com', '203.0.113.10', '2001:db8::1'],
  [
    ['fe80::1%eth0'],
    ['[2001:db8::1]', mean('2001:db8::1')],
    ['[2001:db8::1]:8443', mean('2001:db8::1')],
    ['203.0.113.10:80', mean('203.0.113.10')],
    ['203.0.113'],
    [1],
  ],
);

describes(
  'a range of addresses',
  addressRange,
  'is not an address range; use a CIDR such as "203.0.113.0/24"',
  [
    '203.0.113.0/24',
    '0.0.0.0/0',
    '203.0.113.7/32',
    '2001:db8::/32',
    '2001:db8::1/64',
    '::/0',
    '::1/128',
    '10.0.0.0/8',
    '128.0.0.0/1',
  ],
  [
    ['203.0.113.7', mean('203.0.113.7/32')],
    ['203.0.113.0', mean('203.0.113.0/32')],
    ['0.0.0.1', mean('0.0.0.1/32')],
    ['0.0.0.0', mean('0.0.0.0/0')],
    ['2001:db8::1', mean('2001:db8::1/128')],
    ['::', mean('::/0')],
    ['fe80::1%eth0'],
    ['203.0.113.7/24', mean('203.0.113.0/24')],
    ['203.0.113.7/1', mean('128.0.0.0/1')],
    ['203.0.113.255/30', mean('203.0.113.252/30')],
    ['10.200.3.4/9', mean('10.128.0.0/9')],
    ['203.0.113.0/33'],
    ['203.0.113.7/0'],
    ['203.0.113.7/024'],
    ['203.0.113.0/024'],
    ['203.0.113.0/24/1', mean('203.0.113.0/24')],
    ['203.0.113.0/'],
    ['203.0.113.0/x'],
    ['2001:db8::/129'],
    ['2001:db8::/1000'],
    ['203.0.113/24'],
    ['example.com/24'],
    ['fe80::%1/64'],
    [24],
  ],
);

describes(
  'a value of a label',
  labelValue,
  'is not a label value; use at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit',
  ['', 'a', 'Z9', 'a-_.b', 'x'.repeat(63)],
  [['-a'], ['a-'], ['a b'], ['x'.repeat(64)], ['.'], [7, 'in quotes: "7"']],
);

describes(
  'a qualified name',
  qualifiedName,
  'is not a qualified name; use a name such as "example.com/team"',
  ['team', 'example.com/team', 'a/B_c.d', '1/2'],
  [
    [''],
    ['/team'],
    ['example.com/'],
    ['a/b/c'],
    ['Example.com/team'],
    ['example.com/te am'],
    [`a/${'x'.repeat(64)}`],
    [null],
  ],
);

describes(
  'a text of an annotation',
  annotationValue,
  'is not an annotation value; use a text in quotes, of at most 100000 characters, without control characters',
  ['', 'two\nlines', 'x'.repeat(100_000)],
  [
    ['a\u0007b', 'it has a control character, U+0007'],
    ['\u201ca\u2028', 'it has a line separator, U+2028'],
    ['x'.repeat(100_001)],
    [true],
    [5, 'in quotes: "5"'],
  ],
);

describe('annotations together', () => {
  const refusing = annotationMap((name, text) => (name === 'a' && text === 'no' ? 'not this one' : undefined));
  test('each by itself', () => {
    expect(annotationMap()({ a: 'x', 'example.com/b': 'y' })).toEqual([]);
    expect(annotationMap()('x')).toEqual([{ at: [], message: '"x" is not a map; use a map from names to texts' }]);
    expect(annotationMap()({ 'a b': 'x' })).toHaveLength(1);
    expect(annotationMap()({ a: 1 })).toHaveLength(1);
    expect(refusing({ a: 'yes', b: 'no' })).toEqual([]);
    expect(refusing({ a: 'no' })).toEqual([{ at: ['a'], message: 'not this one' }]);
    expect(refusing({ a: 'no', 'b c': 'x' })).toHaveLength(2);
  });

  test('by their bytes', () => {
    const texts = (last: number) => ({ a: 'x'.repeat(99_999), b: 'y'.repeat(49_997), c: 'z'.repeat(last) });
    expect(annotationMap()(texts(1))).toEqual([]);
    expect(annotationMap()(texts(2))).toEqual([{ at: [], message: '150001 bytes together; use at most 150000' }]);
    expect(annotationMap()({ a: 'ü'.repeat(75_000) })).toEqual([
      { at: [], message: '150001 bytes together; use at most 150000' },
    ]);
    expect(annotationMap()({ a: 'x'.repeat(100_001), b: 'y'.repeat(60_000) })).toHaveLength(1);
  });
});

describe('ranges', () => {
  test.each<[readonly string[] | undefined, boolean]>([
    [undefined, true],
    [[], true],
    [['0.0.0.0/0'], true],
    [['0.0.0.0/1'], true],
    [['0.0.0.0/2'], false],
    [['0.0.0.0/2', '64.0.0.0/2'], true],
    [['0.0.0.0/2', '0.0.0.0/2'], false],
    [['2000::/3'], true],
    [['2000::/4'], false],
    [['2000::/4', '3000::/4'], true],
    [['0.0.0.0/2', '2000::/4'], false],
  ])('%j are for everybody: %s', (list, expected) => {
    expect(isOpen(list)).toBe(expected);
  });

  test.each<[string, string, boolean]>([
    ['169.254.0.0/16', '169.254.169.254', true],
    ['169.254.169.254/32', '169.254.169.254', true],
    ['169.254.169.252/31', '169.254.169.254', false],
    ['0.0.0.0/0', '169.254.169.254', true],
    ['10.0.0.0/8', '169.254.169.254', false],
    ['::/0', '169.254.169.254', false],
  ])('%s has %s: %s', (range, address, expected) => {
    expect(contains(range, address)).toBe(expected);
  });

  test('of IPv6', () => {
    expect(['10.0.0.0/8', '::/0'].map(isIPv6Range)).toEqual([false, true]);
  });
});

test.each([
  ['https://chat.example.com', 'chat.example.com'],
  [' https://chat.example.com ', 'chat.example.com'],
  ['chat.example.com/https://x', 'chat.example.com'],
  ['chat.example.com?x=/', 'chat.example.com'],
  ['chat.example.com#x', 'chat.example.com'],
  ['chat.example.com:', 'chat.example.com'],
  ['chat.example.com:80', 'chat.example.com'],
  ['chat:80.example.com', 'chat:80.example.com'],
  ['[::1]:80', '::1'],
  ['::1', '::1'],
  ['x[::1]', 'x[::1]'],
  ['chat.example.com..', 'chat.example.com.'],
  ['bücher.example', 'xn--bcher-kva.example'],
  // Of two alphabets, so it is a slip, and the other name would be legal.
  ['ch\u0430t.example', 'ch\u0430t.example'],
  ['чат.example', 'xn--80a0bn.example'],
  ['éa1-b.example', 'xn--a1-b-9oa.example'],
])('the name in %s is %s', (text, name) => {
  expect(withoutScheme(text)).toBe(name);
});

test('nothing to suggest', () => {
  expect(suggestion(undefined)).toBeUndefined();
  expect(suggestion('a')).toBe('did you mean "a"?');
});
