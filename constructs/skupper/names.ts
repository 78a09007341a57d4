/** Where Skupper's controller is usually installed. */
export const controllerNamespace = 'skupper';

/** The Deployment and the Service of a Site's router, and the start of what belongs to them. */
export const routerName = 'skupper-router';

/**
 * Labels of the router's pods, which answer for the model. Source: Skupper 2.2.1, the router's Deployment.
 */
export const routerPodLabels: Readonly<Record<string, string>> = {
  application: routerName,
  'skupper.io/component': 'router',
};

/** Secret with the authority that signs the certificates of all links to a Site. */
export const siteAuthority = 'skupper-site-ca';

/** Secrets that Skupper's controller writes for itself. */
export const writtenSecrets: readonly string[] = [
  siteAuthority,
  'skupper-local-ca',
  'skupper-site-server',
  'skupper-local-server',
];

/** What the certificate of a link, its Secret and the Link itself are called. */
export function linkName(siteName: string): string {
  return `link-${siteName}`;
}

/** Whether Skupper's controller may call objects of its own like that. */
export function isSkuppers(name: string): boolean {
  return /^skupper-(router|grant-server)/.test(name);
}
