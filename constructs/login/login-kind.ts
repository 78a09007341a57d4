import type { k8s } from '../common/k8s';

/** What differs between the ways to sign in. The rest of the login asks this, and knows none of them. */
export interface LoginKind {
  /** Flags of oauth2-proxy, beside those that every login has. */
  readonly args: readonly string[];
  /** Paths below `/oauth2/` that a browser needs before there is a session. */
  readonly openPaths: readonly string[];
  /** Which of them a browser without a session gets. */
  readonly signInPath: string;
  /** Whether that leads the browser elsewhere; otherwise it is a form in place of the page. */
  readonly redirects: boolean;
  /** Files that oauth2-proxy reads, beside nginx's own, by their names. */
  readonly files: Readonly<Record<string, string>>;
  /** The Secret whose key `cookie-secret` signs the sessions. */
  readonly secretName: string;
  /** Other keys of it, by the environment variables that they are for. */
  readonly secretVariables: Readonly<Record<string, string>>;
  /** Secrets that oauth2-proxy reads as files. */
  readonly secretFiles: readonly SecretFile[];
  /** What the pods reach beside the name servers and the page. */
  readonly egress: readonly k8s.NetworkPolicyEgressRule[];
}

/** A key of a Secret as a file. */
export interface SecretFile {
  /** Name of the volume. */
  readonly name: string;
  readonly secretName: string;
  readonly key: string;
  /** Folder of the file, which has the name of the key. */
  readonly path: string;
}

/** Folder of the files that come with the login. */
export const filesPath = '/etc/login';

/** A flag as Kubernetes passes it on unchanged: it replaces `$(NAME)` in arguments. */
export function flag(name: string, value: string): string {
  return `--${name}=${value.replaceAll('$(', '$$$$(')}`;
}

/** A flag of oauth2-proxy that takes a list, whose items may have commas: groups of an LDAP server do. */
export function listFlag(name: string, items: readonly string[]): string[] {
  return items.map((item) => flag(name, /[",]/.test(item) ? `"${item.replaceAll('"', '""')}"` : item));
}
