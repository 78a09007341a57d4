import { minimal } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
import { refuses, refusesTogether } from '../../tests/refused';
import { synthesize } from '../synthesis/synthesis';
import type { ChatClientSettings } from './chat-client-settings';

refuses('client.imagePullSecrets', {
  '%s is not a list; use a list of names of Secrets, at least one': ['registry-login'],
  'empty; use a list of names of Secrets, at least one': [[]],
  '[0]: "Registry" is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters (did you mean "registry"?)':
    [['Registry']],
});

refuses('client.imagePullSecrets', {
  '[1]: "a" is there twice; leave out one': [['a', 'a']],
});

refuses('client.podLabels', {
  '["skupper.io/component"]: by this label Skupper and cert-manager know pods of their own, and their Services would find the client\'s; use another':
    [{ 'skupper.io/component': 'router' }],
  ".application: by this label Skupper and cert-manager know pods of their own, and their Services would find the client's; use another":
    [{ application: 'skupper-router' }],
});

refusesTogether(
  {
    client: {
      ...minimal.client,
      autoscaling: { minReplicas: 1, maxReplicas: 3 },
      resources: { requests: { memory: '128Mi' } },
    },
  },
  'client.resources.requests.cpu: missing; the autoscaler follows the share of it that is used, so name it, such as "100m"',
);

refuses('client.resources', {
  '%s is not a group of settings; use { requests?, limits? }': ['large'],
  '.limits.memory: "128Mi" is below the request, "256Mi"; raise it, or lower the request': [
    { requests: { memory: '256Mi' }, limits: { memory: '128Mi' } },
  ],
  '.limits.cpu: "0.5" is below the request, "600m"; raise it, or lower the request': [
    { requests: { cpu: '600m' }, limits: { cpu: '0.5' } },
  ],
  '.limits.memory: "256MB" is not an amount of bytes; use a number and "Mi" or "Gi", such as "256Mi" (did you mean "256Mi"?)':
    [{ limits: { memory: '256MB' } }],
  '.limits.memory: "256" is not an amount of bytes; use a number and "Mi" or "Gi", such as "256Mi" (did you mean "256Mi"?)':
    [{ limits: { memory: 256 } }, { limits: { memory: '256' } }],
  '.limits.memory: "256m" is not an amount of bytes; use a number and "Mi" or "Gi", such as "256Mi" (did you mean "256Mi"?)':
    [{ limits: { memory: '256m' } }],
  '.requests.cpu: "two" is not an amount of CPU; use cores such as "2", or thousandths of one such as "250m"': [
    { requests: { cpu: 'two' } },
  ],
  '.requests.cpu: "0" is not an amount of CPU; use cores such as "2", or thousandths of one such as "250m"': [
    { requests: { cpu: '0' } },
  ],
  '.requests.gpu: not a setting; did you mean "cpu"?': [{ requests: { gpu: '1' } }],
});

refuses('client.env', {
  '.A.key: "..a" is not a key of a Secret; use letters, digits, "-", "_" and ".", at most 253 characters': [
    { A: { secretName: 'a', key: '..a' } },
  ],
  '.ADDRESS: the address of the model; the setting model decides about it; leave it out': [{ ADDRESS: 'http://model' }],
  '.REQUESTS_CA_BUNDLE: the certificate of the model; the setting model.tls decides about it; leave it out': [
    { REQUESTS_CA_BUNDLE: '/x' },
  ],
  '.MY-VAR: "MY-VAR" is not the name of an environment variable; use letters, digits and "_", not beginning with a digit':
    [{ 'MY-VAR': 'x' }],
  '.COUNT: "5" is not the value of an environment variable; use a text in quotes, or { secretName, key } (in quotes: "5")':
    [{ COUNT: 5 }],
  '.API_TOKEN: named like a secret, and the output is for everybody to read; use { secretName, key }': [
    { API_TOKEN: 'abc123' },
  ],
  '.API_TOKEN.key: missing; use letters, digits, "-", "_" and ".", at most 253 characters': [
    { API_TOKEN: { secretName: 'api' } },
  ],
});

refuses('client.nodeSelector', {
  '.disk: "very fast" is not a label value; use at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit':
    [{ disk: 'very fast' }],
});

refuses('client.tolerations', {
  '[0].operator: without a key only "Exists" makes sense; name a key, or use "Exists"': [[{ effect: 'NoSchedule' }]],
  '[0].value: "Exists" takes any value; leave out value or operator': [[{ key: 'a', operator: 'Exists', value: 'b' }]],
  '[0].tolerationSeconds: only a pod that would be evicted stays for a time; use the effect "NoExecute", or leave it out':
    [[{ key: 'a', tolerationSeconds: 5 }]],
  '[0].effect: "noSchedule" is not known here; use "NoSchedule", "PreferNoSchedule" or "NoExecute" (did you mean "NoSchedule"?)':
    [[{ key: 'a', effect: 'noSchedule' }]],
});

refuses('client.topologyKey', {
  '%s is not a qualified name; use a name such as "example.com/team"': ['a zone'],
});

refuses('client.priorityClassName', {
  '%s is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters (did you mean "high"?)':
    ['High'],
});

refuses('client.podLabels', {
  '.app: set by the project already; leave it out': [{ app: 'x' }],
  '["app.kubernetes.io/name"]: set by the project already; leave it out': [{ 'app.kubernetes.io/name': 'x' }],
});

refuses('client.podAnnotations', {
  '["example.com/a"]: "1" is not an annotation value; use a text in quotes, of at most 100000 characters, without control characters (in quotes: "1")':
    [{ 'example.com/a': 1 }],
});

refuses('client.servicePort', {
  '%s is not a port; use a whole number from 1 to 65535': [0, 65_536],
});

refusesTogether(
  { client: { ...minimal.client, resources: { requests: { memory: '1Gi' }, limits: { memory: '512Mi' } } } },
  'client.resources.limits.memory: "512Mi" is below the request, "1Gi"; raise it, or lower the request',
);

const withClient = (client: Partial<ChatClientSettings>) => ({ ...minimal, client: { ...minimal.client, ...client } });
const podOf = (client: Partial<ChatClientSettings>) => one(objectsOf(withClient(client)), 'Deployment').spec.template;

describe('the pod', () => {
  test('pulls its image with the Secrets, and so does its ServiceAccount', () => {
    const objects = objectsOf(withClient({ imagePullSecrets: ['a', 'b'] }));
    const secrets = [{ name: 'a' }, { name: 'b' }];
    expect(one(objects, 'Deployment').spec.template.spec.imagePullSecrets).toEqual(secrets);
    expect(one(objects, 'ServiceAccount')).toHaveProperty('imagePullSecrets', secrets);
  });

  test('is granted what the settings say, and nothing of the default beside it', () => {
    expect(
      podOf({ resources: { requests: { cpu: '1' }, limits: { memory: '1Gi' } } }).spec.containers[0].resources,
    ).toEqual({ requests: { cpu: '1' }, limits: { memory: '1Gi' } });
    expect(podOf({ resources: {} }).spec.containers[0].resources ?? {}).toEqual({});
  });

  test('gets variables as texts and from Secrets, after those of the project', () => {
    const env = { B: { secretName: 'texts', key: 'b' }, A: 'a' };
    expect(podOf({ env }).spec.containers[0].env).toEqual([
      { name: 'ADDRESS', value: 'http://instructlab:8000' },
      { name: 'A', value: 'a' },
      { name: 'B', valueFrom: { secretKeyRef: { name: 'texts', key: 'b' } } },
    ]);
  });

  test('runs where the settings say', () => {
    const tolerations = [{ key: 'gpu', operator: 'Exists' as const }];
    const { spec } = podOf({
      nodeSelector: { disk: 'fast' },
      tolerations,
      priorityClassName: 'high',
      topologyKey: 'zone',
    });
    expect(spec).toMatchObject({ nodeSelector: { disk: 'fast' }, tolerations, priorityClassName: 'high' });
    expect(spec.topologySpreadConstraints[0].topologyKey).toBe('zone');
    // One of the two is enough, and Autopilot charges for anti-affinity.
    expect(spec).not.toHaveProperty('affinity');
  });

  test("has labels and annotations of the user's, which no selector uses", () => {
    const podLabels = { team: 'a', application: 'chat' };
    const objects = objectsOf(withClient({ podLabels, podAnnotations: { note: 'b' } }));
    const { template, selector } = one(objects, 'Deployment').spec;
    expect(template.metadata.labels).toMatchObject({ app: 'ilab-client', ...podLabels });
    expect(template.metadata.annotations).toEqual({ note: 'b' });
    expect(selector).toEqual({ matchLabels: { app: 'ilab-client' } });
  });
});

test('the Service has a port of its own, to which every exposure leads', () => {
  const objects = objectsOf({
    ...withClient({ port: 9090, servicePort: 80 }),
    exposure: { nginxIngress: {}, gateway: { existing: { name: 'g' }, dataPlane: 'any' } },
  });
  expect(one(objects, 'Service').spec.ports).toEqual([{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }]);
  expect(one(objects, 'Ingress').spec.rules[0].http.paths[0].backend.service.port.number).toBe(80);
  expect(one(objects, 'HTTPRoute').spec.rules[0].backendRefs[0].port).toBe(80);
  expect(one(objects, 'NetworkPolicy', 'ilab-client').spec.ingress[0].ports[0].port).toBe(9090);
});

test('a chat that sleeps has no pods, and no budget that a drain would wait for', () => {
  const objects = objectsOf(withClient({ replicas: 0 }));
  expect(one(objects, 'Deployment').spec.replicas).toBe(0);
  expect(objects.map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
});

describe('warnings', () => {
  const idsOf = (client: Partial<ChatClientSettings>) => synthesize(withClient(client)).warnings.map(({ id }) => id);

  test('memory that does not fit the answers in flight', () => {
    expect(idsOf({})).not.toContain('little-memory');
    expect(idsOf({ answersInFlight: 256 })).toContain('little-memory');
    expect(idsOf({ answersInFlight: 256, resources: { limits: { memory: '512Mi' } } })).not.toContain('little-memory');
    expect(idsOf({ resources: { limits: { memory: '64Mi' } } })).toContain('little-memory');
  });

  test('a proxy that would be asked for the model', () => {
    expect(idsOf({ env: { HTTP_PROXY: 'http://proxy:3128' } })).toContain('model-through-proxy');
    expect(idsOf({ env: { http_proxy: 'http://proxy:3128', no_proxy: '.svc' } })).toContain('model-through-proxy');
    expect(idsOf({ env: { HTTP_PROXY: 'http://proxy:3128', NO_PROXY: '.svc, instructlab' } })).not.toContain(
      'model-through-proxy',
    );
    expect(idsOf({ env: { HTTPS_PROXY: 'http://proxy:3128' } })).not.toContain('model-through-proxy');
  });
});

test('what has to be there before is said with its command', () => {
  const { requirements = [] } =
    synthesize(
      withClient({
        image: 'registry.example.com:5000/chat:v1',
        imagePullSecrets: ['login'],
        env: { A: { secretName: 'texts', key: 'a' } },
        autoscaling: { minReplicas: 1, maxReplicas: 2 },
        priorityClassName: 'high',
        nodeSelector: { disk: 'fast' },
      }),
    ).chats[0] ?? {};
  expect(requirements.flatMap(({ commands }) => commands)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(
        /^kubectl create secret docker-registry login --docker-server=registry\.example\.com:5000 .* -n ilab-chat$/,
      ),
      'kubectl create secret generic texts --from-file=a -n ilab-chat',
      'kubectl get apiservice v1beta1.metrics.k8s.io',
      'kubectl get priorityclass high',
      'kubectl get nodes -l disk=fast',
    ]),
  );
});
