import { minimal } from '../../tests/cases';
import { manifest } from '../../tests/objects';
import { report } from '../../tests/refused';
import { SettingsError } from '../checks/problem';
import { synthesize } from '../synthesis/synthesis';
import type { ExtraObject } from './extra-object';

const notes: ExtraObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'notes' }, data: { a: 'b' } };
const redis = (more: object = {}): ExtraObject[] => [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'redis' }, automountServiceAccountToken: false },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'redis' },
    spec: {
      selector: { matchLabels: { app: 'redis' } },
      template: {
        metadata: { labels: { app: 'redis' } },
        spec: {
          serviceAccountName: 'redis',
          automountServiceAccountToken: false,
          containers: [{ name: 'redis', image: 'redis:7.4', ports: [{ name: 'redis', containerPort: 6379 }], ...more }],
        },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'redis' },
    spec: { selector: { app: 'redis' }, ports: [{ port: 6379, targetPort: 'redis' }] },
  },
];

/** What is said of objects that the settings add. */
const problems = (extraObjects: readonly ExtraObject[]): string[] => {
  try {
    synthesize({ ...minimal, extraObjects });
    return [];
  } catch (error) {
    if (error instanceof SettingsError) {
      return error.problems.map(({ path, message }) => `${path}: ${message}`);
    }
    throw error;
  }
};

test("objects of one's own have a file of their own, in the namespace of the chat and with its labels", () => {
  const { manifests } = synthesize({ ...minimal, extraObjects: [notes] });
  expect(manifest(manifests, 'public', '40-extra-objects.k8s.yaml').objects).toEqual([
    {
      ...notes,
      metadata: {
        name: 'notes',
        namespace: 'ilab-chat',
        labels: expect.objectContaining({
          'app.kubernetes.io/part-of': 'ilab-chat',
          'app.kubernetes.io/managed-by': 'cdk8s',
        }),
      },
    },
  ]);
});

test('a database beside the page is as legal as the page', () => {
  expect(problems(redis())).toEqual([]);
});

test.each<[string, readonly ExtraObject[], string]>([
  [
    'a secret',
    [{ ...notes, data: { password: 'geheim4711' } }],
    'extraObjects[0].data.password: named like a secret, and the output is for everybody to read; keep it in a Secret, and give its name',
  ],
  [
    'an object that the chat makes',
    [
      {
        ...notes,
        kind: 'Service',
        metadata: { name: 'ilab-client' },
        data: undefined,
        spec: { selector: { app: 'ilab-client' }, ports: [{ port: 8080, targetPort: 'http' }] },
      },
    ],
    'extraObjects[0]: made twice; give one of them another name',
  ],
  [
    'a Service in the place of the one that Skupper makes',
    [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'instructlab' },
        spec: { selector: { app: 'ilab-client' }, ports: [{ port: 80, targetPort: 8080 }] },
      },
    ],
    'extraObjects[0]: has the name of the Service that Skupper makes for Listener ilab-chat/instructlab; give it another',
  ],
  [
    'a Service without the port of its pods',
    [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'own' },
        spec: { selector: { app: 'ilab-client' }, ports: [{ port: 80 }] },
      },
    ],
    'extraObjects[0]: port 80 is no port of its pods; name theirs in targetPort',
  ],
  ['a Service that leads nowhere', redis().slice(2), 'extraObjects[0]: selector matches no pods'],
  [
    'an image that moves',
    redis({ image: 'redis:latest' }),
    'extraObjects[1]: image "redis:latest" has no tag, or one that moves',
  ],
  [
    'an object without its parts',
    [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'redis' } }],
    'extraObjects[0]: spec.ports is missing or empty',
  ],
  [
    'an object with a part in another form',
    [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'redis' },
        spec: { podSelector: {}, ingress: { from: [] } },
      },
    ],
    'extraObjects[0]: spec.ingress is a map, and has to be a list',
  ],
])('%s is refused, by its place in the settings', (_, extraObjects, line) => {
  expect(problems(extraObjects)).toEqual([line]);
});

test.each<[object, string]>([
  [
    { kind: 'ClusterRole' },
    'extraObjects[0].kind: "ClusterRole" does not belong beside a chat here; use "ConfigMap", "Deployment", "ExternalSecret", "NetworkPolicy", "PersistentVolumeClaim", "PodMonitor", "SealedSecret", "Service", "ServiceAccount" or "ServiceMonitor", or a file of your own in dist/, which is kept',
  ],
  [{ apiVersion: 'v2' }, 'extraObjects[0].apiVersion: "v2" is not the version of a ConfigMap here; use "v1"'],
  [
    { metadata: { name: 'Notes' } },
    'extraObjects[0].metadata.name: "Notes" is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters (did you mean "notes"?)',
  ],
  [
    { metadata: { name: 'notes', namespace: 'kube-system' } },
    'extraObjects[0].metadata.namespace: not a setting; known here: name, labels, annotations',
  ],
  [
    { kind: 'toString' },
    expect.stringMatching(/^extraObjects\[0\]\.kind: "toString" does not belong beside a chat here; /),
  ],
  [
    { kind: undefined },
    expect.stringMatching(/^extraObjects\[0\]\.kind: "undefined" does not belong beside a chat here; /),
  ],
  [{ metadata: undefined }, 'extraObjects[0].metadata: missing; use { name, labels?, annotations? }'],
  [
    { spec: { wait: [() => 1] } },
    'extraObjects[0].spec: a group of settings is not a value that YAML can hold; use texts, numbers, true, false, null, lists and groups',
  ],
])('%j is refused', (more, line) => {
  expect(report({ ...minimal, extraObjects: [{ ...notes, ...more }] })).toEqual([line]);
});

test('what is no object is refused', () => {
  expect(report({ ...minimal, extraObjects: ['ConfigMap'] })).toEqual([
    'extraObjects[0]: not an object; use { apiVersion, kind, metadata: { name }, … }',
  ]);
});

test.each([
  ['ConfigMap', 'v1'],
  ['Deployment', 'apps/v1'],
  ['ExternalSecret', 'external-secrets.io/v1'],
  ['NetworkPolicy', 'networking.k8s.io/v1'],
  ['PersistentVolumeClaim', 'v1'],
  ['PodMonitor', 'monitoring.coreos.com/v1'],
  ['SealedSecret', 'bitnami.com/v1alpha1'],
  ['Service', 'v1'],
  ['ServiceAccount', 'v1'],
  ['ServiceMonitor', 'monitoring.coreos.com/v1'],
])('a %s may stand beside a chat, in the version %s alone', (kind, apiVersion) => {
  const labels = { 'example.com/team': 'chat' };
  const object = { kind, metadata: { name: 'own', labels, annotations: labels }, spec: undefined };
  expect(report({ ...minimal, extraObjects: [{ ...object, apiVersion }] })).toEqual([]);
  expect(report({ ...minimal, extraObjects: [{ ...object, apiVersion: 'example.com/v1' }] })).toEqual([
    `extraObjects[0].apiVersion: "example.com/v1" is not the version of a ${kind} here; use "${apiVersion}"`,
  ]);
});

test('Secrets that only their controller can read, or find, are taken', () => {
  const sealed = `Ag${'By3i4OJSWK7PiTySYZZA9rO43cGDEq'.repeat(12)}==`;
  const extraObjects: ExtraObject[] = [
    {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'chat-page' },
      spec: { encryptedData: { WEBUI_SECRET_KEY: sealed, password: sealed } },
    },
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'chat-users' },
      spec: {
        secretStoreRef: { name: 'vault', kind: 'SecretStore' },
        data: [{ secretKey: 'cookie-secret', remoteRef: { key: 'chat/users' } }],
      },
    },
  ];
  expect(() => synthesize({ ...minimal, extraObjects })).not.toThrow();
  const open = [{ ...(extraObjects[0] as ExtraObject), spec: { encryptedData: { password: 'hunter2' } } }];
  expect(() => synthesize({ ...minimal, extraObjects: open })).toThrow('named like a secret');
});
