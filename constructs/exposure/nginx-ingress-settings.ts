import { broken, group, listOf, mapOf, optional, type Schema, value } from '../checks/check';
import {
  addressRange,
  annotationValue,
  dnsLabel,
  hostName,
  objectName,
  qualifiedName,
  wholeNumber,
} from '../checks/values';
import { closest } from '../checks/wording';
import { type IngressTlsSettings, ingressTlsSchema } from './tls';

/** The way in through ingress-nginx, controller 1.8 to 1.15. */
export interface NginxIngressSettings {
  /**
   * Name of the chat, e.g. `chat.example.com`. `tls` needs one.
   *
   * @default - every name that leads to the controller
   */
  readonly host?: string;
  /**
   * IngressClass of the controller.
   *
   * @default 'nginx'
   */
  readonly className?: string;
  /**
   * Namespace of the controller's pods, which the network policy lets in.
   *
   * @default 'ingress-nginx'
   */
  readonly controllerNamespace?: string;
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

/** Limits per user address. Whoever exceeds one gets status 503. */
export interface RateLimit {
  /**
   * Requests a second.
   *
   * @default - no limit
   */
  readonly requestsPerSecond?: number;
  /**
   * Requests a minute. An open page sends two by itself.
   *
   * @default - no limit
   */
  readonly requestsPerMinute?: number;
  /**
   * Connections at the same time. Every answer in flight holds one.
   *
   * @default - no limit
   */
  readonly connections?: number;
  /**
   * How far a burst may exceed the rates, as a factor.
   *
   * @default - the controller's own, 5
   */
  readonly burstMultiplier?: number;
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

/** Namespace of the controller's own annotations. */
export const nginx = 'nginx.ingress.kubernetes.io';

/** Annotations that a setting decides about, and that setting. */
const typedAnnotations: Readonly<Record<string, string>> = {
  [`${nginx}/proxy-read-timeout`]: 'client.longestAnswerSeconds',
  [`${nginx}/proxy-send-timeout`]: 'client.longestAnswerSeconds',
  [`${nginx}/ssl-redirect`]: 'tls.redirect',
  [`${nginx}/force-ssl-redirect`]: 'tls.redirect',
  [`${nginx}/proxy-body-size`]: 'maxBodySize',
  [`${nginx}/limit-rps`]: 'rateLimit.requestsPerSecond',
  [`${nginx}/limit-rpm`]: 'rateLimit.requestsPerMinute',
  [`${nginx}/limit-connections`]: 'rateLimit.connections',
  [`${nginx}/limit-burst-multiplier`]: 'rateLimit.burstMultiplier',
  [`${nginx}/limit-whitelist`]: 'rateLimit.exempt',
  [`${nginx}/limit-allowlist`]: 'rateLimit.exempt',
  [`${nginx}/whitelist-source-range`]: 'sourceRanges',
  [`${nginx}/allowlist-source-range`]: 'sourceRanges',
  [`${nginx}/auth-type`]: 'basicAuth',
  [`${nginx}/auth-secret`]: 'basicAuth.secretName',
  [`${nginx}/auth-secret-type`]: 'basicAuth',
  [`${nginx}/auth-realm`]: 'basicAuth.realm',
  [`${nginx}/auth-url`]: 'externalAuth.url',
  [`${nginx}/auth-signin`]: 'externalAuth.signInUrl',
  [`${nginx}/auth-response-headers`]: 'externalAuth.responseHeaders',
  'kubernetes.io/ingress.class': 'className',
  'cert-manager.io/cluster-issuer': 'tls.clusterIssuer',
  'cert-manager.io/issuer': 'tls.issuer',
};

/** Annotations that would move the chat to another path, where its page does not work. */
const pathAnnotations = ['rewrite-target', 'use-regex', 'app-root', 'x-forwarded-prefix'].map(
  (name) => `${nginx}/${name}`,
);

/** Annotations whose value the controller takes as a whole number, and silently ignores in any other form. */
const numberAnnotations = ['proxy-connect-timeout', 'proxy-next-upstream-timeout', 'proxy-next-upstream-tries'].map(
  (name) => `${nginx}/${name}`,
);

/** Annotations that know on and off, and silently ignore true and false. */
const onOffAnnotations = ['proxy-buffering', 'proxy-request-buffering'].map((name) => `${nginx}/${name}`);

const bodySize: Schema<string> = value(
  'a size that nginx knows',
  'a number and "k", "m" or "g", such as "1m"; nginx ignores other forms without a word',
  (input) => typeof input === 'string' && /^\d+[bkmg]?$/i.test(input),
  (text) => {
    const parts = /^(\d+)\s*([kmg])i?b?$/i.exec(text);
    return parts === null ? undefined : `did you mean "${parts[1]}${parts[2]?.toLowerCase()}"?`;
  },
);

const realm: Schema<string> = value(
  'a realm that nginx takes',
  'letters, digits, spaces and - . _ ~ / :',
  (input) => typeof input === 'string' && /^[-._~a-zA-Z0-9/: ]+$/.test(input),
);

/** The characters that the controller lets through in an address. */
const authUrl: Schema<string> = value(
  'an address that nginx takes',
  'one that begins with "http://" or "https://", of letters, digits and - . _ ~ / : , ? & = $',
  (input) => typeof input === 'string' && /^https?:\/\/[-._~a-zA-Z0-9$][-._~a-zA-Z0-9/:,?&=$]*$/.test(input),
);

const headerName: Schema<string> = value(
  'a header name',
  'letters, digits and "-", such as "X-Auth-Request-User"',
  (input) => typeof input === 'string' && /^[A-Za-z0-9-]+$/.test(input),
);

const rateLimitSchema = group<RateLimit>(
  {
    requestsPerSecond: optional(wholeNumber(1, 1_000_000, 'requests')),
    requestsPerMinute: optional(wholeNumber(1, 1_000_000, 'requests')),
    connections: optional(wholeNumber(1, 1_000_000, 'connections')),
    burstMultiplier: optional(wholeNumber(1, 1000)),
    exempt: optional(listOf(addressRange, 'CIDRs', 1)),
  },
  {
    reads: ['requestsPerSecond', 'requestsPerMinute', 'connections'],
    judge: ({ requestsPerSecond, requestsPerMinute, connections }) =>
      broken(
        requestsPerSecond === undefined && requestsPerMinute === undefined && connections === undefined,
        'requestsPerSecond',
        'missing; set requestsPerSecond, requestsPerMinute or connections, or leave out rateLimit',
      ),
  },
);

export const nginxIngressSchema: Schema<NginxIngressSettings> = group<NginxIngressSettings>(
  {
    host: optional(hostName),
    className: optional(objectName),
    controllerNamespace: optional(dnsLabel()),
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
    annotations: optional(mapOf(qualifiedName, annotationValue, 'a map from names to texts', refused)),
  },
  {
    reads: ['host', 'tls'],
    judge: ({ host, tls }) =>
      broken(
        tls !== undefined && host === undefined,
        'host',
        'missing; TLS needs the name that the certificate is for, such as "chat.example.com"',
      ),
  },
  {
    reads: ['basicAuth', 'externalAuth'],
    judge: ({ basicAuth, externalAuth }) =>
      broken(
        basicAuth !== undefined && externalAuth !== undefined,
        'basicAuth',
        'one login is enough, and nginx would ask for both; leave out basicAuth or externalAuth',
      ),
  },
);

/** Annotations that undo what the settings promise, and how. */
const undoing: Readonly<Record<string, string>> = {
  'backend-protocol': 'the pods speak HTTP to an Ingress',
  satisfy: 'it would let an address in the ranges skip the login',
  canary: 'it would leave the chat without its main Ingress',
  'server-alias': 'it would show the chat under a name that the certificate is not for',
  'permanent-redirect': 'it would send users away from the chat',
  'temporal-redirect': 'it would send users away from the chat',
  'default-backend': 'it would show something else when no pod of the chat is ready',
  'global-rate-limit': 'the controller reads it no more since 1.12, and the setting is rateLimit',
  hsts: "it is a matter of the controller's ConfigMap",
};

/** Why an annotation is not taken as it is. */
function refused(name: string, text: string): string | undefined {
  const setting = Object.hasOwn(typedAnnotations, name) ? typedAnnotations[name] : undefined;
  if (setting !== undefined) {
    return `the setting ${setting} decides about this; use it instead`;
  }
  if (/snippet/i.test(name)) {
    return 'snippets run foreign configuration in the controller, which refuses them; use a typed setting';
  }
  if (pathAnnotations.includes(name)) {
    return 'the page calls absolute paths, so the chat works on path "/" only; use a host of its own';
  }
  if (numberAnnotations.includes(name) && !/^\d+$/.test(text)) {
    return `"${text}" is not a whole number, and nginx ignores other forms without a word; use a number such as "5"`;
  }
  if (onOffAnnotations.includes(name) && text !== 'on' && text !== 'off') {
    return `"${text}" is not known here, and nginx ignores it without a word; use "on" or "off"`;
  }
  const [domain = '', short = ''] = name.split('/');
  if (domain === nginx && short !== '') {
    const undone = Object.keys(undoing).find((known) => short === known || short.startsWith(`${known}-`));
    const known = [...Object.keys(typedAnnotations), ...pathAnnotations, ...numberAnnotations, ...onOffAnnotations];
    const meant = known.includes(name) ? undefined : closest(name, known, 2);
    return undone !== undefined
      ? `${undoing[undone]}; leave it out`
      : meant && `the controller does not know it; did you mean "${meant}"?`;
  }
  if (domain === 'nginx.org') {
    return `"nginx.org" is another controller's; ingress-nginx reads ${nginx}/…`;
  }
  const meant = domain === nginx ? undefined : closest(domain, [nginx], 4);
  return meant && `"${domain}" is read by nobody; did you mean "${meant}"?`;
}
