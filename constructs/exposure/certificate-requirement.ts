import type { Construct } from 'constructs';
import { inNamespace, requires, requiresSecret } from '../common/requirement';
import type { TlsSettings } from './tls';

/** Notes what a certificate needs: a Secret that exists, or cert-manager and its issuer. */
export function requiresCertificate(
  scope: Construct,
  tls: TlsSettings | undefined,
  exposure: 'ingress' | 'gateway',
): void {
  if (tls === undefined) {
    return;
  }
  const { secretName, clusterIssuer, issuer } = tls;
  if (clusterIssuer === undefined && issuer === undefined) {
    if (secretName !== undefined) {
      requiresSecret(scope, secretName, 'the certificate and its key', 'tls --cert=tls.crt --key=tls.key');
    }
    return;
  }
  const setting = exposure === 'gateway' ? ', with its setting config.gatewayAPI.enabled' : '';
  requires(scope, {
    kind: 'cluster',
    what:
      clusterIssuer === undefined
        ? `cert-manager${setting}, and the Issuer "${issuer}" in the chat's namespace`
        : `cert-manager${setting}, and the ClusterIssuer "${clusterIssuer}"`,
    why: 'it orders the certificate',
    commands: [
      clusterIssuer === undefined
        ? `kubectl get issuer ${issuer} ${inNamespace(scope)}`
        : `kubectl get clusterissuer ${clusterIssuer}`,
    ],
  });
}
