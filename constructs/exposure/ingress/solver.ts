import type { TlsSettings } from '../tls';

/**
 * Lets cert-manager solve an HTTP-01 challenge in the Ingress of the page, and write a temporary certificate until it is
 * solved: for controllers that give a name to one Ingress alone, or an address to each. Source: cert-manager, "Annotations".
 */
export function solveInPlace({ challenge }: TlsSettings): Record<string, string> {
  return challenge === 'http01' ? { 'acme.cert-manager.io/http01-edit-in-place': 'true' } : {};
}
