import { synthesize } from '../constructs/synthesis/synthesis';
import { cases, minimal } from './cases';
import { objectsOf, one, synthesisOf } from './objects';
import { schemaErrors } from './schemas';

describe.each(Object.entries(cases))('%s', (_, settings) => {
  test('every object is what its schema allows', () => {
    const objects = synthesisOf(settings).manifests.flatMap(({ objects }) => objects);
    expect(objects.length).toBeGreaterThan(3);
    expect(objects.flatMap((object) => schemaErrors(object).map((error) => `${object.kind}: ${error}`))).toEqual([]);
  });
});

test('the judge refuses a text where Kubernetes wants a number', () => {
  const deployment = one(objectsOf(minimal), 'Deployment');
  expect(schemaErrors({ ...deployment, spec: { ...deployment.spec, replicas: 'two' } })).not.toEqual([]);
});

test('the judge refuses a field that Skupper does not have', () => {
  const listener = one(objectsOf(minimal), 'Listener');
  expect(schemaErrors({ ...listener, spec: { ...listener.spec, hosts: 'instructlab' } })).not.toEqual([]);
});

test('by default nothing needs a newer Skupper than 2.0.0', () => {
  const objects = synthesize({ ...minimal, privateSites: [{ name: 'ilab-podman' }] }).manifests.flatMap(
    ({ objects }) => objects,
  );
  expect(objects.filter(({ kind }) => kind === 'MultiKeyListener')).toEqual([]);
  expect(one(objects, 'Listener').spec).toEqual({
    host: 'instructlab',
    port: 8000,
    routingKey: 'instructlab',
    type: 'tcp',
  });
});
