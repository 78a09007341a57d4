import { broken } from '../checks/broken';
import { group, optional, type Rule, type Schema } from '../checks/check';
import { flag, objectName, oneOf } from '../checks/values';
import { issuerAnnotationNames } from '../common/cert-manager';

/** Where the certificate of a host comes from: a Secret that exists, or cert-manager. */
export interface TlsSettings {
  /**
   * Secret of type `kubernetes.io/tls`. With an issuer cert-manager writes it, without one it has to exist.
   *
   * @default - the exposure's name and `-tls` with an issuer; without one required, except on an Ingress
   */
  readonly secretName?: string;
  /**
   * cert-manager ClusterIssuer. Excludes `issuer`.
   *
   * @default - none
   */
  readonly clusterIssuer?: string;
  /**
   * cert-manager Issuer in the chat's namespace. Excludes `clusterIssuer`.
   *
   * @default - none
   */
  readonly issuer?: string;
  /**
   * How the issuer has the name proved. With `http01` cert-manager's solver pods get the network policy that they need
   * in a namespace that denies by default.
   *
   * @default - no policy for solver pods
   */
  readonly challenge?: 'http01' | 'dns01';
}

const fields = {
  secretName: optional(objectName),
  clusterIssuer: optional(objectName),
  issuer: optional(objectName),
  challenge: optional(oneOf('http01', 'dns01')),
};

const rules: readonly Rule<TlsSettings>[] = [
  {
    reads: ['clusterIssuer', 'issuer'],
    judge: ({ clusterIssuer, issuer }) =>
      broken(
        clusterIssuer !== undefined && issuer !== undefined,
        'issuer',
        'cert-manager takes one issuer; leave out issuer or clusterIssuer',
      ),
  },
  {
    reads: ['challenge', 'clusterIssuer', 'issuer'],
    judge: ({ challenge, clusterIssuer, issuer }) =>
      broken(
        challenge !== undefined && clusterIssuer === undefined && issuer === undefined,
        'challenge',
        'only an issuer has a name proved; name a clusterIssuer or issuer, or leave out challenge',
      ),
  },
];

const needsCertificate: Rule<TlsSettings> = {
  reads: ['secretName', 'clusterIssuer', 'issuer'],
  judge: ({ secretName, clusterIssuer, issuer }) =>
    broken(
      secretName === undefined && clusterIssuer === undefined && issuer === undefined,
      'secretName',
      'missing; name a Secret with the certificate, or a cert-manager clusterIssuer or issuer',
    ),
};

export const tlsSchema: Schema<TlsSettings> = group<TlsSettings>(fields, ...rules, needsCertificate);

/**
 * TLS of an Ingress, which also decides what plain HTTP gets. Without a Secret and an issuer, `{}`, the controller serves
 * its default certificate (`--default-ssl-certificate`; a self-signed one unless its administrator set another).
 */
export interface IngressTlsSettings extends TlsSettings {
  /**
   * Sends plain HTTP to HTTPS.
   *
   * @default true
   */
  readonly redirect?: boolean;
}

export const ingressTlsSchema: Schema<IngressTlsSettings> = group<IngressTlsSettings>(
  { ...fields, redirect: optional(flag) },
  ...rules,
);

/** TLS of an Ingress whose controller has no certificate of its own to fall back on. */
export const certificateTlsSchema: Schema<IngressTlsSettings> = group<IngressTlsSettings>(
  { ...fields, redirect: optional(flag) },
  ...rules,
  needsCertificate,
);

/** Whether a Secret holds the certificate, and not the controller. */
export function hasCertificate({ secretName, clusterIssuer, issuer }: TlsSettings): boolean {
  return secretName !== undefined || clusterIssuer !== undefined || issuer !== undefined;
}

/** The Secret that holds the certificate. */
export function certificateSecretName({ secretName }: TlsSettings, clientName: string, exposure: string): string {
  return secretName ?? `${clientName}-${exposure}-tls`;
}

/** The annotation that orders the certificate from cert-manager. */
export function issuerAnnotations({ clusterIssuer, issuer }: TlsSettings): Record<string, string> {
  return {
    ...(clusterIssuer === undefined ? {} : { [issuerAnnotationNames.clusterIssuer]: clusterIssuer }),
    ...(issuer === undefined ? {} : { [issuerAnnotationNames.issuer]: issuer }),
  };
}
