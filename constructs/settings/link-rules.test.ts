import { minimal } from '../../tests/cases';
import { refusesTogether, report } from '../../tests/refused';

const privateSites = [{ name: 'a' }];
const nodePort = { name: 'ilab-chat', linkAccess: 'nodeport' };

refusesTogether(
  { site: nodePort, link: { host: 'node.example.com' }, privateSites },
  'link.port: missing; "kubectl get service skupper-router" shows the node port of inter-router, and of edge',
);

refusesTogether(
  { site: nodePort, link: { appsDomain: 'apps.example.com' }, privateSites },
  'link.appsDomain: the Site is reached through a port of the nodes; name one of them in host',
);

refusesTogether(
  {
    site: nodePort,
    link: { host: 'node.example.com', port: 31_671 },
    privateSites: [{ name: 'a' }, { name: 'b', edge: true }],
  },
  'link.port: edge sites and others link to different ports; leave out edge on some, or link by hand',
);

refusesTogether(
  { site: { name: 'ilab-chat', linkAccess: 'ingress-nginx' }, link: { host: '203.0.113.10' }, privateSites },
  "link.host: the Site is reached through an Ingress, with a host for each role; name the controller's domain in ingressDomain",
);

refusesTogether(
  { link: { appsDomain: 'apps.example.com' }, privateSites },
  'link.appsDomain: the Site is reached through a load balancer, not through Routes; name its address in host',
);

refusesTogether(
  { platform: 'openshift', link: { appsDomain: 'apps.example.com', port: 8443 }, privateSites },
  'link.port: Routes and the Ingress have port 443; leave it out, or name a host',
);

refusesTogether(
  { site: { ...nodePort, loadBalancerAnnotations: { 'example.com/a': 'b' } } },
  'site.loadBalancerAnnotations: the router has no load balancer; set linkAccess to "loadbalancer", or leave them out',
);

describe('the address of a link is of the kind in which the Site is reached', () => {
  const openshift = { platform: 'openshift' };
  const ingress = { site: { name: 'ilab-chat', linkAccess: 'ingress-nginx' } };
  const host = { host: '203.0.113.10' };
  const appsDomain = { appsDomain: 'apps.example.com' };
  const ingressDomain = { ingressDomain: 'links.example.com' };

  test.each<[string, object, object]>([
    [
      'link.host: the Site is reached through Routes, which have a host for each role; name their domain in appsDomain',
      openshift,
      host,
    ],
    [
      'link.ingressDomain: the Site is reached through Routes, which have a host for each role; name their domain in appsDomain',
      openshift,
      ingressDomain,
    ],
    [
      "link.appsDomain: the Site is reached through an Ingress, with a host for each role; name the controller's domain in ingressDomain",
      ingress,
      appsDomain,
    ],
    [
      'link.ingressDomain: the Site is reached through a load balancer, not through Routes; name its address in host',
      {},
      ingressDomain,
    ],
    [
      'link.ingressDomain: the Site is reached through a port of the nodes; name one of them in host',
      { site: nodePort },
      ingressDomain,
    ],
  ])('%s', (line, settings, link) => {
    expect(report({ ...minimal, ...settings, link, privateSites })).toEqual([line]);
  });

  test.each<[string, object, object]>([
    ['a domain of Routes', openshift, appsDomain],
    ['a domain of an Ingress', ingress, ingressDomain],
    ['the host of a load balancer', {}, host],
    ['the host of a load balancer, with a port', {}, { ...host, port: 55_671 }],
    ['a node and its port', { site: nodePort }, { ...host, port: 31_671 }],
  ])('%s', (_, settings, link) => {
    expect(report({ ...minimal, ...settings, link, privateSites })).toEqual([]);
  });

  test.each<[string, object, object]>([
    ['site.linkAccess', { site: { name: 'ilab-chat', linkAccess: 'nodeports' } }, host],
    ['site.edge', { site: { name: 'ilab-chat', edge: 0 } }, appsDomain],
    ['platform', { platform: 'openshfit' }, appsDomain],
    ['link.host', { site: nodePort }, { host: 'http://node.example.com' }],
  ])('is not asked for while %s is wrong', (path, settings, link) => {
    expect(report({ ...minimal, ...settings, link, privateSites })).toEqual([
      expect.stringMatching(`^${path}: .* is not `),
    ]);
  });
});

describe('one port', () => {
  const link = { host: 'node.example.com', port: 31_671 };
  const linked = (...edges: unknown[]) =>
    report({
      ...minimal,
      site: nodePort,
      link,
      privateSites: edges.map((edge, index) => ({ name: `s${index}`, edge })),
    });

  test('is that of edge sites, or of all others', () => {
    expect(linked(true, true)).toEqual([]);
    expect(linked(false, undefined)).toEqual([]);
    expect(linked(undefined, true)).toHaveLength(1);
  });

  test('is judged when the sites are right', () => {
    expect(linked('no', true)).toEqual(['privateSites[0].edge: "no" is not true or false; use true or false']);
  });

  test('is not needed for links over a load balancer', () => {
    const sites = [{ name: 'a' }, { name: 'b', edge: true }];
    expect(report({ ...minimal, link: { host: '203.0.113.10' }, privateSites: sites })).toEqual([]);
  });
});

describe("annotations of the router's load balancer", () => {
  const line =
    'site.loadBalancerAnnotations: the router has no load balancer; set linkAccess to "loadbalancer", or leave them out';
  const annotated = (site: object, platform?: string) =>
    report({
      ...minimal,
      platform,
      site: { name: 'ilab-chat', loadBalancerAnnotations: { 'example.com/a': 'b' }, ...site },
    });

  test.each<[object, string | undefined]>([
    [{}, undefined],
    [{ linkAccess: 'loadbalancer' }, undefined],
    [{ linkAccess: 'loadbalancer' }, 'openshift'],
  ])('are for %j on %s', (site, platform) => {
    expect(annotated(site, platform)).toEqual([]);
  });

  test.each<[object, string | undefined]>([
    [{}, 'openshift'],
    [{ edge: true }, undefined],
    [{ linkAccess: 'ingress-nginx' }, undefined],
    [{ linkAccess: 'none' }, undefined],
  ])('are not for %j on %s', (site, platform) => {
    expect(annotated(site, platform)).toEqual([line]);
  });

  test.each<[string, object, string | undefined]>([
    ['site.linkAccess', { linkAccess: 'nodeports' }, undefined],
    ['site.edge', { edge: 'yes' }, undefined],
    ['platform', { linkAccess: 'none' }, 'openshfit'],
  ])('are not judged while %s is wrong', (path, site, platform) => {
    expect(annotated(site, platform)).toEqual([expect.stringMatching(`^${path}: .* is not `)]);
  });
});
