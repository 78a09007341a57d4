import { BlockList, isIPv4 } from 'node:net';
import { broken } from '../checks/broken';
import { group, optional, type Schema } from '../checks/check';
import { domain, hostOrAddress, port } from '../checks/values';

/** Where the private sites find the public site's router: one of `appsDomain`, `ingressDomain` and `host`. */
export interface LinkSettings {
  /**
   * Domain of OpenShift's router, e.g. `apps.example.com`, when the Site is reached through Routes: their host names
   * follow from it. See `oc get ingresses.config/cluster -o jsonpath={.spec.domain}`.
   *
   * @default - none
   */
  readonly appsDomain?: string;
  /**
   * Domain that Skupper's controller was started with for `site.linkAccess: 'ingress-nginx'`, its option
   * `--ingress-domain`. The hosts follow from it.
   *
   * @default - none
   */
  readonly ingressDomain?: string;
  /**
   * Address of the router's load balancer, EXTERNAL-IP of `kubectl get service skupper-router`; with
   * `site.linkAccess: 'nodeport'` that of a node.
   *
   * @default - none
   */
  readonly host?: string;
  /**
   * Port of the router at `host`, for the kind of link that the private sites make: `kubectl get service skupper-router`
   * shows the node ports of `inter-router` and `edge`. Needed with `site.linkAccess: 'nodeport'`; needs `host`.
   *
   * @default - Skupper's own, 55671, and 45671 for edge sites
   */
  readonly port?: number;
}

const localAddresses = new BlockList();
localAddresses.addSubnet('127.0.0.0', 8, 'ipv4');
localAddresses.addAddress('0.0.0.0', 'ipv4');
localAddresses.addAddress('::', 'ipv6');
localAddresses.addAddress('::1', 'ipv6');
localAddresses.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

function isLocalAddress(host: string): boolean {
  return localAddresses.check(host, isIPv4(host) ? 'ipv4' : 'ipv6');
}

export const linkSchema: Schema<LinkSettings> = group<LinkSettings>(
  {
    appsDomain: optional(domain),
    ingressDomain: optional(domain),
    host: optional(hostOrAddress),
    port: optional(port),
  },
  {
    reads: ['appsDomain', 'ingressDomain', 'host'],
    judge: ({ appsDomain, ingressDomain, host, port: ownPort }) => [
      ...broken(
        host !== undefined && (host === 'localhost' || isLocalAddress(host)),
        'host',
        `"${host}" is the private machine itself; name the address of the public router`,
      ),
      ...broken(
        [appsDomain, ingressDomain, host].filter((address) => address !== undefined).length > 1,
        'host',
        'the router has one kind of address; leave out host or the domain',
      ),
      ...broken(
        appsDomain === undefined && ingressDomain === undefined && host === undefined,
        'host',
        "missing; name the load balancer's host, or the appsDomain of an OpenShift cluster",
      ),
      ...broken(
        ownPort !== undefined && host === undefined,
        'port',
        'Routes and the Ingress have port 443; leave it out, or name a host',
      ),
    ],
  },
);
