import { minimal } from '../../tests/cases';
import { refuses, refusesTogether, report } from '../../tests/refused';

refuses('exposure.gateway.host', {
  '%s is not a host name; use a name such as "chat.example.com" (a wildcard belongs in the certificate; this is one name)':
    ['*.example.com'],
  'missing; HTTPS needs the name that the certificate is for, such as "chat.example.com"': [undefined],
});

refuses('exposure.gateway.own', {
  'exposure.gateway.existing: missing; name an existing Gateway, or set own': [undefined],
});

refuses('exposure.gateway.existing', {
  'exposure.gateway.own: a chat has one Gateway; leave out own or existing': [{ name: 'public' }],
});

refuses('exposure.gateway.own.className', {
  'missing; use lowercase letters, digits, "-" and ".", at most 253 characters': [undefined],
});

refuses('exposure.gateway.own.tls', {
  '.secretName: missing; name a Secret with the certificate, or a cert-manager clusterIssuer or issuer': [{}],
  '.issuer: cert-manager takes one issuer; leave out issuer or clusterIssuer': [{ clusterIssuer: 'a', issuer: 'b' }],
});

refuses('exposure.gateway.own.loadBalancerAnnotations', {
  '["example.com/a"]: 4098 bytes, and a Gateway takes 4096 for a value; shorten it': [
    { 'example.com/a': 'é'.repeat(2049) },
  ],
  '9 of them, and a Gateway takes 8; leave out some': [
    {
      'example.com/a0': 'x',
      'example.com/a1': 'x',
      'example.com/a2': 'x',
      'example.com/a3': 'x',
      'example.com/a4': 'x',
      'example.com/a5': 'x',
      'example.com/a6': 'x',
      'example.com/a7': 'x',
      'example.com/a8': 'x',
    },
  ],
});

refuses('exposure.gateway.dataPlane', {
  'missing; use "gateway-namespace", "envoy-gateway", "any" or { namespace, podLabels, addressRanges }': [undefined],
  '%s is not known here; use "gateway-namespace", "envoy-gateway", "any" or { namespace, podLabels, addressRanges }': [
    'istio',
  ],
  '%s is not known here; use "gateway-namespace", "envoy-gateway", "any" or { namespace, podLabels, addressRanges } (did you mean "envoy-gateway"?)':
    ['envoy'],
  '.namespace: missing; name a namespace, podLabels or addressRanges, or the policy would allow nobody': [{}],
  '.podLabels: empty, which would allow every pod; name a label, or leave out podLabels': [{ podLabels: {} }],
  '.addressRanges[0]: "35.191.0.0" is not an address range; use a CIDR such as "203.0.113.0/24" (did you mean "35.191.0.0/32"?)':
    [{ addressRanges: ['35.191.0.0'] }],
});

refuses('exposure.gateway.sectionName', {
  'not a setting; known here: host, hosts, annotations, existing, own, dataPlane': ['https'],
});

refusesTogether(
  {
    exposure: {
      gateway: {
        existing: { name: 'public', redirectFrom: 'http' },
        dataPlane: 'gateway-namespace',
        host: 'a.example.com',
      },
    },
  },
  "exposure.gateway.existing.listener: missing; without the HTTPS listener's name the route would also attach to the one that redirects",
);

refusesTogether(
  {
    exposure: {
      gateway: {
        existing: { name: 'public', listener: 'web', redirectFrom: 'web' },
        dataPlane: 'gateway-namespace',
        host: 'a.example.com',
      },
    },
  },
  'exposure.gateway.existing.redirectFrom: "web" is the listener of the chat itself; name the plain HTTP one',
);

refusesTogether(
  {
    exposure: {
      gateway: {
        existing: { name: 'public', listener: 'https', redirectFrom: 'http' },
        dataPlane: 'gateway-namespace',
      },
    },
  },
  'exposure.gateway.host: missing; HTTPS needs the name that the certificate is for, such as "chat.example.com"',
);

refusesTogether(
  { exposure: { gateway: { existing: { name: 'g'.repeat(64) }, dataPlane: 'gateway-namespace' } } },
  'exposure.gateway.dataPlane: "gateway-namespace" looks for pods by the Gateway\'s name, which is longer than a label may be; name peers of your own',
);

refusesTogether(
  { exposure: { gateway: { existing: { name: 'g', namespace: 'Gate ways' }, dataPlane: 'gateway-namespace' } } },
  'exposure.gateway.existing.namespace: "Gate ways" is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (did you mean "gate-ways"?)',
);

refusesTogether(
  { exposure: { gateway: { existing: { name: 'A' }, own: { className: 'istio' }, dataPlane: 'gateway-namespace' } } },
  'exposure.gateway.existing.name: "A" is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters (did you mean "a"?)',
  'exposure.gateway.own: a chat has one Gateway; leave out own or existing',
);

refusesTogether(
  {
    exposure: {
      gateway: {
        host: 'chat.example.com',
        own: { className: 'eg', annotations: { 'cert-manager.io/issuer': 'x' } },
        dataPlane: 'any',
      },
    },
  },
  'exposure.gateway.own.annotations["cert-manager.io/issuer"]: the setting tls.issuer decides about this; use it instead',
);

const reportOn = (gateway: object) => report({ ...minimal, exposure: { gateway } });
const own = { className: 'eg' };
const host = 'chat.example.com';

test.each([
  { own, dataPlane: 'any' },
  { own, dataPlane: 'envoy-gateway' },
  { own, dataPlane: 'gateway-namespace' },
  { own, dataPlane: { podLabels: { app: 'proxy' } } },
  { existing: { name: 'g'.repeat(63) }, dataPlane: 'gateway-namespace' },
  { existing: { name: 'g'.repeat(64) }, dataPlane: 'any' },
  { existing: { name: 'g'.repeat(64) }, dataPlane: { namespace: 'mesh' } },
  { existing: { name: 'public', listener: 'https' }, dataPlane: 'any' },
  { existing: { name: 'public', listener: 'https', redirectFrom: 'http' }, host, dataPlane: 'any' },
  { existing: { name: 'public', listener: 'https', redirectFrom: 'http' }, hosts: [host], dataPlane: 'any' },
  { own: { ...own, tls: { issuer: 'letsencrypt' } }, hosts: [host], dataPlane: 'any' },
  { own: { ...own, loadBalancerAnnotations: { 'example.com/a': 'é'.repeat(2048) } }, dataPlane: 'any' },
  {
    own: {
      ...own,
      loadBalancerAnnotations: Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => [name, 'x'])),
    },
    dataPlane: 'any',
  },
])('%j is legal', (gateway) => {
  expect(reportOn(gateway)).toEqual([]);
});

test("Envoy Gateway's pods carry no longer name than a label may have, either", () => {
  expect(reportOn({ existing: { name: 'g'.repeat(64) }, dataPlane: 'envoy-gateway' })).toEqual([
    'exposure.gateway.dataPlane: "envoy-gateway" looks for pods by the Gateway\'s name, which is longer than a label may be; name peers of your own',
  ]);
});

test.each([
  ['cert-manager.io/cluster-issuer', 'tls.clusterIssuer'],
  ['cert-manager.io/issuer', 'tls.issuer'],
])('%s on an own Gateway is a matter of the setting %s', (name, setting) => {
  expect(reportOn({ own: { ...own, annotations: { [name]: 'x' } }, dataPlane: 'any' })).toEqual([
    `exposure.gateway.own.annotations["${name}"]: the setting ${setting} decides about this; use it instead`,
  ]);
});

test.each(['listener', 'redirectFrom'])('%s is the name of an object', (name) => {
  const existing = { name: 'public', listener: 'https', redirectFrom: 'http', [name]: 'a/b' };
  expect(reportOn({ existing, host, dataPlane: 'any' })).toEqual([
    `exposure.gateway.existing.${name}: "a/b" is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters`,
  ]);
});

test.each([
  ['own', { own: { ...own, tls: { issuer: 'letsencrypt' } } }],
  ['existing', { existing: { name: 'public', listener: 'https', redirectFrom: 'http' } }],
])('HTTPS of an %s Gateway needs a name', (_, gateway) => {
  expect(reportOn({ ...gateway, dataPlane: 'any' })).toEqual([
    'exposure.gateway.host: missing; HTTPS needs the name that the certificate is for, such as "chat.example.com"',
  ]);
});

test.each([
  [null, '"null" is not a group of settings; use { namespace?, podLabels?, addressRanges? }'],
  [
    7,
    '"7" is not known here; use "gateway-namespace", "envoy-gateway", "any" or { namespace, podLabels, addressRanges }',
  ],
])('a data plane is a word or a group, and not %j', (dataPlane, message) => {
  expect(reportOn({ own, dataPlane })).toEqual([`exposure.gateway.dataPlane: ${message}`]);
});

describe('nothing is said of what follows from a mistake', () => {
  const nameRule = 'use lowercase letters, digits, "-" and ".", at most 253 characters';
  const existing = { name: 'public' };

  test.each([
    [
      { own: { ...own, loadBalancerAnnotations: null } },
      'own.loadBalancerAnnotations: "null" is not a map; use a map from names to texts',
    ],
    [
      { own: { ...own, loadBalancerAnnotations: { 'example.com/a': 7 } } },
      'own.loadBalancerAnnotations["example.com/a"]: "7" is not an annotation value; use a text in quotes, of at most 100000 characters, without control characters (in quotes: "7")',
    ],
    [
      { existing: { ...existing, redirectFrom: 'a/b' }, host },
      `existing.redirectFrom: "a/b" is not an object name; ${nameRule}`,
    ],
    [
      { existing: { ...existing, listener: 'https', redirectFrom: 'a/b' } },
      `existing.redirectFrom: "a/b" is not an object name; ${nameRule}`,
    ],
    [
      { existing: 7, own },
      'existing: "7" is not a group of settings; use { name, namespace?, listener?, redirectFrom? }',
    ],
    [{ existing: {}, dataPlane: 'gateway-namespace' }, `existing.name: missing; ${nameRule}`],
    [
      { existing: { name: 'G'.repeat(64) }, dataPlane: 'gateway-namespace' },
      `existing.name: "${'G'.repeat(64)}" is not an object name; ${nameRule} (did you mean "${'g'.repeat(64)}"?)`,
    ],
    [
      { own: { ...own, tls: { issuer: 'letsencrypt' } }, hosts: [] },
      'hosts: empty; use a list of host names, at least one',
    ],
    [
      { own: { ...own, tls: 7 } },
      'own.tls: "7" is not a group of settings; use { secretName?, clusterIssuer?, issuer?, challenge? }',
    ],
  ])('%j', (gateway, message) => {
    expect(reportOn({ dataPlane: 'any', ...gateway })).toEqual([`exposure.gateway.${message}`]);
  });
});
