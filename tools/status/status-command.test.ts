import { exec } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { ApiServer } from '../../tests/api-server';
import { settings } from '../../tests/article-settings';
import { clusterStates, liveObjects } from '../../tests/cluster-states';
import { Project } from '../../tests/project';

// What needs no process is in status-run.test.ts.

const project = new Project();
const [programs, temporary] = ['programs', 'temporary'].map((name) => join(project.path, name)) as [string, string];
mkdirSync(programs);
mkdirSync(temporary);
symlinkSync(join(project.path, 'tests', 'kubectl.mjs'), join(programs, 'kubectl'));

let server: ApiServer;
beforeEach(async () => {
  server = new ApiServer();
  await server.start();
});
afterEach(() => server.stop());
afterAll(() => project.remove());

/** Runs the command while this process answers as the API server. */
function run(
  options = '',
  KUBECONFIG = server.kubeconfig(),
  PATH = `${programs}${delimiter}${process.env.PATH}`,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { KUBERNETES_SERVICE_HOST: _, ...rest } = process.env;
  const env = { ...rest, PATH, KUBECONFIG, HOME: project.path, TMPDIR: temporary, NO_COLOR: '1' };
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

test('ends with 1 when it does not, says where it stops, and leaves nothing of kubectl', async () => {
  const { code, stdout } = await run();
  expect(code).toBe(1);
  expect(stdout).toContain('It stops here: namespace: there is no namespace "ilab-chat".');
  expect(readdirSync(temporary)).toEqual([]);
});

test('--json ends as it says', async () => {
  const { code, stdout } = await run('--json');
  expect({ code, exitCode: JSON.parse(stdout).exitCode }).toEqual({ code: 1, exitCode: 1 });
});

test.each<[string, string, () => string | undefined, string]>([
  [
    'no kubeconfig',
    '',
    () => '',
    'There is no kubeconfig; log in to the cluster first, or name the file in KUBECONFIG.\n',
  ],
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
    'The cluster of the context "test" does not answer: dial tcp 127.0.0.1:1: connect: connection refused.\n',
  ],
])('one sentence for what keeps it from asking: %s', async (_, options, kubeconfig, stderr) => {
  expect(await run(options, kubeconfig())).toEqual({ code: 2, stdout: '', stderr });
});

test('one sentence for what keeps it from asking: no kubectl', async () => {
  // Nothing but node, so that no kubectl is found.
  const onlyNode = mkdtempSync(join(tmpdir(), 'only-node-'));
  symlinkSync(process.execPath, join(onlyNode, 'node'));
  try {
    expect(await run('', server.kubeconfig(), onlyNode)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'kubectl is not installed, and the cluster is asked through it: https://kubernetes.io/docs/tasks/tools/.\n',
    });
  } finally {
    rmSync(onlyNode, { recursive: true });
  }
});
