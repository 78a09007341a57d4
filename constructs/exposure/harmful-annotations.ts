import { nginx } from './annotations';
import { ingressControllers } from './ingress/controllers';

/** Annotations by which a controller reads an object, as `namespace/name`. */
const references = [
  ...['auth-secret', 'auth-tls-secret', 'proxy-ssl-secret', 'auth-proxy-set-headers'].map((name) => `${nginx}/${name}`),
  ...['custom-headers', 'fastcgi-params-configmap'].map((name) => `${nginx}/${name}`),
  ...['auth-secret', 'server-ca', 'server-crt'].map((name) => `${ingressControllers.haproxy.domain}/${name}`),
];

/** Names, or their beginnings, and what an annotation of that name would do to others, or to what is promised of the chat. */
const harmful: readonly (readonly [RegExp, string])[] = [
  [/snippet/i, 'snippets run foreign configuration in the controller, for every Ingress of the cluster'],
  [new RegExp(`^${nginx}/server-alias$`), 'it would take hosts that no rule names'],
  [
    new RegExp(`^${nginx}/ssl-passthrough$`),
    'the controller would hand connections on unread, without the login, the ranges and every other annotation',
  ],
  [
    new RegExp(`^${ingressControllers['aws-alb'].domain}/conditions\\.`),
    'it would take requests for hosts that no rule names',
  ],
  [new RegExp(`^${nginx}/canary`), "it would take a part of another Ingress's requests"],
  [new RegExp(`^${nginx}/mirror-`), 'it would send a copy of every question elsewhere'],
  [new RegExp(`^${nginx}/satisfy$`), 'it would let an address in the ranges skip the login'],
  [/^k8s\.v1\.cni\.cncf\.io\//, 'it would give the pods a second network, which no NetworkPolicy holds for'],
  [
    /^openshift\.io\/(sa\.scc\.|node-selector$)|^scheduler\.alpha\.kubernetes\.io\//,
    'the cluster gives its users, groups and nodes to a namespace by it',
  ],
  [/^(io\.kubernetes\.cri-o\.|cdi\.k8s\.io\/)/, 'it would ask the runtime of the node for what pods do not get'],
];

/** Why an annotation of this name does harm beyond its chat, or undoes what is promised of it, whatever its text. */
export function harmOfName(name: string): string | undefined {
  const harm = harmful.find(([pattern]) => pattern.test(name))?.[1];
  return harm && `${harm}; leave it out`;
}

/**
 * Why an annotation of an object in a namespace does harm beyond its chat, or undoes what is promised of it; nothing where it
 * does not.
 */
export function harmOf(name: string, text: string, namespace: string): string | undefined {
  const harm = harmOfName(name);
  if (harm !== undefined) {
    return harm;
  }
  const [elsewhere, ...rest] = text.split('/');
  if (references.includes(name) && rest.length > 0 && elsewhere !== namespace) {
    return `it reads an object of another namespace; use one of "${namespace}"`;
  }
  if (!name.startsWith(`${nginx}/`)) {
    return undefined;
  }
  // CVE-2025-1097, CVE-2025-1098 and CVE-2025-24514: the controller writes the text into its configuration as it is.
  return /[\n\r;{}"`#]/.test(text)
    ? 'the controller writes it into its configuration, where line breaks and ; { } " ` # end a directive; use a text without them'
    : undefined;
}
