import { group, listOf, optional, type Schema, value } from '../checks/check';
import { flag, wholeNumber } from '../checks/values';
import { variableName } from './pod-settings';

/** What the project has to know of a page that it does not know by name: how it is told the model, and what it writes. */
export interface PageFacts {
  /**
   * How it is told where the model is.
   *
   * @default - `OPENAI_BASE_URL`, which the OpenAI libraries read, with `/v1`
   */
  readonly modelUrl?: ModelUrl;
  /**
   * How the kubelet sees that it works.
   *
   * @default - `/` answers, and the start takes a minute at most
   */
  readonly health?: PageHealth;
  /**
   * Folders that it writes to, or `everything` for the whole of its image. What is written there goes away with the pod.
   *
   * @default ['/tmp']
   */
  readonly writable?: readonly string[] | 'everything';
  /**
   * Folder of what has to outlive a pod, for the claim of `client.data`.
   *
   * @default - it keeps nothing
   */
  readonly dataPath?: string;
  /**
   * Whether each pod keeps the sessions of its users in its memory. With several pods the exposures then lead a browser to
   * the same one again.
   *
   * @default false
   */
  readonly keepsSessions?: boolean;
  /**
   * Variables that name a file with certificate authorities.
   *
   * @default ['SSL_CERT_FILE'], which Python and Go read; programs for Node.js read `NODE_EXTRA_CA_CERTS`
   */
  readonly caVariables?: readonly string[];
  /**
   * Whether it asks its users who they are. Then no exposure warns that whoever reaches it uses the model.
   *
   * @default false
   */
  readonly asksForLogin?: boolean;
}

/** How a page is told where the model is. */
export interface ModelUrl {
  /** Environment variable that holds the model's URL. */
  readonly variable: string;
  /** What comes after host and port: `/v1`, or nothing where the page adds it. */
  readonly path: string;
}

/** How the kubelet sees that a page works: paths that answer with a success, or `tcp` for a port that is open. */
export interface PageHealth {
  /**
   * Whether it takes requests.
   *
   * @default '/'
   */
  readonly ready?: string;
  /**
   * Whether it has to be started again.
   *
   * @default 'tcp'
   */
  readonly live?: string;
  /**
   * How long its start may take, in seconds from 5 to 3600.
   *
   * @default 60
   */
  readonly startSeconds?: number;
}

/** An absolute path of a folder or a file in a container. */
export const containerPath: Schema<string> = value(
  'a path in the container',
  'an absolute one such as "/app/data", of letters, digits and - . _',
  (input) =>
    typeof input === 'string' && input.length <= 200 && /^(\/[-.\w]+)+$/.test(input) && !/\/\.{1,2}(\/|$)/.test(input),
);

const urlPath: Schema<string> = value(
  'the path of a URL',
  'one such as "/v1", or "" for none',
  (input) => typeof input === 'string' && input.length <= 200 && /^(\/[-.~\w]+)*$/.test(input),
);

const probe: Schema<string> = value(
  'a way to see that the page works',
  'a path such as "/health", or "tcp"',
  (input) => typeof input === 'string' && (input === 'tcp' || /^\/[-.~\w/]{0,200}$/.test(input)),
);

const writable: Schema<readonly string[] | 'everything'> = (input) =>
  input === 'everything' ? [] : listOf(containerPath, 'paths in the container')(input);

export const pageFactsSchema: Schema<PageFacts> = group<PageFacts>({
  modelUrl: optional(group<ModelUrl>({ variable: variableName, path: urlPath })),
  health: optional(
    group<PageHealth>({
      ready: optional(probe),
      live: optional(probe),
      startSeconds: optional(wholeNumber(5, 3600, 'seconds')),
    }),
  ),
  writable: optional(writable),
  dataPath: optional(containerPath),
  keepsSessions: optional(flag),
  caVariables: optional(listOf(variableName, 'names of environment variables', 1)),
  asksForLogin: optional(flag),
});
