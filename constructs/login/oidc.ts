import { broken } from '../checks/broken';
import { hasUnreadable } from '../checks/characters';
import { group, listOf, optional, type Schema, value } from '../checks/check';
import { addressRange, domain, isHostOrAddress, objectName, port } from '../checks/values';
import { addressesIn, tcp } from '../common/traffic-source';
import { flag, type LoginKind, listFlag } from './login-kind';

/** A login at an issuer of OpenID Connect: Keycloak, dex, Entra ID, Google, … */
export interface OidcSettings {
  /**
   * Address of the issuer, exactly as it calls itself in `/.well-known/openid-configuration`, such as
   * `https://id.example.com`. The pods and the browsers reach it there. The pods do not start while it does not answer.
   */
  readonly issuer: string;
  /** What the issuer calls the chat. */
  readonly clientId: string;
  /**
   * Groups whose members may enter, as the issuer writes them in the claim `groups`. With `emailDomains` a user needs both.
   *
   * @default - `emailDomains` alone decides
   */
  readonly groups?: readonly string[];
  /**
   * Domains of the e-mail addresses that may enter, such as `example.com`; `*` for everybody whom the issuer knows.
   *
   * @default - `groups` alone decides
   */
  readonly emailDomains?: readonly string[];
  /**
   * Scopes that are asked for. Issuers that know no scope `groups`, such as Entra ID, and Keycloak as it comes, refuse it.
   *
   * @default - `openid`, `email` and `profile`, and `groups` with the setting of that name
   */
  readonly scopes?: readonly string[];
  /**
   * Secret with the certificate of the authority that signed the issuer's, under the key `ca.crt`.
   *
   * @default - the authorities that browsers know
   */
  readonly caSecretName?: string;
  /**
   * Address ranges of the issuer, as CIDRs, for the network policy.
   *
   * @default - every address, at the issuer's ports
   */
  readonly issuerAddressRanges?: readonly string[];
  /**
   * Ports of the issuer, for the network policy. When its address leads back into the cluster, that is the port of the pods
   * behind it, such as 8443.
   *
   * @default - the one in the issuer's address, 443 without
   */
  readonly issuerPorts?: readonly number[];
}

const issuer: Schema<string> = value(
  "an issuer's address",
  'one that begins with "https://", without "?" and "#", such as "https://id.example.com"',
  isIssuer,
  (text) => {
    const likely = `https://${text
      .trim()
      .replace(/^(?:\w+:\/\/|https?:|\/)+/i, '')
      .replace(/\/\.well-known\/.*/, '')}`;
    return isIssuer(likely) ? `did you mean "${likely}"?` : undefined;
  },
);

function isIssuer(input: unknown): boolean {
  if (
    typeof input !== 'string' ||
    !/^https:\/\/[\w.:[\]-]*[\w\]](\/[\w.~%/+-]*)?$/.test(input) ||
    /\/\.well-known\//.test(input)
  ) {
    return false;
  }
  return URL.canParse(input) && isHostOrAddress(new URL(input).hostname.replace(/[[\]]/g, ''));
}

/** A text that goes into a flag. */
function shortText(what: string, example: string): Schema<string> {
  return value(what, `a text of at most 256 characters, such as "${example}"`, (input) => {
    return (
      typeof input === 'string' && /^[^\s\p{Cc}](\P{Cc}{0,254}[^\s\p{Cc}])?$/u.test(input) && !hasUnreadable(input)
    );
  });
}

const emailDomain: Schema<string> = (input) => (input === '*' ? [] : domain(input));

const scope: Schema<string> = value(
  'a scope',
  'a word such as "openid"',
  (input) => typeof input === 'string' && /^[\x21\x23-\x5b\x5d-\x7e]{1,256}$/.test(input),
);

export const oidcSchema: Schema<OidcSettings> = group<OidcSettings>(
  {
    issuer,
    clientId: shortText('a client id', 'chat'),
    groups: optional(listOf(shortText('the name of a group', 'team'), 'groups', 1)),
    emailDomains: optional(listOf(emailDomain, 'domains', 1)),
    scopes: optional(listOf(scope, 'scopes', 1)),
    caSecretName: optional(objectName),
    issuerAddressRanges: optional(listOf(addressRange, 'CIDRs', 1)),
    issuerPorts: optional(listOf(port, 'ports', 1)),
  },
  {
    reads: [],
    present: ['groups', 'emailDomains'],
    judge: ({ groups, emailDomains }) =>
      broken(
        groups === undefined && emailDomains === undefined,
        'groups',
        'missing; name groups or emailDomains, or write down that everybody whom the issuer knows may enter: emailDomains: ["*"]',
      ),
  },
  {
    reads: ['scopes'],
    judge: ({ scopes }) =>
      broken(scopes !== undefined && !scopes.includes('openid'), 'scopes', 'without "openid"; OpenID Connect needs it'),
  },
);

const authorityPath = '/etc/issuer-ca';

export function oidc(settings: OidcSettings, secretName: string): LoginKind {
  const { groups = [], emailDomains = ['*'], scopes, caSecretName, issuerAddressRanges, issuerPorts } = settings;
  const { port } = new URL(settings.issuer);
  const ports = issuerPorts ?? [port === '' ? 443 : Number(port)];
  return {
    args: [
      '--provider=oidc',
      flag('oidc-issuer-url', settings.issuer),
      flag('client-id', settings.clientId),
      ...(scopes === undefined ? [] : [flag('scope', scopes.join(' '))]),
      ...listFlag('allowed-group', groups),
      ...listFlag('email-domain', emailDomains),
      // Off unless asked for: a stolen code is of no use, nor is a token of another sign-in.
      '--code-challenge-method=S256',
      '--insecure-oidc-skip-nonce=false',
      // Otherwise dex asks for consent at every sign-in.
      '--approval-prompt=auto',
      '--skip-provider-button',
      // Who somebody is, without the issuer's tokens, which make cookies of many kilobytes.
      '--session-cookie-minimal',
      // Otherwise the first of two sign-ins in two tabs fails.
      '--cookie-csrf-per-request',
      '--cookie-csrf-per-request-limit=5',
      ...(caSecretName === undefined ? [] : [`--provider-ca-file=${authorityPath}/ca.crt`]),
    ],
    openPaths: ['start', 'callback', 'sign_in', 'sign_out', 'static/'],
    signInPath: 'start',
    redirects: true,
    files: {},
    secretName,
    secretVariables: { OAUTH2_PROXY_CLIENT_SECRET: 'client-secret' },
    secretFiles:
      caSecretName === undefined
        ? []
        : [{ name: 'issuer-ca', secretName: caSecretName, key: 'ca.crt', path: authorityPath }],
    egress: [
      { to: issuerAddressRanges === undefined ? undefined : addressesIn(issuerAddressRanges), ports: ports.map(tcp) },
    ],
  };
}
