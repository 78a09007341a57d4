import type { Construct } from 'constructs';

const type = 'warning';

/** The ids of the warnings that `acceptedWarnings` may name. They are stable. */
export const acceptableWarningIds = [
  'certificate-does-not-fit',
  'client-gives-up',
  'gateway-reaches-router',
  'image-without-digest',
  'links-not-accepted',
  'little-memory',
  'login-bypassed',
  'low-rate-limit',
  'model-through-proxy',
  'no-session-affinity',
  'one-address-family',
  'one-router-group',
  'open-to-everyone',
  'password-readable',
  'plain-http',
  'podman-host-name',
  'unknown-cloud',
  'unknown-ingress-class',
] as const;

/** A warning that `acceptedWarnings` may name. */
export type AcceptableWarningId = (typeof acceptableWarningIds)[number];

export type WarningId = AcceptableWarningId | 'unused-acceptance';

/** Something legal that is probably not what the user wants. */
export interface Warning {
  readonly id: WarningId;
  /** Where in the settings of the chat, e.g. `client.image`. */
  readonly path: string;
  /** What may go wrong, and the remedy. */
  readonly message: string;
}

/** Attaches a warning to the construct that it is about. */
export function warn(scope: Construct, id: WarningId, path: string, message: string): void {
  scope.node.addMetadata(type, { id, path, message } satisfies Warning);
}

/** The warnings of a construct and of all below it, in the order in which they were made. */
export function warningsOf(scope: Construct): Warning[] {
  return scope.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter((entry) => entry.type === type).map((entry) => entry.data as Warning));
}
