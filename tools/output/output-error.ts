/** The output cannot be written; the message says why. */
export class OutputError extends Error {
  /** @param written Files that took their place before the error. */
  constructor(
    message: string,
    readonly written = 0,
  ) {
    super(message);
  }
}
