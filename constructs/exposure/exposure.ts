import type { TrafficSource } from '../common/traffic-source';

/** An exposure: how the chat is reached from outside the cluster. */
export interface Exposure {
  /** Who connects to the client's pods. */
  readonly trafficSource: TrafficSource;
  /** Where a browser finds the chat. */
  readonly addresses: readonly ChatAddress[];
}

/** Where a browser finds the chat: an address, or the command that tells it. */
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
