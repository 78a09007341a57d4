import { group, type Schema } from '../checks/check';
import { objectName } from '../checks/values';
import { filesPath, type LoginKind } from './login-kind';
import { signInPage } from './sign-in-page';

/** A login by name and password, for a small team without an issuer. */
export interface UsersSettings {
  /**
   * Secret in the chat's namespace with two keys: `auth` is an htpasswd file of bcrypt hashes, `cookie-secret` has 32
   * characters. The pods do not start without it.
   */
  readonly secretName: string;
}

export const usersSchema: Schema<UsersSettings> = group<UsersSettings>({ secretName: objectName });

const usersPath = '/etc/users';

/**
 * Not with nginx's own `auth_basic`: its password travels in the header `Authorization`, and so does the token of pages with
 * accounts of their own, such as Open WebUI. Their requests would be refused.
 */
export function users({ secretName }: UsersSettings): LoginKind {
  return {
    args: [
      // It starts with no issuer's settings missing only, and nothing here leads to an issuer.
      '--client-id=none',
      '--client-secret=none',
      '--email-domain=*',
      `--htpasswd-file=${usersPath}/auth`,
      `--custom-templates-dir=${filesPath}`,
    ],
    openPaths: ['sign_in', 'sign_out', 'static/'],
    signInPath: 'sign_in',
    redirects: false,
    files: { 'sign_in.html': signInPage },
    secretName,
    secretVariables: {},
    secretFiles: [{ name: 'users', secretName, key: 'auth', path: usersPath }],
    egress: [],
  };
}
