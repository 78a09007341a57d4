import { broken } from '../checks/broken';
import { group, listOf, mapOf, optional, type Schema } from '../checks/check';
import { addressRange, dnsLabel, labelValue, qualifiedName } from '../checks/values';

/** Who connects to the client: pods, by their namespace and labels, and addresses that are no pods'. */
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

export const peerSchema: Schema<PeerSettings> = group<PeerSettings>(
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
