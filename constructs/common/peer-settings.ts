import { broken } from '../checks/broken';
import { group, listOf, mapOf, optional, type Rule, type Schema } from '../checks/check';
import { addressRange, dnsLabel, labelValue, qualifiedName } from '../checks/values';
import type { k8s } from './k8s';
import { addressesIn, podsHere, podsIn } from './traffic-source';

/** The other end of a connection: pods, by their namespace and labels, and addresses that are no pods'. */
export interface PeerSettings {
  /**
   * Namespace of the pods.
   *
   * @default - see the setting that this describes
   */
  readonly namespace?: string;
  /**
   * Labels of the pods.
   *
   * @default - see the setting that this describes
   */
  readonly podLabels?: Readonly<Record<string, string>>;
  /**
   * Address ranges, as CIDRs: of a data plane outside the cluster, or of the nodes for pods on the host network.
   *
   * @default - none
   */
  readonly addressRanges?: readonly string[];
}

export const peerFields = {
  namespace: optional(dnsLabel()),
  podLabels: optional(mapOf(qualifiedName, labelValue, 'a map from label names to values')),
  addressRanges: optional(listOf(addressRange, 'CIDRs', 1)),
};

/** A policy with no peer allows nobody, and one with no label every pod. */
export const somePeer: Rule<PeerSettings> = {
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
};

export const peerSchema: Schema<PeerSettings> = group<PeerSettings>(peerFields, somePeer);

/** The peers of a policy. Labels without a namespace are those of pods beside the chat. */
export function peersOf({ namespace, podLabels, addressRanges = [] }: PeerSettings): k8s.NetworkPolicyPeer[] {
  const pods = namespace === undefined ? (podLabels ? podsHere(podLabels) : []) : podsIn(namespace, podLabels ?? {});
  return [...pods, ...addressesIn(addressRanges)];
}
