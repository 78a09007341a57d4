import { imageSchema } from '../chat-client/image';
import { type Resources, resourcesSchema } from '../chat-client/pod-settings';
import { broken } from '../checks/broken';
import { group, optional, type Schema } from '../checks/check';
import { objectName } from '../checks/values';
import type { LoginKind } from './login-kind';
import { type OidcSettings, oidc, oidcSchema } from './oidc';
import { type UsersSettings, users, usersSchema } from './users';

/** One login in front of the page, whatever the exposure. Either `oidc` or `users`. */
export interface LoginSettings {
  /**
   * A login at an issuer of OpenID Connect. Needs `secretName`, excludes `users`.
   *
   * @default - none
   */
  readonly oidc?: OidcSettings;
  /**
   * A login by name and password. Excludes `oidc`.
   *
   * @default - none
   */
  readonly users?: UsersSettings;
  /**
   * Secret in the chat's namespace with two keys for `oidc`: `client-secret` is the issuer's, `cookie-secret` has 32
   * characters. The pods do not start without it.
   *
   * @default - none; `users` has its own
   */
  readonly secretName?: string;
  /**
   * The login's images, for a registry of your own.
   *
   * @default - nginx-unprivileged from Docker Hub, and oauth2-proxy from quay.io
   */
  readonly images?: LoginImages;
  /**
   * Requests and limits of the login's containers, for a cluster with quotas.
   *
   * @default - requests and limits of memory and ephemeral storage, and requests of CPU
   */
  readonly resources?: LoginResources;
}

/** The images of the login. Both have to contain `sleep`, as upstream's `-alpine` ones do. */
export interface LoginImages {
  /**
   * nginx 1.20 or newer, with a tag other than `latest` or, better, a digest.
   *
   * @default - nginx-unprivileged from Docker Hub
   */
  readonly nginx?: string;
  /**
   * oauth2-proxy 7.15.3 or newer: earlier ones can be bypassed.
   *
   * @default - oauth2-proxy from quay.io
   */
  readonly oauth2Proxy?: string;
}

/** Requests and limits of the two containers. They replace a container's defaults together: an amount that you leave out is not set. */
export interface LoginResources {
  /**
   * Of nginx, through which everything passes.
   *
   * @default - requests of 50m CPU, 32Mi memory and 32Mi ephemeral storage, limits of 256Mi memory and 512Mi ephemeral storage
   */
  readonly nginx?: Resources;
  /**
   * Of oauth2-proxy, which takes 62 ms of CPU for each password.
   *
   * @default - as nginx, with a request of 64Mi memory
   */
  readonly oauth2Proxy?: Resources;
}

export const loginSchema: Schema<LoginSettings> = group<LoginSettings>(
  {
    oidc: optional(oidcSchema),
    users: optional(usersSchema),
    secretName: optional(objectName),
    images: optional(group<LoginImages>({ nginx: optional(imageSchema), oauth2Proxy: optional(imageSchema) })),
    resources: optional(
      group<LoginResources>({ nginx: optional(resourcesSchema), oauth2Proxy: optional(resourcesSchema) }),
    ),
  },
  {
    reads: [],
    present: ['oidc', 'users', 'secretName'],
    judge: ({ oidc, users, secretName }) => [
      ...broken(oidc === undefined && users === undefined, 'oidc', 'missing; set oidc or users, or leave out login'),
      ...broken(oidc !== undefined && users !== undefined, 'users', 'one login is enough; leave out oidc or users'),
      ...broken(
        oidc !== undefined && secretName === undefined,
        'secretName',
        'missing; name the Secret with the keys client-secret and cookie-secret, such as "chat-login"',
      ),
      ...broken(
        oidc === undefined && users !== undefined && secretName !== undefined,
        'secretName',
        'read for oidc only; the Secret of the users is users.secretName',
      ),
    ],
  },
);

/** The kind of login that the settings ask for, and that they have been checked for. */
export function kindOf({ oidc: issuer, users: own, secretName = '' }: LoginSettings): LoginKind {
  return issuer === undefined ? users(own ?? { secretName }) : oidc(issuer, secretName);
}

/** Secrets with a content that only the login knows what to do with. */
export function secretsOf(settings: LoginSettings): string[] {
  const { secretName, secretFiles } = kindOf(settings);
  return [...new Set([secretName, ...secretFiles.map((file) => file.secretName)])];
}

/** The name of the login's own objects. */
export function loginName(pageName: string): string {
  return `${pageName}-login`;
}
