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
