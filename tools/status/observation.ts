import type { KubeObject } from '../../constructs/finished/kube-object';
import { withAge } from './age';
import { type Answer, type Cluster, ClusterError } from './cluster';

/** An object as the cluster has it. */
export interface LiveObject extends KubeObject {
  readonly metadata: KubeObject['metadata'] & {
    readonly generation?: number;
    readonly creationTimestamp?: string;
    readonly deletionTimestamp?: string;
    readonly ownerReferences?: readonly { readonly apiVersion?: string }[];
    readonly managedFields?: readonly { readonly subresource?: string; readonly time?: string }[];
  };
  // biome-ignore lint/suspicious/noExplicitAny: every kind has its own
  readonly status?: any;
  /** Of an Event. */
  readonly series?: { readonly lastObservedTime?: string };
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly involvedObject?: { readonly kind: string; readonly name: string };
  /** Of an EndpointSlice. */
  readonly endpoints?: readonly {
    readonly conditions?: { readonly ready?: boolean };
    readonly targetRef?: { readonly name: string };
  }[];
}

/** What a kind and a place answer. */
export type Listing = readonly LiveObject[] | 'forbidden' | 'not served';

/** Which kind of objects. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What a cluster said about one namespace. Every kind is asked once. */
export class Observation {
  private readonly listings = new Map<string, Promise<Listing>>();

  constructor(
    private readonly cluster: Cluster,
    readonly namespace: string,
    /** What the ages of events and states are counted to. */
    readonly now = Date.now(),
  ) {}

  /** The objects of a kind in the namespace. */
  list(kind: Kind): Promise<Listing> {
    const path = pathOf({ ...kind, namespace: this.namespace });
    const known = this.listings.get(path);
    if (known !== undefined) {
      return known;
    }
    // Names are enough of a Secret, so its data is not asked for.
    const metadataOnly = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
    const listing = this.cluster
      .get(path, kind.kind === 'Secret' ? metadataOnly : undefined)
      .then(async ({ status, body }) =>
        // Whoever may read little is forbidden what is not there, too. Which kinds there are, everybody may ask.
        status === 403 ? ((await this.isServed(kind)) ? 'forbidden' : 'not served') : listingOf({ status, body }, kind),
      );
    this.listings.set(path, listing);
    return listing;
  }

  private async isServed({ apiVersion }: Kind): Promise<boolean> {
    return !apiVersion.includes('/') || (await this.cluster.get(`/apis/${apiVersion}`)).status !== 404;
  }

  /** One object of the namespace. */
  async find(kind: Kind, name: string): Promise<LiveObject | undefined | 'forbidden' | 'not served'> {
    const listing = await this.list(kind);
    return typeof listing === 'string' ? listing : listing.find(({ metadata }) => metadata.name === name);
  }

  /** An object of another namespace, or of none. */
  async elsewhere(kind: Kind, name: string, namespace?: string): Promise<LiveObject | undefined | 'forbidden'> {
    const answer = await this.cluster.get(pathOf({ ...kind, namespace, name }));
    return answer.status === 403 ? 'forbidden' : foundIn(answer);
  }

  /** What an apply of the object would make of it. A webhook that is asked may take too long. */
  tryApply(object: KubeObject): Promise<Answer> {
    const { apiVersion, kind, metadata } = object;
    return this.cluster
      .tryApply(pathOf({ apiVersion, kind, ...metadata }), object)
      .catch(({ message }: Error) => ({ status: 504, body: { message } }));
  }

  /** The last thing that went wrong with an object, in the event's own words, and how long ago. */
  async lastWarning(kind: string, names: readonly string[]): Promise<string | undefined> {
    const events = await this.list({ apiVersion: 'v1', kind: 'Event' });
    if (typeof events === 'string') {
      return undefined;
    }
    const own = events.filter(
      ({ type, involvedObject }) =>
        type === 'Warning' && involvedObject?.kind === kind && names.includes(involvedObject.name),
    );
    const time = ({ series, lastTimestamp, eventTime, metadata }: LiveObject) =>
      series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? '';
    const last = own.sort((a, b) => time(a).localeCompare(time(b))).at(-1);
    return last?.message === undefined ? undefined : withAge(last.message, time(last), this.now);
  }

  /** What a Service answers, through the API server, and after how many milliseconds. */
  async ask(service: string, path: string, milliseconds: number, body?: object): Promise<Answer & { took: number }> {
    const begin = performance.now();
    const answer = await this.cluster.ask(this.proxyPath(service, path), milliseconds, body);
    return { ...answer, took: performance.now() - begin };
  }

  private proxyPath(service: string, path: string): string {
    const found = pathOf({ apiVersion: 'v1', kind: 'Service', namespace: this.namespace, name: service });
    return `${found}/proxy/${path.replace(/^\//, '')}`;
  }
}

function listingOf(answer: Answer, { apiVersion, kind }: Kind): Listing {
  const list = foundIn(answer) as { readonly items?: readonly LiveObject[] | null } | undefined;
  // An empty list of metadata has null for its items.
  return list === undefined ? 'not served' : (list.items ?? []).map((item) => ({ ...item, apiVersion, kind }));
}

/** What is there; nothing when it is not. Any other answer says nothing about it. */
function foundIn({ status, body }: Answer): Answer['body'] {
  if (status !== 200 && status !== 404) {
    const reason = body?.message ?? `it answers ${status}`;
    throw new ClusterError(`The cluster cannot say yet what it has: ${reason}. Try again in a moment.`, true);
  }
  return status === 200 ? body : undefined;
}

/** Path of objects of a kind, or of one of them, in the API. */
export function pathOf({ apiVersion, kind, namespace, name }: Kind & { namespace?: string; name?: string }): string {
  const parts = [
    apiVersion.includes('/') ? 'apis' : 'api',
    apiVersion,
    ...(namespace === undefined ? [] : ['namespaces', namespace]),
    pluralOf(kind),
    ...(name === undefined ? [] : [name]),
  ];
  return `/${parts.join('/')}`;
}

function pluralOf(kind: string): string {
  const singular = kind.toLowerCase();
  if (singular.endsWith('s')) {
    return `${singular}es`;
  }
  return /[^aeiou]y$/.test(singular) ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}
