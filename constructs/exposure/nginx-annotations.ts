import { closest, quote } from '../checks/wording';
import { issuerAnnotationNames } from '../common/cert-manager';
import { decidedElsewhere, nginx, readByAnother, type TypedAnnotations } from './annotations';
import { harmOfName } from './harmful-annotations';

/** Annotations that a setting decides about, and that setting. */
const typedAnnotations: TypedAnnotations = {
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
  [issuerAnnotationNames.clusterIssuer]: 'tls.clusterIssuer',
  [issuerAnnotationNames.issuer]: 'tls.issuer',
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

/** Annotations that undo what the settings promise of this chat alone, and how. */
const undoing: Readonly<Record<string, string>> = {
  'backend-protocol': 'the pods speak HTTP to an Ingress',
  'permanent-redirect': 'it would send users away from the chat',
  'temporal-redirect': 'it would send users away from the chat',
  'default-backend': 'it would show something else when no pod of the chat is ready',
  'global-rate-limit': 'the controller reads it no more since 1.12, and the setting is rateLimit',
  hsts: "it is a matter of the controller's ConfigMap",
};

/** Why an annotation is not taken as it is, or nothing when it is. */
export function refusedAnnotation(name: string, text: string): string | undefined {
  const refused = decidedElsewhere(name, typedAnnotations) ?? harmOfName(name);
  if (refused !== undefined) {
    return refused;
  }
  if (pathAnnotations.includes(name)) {
    return 'the page calls absolute paths, so the chat works on path "/" only; use a host of its own';
  }
  if (numberAnnotations.includes(name) && !/^\d+$/.test(text)) {
    return `${quote(text)} is not a whole number, and nginx ignores other forms without a word; use a number such as "5"`;
  }
  if (onOffAnnotations.includes(name) && text !== 'on' && text !== 'off') {
    return `${quote(text)} is not known here, and nginx ignores it without a word; use "on" or "off"`;
  }
  const [domain = '', short = ''] = name.split('/');
  if (domain === nginx) {
    const undone = Object.keys(undoing).find((known) => short === known || short.startsWith(`${known}-`));
    const known = [...Object.keys(typedAnnotations), ...pathAnnotations, ...numberAnnotations, ...onOffAnnotations];
    const meant = known.includes(name) ? undefined : closest(name, known, 2);
    return undone !== undefined
      ? `${undoing[undone]}; leave it out`
      : meant && `the controller does not know it; ${insteadOf(meant)}`;
  }
  const foreign = readByAnother(name, nginx, 'ingress-nginx');
  if (foreign !== undefined) {
    return foreign;
  }
  const meant = closest(domain, [nginx], 4);
  return meant && `"${domain}" is not read by any controller; did you mean "${meant}"?`;
}

/** What to do about an annotation that was probably meant. */
function insteadOf(meant: string): string {
  const setting = typedAnnotations[meant];
  return setting === undefined ? `did you mean "${meant}"?` : `use the setting ${setting}`;
}
