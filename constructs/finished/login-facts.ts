import { containersOf, type FinishedChat, type FinishedContainer, loginOf, ofKind } from './finished-chat';
import type { KubeObject } from './kube-object';

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

/** Flags by which oauth2-proxy lets requests in without a session. */
const lettingIn = /^--(skip-auth-|trusted-ip|api-route)/;

/** How the finished login lets requests in without a session; nothing where it does not. */
export function gapOfLogin(chat: FinishedChat): string | undefined {
  const login = loginOf(chat);
  const volumes: readonly { readonly configMap?: { readonly name?: string } }[] =
    login?.deployment.spec.template.spec.volumes ?? [];
  const names = volumes.flatMap(({ configMap }) => configMap?.name ?? []);
  const texts = ofKind(chat, 'ConfigMap')
    .filter(({ metadata }) => names.includes(metadata.name))
    .flatMap(({ data = {} }: KubeObject & { readonly data?: Readonly<Record<string, string>> }) => Object.values(data));
  const flag = (login === undefined ? [] : containersOf(login.deployment))
    .flatMap(({ args = [] }) => args)
    .find((arg) => lettingIn.test(arg));
  return texts.some(passesUnasked) ? 'nginx.conf passes requests on to the page without "auth_request"' : flag;
}

/** Whether a place of nginx leads out of the pod and does not ask oauth2-proxy first. */
function passesUnasked(text: string): boolean {
  return text
    .split(/^\s*location\s/m)
    .some(
      (part) =>
        /\bproxy_pass\s+https?:\/\/(?!127\.|\[::1\]|localhost)/.test(part) &&
        !/\bauth_request\s+\/oauth2\/auth\s*;/.test(part),
    );
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
