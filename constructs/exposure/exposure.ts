import type { TrafficSource } from '../common/traffic-source';

/** An exposure: how the chat is reached from outside the cluster. */
export interface Exposure {
  /** Who connects to the client's pods. */
  readonly trafficSource: TrafficSource;
}
