import { minimal } from '../../tests/cases';
import { refuses, refusesTogether, report } from '../../tests/refused';

refuses('exposure.loadBalancer', {
  '%s is not a group of settings; use { port?, sourceRanges, scheme?, cloud?, className?, externalTrafficPolicy?, ipFamilyPolicy?, annotations? }':
    [true],
});

refuses('exposure.loadBalancer.sourceRanges', {
  'missing; use a list of CIDRs such as "203.0.113.0/24" ("0.0.0.0/0" is every address), at least one': [undefined],
  'empty; use a list of CIDRs such as "203.0.113.0/24" ("0.0.0.0/0" is every address), at least one': [[]],
  '%s is not a list; use a list of CIDRs such as "203.0.113.0/24" (%s is every address), at least one': ['0.0.0.0/0'],
});

refuses('exposure.loadBalancer.sourceRanges[0]', {
  '%s is not an address range; use a CIDR such as "203.0.113.0/24" (did you mean "203.0.113.0/32"?)': ['203.0.113.0'],
  '%s is not an address range; use a CIDR such as "203.0.113.0/24" (did you mean "0.0.0.0/0"?)': ['0.0.0.0'],
  '%s is not an address range; use a CIDR such as "203.0.113.0/24" (did you mean "203.0.113.0/24"?)': [
    '203.0.113.7/24',
  ],
  '%s is not an address range; use a CIDR such as "203.0.113.0/24"': [
    '203.0.113.0/33',
    '300.0.113.0/24',
    'fe80::1%eth0/64',
    'everybody',
    null,
  ],
});

refuses('exposure.loadBalancer.ipFamilyPolicy', {
  '%s is not known here; use "SingleStack", "PreferDualStack" or "RequireDualStack" (did you mean "PreferDualStack"?)':
    ['preferDualStack'],
});

refuses('exposure.loadBalancer.port', {
  '%s is not a port; use a whole number from 1 to 65535': [0],
});

refuses('exposure.loadBalancer.scheme', {
  '%s is not known here; use "public" or "internal"': ['private'],
});

refuses('exposure.loadBalancer.cloud', {
  '%s is not known here; use "aws-load-balancer-controller", "aws-in-tree", "azure" or "google"': ['aws', 'gcp'],
});

refuses('exposure.loadBalancer.className', {
  '%s is not a qualified name; use a name such as "example.com/team"': ['not a class'],
  '%s belongs to another controller than the cloud "aws-load-balancer-controller"; leave out one of them': [
    'service.example.com/other',
  ],
});

refuses('exposure.loadBalancer.externalTrafficPolicy', {
  '%s is not known here; use "Cluster" or "Local" (did you mean "Local"?)': ['local'],
});

refuses('exposure.loadBalancer.annotations', {
  '["service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout"]: the setting client.longestAnswerSeconds decides about this; use it instead':
    [{ 'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout': '200' }],
  '["service.beta.kubernetes.io/azure-load-balancer-internal"]: the setting scheme decides about this; use it instead':
    [{ 'service.beta.kubernetes.io/azure-load-balancer-internal': 'false' }],
  '["service.beta.kubernetes.io/aws-load-balancer-ssl-cert"]: TLS on a network load balancer cuts silent connections after 350 s, and answers take longer; end TLS in an Ingress or a Gateway':
    [{ 'service.beta.kubernetes.io/aws-load-balancer-ssl-cert': 'arn:aws:acm:x' }],
  '["service.beta.kubernetes.io/aws-load-balancer-listener-attributes.TCP-80"]: the setting client.longestAnswerSeconds decides about this; use it instead':
    [{ 'service.beta.kubernetes.io/aws-load-balancer-listener-attributes.TCP-80': 'tcp.idle_timeout.seconds=60' }],
  '["service.beta.kubernetes.io/aws-load-balancer-security-groups"]: the setting sourceRanges decides about this; use it instead':
    [{ 'service.beta.kubernetes.io/aws-load-balancer-security-groups': 'sg-1' }],
  '["service.beta.kubernetes.io/aws-load-balancer-schem"]: no cloud knows it; use the setting scheme': [
    { 'service.beta.kubernetes.io/aws-load-balancer-schem': 'internal' },
  ],
  '["service.beta.kubernetes.io/load-balancer-source-ranges"]: the setting sourceRanges decides about this; use it instead':
    [{ 'service.beta.kubernetes.io/load-balancer-source-ranges': '0.0.0.0/0' }],
  '["example.com/count"]: "5" is not an annotation value; use a text in quotes, of at most 100000 characters, without control characters (in quotes: "5")':
    [{ 'example.com/count': 5 }],
  '["example.com/a/b"]: "example.com/a/b" is not a qualified name; use a name such as "example.com/team"': [
    { 'example.com/a/b': 'x' },
  ],
  '["nginx.ingress.kubernetes.io/limit-rps"]: read on an Ingress or a Route, not on a Service; leave it out': [
    { 'nginx.ingress.kubernetes.io/limit-rps': '5' },
  ],
  '["service.beta.kubernetes.io/aws-load-balancer-target-group-attributes"]: the setting client.longestAnswerSeconds decides about this; use it instead':
    [{ 'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes': 'x=y' }],
});

refusesTogether(
  { exposure: { loadBalancer: { sourceRanges: ['0.0.0.0/0'], scheme: 'internal' } } },
  'exposure.loadBalancer.scheme: "internal" is said differently on every cloud; name yours in cloud',
);

refusesTogether(
  {
    exposure: { loadBalancer: { sourceRanges: ['0.0.0.0/0'], cloud: 'aws-load-balancer-controller', className: 'x' } },
  },
  'exposure.loadBalancer.className: "x" belongs to another controller than the cloud "aws-load-balancer-controller"; leave out one of them',
);

const reportOn = (loadBalancer: object, client: object = minimal.client) =>
  report({ ...minimal, client, exposure: { loadBalancer: { sourceRanges: ['10.0.0.0/8'], ...loadBalancer } } });

test.each([
  ['service.beta.kubernetes.io/load-balancer-source-ranges', 'sourceRanges'],
  ['service.beta.kubernetes.io/azure-allowed-ip-ranges', 'sourceRanges'],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', 'scheme'],
  ['service.beta.kubernetes.io/aws-load-balancer-listener-attributes', 'client.longestAnswerSeconds'],
  ['service.beta.kubernetes.io/aws-load-balancer-nlb-target-type', 'cloud'],
  ['service.beta.kubernetes.io/aws-load-balancer-target-group-attributes', 'client.longestAnswerSeconds'],
  ['service.beta.kubernetes.io/aws-load-balancer-type', 'cloud'],
  ['service.beta.kubernetes.io/aws-load-balancer-security-groups', 'sourceRanges'],
  ['service.beta.kubernetes.io/aws-load-balancer-internal', 'scheme'],
  ['service.beta.kubernetes.io/aws-load-balancer-connection-idle-timeout', 'client.longestAnswerSeconds'],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', 'scheme'],
  ['service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout', 'client.longestAnswerSeconds'],
  ['networking.gke.io/load-balancer-type', 'scheme'],
  ['cloud.google.com/l4-rbs', 'scheme'],
])('%s is a matter of the setting %s', (name, setting) => {
  expect(reportOn({ annotations: { [name]: 'x' } })).toEqual([
    `exposure.loadBalancer.annotations["${name}"]: the setting ${setting} decides about this; use it instead`,
  ]);
});

test('an annotation of a router is none of a Service, wherever its name begins so', () => {
  const name = 'haproxy.router.openshift.io/balance';
  expect(reportOn({ annotations: { [name]: 'leastconn' } })).toEqual([
    `exposure.loadBalancer.annotations["${name}"]: read on an Ingress or a Route, not on a Service; leave it out`,
  ]);
  expect(reportOn({ annotations: { 'my-nginx.example.com/x': 'x', 'nginxes/x': 'x' } })).toEqual([]);
});

describe("a certificate of AWS' on the balancer", () => {
  const annotations = { 'service.beta.kubernetes.io/aws-load-balancer-ssl-cert': 'arn:aws:acm:x' };
  const refusal =
    'exposure.loadBalancer.annotations["service.beta.kubernetes.io/aws-load-balancer-ssl-cert"]: TLS on a network load balancer cuts silent connections after 350 s, and answers take longer; end TLS in an Ingress or a Gateway';

  test.each([undefined, 'aws-load-balancer-controller', 'azure'])('is refused where the cloud is %s', (cloud) => {
    expect(reportOn({ cloud, annotations })).toEqual([refusal]);
  });

  test('is legal on a classic one, which waits', () => {
    expect(reportOn({ cloud: 'aws-in-tree', annotations })).toEqual([]);
  });
});

test.each([
  { className: 'example.com/balancer' },
  { className: 'service.k8s.aws/nlb', cloud: 'aws-load-balancer-controller' },
  { className: 'eks.amazonaws.com/nlb', cloud: 'aws-load-balancer-controller' },
  { scheme: 'public' },
  { scheme: 'internal', cloud: 'google' },
  { externalTrafficPolicy: 'Cluster' },
  { port: 1 },
  { port: 65_535 },
])('%j is legal', (settings) => {
  expect(reportOn(settings)).toEqual([]);
});

test.each(['azure', 'google', 'aws-in-tree'])('a class is of no use where the cloud is %s', (cloud) => {
  expect(reportOn({ cloud, className: 'service.k8s.aws/nlb' })).toEqual([
    `exposure.loadBalancer.className: "service.k8s.aws/nlb" belongs to another controller than the cloud "${cloud}"; leave out one of them`,
  ]);
});

test.each([
  ['aws-load-balancer-controller', 5980, 6000],
  ['aws-in-tree', 3980, 4000],
  ['azure', 5980, 6000],
])('%s waits for answers of %i s, and no longer', (cloud, most, timer) => {
  const client = (longestAnswerSeconds: number) => ({ ...minimal.client, longestAnswerSeconds });
  expect(reportOn({ cloud }, client(most))).toEqual([]);
  expect(reportOn({ cloud }, client(most + 1))).toEqual([
    `client.longestAnswerSeconds: "${most + 1}" is too long: the idle timer of "${cloud}" ends at ${timer} s, and this needs ${timer + 1} s; use at most "${most}"`,
  ]);
});

test('Google has no idle timer that an answer could exceed', () => {
  expect(reportOn({ cloud: 'google' }, { ...minimal.client, longestAnswerSeconds: 7200 })).toEqual([]);
});

test.each([
  [{ annotations: 'example.com/a' }, 'annotations: "example.com/a" is not a map; use a map from names to texts'],
  [
    { cloud: 'aws', annotations: { 'service.beta.kubernetes.io/aws-load-balancer-ssl-cert': 'arn:aws:acm:x' } },
    'cloud: "aws" is not known here; use "aws-load-balancer-controller", "aws-in-tree", "azure" or "google"',
  ],
])('nothing is said of what follows from a mistake: %j', (settings, message) => {
  expect(reportOn(settings)).toEqual([`exposure.loadBalancer.${message}`]);
});
