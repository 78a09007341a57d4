import { exec } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatSettings } from '../../constructs/settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { ApiServer } from '../../tests/api-server';
import { settings } from '../../tests/article-settings';
import { clusterStates, liveObjects } from '../../tests/cluster-states';
import { Project } from '../../tests/project';

jest.setTimeout(60_000);

let project: Project;
let server: ApiServer;
beforeEach(async () => {
  project = new Project();
  server = new ApiServer();
  await server.start();
});
afterEach(async () => {
  project.remove();
  await server.stop();
});

/** Runs the command while this process answers as the API server. */
function run(
  options = '',
  KUBECONFIG = server.kubeconfig(),
): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, KUBECONFIG, HOME: project.path, NO_COLOR: '1' };
  return new Promise((resolve) => {
    exec(
      `node tools/start/start.mjs tools/status/status.ts ${options}`,
      { cwd: project.path, env },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

function putTheArticle(): void {
  const { statuses, model } = clusterStates.linked;
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
  const path = `GET /api/v1/namespaces/${namespace}/services/ilab-client:8080/proxy/api/backend-status`;
  server.replies.set(path, { status: 200, body: { status: model } });
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

test('--json is for machines', async () => {
  putTheArticle();
  const [status] = JSON.parse((await run('--json')).stdout);
  expect(status).toMatchObject({ namespace: 'ilab-chat', context: 'test', answers: true });
  expect(status.hops.at(-1)).toEqual({ title: 'model', state: 'ok', detail: 'http://instructlab:8000 answers' });
});

test('--wait ends as soon as the chat answers', async () => {
  const waiting = run('--wait 30');
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
      /^The cluster of the context "test" does not answer: connect ECONNREFUSED 127\.0\.0\.1:1\.\n$/,
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
      /^--wait: "soon" is not a number of seconds\n\nnpm run status /,
    ],
    ['an option that is none', '--watch', () => undefined, /^Unknown option '--watch'.*\n\nnpm run status /],
  ])('%s', async (_, options, kubeconfig, sentence) => {
    const { code, stdout, stderr } = await run(options, kubeconfig());
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toEqual(typeof sentence === 'string' ? sentence : expect.stringMatching(sentence));
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

test('the synthesizer does not load the client library', () => {
  const { status, stdout } = project.run(
    'npx esbuild main.ts tools/synth/synth.ts --bundle --platform=node --packages=external --outdir=.cache --log-level=error && cat .cache/main.js .cache/tools/synth/synth.js',
  );
  expect(status).toBe(0);
  expect(stdout).not.toContain('@kubernetes/client-node');
});
