import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SmallProject } from '../../tests/small-project';

const article = readFileSync(join(__dirname, '..', '..', 'tests', 'article-settings.ts'), 'utf8');
const settings = article.replace("'../constructs", "'./constructs");

const project = new SmallProject({
  'constructs/settings.ts': 'export type Settings = object;\n',
  'tools/synth/synth.ts': `import '../../settings';

const { typeCheck } = require('./type-check');
export const code = typeCheck().errors.then((errors: string[]) => {
  process.stderr.write(errors.join('\\n'));
  return errors.length;
});
`,
});
afterAll(() => project.remove());

/** The line of the settings on which a text stands. */
const lineOf = (text: string) => settings.slice(0, settings.indexOf(text)).split('\n').length;

const yaml =
  'this is YAML, and settings.ts is TypeScript: a group stands in { }, a list in [ ], a text in quotes, with a comma after each';

const end = settings.trimEnd().split('\n').length;

/** `from` and `to` in the settings, the line that is named after `from`, and what is said of it. */
type Slip = readonly [what: string, from: string, to: string, lines: number, message: string];

const slips: readonly Slip[] = [
  [
    'a comma missing after a text',
    "image: 'quay.io/rzago/ilab-client:v2',",
    "image: 'quay.io/rzago/ilab-client:v2'",
    0,
    `a comma is missing after "image: 'quay.io/rzago/ilab-client:v2'"`,
  ],
  ['one after a number', 'port: 8080,\n', 'port: 8080 // an aside\n', 0, 'a comma is missing after "port: 8080"'],
  [
    'one after a group',
    "namespace: { name: 'ilab-chat' },",
    "namespace: { name: 'ilab-chat' }",
    0,
    `a comma is missing after "namespace: { name: 'ilab-chat' }"`,
  ],
  [
    'one inside a line',
    "model: { host: 'instructlab', port",
    "model: { host: 'instructlab' port",
    0,
    `a comma is missing after "model: { host: 'instructlab'"`,
  ],
  [
    'one in a list',
    "['0.0.0.0/0']",
    "['0.0.0.0/1' '128.0.0.0/1']",
    0,
    `a comma is missing after "loadBalancer: { port: 8080, sourceRanges: ['0.0.0.0/1'"`,
  ],
  ['a semicolon', 'replicas: 2,', 'replicas: 2;', 0, 'a setting ends with a comma, not with a semicolon: replicas: 2;'],
  ['a colon missing', 'replicas: 2,', 'replicas 2,', 0, 'a colon is missing after "replicas": replicas 2,'],
  ['an equals sign', 'replicas: 2,', 'replicas = 2,', 0, 'a setting takes a colon, not "=": replicas = 2,'],
  [
    'a name without quotes',
    'replicas: 2,',
    "annotations: { example.com/team: 'a' },",
    0,
    `a name with "." needs quotes, as in 'example.com/team': annotations: { example.com/team: 'a' },`,
  ],
  [
    'a Service in YAML',
    'replicas: 2,',
    'replicas: 2,\napiVersion: v1\nkind: Service\nmetadata:\n  name: chat\n',
    1,
    `${yaml}: apiVersion: v1`,
  ],
  ['a list in YAML', 'replicas: 2,', 'env:\n      - name: A\n        value: b\n', 0, `${yaml}: env:`],
  [
    'annotations in YAML',
    'replicas: 2,',
    'annotations:\n      example.com/team: chat\n    replicas: 2,',
    0,
    `${yaml}: annotations:`,
  ],
  [
    "a comment of YAML's",
    'replicas: 2,',
    'replicas: 2, # two',
    0,
    'a comment begins with //, not with #: replicas: 2, # two',
  ],
  [
    'one on a line of its own',
    'replicas: 2,',
    "#don't\n    replicas: 2,",
    0,
    "a comment begins with //, not with #: #don't",
  ],
  [
    'curly quotes',
    "name: 'ilab-client',",
    'name: “ilab-client”,',
    0,
    "“ is a curly quote, and a text stands in straight ones, as in 'ilab-client': name: “ilab-client”,",
  ],
  [
    'a quote missing',
    "name: 'ilab-client',",
    "name: 'ilab-client,",
    0,
    "the quote at the end of a text is missing: name: 'ilab-client,",
  ],
  ['a group that is not closed', '    replicas: 2,\n  },\n', '    replicas: 2,\n', -5, 'this is not closed: client: {'],
  [
    'a list that is not closed',
    "['0.0.0.0/0']",
    "['0.0.0.0/0'",
    0,
    "this is not closed: loadBalancer: { port: 8080, sourceRanges: ['0.0.0.0/0' },",
  ],
  [
    'a bracket too many',
    '    replicas: 2,\n  },\n',
    '    replicas: 2,\n  },\n  },\n',
    2,
    'this ends all of the settings; here or above is a bracket too many: },',
  ],
];

const snippets = [
  ["exposure: {\n  gateway: { name: 'chat', hosts: ['chat.example.com'] },\n},\n", 'exposure: {'],
  ['// from the documents\nisolateRouter: true,\n', 'isolateRouter: true,'],
] as const;

const slipped = ([, from, to]: Slip) => settings.replace(from, to);
const withSnippet = (snippet: string) => `${settings}\n${snippet}`;

/** What is said of each of these settings, all asked in one process. */
let said: Readonly<Record<string, string>>;

beforeAll(() => {
  const texts = [...slips.map(slipped), ...snippets.map(([snippet]) => withSnippet(snippet))];
  project.write(
    'ask.mjs',
    `import { writeFileSync } from 'node:fs';
import { scriptsOf } from './tools/start/bundle.mjs';

const said = {};
for (const text of ${JSON.stringify(texts)}) {
  writeFileSync('settings.ts', text);
  said[text] = await scriptsOf('tools/synth/synth.ts');
}
process.stdout.write(JSON.stringify(said));
`,
  );
  const { stdout, stderr } = project.run('node ask.mjs');
  expect(stderr).toBe('');
  said = JSON.parse(stdout);
});

const sentence = (line: number, message: string) =>
  `settings.ts:${line}: ${message}\n\nNothing was written: the output is as it was.`;

test.each(slips)('%s', (...slip) => {
  const [, from, , lines, message] = slip;
  expect(settings).toContain(from);
  expect(said[slipped(slip)]).toBe(sentence(lineOf(from) + lines, message));
});

test.each(snippets)('a snippet behind the settings: %j', (snippet, first) => {
  const line = end + 2 + snippet.split('\n').indexOf(first);
  expect(said[withSnippet(snippet)]).toBe(
    sentence(line, `this stands after the end of the settings; move it above line ${end}, which ends them: ${first}`),
  );
});

test('a snippet behind the settings that is TypeScript by chance', () => {
  project.write('settings.ts', withSnippet('client: { replicas: 3 }\n'));
  const { status, stderr } = project.start('tools/synth/synth.ts');
  const say = (column: number) =>
    `settings.ts(${end + 2},${column}): error TS7028: this stands after the end of the settings; move it into them (if it is YAML: texts in quotes, groups in { }, lists in [ ]).`;
  expect({ status, stderr }).toEqual({ status: 2, stderr: [say(1), say(11)].join('\n') });
});

test.each(['npm run -s synth', 'npm run -s guide'])('a setting that stands twice ends %s', (command) => {
  const twice = settings.replace('replicas: 2,', 'replicas: 2,\n    replicas: 3,');
  project.write('settings.ts', twice);
  const line = twice.split('\n').indexOf('    replicas: 3,') + 1;
  const message = sentence(line, '"replicas" stands twice in its group, and only one counts; keep one: replicas: 3,');
  expect(project.run(command)).toEqual({ status: 1, stdout: '', stderr: `${message}\n` });
});
