import type { k8s } from '../common/k8s';
import { tcp } from '../common/traffic-source';
import { listenerPodPorts } from './ports';

/** The ports of the router's pods that answer for listeners, in a rule of a NetworkPolicy. */
export function listenerPorts(): k8s.NetworkPolicyPort {
  return { ...tcp(listenerPodPorts.first), endPort: listenerPodPorts.last };
}
