import { App, Chart } from 'cdk8s';
import { everything, minimal } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
import { refuses, report } from '../../tests/refused';
import type { ChatSettings, ExposureSettings } from '../settings';
import { ChatNamespace } from './namespace';

refuses('namespace', {
  'missing; use { name, labels?, exists?, denyByDefault? }': [undefined],
  '%s is not a group of settings; use { name, labels?, exists?, denyByDefault? }': ['ilab-chat'],
});

refuses('namespace.name', {
  'missing; use lowercase letters, digits and "-", at most 63 characters': [undefined],
  '%s is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (did you mean "ilab-chat"?)': [
    'Ilab_Chat',
  ],
  '%s is not a DNS label; use lowercase letters, digits and "-", at most 63 characters': ['', 'a'.repeat(64)],
  '%s is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (in quotes: "2024")': [2024],
  '%s belongs to the cluster; use a namespace of the chat\'s own, such as "ilab-chat"': [
    'kube-system',
    'default',
    'istio-system',
    'flux-system',
    'argocd',
    'cattle-monitoring-system',
    'calico-system',
    'gke-managed-system',
    'kyverno',
  ],
});

refuses('namespace.nam', {
  'not a setting; did you mean "name"?': ['x'],
});

refuses('namespace.labels', {
  'a list is not a map; use a map from label names to values': [['a']],
  '["team chat"]: "team chat" is not a qualified name; use a name such as "example.com/team"': [{ 'team chat': 'x' }],
  '.team: "not a value" is not a label value; use at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit':
    [{ team: 'not a value' }],
  '.team: "5" is not a label value; use at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit (in quotes: "5")':
    [{ team: 5 }],
  '["app.kubernetes.io/name"]: set by the project already; leave it out': [{ 'app.kubernetes.io/name': 'x' }],
  '["kubernetes.io/metadata.name"]: set by the cluster already; leave it out': [
    { 'kubernetes.io/metadata.name': 'kube-system' },
  ],
  '["pod-security.kubernetes.io/enforce"]: "restricted" keeps the Skupper router from starting, which sets no seccomp profile; use "baseline"':
    [{ 'pod-security.kubernetes.io/enforce': 'restricted' }],
  '["pod-security.kubernetes.io/warn"]: "strict" is no Pod Security level; use "privileged", "baseline" or "restricted"':
    [{ 'pod-security.kubernetes.io/warn': 'strict' }],
  '.constructor: a name of JavaScript itself; use another': [{ constructor: 'x' }],
  '["pod-security.kubernetes.io/enforce-version"]: "1.29" is no version of Pod Security; use "latest" or one such as "v1.30"':
    [{ 'pod-security.kubernetes.io/enforce-version': '1.29' }],
  '["pod-security.kubernetes.io/enforced"]: not a label of Pod Security, which knows enforce, enforce-version, audit, audit-version, warn, warn-version':
    [{ 'pod-security.kubernetes.io/enforced': 'baseline' }],
  '["example.com/password"]: named like a secret, and the output is for everybody to read; keep it in a Secret, and give its name':
    [{ 'example.com/password': 'hunter2hunter2' }],
});

describe('a label of a service mesh', () => {
  const answer = (labels: Record<string, string>) => report({ ...minimal, namespace: { name: 'ilab-chat', labels } });

  test.each([
    ['istio-injection', 'enabled', 'Istio', 'use "disabled", or leave it out'],
    ['istio.io/rev', 'stable', 'Istio', 'leave it out'],
    ['istio.io/dataplane-mode', 'ambient', 'Istio', 'use "none", or leave it out'],
    ['linkerd.io/inject', 'enabled', 'Linkerd', 'use "disabled", or leave it out'],
    ['kuma.io/sidecar-injection', 'enabled', 'Kuma', 'use "disabled", or leave it out'],
  ])('%s: %s is refused, because its proxies would not run', (name, value, mesh, remedy) => {
    expect(answer({ [name]: value })).toEqual([
      `namespace.labels${/[./]/.test(name) ? `["${name}"]` : `.${name}`}: it puts the pods into a mesh, and ${mesh}'s proxies are refused by Pod Security "baseline" or shut in by the network policies; ${remedy} (docs/security.md, "In a service mesh")`,
    ]);
  });

  test.each([
    ['istio-injection', 'disabled'],
    ['istio.io/dataplane-mode', 'none'],
  ])('%s: %s keeps the chat out, and is legal', (name, value) => {
    expect(answer({ [name]: value })).toEqual([]);
  });
});

describe('a namespace of the cluster', () => {
  const nameProblems = (name: string) => report({ ...minimal, namespace: { name } });

  test.each([
    'default',
    'skupper',
    'openshift',
    'openshift-monitoring',
    'kube-public',
    'cattle-system',
    'calico-apiserver',
    'gke-gmp-system',
    'istio-system',
    'envoy-gateway-system',
    'flux-system',
    'gatekeeper-system',
    'metallb-system',
    'longhorn-system',
    'ingress-nginx',
    'cert-manager',
    'argocd',
    'gatekeeper',
    'kyverno',
    'rook-ceph',
    'tigera-operator',
  ])('is %s', (name) => {
    expect(nameProblems(name)).toEqual([
      `namespace.name: "${name}" belongs to the cluster; use a namespace of the chat's own, such as "ilab-chat"`,
    ]);
  });

  test.each([
    'defaults',
    'my-default',
    'skupper-chat',
    'openshifts',
    'kubernetes',
    'my-kube-system',
    'istio',
    'istio-systems',
    'flux',
    'ingress-nginx-2',
    'my-argocd',
    'argocd-2',
  ])('is not %s', (name) => {
    expect(nameProblems(name)).toEqual([]);
  });
});

describe('labels of the namespace', () => {
  const answer = (name: string, text: string) =>
    report({ ...minimal, namespace: { name: 'ilab-chat', labels: { [name]: text } } }).map((line) =>
      line.replace(`namespace.labels["${name}"]: `, ''),
    );
  const entrance =
    "policies of others know the cluster's own entrance by it, and would let this namespace in; leave it out";
  const unchecked = 'it takes the namespace out of what the cluster checks; leave it out';
  const level = '"none" is no Pod Security level; use "privileged", "baseline" or "restricted"';
  const version = (text: string) => `"${text}" is no version of Pod Security; use "latest" or one such as "v1.30"`;

  test.each([
    ['network.openshift.io/policy-group', 'ingress', entrance],
    ['policy-group.network.openshift.io/ingress', '', entrance],
    ['openshift.io/run-level', '0', unchecked],
    ['admission.gatekeeper.sh/ignore', 'yes', unchecked],
    ['app.kubernetes.io/part-of', 'x', 'set by the project already; leave it out'],
    ['pod-security.kubernetes.io/enforce', 'none', level],
    ['pod-security.kubernetes.io/audit', 'none', level],
    ['pod-security.kubernetes.io/enforce-version', 'v1.01', version('v1.01')],
    ['pod-security.kubernetes.io/warn-version', 'v2.30', version('v2.30')],
    ['pod-security.kubernetes.io/warn-version', 'xlatest', version('xlatest')],
    ['pod-security.kubernetes.io/warn-version', 'latest1', version('latest1')],
    ['pod-security.kubernetes.io/warn-version', 'v1.30x', version('v1.30x')],
    ['pod-security.kubernetes.io/warn-version', 'v1.x', version('v1.x')],
    ['pod-security.kubernetes.io/warn-version', 'v1x30', version('v1x30')],
    ['pod-security.kubernetes.io/warn-version', 'restricted', version('restricted')],
  ])('%s: %j is refused', (name, text, line) => {
    expect(answer(name, text)).toEqual([line]);
  });

  test.each([
    ['mynetwork.openshift.io/policy-group', 'ingress'],
    ['network.openshift.io.example.com/policy-group', 'ingress'],
    ['networkxopenshift.io/policy-group', 'ingress'],
    ['network.openshiftxio/policy-group', 'ingress'],
    ['openshift.io/display-name', 'chat'],
    ['my.admission.gatekeeper.sh/ignore', 'yes'],
    ['admissionxgatekeeper.sh/ignore', 'yes'],
    ['admission.gatekeeperxsh/ignore', 'yes'],
    ['pod-security.kubernetes.io/enforce', 'baseline'],
    ['pod-security.kubernetes.io/enforce', 'privileged'],
    ['pod-security.kubernetes.io/audit', 'restricted'],
    ['pod-security.kubernetes.io/warn', 'privileged'],
    ['pod-security.kubernetes.io/enforce-version', 'latest'],
    ['pod-security.kubernetes.io/audit-version', 'v1.0'],
    ['pod-security.kubernetes.io/warn-version', 'v1.30'],
    ['pod-security.kubernetes.io/warn-version', 'v1.9'],
  ])('%s: %j is legal', (name, text) => {
    expect(answer(name, text)).toEqual([]);
  });
});

refuses('namespace.exists', {
  '%s is not true or false; use true or false': ['yes'],
  'namespace.labels: a namespace that is made elsewhere gets its labels there; leave out labels or exists': [true],
});

test('labels that are wrong are not compared with the place where they are made', () => {
  expect(report({ ...minimal, namespace: { name: 'ilab-chat', exists: true, labels: { team: 5 } } })).toEqual([
    expect.stringMatching(/^namespace\.labels\.team: "5" is not a label value; /),
  ]);
});

test.each([[{ name: 'ilab-chat', exists: true }], [{ name: 'ilab-chat', exists: false, labels: { team: 'chat' } }]])(
  '%j is legal',
  (namespace) => {
    expect(report({ ...minimal, namespace })).toEqual([]);
  },
);

test('a construct of a namespace checks its own settings', () => {
  const chart = new Chart(new App(), 'chart');
  expect(() => new ChatNamespace(chart, 'namespace', { name: 'kube-system' })).toThrow(
    'namespace.name: "kube-system" belongs to the cluster',
  );
});

describe('the namespace', () => {
  test('belongs to the chat of its name, is kept when others prune, and so do what is in it', () => {
    const objects = objectsOf({ ...minimal, namespace: { name: 'ilab-chat', denyByDefault: true } });
    const labels = {
      'app.kubernetes.io/name': 'ilab-chat',
      'app.kubernetes.io/component': 'namespace',
      'app.kubernetes.io/part-of': 'ilab-chat',
    };
    expect(one(objects, 'Namespace').metadata).toMatchObject({
      labels,
      annotations: {
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      },
    });
    expect(one(objects, 'NetworkPolicy', 'default-deny-ingress').metadata.labels).toMatchObject(labels);
  });

  test('of a private site belongs to the chat of the public one', () => {
    const namespace = { name: 'models' };
    const objects = objectsOf(
      { ...minimal, privateSites: [{ name: 'lab', platform: 'kubernetes', namespace, host: 'vllm' }] },
      'private',
    );
    expect(one(objects, 'Namespace').metadata.labels).toMatchObject({
      'app.kubernetes.io/name': 'models',
      'app.kubernetes.io/part-of': 'ilab-chat',
    });
  });

  test('warns of what is not restricted, and lets the Skupper router start', () => {
    expect(one(objectsOf(minimal), 'Namespace').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'baseline',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    });
  });

  test.each<[string, ExposureSettings, boolean]>([
    [
      'a network load balancer',
      { loadBalancer: { sourceRanges: ['203.0.113.0/24'], cloud: 'aws-load-balancer-controller' } },
      true,
    ],
    ['an Application Load Balancer', { ingress: { controller: 'aws-alb', subnetRanges: ['10.0.0.0/16'] } }, true],
    ['a classic balancer', { loadBalancer: { sourceRanges: ['203.0.113.0/24'], cloud: 'aws-in-tree' } }, false],
    ['no balancer', {}, false],
  ])('has a rollout wait for the balancer that sends to the pods: %s', (_, exposure, waits) => {
    const gate = 'elbv2.k8s.aws/pod-readiness-gate-inject';
    const labelsOf = (namespace: ChatSettings['namespace']) =>
      one(objectsOf({ ...minimal, namespace, exposure }), 'Namespace').metadata.labels;
    expect(labelsOf({ name: 'ilab-chat' })?.[gate]).toBe(waits ? 'enabled' : undefined);
    expect(labelsOf({ name: 'ilab-chat', labels: { [gate]: 'disabled' } })?.[gate]).toBe('disabled');
  });

  test("takes the user's labels, also in place of the project's for Pod Security", () => {
    expect(one(objectsOf(everything), 'Namespace').metadata.labels).toMatchObject({
      'example.com/team': 'chat',
      'pod-security.kubernetes.io/audit': 'baseline',
      'pod-security.kubernetes.io/warn': 'restricted',
    });
  });

  test('closes its pods to what no policy allows, when asked for, also where it exists', () => {
    for (const exists of [undefined, true]) {
      const objects = objectsOf({ ...minimal, namespace: { name: 'ilab-chat', exists, denyByDefault: true } });
      expect(objects.some(({ kind }) => kind === 'Namespace')).toBe(exists === undefined);
      expect(one(objects, 'NetworkPolicy', 'default-deny-ingress')).toMatchObject({
        metadata: { namespace: 'ilab-chat' },
        spec: { podSelector: {}, policyTypes: ['Ingress'] },
      });
    }
    expect(objectsOf(minimal).map(({ metadata }) => metadata.name)).not.toContain('default-deny-ingress');
  });

  test('is left to others when it exists', () => {
    const objects = objectsOf({ ...minimal, namespace: { name: 'ilab-chat', exists: true } });
    expect(objects.map(({ kind }) => kind)).not.toContain('Namespace');
    expect(objects.every(({ metadata }) => metadata.namespace === 'ilab-chat')).toBe(true);
  });
});
