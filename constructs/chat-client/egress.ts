import { group, listOf, type Schema } from '../checks/check';
import { port } from '../checks/values';
import type { k8s } from '../common/k8s';
import { type PeerSettings, peerFields, peersOf, somePeer } from '../common/peer-settings';
import { tcp } from '../common/traffic-source';

/** Something that the pods call: a database, an identity provider, an HTTP proxy. */
export interface EgressSettings extends PeerSettings {
  /** TCP ports. Of pods it is their own port, not that of a Service in front of them. */
  readonly ports: readonly number[];
}

export const egressSchema: Schema<readonly EgressSettings[]> = listOf(
  group<EgressSettings>({ ...peerFields, ports: listOf(port, 'ports', 1) }, somePeer),
  'rules of what the pods call',
  1,
);

/** The rule of a policy that lets pods call something. */
export function egressRule({ ports, ...peer }: EgressSettings): k8s.NetworkPolicyEgressRule {
  return { to: peersOf(peer), ports: ports.map(tcp) };
}
