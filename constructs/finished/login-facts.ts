import { containersOf, type FinishedChat, type FinishedContainer, loginOf } from './finished-chat';

/** What the finished login says of itself. */
export interface LoginFacts {
  /** Where users sign in; nothing when they do so here, with a password. */
  readonly issuer?: string;
  readonly clientId?: string;
  /** Groups that may enter, and domains of e-mail addresses. */
  readonly groups: readonly string[];
  readonly emailDomains: readonly string[];
  /** Whether cookies are for HTTPS alone. */
  readonly secureCookies: boolean;
  /** The Secret with the key `cookie-secret`. */
  readonly secretName?: string;
}

const cookieSecret = 'OAUTH2_PROXY_COOKIE_SECRET';

/** The login of a chat, as the flags of its oauth2-proxy have it; nothing when there is none. */
export function loginFacts(chat: FinishedChat): LoginFacts | undefined {
  const login = loginOf(chat);
  const proxy = login && containersOf(login.deployment).find(({ env = [] }) => env.some(isCookieSecret));
  if (proxy === undefined) {
    return undefined;
  }
  const [issuer] = flagOf(proxy, 'oidc-issuer-url');
  return {
    issuer,
    clientId: flagOf(proxy, 'client-id')[0],
    groups: flagOf(proxy, 'allowed-group'),
    emailDomains: flagOf(proxy, 'email-domain'),
    secureCookies: !flagOf(proxy, 'cookie-secure').includes('false'),
    secretName: proxy.env?.find(isCookieSecret)?.valueFrom?.secretKeyRef?.name,
  };
}

function isCookieSecret({ name }: { readonly name: string }): boolean {
  return name === cookieSecret;
}

function flagOf({ args = [] }: FinishedContainer, name: string): string[] {
  return args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => arg.slice(name.length + 3));
}
