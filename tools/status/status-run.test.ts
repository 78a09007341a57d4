import type { ChatSettings, Settings } from '../../constructs/settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { article, cluster, gone, put, serve, server, withStatus } from '../../tests/played-cluster';
import { written } from '../../tests/written';

let opened: (string | undefined)[];
let closed: number;
/** Why there is no cluster to ask. */
let refusal: ClusterError | undefined;
jest.mock('./kubectl-proxy', () => ({
  openCluster: async (context?: string) => {
    if (refusal !== undefined) {
      throw refusal;
    }
    opened.push(context);
    return { cluster: cluster(), close: () => (closed += 1) };
  },
}));

/** What happens while the command waits, and for how long it wants to. */
let sleeps: number[];
let asleep: () => void;
jest.mock('node:timers/promises', () => ({
  setTimeout: async (milliseconds: number) => {
    sleeps.push(milliseconds);
    asleep();
  },
}));

import { ClusterError } from './cluster';
import { statusOptions } from './status-options';
import { answered } from './status-run';

serve();
beforeEach(() => {
  refusal = undefined;
});

/** What the command prints, and its exit code. */
function run(typed: readonly string[], settings: Settings = article) {
  [opened, closed, sleeps] = [[], 0, []];
  return written(() => answered(typed, async () => synthesize(settings)));
}

describe('what is typed', () => {
  test.each<[string, object | string]>([
    ['', {}],
    ['--context staging --chat a', { context: 'staging', chat: 'a' }],
    ['--json --no-question', { json: true, 'no-question': true }],
    ['--help', { help: true }],
    ['--wait', { wait: 300 }],
    ['--wait --json', { wait: 300, json: true }],
    ['--wait 90', { wait: 90 }],
    ['--wait 5m --json', { wait: 300, json: true }],
    ['--wait=1h', { wait: 3600 }],
    ['--json 5', expect.stringMatching(/^Unexpected argument '5'/)],
    ['--wait 5x', '--wait: "5x" is not a time; use seconds such as 180s, or minutes such as 5m'],
    ['--wait=soon', '--wait: "soon" is not a time; use seconds such as 180s, or minutes such as 5m'],
    ['--wait -5', expect.stringMatching(/^Unknown option '-5'/)],
    ['--watch', expect.stringMatching(/^Unknown option '--watch'/)],
    ['--json=yes', expect.stringMatching(/^Option '--json' does not take an argument/)],
  ])('"%s"', (line, options) => {
    const typed = line.split(' ').filter((word) => word !== '');
    expect(statusOptions(typed)).toEqual(options);
  });
});

test('it ends with 0 when the chat answers', async () => {
  put(article, 'linked');
  const { code, stdout, stderr } = await run(['--context', 'staging']);
  expect({ code, stderr, opened, closed }).toEqual({ code: 0, stderr: '', opened: ['staging'], closed: 1 });
  expect(stdout).toMatch(/^The chat, in the namespace ilab-chat of the context public\n {2}✓ namespace /);
  expect(stdout).toContain('\n\nThe chat answers.\n');
});

test('it ends with 1 when something is not well', async () => {
  const { code, stdout } = await run([]);
  expect({ code, opened, closed }).toEqual({ code: 1, opened: [undefined], closed: 1 });
  expect(stdout).toContain('It stops here: namespace: there is no namespace "ilab-chat".\n');
});

test('it ends with 2 when too little was seen', async () => {
  put(article, 'linked');
  const { code, stdout } = await run(['--no-question']);
  expect(code).toBe(2);
  expect(stdout).toContain('? model          not asked, because of --no-question\n');
  expect(server.requests.filter((line) => line.startsWith('POST'))).toEqual([]);
});

test('the cluster is closed when it does not answer', async () => {
  server.replies.set('GET /api/v1/namespaces/ilab-chat', { status: 401, body: {} });
  expect(await run([])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'The cluster does not accept the login of the context "public"; log in again.\n',
  });
  expect(closed).toBe(1);
});

test('--json is one object for machines', async () => {
  put(article, 'linked');
  const { code, stdout, stderr } = await run(['--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.endsWith('}\n')).toBe(true);
  const { chats, ...rest } = JSON.parse(stdout);
  expect(rest).toEqual({ version: 1, exitCode: 0 });
  expect(chats).toEqual([
    expect.objectContaining({
      chat: '',
      namespace: 'ilab-chat',
      context: 'public',
      answers: true,
      exitCode: 0,
      verdict: 'The chat answers.',
    }),
  ]);
  expect(chats[0].steps.at(-2)).toEqual({
    id: 'model',
    title: 'model',
    state: 'ok',
    detail: expect.stringMatching(/^http:\/\/instructlab:8000 answered a question in \d+\.\d s$/),
  });
});

test('--json escapes what could do something on a terminal', async () => {
  put(article, 'linked');
  const message = 'bad \u001b[2J \u009b2J \u202e name';
  withStatus('Site', 'ilab-chat', { status: 'Error', message });
  const { stdout } = await run(['--json']);
  expect(stdout).toContain('bad \\u001b[2J \\u009b2J \\u202e name');
  expect(JSON.parse(stdout).chats[0].verdict).toContain(message);
});

test.each<[string, string[], Settings, string]>([
  ['an option that is none', ['--json', '--watch'], article, "Unknown option '--watch'"],
  [
    'no such chat',
    ['--json', '--chat', 'b'],
    article,
    'There is no chat "b"; the settings have one chat, without a name.',
  ],
  ['settings that are wrong', ['--json'], { ...article, platform: 'docker' } as never, 'platform: '],
])('--json tells failures in JSON, too: %s', async (_, typed, settings, error) => {
  const { code, stdout, stderr } = await run(typed, settings);
  expect({ code, stderr, opened }).toEqual({ code: 2, stderr: '', opened: [] });
  const { error: told, ...rest } = JSON.parse(stdout);
  expect(rest).toEqual({ version: 1, exitCode: 2, chats: [] });
  expect(told).toContain(error);
  expect(told.split('\n').length > 1).toBe(error === 'platform: ');
});

const noContext = 'The kubeconfig has no context "staging"; there is test.';

test('--json tells in JSON, too, why there is no cluster to ask', async () => {
  refusal = new ClusterError(noContext);
  const { code, stdout, stderr } = await run(['--json', '--context', 'staging']);
  expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({ version: 1, exitCode: 2, chats: [], error: noContext });
});

describe('one sentence for what keeps it from asking', () => {
  test('no cluster', async () => {
    refusal = new ClusterError(noContext);
    expect(await run(['--context', 'staging'])).toEqual({ code: 2, stdout: '', stderr: `${noContext}\n` });
  });

  test('no such chat', async () => {
    const stderr = 'There is no chat "physics"; the settings have one chat, without a name.\n';
    expect(await run(['--chat', 'physics'])).toEqual({ code: 2, stdout: '', stderr });
  });

  test.each([
    ['--wait=soon', '--wait: "soon" is not a time; use seconds such as 180s, or minutes such as 5m'],
    ['--watch', "Unknown option '--watch'"],
  ])('%s, with what can be typed', async (typed, sentence) => {
    const { code, stdout, stderr } = await run([typed]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.slice(0, sentence.length)).toBe(sentence);
    expect(stderr.slice(sentence.length)).toMatch(/^[^\n]*\n\nnpm run status {2,}follows a question/);
  });
});

test('--help says what can be typed', async () => {
  expect((await run(['--help'])).stdout).toMatch(/^npm run status {2,}follows a question/);
});

const { exposure: _, ...chat } = article as ChatSettings;
const fleet = (clusters: readonly (string | undefined)[]): Settings => ({
  chats: Object.fromEntries(
    clusters.map((name, index) => [
      ['a', 'b', 'c'][index] ?? '',
      { ...chat, namespace: { name: `chat-${index}` }, ...(name && { cluster: name }) },
    ]),
  ),
});

describe('a fleet', () => {
  test('is told chat by chat, with a line between them', async () => {
    const { code, stdout } = await run([], fleet([undefined, undefined]));
    expect(code).toBe(1);
    expect(stdout).toMatch(/^The chat a, in the namespace chat-0 .*\.\n\nThe chat b, in the namespace chat-1 /s);
  });

  test('of one cluster needs no name', async () => {
    const { stdout } = await run(['--json'], fleet(['one', 'one']));
    expect(JSON.parse(stdout).chats.map((one: { chat: string }) => one.chat)).toEqual(['a', 'b']);
  });

  test('on several clusters is looked at one by one', async () => {
    expect(await run([], fleet(['one', 'two', 'two']))).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'The chats are on several clusters: name one with --chat, and the context of its cluster with --context. There are a, b, c.\n',
    });
    expect((await run(['--chat', 'b'], fleet(['one', 'two']))).stdout).toMatch(
      /^The chat b, in the namespace chat-1 of the context public\n/,
    );
    expect((await run(['--chat', 'c'], fleet(['one', 'two']))).stderr).toBe(
      'There is no chat "c"; did you mean "a"?\n',
    );
  });

  test.each([
    [['a', 'gone'], 1],
    [['gone', 'a'], 1],
  ])(
    'of %j ends with 1, as one that does not work is more than one of which too little was seen',
    async (names, worst) => {
      put(article, 'linked');
      const gone = { ...chat, namespace: { name: 'gone' } };
      const settings: Settings = {
        chats: Object.fromEntries(names.map((name) => [name, name === 'gone' ? gone : (article as ChatSettings)])),
      };
      const { code, stdout } = await run(['--no-question', '--json'], settings);
      expect(code).toBe(worst);
      const { exitCode, chats } = JSON.parse(stdout);
      expect(exitCode).toBe(worst);
      expect(chats.map((one: { exitCode: number }) => one.exitCode).sort()).toEqual([1, 2]);
    },
  );
});

describe('--wait', () => {
  const questions = () => server.requests.filter((line) => line.startsWith('POST')).length;

  test('asks the model nothing before all else is well', async () => {
    put(article, 'linked');
    await run(['--wait=1s']);
    expect(questions()).toBe(2);
    withStatus('Service', 'ilab-client-lb', {});
    expect(await run(['--wait=1s'])).toMatchObject({ code: 1, stderr: '' });
    expect(questions()).toBe(3);
  });

  test('tells what it waits for, until all is well', async () => {
    put(article, 'linked');
    withStatus('Service', 'ilab-client-lb', {});
    asleep = () => put(article, 'linked');
    const { code, stderr } = await run(['--wait', '60s']);
    expect({ code, stderr, sleeps }).toEqual({
      code: 0,
      stderr: 'The chat does not answer yet. It waits for this: model: not asked before all else is well.\n',
      sleeps: [2000],
    });
  });

  test('ends as soon as the chat answers', async () => {
    asleep = () => put(article, 'linked');
    const { code, stderr } = await run(['--wait', '30s']);
    expect({ code, stderr, sleeps }).toEqual({
      code: 0,
      stderr: 'The chat does not answer. It stops here: namespace: there is no namespace "ilab-chat".\n',
      sleeps: [2000],
    });
  });

  test('is only for who asks for it', async () => {
    put(article, 'linked');
    await run([]);
    expect(questions()).toBe(1);
  });

  test('of no time is over at once', async () => {
    put(article, 'linked');
    gone('NetworkPolicy', 'ilab-client');
    const { code, stdout } = await run(['--wait=0', '--no-question']);
    expect(code).toBe(1);
    expect(stdout).toContain('objects: not there: NetworkPolicy ilab-client');
    expect(questions()).toBe(0);
  });
});
