import { everything, minimal } from '../../tests/cases';
import { refusesSettings, refusesTogether, report } from '../../tests/refused';

refusesTogether(
  {
    exposure: {
      nginxIngress: { host: 'a.example.com', tls: { clusterIssuer: 'x', secretName: 'same' } },
      gateway: {
        host: 'b.example.com',
        own: { className: 'istio', tls: { issuer: 'y', secretName: 'same' } },
        dataPlane: 'gateway-namespace',
      },
    },
  },
  'exposure.nginxIngress.tls.secretName: "same" is a Secret with another content, which cert-manager would overwrite; give the certificate its own',
  'exposure.gateway.own.tls.secretName: "same" is a Secret with another content, which cert-manager would overwrite; give the certificate its own',
);

refusesSettings(
  { ...everything, platform: 'kubernetes' },
  'exposure.openshiftRoute: Routes exist on OpenShift only; set platform to "openshift", or use nginxIngress or gateway',
  'site.linkAccess: "route" stops the Skupper controller of a cluster without Routes; use "default" or "loadbalancer", or set platform to "openshift"',
);

refusesTogether(
  {
    namespace: { name: 'n'.repeat(30) },
    client: { ...minimal.client, name: 'c'.repeat(40) },
    platform: 'openshift',
    exposure: { openshiftRoute: {} },
  },
  'exposure.openshiftRoute.host: missing; "cccccccccccccccccccccccccccccccccccccccc-nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", the one that the router would make, has more than 63 characters, so name one',
);

refusesTogether(
  { namespace: { name: 'n'.repeat(36) }, platform: 'openshift' },
  'namespace.name: "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn" is too long for the host of the router\'s Route, "skupper-router-inter-router-nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"; use at most 35 characters, or linkAccess "loadbalancer"',
);

refusesTogether(
  { site: { name: 'x', linkAccess: 'route' } },
  'site.linkAccess: "route" stops the Skupper controller of a cluster without Routes; use "default" or "loadbalancer", or set platform to "openshift"',
);

refusesTogether(
  { link: { appsDomain: 'apps.example.com' }, privateSites: [{ name: 'a' }] },
  'link.appsDomain: the Site is reached through a load balancer, not through Routes; name its address in host',
);

refusesTogether(
  { link: { host: '203.0.113.10' } },
  'privateSites: missing; link declares the links of private sites, so name at least one, or leave out link',
);

refusesTogether(
  { site: { name: 'x', highAvailability: true }, link: { host: '203.0.113.10' }, privateSites: [{ name: 'a' }] },
  'link: it knows the address of one router, and highAvailability runs two; leave out one of them, and link with "skupper link generate"',
);

refusesTogether(
  { site: { name: 'x', linkAccess: 'none' }, link: { host: '203.0.113.10' }, privateSites: [{ name: 'a' }] },
  'link: the Site accepts no links; leave out site.edge and site.linkAccess, or link',
);

refusesTogether(
  { model: { host: 'ilab-client', port: 8000 } },
  'client.name: "ilab-client" is also model.host, whose Service Skupper makes; give one of the two another name',
);

refusesTogether(
  {
    client: { ...minimal.client, longestAnswerSeconds: 7200 },
    exposure: { loadBalancer: { sourceRanges: ['0.0.0.0/0'], cloud: 'azure' } },
  },
  'client.longestAnswerSeconds: "7200" is too long: the idle timer of "azure" ends at 6000 s, and this needs 7220 s; use at most "5980"',
);

refusesTogether(
  {
    client: { ...minimal.client, longestAnswerSeconds: 3990 },
    exposure: { loadBalancer: { sourceRanges: ['0.0.0.0/0'], cloud: 'aws-in-tree' } },
  },
  'client.longestAnswerSeconds: "3990" is too long: the idle timer of "aws-in-tree" ends at 4000 s, and this needs 4010 s; use at most "3980"',
);

refusesTogether(
  { exposure: { loadBalancer: { sourceRanges: ['0.0.0.0/0', '::/0'], ipFamilyPolicy: 'RequireDualStack' } } },
  'exposure.loadBalancer.ipFamilyPolicy: "RequireDualStack" gives the balancer addresses of IPv6, on which the pods do not answer; set client.ipFamily to "dual-stack"',
);

refusesTogether(
  { client: { ...minimal.client, name: 'skupper-router' } },
  'client.name: "skupper-router" is what Skupper or the cluster calls objects of its own; use one such as "ilab-client"',
);

refusesTogether(
  { client: { ...minimal.client, name: 'instructlab' } },
  'client.name: "instructlab" is also model.host, whose Service Skupper makes; give one of the two another name',
);

refusesTogether(
  {
    exposure: {
      nginxIngress: {
        host: 'a.example.com',
        tls: { clusterIssuer: 'x', secretName: 'same' },
        basicAuth: { secretName: 'same' },
      },
    },
  },
  'exposure.nginxIngress.tls.secretName: "same" is a Secret with another content, which cert-manager would overwrite; give the certificate its own',
);

refusesTogether(
  { exposure: { nginxIngress: { host: 'a.example.com', tls: { clusterIssuer: 'x', secretName: 'skupper-site-ca' } } } },
  'exposure.nginxIngress.tls.secretName: "skupper-site-ca" is a Secret with another content, which cert-manager would overwrite; give the certificate its own',
);

refusesTogether(
  {
    exposure: {
      nginxIngress: { host: 'a.example.com', tls: { secretName: 'same' } },
      gateway: {
        host: 'b.example.com',
        own: { className: 'istio', tls: { issuer: 'y', secretName: 'same' } },
        dataPlane: 'gateway-namespace',
      },
    },
  },
  'exposure.gateway.own.tls.secretName: "same" is a Secret with another content, which cert-manager would overwrite; give the certificate its own',
);

refusesTogether(
  {
    site: { name: 'x', linkAccess: 'none' },
    platform: 'openshift',
    link: { host: '203.0.113.10' },
    privateSites: [{ name: 'a' }],
  },
  'link: the Site accepts no links; leave out site.edge and site.linkAccess, or link',
);

refusesTogether(
  { exposure: { openshiftRoute: { host: 'bad_host' } } },
  'exposure.openshiftRoute.host: "bad_host" is not a host name; use a full name such as "chat.example.com"',
  'exposure.openshiftRoute: Routes exist on OpenShift only; set platform to "openshift", or use nginxIngress or gateway',
);

refusesTogether(
  { platform: 'openshift', link: { appsDomain: `${'a.'.repeat(110)}example.com` }, privateSites: [{ name: 'a' }] },
  "link.appsDomain: the router's host in it would have 269 characters, and a name has at most 253; use a shorter domain",
);

describe('a Secret with another purpose', () => {
  for (const secretName of [
    'skupper-site-ca',
    'skupper-local-server',
    'link-ilab-chat',
    'link-lab',
    'ilab-client-serving',
  ]) {
    refusesTogether(
      {
        platform: 'openshift',
        model: { ...minimal.model, tls: { secretName } },
        exposure: { openshiftRoute: { termination: 'reencrypt' } },
        privateSites: [{ name: 'lab' }],
      },
      `model.tls.secretName: "${secretName}" is a Secret that Skupper or OpenShift writes for another purpose; give the model's certificate its own`,
    );
  }
});

describe('a namespace that denies by default', () => {
  const closed = { ...minimal, namespace: { name: 'ilab-chat', denyByDefault: true } };
  const message =
    'missing; namespace.denyByDefault closes the pods that prove the name, so say how it is proved: use "http01", which opens them, or "dns01"';
  const host = 'chat.example.com';
  const tls = { clusterIssuer: 'letsencrypt' };

  test('wants to know how an issuer has the name proved', () => {
    const exposure = {
      nginxIngress: { host, tls },
      ingress: { controller: 'traefik' as const, host, tls: { issuer: 'letsencrypt' } },
      gateway: { host, own: { className: 'eg', tls }, dataPlane: 'envoy-gateway' as const },
    };
    expect(report({ ...closed, exposure })).toEqual([
      `exposure.nginxIngress.tls.challenge: ${message}`,
      `exposure.ingress.tls.challenge: ${message}`,
      `exposure.gateway.own.tls.challenge: ${message}`,
    ]);
    expect(report({ ...minimal, exposure })).toEqual([]);
  });

  test.each(['http01', 'dns01'] as const)('is content with %s, and with a Secret that exists', (challenge) => {
    expect(report({ ...closed, exposure: { nginxIngress: { host, tls: { ...tls, challenge } } } })).toEqual([]);
    expect(report({ ...closed, exposure: { nginxIngress: { host, tls: { secretName: 'chat-tls' } } } })).toEqual([]);
  });
});

test.each([
  ['podLabels', 'sidecar.istio.io/inject', 'true', 'use "false", or leave it out'],
  ['podAnnotations', 'linkerd.io/inject', 'enabled', 'use "disabled", or leave it out'],
])('client.%s: %s: %s would put the pods into a mesh', (map, name, value, remedy) => {
  const answer = report({ ...minimal, client: { ...minimal.client, [map]: { [name]: value } } });
  expect(answer).toEqual([expect.stringMatching(`^client.${map}\\["${name}"\\]: it puts the pods into a mesh`)]);
  expect(answer[0]).toContain(remedy);
});

/** The report on settings beside the least that a chat needs. */
const reportWith = (settings: object) => report({ ...minimal, ...settings });

const atHost = { host: 'chat.example.com' };
const reencrypt = { openshiftRoute: { termination: 'reencrypt' } };
const openshift = { platform: 'openshift' };
const page = { name: 'ilab-client', page: 'streamlit', image: 'registry.example.com/chat:v1' };
const users = { users: { secretName: 'chat-users' } };

describe('an annotation that does harm is refused wherever a setting takes one', () => {
  const annotations = { 'example.com/snippet': 'x' };
  const own = { className: 'eg', tls: { secretName: 'chat-tls' } };
  test.each<[string, object]>([
    ['exposure.loadBalancer.annotations', { exposure: { loadBalancer: { sourceRanges: ['0.0.0.0/0'], annotations } } }],
    ['exposure.nginxIngress.annotations', { exposure: { nginxIngress: { annotations } } }],
    ['exposure.ingress.annotations', { exposure: { ingress: { controller: 'traefik', annotations } } }],
    [
      'exposure.gateway.annotations',
      { exposure: { gateway: { ...atHost, existing: { name: 'g' }, dataPlane: 'any', annotations } } },
    ],
    ['exposure.openshiftRoute.annotations', { ...openshift, exposure: { openshiftRoute: { annotations } } }],
    [
      'exposure.gateway.own.annotations',
      { exposure: { gateway: { ...atHost, own: { ...own, annotations }, dataPlane: 'any' } } },
    ],
    [
      'exposure.gateway.own.loadBalancerAnnotations',
      { exposure: { gateway: { ...atHost, own: { ...own, loadBalancerAnnotations: annotations }, dataPlane: 'any' } } },
    ],
    ['metadata.annotations', { metadata: { annotations } }],
    ['client.podAnnotations', { client: { ...minimal.client, podAnnotations: annotations } }],
  ])('%s', (path, settings) => {
    expect(reportWith(settings)).toEqual([
      `${path}["example.com/snippet"]: snippets run foreign configuration in the controller, for every Ingress of the cluster; leave it out`,
    ]);
  });

  test('and one that reads an object may read those of the namespace of the chat alone', () => {
    const reading = (text: string) =>
      reportWith({
        exposure: { ingress: { controller: 'haproxy', annotations: { 'haproxy.org/server-crt': text } } },
      });
    expect(reading('ilab-chat/certificate')).toEqual([]);
    expect(reading('other/certificate')).toEqual([
      'exposure.ingress.annotations["haproxy.org/server-crt"]: it reads an object of another namespace; use one of "ilab-chat"',
    ]);
  });
});

describe('the host of a Route that the router makes has room for a label of the DNS', () => {
  const routed = (namespace: number, client: number, more = {}) =>
    reportWith({
      ...openshift,
      site: { name: 'ilab-chat', linkAccess: 'loadbalancer' },
      namespace: { name: 'n'.repeat(namespace) },
      client: { ...minimal.client, name: 'c'.repeat(client) },
      exposure: { openshiftRoute: more },
    }).map((line) => line.split(';')[0]);

  test('of 63 characters, and no more', () => {
    expect(routed(30, 32)).toEqual([]);
    expect(routed(30, 33)).toEqual(['exposure.openshiftRoute.host: missing']);
  });

  test('unless the settings name one', () => {
    expect(routed(30, 33, atHost)).toEqual([]);
  });

  test('which no other exposure asks for', () => {
    expect(reportWith({ client: { ...minimal.client, name: 'c'.repeat(60) } })).toEqual([]);
  });
});

describe("the host of the router's Route", () => {
  const named = (length: number, more: object) => reportWith({ namespace: { name: 'n'.repeat(length) }, ...more });

  test('takes a namespace of 35 characters', () => {
    expect(named(35, openshift)).toEqual([]);
  });

  test('does not matter where there is none', () => {
    expect(named(36, {})).toEqual([]);
    expect(named(36, { ...openshift, site: { name: 'ilab-chat', linkAccess: 'loadbalancer' } })).toEqual([]);
    expect(named(36, { ...openshift, site: { name: 'ilab-chat', edge: true } })).toEqual([]);
  });
});

describe('pods that serve HTTPS', () => {
  refusesTogether(
    { ...openshift, exposure: { ...reencrypt, nginxIngress: {} } },
    'exposure.openshiftRoute.termination: "reencrypt" makes the pods serve HTTPS, which the other exposures do not speak; use "edge", or leave out the others',
  );

  refusesTogether(
    { ...openshift, client: page, exposure: reencrypt },
    'exposure.openshiftRoute.termination: "reencrypt" makes the pods serve HTTPS, which only the article\'s page and a login do; use "edge", or set login',
  );

  test.each<[string, object]>([
    ["are those of the article's page", { exposure: reencrypt }],
    ['are those of a login before another page', { client: page, login: users, exposure: reencrypt }],
    ['may have another exposure that is left out', { exposure: { ...reencrypt, nginxIngress: undefined } }],
    [
      'are not asked for by another termination',
      { client: page, exposure: { openshiftRoute: { termination: 'edge' } } },
    ],
    [
      'are not asked for beside an Ingress by another termination',
      { exposure: { openshiftRoute: { termination: 'edge' }, nginxIngress: {} } },
    ],
  ])('%s', (_, settings) => {
    expect(reportWith({ ...openshift, ...settings })).toEqual([]);
  });
});

describe('without a page', () => {
  const client = undefined;

  refusesTogether(
    { client, exposure: { loadBalancer: undefined, nginxIngress: {} } },
    'exposure.nginxIngress: it leads to the page, and there is none; name client, or leave out exposure',
  );
  refusesTogether(
    { client, isolateRouter: true },
    'isolateRouter: without a page of its own nobody could ask the model; name who may in model.allowFrom',
  );
  refusesTogether(
    {
      client,
      exposure: {
        gateway: { ...atHost, own: { className: 'eg', tls: { clusterIssuer: 'letsencrypt' } }, dataPlane: 'any' },
      },
      model: { ...minimal.model, tls: { secretName: 'model-tls' } },
    },
    'exposure.gateway: it leads to the page, and there is none; name client, or leave out exposure',
  );
  refusesTogether(
    { client, exposure: { loadBalancer: { sourceRanges: ['0.0.0.0/0'], cloud: 'azure' } } },
    'exposure.loadBalancer: it leads to the page, and there is none; name client, or leave out exposure',
  );
  refusesTogether(
    { client, ...openshift, exposure: reencrypt },
    'exposure.openshiftRoute: it leads to the page, and there is none; name client, or leave out exposure',
  );
  refusesTogether(
    { client, exposure: { ingress: { controller: 'aws-alb', subnetRanges: ['10.0.0.0/16'] } } },
    'exposure.ingress: it leads to the page, and there is none; name client, or leave out exposure',
  );

  const allowFrom = [{ podLabels: { app: 'batch' } }];
  test.each<[string, object]>([
    ['nothing leads to it', { exposure: {} }],
    ['an exposure that is left out leads nowhere', { exposure: { nginxIngress: undefined } }],
    ['the router may be open', { isolateRouter: false }],
    ['others may ask the model', { isolateRouter: true, model: { ...minimal.model, allowFrom } }],
  ])('%s', (_, settings) => {
    expect(reportWith({ client, ...settings })).toEqual([]);
  });

  test('with one a closed router lets its page in', () => {
    expect(reportWith({ isolateRouter: true })).toEqual([]);
  });
});

describe('names of others', () => {
  refusesTogether(
    { client: { ...minimal.client, name: 'default' } },
    'client.name: "default" is what Skupper or the cluster calls objects of its own; use one such as "ilab-client"',
  );
  refusesTogether(
    { model: { ...minimal.model, host: 'skupper-router' } },
    'model.host: "skupper-router" is what Skupper calls objects of its own; use another, such as "instructlab"',
  );
  refusesTogether(
    {
      model: { ...minimal.model, host: 'ilab-client-lb' },
      exposure: { loadBalancer: { sourceRanges: ['203.0.113.0/24'] } },
    },
    'model.host: "ilab-client-lb" is the load balancer\'s Service, which the listener would take over; use another, such as "instructlab"',
  );

  test('the name of a balancer that is not there is free, also without a page', () => {
    const model = { ...minimal.model, host: 'ilab-client-lb' };
    expect(reportWith({ model })).toEqual([]);
    expect(reportWith({ model: { ...minimal.model, host: 'skupper' }, client: undefined })).toEqual([]);
  });
});

describe('the longest answer', () => {
  const alb = { controller: 'aws-alb', subnetRanges: ['10.0.0.0/16'] };
  const azure = { sourceRanges: ['203.0.113.0/24'], cloud: 'azure' };
  const answering = (longestAnswerSeconds: number, exposure: object) =>
    reportWith({ client: { ...minimal.client, longestAnswerSeconds }, exposure });

  test('fits the idle timer of the balancer', () => {
    expect(answering(5980, { loadBalancer: azure })).toEqual([]);
    expect(answering(5980, { loadBalancer: { sourceRanges: ['203.0.113.0/24'] } })).toEqual([]);
    expect(answering(3980, { ingress: alb })).toEqual([]);
    expect(answering(3981, { ingress: alb })).toEqual([
      'client.longestAnswerSeconds: "3981" is too long: the idle timer of an Application Load Balancer ends at 4000 s, and this needs 4001 s; use at most "3980"',
    ]);
  });

  test('does not matter to a controller that can wait', () => {
    expect(answering(3981, { ingress: { controller: 'traefik' } })).toEqual([]);
  });
});

describe('a balancer with addresses of IPv6', () => {
  const balanced = (ipFamilyPolicy: string | undefined, client: object) =>
    reportWith({ client, exposure: { loadBalancer: { sourceRanges: ['203.0.113.0/24'], ipFamilyPolicy } } });
  const refusal = (policy: string) => [
    `exposure.loadBalancer.ipFamilyPolicy: "${policy}" gives the balancer addresses of IPv6, on which the pods do not answer; set client.ipFamily to "dual-stack"`,
  ];

  test.each(['PreferDualStack', 'RequireDualStack'])('%s needs pods that answer there', (policy) => {
    expect(balanced(policy, minimal.client)).toEqual(refusal(policy));
    expect(balanced(policy, { ...minimal.client, ipFamily: 'ipv4' })).toEqual(refusal(policy));
    expect(balanced(policy, { ...minimal.client, ipFamily: 'dual-stack' })).toEqual([]);
    expect(balanced(policy, { ...minimal.client, ipFamily: 'ipv6' })).toEqual([]);
  });

  test('does not look at another page, which says nothing of its addresses', () => {
    expect(balanced('PreferDualStack', page)).toEqual([]);
  });

  test.each(['SingleStack', undefined])('is not asked for by %s', (policy) => {
    expect(balanced(policy, minimal.client)).toEqual([]);
  });
});

describe('a certificate that cert-manager writes', () => {
  const clusterIssuer = 'letsencrypt';
  const written = (setting: string, name: string) => [
    `${setting}.secretName: "${name}" is a Secret with another content, which cert-manager would overwrite; give the certificate its own`,
  ];
  const model = (secretName: string) => ({ ...minimal.model, tls: { secretName } });
  const nginxIngress = { ...atHost, tls: { clusterIssuer } };
  const traefik = { controller: 'traefik', ...atHost, tls: { issuer: 'letsencrypt' } };
  const gateway = { ...atHost, own: { className: 'eg', tls: { clusterIssuer } }, dataPlane: 'any' };

  test.each<[string, string, object]>([
    ['exposure.nginxIngress.tls', 'ilab-client-ingress-tls', { nginxIngress }],
    ['exposure.ingress.tls', 'ilab-client-traefik-tls', { ingress: traefik }],
    ['exposure.gateway.own.tls', 'ilab-client-gateway-tls', { gateway }],
  ])('%s has a Secret of its own, also where it makes the name', (setting, name, exposure) => {
    expect(reportWith({ exposure })).toEqual([]);
    expect(reportWith({ exposure, model: model(name) })).toEqual(written(setting, name));
  });

  const chosen = (secretName: string, tls: object = { clusterIssuer }) => ({
    nginxIngress: { ...atHost, tls: { secretName, ...tls } },
  });

  test('is not written over the credentials of a link', () => {
    const linked = (more: object) =>
      reportWith({ exposure: chosen('link-lab'), privateSites: [{ name: 'lab' }], ...more });
    expect(linked({ link: { host: '203.0.113.10' } })).toEqual(written('exposure.nginxIngress.tls', 'link-lab'));
    expect(linked({})).toEqual([]);
  });

  test("is not written over the issuer's Secret of a login", () => {
    const login = {
      oidc: { issuer: 'https://id.example.com', clientId: 'chat', groups: ['team'] },
      secretName: 'oidc',
    };
    expect(reportWith({ login, exposure: chosen('oidc') })).toEqual(written('exposure.nginxIngress.tls', 'oidc'));
  });

  test('that somebody else writes may be in any Secret', () => {
    expect(reportWith({ exposure: chosen('chat-tls', {}), model: model('chat-tls') })).toEqual([]);
  });
});

describe('a link that is declared', () => {
  const privateSites = [{ name: 'a' }];
  const domainOf = (length: number) =>
    `${'a'.repeat(50)}.`
      .repeat(5)
      .slice(0, length - 3)
      .concat('.io');

  test('takes a domain with which the longer of the two hosts has 253 characters', () => {
    const linked = (length: number) =>
      reportWith({ ...openshift, link: { appsDomain: domainOf(length) }, privateSites });
    expect(linked(215)).toEqual([]);
    expect(linked(216)).toEqual([
      "link.appsDomain: the router's host in it would have 254 characters, and a name has at most 253; use a shorter domain",
    ]);
  });

  refusesTogether(
    { site: { name: 'x', edge: true }, link: { host: '203.0.113.10' }, privateSites },
    'link: the Site accepts no links; leave out site.edge and site.linkAccess, or link',
  );
  refusesTogether(
    { link: { host: '203.0.113.10' }, privateSites: [] },
    'privateSites: missing; link declares the links of private sites, so name at least one, or leave out link',
  );

  test.each<[string, object]>([
    ['one router may be declared', { site: { name: 'x', highAvailability: false }, link: { host: '203.0.113.10' } }],
    ['two routers are linked by hand', { site: { name: 'x', highAvailability: true } }],
    ['a Site that accepts no links has none', { site: { name: 'x', linkAccess: 'none' } }],
  ])('%s', (_, settings) => {
    expect(reportWith({ privateSites, ...settings })).toEqual([]);
  });
});

describe('the certificate of the model is in a Secret that others do not write', () => {
  const withCertificate = (secretName: string, more: object = {}) =>
    reportWith({ ...openshift, model: { ...minimal.model, tls: { secretName } }, ...more });
  const refusal = (name: string) => [
    `model.tls.secretName: "${name}" is a Secret that Skupper or OpenShift writes for another purpose; give the model's certificate its own`,
  ];

  test('as OpenShift writes one for the pods that serve HTTPS: of the login where there is one', () => {
    const behind = { exposure: reencrypt, login: users };
    expect(withCertificate('ilab-client-login-serving', behind)).toEqual(refusal('ilab-client-login-serving'));
    expect(withCertificate('ilab-client-serving', behind)).toEqual([]);
    expect(withCertificate('ilab-client-serving', { exposure: { openshiftRoute: {} } })).toEqual([]);
  });

  test('as Skupper writes those of its links, also without a page', () => {
    expect(withCertificate('link-lab', { client: undefined, privateSites: [{ name: 'lab' }] })).toEqual(
      refusal('link-lab'),
    );
    expect(withCertificate('link-lab')).toEqual([]);
  });
});

describe('where one setting is wrong, nothing is said of what has to agree with it', () => {
  const wide = { sourceRanges: ['0.0.0.0/0'] };
  const long = { namespace: { name: 'n'.repeat(40) } };
  const clash = { ...atHost, tls: { clusterIssuer: 'letsencrypt', secretName: 'skupper-site-ca' } };
  test.each<[string, object]>([
    [
      'namespace.name',
      {
        namespace: { name: 'Team Chat' },
        exposure: { ingress: { controller: 'haproxy', annotations: { 'haproxy.org/server-crt': 'team-chat/x' } } },
      },
    ],
    ['namespace.name', { ...openshift, namespace: { name: 'N'.repeat(40) } }],
    [
      'exposure.loadBalancer.port',
      { exposure: { loadBalancer: { ...wide, port: 0, annotations: { 'example.com/snippet': 'x' } } } },
    ],
    ['metadata.annotations.a', { metadata: { annotations: { a: 1, 'example.com/snippet': 'x' } } }],
    [
      'client.podAnnotations.a',
      { client: { ...minimal.client, podAnnotations: { a: 1, 'linkerd.io/inject': 'yes' } } },
    ],
    ['client.podLabels.a', { client: { ...minimal.client, podLabels: { a: 1, 'istio.io/rev': 'stable' } } }],
    [
      'namespace.denyByDefault',
      {
        namespace: { name: 'ilab-chat', denyByDefault: 'yes' },
        exposure: { nginxIngress: { ...atHost, tls: { clusterIssuer: 'letsencrypt' } } },
      },
    ],
    [
      'exposure.nginxIngress.tls.clusterIssuer',
      {
        namespace: { name: 'ilab-chat', denyByDefault: true },
        exposure: { nginxIngress: { ...atHost, tls: { clusterIssuer: 'Lets Encrypt' } } },
      },
    ],
    ['site.edge', { ...openshift, namespace: { name: 'n'.repeat(40) }, site: { name: 'x', edge: 'no' } }],
    [
      'site.linkAccess',
      { ...openshift, namespace: { name: 'n'.repeat(40) }, site: { name: 'x', linkAccess: 'default ' } },
    ],
    [
      'client.name',
      { ...openshift, exposure: { openshiftRoute: {} }, client: { ...minimal.client, name: 'C'.repeat(60) } },
    ],
    ['client.page', { ...openshift, client: { ...page, page: 'streamlt' }, exposure: reencrypt }],
    [
      'client.longestAnswerSeconds',
      {
        client: { ...minimal.client, longestAnswerSeconds: 1e9 },
        exposure: { loadBalancer: { ...wide, cloud: 'azure' } },
      },
    ],
    ['model.host', { model: { ...minimal.model, host: 'skupper-router!' } }],
    ...(
      [
        'client',
        'model',
        'namespace',
        'site',
        'exposure',
        'login',
        'privateSites',
        'link',
        'metadata',
        'platform',
      ] as const
    ).map((name): [string, object] => [
      name,
      {
        [name]: null,
        model: { ...minimal.model, tls: { secretName: 'x' } },
        ...(name === 'model' ? { model: null } : {}),
      },
    ]),
    ['privateSites', { privateSites: 7 }],
    ['privateSites[0]', { privateSites: [null] }],
    ['link', { link: 7 }],
    [
      'link.port',
      {
        ...openshift,
        link: { appsDomain: `${'a.'.repeat(110)}example.com`, port: 'x' },
        privateSites: [{ name: 'a' }],
      },
    ],
    ['exposure.loadBalancer', { model: { ...minimal.model, host: 'ilab-client-lb' }, exposure: { loadBalancer: 7 } }],
    ['exposure', { client: undefined, exposure: 'all' }],
    ['platform', { ...long, platform: 'openshfit', site: { name: 'x', linkAccess: 'route' } }],
    ['site.edge', { ...long, ...openshift, site: { name: 'x', edge: 0 } }],
    ['site.edge', { link: { host: '203.0.113.10' }, privateSites: [{ name: 'a' }], site: { name: 'x', edge: 'yes' } }],
    ['namespace.name', { ...openshift, namespace: { name: 'N'.repeat(60) }, exposure: { openshiftRoute: {} } }],
    [
      'exposure.openshiftRoute.termination',
      {
        ...openshift,
        client: { ...minimal.client, name: 'c'.repeat(60) },
        exposure: { openshiftRoute: { termination: 'none' } },
      },
    ],
    ['exposure.loadBalancer.cloud', { exposure: { loadBalancer: { ...wide, cloud: 'azur' } } }],
    [
      'client.port',
      {
        client: { ...minimal.client, port: 0 },
        exposure: { loadBalancer: { ...wide, ipFamilyPolicy: 'PreferDualStack' } },
      },
    ],
    ['exposure.nginxIngress.maxBodySize', { exposure: { nginxIngress: { ...clash, maxBodySize: 'much' } } }],
    [
      'exposure.ingress.className',
      { exposure: { nginxIngress: clash, ingress: { controller: 'traefik', className: 'A B' } } },
    ],
    [
      'exposure.gateway.own.tls.secretName',
      {
        exposure: {
          nginxIngress: clash,
          gateway: { ...atHost, own: { className: 'eg', tls: { secretName: 'A B' } }, dataPlane: 'any' },
        },
      },
    ],
    ['client.name', { client: { ...minimal.client, name: 'Client' }, exposure: { nginxIngress: clash } }],
    [
      'model.tls.secretName',
      { model: { ...minimal.model, tls: { secretName: 7 } }, exposure: { nginxIngress: clash } },
    ],
    ['privateSites[0].port', { privateSites: [{ name: 'a', port: 0 }], exposure: { nginxIngress: clash } }],
    ['login.users.secretName', { login: { users: { secretName: 7 } }, exposure: { nginxIngress: clash } }],
    [
      'namespace.name',
      {
        ...openshift,
        namespace: { name: 'Ilab-chat' },
        link: { appsDomain: `${'a.'.repeat(110)}example.com` },
        privateSites: [{ name: 'a' }],
      },
    ],
    [
      'model.tls.secretname',
      {
        model: { ...minimal.model, tls: { secretName: 'link-lab', secretname: 'x' } },
        privateSites: [{ name: 'lab' }],
      },
    ],
    [
      'login',
      {
        ...openshift,
        login: 7,
        exposure: reencrypt,
        model: { ...minimal.model, tls: { secretName: 'ilab-client-login-serving' } },
      },
    ],
  ])('%s', (path, settings) => {
    const [line, ...others] = reportWith(settings);
    expect(line?.startsWith(`${path}: `)).toBe(true);
    expect(others).toEqual([]);
  });
});
