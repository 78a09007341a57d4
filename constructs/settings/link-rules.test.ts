import { refusesTogether } from '../../tests/refused';

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
