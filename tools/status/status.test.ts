import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { cases } from '../../tests/cases';
import { type ClusterState, clusterStates } from '../../tests/cluster-states';
import { synthesisOf } from '../../tests/objects';
import {
  add,
  article,
  cluster,
  declared,
  expected,
  gatewayChat,
  look,
  namespace,
  pod,
  printed,
  put,
  routeChat,
  secure,
  serve,
  server,
  withStatus,
} from '../../tests/played-cluster';
import { verdictNow } from './chat-status';
import { kindsOfTheChat } from './object-steps';
import { untilWell } from './wait';

serve();

const states = Object.keys(clusterStates) as ClusterState[];

test.each(states)('the recorded state: %s', async (state) => {
  put(article, state);
  const text = await printed();
  expect(text).toContain(clusterStates[state].verdict);
  expect(text.replace(/in \d+\.\d s/, 'in 1.2 s')).toMatchSnapshot();
});

test('only an answer of the model is a chat that works', async () => {
  for (const state of states) {
    put(article, state);
    expect([state, (await look()).answers]).toEqual([state, state === 'linked']);
  }
});

test('nothing is changed, and no Secret is read', async () => {
  put(article, 'linked');
  await look();
  const writes = server.requests.filter((line) => !line.startsWith('GET '));
  const isQuestion = (line: string) => line.startsWith('POST ') && line.includes('/proxy/');
  expect(writes.filter((line) => !/^PATCH .*[?&]dryRun=All/.test(line) && !isQuestion(line))).toEqual([]);
  const basicAuth = {
    ...article,
    exposure: { nginxIngress: { host: 'a.example.com', tls: {}, basicAuth: { secretName: 'users' } } },
  };
  put(basicAuth, 'linked');
  await look(basicAuth);
  const secrets = server.requests.flatMap((line, index) => (line.includes('/secrets') ? [server.accepted[index]] : []));
  expect(secrets).toEqual(['application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1']);
});

/** What the documented roles allow: `list skupper.io/sites`. */
function documented(): Set<string> {
  const roles = readFileSync('docs/status.md', 'utf8')
    .split('```yaml\n')
    .slice(1)
    .map(
      (rest) =>
        load(rest.slice(0, rest.indexOf('```'))) as { rules: Record<'apiGroups' | 'resources' | 'verbs', string[]>[] },
    );
  return new Set(
    roles
      .flatMap(({ rules }) => rules)
      .flatMap(({ apiGroups, resources, verbs }) =>
        apiGroups.flatMap((group) =>
          resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`)),
        ),
      ),
  );
}

/** The right that a request needs, as RBAC names it. */
function rightOf(request: string): string {
  const [method = '', path = ''] = request.split(' ');
  const parts = path.replace(/\?.*/, '').split('/').slice(1);
  const [group, rest] = parts[0] === 'api' ? ['', parts.slice(2)] : [parts[1], parts.slice(3)];
  const [resource, name, sub] = rest[0] === 'namespaces' && rest.length > 2 ? rest.slice(2) : rest;
  const verb = method === 'POST' ? 'create' : method === 'PATCH' ? 'patch' : name === undefined ? 'list' : 'get';
  return `${verb} ${group}/${resource}${sub === undefined ? '' : `/${sub}`}`;
}

test('what is asked needs the rights that docs/status.md names, and no others', async () => {
  const asked = new Set<string>();
  const wide = Object.entries(cases).filter(([name]) => name.includes('everything'));
  for (const input of [...wide.map(([, input]) => input), secure, declared, routeChat, gatewayChat]) {
    put({ ...input, namespace: { ...input.namespace, name: namespace } }, 'linked');
    withStatus('Site', input.site.name, undefined);
    withStatus('Deployment', input.client?.name ?? '', {});
    add(pod({}));
    await look({ ...input, namespace: { ...input.namespace, name: namespace } });
  }
  for (const request of server.requests) {
    asked.add(rightOf(request));
  }
  // A dry run is left out of the roles, as RBAC counts it as writing. Which kinds there are, everybody may ask.
  const needed = [...asked].filter((right) => !right.startsWith('patch ') && !right.endsWith('/undefined'));
  expect(needed.sort()).toEqual([...documented()].sort());
});

test('every kind that a chat may have is looked for among what is left', () => {
  const made = Object.values(cases).flatMap((input) =>
    synthesisOf(input).manifests.flatMap(({ side, objects }) => (side === 'public' ? objects : [])),
  );
  const known = kindsOfTheChat.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
  const kinds = new Set(
    made.filter(({ metadata }) => metadata.namespace).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`),
  );
  expect([...kinds].filter((kind) => !known.includes(kind))).toEqual([]);
});

const told = async (action: () => Promise<void>): Promise<string[]> => {
  const lines: string[] = [];
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  await action().finally(() => spy.mockRestore());
  return lines;
};

test('--wait goes on until the chat works, over a server that restarts, and tells each reason once', async () => {
  let looks = 0;
  const lines = await told(() =>
    untilWell(
      () => {
        looks += 1;
        put(article, looks < 4 ? 'no private site' : 'linked');
        server.replies.delete('GET /api/v1/namespaces/ilab-chat');
        if (looks === 3) {
          server.replies.set('GET /api/v1/namespaces/ilab-chat', { status: 503, body: { message: 'starting' } });
        }
        return verdictNow(cluster(), expected(article));
      },
      Number.POSITIVE_INFINITY,
      1,
    ),
  );
  expect(lines).toEqual([
    `The chat does not answer yet. It waits for this: ${clusterStates['no private site'].verdict}\n`,
    'The cluster cannot say yet what it has: starting. Try again in a moment.\n',
  ]);
  expect(looks).toBe(4);
});

test('--wait ends when the time is over, and at once when the login is not accepted', async () => {
  put(article, 'no address');
  await untilWell(() => verdictNow(cluster(), expected(article)), Date.now());
  server.replies.set('GET /api/v1/namespaces/ilab-chat', { status: 401, body: {} });
  await expect(untilWell(() => verdictNow(cluster(), expected(article)), Number.POSITIVE_INFINITY)).rejects.toThrow(
    'log in again',
  );
});
