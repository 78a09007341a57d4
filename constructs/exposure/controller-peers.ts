import type { PeerSettings } from '../common/peer-settings';
import { addressesIn, podsIn, type TrafficSource } from '../common/traffic-source';

/** Where a controller's pods are when it is installed as its own instructions say. */
export interface UsualPods {
  readonly namespace: string;
  readonly podLabels: Readonly<Record<string, string>>;
}

/** A controller's pods: each part that the settings leave out is the usual one, and address ranges alone stand for no pods. */
export function controllerPeers(
  { namespace, podLabels, addressRanges }: PeerSettings = {},
  usual: UsualPods,
): TrafficSource {
  const onlyAddresses = addressRanges !== undefined && namespace === undefined && podLabels === undefined;
  return [
    ...(onlyAddresses ? [] : podsIn(namespace ?? usual.namespace, { ...(podLabels ?? usual.podLabels) })),
    ...addressesIn(addressRanges ?? []),
  ];
}
