import { knownPages, minimal, openLoadBalancer, ownGateway } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
import { keepWhenPruned } from '../common/keep-when-pruned';
import type { ChatSettings, PageFacts, PageSettings } from '../settings';
import { synthesize } from '../synthesis/synthesis';

const chat = (client: PageSettings, more: Partial<ChatSettings> = {}): ChatSettings => ({
  ...minimal,
  ...more,
  client,
});
const own = (page: PageFacts, more: Partial<PageSettings> = {}): PageSettings => ({
  name: 'chat',
  image: 'registry.example.com/chat:v1',
  page,
  ...more,
});
const podOf = (client: PageSettings, more: Partial<ChatSettings> = {}) =>
  one(objectsOf(chat(client, more)), 'Deployment').spec.template.spec;
const containerOf = (client: PageSettings, more: Partial<ChatSettings> = {}) => podOf(client, more).containers[0];
const envOf = (client: PageSettings, more: Partial<ChatSettings> = {}): Record<string, string | object> =>
  Object.fromEntries(
    containerOf(client, more).env.map(
      ({ name, value, valueFrom }: { name: string; value: string; valueFrom: object }) => [name, value ?? valueFrom],
    ),
  );
const warned = (settings: ChatSettings) => synthesize(settings).warnings.map(({ id, path }) => `${id} ${path}`);
const openWebui = knownPages['open-webui'];

describe('the model', () => {
  test.each([
    [knownPages['open-webui'], 'OPENAI_API_BASE_URL', 'http://instructlab:8000/v1'],
    [knownPages.chainlit, 'OPENAI_BASE_URL', 'http://instructlab:8000/v1'],
    [knownPages.nextchat, 'BASE_URL', 'http://instructlab:8000'],
    [knownPages.anythingllm, 'GENERIC_OPEN_AI_BASE_PATH', 'http://instructlab:8000/v1'],
    [knownPages.librechat, 'MODEL_URL', 'http://instructlab:8000/v1'],
    [own({}), 'OPENAI_BASE_URL', 'http://instructlab:8000/v1'],
    [own({ modelUrl: { variable: 'MODEL', path: '/api' } }), 'MODEL', 'http://instructlab:8000/api'],
  ])('is told to $page in the form that it reads', (client, variable, url) => {
    expect(containerOf(client).env[0]).toEqual({ name: variable, value: url });
  });

  test.each([
    [knownPages.nextchat, { CUSTOM_MODELS: '-all,+granite3.3:8b' }],
    [knownPages.anythingllm, { GENERIC_OPEN_AI_MODEL_PREF: 'granite3.3:8b' }],
  ])('is named to $page, which does not ask its server for the name', ({ env: _, ...client }, named) => {
    expect(envOf(client, { model: { ...minimal.model, name: 'granite3.3:8b' } })).toMatchObject(named);
  });

  test.each<[PageSettings, readonly string[]]>([
    [knownPages.anythingllm, ['NODE_EXTRA_CA_CERTS']],
    [knownPages.chainlit, ['SSL_CERT_FILE']],
    [knownPages['chat-ui'], ['NODE_EXTRA_CA_CERTS']],
    [knownPages.gradio, ['SSL_CERT_FILE']],
    [knownPages.librechat, ['NODE_EXTRA_CA_CERTS']],
    [knownPages.nextchat, ['NODE_EXTRA_CA_CERTS']],
    [knownPages['open-webui'], ['AIOHTTP_CLIENT_SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'SSL_CERT_FILE']],
    [knownPages.streamlit, ['SSL_CERT_FILE']],
    [own({}), ['SSL_CERT_FILE']],
    [own({ caVariables: ['CA_FILE'] }), ['CA_FILE']],
  ])('is trusted by the variables that $page reads, when it serves TLS', (client, names) => {
    const tls = { model: { ...minimal.model, tls: { secretName: 'model-tls' } } };
    const found = Object.entries(envOf(client, tls)).filter(([, value]) => value === '/etc/model-ca/ca.crt');
    expect(found.map(([name]) => name)).toEqual(names);
  });

  test("is trusted by a company's authorities where these are named", () => {
    const client = own({}, { caBundle: { configMapName: 'company-ca' } });
    expect(envOf(client)).toMatchObject({ SSL_CERT_FILE: '/etc/ca-bundle/ca.crt' });
    expect(podOf(client).volumes).toContainEqual({
      name: 'ca-bundle',
      configMap: { name: 'company-ca', items: [{ key: 'ca-bundle.crt', path: 'ca.crt' }] },
    });
  });
});

test('LibreChat is open to everyone where everybody may make an account', () => {
  const librechat = knownPages.librechat as PageSettings;
  const exposed = (env: PageSettings['env']) =>
    warned(chat({ ...librechat, env }, { exposure: { loadBalancer: openLoadBalancer } })).join();
  expect(exposed(librechat.env)).not.toContain('open-to-everyone');
  expect(exposed({ ...librechat.env, ALLOW_REGISTRATION: 'true' })).toContain('open-to-everyone');
});

describe('Open WebUI', () => {
  test('runs with the environment that a cluster without a way out and Git as its source ask for', () => {
    expect(envOf(openWebui)).toEqual({
      OPENAI_API_BASE_URL: 'http://instructlab:8000/v1',
      BYPASS_MODEL_ACCESS_CONTROL: 'true',
      DEFAULT_MODEL_PARAMS: '{"function_calling":"legacy"}',
      ENABLE_FOLLOW_UP_GENERATION: 'false',
      ENABLE_OLLAMA_API: 'false',
      ENABLE_PERSISTENT_CONFIG: 'false',
      ENABLE_TAGS_GENERATION: 'false',
      ENABLE_TITLE_GENERATION: 'false',
      OFFLINE_MODE: 'true',
      PORT: '8080',
      STATIC_DIR: '/app/backend/data/static',
      WEBUI_ADMIN_EMAIL: { secretKeyRef: { name: 'chat-page', key: 'WEBUI_ADMIN_EMAIL' } },
      WEBUI_ADMIN_PASSWORD: { secretKeyRef: { name: 'chat-page', key: 'WEBUI_ADMIN_PASSWORD' } },
      WEBUI_SECRET_KEY: { secretKeyRef: { name: 'chat-page', key: 'WEBUI_SECRET_KEY' } },
    });
  });

  test('does what the settings say where they say otherwise', () => {
    const env = { ENABLE_TITLE_GENERATION: 'true', WEBUI_ADMIN_EMAIL: 'a@example.com' };
    expect(envOf({ ...openWebui, env })).toMatchObject(env);
  });

  test('is given minutes to start, and is then asked for its own health', () => {
    const { startupProbe, readinessProbe, livenessProbe } = containerOf(openWebui);
    expect(startupProbe).toMatchObject({
      httpGet: { path: '/health', port: 'http' },
      failureThreshold: 120,
      periodSeconds: 5,
    });
    expect(readinessProbe.httpGet.path).toBe('/ready');
    expect(livenessProbe.httpGet.path).toBe('/health');
  });

  test('is not told that everybody uses the model, because it asks for a login, unless that is switched off', () => {
    const exposed = (client: PageSettings) =>
      warned(chat(client, { exposure: { loadBalancer: openLoadBalancer, gateway: ownGateway, nginxIngress: {} } }));
    expect(exposed(openWebui).join()).not.toContain('open-to-everyone');
    expect(exposed({ ...openWebui, env: { WEBUI_AUTH: 'False' } }).join()).toContain('open-to-everyone');
    expect(exposed(own({})).join()).toContain('open-to-everyone');
  });

  test("warns where a header's word is taken, unless a login in front sets it", () => {
    const client = { ...openWebui, env: { WEBUI_AUTH_TRUSTED_EMAIL_HEADER: 'X-Forwarded-Email' } };
    const exposure = { nginxIngress: { host: 'chat.example.com', tls: {} } };
    const bypassed = 'login-bypassed client.env.WEBUI_AUTH_TRUSTED_EMAIL_HEADER';
    expect(warned(chat(client, { exposure }))).toContain(bypassed);
    expect(warned(chat(client, { exposure, login: { users: { secretName: 'chat-users' } } }))).not.toContain(bypassed);
  });

  test('needs a Secret, whose files the guide knows how to make', () => {
    const [summary] = synthesize(chat(openWebui)).chats;
    expect(summary?.requirements.find(({ secretName }) => secretName === 'chat-page')?.commands).toEqual([
      `printf 'E-mail address of the administrator: ' && read -r ADDRESS && printf %s "\${ADDRESS:?}" > WEBUI_ADMIN_EMAIL`,
      "openssl rand -hex 12 | tr -d '\\n' > WEBUI_ADMIN_PASSWORD",
      "openssl rand -hex 32 | tr -d '\\n' > WEBUI_SECRET_KEY",
      'kubectl create secret generic chat-page --from-file=WEBUI_ADMIN_EMAIL --from-file=WEBUI_ADMIN_PASSWORD --from-file=WEBUI_SECRET_KEY -n ilab-chat',
    ]);
  });
});

describe('data', () => {
  test('make a claim that no GitOps tool prunes, and one pod that ends before the next begins', () => {
    const objects = objectsOf(chat({ ...openWebui, data: { size: '10Gi', storageClassName: 'fast' } }));
    expect(one(objects, 'PersistentVolumeClaim')).toMatchObject({
      metadata: { name: 'chat-data', namespace: 'ilab-chat', annotations: keepWhenPruned },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'fast',
        resources: { requests: { storage: '10Gi' } },
      },
    });
    const { spec } = one(objects, 'Deployment');
    expect(spec.strategy).toEqual({ type: 'Recreate' });
    expect(spec.replicas).toBe(1);
    expect(spec.template.spec.volumes).toContainEqual({
      name: 'page-data',
      persistentVolumeClaim: { claimName: 'chat-data' },
    });
    expect(spec.template.spec.containers[0].volumeMounts).toContainEqual({
      name: 'page-data',
      mountPath: '/app/backend/data',
    });
  });

  test('belong to the group of the pods, which OpenShift chooses itself', () => {
    expect(podOf(openWebui).securityContext).toMatchObject({ fsGroup: 10_001, fsGroupChangePolicy: 'OnRootMismatch' });
    expect(podOf(openWebui, { platform: 'openshift' }).securityContext).not.toHaveProperty('fsGroup');
  });

  test('are where a claim is already', () => {
    const objects = objectsOf(chat({ ...openWebui, data: { existingClaim: 'archive' } }));
    expect(objects.map(({ kind }) => kind)).not.toContain('PersistentVolumeClaim');
    expect(one(objects, 'Deployment').spec.template.spec.volumes[1].persistentVolumeClaim.claimName).toBe('archive');
  });

  test('die with the pod without a claim, which is told, unless they are in a database', () => {
    const { data: _, ...without } = openWebui;
    expect(warned(chat(without))).toContain('data-in-pod client.data');
    const shared = ['DATABASE_URL', 'REDIS_URL', 'WEBSOCKET_MANAGER', 'WEBSOCKET_REDIS_URL', 'VECTOR_DB'];
    const env = Object.fromEntries(shared.map((name) => [name, { secretName: 'chat-database', key: name }]));
    expect(warned(chat({ ...without, env }))).not.toContain('data-in-pod client.data');
  });
});

describe('files', () => {
  const text = 'title: chat\nlanguages: [en, pt]\n';
  const client = own({}, { files: { '/app/config.yaml': text } });

  test('are in a ConfigMap, and mounted each at its path', () => {
    expect(one(objectsOf(chat(client)), 'ConfigMap')).toMatchObject({
      metadata: { name: 'chat-files' },
      data: { 'app_config.yaml': text },
    });
    expect(containerOf(client).volumeMounts).toContainEqual({
      name: 'page-files',
      mountPath: '/app/config.yaml',
      subPath: 'app_config.yaml',
      readOnly: true,
    });
  });

  test('bring other pods when one of them changes', () => {
    const sumOf = (files: Readonly<Record<string, string>>) =>
      one(objectsOf(chat(own({}, { files }))), 'Deployment').spec.template.metadata.annotations['checksum/files'];
    expect(sumOf({ '/a': 'one', '/b': 'two' })).toBe(sumOf({ '/b': 'two', '/a': 'one' }));
    expect(sumOf({ '/a': 'one' })).not.toBe(sumOf({ '/a': 'two' }));
  });

  test("take the place of the page's own", () => {
    expect(JSON.stringify(one(objectsOf(chat(knownPages.librechat)), 'ConfigMap'))).toContain('private model');
    const files = { '/app/librechat.yaml': 'version: 1.2.1\n' };
    expect(one(objectsOf(chat({ ...knownPages.librechat, files })), 'ConfigMap')).toMatchObject({
      data: { 'app_librechat.yaml': 'version: 1.2.1\n' },
    });
  });
});

describe('the pod', () => {
  test('writes to the folders that are named, and to nothing else', () => {
    const client = own({ writable: ['/tmp', '/app/logs', '/app.logs'] });
    expect(podOf(client).volumes.map(({ name }: { name: string }) => name)).toEqual(['tmp', 'folder-1', 'folder-2']);
    expect(containerOf(client).securityContext.readOnlyRootFilesystem).toBe(true);
  });

  test.each([
    ['/var/Cache__x', 'var-cache-x'],
    ['/the/page-files', 'the-page-files'],
    ['/page-files', 'folder-0'],
    ['/ca-bundle', 'folder-0'],
    ['/model-ca', 'folder-0'],
    ['/_', 'folder-0'],
    [`/${'a'.repeat(49)}.b`, 'a'.repeat(49)],
  ])('the folder %s is the volume %s', (path, name) => {
    const { volumes } = podOf(own({ writable: [path] }));
    expect(volumes).toEqual([{ name, emptyDir: { sizeLimit: '256Mi' } }]);
  });

  test('it has no volumes where it writes nowhere, or everywhere', () => {
    for (const writable of [[], 'everything'] as const) {
      expect(podOf(own({ writable }))).not.toHaveProperty('volumes');
      expect(containerOf(own({ writable }))).not.toHaveProperty('volumeMounts');
    }
  });

  test('it is asked as its facts say, path or port', () => {
    const { readinessProbe, livenessProbe, startupProbe } = containerOf(
      own({ health: { ready: 'tcp', live: '/live', startSeconds: 61 } }),
    );
    expect(readinessProbe).toEqual({ tcpSocket: { port: 'http' }, periodSeconds: 5, timeoutSeconds: 3 });
    expect(livenessProbe).toEqual({ httpGet: { path: '/live', port: 'http' }, periodSeconds: 10, timeoutSeconds: 3 });
    expect(startupProbe).toMatchObject({ httpGet: { path: '/live', port: 'http' }, failureThreshold: 13 });
  });

  test('several pods are spread over nodes, and one may be away at a time', () => {
    const objects = objectsOf(chat(own({}, { replicas: 2 })));
    expect(one(objects, 'Deployment').spec.template.spec.topologySpreadConstraints).toHaveLength(1);
    expect(one(objects, 'PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1 });
    const alone = objectsOf(chat(own({}, { replicas: 1 })));
    expect(one(alone, 'Deployment').spec.template.spec).not.toHaveProperty('topologySpreadConstraints');
    expect(alone.map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
  });

  test('writes to its whole image where a page cannot do without', () => {
    expect(containerOf(knownPages['chat-ui']).securityContext.readOnlyRootFilesystem).toBe(false);
    expect(podOf(knownPages['chat-ui'])).not.toHaveProperty('volumes');
  });

  test('listens where the settings say, and the page is told', () => {
    const client: PageSettings = { ...knownPages.streamlit, port: 9000 };
    expect(containerOf(client).ports).toEqual([{ name: 'http', containerPort: 9000, protocol: 'TCP' }]);
    expect(envOf(client)).toMatchObject({ STREAMLIT_SERVER_PORT: '9000' });
  });

  test('runs the command of the settings, else that of the image', () => {
    expect(containerOf(own({}))).not.toHaveProperty('command');
    const client = own({}, { command: ['node'], args: ['server.js', '--quiet'] });
    expect(containerOf(client)).toMatchObject({ command: ['node'], args: ['server.js', '--quiet'] });
  });

  test.each([
    ['keeps nothing', own({}), 2],
    ['keeps sessions in its memory', knownPages.gradio, 1],
    ['keeps data', openWebui, 1],
  ])('is one of as many as fit a page that %s', (_, client, replicas) => {
    expect(one(objectsOf(chat(client)), 'Deployment').spec.replicas).toBe(replicas);
  });
});

describe('sessions in several pods', () => {
  const sessions: PageSettings = { ...knownPages.gradio, replicas: 2 };
  const onePod: PageSettings = { ...sessions, replicas: 1 };

  test('are found again through ingress-nginx by a cookie', () => {
    const annotations = (client: PageSettings) =>
      one(objectsOf(chat(client, { exposure: { nginxIngress: {} } })), 'Ingress').metadata.annotations;
    expect(annotations(sessions)).toMatchObject({
      'nginx.ingress.kubernetes.io/affinity': 'cookie',
      'nginx.ingress.kubernetes.io/affinity-mode': 'persistent',
    });
    expect(annotations(onePod)).not.toHaveProperty(['nginx.ingress.kubernetes.io/affinity']);
  });

  test('are found again through a balancer by the address of the user', () => {
    const service = (cloud?: 'aws-load-balancer-controller' | 'aws-in-tree') =>
      one(
        objectsOf(chat(sessions, { exposure: { loadBalancer: { ...openLoadBalancer, cloud } } })),
        'Service',
        'chat-lb',
      );
    expect(service().spec.sessionAffinity).toBe('ClientIP');
    expect(JSON.stringify(service('aws-load-balancer-controller').metadata.annotations)).toContain(
      'stickiness.enabled=true,stickiness.type=source_ip',
    );
    // It would get no balancer at all.
    expect(service('aws-in-tree').spec).not.toHaveProperty('sessionAffinity');
  });

  test('are lost behind a Gateway and a balancer that cannot, which is told', () => {
    const exposure = { gateway: ownGateway, loadBalancer: { ...openLoadBalancer, cloud: 'aws-in-tree' as const } };
    const lost = (client: PageSettings) =>
      warned(chat(client, { exposure })).filter((line) => line.startsWith('no-session-affinity'));
    expect(lost(sessions)).toEqual([
      'no-session-affinity exposure.loadBalancer.cloud',
      'no-session-affinity exposure.gateway',
    ]);
    expect(lost(onePod)).toEqual([]);
  });
});

describe('warnings', () => {
  test('an autoscaler sees no load of a page that waits', () => {
    const { warnings } = synthesize({
      ...minimal,
      client: { ...minimal.client, autoscaling: { minReplicas: 2, maxReplicas: 6 } },
    });
    expect(warnings.find(({ id }) => id === 'autoscaler-sees-no-load')).toEqual({
      id: 'autoscaler-sees-no-load',
      path: 'client.autoscaling',
      message:
        'a page that waits for the model uses almost no CPU, so no pod is ever added; set replicas to the people that ask at once, divided by what a pod answers at once, 32',
    });
  });

  test('a page with less memory than it takes at rest is stopped', () => {
    const resources = { limits: { memory: '512Mi' } };
    expect(warned(chat({ ...openWebui, resources }))).toContain('little-memory client.resources.limits.memory');
    expect(warned(chat({ ...knownPages.gradio, resources }))).not.toContain(
      'little-memory client.resources.limits.memory',
    );
  });

  test.each([
    [{ DATABASE_URL: 'postgresql+psycopg://db.example.com/chat' }, [], ['DATABASE_URL']],
    [{ DATABASE_URL: 'postgresql://db.example.com/chat' }, [5432], []],
    [{ REDIS_URL: 'redis://redis:6380/0' }, [6379], ['REDIS_URL']],
    [{ WEBUI_URL: 'https://chat.example.com', OPENID_REDIRECT_URI: 'https://chat.example.com/oauth' }, [], []],
    [{ HERE: 'http://localhost:9000', MODEL: 'http://instructlab:8000/v1', WORD: 'postgres' }, [], []],
  ])('of %j with the ports %j open, %j lead nowhere', (env, ports, closed) => {
    const egress = ports.length === 0 ? undefined : [{ namespace: 'databases', ports }];
    expect(
      warned(chat(own({}, { env: env as Record<string, string>, egress }))).filter((line) => /^closed/.test(line)),
    ).toEqual(closed.map((name) => `closed-by-policy client.env.${name}`));
  });
});

test.each<[string, PageSettings, string | undefined]>([
  ['whose folders keep nothing', knownPages.librechat, 'app-logs,app-uploads,tmp'],
  ['whose data die with the pod', { ...openWebui, data: undefined } as PageSettings, 'tmp'],
  ['that keeps its data in a claim', openWebui, 'tmp'],
  [
    'whose annotation the settings say',
    own(
      { writable: ['/tmp', '/a'] },
      { podAnnotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes': 'a' } },
    ),
    'a',
  ],
  ['without folders', own({ writable: [] }), undefined],
])('a page %s lets cluster-autoscaler take its node where nothing is lost', (_, client, names) => {
  const { annotations } = one(objectsOf(chat(client)), 'Deployment').spec.template.metadata;
  expect(annotations?.['cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes']).toBe(names);
});
