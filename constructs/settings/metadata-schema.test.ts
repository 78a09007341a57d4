import { everything, minimal } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
import { refuses } from '../../tests/refused';

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
