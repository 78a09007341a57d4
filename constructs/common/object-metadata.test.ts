import { ApiObject, App, Chart } from 'cdk8s';
import { addMetadata } from './object-metadata';

const added = { labels: { 'example.com/team': 'chat', tier: 'web' }, annotations: { 'example.com/owner': 'us' } };

/** An object as it is written, with metadata for all. */
function written(
  kind: string,
  { metadata = {}, ...more }: { metadata?: object; spec?: object },
  wanted: object = added,
) {
  const chart = new Chart(new App(), 'chart');
  new ApiObject(chart, 'object', { apiVersion: 'v1', kind, metadata: { name: 'a', ...metadata }, ...more });
  addMetadata(chart, wanted);
  return chart.toJson()[0];
}

test('an object gets labels and annotations', () => {
  expect(written('ConfigMap', {}).metadata).toEqual({ name: 'a', ...added });
});

test('what it says itself stays', () => {
  const own = { labels: { tier: 'data' }, annotations: { 'example.com/owner': 'them' } };
  expect(written('ConfigMap', { metadata: own }).metadata).toEqual({
    name: 'a',
    labels: { 'example.com/team': 'chat', tier: 'data' },
    annotations: { 'example.com/owner': 'them' },
  });
});

test('where nothing is wanted nothing is added', () => {
  expect(written('ConfigMap', {}, {}).metadata).toEqual({ name: 'a' });
});

describe('pods', () => {
  const of = (labels: object | undefined) => ({ spec: { template: { metadata: { labels } } } });

  test.each(['Deployment', 'StatefulSet', 'DaemonSet'])('of a %s get the labels, and no annotations', (kind) => {
    expect(written(kind, of({ app: 'a', tier: 'data' })).spec.template.metadata).toEqual({
      labels: { app: 'a', tier: 'data', 'example.com/team': 'chat' },
    });
  });

  test('of a Job cannot change', () => {
    expect(written('Job', of({ app: 'a' })).spec.template.metadata.labels).toEqual({ app: 'a' });
  });

  test.each<[string, object]>([
    ['labels', of(undefined)],
    ['metadata', { spec: { template: {} } }],
    ['a template', { spec: { replicas: 1 } }],
    ['a spec', {}],
  ])('without %s stay without', (_, more) => {
    const { spec } = written('Deployment', more);
    expect(spec?.template?.metadata?.labels).toBeUndefined();
  });
});
