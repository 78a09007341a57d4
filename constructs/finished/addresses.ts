import { type FinishedChat, ofKind } from './finished-chat';
import { controllerOf } from './ingresses';
import type { KubeObject } from './kube-object';
import { chatRoutes } from './warnings/gateway';

/** Where a browser finds the chat: an address, or the object that tells it. */
export interface ChatAddress {
  /** What kind of way it is, e.g. `load balancer`. */
  readonly title: string;
  /** The address, with `<…>` for what only the cluster knows, and without a scheme where only the cluster knows that. */
  readonly url: string;
  /** The object that tells what the cluster knows. */
  readonly object: AddressObject;
}

/** An object whose status has an address. */
export interface AddressObject {
  readonly apiVersion: string;
  readonly kind: 'Service' | 'Ingress' | 'Gateway' | 'Route';
  readonly name: string;
  readonly namespace: string;
}

/** Where a browser finds the chat, exposure by exposure. */
export function addressesOf(chat: FinishedChat): ChatAddress[] {
  return [
    ...ofKind(chat, 'Service').flatMap(balancerAddress),
    ...ofKind(chat, 'Ingress').flatMap(ingressAddresses),
    ...chatRoutes(chat).flatMap((route) => gatewayAddresses(chat, route)),
    ...ofKind(chat, 'Route').map(routeAddress),
  ];
}

function objectOf({ apiVersion, kind, metadata }: KubeObject): AddressObject {
  return { apiVersion, kind: kind as AddressObject['kind'], name: metadata.name, namespace: metadata.namespace ?? '' };
}

function balancerAddress(service: KubeObject): ChatAddress[] {
  const { type, ports } = service.spec;
  const [{ port }] = ports;
  const url = `http://<EXTERNAL-IP>${port === 80 ? '' : `:${port}`}`;
  return type === 'LoadBalancer' ? [{ title: 'load balancer', url, object: objectOf(service) }] : [];
}

function ingressAddresses(ingress: KubeObject): ChatAddress[] {
  const { tls = [], rules = [] } = ingress.spec as { tls?: object[]; rules?: { host?: string }[] };
  const hosts = rules.map(({ host = '<ADDRESS>' }) => host);
  const scheme = tls.length === 0 ? 'http' : 'https';
  const { title } = controllerOf(ingress);
  return hosts.map((host) => ({ title, url: `${scheme}://${host}/`, object: objectOf(ingress) }));
}

interface ParentRef {
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
}

function gatewayAddresses(chat: FinishedChat, { metadata, spec }: KubeObject): ChatAddress[] {
  const { hostnames = ['<ADDRESS>'], parentRefs = [] } = spec as { hostnames?: string[]; parentRefs?: ParentRef[] };
  const [parent] = parentRefs;
  if (parent === undefined) {
    return [];
  }
  const { name, namespace = metadata.namespace ?? '' } = parent;
  const object = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway' as const, name, namespace };
  const scheme = schemeOf(chat, parent);
  return hostnames.map((host) => ({ title: 'Gateway', url: `${scheme}${host}/`, object }));
}

/** A redirect beside the route, or the protocol of an own Gateway's listener, tells the scheme. */
function schemeOf(chat: FinishedChat, { name, sectionName }: ParentRef): string {
  const isRedirected = ofKind(chat, 'HTTPRoute').length > chatRoutes(chat).length;
  const own = ofKind(chat, 'Gateway').find(({ metadata }) => metadata.name === name);
  const listeners = (own?.spec.listeners ?? []) as { name: string; protocol: string }[];
  const protocol = listeners.find((listener) => listener.name === sectionName)?.protocol;
  return isRedirected || protocol === 'HTTPS' ? 'https://' : own === undefined ? '' : 'http://';
}

function routeAddress(route: KubeObject): ChatAddress {
  return { title: 'OpenShift Route', url: `https://${route.spec.host ?? '<HOST>'}/`, object: objectOf(route) };
}
