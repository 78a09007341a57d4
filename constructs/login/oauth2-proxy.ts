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
    '--silence-ping-logging',
  ];
}
