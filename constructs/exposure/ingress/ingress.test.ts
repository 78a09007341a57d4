import { App, Chart } from 'cdk8s';
import { backendIn } from '../../../tests/backend';
import {
  everyAwsAlbIngress,
  everyF5NginxIngress,
  everyGkeIngress,
  everyHaproxyIngress,
  everyTraefikIngress,
  minimal,
} from '../../../tests/cases';
import { objectsOf, one, warningIds } from '../../../tests/objects';
import { Ingress } from './ingress';
import type { IngressSettings } from './ingress-settings';

const objectsWith = (ingress: IngressSettings) => objectsOf({ ...minimal, exposure: { ingress } });
const ingressWith = (settings: IngressSettings) => one(objectsWith(settings), 'Ingress');
const annotationsWith = (settings: IngressSettings) => ingressWith(settings).metadata.annotations ?? {};
const peersWith = (settings: IngressSettings) =>
  one(objectsWith(settings), 'NetworkPolicy', 'ilab-client').spec.ingress[0].from;

const host = 'chat.example.com';
const tls = { secretName: 'chat-tls' };

describe('Traefik', () => {
  const traefik = { controller: 'traefik' } as const;
  const middlewares = (settings: IngressSettings) => objectsWith(settings).filter(({ kind }) => kind === 'Middleware');

  test('gets a plain Ingress: it cuts no answer, so there is nothing to tell it', () => {
    const { metadata, spec } = ingressWith(traefik);
    expect(metadata.name).toBe('ilab-client-traefik');
    expect(metadata).not.toHaveProperty('annotations');
    expect(spec).toEqual({
      ingressClassName: 'traefik',
      rules: [
        {
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'ilab-client', port: { number: 8080 } } } },
            ],
          },
        },
      ],
    });
    expect(peersWith(traefik)).toEqual([podsOf('kube-system', 'traefik')]);
  });

  test('gets a redirect with TLS, which its Ingress does not do by itself', () => {
    expect(middlewares({ ...traefik, host, tls }).map(({ spec }) => spec)).toEqual([
      { redirectScheme: { scheme: 'https', permanent: true } },
    ]);
    expect(annotationsWith({ ...traefik, host, tls })).toEqual({
      'traefik.ingress.kubernetes.io/router.middlewares': 'ilab-chat-ilab-client-traefik-redirect@kubernetescrd',
    });
    expect(middlewares({ ...traefik, host, tls: { ...tls, redirect: false } })).toEqual([]);
  });

  test('reads ranges and limits from Middlewares, in this order', () => {
    expect(annotationsWith(everyTraefikIngress)).toHaveProperty(
      ['traefik.ingress.kubernetes.io/router.middlewares'],
      ['redirect', 'ranges', 'per-second', 'per-minute', 'connections']
        .map((what) => `ilab-chat-ilab-client-traefik-${what}@kubernetescrd`)
        .join(','),
    );
    expect(middlewares(everyTraefikIngress).map(({ spec }) => spec)).toEqual([
      { redirectScheme: { scheme: 'https', permanent: true } },
      { ipAllowList: { sourceRange: ['203.0.113.0/24', '2001:db8::/32'] } },
      { rateLimit: { average: 5, burst: 15, period: '1s' } },
      { rateLimit: { average: 60, burst: 180, period: '1m' } },
      { inFlightReq: { amount: 10, sourceCriterion: { ipStrategy: { depth: 0 } } } },
    ]);
  });
});

test('the pods of a controller are those that the settings name', () => {
  const traefik = { controller: 'traefik' } as const;
  expect(peersWith({ ...traefik, from: { namespace: 'edge' } })).toEqual([podsOf('edge', 'traefik')]);
  expect(peersWith({ ...traefik, from: { podLabels: { app: 'edge' } } })).toEqual([
    { ...podsOf('kube-system', 'traefik'), podSelector: { matchLabels: { app: 'edge' } } },
  ]);
  expect(peersWith({ ...traefik, from: { addressRanges: ['10.0.0.0/8'] } })).toEqual([
    { ipBlock: { cidr: '10.0.0.0/8' } },
  ]);
});

test.each([everyTraefikIngress, everyHaproxyIngress, everyF5NginxIngress, everyAwsAlbIngress] as const)(
  'a class of its own, a rule for each name, and its labels: %j',
  (settings) => {
    const { metadata, spec } = ingressWith(settings);
    expect(spec.ingressClassName).toBe('edge');
    expect(spec.rules.map((rule: { host: string }) => rule.host)).toEqual(settings.hosts);
    expect(metadata.labels).toMatchObject({ app: 'ilab-client' });
  },
);

test.each([
  [{ controller: 'traefik' }, 'traefik'],
  [{ controller: 'haproxy' }, 'haproxy'],
  [{ controller: 'f5-nginx' }, 'nginx'],
  [{ controller: 'aws-alb', subnetRanges: ['10.0.0.0/16'] }, 'alb'],
] as const)('the usual class: %j', (settings, className) => {
  expect(ingressWith(settings).spec.ingressClassName).toBe(className);
});

describe('HAProxy', () => {
  const haproxy = { controller: 'haproxy' } as const;

  test('gets its timeout with the unit, without which it is milliseconds', () => {
    expect(annotationsWith(haproxy)).toEqual({ 'haproxy.org/timeout-server': '620s' });
    expect(peersWith(haproxy)).toEqual([podsOf('haproxy-controller', 'kubernetes-ingress')]);
  });

  test('sends to 443 and not to its own port, 8443', () => {
    expect(annotationsWith({ ...haproxy, host, tls })).toMatchObject({
      'haproxy.org/ssl-redirect-port': '443',
      'haproxy.org/ssl-redirect-code': '301',
    });
    expect(annotationsWith({ ...haproxy, host, tls: { ...tls, redirect: false } })).toEqual({
      'haproxy.org/timeout-server': '620s',
      'haproxy.org/ssl-redirect': 'false',
    });
  });

  test('counts over a second, too', () => {
    expect(annotationsWith({ ...haproxy, rateLimit: { requestsPerSecond: 5 } })).toEqual({
      'haproxy.org/timeout-server': '620s',
      'haproxy.org/rate-limit-requests': '5',
      'haproxy.org/rate-limit-period': '1s',
      'haproxy.org/rate-limit-status-code': '429',
    });
  });

  test('reads the rest from annotations', () => {
    expect(annotationsWith(everyHaproxyIngress)).toMatchObject({
      'haproxy.org/allow-list': '203.0.113.0/24, 2001:db8::/32',
      'haproxy.org/rate-limit-requests': '60',
      'haproxy.org/rate-limit-period': '1m',
      'haproxy.org/rate-limit-status-code': '429',
      'haproxy.org/rate-limit-whitelist': '192.0.2.0/24, 198.51.100.7/32',
      'haproxy.org/load-balance': 'leastconn',
      'cert-manager.io/cluster-issuer': 'letsencrypt',
    });
  });
});

describe("F5's controller", () => {
  const f5 = { controller: 'f5-nginx' } as const;

  test('passes on what a page writes while it thinks, and WebSockets', () => {
    expect(annotationsWith(f5)).toEqual({
      'nginx.org/proxy-read-timeout': '620s',
      'nginx.org/proxy-send-timeout': '620s',
      'nginx.org/proxy-buffering': 'false',
      'nginx.org/websocket-services': 'ilab-client',
    });
    expect(peersWith(f5)).toEqual([podsOf('nginx-ingress', 'nginx-ingress')]);
  });

  test('reads ranges from a Policy, and limits from annotations', () => {
    expect(one(objectsWith(everyF5NginxIngress), 'Policy')).toMatchObject({
      metadata: { name: 'ilab-client-f5-nginx-ranges' },
      spec: { accessControl: { allow: ['203.0.113.0/24', '2001:db8::/32'] } },
    });
    expect(annotationsWith(everyF5NginxIngress)).toMatchObject({
      'nginx.org/policies': 'ilab-client-f5-nginx-ranges',
      'nginx.org/client-max-body-size': '256k',
      'nginx.org/limit-req-rate': '5r/s',
      'nginx.org/limit-req-burst': '15',
      'nginx.org/limit-req-no-delay': 'true',
      'nginx.org/limit-req-reject-code': '429',
      'nginx.org/ssl-redirect': 'false',
    });
    const perMinute = annotationsWith({ ...f5, rateLimit: { requestsPerMinute: 60 } });
    expect(perMinute).toMatchObject({ 'nginx.org/limit-req-rate': '60r/m', 'nginx.org/limit-req-burst': '300' });
  });
});

test.each(['traefik', 'haproxy', 'f5-nginx', 'gke'] as const)(
  'the certificate is ordered from cert-manager, whose HTTP-01 solver is opened for it alone: %s',
  (controller) => {
    const settings = { controller, host, tls: { issuer: 'letsencrypt', challenge: 'dns01' } } as const;
    expect(annotationsWith(settings)).toMatchObject({ 'cert-manager.io/issuer': 'letsencrypt' });
    expect(annotationsWith(settings)).not.toHaveProperty(['acme.cert-manager.io/http01-edit-in-place']);
    expect(objectsWith(settings).map(({ metadata }) => metadata.name)).not.toContain(`ilab-client-${controller}-acme`);
  },
);

describe('a balancer of a cloud lets an answer end for an hour at most', () => {
  const objectsAfter = (longestAnswerSeconds: number, ingress: IngressSettings) =>
    objectsOf({ ...minimal, client: { ...minimal.client, longestAnswerSeconds }, exposure: { ingress } });

  test.each([
    [3579, 3599],
    [3580, 3600],
    [3581, 3600],
  ])('one of %i s: %i s', (seconds, delay) => {
    const gke = objectsAfter(seconds, { controller: 'gke' });
    expect(one(gke, 'BackendConfig').spec.connectionDraining).toEqual({ drainingTimeoutSec: delay });
    const alb = objectsAfter(seconds, { controller: 'aws-alb', subnetRanges: ['10.0.0.0/16'] });
    expect(one(alb, 'Ingress').metadata.annotations).toHaveProperty(
      ['alb.ingress.kubernetes.io/target-group-attributes'],
      `deregistration_delay.timeout_seconds=${delay}`,
    );
  });
});

describe("AWS' balancer", () => {
  const alb = { controller: 'aws-alb', subnetRanges: ['10.0.0.0/16'] } as const;
  const prefix = 'alb.ingress.kubernetes.io';

  test('is public, sends to the pods, waits, and asks a path that answers 200', () => {
    expect(annotationsWith(alb)).toEqual({
      [`${prefix}/scheme`]: 'internet-facing',
      [`${prefix}/target-type`]: 'ip',
      [`${prefix}/healthcheck-path`]: '/',
      [`${prefix}/load-balancer-attributes`]: 'idle_timeout.timeout_seconds=620',
      [`${prefix}/target-group-attributes`]: 'deregistration_delay.timeout_seconds=620',
    });
    expect(peersWith(alb)).toEqual([{ ipBlock: { cidr: '10.0.0.0/16' } }]);
  });

  test('takes its certificate from ACM, so the Ingress names hosts and no Secret', () => {
    const { metadata, spec } = ingressWith(everyAwsAlbIngress);
    expect(spec.tls).toEqual([{ hosts: ['chat.example.com', 'chat.example.org'] }]);
    expect(metadata.annotations).toMatchObject({
      [`${prefix}/scheme`]: 'internal',
      [`${prefix}/listen-ports`]: '[{"HTTP": 80}, {"HTTPS": 443}]',
      [`${prefix}/ssl-redirect`]: '443',
      [`${prefix}/certificate-arn`]: 'arn:aws:acm:eu-central-1:111122223333:certificate/0a1b2c3d',
      [`${prefix}/inbound-cidrs`]: '203.0.113.0/24',
    });
    const open = annotationsWith({ ...alb, host, tls: { redirect: false } });
    expect(open).not.toHaveProperty([`${prefix}/ssl-redirect`]);
    expect(open).toHaveProperty([`${prefix}/listen-ports`], '[{"HTTP": 80}, {"HTTPS": 443}]');
    expect(annotationsWith({ ...alb, host, tls: {} })).toHaveProperty([`${prefix}/ssl-redirect`], '443');
  });

  test('reads several ranges from one annotation', () => {
    expect(annotationsWith({ ...alb, sourceRanges: ['10.0.0.0/8', '192.0.2.0/24'] })).toHaveProperty(
      [`${prefix}/inbound-cidrs`],
      '10.0.0.0/8,192.0.2.0/24',
    );
  });

  test('with security groups of its own still gets its way to the pods', () => {
    expect(annotationsWith({ ...alb, securityGroups: ['sg-1', 'users'] })).toMatchObject({
      [`${prefix}/security-groups`]: 'sg-1,users',
      [`${prefix}/manage-backend-security-group-rules`]: 'true',
    });
  });
});

test.each([
  [{ controller: 'aws-alb', subnetRanges: ['10.0.0.0/16'] }, { 'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled' }],
  [{ controller: 'gke' }, {}],
] as const)("pods of a new version wait for AWS' balancer alone: %j", (settings, labels) => {
  const gate = Object.entries(one(objectsWith(settings), 'Namespace').metadata.labels ?? {}).filter(([name]) =>
    name.startsWith('elbv2.k8s.aws/'),
  );
  expect(Object.fromEntries(gate)).toEqual(labels);
});

describe("GKE's balancer", () => {
  const gke = { controller: 'gke' } as const;

  test('has its timeout and its health check in a BackendConfig that the Service names', () => {
    const objects = objectsWith(gke);
    expect(one(objects, 'BackendConfig').spec).toEqual({
      timeoutSec: 620,
      connectionDraining: { drainingTimeoutSec: 620 },
      healthCheck: { type: 'HTTP', requestPath: '/' },
    });
    expect(one(objects, 'Service', 'ilab-client').metadata.annotations).toEqual({
      'cloud.google.com/neg': '{"ingress": true}',
      'cloud.google.com/backend-config': '{"default":"ilab-client-gke"}',
    });
    const { metadata, spec } = one(objects, 'Ingress');
    expect(metadata.annotations).toEqual({ 'kubernetes.io/ingress.class': 'gce' });
    expect(spec).not.toHaveProperty('ingressClassName');
    expect(peersWith(gke)).toEqual([{ ipBlock: { cidr: '35.191.0.0/16' } }, { ipBlock: { cidr: '130.211.0.0/22' } }]);
  });

  test('redirects through a FrontendConfig', () => {
    const objects = objectsWith(everyGkeIngress);
    expect(one(objects, 'FrontendConfig').spec).toEqual({
      redirectToHttps: { enabled: true, responseCodeName: 'PERMANENT_REDIRECT' },
    });
    expect(one(objects, 'Ingress').metadata.annotations).toMatchObject({
      'networking.gke.io/v1beta1.FrontendConfig': 'ilab-client-gke',
    });
  });

  test('leaves plain HTTP as it is without TLS, and where nobody is to be sent on', () => {
    for (const settings of [gke, { ...gke, host, tls: { ...tls, redirect: false } }]) {
      expect(objectsWith(settings).map(({ kind }) => kind)).not.toContain('FrontendConfig');
      expect(annotationsWith(settings)).toEqual({ 'kubernetes.io/ingress.class': 'gce' });
    }
    const internal = { ...gke, scheme: 'internal', proxySubnetRanges: ['10.129.0.0/23'] } as const;
    expect(annotationsWith(internal)).toEqual({ 'kubernetes.io/ingress.class': 'gce-internal' });
  });

  test('inside a network closes plain HTTP instead, and connects from its own subnet, too', () => {
    const internal = { ...gke, scheme: 'internal', proxySubnetRanges: ['10.129.0.0/23'], host, tls } as const;
    expect(annotationsWith(internal)).toEqual({
      'kubernetes.io/ingress.class': 'gce-internal',
      'kubernetes.io/ingress.allow-http': 'false',
    });
    expect(objectsWith(internal).map(({ kind }) => kind)).not.toContain('FrontendConfig');
    expect(peersWith(internal)).toContainEqual({ ipBlock: { cidr: '10.129.0.0/23' } });
  });
});

test.each([
  [{ controller: 'f5-nginx' }, 'true'],
  [{ controller: 'gke' }, 'true'],
  [{ controller: 'traefik' }, undefined],
  [{ controller: 'haproxy' }, undefined],
] as const)(
  "cert-manager's challenge is solved in the Ingress where a second one would not be served: %j",
  (one_, way) => {
    const http01 = { ...one_, host, tls: { clusterIssuer: 'letsencrypt', challenge: 'http01' } } as const;
    const objects = objectsWith(http01);
    expect(annotationsWith(http01)['acme.cert-manager.io/http01-edit-in-place']).toBe(way);
    expect(one(objects, 'NetworkPolicy', `ilab-client-${one_.controller}-acme`).spec.ingress[0].ports).toEqual([
      { protocol: 'TCP', port: 8089 },
    ]);
  },
);

test.each([
  everyTraefikIngress,
  everyHaproxyIngress,
  everyF5NginxIngress,
  { ...everyGkeIngress, tls: { issuer: 'letsencrypt' } },
])('the certificate is in a Secret: %j', (settings) => {
  const secretName =
    settings.tls && 'secretName' in settings.tls ? settings.tls.secretName : `ilab-client-${settings.controller}-tls`;
  expect(ingressWith(settings).spec.tls).toEqual([{ hosts: settings.hosts, secretName }]);
});

describe('a page that keeps sessions in its pods', () => {
  const made = (settings: IngressSettings) => {
    const chart = new Chart(new App(), 'chart', { namespace: 'chats' });
    const backend = backendIn(chart, { needsSamePod: true });
    new Ingress(chart, 'ingress', { ...settings, backend });
    return JSON.stringify(chart.toJson());
  };

  test.each([
    [
      { controller: 'traefik' },
      '{"traefik.ingress.kubernetes.io/service.sticky.cookie":"true","traefik.ingress.kubernetes.io/service.sticky.cookie.httponly":"true"}',
    ],
    [{ controller: 'haproxy' }, '"haproxy.org/cookie-persistence":"page"'],
    [{ controller: 'f5-nginx' }, '"nginx.org/lb-method":"ip_hash"'],
    [{ controller: 'aws-alb', subnetRanges: ['10.0.0.0/16'] }, 'stickiness.enabled=true,stickiness.type=lb_cookie'],
    [{ controller: 'gke' }, '"affinityType":"GENERATED_COOKIE"'],
  ] as const)('is found again: %j', (settings, text) => {
    expect(made(settings)).toContain(text);
  });

  test.each([
    [
      { controller: 'aws-alb', subnetRanges: ['10.0.0.0/16'] },
      '"alb.ingress.kubernetes.io/healthcheck-path":"/health"',
    ],
    [{ controller: 'gke' }, '"requestPath":"/health"'],
  ] as const)('is asked a path that needs no session: %j', (settings, text) => {
    expect(made(settings)).toContain(text);
  });
});

test.each([
  [true, ['ilab-client-haproxy']],
  [false, []],
])('a controller beside the chat is open where its namespace denies by default: %s', (denyByDefault, names) => {
  const ingress = { controller: 'haproxy', from: { namespace: 'ilab-chat', podLabels: { app: 'edge' } } } as const;
  const objects = objectsOf({ ...minimal, namespace: { name: 'ilab-chat', denyByDefault }, exposure: { ingress } });
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata }) => metadata.name);
  expect(policies.filter((name) => name.startsWith('ilab-client-'))).toEqual(names);
});

describe('warnings', () => {
  const ids = (ingress: IngressSettings) => warningIds({ ...minimal, exposure: { ingress } });
  const ranges = { sourceRanges: ['203.0.113.0/24'] };

  test.each([
    [{ controller: 'traefik' }, ranges],
    [{ controller: 'haproxy' }, ranges],
    [{ controller: 'f5-nginx' }, ranges],
    [{ controller: 'aws-alb', subnetRanges: ['10.0.0.0/16'] }, ranges],
    [{ controller: 'aws-alb', subnetRanges: ['10.0.0.0/16'] }, { securityGroups: ['users'] }],
  ] as const)('everybody gets in, unless ranges keep them out: %j', (settings, guard) => {
    expect(ids(settings)).toEqual(expect.arrayContaining(['plain-http', 'open-to-everyone']));
    expect(ids({ ...settings, ...guard } as IngressSettings)).not.toContain('open-to-everyone');
  });

  test.each(['traefik', 'haproxy', 'f5-nginx'] as const)('few requests a minute: %s', (controller) => {
    expect(ids({ controller, rateLimit: { requestsPerMinute: 9 } })).toContain('low-rate-limit');
    expect(ids({ controller, rateLimit: { requestsPerMinute: 10 } })).not.toContain('low-rate-limit');
  });

  test('TLS is no plain HTTP, also where no Secret holds the certificate', () => {
    expect(ids(everyAwsAlbIngress)).not.toContain('plain-http');
    expect(ids(everyTraefikIngress)).not.toContain('plain-http');
  });
});

function podsOf(namespace: string, name: string) {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
  };
}
