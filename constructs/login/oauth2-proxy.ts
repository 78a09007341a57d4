import type { LoginKind } from './login-kind';

/** What the flags of oauth2-proxy depend on. */
export interface OAuth2ProxyProps {
  readonly kind: LoginKind;
  /** Where it listens, for nginx alone. */
  readonly oauth2Proxy: string;
  /** Whether browsers get cookies for HTTPS alone. */
  readonly secureCookies: boolean;
}

/** How long a session lasts: a working day. Nobody is asked again before, whatever happens at the issuer. */
export const sessionHours = 12;

/**
 * What strangers make oauth2-proxy write as often as they like, by its beginning, and what is written in its place. As it
 * comes they are hundreds of kilobytes for one request, four times over and with every odd byte escaped, which fill the
 * pod's share of the node's disk; and the first has all headers of the request, so sessions and tokens, too. Source:
 * oauth2-proxy, `logger.Println(req, …)` in oauthproxy.go, validator.go and director.go.
 */
const told = {
  '&{': 'a callback without the cookie of its sign-in',
  'Rejecting invalid redirect': 'a way back that leads elsewhere',
  'Invalid redirect': 'a way back that leads elsewhere',
};

const shortened = Object.entries(told).map(
  ([start, instead]) => `if eq (printf "%.${start.length}s" .Message) "${start}"}}${instead}{{else `,
);

/**
 * A message of the log: of one length, and one line, since a line break in what somebody sent would begin another. What
 * keeps oauth2-proxy from starting is whole.
 */
const message = `{{${shortened.join('')}if eq (printf "%.5s" .Message) "ERROR"}}{{.Message}}{{else}}{{printf "%.200q" .Message}}{{end}}`;

/**
 * The flags of oauth2-proxy. It only answers nginx who somebody is, so it has no upstream, and it is not told that there is
 * a proxy in front: `--reverse-proxy` would make it believe headers that come from outside.
 */
export function oauth2ProxyArguments({ kind, oauth2Proxy, secureCookies }: OAuth2ProxyProps): string[] {
  return [
    `--http-address=${oauth2Proxy}`,
    '--upstream=static://202',
    '--set-xauthrequest',
    ...kind.args,
    `--cookie-expire=${sessionHours}h`,
    '--cookie-samesite=lax',
    ...(secureCookies ? [] : ['--cookie-secure=false']),
    // Each request would be a line with all that is in it.
    '--request-logging=false',
    `--standard-logging-format=[{{.Timestamp}}] [{{.File}}] ${message}`,
    '--auth-logging-format=[{{.Timestamp}}] [{{.Status}}] {{printf "%.100q" .Username}} {{printf "%.200q" .Message}}',
  ];
}
