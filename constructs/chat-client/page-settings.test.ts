import { everyPage, knownPages, minimal } from '../../tests/cases';
import { report } from '../../tests/refused';

const openWebui = knownPages['open-webui'];

/** What is said of a page with other settings. */
const refused = (more: object, client: object = everyPage) => report({ ...minimal, client: { ...client, ...more } });

test.each<[object, string]>([
  [
    { page: 'openwebui' },
    'client.page: "openwebui" is not known here; use "article", "anythingllm", "chainlit", "chat-ui", "gradio", "librechat", "nextchat", "open-webui" or "streamlit" (did you mean "open-webui"?)',
  ],
  [
    { page: { modelUrl: { variable: 'MODEL URL', path: '' } } },
    'client.page.modelUrl.variable: "MODEL URL" is not the name of an environment variable; use letters, digits and "_", not beginning with a digit',
  ],
  [
    { page: { modelUrl: { variable: 'MODEL', path: 'v1' } } },
    'client.page.modelUrl.path: "v1" is not the path of a URL; use one such as "/v1", or "" for none',
  ],
  [
    { page: { health: { ready: 'health' } } },
    'client.page.health.ready: "health" is not a way to see that the page works; use a path such as "/health", or "tcp"',
  ],
  [
    { page: { writable: ['tmp'], dataPath: '/app/data' } },
    'client.page.writable[0]: "tmp" is not a path in the container; use an absolute one such as "/app/data", of letters, digits and - . _',
  ],
  [
    { page: { writable: ['/app/data'], dataPath: '/app/data' } },
    'client.page.writable: "/app/data" is there twice, or is page.dataPath already; leave out one',
  ],
  [
    { page: { dataPath: '/app/../etc' } },
    'client.page.dataPath: "/app/../etc" is not a path in the container; use an absolute one such as "/app/data", of letters, digits and - . _',
  ],
  ...['/app/./data', '/app/..', '/app/', 'x/app', '/app data', `/${'a'.repeat(200)}`].map(
    (dataPath): [object, string] => [
      { page: { dataPath } },
      `client.page.dataPath: "${dataPath.length > 80 ? `${dataPath.slice(0, 80)}…` : dataPath}" is not a path in the container; use an absolute one such as "/app/data", of letters, digits and - . _`,
    ],
  ),
  [
    { page: { modelUrl: { variable: 'MODEL', path: `/${'a'.repeat(200)}` } } },
    `client.page.modelUrl.path: "/${'a'.repeat(79)}…" is not the path of a URL; use one such as "/v1", or "" for none`,
  ],
  ...['see /health', '/health?x', 'udp', ''].map((ready): [object, string] => [
    { page: { health: { ready } }, data: undefined },
    `client.page.health.ready: "${ready}" is not a way to see that the page works; use a path such as "/health", or "tcp"`,
  ]),
  [
    { page: { health: { startSeconds: 4 } }, data: undefined },
    'client.page.health.startSeconds: "4" is not a number of seconds; use a whole number from 5 to 3600',
  ],
  [
    { page: { writable: 'all' }, data: undefined },
    'client.page.writable: "all" is not a list; use a list of paths in the container',
  ],
  [{ replicas: 2 }, 'client.replicas: "2" pods cannot write to one claim; use 1'],
  [{ page: {} }, 'client.data: the page keeps nothing; leave it out, or name page.dataPath'],
  [{ data: {} }, 'client.data.size: missing; name the size of the claim, such as "10Gi", or an existingClaim'],
  [
    { data: { size: '10Gi', existingClaim: 'archive' } },
    'client.data.existingClaim: a claim that is there has its size and class already; leave out the others, or existingClaim',
  ],
  [
    { data: { size: '10GB' } },
    'client.data.size: "10GB" is not an amount of bytes; use a number and "Mi" or "Gi", such as "256Mi" (did you mean "10Gi"?)',
  ],
  [{ user: 0 }, 'client.user: "0" is not a number in this range; use a whole number from 1 to 65535'],
  [{ secretName: 'chat-page' }, 'client.secretName: nothing is read from it; leave it out, or use envFrom'],
  [
    { env: { MODEL: 'http://elsewhere' } },
    'client.env.MODEL: the address of the model; the setting model decides about it; leave it out',
  ],
  [
    { env: { NODE_EXTRA_CA_CERTS: '/ca.crt' } },
    'client.env.NODE_EXTRA_CA_CERTS: the authorities that the page trusts; use caBundle',
  ],
  [
    { envFrom: [{ secretName: 'a', configMapName: 'b' }] },
    'client.envFrom[0].secretName: one of the two, a Secret or a ConfigMap; use { secretName } or { configMapName }',
  ],
  [
    { egress: [{ ports: [5432] }] },
    'client.egress[0].namespace: missing; name a namespace, podLabels or addressRanges, or the policy would allow nobody',
  ],
  [
    { egress: [{ namespace: 'databases', ports: [] }] },
    'client.egress[0].ports: empty; use a list of ports, at least one',
  ],
  [
    { files: { 'config.yaml': 'x' } },
    'client.files["config.yaml"]: "config.yaml" is not a path in the container; use an absolute one such as "/app/data", of letters, digits and - . _',
  ],
  [
    { files: { '/a/b_c': 'x', '/a_b/c': 'y' } },
    'client.files["/a_b/c"]: gets the same key in the ConfigMap as another; rename one of them',
  ],
  [
    { files: { '/app/logs': 'x' } },
    'client.files["/app/logs"]: "/app/logs" is a folder that the page writes to; name a file in it',
  ],
  [{ files: { '/app/a': 'x'.repeat(900_001) } }, 'client.files: 900001 bytes together; use at most 900000'],
  [
    { files: { '/app/a': 'one\u0007' } },
    'client.files["/app/a"]: "one\\u{7}" is not the text of a file; use a text, with "\\n" between its lines (it has a control character, U+0007)',
  ],
  [
    { files: { '/app/a': 7 } },
    'client.files["/app/a"]: "7" is not the text of a file; use a text, with "\\n" between its lines (in quotes: "7")',
  ],
  [
    { command: ['run\u0007'] },
    'client.command[0]: "run\\u{7}" is not an argument; use a text without control characters (it has a control character, U+0007)',
  ],
  [{ args: [7] }, 'client.args[0]: "7" is not an argument; use a text without control characters (in quotes: "7")'],
  [
    { args: ['x'.repeat(10_001)] },
    `client.args[0]: "${'x'.repeat(80)}…" is not an argument; use a text without control characters`,
  ],
  [{ command: [] }, 'client.command: empty; use a list of texts, at least one'],
  [{ args: 'x' }, 'client.args: "x" is not a list; use a list of texts'],
  [{ replicas: -1 }, 'client.replicas: "-1" is not a number of pods; use a whole number from 0 to 100'],
  ...['', 'a/b', '.', '..', 'a'.repeat(254)].map((key): [object, string] => [
    { caBundle: { configMapName: 'ca', key } },
    `client.caBundle.key: "${key.length > 80 ? `${key.slice(0, 80)}…` : key}" is not a key of a ConfigMap; use letters, digits, "-", "_" and ".", at most 253 characters`,
  ]),
  [
    { caBundle: { configMapName: 'ca', key: 7 } },
    'client.caBundle.key: "7" is not a key of a ConfigMap; use letters, digits, "-", "_" and ".", at most 253 characters (in quotes: "7")',
  ],
  [
    { page: { writable: ['/app/a', '/app/a'] }, data: undefined, files: undefined },
    'client.page.writable: "/app/a" is there twice, or is page.dataPath already; leave out one',
  ],
  [
    { page: 'opn-webui', autoscaling: { minReplicas: 1 }, ipFamily: 'ipv4', user: 0 },
    'client.page: "opn-webui" is not known here; use "article", "anythingllm", "chainlit", "chat-ui", "gradio", "librechat", "nextchat", "open-webui" or "streamlit" (did you mean "open-webui"?)\nclient.user: "0" is not a number in this range; use a whole number from 1 to 65535',
  ],
  [
    { autoscaling: { minReplicas: 1, maxReplicas: 2 } },
    "client.autoscaling: a setting of the article's page alone; leave it out, or leave out page",
  ],
])('of a page %j is refused', (more, line) => {
  expect(refused(more)).toEqual(line.split('\n'));
});

test.each<[string, object]>([
  ['as many bytes as a ConfigMap takes', { files: { '/app/a': 'x'.repeat(900_000) } }],
  ['a text of several lines, with tabs', { files: { '/app/a': 'one\n\ttwo\n' } }],
  ['the longest argument', { args: ['x'.repeat(10_000)] }],
  ['no arguments', { args: [] }],
  ['the longest key of a ConfigMap', { caBundle: { configMapName: 'ca', key: 'a'.repeat(253) } }],
  ['a key with dots', { caBundle: { configMapName: 'ca', key: '..ca.crt' } }],
  ['the longest path', { page: { dataPath: `/${'a'.repeat(199)}` } }],
  ['a folder with dots in its name', { page: { dataPath: '/app/.data/..x/a..' } }],
  [
    'the longest path of a model',
    { page: { modelUrl: { variable: 'A', path: `/${'a'.repeat(199)}` } }, data: undefined },
  ],
  ['a probe of the port', { page: { health: { ready: 'tcp', live: '/' } }, data: undefined }],
  ['a page that writes everywhere', { page: { writable: 'everything' }, data: undefined }],
  ['a key of three dots', { caBundle: { configMapName: 'ca', key: '...' } }],
])('%s is legal', (_, more) => {
  expect(refused(more)).toEqual([]);
});

test.each<[string, object, object]>([
  ['one pod that keeps nothing', openWebui, { replicas: 1, data: undefined }],
  [
    'several pods whose variables come from a Secret',
    openWebui,
    { replicas: 2, data: undefined, envFrom: [{ secretName: 'shared' }] },
  ],
  ['the port on which it always listens', knownPages['chat-ui'], { port: 3000 }],
  [
    'a Secret that is given variable by variable',
    openWebui,
    {
      secretName: undefined,
      env: Object.fromEntries(
        ['WEBUI_SECRET_KEY', 'WEBUI_ADMIN_EMAIL', 'WEBUI_ADMIN_PASSWORD'].map((name) => [
          name,
          { secretName: 'own', key: name },
        ]),
      ),
    },
  ],
])('%s, of a page that has a name, is legal', (_, client, more) => {
  expect(refused(more, client)).toEqual([]);
});

test.each<[object, object, string]>([
  [
    openWebui,
    {
      secretName: undefined,
      env: { WEBUI_SECRET_KEY: { secretName: 'own', key: 'a' }, WEBUI_ADMIN_EMAIL: 'a@example.com' },
    },
    'client.secretName: missing; name the Secret with WEBUI_ADMIN_PASSWORD, which "npm run guide" makes',
  ],
  [
    openWebui,
    {
      replicas: 2,
      data: undefined,
      env: { DATABASE_URL: { secretName: 'own', key: 'a' }, REDIS_URL: 'redis://redis' },
    },
    'client.replicas: "2" pods of Open WebUI would each keep users and chats of their own; use 1, or set WEBSOCKET_MANAGER, WEBSOCKET_REDIS_URL, VECTOR_DB in env, with egress to it',
  ],
  [
    openWebui,
    { secretName: undefined },
    'client.secretName: missing; name the Secret with WEBUI_SECRET_KEY, WEBUI_ADMIN_EMAIL, WEBUI_ADMIN_PASSWORD, which "npm run guide" makes',
  ],
  [
    openWebui,
    { replicas: 2 },
    'client.replicas: "2" pods cannot write to one claim; use 1, or leave out data and let the pods share their state through DATABASE_URL, REDIS_URL, WEBSOCKET_MANAGER, WEBSOCKET_REDIS_URL, VECTOR_DB in env, with egress to it',
  ],
  [
    openWebui,
    {
      replicas: 2,
      data: undefined,
      env: {
        REDIS_URL: 'redis://redis',
        WEBSOCKET_MANAGER: 'redis',
        WEBSOCKET_REDIS_URL: 'redis://redis',
        VECTOR_DB: 'pgvector',
      },
    },
    'client.replicas: "2" pods of Open WebUI would each keep users and chats of their own; use 1, or set DATABASE_URL in env, with egress to it',
  ],
  [
    knownPages.anythingllm,
    { replicas: 2, data: undefined },
    'client.replicas: "2" pods of AnythingLLM would each keep users and chats of their own; use 1',
  ],
  [
    knownPages['chat-ui'],
    { port: 8080 },
    'client.port: "8080" is not where chat-ui listens, which is always 3000; leave it out, and use servicePort',
  ],
  [
    knownPages.gradio,
    { data: { size: '1Gi' } },
    'client.data: the page keeps nothing; leave it out, or name page.dataPath',
  ],
])('of $page %j is refused', (client, more, line) => {
  expect(refused(more, client)).toEqual([line]);
});

test('what needs a page is refused without one, and so is a router that is closed to everybody', () => {
  const { client: _, ...none } = minimal;
  expect(report({ ...none, exposure: { nginxIngress: {} } })).toEqual([
    'exposure.nginxIngress: it leads to the page, and there is none; name client, or leave out exposure',
  ]);
  expect(report({ ...none, login: { users: { secretName: 'users' } } })).toEqual([
    'login: it stands in front of the page, and there is none; name client, or leave out login',
  ]);
  expect(report({ ...none, isolateRouter: true })).toEqual([
    'isolateRouter: without a page of its own nobody could ask the model; name who may in model.allowFrom',
  ]);
  expect(
    report({ ...none, isolateRouter: true, model: { ...minimal.model, allowFrom: [{ namespace: 'a' }] } }),
  ).toEqual([]);
});

test('a page that serves no HTTPS has no Route that wants it, unless a login does', () => {
  const route = {
    ...minimal,
    platform: 'openshift',
    client: knownPages.gradio,
    exposure: { openshiftRoute: { termination: 'reencrypt' } },
  };
  expect(report(route)).toEqual([
    'exposure.openshiftRoute.termination: "reencrypt" makes the pods serve HTTPS, which only the article\'s page and a login do; use "edge", or set login',
  ]);
  expect(report({ ...route, login: { users: { secretName: 'users' } } })).toEqual([]);
});

test.each(['answersInFlight', 'autoscaling', 'ipFamily'])('%s is a setting of the article’s page alone', (name) => {
  expect(refused({ [name]: 4 })).toEqual([
    `client.${name}: a setting of the article's page alone; leave it out, or leave out page`,
  ]);
});

test("a Secret's name in the place of a text is how secrets are given", () => {
  expect(refused({ env: { DATABASE_URL: 'postgres://chat:geheim4711@db/chat' } })).toEqual([
    'client.env.DATABASE_URL: looks like a secret, and the output is for everybody to read; use { secretName, key }',
  ]);
});
