import { type Broken, broken } from '../checks/broken';
import { hasUnreadable, unseenCharacter } from '../checks/characters';
import { choice, group, listOf, mapOf, notHere, optional, type Schema, value } from '../checks/check';
import { objectName, oneOf, wholeNumber } from '../checks/values';
import { isGroup } from '../checks/wording';
import { containerPath, type PageFacts, pageFactsSchema } from './page-facts';
import { type PageName, pageNames, profileOf } from './pages';
import { environment, podFields } from './pod-settings';
import { byteQuantity } from './quantity';
import { type ServedSettings, servedFields } from './served-settings';

/** A page other than the article's: Open WebUI, an app of one's own, any that speaks to servers like OpenAI's. */
export interface PageSettings extends ServedSettings {
  /** Which page it is, or what has to be known of one that has no name here. */
  readonly page: PageName | PageFacts;
  /**
   * Pods, from 0 to 100. From two on they are spread over the nodes and protected by a PodDisruptionBudget; with 0 the chat
   * sleeps. With `data` 1 at most.
   *
   * @default - 2 for a page that keeps nothing, 1 for one that keeps data or its users' sessions in the pod
   */
  readonly replicas?: number;
  /**
   * Command of the container.
   *
   * @default - the image's own
   */
  readonly command?: readonly string[];
  /**
   * Arguments of the command.
   *
   * @default - the image's own
   */
  readonly args?: readonly string[];
  /**
   * User and group of the pods, and group of their claim, from 1 to 65535. OpenShift takes those of the namespace.
   *
   * @default - the one that the page's image is made for, else 10001
   */
  readonly user?: number;
  /**
   * Secret with what the page needs to keep to itself, under the names of its variables. Open WebUI: `WEBUI_SECRET_KEY`,
   * `WEBUI_ADMIN_EMAIL`, `WEBUI_ADMIN_PASSWORD`; "npm run guide" has the command for each page. A variable of `env` takes the
   * place of its key.
   *
   * @default - none, for pages that need none
   */
  readonly secretName?: string;
  /**
   * A claim for what has to outlive a pod. With it there is one pod, which is stopped before the next one starts. GitOps
   * tools keep the claim when they prune.
   *
   * @default - none, it dies with the pod
   */
  readonly data?: PageData;
  /**
   * Files of the page, by their paths in the container, at most 900000 bytes together. They become a ConfigMap, and the pods
   * are replaced when a file changes.
   *
   * @default - those that the page does not work without
   */
  readonly files?: Readonly<Record<string, string>>;
  /**
   * The authorities that the page trusts, in place of those of its image. With `model.tls` the authority of the model's
   * certificate has to be among them.
   *
   * @default - those of the image, or with `model.tls` the model's alone
   */
  readonly caBundle?: CaBundle;
}

/** A claim that is made, or one that is there. */
export interface PageData {
  /**
   * Size of the claim, such as `10Gi`. It may grow later where the StorageClass lets it, and never shrink. Excludes
   * `existingClaim`.
   *
   * @default - a claim that is there
   */
  readonly size?: string;
  /**
   * StorageClass of the claim: block or local storage, because databases in files break on NFS and the like. It cannot change
   * later.
   *
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;
  /**
   * Name of a PersistentVolumeClaim that is made elsewhere. Excludes the others.
   *
   * @default - a claim is made
   */
  readonly existingClaim?: string;
}

/** A file with certificates of authorities, in a ConfigMap of the chat's namespace. */
export interface CaBundle {
  /** Name of the ConfigMap. It has to exist. */
  readonly configMapName: string;
  /**
   * Key of the file.
   *
   * @default 'ca-bundle.crt', as OpenShift writes it
   */
  readonly key?: string;
}

const mostFileBytes = 900_000;

const word: Schema<string> = value(
  'an argument',
  'a text without control characters',
  (input) => typeof input === 'string' && input.length <= 10_000 && !hasUnreadable(input),
  unseenCharacter,
);

const fileText: Schema<string> = value(
  'the text of a file',
  'a text, with "\\n" between its lines',
  (input) => typeof input === 'string' && !hasUnreadable(input),
  (text) => unseenCharacter([...text].filter(hasUnreadable).join('')),
);

const fileMap = mapOf(containerPath, fileText, 'a map from paths to texts');

const filesSchema: Schema<Readonly<Record<string, string>>> = (input) => {
  const found = fileMap(input);
  if (found.length > 0) {
    return found;
  }
  const files = input as Readonly<Record<string, string>>;
  const bytes = Buffer.byteLength(Object.values(files).join(''));
  const keys = Object.keys(files).map(fileKey);
  return [
    ...broken(bytes > mostFileBytes, [], `${bytes} bytes together; use at most ${mostFileBytes}`),
    ...Object.keys(files).flatMap((path, index) =>
      broken(
        keys.indexOf(fileKey(path)) < index,
        [path],
        'gets the same key in the ConfigMap as another; rename one of them',
      ),
    ),
  ];
};

/** The key of a file in its ConfigMap, which takes no slash. */
export function fileKey(path: string): string {
  return path.slice(1).replaceAll('/', '_');
}

const dataSchema = group<PageData>(
  { size: optional(byteQuantity), storageClassName: optional(objectName), existingClaim: optional(objectName) },
  {
    reads: ['size', 'storageClassName', 'existingClaim'],
    judge: ({ size, storageClassName, existingClaim }) => [
      ...broken(
        size === undefined && existingClaim === undefined,
        'size',
        'missing; name the size of the claim, such as "10Gi", or an existingClaim',
      ),
      ...broken(
        existingClaim !== undefined && (size ?? storageClassName) !== undefined,
        'existingClaim',
        'a claim that is there has its size and class already; leave out the others, or existingClaim',
      ),
    ],
  },
);

const articleAlone = "a setting of the article's page alone; leave it out, or leave out page";

/** Settings of a page other than the article's. While the page is not known, it may be the article's that is meant. */
export const pageSchema: Schema<PageSettings> = (input) => {
  const found = otherPageSchema(input);
  return found.some(({ at }) => at[0] === 'page') ? found.filter(({ message }) => message !== articleAlone) : found;
};

const otherPageSchema: Schema<PageSettings> = notHere(
  { answersInFlight: articleAlone, autoscaling: articleAlone, ipFamily: articleAlone },
  group<PageSettings>(
    {
      page: choice<PageName | PageFacts>((input) =>
        isGroup(input) ? pageFactsSchema : oneOf('article', ...pageNames),
      ),
      ...servedFields,
      replicas: optional(wholeNumber(0, 100, 'pods')),
      command: optional(listOf(word, 'texts', 1)),
      args: optional(listOf(word, 'texts')),
      user: optional(wholeNumber(1, 65_535)),
      secretName: optional(objectName),
      data: optional(dataSchema),
      files: optional(filesSchema),
      caBundle: optional(group<CaBundle>({ configMapName: objectName, key: optional(configMapKey()) })),
      ...podFields,
      env: optional(environment()),
    },
    { reads: ['page', 'env', 'secretName'], judge: ownVariables },
    { reads: ['page', 'port'], judge: fixedPort },
    { reads: ['page', 'data', 'replicas', 'env'], present: ['envFrom'], judge: severalPods },
    { reads: ['page', 'files'], judge: pathsOnce },
  ),
);

function configMapKey(): Schema<string> {
  return value(
    'a key of a ConfigMap',
    'letters, digits, "-", "_" and ".", at most 253 characters',
    (input) => typeof input === 'string' && /^[-._a-zA-Z0-9]{1,253}$/.test(input) && !/^\.{1,2}$/.test(input),
  );
}

function ownVariables({ page, env = {}, secretName }: PageSettings): readonly Broken[] {
  const { modelUrl, caVariables, secrets } = profileOf(page);
  const missing = Object.keys(secrets).filter((name) => env[name] === undefined);
  return [
    ...broken(
      env[modelUrl.variable] !== undefined,
      ['env', modelUrl.variable],
      'the address of the model; the setting model decides about it; leave it out',
    ),
    ...caVariables.flatMap((name) =>
      broken(env[name] !== undefined, ['env', name], 'the authorities that the page trusts; use caBundle'),
    ),
    ...broken(
      secretName === undefined && missing.length > 0,
      'secretName',
      `missing; name the Secret with ${missing.join(', ')}, which "npm run guide" makes`,
    ),
    ...broken(
      secretName !== undefined && missing.length === 0,
      'secretName',
      'nothing is read from it; leave it out, or use envFrom',
    ),
  ];
}

function fixedPort({ page, port }: PageSettings): readonly Broken[] {
  const { title, port: own, portVariables } = profileOf(page);
  const isFixed = typeof page === 'string' && portVariables === undefined;
  return broken(
    isFixed && port !== undefined && port !== own,
    'port',
    `"${port}" is not where ${title} listens, which is always ${own}; leave it out, and use servicePort`,
  );
}

function severalPods({ page, data, replicas = 0, env = {}, envFrom }: PageSettings): readonly Broken[] {
  const { title, dataPath, shared } = profileOf(page);
  const lacking = shared === 'never' || envFrom ? [] : shared.variables.filter((name) => env[name] === undefined);
  const way =
    shared === 'never' || shared.variables.length === 0
      ? 'use 1'
      : `use 1, or leave out data and let the pods share their state through ${shared.variables.join(', ')} in env, with egress to it`;
  return [
    ...broken(
      data !== undefined && dataPath === undefined,
      'data',
      'the page keeps nothing; leave it out, or name page.dataPath',
    ),
    ...broken(replicas > 1 && data !== undefined, 'replicas', `"${replicas}" pods cannot write to one claim; ${way}`),
    ...broken(
      replicas > 1 && data === undefined && (shared === 'never' || lacking.length > 0),
      'replicas',
      `"${replicas}" pods of ${title} would each keep users and chats of their own; ${
        shared === 'never' ? 'use 1' : `use 1, or set ${lacking.join(', ')} in env, with egress to it`
      }`,
    ),
  ];
}

/** Kubernetes mounts one thing at a path. */
function pathsOnce({ page, files = {} }: PageSettings): readonly Broken[] {
  const { writable, dataPath } = profileOf(page);
  const folders = [...(writable === 'everything' ? [] : writable), ...(dataPath === undefined ? [] : [dataPath])];
  const twice = folders.find((path, index) => folders.indexOf(path) < index);
  const inFolder = Object.keys(files).find((path) => folders.includes(path));
  return [
    ...broken(
      twice !== undefined,
      ['page', 'writable'],
      `"${twice}" is there twice, or is page.dataPath already; leave out one`,
    ),
    ...broken(
      inFolder !== undefined,
      ['files', inFolder ?? ''],
      `"${inFolder}" is a folder that the page writes to; name a file in it`,
    ),
  ];
}
