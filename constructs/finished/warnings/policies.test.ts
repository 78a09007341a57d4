import { minimal, ownGateway } from '../../../tests/cases';
import { set } from '../../../tests/objects';
import type { ChatSettings } from '../../settings';
import { synthesize } from '../../synthesis/synthesis';

const everybodyIn = 'lets everybody in, or every pod of the cluster; name peers in "from", or ports';
const asksAll = 'lets its pods ask everybody; name peers in "to", or ports';
const asksOnPorts =
  'lets its pods ask everybody on its ports, and the page is open to strangers; name the addresses that it needs';
const asksNode = (range: string) =>
  `lets its pods ask 169.254.169.254, where clouds hand out the rights of a node; name ranges without it in place of "${range}"`;
const everybodyToRouter =
  'lets everybody reach the router, which answers for the model; without "from" there are ports 55671 and 45671 alone';
const notIn = 'has rules for what comes in, and "Ingress" is not in policyTypes, so everything comes in';
const notOut = 'has rules for what goes out, and "Egress" is not in policyTypes, so everything goes out';

/** What is said of a policy of the user's own, for the page's pods unless it names others. */
function said(spec: object, settings: Partial<ChatSettings> = {}): string[] {
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'own' },
    // Without the fields that have no value.
    spec: JSON.parse(JSON.stringify({ podSelector: { matchLabels: { app: 'ilab-client' } }, ...spec })),
  };
  const { warnings } = synthesize({ ...minimal, ...settings, extraObjects: [policy] });
  return warnings
    .filter(({ message }) => message.startsWith('NetworkPolicy ilab-chat/own '))
    .map(({ id, path, message }) => `${id} ${path}: ${message.slice('NetworkPolicy ilab-chat/own '.length)}`);
}

const faults = (...texts: readonly string[]) => texts.map((text) => `policy-opens-all extraObjects: ${text}`);
const from = (peer: object, ports?: object[]) => ({ ingress: [{ from: [peer], ports }] });
const to = (peer: object, ports?: object[]) => ({ egress: [{ to: [peer], ports }] });
const cidr = (range: string) => ({ ipBlock: { cidr: range } });
const http = [{ port: 8080 }];
const router = { podSelector: { matchLabels: { 'skupper.io/component': 'router' } } };
const byName = (operator: string, key = 'kubernetes.io/metadata.name') => ({
  namespaceSelector: { matchExpressions: [{ key, operator, values: operator.endsWith('In') ? ['x'] : undefined }] },
});

test.each<[string, object, readonly string[]]>([
  ['nothing', {}, []],
  ['no peers and no ports', { ingress: [{}] }, faults(everybodyIn)],
  ['empty peers', { ingress: [{ from: [], ports: [] }] }, faults(everybodyIn)],
  ['no peers on a port', { ingress: [{ ports: http }] }, []],
  ['every address on all ports', from(cidr('0.0.0.0/0')), faults(everybodyIn)],
  ['every address on a port', from(cidr('0.0.0.0/0'), http), []],
  ['some addresses', from(cidr('10.0.0.0/8')), []],
  ['every pod of the cluster', from({ namespaceSelector: {} }, http), faults(everybodyIn)],
  ['every pod, in so many words', from({ namespaceSelector: {}, podSelector: {} }, http), faults(everybodyIn)],
  ['some pods of the cluster', from({ namespaceSelector: {}, podSelector: { matchLabels: { a: 'b' } } }), []],
  ['every pod of a namespace', from({ namespaceSelector: { matchLabels: { a: 'b' } } }), []],
  ['every pod of its own namespace', from({ podSelector: {} }), []],
  ['every namespace but a few', from(byName('NotIn')), faults(everybodyIn)],
  ['every namespace without a label', from(byName('DoesNotExist', 'a')), faults(everybodyIn)],
  ['every namespace with its name', from(byName('Exists')), faults(everybodyIn)],
  ['every namespace with a label', from(byName('Exists', 'a')), []],
  ['a few namespaces', from(byName('In')), []],
  [
    'every namespace but a few that has a label',
    from({ namespaceSelector: { matchLabels: { a: 'b' }, ...byName('NotIn').namespaceSelector } }),
    [],
  ],
  [
    'namespaces of two expressions',
    from({
      namespaceSelector: {
        matchExpressions: [
          { key: 'a', operator: 'DoesNotExist' },
          { key: 'b', operator: 'In', values: ['x'] },
        ],
      },
    }),
    [],
  ],
  ['nobody asked', { egress: [] }, []],
  ['everybody asked', { egress: [{}] }, faults(asksAll)],
  ['every address asked', to(cidr('0.0.0.0/0')), faults(asksAll)],
  ['every pod asked', to({ namespaceSelector: {} }), faults(asksAll)],
  ['every pod asked on a port', to({ namespaceSelector: {} }, http), faults(asksOnPorts)],
  ['everybody asked on a port', { egress: [{ ports: http }] }, faults(asksOnPorts)],
  ['every address asked on a port', to(cidr('0.0.0.0/0'), http), faults(asksOnPorts)],
  ['every name server asked', { egress: [{ ports: [{ port: 53 }, { port: 5353 }] }] }, []],
  ['a range of ports from that of names', { egress: [{ ports: [{ port: 53, endPort: 90 }] }] }, faults(asksOnPorts)],
  ['names and another port', { egress: [{ ports: [{ port: 53 }, { port: 80 }] }] }, faults(asksOnPorts)],
  ['the address of the node’s rights', to(cidr('169.254.0.0/16'), http), faults(asksNode('169.254.0.0/16'))],
  ['some other addresses', to(cidr('10.0.0.0/8'), http), []],
  ['rules for both, and no word of types', { ingress: [{ ports: http }], egress: [{ ports: [{ port: 53 }] }] }, []],
  ['rules in, of no type', { policyTypes: ['Egress'], ingress: [{ ports: http }] }, faults(notIn)],
  ['rules out, of no type', { policyTypes: ['Ingress'], egress: [{ ports: [{ port: 53 }] }] }, faults(notOut)],
  ['no rules, of no type', { policyTypes: ['Ingress'], ingress: [], egress: [] }, []],
  ['rules of both types', { policyTypes: ['Ingress', 'Egress'], ingress: [{ ports: http }] }, []],
  ['the router on its ports', { ...router, ingress: [{ ports: [{ port: 55_671 }, { port: 45_671 }] }] }, []],
  [
    'the router on another port',
    { ...router, ingress: [{ ports: [{ port: 55_671 }, { port: 1024 }] }] },
    faults(everybodyToRouter),
  ],
  [
    'the router on a range',
    { ...router, ingress: [{ ports: [{ port: 45_671, endPort: 45_672 }] }] },
    faults(everybodyToRouter),
  ],
  ['the router on all ports', { ...router, ingress: [{}] }, faults(everybodyIn)],
  ['the router, for some', { ...router, ...from({ podSelector: {} }, [{ port: 1024 }]) }, []],
  ['the router, which asks everybody on a port', { ...router, egress: [{ ports: http }] }, []],
  ['the router, which asks everybody', { ...router, egress: [{}] }, faults(asksAll)],
])('%s', (_, spec, expected) => {
  expect(said(spec)).toEqual(expected);
});

test('a policy for all pods is one for the page and the router', () => {
  const all = { podSelector: {}, ingress: [{ ports: [{ port: 1024 }] }], egress: [{ ports: http }] };
  expect(said(all)).toEqual(faults(everybodyToRouter, asksOnPorts));
});

test('a policy for the proxies of a Gateway is none of the chat', () => {
  const proxies = { podSelector: { matchLabels: { app: 'proxy' } }, ingress: [{}], egress: [{}] };
  expect(said(proxies, { exposure: { gateway: ownGateway } })).toEqual([]);
});

describe('with a login', () => {
  const login = { login: { users: { secretName: 'users' } } };
  const past = "login-bypassed extraObjects: lets others than the login reach the page; name the login's pods alone";
  const ofLogin = { podSelector: { matchLabels: { app: 'ilab-client-login' } } };

  test.each<[string, object, readonly string[]]>([
    ['its pods', from(ofLogin, http), []],
    ['nobody', { ingress: [] }, []],
    ['what goes out', { egress: [] }, []],
    ['everybody on a port', { ingress: [{ ports: http }] }, [past]],
    ['an empty list', { ingress: [{ from: [], ports: http }] }, [past]],
    ['other pods', from({ podSelector: { matchLabels: { app: 'x' } } }, http), [past]],
    [
      'its pods of another namespace',
      from({ ...ofLogin, namespaceSelector: { matchLabels: { a: 'b' } } }, http),
      [past],
    ],
    ['its pods, and addresses', { ingress: [{ from: [ofLogin, cidr('10.0.0.0/8')], ports: http }] }, [past]],
    [
      'its pods in one rule, and others in another',
      { ingress: [{ from: [ofLogin] }, { from: [{ podSelector: {} }] }] },
      [past],
    ],
    ['everybody, to the login itself', { ...ofLogin, ingress: [{ ports: http }] }, []],
  ])('%s', (_, spec, expected) => {
    expect(said(spec, login)).toEqual(expected);
  });

  test('nobody gets past one that is not there', () => {
    expect(said({ ingress: [{ ports: http }] })).toEqual([]);
  });
});

test('where a policy of the chat is set', () => {
  const { warnings } = synthesize({
    ...minimal,
    patches: [
      set('NetworkPolicy', '/spec/egress/-', {}, 'ilab-client'),
      set('NetworkPolicy', '/spec/ingress', [{}], 'ilab-client'),
    ],
  });
  const told = warnings.filter(({ id }) => id === 'policy-opens-all').map(({ path, message }) => `${path}: ${message}`);
  expect(told).toEqual([
    `patches: NetworkPolicy ilab-chat/ilab-client ${everybodyIn}`,
    `client.egress: NetworkPolicy ilab-chat/ilab-client ${asksAll}`,
  ]);
});
