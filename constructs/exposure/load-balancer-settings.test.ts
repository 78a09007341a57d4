import { refuses, refusesTogether } from '../../tests/refused';

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
