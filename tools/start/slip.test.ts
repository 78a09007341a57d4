import { Project } from '../../tests/project';

const project = new Project();
afterAll(() => project.remove());

const settings = project.run('cat settings.ts').stdout;

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

const say = (name: number, message: string) => ({
  status: 1,
  stdout: '',
  stderr: `settings.ts:${name}: ${message}\n\nNothing was written: the output is as it was.\n`,
});

test.each(slips)('%s', (_, from, to, lines, message) => {
  project.write('settings.ts', settings);
  project.edit(from, to);
  expect(project.synth()).toEqual(say(lineOf(from) + lines, message));
});

test.each([
  ["exposure: {\n  gateway: { name: 'chat', hosts: ['chat.example.com'] },\n},\n", 'exposure: {'],
  ['// from the documents\nisolateRouter: true,\n', 'isolateRouter: true,'],
])('a snippet behind the settings: %j', (snippet, first) => {
  project.write('settings.ts', `${settings}\n${snippet}`);
  const line = end + 2 + snippet.split('\n').indexOf(first);
  expect(project.synth()).toEqual(
    say(line, `this stands after the end of the settings; move it above line ${end}, which ends them: ${first}`),
  );
});

test('a snippet behind the settings that is TypeScript by chance', () => {
  project.write('settings.ts', `${settings}\nclient: { replicas: 3 }\n`);
  const { status, stderr } = project.synth();
  expect(status).toBe(1);
  const place = `settings.ts(${end + 2},1): error TS7028`;
  expect(stderr).toContain(
    `  ${place}: this stands after the end of the settings; move it into them (if it is YAML: texts in quotes, groups in { }, lists in [ ]).\n`,
  );
});

test('a setting that stands twice', () => {
  const twice = settings.replace('replicas: 2,', 'replicas: 2,\n    replicas: 3,');
  project.write('settings.ts', twice);
  const line = twice.split('\n').indexOf('    replicas: 3,') + 1;
  const message = say(line, '"replicas" stands twice in its group, and only one counts; keep one: replicas: 3,');
  expect(project.synth()).toEqual(message);
  expect(project.run('npm run -s guide').stderr).toBe(message.stderr);
});
