import type { LiveObject } from './observation';
import { type Targets, wayOpenedBy } from './other-ways';

const targets: Targets = {
  pods: [{ app: 'chat', tier: 'page' }, { application: 'skupper-router' }],
  services: ['chat'],
  routingKeys: ['gpu', 'cpu'],
  made: new Set(['gateway.networking.k8s.io Gateway a made', ' Service a made']),
};

const object = (kind: string, spec?: object, metadata: object = {}, apiVersion = 'v1'): LiveObject => ({
  apiVersion,
  kind,
  metadata: { name: 'by-hand', namespace: 'a', ...metadata },
  ...(spec && { spec }),
});
const policy = (from: unknown, podSelector?: object) => object('NetworkPolicy', { podSelector, ingress: [{ from }] });
const expression = (key: string, operator: string, values?: string[]) =>
  policy(undefined, { matchExpressions: [{ key, operator, values }] });
const range = (cidr: string) => policy([{ ipBlock: { cidr } }]);
const open = { type: 'LoadBalancer', selector: { app: 'chat' } };
const to = (name: string) => ({ defaultBackend: { service: { name } } });
const owner = (apiVersion?: string) => ({ ownerReferences: [{ apiVersion }] });

const leads = 'leads to the chat, and is not of the settings';
const everybody = 'lets everybody in, and is not of the settings';
const questions = 'takes the questions, and belongs on the private machine';

test.each<[string, LiveObject, string]>([
  ['a load balancer', object('Service', open), leads],
  ['a node port', object('Service', { ...open, type: 'NodePort' }), leads],
  [
    'a Service with an address of its own',
    object('Service', { ...open, type: undefined, externalIPs: ['203.0.113.7'] }),
    leads,
  ],
  ['a load balancer of the router', object('Service', { ...open, selector: { application: 'skupper-router' } }), leads],
  ['a load balancer that another controller owns', object('Service', open, owner('apps/v1')), leads],
  ['a load balancer of nobody who says who', object('Service', open, owner()), leads],
  ['an Ingress', object('Ingress', to('chat')), leads],
  ['an HTTPRoute', object('HTTPRoute', { rules: [{ backendRefs: [{ name: 'other' }, { name: 'chat' }] }] }), leads],
  ['a Route', object('Route', { to: { name: 'chat' } }), leads],
  ['a connector for the model', object('Connector', { routingKey: 'cpu' }), questions],
  ['a policy for all pods, without a peer', policy(undefined, {}), everybody],
  ['a policy without a selector', policy(undefined), everybody],
  ['a policy with an empty list of peers', policy([]), everybody],
  ['a policy for the page by some of its labels', policy([], { matchLabels: { tier: 'page' } }), everybody],
  ['a policy for every namespace', policy([{ namespaceSelector: {} }]), everybody],
  ['a policy for a few, or every namespace', policy([{ podSelector: {} }, { namespaceSelector: {} }]), everybody],
  [
    'a policy with a second rule',
    object('NetworkPolicy', { ingress: [{ from: [{ podSelector: {} }] }, {}] }),
    everybody,
  ],
  ['one of several values', expression('app', 'In', ['other', 'chat']), everybody],
  ['none of these values', expression('app', 'NotIn', ['other']), everybody],
  ['a label that is there', expression('app', 'Exists'), everybody],
  ['a label that is not there', expression('other', 'DoesNotExist'), everybody],
  ['an operator that nobody knows', expression('app', 'Like', ['c*']), everybody],
  ...['0.0.0.0/0', '128.0.0.0/7', '::/0', 'fe00::/15'].map((cidr): [string, LiveObject, string] => [
    `the range ${cidr}`,
    range(cidr),
    everybody,
  ]),
])('a way that is opened: %s', (_, live, why) => {
  expect(wayOpenedBy(live, targets)).toBe(why);
});

test.each<[string, LiveObject]>([
  ['an object of the settings', object('Service', open, { name: 'made' })],
  [
    'one of the settings, in another version',
    object('Gateway', {}, { name: 'made' }, 'gateway.networking.k8s.io/v1beta1'),
  ],
  ['what Skupper makes', object('Service', open, owner('skupper.io/v2alpha1'))],
  ['a Service that nothing opens', object('Service', { ...open, type: 'ClusterIP' })],
  ['a Service that says no type', object('Service', { selector: { app: 'chat' }, externalIPs: [] })],
  ['a load balancer for other pods', object('Service', { ...open, selector: { app: 'other' } })],
  [
    'a load balancer for a page that is none of ours',
    object('Service', { ...open, selector: { app: 'chat', tier: 'other' } }),
  ],
  ['a load balancer without a selector', object('Service', { ...open, selector: undefined })],
  ['a Service of which nothing is said', object('Service')],
  ['an Ingress to another Service', object('Ingress', to('other'))],
  ['an Ingress of which nothing is said', object('Ingress')],
  ['a connector for another model', object('Connector', { routingKey: 'other' })],
  ['a connector without a routing key', object('Connector')],
  ['a policy that lets nobody in', object('NetworkPolicy', { podSelector: {} })],
  ['a policy of which nothing is said', object('NetworkPolicy')],
  ['a policy for other pods', policy([], { matchLabels: { app: 'other' } })],
  ['a policy for pods of one label and not the other', policy([], { matchLabels: { app: 'chat', tier: 'other' } })],
  ['a policy for some pods', policy([{ podSelector: {} }])],
  ['a policy for some namespaces', policy([{ namespaceSelector: { matchLabels: { team: 'ops' } } }])],
  [
    'a policy for namespaces with a label',
    policy([{ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'Exists' }] } }]),
  ],
  ['none of several values', expression('app', 'In', ['other'])],
  ['a value of a label that is not there', expression('other', 'In', ['chat'])],
  ['a list without values', expression('app', 'In')],
  [
    'a value that it should not have',
    policy([], {
      matchLabels: { application: 'skupper-router' },
      matchExpressions: [{ key: 'application', operator: 'NotIn', values: ['skupper-router'] }],
    }),
  ],
  ['a label that no pod has', expression('other', 'Exists')],
  [
    'a label that should not be there',
    policy([], { matchLabels: { app: 'chat' }, matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }),
  ],
  [
    'one expression that holds and one that does not',
    policy([], {
      matchExpressions: [
        { key: 'app', operator: 'Exists' },
        { key: 'app', operator: 'In', values: ['other'] },
      ],
    }),
  ],
  ...['203.0.113.0/24', '10.0.0.0/8', '203.0.113.7', '2001::/16', '2001:db8::/32', '2001:db8::1'].map(
    (cidr): [string, LiveObject] => [`the range ${cidr}`, range(cidr)],
  ),
])('no way to the chat: %s', (_, live) => {
  expect(wayOpenedBy(live, targets)).toBeUndefined();
});
