import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { textOf } from './text';

const numRuns = Number(process.env.PROPERTY_RUNS ?? 200);

test('any text comes back as it was, control signs and line breaks included', () => {
  const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'chat' } };
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...oddTexts)), (text) => {
      const spec = { text, list: [text, [text], {}, []] };
      const [document] = parseAllDocuments(textOf({ side: 'public', path: '', objects: [{ ...object, spec }] }), {
        version: '1.1',
      });
      expect(document?.toJS()).toEqual({ ...object, spec });
    }),
    { numRuns: numRuns * 5 },
  );
});

test('names of labels come back as they were, those included that YAML 1.1 takes for something else', () => {
  const names = ['y', 'no', 'on', 'null', '0777', '12', '1e3', 'true', '2001-01-01', 'example.com/on', '1_0', '0x1f'];
  const labels = Object.fromEntries(names.map((name) => [name, name]));
  const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'chat', labels } };
  const [document] = parseAllDocuments(textOf({ side: 'public', path: '', objects: [object] }), { version: '1.1' });
  expect(document?.toJS()).toEqual(object);
});

const oddTexts = [
  '\u2003',
  '\u00a0a\u00a0',
  '\u2028',
  '\u0085',
  '\ufeff',
  '\t',
  'yes',
  'no',
  'on',
  'off',
  'y',
  'null',
  '~',
  '0777',
  '0o17',
  '1e3',
  '1_000',
  '12:30',
  '.inf',
  '=',
  '<<',
  '- a',
  '#',
  'a: b',
  '',
  ' a',
  'a\nb',
  '2001-01-01',
  '0x1f',
  '*a',
  '&a',
  '!a',
  '%',
  '@',
  '`',
  "'",
  '"',
  '{',
  '[',
];
