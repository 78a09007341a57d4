import { BlockList, isIP, isIPv4 } from 'node:net';
import { broken } from '../checks/broken';
import { group, optional, type Schema } from '../checks/check';
import { domain, hostOrAddress } from '../checks/values';

/** Where the private sites find the public site's router. Exactly one of the two. */
export interface LinkSettings {
  /**
   * Domain of OpenShift's router, e.g. `apps.example.com`, when the Site is reached through Routes: their host names
   * follow from it. See `oc get ingresses.config/cluster -o jsonpath={.spec.domain}`.
   *
   * @default - none
   */
  readonly appsDomain?: string;
  /**
   * Address of the router's load balancer: EXTERNAL-IP of `kubectl get service skupper-router`.
   *
   * @default - none
   */
  readonly host?: string;
}

const localAddresses = new BlockList();
localAddresses.addSubnet('127.0.0.0', 8, 'ipv4');
localAddresses.addAddress('0.0.0.0', 'ipv4');
localAddresses.addAddress('::', 'ipv6');
localAddresses.addAddress('::1', 'ipv6');
localAddresses.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

function isLocalAddress(host: string): boolean {
  return isIP(host) !== 0 && localAddresses.check(host, isIPv4(host) ? 'ipv4' : 'ipv6');
}

export const linkSchema: Schema<LinkSettings> = group<LinkSettings>(
  { appsDomain: optional(domain), host: optional(hostOrAddress) },
  {
    reads: ['appsDomain', 'host'],
    judge: ({ appsDomain, host }) => [
      ...broken(
        host !== undefined && (host === 'localhost' || isLocalAddress(host)),
        'host',
        `"${host}" is the private machine itself; name the address of the public router`,
      ),
      ...broken(
        appsDomain !== undefined && host !== undefined,
        'host',
        'the router has one kind of address; leave out host or appsDomain',
      ),
      ...broken(
        appsDomain === undefined && host === undefined,
        'host',
        "missing; name the load balancer's host, or the appsDomain of an OpenShift cluster",
      ),
    ],
  },
);
