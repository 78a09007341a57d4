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

export const linkSchema: Schema<LinkSettings> = group<LinkSettings>(
  { appsDomain: optional(domain), host: optional(hostOrAddress) },
  {
    reads: ['appsDomain', 'host'],
    judge: ({ appsDomain, host }) => [
      ...broken(
        host !== undefined && /^(localhost|127\..*|::1|[0.:]+)$/.test(host),
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
