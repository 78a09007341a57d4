import { isIPv6 } from 'node:net';
import { issuerAnnotationNames } from '../common/cert-manager';
import { ingressControllers } from '../exposure/ingress/controllers';
import { hostsOf } from './gate-reach';
import { classOf, controllerOf } from './ingresses';
import type { KubeObject } from './kube-object';

/** What an object takes for its chat, and what happens to the second chat that does. */
export interface Claim {
  /** What is taken, in words. Two claims of the same words clash. */
  readonly what: string;
  /** Where not the whole of it is taken. */
  readonly part?: string;
  /** What those who share it have to say alike. Without it, it is not shared. */
  readonly terms?: string;
  readonly why: string;
}

// biome-ignore lint/suspicious/noExplicitAny: specs of any kind, after anybody's patch
type Any = any;

/** What no two chats of a cluster can have at the same time. */
export function claimsOf(object: KubeObject): Claim[] {
  return [
    ...(claimsByKind[object.kind]?.(object) ?? []),
    ...addressesOf(object).map((address) => ({ what: `the address ${address}`, why: 'a balancer has one owner' })),
    ...namesOrderedBy(object).map((name) => ({
      what: `the name "${name}"`,
      why: 'whoever asks for it last may get it',
    })),
  ];
}

const claimsByKind: Readonly<Record<string, (object: KubeObject) => Claim[]>> = {
  Site: ({ metadata }) => [
    { what: `the namespace "${metadata.namespace}"`, why: 'two Sites in a namespace break each other' },
  ],
  Ingress: (object) => {
    const { rules = [], defaultBackend } = object.spec ?? {};
    const isForAll = defaultBackend !== undefined || listOf(rules).some((rule) => rule?.host === undefined);
    return [
      ...[...new Set([...hostsOf(object), ...(isForAll ? ['every host'] : [])])].map((host) => ({
        what: `"${host}" of the class ${classOf(object) || 'default'}`,
        why: 'the controller gives it to the older Ingress',
      })),
      ...balancerGroupOf(object, isForAll),
    ];
  },
  HTTPRoute: (object) => {
    const hosts = hostsOf(object);
    return listOf(object.spec?.parentRefs).flatMap(({ name, namespace = object.metadata.namespace, sectionName }) =>
      (hosts.length === 0 ? ['every host'] : hosts).map((host) => ({
        what: `"${host}" of the Gateway ${namespace}/${name}`,
        part: sectionName,
        why: 'the Gateway gives it to the older route',
      })),
    );
  },
  // Without a host the router makes one of these two names, which two chats may split differently.
  Route: ({ metadata, spec }) => [
    {
      what: `"${spec?.host ?? `${metadata.name}-${metadata.namespace}`}"`,
      why: 'OpenShift gives it to the older Route',
    },
  ],
};

const alb = ingressControllers['aws-alb'].domain;

/**
 * The balancer that several Ingresses share. Its security group lets in the ranges of all of them, and where they do not
 * agree about the rest, the controller builds nothing any more. Source: AWS Load Balancer Controller, IngressGroup.
 */
function balancerGroupOf(object: KubeObject, isForAll: boolean): Claim[] {
  const { metadata } = object;
  // Its rules are tried by their order, which an annotation sets, and not by how well a host fits.
  const coversOthers = isForAll || hostsOf(object).some((host) => host.startsWith('*'));
  const annotation = (name: string) => metadata.annotations?.[`${alb}/${name}`];
  const group = annotation('group.name') ?? annotation('load-balancer-name');
  const common = ['inbound-cidrs', 'security-groups', 'scheme', 'load-balancer-attributes', 'ssl-redirect'];
  return group === undefined
    ? []
    : [
        {
          what: `the balancer of the IngressGroup "${group}"`,
          terms: coversOthers ? undefined : common.map(annotation).join(' '),
          why: 'its one balancer lets in the ranges of all its chats, and is shared by those alone that name their hosts and have the same ranges, scheme, timeouts and redirect',
        },
      ];
}

/** The hosts that an Ingress is for, with its class: each by itself, and with all that a wildcard takes together. */
export function hostsOfClass(object: KubeObject): string[] {
  const names = object.kind === 'Ingress' ? hostsOf(object) : [];
  return names.flatMap((host) => [`${classOf(object)} ${host.replace(/^[^.]+/, '*')}`, `${classOf(object)} *`]);
}

/**
 * Hosts that an Ingress would get although another names them, with its class. Traefik takes the longest rule, which a wildcard
 * has, or the one with the highest priority. Source: Traefik 3, "Rules & Priority".
 */
export function hostsTakenBy(object: KubeObject): string[] {
  const { domain, controller } = ingressControllers.traefik;
  if (object.kind !== 'Ingress' || controllerOf(object).controller !== controller) {
    return [];
  }
  const isFirst = object.metadata.annotations?.[`${domain}/router.priority`] !== undefined;
  return listOf(object.spec?.rules)
    .map((rule) => rule?.host ?? '*')
    .filter((host) => (host === '*' ? isFirst : host.startsWith('*.')))
    .map((host) => `${classOf(object)} ${host}`);
}

/** Annotations that ask for an address of a load balancer, by the address or by its name. */
const addressAnnotations = [
  ...['metallb.io/loadBalancerIPs', 'metallb.universe.tf/loadBalancerIPs', 'kube-vip.io/loadbalancerIPs'],
  ...['lbipam.cilium.io/ips', 'io.cilium/lb-ipam-ips', 'networking.gke.io/load-balancer-ip-addresses'],
  ...['kubernetes.io/ingress.global-static-ip-name', 'kubernetes.io/ingress.regional-static-ip-name'],
  ...['azure-load-balancer-ipv4', 'azure-load-balancer-ipv6', 'azure-pip-name', 'azure-dns-label-name'].map(
    (name) => `service.beta.kubernetes.io/${name}`,
  ),
  'service.beta.kubernetes.io/aws-load-balancer-eip-allocations',
  // A whole balancer, which its controller takes over where it is there.
  ...['load-balancer.hetzner.cloud/name', 'kubernetes.digitalocean.com/load-balancer-id'],
  'loadbalancer.openstack.org/load-balancer-id',
];

/** The addresses that an object asks for. */
function addressesOf(object: KubeObject): string[] {
  const { spec } = object;
  const annotated = annotationsOf(object).filter(([name]) => addressAnnotations.includes(name));
  return [
    ...(spec?.loadBalancerIP === undefined ? [] : [String(spec.loadBalancerIP)]),
    ...(object.kind === 'Gateway' ? listOf(spec?.addresses).map(({ value }) => String(value)) : []),
    ...annotated.flatMap(([, text]) => text.split(',')),
  ].map((address) => canonical(address.trim()));
}

/** One address of IPv6 is written in many ways. */
function canonical(address: string): string {
  return isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}

/** The annotations of an object, and those that a Gateway hands on to its Service. */
function annotationsOf({ metadata, spec }: KubeObject): [string, string][] {
  return [metadata.annotations, spec?.infrastructure?.annotations].flatMap((annotations) =>
    Object.entries((annotations ?? {}) as Readonly<Record<string, unknown>>).map(([name, text]): [string, string] => [
      name,
      String(text),
    ]),
  );
}

/** Annotations that order DNS records or certificates for the names in them. */
const orders =
  /(^|\.)external-dns\.(alpha\.)?kubernetes\.io\/(internal-)?hostname$|^cert-manager\.io\/(common-name|alt-names)$|^(dns|cert)\.gardener\.cloud\/(dnsnames|commonname)$|^dns\.alpha\.kubernetes\.io\/(external|internal)$/;

/** Annotations that order a certificate for the hosts of their object. */
const issuers: readonly string[] = Object.values(issuerAnnotationNames);

/** The names for which an object orders DNS records or certificates. */
export function namesOrderedBy(object: KubeObject): string[] {
  const annotations = annotationsOf(object);
  const ordersHosts = annotations.some(([name]) => issuers.includes(name));
  return [
    ...(ordersHosts ? hostsOf(object) : []),
    ...annotations.filter(([name]) => orders.test(name)).flatMap(([, text]) => text.split(/[\s,]+/)),
    ...annotations
      .filter(([name]) => name === 'cert-manager.io/literal-subject')
      .flatMap(([, text]) => /(?:^|,)\s*CN=([^,+]+)/i.exec(text)?.[1] ?? []),
  ]
    .map((name) => name.trim().toLowerCase().replace(/\.$/, ''))
    .filter((name) => name !== '');
}

/** Namespaces that an object lets in, or whose Gateway it goes through. */
export function namespacesMetBy({ kind, spec }: KubeObject): string[] {
  if (kind === 'HTTPRoute') {
    return listOf(spec?.parentRefs).flatMap(({ namespace }) => namespace ?? []);
  }
  const peers = kind === 'NetworkPolicy' ? listOf(spec?.ingress).flatMap((rule) => listOf(rule?.from)) : [];
  return peers.flatMap((peer) => peer?.namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'] ?? []);
}

function listOf(value: unknown): readonly Any[] {
  return Array.isArray(value) ? value : [];
}
