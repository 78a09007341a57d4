/** A finished object, as the YAML shows it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: every kind has its own, and the objects may come from anybody's construct
  readonly spec?: any;
}

/** The folder of the public site or the one of the private sites. */
export type Side = 'public' | 'private';

/** A file of the output before it is text. */
export interface Manifest {
  readonly side: Side;
  /** Path below the folder of its side, with `/`. */
  readonly path: string;
  readonly objects: readonly KubeObject[];
  /** The cluster that it is for, where the settings name one. */
  readonly cluster?: string;
}

/** `Service ilab-chat/ilab-client`: an object as people call it. */
export function nameOf({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

/** Calls `visit` with every text, number and the like below `value`, and its path. */
export function visitLeaves(value: unknown, visit: (path: string, leaf: unknown) => void, path = ''): void {
  if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      visitLeaves(child, visit, `${path}${stepTo(key, Array.isArray(value))}`);
    }
    return;
  }
  visit(path.replace(/^\./, ''), value);
}

/** `.spec`, `[0]` or `["example.com/team"]`: the step of a path to a key. */
export function stepTo(key: string, isIndex: boolean): string {
  return isIndex ? `[${key}]` : /^[\w-]+$/.test(key) ? `.${key}` : `["${key}"]`;
}
