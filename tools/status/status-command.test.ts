import { exec } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatSettings } from '../../constructs/settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { ApiServer } from '../../tests/api-server';
import { settings } from '../../tests/article-settings';
import { clusterStates, liveObjects } from '../../tests/cluster-states';
import { Project } from '../../tests/project';

const project = new Project();
const programs = join(project.path, 'programs');
mkdirSync(programs);
symlinkSync(join(project.path, 'tests', 'kubectl.mjs'), join(programs, 'kubectl'));
project.remember();

let server: ApiServer;
beforeEach(async () => {
  server = new ApiServer();
  await server.start();
});
afterEach(async () => {
  project.restore();
  await server.stop();
});
afterAll(() => project.remove());

/** Runs the command while this process answers as the API server. */
function run(
  options = '',
  KUBECONFIG = server.kubeconfig(),
  path = process.env.PATH ?? '',
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { KUBERNETES_SERVICE_HOST: _, ...rest } = process.env;
  const PATH = `${programs}${delimiter}${path}`;
  const env = { ...rest, PATH, KUBECONFIG, HOME: project.path, NO_COLOR: '1' };
  return new Promise((resolve) => {
    exec(
      `node tools/start/start.mjs tools/status/status.ts ${options}`,
      { cwd: project.path, env },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

function putTheArticle(): void {
  const { statuses } = clusterStates.linked;
  const namespace = 'ilab-chat';
  const objects = synthesize(settings).manifests.flatMap(({ side, objects }) => (side === 'public' ? objects : []));
  const slice = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'a', namespace, labels: { 'kubernetes.io/service-name': 'ilab-client' } },
    endpoints: [{}],
  };
  const ingressClass = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx' },
    spec: { controller: 'k8s.io/ingress-nginx' },
  };
  server.objects = [...liveObjects(objects, statuses), slice, ingressClass];
  const model = `/api/v1/namespaces/${namespace}/services/instructlab:8000/proxy`;
  server.replies.set(`GET ${model}/`, { status: 200, body: {} });
  server.replies.set(`POST ${model}/v1/completions`, { status: 200, body: { choices: [] } });
}

test('ends with 0 when the chat answers', async () => {
  putTheArticle();
  const { code, stdout, stderr } = await run();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('The chat answers.\n  load balancer   http://203.0.113.10:8080\n');
});

test('ends with 1 when it does not, and says where it stops', async () => {
  const { code, stdout } = await run();
  expect(code).toBe(1);
  expect(stdout).toContain('It stops here: namespace: there is no namespace "ilab-chat".');
});

test('--json is for machines, with a version', async () => {
  putTheArticle();
  const { version, exitCode, chats, error } = JSON.parse((await run('--json')).stdout);
  expect({ version, exitCode, error, chats: chats.length }).toEqual({ version: 1, exitCode: 0, chats: 1 });
  expect(chats[0]).toMatchObject({ namespace: 'ilab-chat', context: 'test', answers: true, exitCode: 0 });
  expect(chats[0].steps.at(-2)).toEqual({
    id: 'model',
    title: 'model',
    state: 'ok',
    detail: expect.stringMatching(/^http:\/\/instructlab:8000 answered a question in \d+\.\d s$/),
  });
});

test('--json ends as it says', async () => {
  const { code, stdout } = await run('--json');
  expect({ code, exitCode: JSON.parse(stdout).exitCode }).toEqual({ code: 1, exitCode: 1 });
});

test('of a fleet one chat that does not work is more than one of which too little was seen', async () => {
  putTheArticle();
  const gone = { ...settings, namespace: { name: 'gone' }, exposure: {} };
  for (const chats of [
    { unseen: settings, gone },
    { gone, unseen: settings },
  ]) {
    project.settings(JSON.stringify({ chats }));
    const { code, stdout } = await run('--no-question --json');
    expect(code).toBe(1);
    const codes = JSON.parse(stdout).chats.map(({ exitCode }: { exitCode: number }) => exitCode);
    expect(codes.sort()).toEqual([1, 2]);
  }
});

test.each([
  ['no such context', '--context staging', 'The kubeconfig has no context "staging"; there is test.'],
  ['an option that is none', '--watch', expect.stringMatching(/^Unknown option '--watch'/)],
  ['no such chat', '--chat b', 'There is no chat "b"; the settings have one chat, without a name.'],
])('--json tells in JSON, too: %s', async (_, options, error) => {
  const { code, stdout, stderr } = await run(`--json ${options}`);
  expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({ version: 1, exitCode: 2, chats: [], error });
});

test('--json escapes what could do something on a terminal', async () => {
  putTheArticle();
  const message = 'bad \u001b[2J \u009b2J \u202e name';
  server.objects = server.objects.map((object) =>
    object.kind === 'Site' ? { ...object, status: { status: 'Error', message } } : object,
  );
  const { stdout } = await run('--json');
  expect(stdout).toContain('bad \\u001b[2J \\u009b2J \\u202e name');
  expect(JSON.parse(stdout).chats[0].verdict).toContain(message);
});

test('--no-question asks the model nothing, and does not say that the chat answers', async () => {
  putTheArticle();
  const { code, stdout } = await run('--no-question');
  expect(code).toBe(2);
  expect(stdout).toContain('? model          not asked, because of --no-question\n');
  expect(server.requests.filter((line) => line.startsWith('POST'))).toEqual([]);
});

test('nothing is left of kubectl', async () => {
  const leftBefore = readdirSync(tmpdir()).filter((name) => name.startsWith('status-'));
  await run();
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('status-') && !leftBefore.includes(name))).toEqual([]);
});

test('--wait ends as soon as the chat answers', async () => {
  const waiting = run('--wait 30s');
  while (server.requests.length === 0) {
    await sleep(20);
  }
  putTheArticle();
  const { code, stderr } = await waiting;
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: 'The chat does not answer. It stops here: namespace: there is no namespace "ilab-chat".\n',
  });
});

describe('one sentence for what keeps it from asking', () => {
  test.each<[string, string, () => string | undefined, RegExp | string]>([
    [
      'no kubeconfig',
      '',
      () => '',
      'There is no kubeconfig; log in to the cluster first, or name the file in KUBECONFIG.\n',
    ],
    ['a kubeconfig that is gone', '', () => '/nowhere', 'KUBECONFIG names /nowhere, which is not there.\n'],
    [
      'another context',
      '--context staging',
      () => undefined,
      'The kubeconfig has no context "staging"; there is test.\n',
    ],
    [
      'a cluster that does not answer',
      '',
      () => server.kubeconfig('http://127.0.0.1:1'),
      /^The cluster of the context "test" does not answer: dial tcp 127\.0\.0\.1:1: connect: connection refused\.\n$/,
    ],
    [
      'another chat',
      '--chat physics',
      () => undefined,
      'There is no chat "physics"; the settings have one chat, without a name.\n',
    ],
    [
      'a time that is none',
      '--wait=soon',
      () => undefined,
      /^--wait: "soon" is not a time; use seconds such as 180s, or minutes such as 5m\n\nnpm run status /,
    ],
    ['an option that is none', '--watch', () => undefined, /^Unknown option '--watch'.*\n\nnpm run status /],
  ])('%s', async (_, options, kubeconfig, sentence) => {
    const { code, stdout, stderr } = await run(options, kubeconfig());
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toEqual(typeof sentence === 'string' ? sentence : expect.stringMatching(sentence));
  });

  test('no kubectl', async () => {
    rmSync(join(programs, 'kubectl'));
    // Nothing but node, so that no other kubectl is found.
    symlinkSync(process.execPath, join(programs, 'node'));
    const { code, stderr } = await run('', server.kubeconfig(), programs);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'kubectl is not installed, and the cluster is asked through it: https://kubernetes.io/docs/tasks/tools/.\n',
    });
  });

  test('an expired login', async () => {
    server.replies.set('GET /api/v1/namespaces/ilab-chat', { status: 401, body: {} });
    expect((await run()).stderr).toBe('The cluster does not accept the login of the context "test"; log in again.\n');
  });

  test('a fleet on several clusters', async () => {
    const { exposure: _, ...chat } = settings as ChatSettings;
    const fleet = { chats: { a: { ...chat, cluster: 'one' }, b: { ...chat, cluster: 'two' } } };
    project.settings(JSON.stringify(fleet));
    expect((await run()).stderr).toBe(
      'The chats are on several clusters: name one with --chat, and the context of its cluster with --context. There are a, b.\n',
    );
    expect((await run('--chat a')).stdout).toContain('The chat a, in the namespace ilab-chat of the context test');
    expect((await run('--chat c')).stderr).toContain('There is no chat "c"; ');
  });
});
