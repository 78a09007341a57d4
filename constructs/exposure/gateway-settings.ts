import { annotationMap } from '../checks/annotation-map';
import { broken } from '../checks/broken';
import { choice, group, optional, type Schema, value } from '../checks/check';
import { dnsLabel, objectName, suggestion } from '../checks/values';
import { closest, quote } from '../checks/wording';
import { issuerAnnotationNames } from '../common/cert-manager';
import { type PeerSettings, peerSchema } from '../common/peer-settings';
import { decidedElsewhere } from './annotations';
import { hostFields, hostsOf, oneOrSeveralHosts } from './hosts';
import { type TlsSettings, tlsSchema } from './tls';

/** The label that a Gateway's proxies carry with its name. Source: GEP-1762. */
export const gatewayNameLabel = 'gateway.networking.k8s.io/gateway-name';

const dataPlanes = ['gateway-namespace', 'envoy-gateway', 'any'] as const;

/** Exposure through the Gateway API, standard channel, v1.2 or newer. */
export interface GatewaySettings {
  /**
   * Name of the chat, e.g. `chat.example.com`. TLS on an own Gateway, and a redirect, need one. Excludes `hosts`.
   *
   * @default - every name that leads to the Gateway
   */
  readonly host?: string;
  /**
   * Several names of the chat, at most 16, on one certificate. Excludes `host`.
   *
   * @default - none
   */
  readonly hosts?: readonly string[];
  /**
   * Annotations of the HTTPRoutes, such as external-dns' for their names.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * A Gateway that somebody else keeps. Excludes `own`.
   *
   * @default - none
   */
  readonly existing?: ExistingGateway;
  /**
   * A Gateway for this chat alone. Excludes `existing`.
   *
   * @default - none
   */
  readonly own?: OwnGateway;
  /**
   * Where the Gateway's traffic comes from, for the network policy: `gateway-namespace` for pods that carry the
   * Gateway's name in the Gateway's namespace, as GEP-1762 has it (Istio, for one); `envoy-gateway` for Envoy Gateway's
   * pods in `envoy-gateway-system`; peers of your own (a cloud's Gateway, for one), where `podLabels` without a
   * `namespace` are those of pods beside the chat; or `any` for one that no peer describes: Cilium's has an identity of
   * its own, which only a rule for everybody includes. Required, because a wrong guess would shut the Gateway out.
   */
  readonly dataPlane: (typeof dataPlanes)[number] | PeerSettings;
}

/** A Gateway that somebody else keeps. */
export interface ExistingGateway {
  /** Name of the Gateway. */
  readonly name: string;
  /**
   * Namespace of the Gateway. Its listener has to allow routes from the chat's namespace.
   *
   * @default - the chat's namespace
   */
  readonly namespace?: string;
  /**
   * Listener to attach to. Name the HTTPS one if there is one: without a name the route attaches to all of them.
   *
   * @default - every listener that fits
   */
  readonly listener?: string;
  /**
   * Plain HTTP listener whose requests are sent to HTTPS. Needs `listener`.
   *
   * @default - no redirect
   */
  readonly redirectFrom?: string;
}

/** A Gateway for this chat alone. */
export interface OwnGateway {
  /** GatewayClass of the implementation, e.g. `istio`. */
  readonly className: string;
  /**
   * HTTPS on 443, and a redirect from 80. Needs `host`.
   *
   * @default - plain HTTP on 80
   */
  readonly tls?: TlsSettings;
  /**
   * Annotations of the Gateway, such as external-dns' for its address. One that a setting decides about is refused.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Annotations for the load balancer that the implementation makes, at most 8. A cloud's idle timer belongs here.
   *
   * @default - none
   */
  readonly loadBalancerAnnotations?: Readonly<Record<string, string>>;
}

const knownDataPlane: Schema<(typeof dataPlanes)[number]> = value(
  'known here',
  `${dataPlanes.map((name) => `"${name}"`).join(', ')} or { namespace, podLabels, addressRanges }`,
  (input) => (dataPlanes as readonly unknown[]).includes(input),
  (text) => suggestion(closest(text, dataPlanes)),
);

const dataPlaneSchema = choice<GatewaySettings['dataPlane']>((input) =>
  typeof input === 'object' ? peerSchema : knownDataPlane,
);

const typedAnnotations = {
  [issuerAnnotationNames.clusterIssuer]: 'tls.clusterIssuer',
  [issuerAnnotationNames.issuer]: 'tls.issuer',
};

const ownGatewaySchema = group<OwnGateway>(
  {
    className: objectName,
    tls: optional(tlsSchema),
    annotations: optional(annotationMap((name) => decidedElsewhere(name, typedAnnotations))),
    loadBalancerAnnotations: optional(annotationMap()),
  },
  {
    reads: ['loadBalancerAnnotations'],
    judge: ({ loadBalancerAnnotations = {} }) => [
      ...broken(
        Object.keys(loadBalancerAnnotations).length > 8,
        'loadBalancerAnnotations',
        `${Object.keys(loadBalancerAnnotations).length} of them, and a Gateway takes 8; leave out some`,
      ),
      ...Object.entries(loadBalancerAnnotations).flatMap(([name, text]) =>
        broken(
          Buffer.byteLength(text) > 4096,
          ['loadBalancerAnnotations', name],
          `${Buffer.byteLength(text)} bytes, and a Gateway takes 4096 for a value; shorten it`,
        ),
      ),
    ],
  },
);

export const gatewaySchema: Schema<GatewaySettings> = group<GatewaySettings>(
  {
    ...hostFields,
    annotations: optional(annotationMap()),
    existing: optional(
      group<ExistingGateway>(
        {
          name: objectName,
          namespace: optional(dnsLabel()),
          listener: optional(objectName),
          redirectFrom: optional(objectName),
        },
        {
          reads: ['listener', 'redirectFrom'],
          judge: ({ listener, redirectFrom }) => [
            ...broken(
              redirectFrom !== undefined && listener === undefined,
              'listener',
              "missing; without the HTTPS listener's name the route would also attach to the one that redirects",
            ),
            ...broken(
              redirectFrom !== undefined && redirectFrom === listener,
              'redirectFrom',
              `${quote(redirectFrom)} is the listener of the chat itself; name the plain HTTP one`,
            ),
          ],
        },
      ),
    ),
    own: optional(ownGatewaySchema),
    dataPlane: dataPlaneSchema,
  },
  {
    reads: [],
    present: ['existing', 'own'],
    judge: ({ existing, own }) => [
      ...broken(
        existing !== undefined && own !== undefined,
        'own',
        'a chat has one Gateway; leave out own or existing',
      ),
      ...broken(
        existing === undefined && own === undefined,
        'existing',
        'missing; name an existing Gateway, or set own',
      ),
    ],
  },
  {
    reads: ['existing.name', 'dataPlane'],
    judge: ({ existing, dataPlane }) =>
      broken(
        typeof dataPlane === 'string' && dataPlane !== 'any' && (existing?.name.length ?? 0) > 63,
        'dataPlane',
        `"${dataPlane}" looks for pods by the Gateway's name, which is longer than a label may be; name peers of your own`,
      ),
  },
  oneOrSeveralHosts,
  {
    reads: ['host', 'hosts'],
    present: ['own.tls', 'existing.redirectFrom'],
    judge: (settings) =>
      broken(
        hostsOf(settings).length === 0 &&
          (settings.own?.tls !== undefined || settings.existing?.redirectFrom !== undefined),
        'host',
        'missing; HTTPS needs the name that the certificate is for, such as "chat.example.com"',
      ),
  },
);
