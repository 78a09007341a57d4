import { App, Chart } from 'cdk8s';
import { backendIn } from '../../tests/backend';
import { addressesIn, podsHere, podsIn, type TrafficSource } from '../common/traffic-source';
import { ProxyPolicies } from './proxy-policies';

function opened(from: TrafficSource) {
  const chart = new Chart(new App(), 'chart', { namespace: 'chats' });
  new ProxyPolicies(chart, 'proxies', { backend: backendIn(chart), suffix: 'gateway', from });
  return chart
    .toJson()
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ metadata, spec }) => [metadata.name, spec.podSelector.matchLabels]);
}

test('each kind of pods beside the chat has a policy of its own', () => {
  const from = [...podsHere({ app: 'a' }), ...podsIn('chats', { app: 'b' }), ...podsIn('edge', { app: 'c' })];
  expect(opened([...from, ...podsHere({ app: 'd' })])).toEqual([
    ['page-gateway', { app: 'a' }],
    ['page-gateway-2', { app: 'b' }],
    ['page-gateway-3', { app: 'd' }],
  ]);
});

test.each<[string, TrafficSource]>([
  ['everybody', 'any'],
  ['addresses', addressesIn(['10.0.0.0/8'])],
  ['pods without labels', podsIn('chats', {})],
  ['pods of another namespace', podsIn('edge', { app: 'a' })],
])('none is for %s', (_, from) => {
  expect(opened(from)).toEqual([]);
});
