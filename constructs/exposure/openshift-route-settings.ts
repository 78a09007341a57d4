import { annotationMap } from '../checks/annotation-map';
import { broken } from '../checks/broken';
import { group, listOf, optional, type Schema } from '../checks/check';
import { addressRange, flag, hostName, objectName, oneOf, wholeNumber } from '../checks/values';
import { decidedElsewhere, misspelt, type TypedAnnotations } from './annotations';

/** Exposure through OpenShift's own router. */
export interface OpenShiftRouteSettings {
  /**
   * Name of the chat, e.g. `chat.example.com`. It cannot change later without a right of its own.
   *
   * @default - the router makes one, with a certificate, of the Route's name, the namespace and its own domain
   */
  readonly host?: string;
  /**
   * `edge` ends TLS in the router. `reencrypt` goes on with TLS to the pods, which then serve HTTPS with a certificate
   * of OpenShift's service authority; it excludes every other exposure.
   *
   * @default 'edge'
   */
  readonly termination?: 'edge' | 'reencrypt';
  /**
   * A certificate for `host`, which it needs, in place of the router's own. Needs OpenShift 4.19 or newer.
   *
   * @default - the router's own, which is for names of its domain
   */
  readonly tls?: RouteTls;
  /**
   * Sends plain HTTP to HTTPS. Otherwise it is closed.
   *
   * @default true
   */
  readonly redirect?: boolean;
  /**
   * Tells browsers to use HTTPS only.
   *
   * @default - browsers are told nothing
   */
  readonly hsts?: Hsts;
  /**
   * Address ranges that may connect, as CIDRs.
   *
   * @default - every address
   */
  readonly sourceRanges?: readonly string[];
  /**
   * Limits per user address. Whoever exceeds one finds the connection closed, without a status.
   *
   * @default - no limits
   */
  readonly rateLimit?: RouteRateLimit;
  /**
   * More annotations for the Route. One that a setting decides about is refused.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A certificate from outside the Route. */
export interface RouteTls {
  readonly externalCertificate: ExternalCertificate;
}

/** A certificate in a Secret. The Role and the RoleBinding with which the router reads it are made here. */
export interface ExternalCertificate {
  /** Secret of type `kubernetes.io/tls` in the chat's namespace. It has to exist before the Route. */
  readonly secretName: string;
}

/** HTTP Strict Transport Security. */
export interface Hsts {
  /** How long browsers remember it, in seconds from 1 to 63072000, two years. */
  readonly maxAgeSeconds: number;
  /**
   * Every name below the host, too.
   *
   * @default false
   */
  readonly includeSubDomains?: boolean;
  /**
   * Asks browsers to ship the host in their lists.
   *
   * @default false
   */
  readonly preload?: boolean;
}

/** Limits per user address. */
export interface RouteRateLimit {
  /**
   * Connections at the same time. Every answer in flight holds one.
   *
   * @default - no limit
   */
  readonly concurrentConnections?: number;
  /**
   * HTTP requests in 10 seconds. Source: openshift/router, its HAProxy template, 4.12 to 4.22.
   *
   * @default - no limit
   */
  readonly requests?: number;
  /**
   * New connections in 3 seconds. Source: as above.
   *
   * @default - no limit
   */
  readonly connections?: number;
}

/** The first label of the host that the router makes where a Route has none. */
export function routeHostLabel(routeName: string, namespace: string): string {
  return `${routeName}-${namespace}`;
}

/** Namespace of the router's own annotations. */
export const router = 'haproxy.router.openshift.io';

const typedAnnotations: TypedAnnotations = {
  [`${router}/timeout`]: 'client.longestAnswerSeconds',
  [`${router}/hsts_header`]: 'hsts',
  [`${router}/ip_whitelist`]: 'sourceRanges',
  [`${router}/ip_allowlist`]: 'sourceRanges',
  [`${router}/rate-limit-connections`]: 'rateLimit',
};

export const openShiftRouteSchema: Schema<OpenShiftRouteSettings> = group<OpenShiftRouteSettings>(
  {
    host: optional(hostName),
    termination: optional(oneOf('edge', 'reencrypt')),
    tls: optional(group<RouteTls>({ externalCertificate: group<ExternalCertificate>({ secretName: objectName }) })),
    redirect: optional(flag),
    hsts: optional(
      group<Hsts>(
        {
          maxAgeSeconds: wholeNumber(1, 63_072_000, 'seconds'),
          includeSubDomains: optional(flag),
          preload: optional(flag),
        },
        {
          reads: ['maxAgeSeconds', 'includeSubDomains', 'preload'],
          judge: ({ maxAgeSeconds, includeSubDomains, preload }) =>
            broken(
              preload === true && (maxAgeSeconds < 31_536_000 || includeSubDomains !== true),
              'preload',
              'browsers take only hosts with includeSubDomains and at least "31536000" seconds; add both, or leave out preload',
            ),
        },
      ),
    ),
    sourceRanges: optional(listOf(addressRange, 'CIDRs', 1)),
    rateLimit: optional(
      group<RouteRateLimit>(
        {
          concurrentConnections: optional(wholeNumber(1, 1_000_000, 'connections')),
          requests: optional(wholeNumber(1, 1_000_000, 'requests')),
          connections: optional(wholeNumber(1, 1_000_000, 'connections')),
        },
        {
          reads: ['concurrentConnections', 'requests', 'connections'],
          judge: ({ concurrentConnections, requests, connections }) =>
            broken(
              concurrentConnections === undefined && requests === undefined && connections === undefined,
              'requests',
              'missing; set requests, connections or concurrentConnections, or leave out rateLimit',
            ),
        },
      ),
    ),
    annotations: optional(annotationMap(refused)),
  },
  {
    reads: ['host'],
    present: ['tls'],
    judge: ({ host, tls }) =>
      broken(
        tls !== undefined && host === undefined,
        'host',
        'missing; name the host that the certificate is for, such as "chat.example.com"',
      ),
  },
);

/** Why an annotation is not taken as it is. */
function refused(name: string): string | undefined {
  const decided = decidedElsewhere(name, typedAnnotations);
  if (decided !== undefined) {
    return decided;
  }
  if (name === `${router}/rewrite-target`) {
    return 'the page calls absolute paths, so the chat works on path "/" only; use a host of its own';
  }
  if (name.startsWith('nginx.')) {
    return 'read on an Ingress, not on a Route; leave it out';
  }
  return misspelt(name, typedAnnotations, 'the router does not know');
}
