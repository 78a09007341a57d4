import { minimal } from '../../../tests/cases';
import { report } from '../../../tests/refused';

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
  [{ controller: 'cilium' }, `"cilium" is not known here; use ${known} (for this one use the exposure gateway)`],
  [{ controller: 'treafik' }, `"treafik" is not known here; use ${known} (did you mean "traefik"?)`],
])('a controller that is not known: %j', (ingress, message) => {
  expect(reportOf(ingress)).toEqual([`exposure.ingress.controller: ${message}`]);
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
  { controller: 'f5-nginx', className: 'nginx-plus' },
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
