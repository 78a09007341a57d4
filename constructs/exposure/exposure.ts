import type { Backend } from '../common/backend';
import type { TrafficSource } from '../common/traffic-source';

/** An exposure: how the chat is reached from outside the cluster. */
export interface Exposure {
  /** Who connects to the client's pods. */
  readonly trafficSource: TrafficSource;
}

/** What an exposure through proxies takes beside its settings. */
export interface ProxiedProps {
  readonly backend: Backend;
  /**
   * The chat's namespace denies by default, so proxies that run beside the chat get a policy that opens them.
   *
   * @default false
   */
  readonly denyByDefault?: boolean;
}
