import { everything, minimal } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
import { refuses, report } from '../../tests/refused';

refuses('metadata.labels', {
  '.app: it selects the pods; leave it out': [{ app: 'x' }],
  '["app.kubernetes.io/name"]: "app.kubernetes.io" is read by the cluster or a controller; set it where it is meant': [
    { 'app.kubernetes.io/name': 'x' },
  ],
  '["skupper.io/label-template"]: "skupper.io" is read by the cluster or a controller; set it where it is meant': [
    { 'skupper.io/label-template': 'x' },
  ],
  '.team: "a b" is not a label value; use at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit':
    [{ team: 'a b' }],
});

refuses('metadata.annotations', {
  '["nginx.ingress.kubernetes.io/auth-url"]: "nginx.ingress.kubernetes.io" is read by the cluster or a controller; set it where it is meant':
    [{ 'nginx.ingress.kubernetes.io/auth-url': 'https://example.com' }],
  '["service.beta.kubernetes.io/aws-load-balancer-internal"]: "service.beta.kubernetes.io" is read by the cluster or a controller; set it where it is meant':
    [{ 'service.beta.kubernetes.io/aws-load-balancer-internal': 'true' }],
});

describe('a domain that somebody reads', () => {
  const answerTo = (name: string) => report({ ...minimal, metadata: { annotations: { [name]: 'x' } } });

  test.each([
    'kubernetes.io',
    'node.kubernetes.io',
    'k8s.io',
    'autoscaling.k8s.io',
    'openshift.io',
    'image.openshift.io',
    'skupper.io',
    'cert-manager.io',
    'acme.cert-manager.io',
    'nginx.org',
    'haproxy.org',
  ])('is %s', (domain) => {
    expect(answerTo(`${domain}/team`)).toEqual([
      `metadata.annotations["${domain}/team"]: "${domain}" is read by the cluster or a controller; set it where it is meant`,
    ]);
  });

  test.each([
    'example.com',
    'mykubernetes.io',
    'kubernetes.io.example.com',
    'k8s.iot',
    'openshiftxio',
    'kubernetesxio',
    'k8sxio',
    'skupperxio',
    'cert-managerxio',
    'nginxxorg',
    'haproxyxorg',
  ])('is not %s', (domain) => {
    expect(answerTo(`${domain}/team`)).toEqual([]);
  });

  test('is not a name without one', () => {
    expect(answerTo('team')).toEqual([]);
  });
});

describe('labels and annotations of all objects', () => {
  test.each([
    ['labels', { 'istio.io/rev': 'stable' }, '["istio.io/rev"]: it puts the pods into a mesh'],
    [
      'labels',
      { 'admission.gatekeeper.sh/ignore': 'x' },
      '["admission.gatekeeper.sh/ignore"]: it takes the namespace out',
    ],
    [
      'labels',
      { 'network.openshift.io/policy-group': 'ingress' },
      '["network.openshift.io/policy-group"]: policies of',
    ],
    ['annotations', { 'linkerd.io/inject': 'enabled' }, '["linkerd.io/inject"]: it puts the pods into a mesh'],
    ['annotations', { app: 'x' }, '.app: it selects the pods; leave it out'],
    ['annotations', { 'a b': 'x' }, '["a b"]: "a b" is not a qualified name'],
    ['labels', 'team', ': "team" is not a map; use a map from label names to values'],
    ['annotations', 'team', ': "team" is not a map; use a map from names to texts'],
  ])('%s %j are refused', (field, map, beginning) => {
    const lines = report({ ...minimal, metadata: { [field]: map } });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.startsWith(`metadata.${field}${beginning}`)).toBe(true);
  });

  test('may keep the pods out of a mesh, and have a name that only contains that of the selector', () => {
    const both = { 'linkerd.io/inject': 'disabled', 'app.example.com/app': 'x', apps: 'x' };
    expect(report({ ...minimal, metadata: { labels: both, annotations: both } })).toEqual([]);
  });
});

const metadata = {
  labels: { 'example.com/cost-centre': 'research' },
  annotations: { 'example.com/owner': 'Team Chat', 'argocd.argoproj.io/sync-options': 'Replace=true' },
};

test('every object for the cluster has them, and the machines have not', () => {
  const settings = { ...everything, extraObjects: undefined, metadata };
  const objects = objectsOf(settings);
  expect(objects.length).toBeGreaterThan(10);
  for (const object of objects) {
    expect(object.metadata.labels).toMatchObject(metadata.labels);
    expect(object.metadata.annotations).toMatchObject({ 'example.com/owner': 'Team Chat' });
  }
  expect(JSON.stringify(objectsOf(settings, 'private'))).not.toContain('cost-centre');
});

test('pods have the labels, and no selector has', () => {
  const { spec } = one(objectsOf({ ...minimal, metadata }), 'Deployment');
  expect(spec.template.metadata.labels).toMatchObject({ app: 'ilab-client', ...metadata.labels });
  expect(spec.template.metadata.annotations ?? {}).not.toHaveProperty(['example.com/owner']);
  expect(spec.selector.matchLabels).toEqual({ app: 'ilab-client' });
});

test('what keeps the Site when others prune stays', () => {
  const site = one(objectsOf({ ...minimal, metadata }), 'Site');
  expect(site.metadata.annotations).toMatchObject({ 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' });
});
