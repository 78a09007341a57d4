import {
  everyAwsAlbIngress,
  everyGkeIngress,
  everyHaproxyIngress,
  everyTraefikIngress,
  minimal,
} from '../../../tests/cases';
import { report } from '../../../tests/refused';
import { certificateOf, sharedClassOf } from './ingress-settings';

const reportOf = (ingress: object, client = minimal.client) =>
  report({ ...minimal, client, exposure: { ingress } } as never);

const alb = { controller: 'aws-alb', subnetRanges: ['10.0.0.0/16'] };
const known = '"traefik", "haproxy", "f5-nginx", "aws-alb" or "gke"';

test.each([
  [{}, `missing; use ${known}`],
  [
    { controller: 'nginx' },
    `"nginx" is not known here; use ${known} (for ingress-nginx use the exposure nginxIngress, for F5's controller "f5-nginx")`,
  ],
  ...['contour', 'cilium', 'istio', 'envoy', 'kong', 'Kong Ingress'].map(
    (name) =>
      [{ controller: name }, `"${name}" is not known here; use ${known} (for this one use the exposure gateway)`] as [
        object,
        string,
      ],
  ),
  [
    { controller: 'Ingress-NGINX' },
    `"Ingress-NGINX" is not known here; use ${known} (for ingress-nginx use the exposure nginxIngress, for F5's controller "f5-nginx")`,
  ],
  [{ controller: 'treafik' }, `"treafik" is not known here; use ${known} (did you mean "traefik"?)`],
])('a controller that is not known: %j', (ingress, message) => {
  expect(reportOf(ingress)).toEqual([`exposure.ingress.controller: ${message}`]);
});

test.each(['traefik', null, ['traefik']])('%j is no Ingress', (ingress) => {
  const [line = '', ...others] = reportOf(ingress as never);
  expect(line).toContain(' is not a group of settings; use { controller, host?, ');
  expect(others).toEqual([]);
});

test('what a controller cannot keep is refused with the reason', () => {
  const inAcm =
    'the balancer takes certificates of ACM alone; name tls.certificateArn, or let it find the one for the host';
  const inCloudArmor =
    'a matter of a Cloud Armor policy, which the BackendConfig names in securityPolicy; leave it out, and add that with a patch';
  const cases: readonly [object, string, string][] = [
    [
      { controller: 'traefik', maxBodySize: '1m' },
      'maxBodySize',
      'with a limit Traefik holds back every answer until it is whole, and pages write while they think; leave it out',
    ],
    [
      { controller: 'traefik', rateLimit: { requestsPerSecond: 5, exempt: ['10.0.0.0/8'] } },
      'rateLimit.exempt',
      'Traefik knows no exceptions; leave it out',
    ],
    [{ controller: 'haproxy', maxBodySize: '1m' }, 'maxBodySize', 'HAProxy has no annotation for it; leave it out'],
    [
      { controller: 'haproxy', rateLimit: { requestsPerSecond: 5, connections: 5 } },
      'rateLimit.connections',
      'HAProxy has no annotation for connections of one address; leave it out',
    ],
    [{ ...alb, host: 'chat.example.com', tls: { secretName: 'a' } }, 'tls.secretName', inAcm],
    [{ ...alb, host: 'chat.example.com', tls: { clusterIssuer: 'a' } }, 'tls.clusterIssuer', inAcm],
    [{ ...alb, host: 'chat.example.com', tls: { issuer: 'a' } }, 'tls.issuer', inAcm],
    [{ ...alb, host: 'chat.example.com', tls: { challenge: 'http01' } }, 'tls.challenge', inAcm],
    [
      { ...alb, from: { namespace: 'a' } },
      'from',
      'the balancer has no pods; name the ranges of its subnets in subnetRanges',
    ],
    [{ ...alb, rateLimit: {} }, 'rateLimit', 'a matter of AWS WAF, not of the balancer; leave it out'],
    [{ controller: 'gke', rateLimit: {} }, 'rateLimit', inCloudArmor],
    [{ controller: 'gke', maxBodySize: '1m' }, 'maxBodySize', inCloudArmor],
    [
      { controller: 'gke', from: { namespace: 'a' } },
      'from',
      'the balancer has no pods; for an internal one name the proxy-only subnet in proxySubnetRanges',
    ],
    [
      { controller: 'haproxy', rateLimit: { requestsPerSecond: 5, burstMultiplier: 5 } },
      'rateLimit.burstMultiplier',
      'HAProxy counts without bursts; leave it out',
    ],
    [
      { controller: 'f5-nginx', rateLimit: { requestsPerSecond: 5, connections: 5 } },
      'rateLimit.connections',
      'F5 NGINX Ingress has no annotation for connections of one address; leave it out',
    ],
    [
      { controller: 'f5-nginx', rateLimit: { requestsPerSecond: 5, exempt: ['10.0.0.0/8'] } },
      'rateLimit.exempt',
      'F5 NGINX Ingress knows no exceptions; leave it out',
    ],
    [
      { controller: 'haproxy', className: 'kong' },
      'className',
      '"kong" is Kong\'s class, and what is written for HAProxy Ingress does nothing there; use the exposure gateway',
    ],
    [
      { controller: 'f5-nginx', className: 'haproxy' },
      'className',
      '"haproxy" is HAProxy\'s class, and what is written for F5 NGINX Ingress does nothing there; use the exposure ingress with controller "haproxy"',
    ],
    [{ ...alb, maxBodySize: '1m' }, 'maxBodySize', 'a matter of AWS WAF, not of the balancer; leave it out'],
    [{ controller: 'gke', sourceRanges: ['10.0.0.0/8'] }, 'sourceRanges', inCloudArmor],
    [
      { controller: 'traefik', className: 'nginx' },
      'className',
      '"nginx" is ingress-nginx\'s or F5\'s class, and what is written for Traefik Ingress does nothing there; use nginxIngress, or the controller "f5-nginx"',
    ],
    [
      { ...alb, className: 'traefik' },
      'className',
      '"traefik" is Traefik\'s class, and what is written for Application Load Balancer does nothing there; use the exposure ingress with controller "traefik"',
    ],
    [{ controller: 'gke', className: 'gce' }, 'className', "GKE's balancers have no IngressClass; use scheme"],
  ];
  for (const [ingress, field, message] of cases) {
    expect(reportOf(ingress)).toEqual([`exposure.ingress.${field}: ${message}`]);
  }
});

test.each([
  { controller: 'traefik', className: 'team-a' },
  { controller: 'haproxy', className: 'haproxy-internal' },
  { controller: 'haproxy', className: 'haproxy' },
  { controller: 'traefik', className: 'nginx-traefik' },
  { controller: 'f5-nginx', className: 'nginx-plus' },
  { controller: 'f5-nginx', className: 'nginx-traefik' },
  { ...alb, className: 'eks-auto' },
])('a class that may be of its controller: %j', (ingress) => {
  expect(reportOf(ingress)).toEqual([]);
});

test.each([
  [
    { controller: 'haproxy', host: 'chat', tls: {} },
    'tls.secretName: missing; name a Secret with the certificate, or a cert-manager clusterIssuer or issuer',
  ],
  [
    { controller: 'traefik', tls: {} },
    'host: missing; TLS needs the name that the certificate is for, such as "chat.example.com"',
  ],
  [
    { controller: 'haproxy', rateLimit: { requestsPerSecond: 5, requestsPerMinute: 60 } },
    'rateLimit.requestsPerSecond: this controller counts over one period; leave out requestsPerSecond or requestsPerMinute',
  ],
  [
    { controller: 'traefik', rateLimit: { burstMultiplier: 5 } },
    'rateLimit.requestsPerSecond: missing; set requestsPerSecond, requestsPerMinute or connections, or leave out rateLimit',
  ],
  [
    { controller: 'f5-nginx', rateLimit: {} },
    'rateLimit.requestsPerSecond: missing; set requestsPerSecond or requestsPerMinute, or leave out rateLimit',
  ],
  [
    { controller: 'aws-alb' },
    'subnetRanges: missing; use a list of CIDRs of the balancer\'s subnets, such as "10.0.0.0/16", at least one',
  ],
  [{ ...alb, tls: {} }, 'host: missing; name the host that the certificate is found by, or tls.certificateArn'],
  [
    { ...alb, sourceRanges: ['10.0.0.0/8'], securityGroups: ['a'] },
    'sourceRanges: the controller ignores them beside security groups of yours; leave out sourceRanges or securityGroups',
  ],
  [
    { controller: 'gke', scheme: 'internal' },
    'proxySubnetRanges: missing; an internal balancer connects from the proxy-only subnet of its region, such as "10.129.0.0/23"',
  ],
  [
    { controller: 'gke', proxySubnetRanges: ['10.129.0.0/23'] },
    'proxySubnetRanges: only an internal balancer connects from there; leave it out, or set scheme to "internal"',
  ],
  [
    {
      controller: 'gke',
      host: 'chat',
      scheme: 'internal',
      proxySubnetRanges: ['10.129.0.0/23'],
      tls: { secretName: 'a', redirect: true },
    },
    'tls.redirect: an internal balancer serves HTTPS alone beside a certificate; leave it out',
  ],
])('%j', (ingress, message) => {
  expect(reportOf(ingress)).toEqual([`exposure.ingress.${message}`]);
});

test.each([
  { controller: 'haproxy', rateLimit: { requestsPerSecond: 1_000_000 } },
  { controller: 'haproxy', rateLimit: { requestsPerMinute: 1_000_000, exempt: ['10.0.0.0/8'] } },
  { controller: 'f5-nginx', rateLimit: { requestsPerMinute: 1, burstMultiplier: 1000 } },
  { controller: 'traefik', rateLimit: { connections: 65_535 } },
  { controller: 'traefik', host: 'chat', tls: {} },
  { controller: 'traefik', tls: { redirect: false }, hosts: ['chat'] },
  { controller: 'f5-nginx', host: 'chat', tls: {} },
  { controller: 'gke', scheme: 'public' },
  { controller: 'gke', host: 'chat', tls: { secretName: 'a', redirect: true } },
  {
    controller: 'gke',
    host: 'chat',
    scheme: 'internal',
    proxySubnetRanges: ['10.129.0.0/23'],
    tls: { secretName: 'a' },
  },
  { ...alb, scheme: 'public', hosts: ['chat'], tls: {} },
  { ...alb, tls: { certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/a' } },
  { ...alb, sourceRanges: ['10.0.0.0/8'] },
])('%j is legal', (ingress) => {
  expect(reportOf(ingress)).toEqual([]);
});

test.each([
  [{ controller: 'traefik' }, 'requestsPerSecond', 1_000_000, 'a number of requests'],
  [{ controller: 'traefik' }, 'requestsPerMinute', 1_000_000, 'a number of requests'],
  [{ controller: 'traefik' }, 'connections', 65_535, 'a number of connections'],
  [{ controller: 'haproxy' }, 'requestsPerSecond', 1_000_000, 'a number of requests'],
  [{ controller: 'haproxy' }, 'requestsPerMinute', 1_000_000, 'a number of requests'],
  [{ controller: 'f5-nginx', rateLimit: { requestsPerSecond: 5 } }, 'burstMultiplier', 1000, 'a number in this range'],
])('of %j, %s is at most %i', (ingress, name, most, what) => {
  for (const number of [0, most + 1]) {
    const { rateLimit = {} } = ingress as { readonly rateLimit?: object };
    expect(reportOf({ ...ingress, rateLimit: { ...rateLimit, [name]: number } })).toEqual([
      `exposure.ingress.rateLimit.${name}: "${number}" is not ${what}; use a whole number from 1 to ${most}`,
    ]);
  }
});

test.each([
  [
    { controller: 'haproxy', rateLimit: { requestsPerSecond: 5, exempt: [] } },
    'rateLimit.exempt: empty; use a list of CIDRs, at least one',
  ],
  [{ controller: 'traefik', sourceRanges: [] }, 'sourceRanges: empty; use a list of CIDRs, at least one'],
  [{ ...alb, securityGroups: [] }, 'securityGroups: empty; use a list of security groups, at least one'],
  [
    { ...alb, subnetRanges: [] },
    'subnetRanges: empty; use a list of CIDRs of the balancer\'s subnets, such as "10.0.0.0/16", at least one',
  ],
  [
    { controller: 'gke', scheme: 'internal', proxySubnetRanges: [] },
    'proxySubnetRanges: empty; use a list of CIDRs, at least one',
  ],
  [{ controller: 'gke', scheme: 'private' }, 'scheme: "private" is not known here; use "public" or "internal"'],
  [{ ...alb, scheme: 'private' }, 'scheme: "private" is not known here; use "public" or "internal"'],
  [
    { ...alb, securityGroups: [7] },
    'securityGroups[0]: "7" is not a security group; use its id or name, such as "sg-0123456789abcdef0" (in quotes: "7")',
  ],
  [
    { ...alb, tls: { certificateArn: ['arn:aws:acm:eu-central-1:111122223333:certificate/abcd'] } },
    'tls.certificateArn: a list is not an ARN; use one such as "arn:aws:acm:eu-central-1:111122223333:certificate/abcd"',
  ],
  [
    { controller: 'haproxy', className: 'traefik.A' },
    'className: "traefik.A" is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters (did you mean "traefik.a"?)',
  ],
  // Not what follows from the mistake, too.
  [{ ...alb, hosts: [], tls: {} }, 'hosts: empty; use a list of host names, at least one'],
  [{ ...alb, tls: { redirect: 'no' } }, 'tls.redirect: "no" is not true or false; use true or false'],
  [
    { ...alb, sourceRanges: ['10.0.0.0/8'], securityGroups: [] },
    'securityGroups: empty; use a list of security groups, at least one',
  ],
  [
    { controller: 'gke', scheme: 'private', proxySubnetRanges: ['10.129.0.0/23'] },
    'scheme: "private" is not known here; use "public" or "internal"',
  ],
  [
    { controller: 'haproxy', rateLimit: { requestsPerSecond: 5, requestsPerMinute: 0 } },
    'rateLimit.requestsPerMinute: "0" is not a number of requests; use a whole number from 1 to 1000000',
  ],
  [
    { controller: 'traefik', className: 'a/b' },
    'className: "a/b" is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters',
  ],
  [
    { controller: 'gke', host: 'chat', tls: {} },
    'tls.secretName: missing; name a Secret with the certificate, or a cert-manager clusterIssuer or issuer',
  ],
])('%j', (ingress, message) => {
  expect(reportOf(ingress)).toEqual([`exposure.ingress.${message}`]);
});

describe("the ARN of a certificate of AWS'", () => {
  const certificate = 'arn:aws:acm:eu-central-1:111122223333:certificate/abcd';
  const reportOn = (certificateArn: string) => reportOf({ ...alb, tls: { certificateArn } });

  test.each([
    certificate,
    'arn:aws-us-gov:acm:us-gov-west-1:111122223333:certificate/a',
    'arn:aws-cn:acm:cn-north-1:111122223333:certificate/0a1b2c3d-0a1b-0a1b',
  ])('may be %s', (arn) => {
    expect(reportOn(arn)).toEqual([]);
  });

  test.each([
    `x${certificate}`,
    `${certificate}!`,
    'arn:aws1:acm:eu-central-1:111122223333:certificate/abcd',
    'arn:aws:iam:eu-central-1:111122223333:certificate/abcd',
    'arn:aws:acm::111122223333:certificate/abcd',
    'arn:aws:acm:EU:111122223333:certificate/abcd',
    'arn:aws:acm:eu-central-1:11112222333:certificate/abcd',
    'arn:aws:acm:eu-central-1:1111222233334:certificate/abcd',
    'arn:aws:acm:eu-central-1:11112222333x:certificate/abcd',
    'arn:aws:acm:eu-central-1:111122223333:certificate/',
  ])('is not %s', (arn) => {
    expect(reportOn(arn)).toEqual([
      `exposure.ingress.tls.certificateArn: "${arn}" is not an ARN; use one such as "arn:aws:acm:eu-central-1:111122223333:certificate/abcd"`,
    ]);
  });
});

describe("a security group of AWS'", () => {
  const reportOn = (group: string) => reportOf({ ...alb, securityGroups: [group] });

  test.each(['sg-0123456789abcdef0', 'a', 'x'.repeat(255), 'Chat users .:/()#@[]+=&;{}!$*-_'])('may be %s', (group) => {
    expect(reportOn(group)).toEqual([]);
  });

  test.each(['', 'x'.repeat(256), 'a,b', 'a"', '"a', 'a|b'])('is not %j', (group) => {
    expect(reportOn(group)).toEqual([
      expect.stringMatching(
        /^exposure\.ingress\.securityGroups\[0\]: ".*" is not a security group; use its id or name, such as "sg-0123456789abcdef0"$/,
      ),
    ]);
  });
});

describe('annotations', () => {
  test.each([
    [
      'traefik',
      'traefik.ingress.kubernetes.io/router.middlewares',
      'the setting sourceRanges, rateLimit or tls decides about this; use it instead',
    ],
    [
      'traefik',
      'nginx.ingress.kubernetes.io/auth-type',
      '"nginx.ingress.kubernetes.io" is another controller\'s; Traefik Ingress reads traefik.ingress.kubernetes.io/…',
    ],
    // A value that HAProxy cannot read leaves the page open.
    ['haproxy', 'haproxy.org/auth-type', 'the setting login decides about this; use it instead'],
    ['haproxy', 'haproxy.org/whitelist', 'the setting sourceRanges decides about this; use it instead'],
    [
      'haproxy',
      'haproxy.org/timeout-server',
      'the setting client.longestAnswerSeconds decides about this; use it instead',
    ],
    [
      'haproxy',
      'haproxy.org/backend-config-snippet',
      'snippets run foreign configuration in the controller, for every Ingress of the cluster; leave it out',
    ],
    [
      'f5-nginx',
      'nginx.org/server-snippets',
      'snippets run foreign configuration in the controller, for every Ingress of the cluster; leave it out',
    ],
    ['f5-nginx', 'nginx.org/policies', 'the setting sourceRanges decides about this; use it instead'],
    [
      'aws-alb',
      'alb.ingress.kubernetes.io/inbound-cidrs',
      'the setting sourceRanges decides about this; use it instead',
    ],
    ['gke', 'kubernetes.io/ingress.class', 'the setting scheme decides about this; use it instead'],
  ])('of %s: %s', (controller, name, message) => {
    expect(reportOf({ ...(controller === 'aws-alb' ? alb : { controller }), annotations: { [name]: 'x' } })).toEqual([
      `exposure.ingress.annotations["${name}"]: ${message}`,
    ]);
  });

  test.each([
    ['traefik', 'kubernetes.io/ingress.class', 'className'],
    ['traefik', 'cert-manager.io/cluster-issuer', 'tls.clusterIssuer'],
    ['traefik', 'cert-manager.io/issuer', 'tls.issuer'],
    ['traefik', 'traefik.ingress.kubernetes.io/router.pathmatcher', 'host'],
    ['haproxy', 'haproxy.org/allow-list', 'sourceRanges'],
    ['haproxy', 'haproxy.org/deny-list', 'sourceRanges'],
    ['haproxy', 'haproxy.org/blacklist', 'sourceRanges'],
    ['haproxy', 'haproxy.org/rate-limit-requests', 'rateLimit'],
    ['haproxy', 'haproxy.org/rate-limit-period', 'rateLimit'],
    ['haproxy', 'haproxy.org/rate-limit-status-code', 'rateLimit'],
    ['haproxy', 'haproxy.org/rate-limit-whitelist', 'rateLimit.exempt'],
    ['haproxy', 'haproxy.org/ssl-redirect', 'tls.redirect'],
    ['haproxy', 'haproxy.org/ssl-redirect-port', 'tls.redirect'],
    ['haproxy', 'haproxy.org/ssl-redirect-code', 'tls.redirect'],
    ['haproxy', 'haproxy.org/auth-secret', 'login'],
    ['haproxy', 'haproxy.org/auth-realm', 'login'],
    ['f5-nginx', 'nginx.org/proxy-read-timeout', 'client.longestAnswerSeconds'],
    ['f5-nginx', 'nginx.org/proxy-send-timeout', 'client.longestAnswerSeconds'],
    ['f5-nginx', 'nginx.org/client-max-body-size', 'maxBodySize'],
    ['f5-nginx', 'nginx.org/limit-req-rate', 'rateLimit'],
    ['f5-nginx', 'nginx.org/limit-req-burst', 'rateLimit.burstMultiplier'],
    ['f5-nginx', 'nginx.org/limit-req-no-delay', 'rateLimit'],
    ['f5-nginx', 'nginx.org/limit-req-reject-code', 'rateLimit'],
    ['f5-nginx', 'nginx.org/ssl-redirect', 'tls.redirect'],
    ['f5-nginx', 'nginx.org/redirect-to-https', 'tls.redirect'],
    ['f5-nginx', 'nginx.org/basic-auth-secret', 'login'],
    ['f5-nginx', 'nginx.org/basic-auth-realm', 'login'],
    ['aws-alb', 'alb.ingress.kubernetes.io/load-balancer-attributes', 'client.longestAnswerSeconds'],
    ['aws-alb', 'alb.ingress.kubernetes.io/target-group-attributes', 'client.longestAnswerSeconds'],
    ['aws-alb', 'alb.ingress.kubernetes.io/target-type', 'controller'],
    ['aws-alb', 'alb.ingress.kubernetes.io/scheme', 'scheme'],
    ['aws-alb', 'alb.ingress.kubernetes.io/security-groups', 'securityGroups'],
    ['aws-alb', 'alb.ingress.kubernetes.io/manage-backend-security-group-rules', 'securityGroups'],
    ['aws-alb', 'alb.ingress.kubernetes.io/listen-ports', 'tls'],
    ['aws-alb', 'alb.ingress.kubernetes.io/certificate-arn', 'tls.certificateArn'],
    ['aws-alb', 'alb.ingress.kubernetes.io/ssl-redirect', 'tls.redirect'],
    ['aws-alb', 'alb.ingress.kubernetes.io/healthcheck-path', 'controller'],
    ['aws-alb', 'alb.ingress.kubernetes.io/auth-type', 'login'],
    ['gke', 'networking.gke.io/v1beta1.FrontendConfig', 'tls.redirect'],
    ['gke', 'kubernetes.io/ingress.allow-http', 'tls.redirect'],
  ])('of %s: %s is a matter of the setting %s', (controller, name, setting) => {
    expect(reportOf({ ...(controller === 'aws-alb' ? alb : { controller }), annotations: { [name]: 'x' } })).toEqual([
      `exposure.ingress.annotations["${name}"]: the setting ${setting} decides about this; use it instead`,
    ]);
  });

  test.each([
    ['haproxy', 'haproxy.org/timeout-serve', 'HAProxy Ingress ignores it; use the setting client.longestAnswerSeconds'],
    ['f5-nginx', 'nginx.org/policie', 'F5 NGINX Ingress ignores it; use the setting sourceRanges'],
  ])('of %s: %s is a slip', (controller, name, message) => {
    expect(reportOf({ controller, annotations: { [name]: 'x' } })).toEqual([
      `exposure.ingress.annotations["${name}"]: ${message}`,
    ]);
  });

  test("GKE's for a managed certificate is its own", () => {
    expect(reportOf({ controller: 'gke', annotations: { 'networking.gke.io/managed-certificates': 'chat' } })).toEqual(
      [],
    );
  });
});

test("an answer longer than the idle timer of AWS' balancer is refused", () => {
  const client = (longestAnswerSeconds: number) => ({ ...minimal.client, longestAnswerSeconds });
  expect(reportOf(alb, client(3981))).toEqual([
    'client.longestAnswerSeconds: "3981" is too long: the idle timer of an Application Load Balancer ends at 4000 s, and this needs 4001 s; use at most "3980"',
  ]);
  expect(reportOf(alb, client(3980))).toEqual([]);
  expect(reportOf({ controller: 'gke' }, client(3981))).toEqual([]);
});

test('a certificate is in a Secret, but for an Application Load Balancer', () => {
  expect(certificateOf(undefined)).toBeUndefined();
  expect(certificateOf({ controller: 'traefik' })).toBeUndefined();
  expect(certificateOf(everyTraefikIngress)).toBe(everyTraefikIngress.tls);
  expect(certificateOf(everyGkeIngress)).toBe(everyGkeIngress.tls);
  expect(certificateOf(everyAwsAlbIngress)).toBeUndefined();
});

test('the Ingresses of a class share their hosts, but those of a balancer of their own', () => {
  expect(sharedClassOf({ controller: 'f5-nginx' })).toBe('nginx');
  expect(sharedClassOf(everyHaproxyIngress)).toBe('edge');
  expect(sharedClassOf(everyAwsAlbIngress)).toBeUndefined();
  expect(sharedClassOf(everyGkeIngress)).toBeUndefined();
});
