/**
 * What is known of one kind of model server. Everything that depends on the kind asks here, and nobody compares names of
 * kinds.
 */
export interface ModelServerProfile {
  /** What people call it. */
  readonly title: string;
  /** Port that it listens on unless told otherwise. */
  readonly port: number;
  /** Path that answers 200 once the model is loaded, and not before. */
  readonly checkPath: string;
  /** Path of a question, which is a prompt or a chat. */
  readonly questionPath: '/v1/completions' | '/v1/chat/completions';
  /**
   * Answers that it works on at the same time, as it comes.
   *
   * @default - as many as its memory holds, or unknown
   */
  readonly answersAtOnce?: number;
  /** What happens to one question more: it is refused at once with 503, or waits for its turn. */
  readonly oneMore: 'refused' | 'waits';
  /** Whether every request has to name the model. */
  readonly needsModelName: boolean;
  /**
   * Whether it answers 403 to a Host header that is no local name. Names that end in `.local` pass, so the page asks for
   * the model by its full name inside the cluster.
   */
  readonly wantsLocalName: boolean;
  /** Environment of its unit. */
  readonly environment?: (port: number) => Readonly<Record<string, string>>;
  /**
   * The command that serves the model on `127.0.0.1`, as systemd reads it; nothing where it takes a name that the settings
   * do not have.
   */
  readonly command: (port: number, modelName?: string) => string | undefined;
}
