import { peerSchema, peersOf } from './peer-settings';

const problems = (input: unknown) => peerSchema(input).map(({ at, message }) => `${at.join('.')}: ${message}`);

const pods = { podSelector: { matchLabels: { app: 'edge' } } };
const edge = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } } };

test.each<[object, object[]]>([
  [{ namespace: 'edge' }, [edge]],
  [{ namespace: 'edge', podLabels: { app: 'edge' } }, [{ ...edge, ...pods }]],
  [{ podLabels: { app: 'edge' } }, [pods]],
  [
    { addressRanges: ['10.0.0.0/8', 'fd00::/8'] },
    [{ ipBlock: { cidr: '10.0.0.0/8' } }, { ipBlock: { cidr: 'fd00::/8' } }],
  ],
  [{ namespace: 'edge', addressRanges: ['10.0.0.0/8'] }, [edge, { ipBlock: { cidr: '10.0.0.0/8' } }]],
])('%j are legal, and peers of a policy', (settings, peers) => {
  expect(problems(settings)).toEqual([]);
  expect(peersOf(settings)).toEqual(peers);
});

test.each<[unknown, string[]]>([
  [{}, ['namespace: missing; name a namespace, podLabels or addressRanges, or the policy would allow nobody']],
  [{ podLabels: {} }, ['podLabels: empty, which would allow every pod; name a label, or leave out podLabels']],
  [
    { namespace: 'edge', podLabels: {} },
    ['podLabels: empty, which would allow every pod; name a label, or leave out podLabels'],
  ],
  [{ podLabels: '' }, ['podLabels: "" is not a map; use a map from label names to values']],
  [{ addressRanges: [] }, ['addressRanges: empty; use a list of CIDRs, at least one']],
  [{ podLabels: 'edge' }, ['podLabels: "edge" is not a map; use a map from label names to values']],
  [
    { namespace: 'Edge', podLabels: {} },
    [
      'namespace: "Edge" is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (did you mean "edge"?)',
    ],
  ],
  [
    { podLabels: {}, addressRanges: ['10.0.0.1/8'] },
    [
      'addressRanges.0: "10.0.0.1/8" is not an address range; use a CIDR such as "203.0.113.0/24" (did you mean "10.0.0.0/8"?)',
    ],
  ],
  [null, [': "null" is not a group of settings; use { namespace?, podLabels?, addressRanges? }']],
])('%j are refused', (settings, lines) => {
  expect(problems(settings)).toEqual(lines);
});

test('nobody is nobody', () => {
  expect(peersOf({})).toEqual([]);
});
