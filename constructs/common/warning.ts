import type { Construct } from 'constructs';

const type = 'warning';

/** Something legal that is probably not what the user wants. */
export interface Warning {
  /** Where in the settings of the chat, e.g. `client.image`. */
  readonly path: string;
  /** What may go wrong, and the remedy. */
  readonly message: string;
}

/** Attaches a warning to the construct that it is about. */
export function warn(scope: Construct, path: string, message: string): void {
  scope.node.addMetadata(type, { path, message } satisfies Warning);
}

/** The warnings of a construct and of all below it, in the order in which they were made. */
export function warningsOf(scope: Construct): Warning[] {
  return scope.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter((entry) => entry.type === type).map((entry) => entry.data as Warning));
}
