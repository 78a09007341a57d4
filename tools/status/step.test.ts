import { add, deny, namespace, observation, serve, server } from '../../tests/played-cluster';
import type { LiveObject } from './observation';
import { pathOf } from './observation';
import { failed, judged, ok, unknown, waiting } from './step';

serve();

const object = (kind: string, apiVersion: string, more: object = {}): LiveObject => ({
  apiVersion,
  kind,
  metadata: { name: 'chat', namespace },
  ...more,
});
const looked = ok('it was looked at');
const found = (one: LiveObject) => judged(observation(), one, () => looked);
const behind = waiting('its controller has not looked at the last change yet');

test.each<[string, LiveObject, () => void, object]>([
  ['is there', object('Service', 'v1'), () => add(object('Service', 'v1')), looked],
  [
    'is not there',
    object('Service', 'v1'),
    () => server.served.add(pathOf({ apiVersion: 'v1', kind: 'Service', namespace })),
    failed('the Service "chat" is not there'),
  ],
  [
    'may not be read',
    object('Service', 'v1'),
    () => deny('v1', 'Service'),
    unknown('you may not read objects of the kind Service in the namespace ilab-chat'),
  ],
  [
    'is of a kind that the cluster does not know',
    object('Listener', 'skupper.io/v2alpha1'),
    () => {},
    failed('the cluster does not know the kind Listener'),
  ],
  [
    'needs the Gateway API',
    object('Gateway', 'gateway.networking.k8s.io/v1'),
    () => {},
    failed('the cluster does not know the kind Gateway', 'docs/exposure.md#gateway-api'),
  ],
  [
    'needs OpenShift',
    object('Route', 'route.openshift.io/v1'),
    () => {},
    failed('the cluster does not know the kind Route', 'only OpenShift has Routes: use another exposure'),
  ],
])('an object %s', async (_, one, happens, finding) => {
  happens();
  expect(await found(one)).toEqual(finding);
});

test.each<[string, number | undefined, object | undefined, object]>([
  ['is about the object as it is', 3, { observedGeneration: 3 }, looked],
  ['is about an earlier state', 3, { observedGeneration: 2 }, behind],
  ['is so in all of its conditions', 3, { conditions: [{ observedGeneration: 1 }, { observedGeneration: 2 }] }, behind],
  [
    'is new in one of its conditions',
    3,
    { conditions: [{ observedGeneration: 1 }, { observedGeneration: 3 }] },
    looked,
  ],
  ['is new as a whole', 3, { observedGeneration: 3, conditions: [{ observedGeneration: 1 }, {}] }, looked],
  ['does not say what it is about', 3, { conditions: [{}] }, looked],
  ['is not there', 3, undefined, looked],
  ['is about an object that counts nothing', undefined, { observedGeneration: 0 }, looked],
])('a status that %s', async (_, generation, status, finding) => {
  add({ ...object('Service', 'v1', { status }), metadata: { name: 'chat', namespace, generation } });
  expect(await found(object('Service', 'v1'))).toEqual(finding);
});
