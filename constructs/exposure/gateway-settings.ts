import { broken } from '../checks/broken';
import { choice, group, listOf, mapOf, optional, type Schema, value } from '../checks/check';
import {
  addressRange,
  annotationValue,
  dnsLabel,
  hostName,
  labelValue,
  objectName,
  qualifiedName,
} from '../checks/values';
import { quote } from '../checks/wording';
import { type TlsSettings, tlsSchema } from './tls';

/** Exposure through the Gateway API, standard channel, v1.2 or newer. */
export interface GatewaySettings {
  /**
   * Name of the chat, e.g. `chat.example.com`. TLS on an own Gateway, and a redirect, need one.
   *
   * @default - every name that leads to the Gateway
   */
  readonly host?: string;
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
   * pods in `envoy-gateway-system`; or peers of your own (a cloud's Gateway, for one). Required, because a wrong guess
   * would shut the Gateway out.
   */
  readonly dataPlane: 'gateway-namespace' | 'envoy-gateway' | CustomDataPlane;
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
   * Annotations for the load balancer that the implementation makes, at most 8. A cloud's idle timer belongs here.
   *
   * @default - none
   */
  readonly loadBalancerAnnotations?: Readonly<Record<string, string>>;
}

/** Peers for a data plane that the named ones do not describe. */
export interface CustomDataPlane {
  /**
   * Namespace of the pods.
   *
   * @default - the chat's namespace, when there are `podLabels`
   */
  readonly namespace?: string;
  /**
   * Labels of the pods.
   *
   * @default - every pod of the `namespace`
   */
  readonly podLabels?: Readonly<Record<string, string>>;
  /**
   * Address ranges, for a data plane outside the cluster, as CIDRs.
   *
   * @default - none
   */
  readonly addressRanges?: readonly string[];
}

const customDataPlaneSchema = group<CustomDataPlane>(
  {
    namespace: optional(dnsLabel()),
    podLabels: optional(mapOf(qualifiedName, labelValue, 'a map from label names to values')),
    addressRanges: optional(listOf(addressRange, 'CIDRs', 1)),
  },
  {
    reads: ['namespace', 'podLabels', 'addressRanges'],
    judge: ({ namespace, podLabels, addressRanges }) => [
      ...broken(
        namespace === undefined && podLabels === undefined && addressRanges === undefined,
        'namespace',
        'missing; name a namespace, podLabels or addressRanges, or the policy would allow nobody',
      ),
      ...broken(
        podLabels !== undefined && Object.keys(podLabels).length === 0,
        'podLabels',
        'empty, which would allow every pod; name a label, or leave out podLabels',
      ),
    ],
  },
);

const knownDataPlane: Schema<'gateway-namespace' | 'envoy-gateway'> = value(
  'known here',
  '"gateway-namespace", "envoy-gateway" or { namespace, podLabels, addressRanges }',
  (input) => input === 'gateway-namespace' || input === 'envoy-gateway',
);

const dataPlaneSchema = choice<'gateway-namespace' | 'envoy-gateway' | CustomDataPlane>((input) =>
  typeof input === 'object' ? customDataPlaneSchema : knownDataPlane,
);

const ownGatewaySchema = group<OwnGateway>(
  {
    className: objectName,
    tls: optional(tlsSchema),
    loadBalancerAnnotations: optional(mapOf(qualifiedName, annotationValue, 'a map from names to texts')),
  },
  {
    reads: ['loadBalancerAnnotations'],
    judge: ({ loadBalancerAnnotations = {} }) =>
      broken(
        Object.keys(loadBalancerAnnotations).length > 8,
        'loadBalancerAnnotations',
        `${Object.keys(loadBalancerAnnotations).length} of them, and a Gateway takes 8; leave out some`,
      ),
  },
);

export const gatewaySchema: Schema<GatewaySettings> = group<GatewaySettings>(
  {
    host: optional(hostName),
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
        typeof dataPlane === 'string' && existing !== undefined && existing.name.length > 63,
        'dataPlane',
        `"${dataPlane}" looks for pods by the Gateway's name, which is longer than a label may be; name peers of your own`,
      ),
  },
  {
    reads: ['host'],
    present: ['own.tls', 'existing.redirectFrom'],
    judge: ({ host, own, existing }) =>
      broken(
        host === undefined && (own?.tls !== undefined || existing?.redirectFrom !== undefined),
        'host',
        'missing; HTTPS needs the name that the certificate is for, such as "chat.example.com"',
      ),
  },
);
