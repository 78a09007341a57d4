import { annotationMap } from '../checks/annotation-map';
import { broken } from '../checks/broken';
import { group, listOf, notHere, optional, type Schema, value } from '../checks/check';
import { addressRange, isPort, objectName } from '../checks/values';
import { type PeerSettings, peerSchema } from '../common/peer-settings';
import { bodySize } from './body-size';
import { hostFields, oneOrSeveralHosts, tlsNeedsHost } from './hosts';
import { type IngressRateLimit, limitsSomething, rateLimitFields } from './ingress/rate-limit';
import { defaultClassName, otherController } from './ingress-class';
import { refusedAnnotation } from './nginx-annotations';
import { type IngressTlsSettings, ingressTlsSchema } from './tls';

/** Exposure through ingress-nginx, controller 1.8 to 1.15. */
export interface NginxIngressSettings {
  /**
   * Name of the chat, e.g. `chat.example.com`. `tls` needs one. Excludes `hosts`.
   *
   * @default - every name that leads to the controller
   */
  readonly host?: string;
  /**
   * Several names of the chat, at most 16, on one certificate. Excludes `host`.
   *
   * @default - none
   */
  readonly hosts?: readonly string[];
  /**
   * IngressClass of the controller. One of another controller is refused: it would serve the chat without the login and
   * the ranges.
   *
   * @default 'nginx'
   */
  readonly className?: string;
  /**
   * Where the controller's traffic comes from, for the network policy. One on the host network (RKE's own, for one) is not
   * matched by pods' labels on most network plugins: name the `addressRanges` of the nodes.
   *
   * @default - pods with the labels of ingress-nginx in the namespace `ingress-nginx`; each part that is missing is that
   * of ingress-nginx, and address ranges alone stand for no pods
   */
  readonly controller?: PeerSettings;
  /**
   * HTTPS. Needs `host`.
   *
   * @default - plain HTTP
   */
  readonly tls?: IngressTlsSettings;
  /**
   * Largest question, in nginx's units: a number and `k`, `m` or `g`.
   *
   * @default - the controller's own, 1m
   */
  readonly maxBodySize?: string;
  /**
   * Limits per user address, and per replica of the controller. Behind a load balancer that hides addresses all users
   * share one.
   *
   * @default - no limits
   */
  readonly rateLimit?: RateLimit;
  /**
   * Address ranges that may connect, as CIDRs.
   *
   * @default - every address
   */
  readonly sourceRanges?: readonly string[];
  /**
   * A login by name and password. Excludes `externalAuth`.
   *
   * @default - no login
   */
  readonly basicAuth?: BasicAuth;
  /**
   * A login through another service, such as oauth2-proxy. Excludes `basicAuth`.
   *
   * @default - no login
   */
  readonly externalAuth?: ExternalAuth;
  /**
   * More annotations for the Ingress. One that a setting decides about is refused, and so are snippets.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Limits per user address, and per replica of the controller. Whoever exceeds one gets status 503. */
export interface RateLimit extends IngressRateLimit {
  /**
   * Address ranges without limits, as CIDRs.
   *
   * @default - none
   */
  readonly exempt?: readonly string[];
}

/** A login by name and password. */
export interface BasicAuth {
  /** Secret in the chat's namespace whose key `auth` is an htpasswd file. While it is missing, everybody gets 503. */
  readonly secretName: string;
  /**
   * What the browser shows with the question for the password.
   *
   * @default - the browser's own text
   */
  readonly realm?: string;
}

/** A login through another service. */
export interface ExternalAuth {
  /** Address that tells whether a request may pass, e.g. `https://$host/oauth2/auth`. */
  readonly url: string;
  /**
   * Address that a user without a login is sent to, e.g. `https://$host/oauth2/start?rd=$escaped_request_uri`.
   *
   * @default - the user gets status 401
   */
  readonly signInUrl?: string;
  /**
   * Headers of the other service's answer that the client gets to see.
   *
   * @default - none
   */
  readonly responseHeaders?: readonly string[];
}

const realm: Schema<string> = value(
  'a realm that nginx takes',
  'letters, digits, spaces and - . _ ~ / :',
  (input) => typeof input === 'string' && /^[-._~a-zA-Z0-9/: ]+$/.test(input),
);

/** The characters that the controller lets through in an address. */
const authUrl: Schema<string> = value(
  'an address that nginx takes',
  'one that begins with "http://" or "https://", of letters, digits and - . _ ~ / : , ? & = $',
  (input) =>
    typeof input === 'string' &&
    /^https?:\/\/[-_~a-zA-Z0-9$]+(\.[-_~a-zA-Z0-9$]+)*(:\d{1,5})?([/?][-._~a-zA-Z0-9/:,?&=$]*)?$/.test(input) &&
    isPort(Number(/^https?:\/\/[^/?:]+:(\d+)/.exec(input)?.[1] ?? 80)),
);

/** Whether nginx takes the text for an address. */
export function isUrlForNginx(text: string): boolean {
  return authUrl(text).length === 0;
}

const headerName: Schema<string> = value(
  'a header name',
  'letters, digits and "-", such as "X-Auth-Request-User"',
  (input) => typeof input === 'string' && /^[A-Za-z0-9-]+$/.test(input),
);

const rateLimitSchema = group<RateLimit>(
  { ...rateLimitFields, exempt: optional(listOf(addressRange, 'CIDRs', 1)) },
  limitsSomething,
);

const currentSchema = group<NginxIngressSettings>(
  {
    ...hostFields,
    className: optional(objectName),
    controller: optional(peerSchema),
    tls: optional(ingressTlsSchema),
    maxBodySize: optional(bodySize),
    rateLimit: optional(rateLimitSchema),
    sourceRanges: optional(listOf(addressRange, 'CIDRs', 1)),
    basicAuth: optional(group<BasicAuth>({ secretName: objectName, realm: optional(realm) })),
    externalAuth: optional(
      group<ExternalAuth>({
        url: authUrl,
        signInUrl: optional(authUrl),
        responseHeaders: optional(listOf(headerName, 'header names', 1)),
      }),
    ),
    annotations: optional(annotationMap(refusedAnnotation)),
  },
  oneOrSeveralHosts,
  {
    reads: ['className'],
    judge: ({ className = defaultClassName }) => {
      const message = otherController(className);
      return broken(message !== undefined, 'className', message ?? '');
    },
  },
  tlsNeedsHost,
  {
    reads: [],
    present: ['basicAuth', 'externalAuth'],
    judge: ({ basicAuth, externalAuth }) =>
      broken(
        basicAuth !== undefined && externalAuth !== undefined,
        'basicAuth',
        'one login is enough, and nginx would ask for both; leave out basicAuth or externalAuth',
      ),
  },
);

export const nginxIngressSchema: Schema<NginxIngressSettings> = notHere(
  { controllerNamespace: 'not a setting any more; use controller: { namespace }' },
  currentSchema,
);
