import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { CORE_SCHEMA, load, loadAll, YAML11_SCHEMA } from 'js-yaml';
import { parse } from 'yaml';
import type { KubeObject } from '../finished/kube-object';
import { textOf } from './text';

/** The weekly run tries more. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 300);

/** Signs that mean something in YAML, letters and digits of its words and numbers, and signs that cannot be seen. */
const signs = [
  ...'aenosuyxbEONZ0178',
  ...'-_+.:,#&*!|>\'"%@`=<~[]{}?/\\ $',
  ...'\t\n\r\0\x07\x7f\x85\xa0\u200b\u2028\u2029\ufeff\ufffe\uffff\u2011\u0430',
  '\u{1f600}',
];
const three = signs.flatMap((a) => pairs(signs).map((rest) => a + rest));
const words =
  'e10 E-1 e00 yes Yes NO on OFF true False null Null NULL nan .nan .NaN .inf -.INF inf 0777 0o17 0O7 0X1F 0x1f 0B1 0b-1 0b11 -_1 0e1_0 1e_1 1e3 1.5e+3 1_000 12:30 190:20:30 2001-01-01 2001-01-01T00:00:00Z <<'.split(
    ' ',
  );
const texts = ['', ...signs, ...pairs(signs), ...words, ...words.flatMap((word) => [`${word}:`, `${word} #a`])];

function pairs(list: readonly string[]): string[] {
  return list.flatMap((a) => list.map((b) => a + b));
}

function objectWith(content: object): KubeObject {
  return { apiVersion: 'example.com/v1', kind: 'Texts', metadata: { name: 'texts' }, ...content };
}

function yamlOf(content: object): string {
  return textOf({ side: 'public', path: '', objects: [objectWith(content)] });
}

/** Any sign, and often one of those. */
const sign = fc.oneof(
  fc.constantFrom(...signs),
  fc.nat(0x10_ff_ff).map((code) => String.fromCodePoint(code)),
);

/** Texts with the lines that they are written as. Each has a list of its own, as one with quotes would bring quotes to the others. */
function written(list: readonly string[]): { text: string; line: string }[] {
  const lines = yamlOf({ spec: list.map((text) => [text]) }).split('\n');
  expect(lines).toHaveLength(list.length + 8);
  return list.map((text, index) => ({ text, line: lines[index + 7]?.slice('  - - '.length) ?? '' }));
}

const all = written([...texts, ...three]);
/** What the readers are asked about. Three signs in quotes are left out: each is written there as it is alone, which is tested below. */
const asked = all.filter(({ line }, index) => index < texts.length || !line.startsWith('"')).map(({ text }) => text);

/** Once in a list that has quotes all around, and once each for itself. */
const allAsked = { spec: { inQuotes: asked, alone: asked.map((text) => [text]) } };

function expectAll(read: unknown): void {
  const { inQuotes, alone } = (read as typeof allAsked).spec;
  expect([inQuotes.length, alone.length]).toEqual([asked.length, asked.length]);
  expect(asked.filter((text, index) => inQuotes[index] !== text || alone[index]?.[0] !== text)).toEqual([]);
}

const readers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['js-yaml, YAML 1.1', (text) => load(text, { schema: YAML11_SCHEMA })],
  ['js-yaml, YAML 1.2', (text) => load(text, { schema: CORE_SCHEMA })],
  ['yaml, YAML 1.1', (text) => parse(text, { version: '1.1' })],
  ['yaml, YAML 1.2', (text) => parse(text, { version: '1.2' })],
];

describe.each(readers)('%s', (_, read) => {
  test('takes every short text for the same text', () => {
    expectAll(read(yamlOf(allAsked)));
  });

  test('takes every key for the same key', () => {
    const keys = [...signs, ...pairs(signs), ...words].filter((key) => key !== '__proto__');
    const data = Object.fromEntries(keys.map((key) => [key, key]));
    expect(read(yamlOf({ data }))).toEqual(objectWith({ data }));
  });

  test('takes any text for the same text, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: sign }), (text) => {
        const spec = { text, list: [text, [text], { text: [text] }, {}, []] };
        expect(read(yamlOf({ spec }))).toEqual(objectWith({ spec }));
      }),
      { numRuns },
    );
  });

  test('takes a file of several lines for the same file', () => {
    const line = fc.oneof(
      fc.constant(''),
      fc.string({ unit: 'grapheme-ascii' }),
      fc.constantFrom('---', '# a', '  b: |'),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), fc.constantFrom('', '\n', '\n\n'), (lines, end) => {
        const data = { file: lines.join('\n') + end, list: [{ file: lines.join('\n') + end }] };
        expect(read(yamlOf({ data }))).toEqual(objectWith({ data }));
      }),
      { numRuns },
    );
  });

  test('takes any number for the same number', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.double({ noDefaultInfinity: true, noNaN: true })), (number) => {
        expect(read(yamlOf({ spec: number }))).toEqual(objectWith({ spec: number === 0 ? 0 : number }));
      }),
      { numRuns },
    );
  });
});

test('everything is printable ASCII, one line a text', () => {
  expect(all.length).toBeGreaterThan(250_000);
  expect(all.filter(({ line }) => !/^[ -~]+$/.test(line))).toEqual([]);
});

test('in quotes, each sign is written as it is alone', () => {
  const alone = new Map(
    written(signs.map((sign) => `${sign} `)).map(({ line }, index) => [signs[index], line.slice(1, -2)]),
  );
  const inQuotes = (text: string) => `"${[...text].map((sign) => alone.get(sign)).join('')}"`;
  const quoted = all.slice(texts.length).filter(({ line }) => line.startsWith('"'));
  expect(quoted.length).toBeGreaterThan(240_000);
  expect(quoted.filter(({ text, line }) => line !== inQuotes(text))).toEqual([]);
});

test('a file of several lines stands there line by line', () => {
  expect(yamlOf({ data: { 'nginx.conf': 'events {\n}\n\nhttp {\n  # none\n}\n' } })).toContain(
    'data:\n  nginx.conf: |\n    events {\n    }\n\n    http {\n      # none\n    }\n',
  );
});

test('a text is without quotes only where it begins with a letter and is no word of YAML', () => {
  const bare = all.map(({ line }) => line).filter((line) => !line.startsWith('"'));
  expect(bare.length).toBeGreaterThan(1000);
  expect(bare.filter((text) => !/^[A-Za-z][-_./:@=A-Za-z0-9]*$/.test(text) || /[:@=/._-]$/.test(text))).toEqual([]);
  expect(bare.filter((text) => /^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i.test(text))).toEqual([]);
});

test('a list in which one text needs quotes has them all around', () => {
  expect(yamlOf({ spec: ['sleep', '10'] })).toContain('  - "sleep"\n  - "10"\n');
  expect(yamlOf({ spec: ['sleep', 'well'] })).toContain('  - sleep\n  - well\n');
});

/** Whether the Go reader is at hand. */
const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

// kubectl, kustomize, Argo CD and Flux share this reader; with --local kubectl asks no server.
(hasKubectl ? test : test.skip)('kubectl takes every short text for the same text', () => {
  const folder = mkdtempSync(join(tmpdir(), 'texts-'));
  try {
    writeFileSync(join(folder, 'texts.yaml'), yamlOf(allAsked));
    const command = ['annotate', '--local', '-f', join(folder, 'texts.yaml'), 'read=yes', '-o', 'json'];
    const { stdout, stderr } = spawnSync('kubectl', command, { encoding: 'utf8', maxBuffer: 2 ** 24 });
    expect(stderr).toBe('');
    expectAll(JSON.parse(stdout));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('files for a cluster that are joined keep every object', () => {
  const file = (name: string) =>
    textOf({
      side: 'public',
      path: name,
      objects: [1, 2].map((index) => ({ ...objectWith({}), metadata: { name: `${name}-${index}` } })),
    });
  const read = loadAll(file('a') + file('b')) as KubeObject[];
  expect(read.map(({ metadata }) => metadata.name)).toEqual(['a-1', 'a-2', 'b-1', 'b-2']);
});

test('a private site begins a document on a cluster, and not on a machine, where nobody joins files', () => {
  const file = (namespace?: string) =>
    textOf({ side: 'private', path: '', objects: [{ ...objectWith({}), metadata: { name: 'a', namespace } }] });
  expect(file('models')).toMatch(/^---\n# Written by/);
  expect(file()).toMatch(/^# Written by/);
});
