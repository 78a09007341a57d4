import { type Broken, broken } from '../checks/broken';
import type { Rule } from '../checks/check';
import type { LinkSettings } from '../skupper/link-settings';
import { type LinkAddress, linksOver } from '../skupper/site-settings';
import type { ChatSettings } from './chat';

/** What the address of a link has to agree on with the way in which the Site is reached. */
export const linkRules: readonly Rule<ChatSettings>[] = [
  {
    reads: ['link', 'site.linkAccess', 'site.edge', 'platform'],
    judge: ({ link, site, platform }) => {
      const over = linksOver(site, platform);
      return link === undefined || over === undefined ? [] : addressProblems(link, over);
    },
  },
  {
    reads: ['link.port', 'privateSites'],
    judge: ({ link, privateSites = [] }) => {
      const edges = new Set(privateSites.map(({ edge = false }) => edge));
      return broken(
        link?.port !== undefined && edges.size > 1,
        'link.port',
        'edge sites and others link to different ports; leave out edge on some, or link by hand',
      );
    },
  },
  {
    reads: ['site.linkAccess', 'site.edge', 'platform'],
    present: ['site.loadBalancerAnnotations'],
    judge: ({ site, platform }) =>
      broken(
        site.loadBalancerAnnotations !== undefined && linksOver(site, platform) !== 'load balancer',
        'site.loadBalancerAnnotations',
        'the router has no load balancer; set linkAccess to "loadbalancer", or leave them out',
      ),
  },
];

/** The settings that say where the router is, by the way in which it is reached. */
const addressFields: Readonly<Record<LinkAddress, { field: 'appsDomain' | 'ingressDomain' | 'host'; why: string }>> = {
  routes: {
    field: 'appsDomain',
    why: 'the Site is reached through Routes, which have a host for each role; name their domain in appsDomain',
  },
  ingress: {
    field: 'ingressDomain',
    why: "the Site is reached through an Ingress, with a host for each role; name the controller's domain in ingressDomain",
  },
  'load balancer': {
    field: 'host',
    why: 'the Site is reached through a load balancer, not through Routes; name its address in host',
  },
  'node port': { field: 'host', why: 'the Site is reached through a port of the nodes; name one of them in host' },
};

function addressProblems(link: LinkSettings, over: LinkAddress): readonly Broken[] {
  const { field, why } = addressFields[over];
  const others = (['appsDomain', 'ingressDomain', 'host'] as const).filter((name) => name !== field);
  return [
    ...others.flatMap((name) => broken(link[name] !== undefined, ['link', name], why)),
    ...broken(
      over === 'node port' && link.host !== undefined && link.port === undefined,
      'link.port',
      'missing; "kubectl get service skupper-router" shows the node port of inter-router, and of edge',
    ),
  ];
}
