/** Labels of the pods that answer cert-manager's HTTP-01 challenge, and their port. Source: cert-manager, acmesolver. */
export const solverPodLabels: Readonly<Record<string, string>> = { 'acme.cert-manager.io/http01-solver': 'true' };
export const solverPort = 8089;

/** Annotations that order a certificate, by the kind of its issuer. */
export const issuerAnnotationNames = {
  clusterIssuer: 'cert-manager.io/cluster-issuer',
  issuer: 'cert-manager.io/issuer',
};
