/** The ids of the warnings that `acceptedWarnings` may name. They are stable. */
export const acceptableWarningIds = [
  'autoscaler-sees-no-load',
  'below-restricted',
  'blocks-drains',
  'certificate-does-not-fit',
  'client-gives-up',
  'closed-by-policy',
  'data-in-pod',
  'gateway-for-all-namespaces',
  'gateway-reaches-router',
  'image-without-digest',
  'links-not-accepted',
  'little-memory',
  'login-bypassed',
  'low-rate-limit',
  'many-cores',
  'model-not-named',
  'model-through-proxy',
  'no-entry-point',
  'no-session-affinity',
  'on-control-plane',
  'one-address-family',
  'one-at-a-time',
  'one-router-group',
  'open-to-everyone',
  'password-readable',
  'plain-http',
  'podman-host-name',
  'pods-may-take-nodes',
  'policy-opens-all',
  'unknown-cloud',
  'unknown-ingress-class',
] as const;

/** A warning that `acceptedWarnings` may name. */
export type AcceptableWarningId = (typeof acceptableWarningIds)[number];

export type WarningId = AcceptableWarningId | 'unused-acceptance';

/** Something legal that is probably not what the user wants. It is read from finished objects, never from settings. */
export interface Warning {
  readonly id: WarningId;
  /** Where in the settings of the chat, e.g. `client.image`. */
  readonly path: string;
  /** What may go wrong, and the remedy. */
  readonly message: string;
}

export function warning(id: WarningId, path: string, message: string): Warning {
  return { id, path, message };
}
