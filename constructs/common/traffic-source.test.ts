import { addressesIn, ingressRules, podsHere, podsIn, tcp } from './traffic-source';

const ports = [{ protocol: 'TCP', port: expect.objectContaining({ value: 8080 }) }];
const one = podsHere({ app: 'one' });
const office = addressesIn(['203.0.113.0/24']);

test('a port is one of TCP', () => {
  expect(tcp(8080)).toEqual(ports[0]);
});

test('all pods of a namespace have no selector, which an apply would write again and again', () => {
  expect(podsIn('edge', {})).toEqual([
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } } },
  ]);
});

describe('a policy', () => {
  test('without sources lets nobody in', () => {
    expect(ingressRules([], 8080)).toEqual([]);
    expect(ingressRules([[]], 8080)).toEqual([]);
  });

  test('lets each source in once', () => {
    expect(ingressRules([one, office, podsHere({ app: 'one' })], 8080)).toEqual([
      { from: [{ podSelector: { matchLabels: { app: 'one' } } }, { ipBlock: { cidr: '203.0.113.0/24' } }], ports },
    ]);
  });

  test('that lets everybody in names nobody', () => {
    expect(ingressRules([one, 'any'], 8080)).toEqual([{ ports }]);
  });
});
