import { basicAuthIngress, everyNginxIngress, externalAuthIngress, knownPages, minimal } from '../../tests/cases';
import { objectsOf, one, warningIds } from '../../tests/objects';
import type { NginxIngressSettings } from './nginx-ingress-settings';

const nginx = 'nginx.ingress.kubernetes.io';
const objectsWith = (nginxIngress: NginxIngressSettings) => objectsOf({ ...minimal, exposure: { nginxIngress } });
const ingressWith = (settings: NginxIngressSettings) => one(objectsWith(settings), 'Ingress');
const host = 'chat.example.com';

test("the fewest settings make the article's Ingress, with its dead annotations left out", () => {
  const ingress = ingressWith({});
  expect(ingress.metadata.name).toBe('ilab-client-ingress');
  expect(ingress.metadata.annotations).toEqual({
    [`${nginx}/proxy-read-timeout`]: '620',
    [`${nginx}/proxy-send-timeout`]: '620',
    [`${nginx}/ssl-redirect`]: 'false',
  });
  expect(ingress.spec).toEqual({
    ingressClassName: 'nginx',
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
});

describe('TLS', () => {
  test('takes the redirect from the controller, which redirects once there is a certificate', () => {
    const { annotations } = ingressWith({ host, tls: { secretName: 'chat-tls' } }).metadata;
    expect(annotations).not.toHaveProperty([`${nginx}/ssl-redirect`]);
  });

  test('keeps plain HTTP open only on request', () => {
    const { annotations } = ingressWith({ host, tls: { secretName: 'chat-tls', redirect: false } }).metadata;
    expect(annotations).toHaveProperty([`${nginx}/ssl-redirect`], 'false');
  });

  test('names the host and the Secret of the certificate', () => {
    expect(ingressWith({ host, tls: { secretName: 'chat-tls' } }).spec.tls).toEqual([
      { hosts: [host], secretName: 'chat-tls' },
    ]);
  });

  test.each([
    [{ clusterIssuer: 'letsencrypt' }, 'cert-manager.io/cluster-issuer'],
    [{ issuer: 'letsencrypt' }, 'cert-manager.io/issuer'],
  ])('orders the certificate from cert-manager: %j', (tls, annotation) => {
    const ingress = ingressWith({ host, tls });
    expect(ingress.metadata.annotations).toHaveProperty([annotation], 'letsencrypt');
    expect(ingress.spec.tls[0].secretName).toBe('ilab-client-ingress-tls');
  });

  test("lets the controller reach cert-manager's solver where HTTP-01 is in use, and only there", () => {
    const solver = (challenge: 'http01' | 'dns01') =>
      objectsWith({ host, tls: { clusterIssuer: 'letsencrypt', challenge } }).filter(
        ({ metadata }) => metadata.name === 'ilab-client-ingress-acme',
      );
    expect(solver('dns01')).toEqual([]);
    expect(solver('http01')[0]?.spec).toEqual({
      podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [controllerIn('ingress-nginx')], ports: [{ protocol: 'TCP', port: 8089 }] }],
    });
  });
});

test("the policy allows the controller's pods and nobody else", () => {
  const from = (settings: NginxIngressSettings) =>
    one(objectsWith(settings), 'NetworkPolicy', 'ilab-client').spec.ingress;
  expect(from({})).toEqual([{ from: [controllerIn('ingress-nginx')], ports: [{ protocol: 'TCP', port: 8080 }] }]);
  expect(from({ controller: { namespace: 'edge' } })[0].from).toEqual([controllerIn('edge')]);
});

test("the policy allows a controller with labels of its own, and one on the nodes' network", () => {
  const from = (controller: NginxIngressSettings['controller']) =>
    one(objectsWith({ controller }), 'NetworkPolicy', 'ilab-client').spec.ingress[0].from;
  expect(from({ podLabels: { app: 'edge' } })).toEqual([
    { ...controllerIn('ingress-nginx'), podSelector: { matchLabels: { app: 'edge' } } },
  ]);
  expect(from({ addressRanges: ['10.0.0.0/8'] })).toEqual([{ ipBlock: { cidr: '10.0.0.0/8' } }]);
  expect(from({ namespace: 'edge', addressRanges: ['10.0.0.0/8'] })).toEqual([
    controllerIn('edge'),
    { ipBlock: { cidr: '10.0.0.0/8' } },
  ]);
  expect(from({ podLabels: { app: 'edge' }, addressRanges: ['10.0.0.0/8'] })).toHaveLength(2);
});

test('TLS without a Secret is left to the controller and its default certificate', () => {
  const { spec } = ingressWith({ host: 'chat', tls: {} });
  expect(spec.tls).toEqual([{ hosts: ['chat'] }]);
});

describe('a class of which the name tells nothing', () => {
  const ids = (settings: NginxIngressSettings) => warningIds({ ...minimal, exposure: { nginxIngress: settings } });
  const login = { basicAuth: { secretName: 'chat-users' } };

  test.each([login, { externalAuth: { url: 'https://auth.example.com' } }, { sourceRanges: ['203.0.113.0/24'] }])(
    'is warned of where the annotations keep somebody out: %j',
    (guard) => {
      expect(ids({ className: 'edge', ...guard })).toContain('unknown-ingress-class');
    },
  );

  test('is no matter without them, and none where the class is known', () => {
    expect(ids({ className: 'edge' })).not.toContain('unknown-ingress-class');
    for (const className of [undefined, 'nginx', 'ingress-nginx', 'public', 'webapprouting.kubernetes.azure.com']) {
      expect(ids({ className, ...login })).not.toContain('unknown-ingress-class');
    }
  });
});

test("a limit of size comes with the buffering that Traefik's provider for this class wants, unless it is switched off", () => {
  const buffering = `${nginx}/proxy-request-buffering`;
  const of = (settings: NginxIngressSettings) => ingressWith(settings).metadata.annotations?.[buffering];
  expect(of({})).toBeUndefined();
  expect(of({ maxBodySize: '256k' })).toBe('on');
  expect(of({ maxBodySize: '256k', annotations: { [buffering]: 'off' } })).toBe('off');
});

test('numbers become the texts that the controller reads', () => {
  const { annotations = {} } = ingressWith(everyNginxIngress).metadata;
  expect(annotations[`${nginx}/limit-rpm`]).toBe('60');
  expect(Object.values(annotations).every((value) => typeof value === 'string')).toBe(true);
});

test('limits, ranges and a login by password become the annotations that the controller reads', () => {
  expect(ingressWith(basicAuthIngress).metadata.annotations).toEqual({
    [`${nginx}/proxy-request-buffering`]: 'on',
    [`${nginx}/proxy-connect-timeout`]: '5',
    [`${nginx}/proxy-read-timeout`]: '620',
    [`${nginx}/proxy-send-timeout`]: '620',
    [`${nginx}/ssl-redirect`]: 'false',
    [`${nginx}/proxy-body-size`]: '256k',
    [`${nginx}/limit-rps`]: '5',
    [`${nginx}/limit-rpm`]: '60',
    [`${nginx}/limit-connections`]: '10',
    [`${nginx}/limit-burst-multiplier`]: '3',
    [`${nginx}/limit-whitelist`]: '192.0.2.0/24,198.51.100.7/32',
    [`${nginx}/whitelist-source-range`]: '203.0.113.0/24',
    [`${nginx}/auth-type`]: 'basic',
    [`${nginx}/auth-secret`]: 'chat-users',
    [`${nginx}/auth-realm`]: 'Chat: members only',
    'cert-manager.io/cluster-issuer': 'letsencrypt',
  });
});

test('several ranges are in one annotation, and a limit has nobody without it unless that is said', () => {
  const { annotations } = ingressWith({
    sourceRanges: ['10.0.0.0/8', '192.0.2.0/24'],
    rateLimit: { connections: 5 },
  }).metadata;
  expect(annotations).toHaveProperty([`${nginx}/whitelist-source-range`], '10.0.0.0/8,192.0.2.0/24');
  expect(annotations).toHaveProperty([`${nginx}/limit-connections`], '5');
  expect(annotations).not.toHaveProperty([`${nginx}/limit-whitelist`]);
});

test('a login of another service, too', () => {
  const { annotations } = ingressWith(externalAuthIngress).metadata;
  expect(annotations).toMatchObject({
    [`${nginx}/auth-url`]: 'https://$host/oauth2/auth',
    [`${nginx}/auth-signin`]: 'https://$host/oauth2/start?rd=$escaped_request_uri',
    [`${nginx}/auth-response-headers`]: 'X-Auth-Request-User,X-Auth-Request-Email',
  });
  expect(annotations).not.toHaveProperty([`${nginx}/auth-type`]);
});

test('a page that keeps sessions in its pods is found again, and stays there when pods are added', () => {
  const client = { ...knownPages.streamlit, replicas: 2 };
  const objects = objectsOf({ ...minimal, client, exposure: { nginxIngress: {} } });
  expect(one(objects, 'Ingress').metadata.annotations).toMatchObject({
    [`${nginx}/affinity`]: 'cookie',
    [`${nginx}/affinity-mode`]: 'persistent',
  });
});

test('several names have a rule each, and share a certificate', () => {
  const hosts = ['a.example.com', 'b.example.com'];
  const { rules, tls, ingressClassName } = ingressWith({
    hosts,
    className: 'edge',
    tls: { issuer: 'letsencrypt' },
  }).spec;
  expect(rules.map((rule: { host: string }) => rule.host)).toEqual(hosts);
  expect(tls).toEqual([{ hosts, secretName: 'ilab-client-ingress-tls' }]);
  expect(ingressClassName).toBe('edge');
});

function controllerIn(namespace: string) {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: {
      matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' },
    },
  };
}
