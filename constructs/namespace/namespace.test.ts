import { everything, minimal } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
import { refuses, report } from '../../tests/refused';
import type { ChatSettings, ExposureSettings } from '../settings';

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

refuses('namespace.exists', {
  '%s is not true or false; use true or false': ['yes'],
  'namespace.labels: a namespace that is made elsewhere gets its labels there; leave out labels or exists': [true],
});

describe('the namespace', () => {
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
