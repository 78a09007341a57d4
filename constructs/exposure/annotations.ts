import { closest } from '../checks/wording';

/** Domain of ingress-nginx's annotations. */
export const nginx = 'nginx.ingress.kubernetes.io';

/** Annotations, or their beginnings before a dot, that a setting decides about, and that setting. */
export type TypedAnnotations = Readonly<Record<string, string>>;

/** Why an annotation is not taken: a setting decides about it. */
export function decidedElsewhere(name: string, typed: TypedAnnotations): string | undefined {
  const owner = Object.entries(typed).find(([owned]) => name === owned || name.startsWith(`${owned}.`));
  return owner && `the setting ${owner[1]} decides about this; use it instead`;
}

/** Why an annotation is not taken: it is a slip for one that a setting decides about. */
export function misspelt(name: string, typed: TypedAnnotations, reader: string): string | undefined {
  const meant = closest(name, Object.keys(typed), 2);
  return meant && `${reader} it; use the setting ${typed[meant]}`;
}

/** Domains of annotations that controllers of Ingresses read, each its own alone. */
const controllerDomains = [
  'nginx.org',
  'nginx.com',
  'ingress.kubernetes.io',
  'networking.gke.io',
  'haproxy.org',
  'haproxy-ingress.github.io',
  'haproxy.router.openshift.io',
  'projectcontour.io',
  'konghq.com',
  'cilium.io',
  'apisix.apache.org',
  'higress.io',
];

/** Why an annotation is not taken: another controller than this one, whose domain is `own`, reads it. */
export function readByAnother(name: string, own: string, reader: string): string | undefined {
  const [domain = ''] = name.split('/');
  const isForeign = controllerDomains.some((known) => domain === known || domain.endsWith(`.${known}`));
  return isForeign && domain !== own ? `"${domain}" is another controller's; ${reader} reads ${own}/…` : undefined;
}

/** The annotations of a controller that have a value, under its own prefix, as the texts that annotations are. */
export function annotationsOf(
  prefix: string,
  values: Readonly<Record<string, string | number | undefined>>,
): Record<string, string> {
  const set = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set.map(([name, value]) => [`${prefix}/${name}`, String(value)]));
}
