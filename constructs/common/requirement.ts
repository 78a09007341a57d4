/** Something that has to be there, or done, for the chat to work, and that no object of the output makes. */
export interface Requirement {
  /** What the cluster has; what is made in the chat's namespace before the apply; what is done after it. */
  readonly kind: 'cluster' | 'secret' | 'afterwards';
  /** What it is, such as `the IngressClass "nginx"`. */
  readonly what: string;
  /** What it is for, or what happens without it. */
  readonly why: string;
  /** The commands that make it, or tell whether it is there, with the names of the settings. */
  readonly commands: readonly string[];
  /** The Secret that has to be there, when it is one. */
  readonly secretName?: string;
}

/** Something that the cluster has. */
export function onCluster(what: string, why: string, ...commands: readonly string[]): Requirement {
  return { kind: 'cluster', what, why, commands };
}

/** Something that is done after the apply. */
export function afterwards(what: string, why: string, ...commands: readonly string[]): Requirement {
  return { kind: 'afterwards', what, why, commands };
}
