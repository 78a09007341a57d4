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

export type Labels = Readonly<Record<string, string>>;

/** Whether these labels have all that are wanted, as for a policy, which without any is for every pod. */
export function hasLabels(labels: Labels = {}, wanted: Labels = {}): boolean {
  return Object.entries(wanted).every(([name, text]) => labels[name] === text);
}

/** Whether a Service leads to pods with these labels. Without a selector it leads to none. */
export function selects(selector: Labels = {}, labels: Labels = {}): boolean {
  return Object.keys(selector).length > 0 && hasLabels(labels, selector);
}

/** The folder of the public site or the one of the private sites. */
export type Side = 'public' | 'private';

/** A file of the output before it is text. */
export interface Manifest {
  readonly side: Side;
  /** Path below the folder of its side, with `/`. */
  readonly path: string;
  readonly objects: readonly KubeObject[];
  /** What is in a file that holds no objects, such as a systemd unit. */
  readonly text?: string;
  /** The cluster that it is for, where the settings name one. */
  readonly cluster?: string;
}

/** `Service ilab-chat/ilab-client`: an object as people call it. */
export function nameOf({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

/** The setting that made of an object what no other setting does. */
export function settingOf({ metadata }: KubeObject): 'extraObjects' | 'patches' {
  return metadata.labels?.['app.kubernetes.io/component'] === 'extra' ? 'extraObjects' : 'patches';
}

/** What makes an object the same one. The version of the API is no part of it: all of them serve the same objects. */
export function identityOf({ apiVersion, kind, metadata }: KubeObject): string {
  return [apiVersion.replace(/\/?[^/]*$/, ''), kind, metadata.namespace ?? '', metadata.name].join(' ');
}

/** The namespace that an object is in, or that it is. */
export function namespaceOf({ kind, metadata }: KubeObject): string {
  return kind === 'Namespace' ? metadata.name : (metadata.namespace ?? '');
}

/** The folder of a file of the output: that of its chat, or none. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

/** Calls `visit` with every text, number and the like below `value`. The path is made when it is asked for. */
export function visitLeaves(value: unknown, visit: (leaf: unknown, path: () => string) => void): void {
  const keys: string[] = [];
  const lists: boolean[] = [];
  const path = () =>
    keys
      .map((key, depth) => stepTo(key, lists[depth] === true))
      .join('')
      .replace(/^\./, '');
  const descend = (below: unknown): void => {
    if (typeof below !== 'object' || below === null) {
      visit(below, path);
      return;
    }
    lists.push(Array.isArray(below));
    for (const key of Object.keys(below)) {
      keys.push(key);
      descend((below as Record<string, unknown>)[key]);
      keys.pop();
    }
    lists.pop();
  };
  descend(value);
}

/** `.spec`, `[0]` or `["example.com/team"]`: the step of a path to a key. */
export function stepTo(key: string, isIndex: boolean): string {
  return isIndex ? `[${key}]` : /^[\w-]+$/.test(key) ? `.${key}` : `["${key}"]`;
}
