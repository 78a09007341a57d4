import { annotationMap } from '../checks/annotation-map';
import { type Broken, broken } from '../checks/broken';
import { hasUnreadable, unseenCharacter } from '../checks/characters';
import { choice, group, listOf, mapOf, optional, type Schema, value } from '../checks/check';
import { labelValue, objectName, oneOf, qualifiedName, wholeNumber } from '../checks/values';
import { isGroup } from '../checks/wording';
import { solverPodLabels } from '../common/cert-manager';
import { routerPodLabels } from '../skupper/names';
import { type EgressSettings, egressSchema } from './egress';
import { byteQuantity, cpuQuantity, numberOf } from './quantity';

/** What a company's cluster asks of a pod: where it runs, with what, and who pulls its image. */
export interface PodSettings {
  /**
   * Secrets with which the image is pulled from a private registry, in the chat's namespace and of type
   * `kubernetes.io/dockerconfigjson`. They have to exist.
   *
   * @default - none
   */
  readonly imagePullSecrets?: readonly string[];
  /**
   * Requests and limits of the container. They replace all defaults together: an amount that you leave out is not set.
   *
   * @default - what fits the page; for the article's client requests of 100m CPU, 128Mi memory and 64Mi ephemeral storage,
   * limits of 256Mi memory and 128Mi ephemeral storage
   */
  readonly resources?: Resources;
  /**
   * More environment variables, as texts or from keys of Secrets. One that tells the page where the model is, or whom to
   * trust, is the project's.
   *
   * @default - none
   */
  readonly env?: Readonly<Record<string, string | SecretKey>>;
  /**
   * Secrets and ConfigMaps whose keys all become environment variables. They have to exist. `env` wins over them, and so
   * does what the project sets.
   *
   * @default - none
   */
  readonly envFrom?: readonly EnvSource[];
  /**
   * What the pods call beside name servers and the model: databases, an identity provider, an HTTP proxy. The network
   * policy closes everything else.
   *
   * @default - nothing
   */
  readonly egress?: readonly EgressSettings[];
  /**
   * Labels that a node has to have.
   *
   * @default - any node
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * Taints of nodes that the pod tolerates.
   *
   * @default - none
   */
  readonly tolerations?: readonly Toleration[];
  /**
   * Label of nodes by which the pods are spread: `topology.kubernetes.io/zone` spreads them over zones.
   *
   * @default 'kubernetes.io/hostname'
   */
  readonly topologyKey?: string;
  /**
   * PriorityClass of the pods. It has to exist.
   *
   * @default - the cluster's own
   */
  readonly priorityClassName?: string;
  /**
   * More labels of the pods. `app` and those of `app.kubernetes.io/` are the project's.
   *
   * @default - none
   */
  readonly podLabels?: Readonly<Record<string, string>>;
  /**
   * Annotations of the pods.
   *
   * @default - none
   */
  readonly podAnnotations?: Readonly<Record<string, string>>;
}

/** Requests and limits of a container. */
export interface Resources {
  /**
   * What it always has. The scheduler places the pod on a node where this is free.
   *
   * @default - what the limits are
   */
  readonly requests?: Amounts;
  /**
   * What it may not exceed. A container above its memory is stopped.
   *
   * @default - no limits
   */
  readonly limits?: Amounts;
}

/** Quantities, as Kubernetes writes them. */
export interface Amounts {
  /**
   * Cores, such as `1`, or thousandths of one, such as `250m`.
   *
   * @default - no bound
   */
  readonly cpu?: string;
  /**
   * Bytes, such as `256Mi`.
   *
   * @default - no bound
   */
  readonly memory?: string;
  /**
   * Bytes, such as `128Mi`.
   *
   * @default - no bound
   */
  readonly ephemeralStorage?: string;
}

/** A key of a Secret in the chat's namespace. The Secret has to exist. */
export interface SecretKey {
  readonly secretName: string;
  readonly key: string;
}

/** A Secret or a ConfigMap of the chat's namespace: one of the two. */
export interface EnvSource {
  /**
   * Name of the Secret. Excludes `configMapName`.
   *
   * @default - a ConfigMap
   */
  readonly secretName?: string;
  /**
   * Name of the ConfigMap. Excludes `secretName`.
   *
   * @default - a Secret
   */
  readonly configMapName?: string;
}

/** A taint that a pod tolerates, as Kubernetes has it. */
export interface Toleration {
  /**
   * Name of the taint.
   *
   * @default - every taint, with the operator `Exists`
   */
  readonly key?: string;
  /**
   * `Exists` for any value of the taint.
   *
   * @default 'Equal'
   */
  readonly operator?: 'Equal' | 'Exists';
  /**
   * Value of the taint. Excludes the operator `Exists`.
   *
   * @default - the empty one
   */
  readonly value?: string;
  /**
   * What the taint does.
   *
   * @default - all three
   */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /**
   * How long a running pod stays, in seconds. Needs the effect `NoExecute`.
   *
   * @default - for ever
   */
  readonly tolerationSeconds?: number;
}

const amounts = {
  cpu: optional(cpuQuantity),
  memory: optional(byteQuantity),
  ephemeralStorage: optional(byteQuantity),
};

export const resourcesSchema: Schema<Resources> = group<Resources>(
  { requests: optional(group<Amounts>(amounts)), limits: optional(group<Amounts>(amounts)) },
  { reads: ['requests', 'limits'], judge: limitsBelowRequests },
);

function limitsBelowRequests({ requests = {}, limits = {} }: Resources): readonly Broken[] {
  return (Object.keys(amounts) as (keyof Amounts)[]).flatMap((name) => {
    const [request, limit] = [requests[name], limits[name]];
    const below = request !== undefined && limit !== undefined && (numberOf(limit) ?? 0) < (numberOf(request) ?? 0);
    return broken(
      below,
      ['limits', name],
      `"${limit}" is below the request, "${request}"; raise it, or lower the request`,
    );
  });
}

export const variableName: Schema<string> = value(
  'the name of an environment variable',
  'letters, digits and "_", not beginning with a digit',
  (input) => typeof input === 'string' && /^[A-Za-z_][A-Za-z0-9_]*$/.test(input),
);

const plainVariable: Schema<string> = value(
  'the value of an environment variable',
  'a text in quotes, or { secretName, key }',
  (input) => typeof input === 'string' && input.length <= 32_768 && !hasUnreadable(input),
  unseenCharacter,
);

const secretVariable = group<SecretKey>({
  secretName: objectName,
  key: value('a key of a Secret', 'letters, digits, "-", "_" and ".", at most 253 characters', isSecretKey),
});

function isSecretKey(input: unknown): boolean {
  return typeof input === 'string' && /^[-._a-zA-Z0-9]{1,253}$/.test(input) && !input.startsWith('..') && input !== '.';
}

const variable = choice<string | SecretKey>((input) => (isGroup(input) ? secretVariable : plainVariable));

const envSource = group<EnvSource>(
  { secretName: optional(objectName), configMapName: optional(objectName) },
  {
    reads: ['secretName', 'configMapName'],
    judge: ({ secretName, configMapName }) =>
      broken(
        (secretName === undefined) === (configMapName === undefined),
        'secretName',
        'one of the two, a Secret or a ConfigMap; use { secretName } or { configMapName }',
      ),
  },
);

const tolerationSchema = group<Toleration>(
  {
    key: optional(qualifiedName),
    operator: optional(oneOf('Equal', 'Exists')),
    value: optional(labelValue),
    effect: optional(oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute')),
    tolerationSeconds: optional(wholeNumber(0, 31_536_000, 'seconds')),
  },
  {
    reads: ['key', 'operator', 'value', 'effect', 'tolerationSeconds'],
    judge: ({ key, operator, value, effect, tolerationSeconds }) => [
      ...broken(
        key === undefined && operator !== 'Exists',
        'operator',
        'without a key only "Exists" makes sense; name a key, or use "Exists"',
      ),
      ...broken(
        operator === 'Exists' && value !== undefined,
        'value',
        '"Exists" takes any value; leave out value or operator',
      ),
      ...broken(
        tolerationSeconds !== undefined && effect !== 'NoExecute',
        'tolerationSeconds',
        'only a pod that would be evicted stays for a time; use the effect "NoExecute", or leave it out',
      ),
    ],
  },
);

const namesOfSecrets = listOf(objectName, 'names of Secrets', 1);

const pullSecrets: Schema<readonly string[]> = (input) => {
  const found = namesOfSecrets(input);
  return found.length > 0
    ? found
    : (input as readonly string[]).flatMap((name, index, all) =>
        broken(all.indexOf(name) < index, [index], `"${name}" is there twice; leave out one`),
      );
};

const ownPriority: Schema<string> = (input) => {
  const found = objectName(input);
  const message = `"${String(input)}" is for the cluster's own pods, which may push out those of others; use a class of your own`;
  return found.length > 0 ? found : broken(String(input).startsWith('system-'), [], message);
};

const labels = mapOf(qualifiedName, labelValue, 'a map from label names to values');

/** The fields of a pod, for the group of settings that they belong to. */
export const podFields = {
  imagePullSecrets: optional(pullSecrets),
  resources: optional(resourcesSchema),
  env: optional(environment()),
  envFrom: optional(listOf(envSource, 'Secrets and ConfigMaps', 1)),
  egress: optional(egressSchema),
  nodeSelector: optional(labels),
  tolerations: optional(listOf(tolerationSchema, 'tolerations', 1)),
  topologyKey: optional(qualifiedName),
  priorityClassName: optional(ownPriority),
  podLabels: optional(mapOf(qualifiedName, labelValue, 'a map from label names to values', ownLabel)),
  podAnnotations: optional(annotationMap()),
} satisfies { [Name in keyof PodSettings]-?: Schema<PodSettings[Name]> };

/** More variables. `own` are the project's, and what each is for. */
export function environment(own: Readonly<Record<string, string>> = {}): Schema<NonNullable<PodSettings['env']>> {
  return mapOf(variableName, variable, 'a map from names to values', (name) =>
    Object.hasOwn(own, name) ? `${own[name]}; leave it out` : undefined,
  );
}

/** Labels by which others select pods of their own. */
const foreignLabels = new Map([routerPodLabels, solverPodLabels].flatMap((labels) => Object.entries(labels)));

function ownLabel(name: string, text: string): string | undefined {
  if (name === 'app' || name.startsWith('app.kubernetes.io/')) {
    return 'set by the project already; leave it out';
  }
  return labelOfOthers(name, text);
}

/** Why no pod of a chat may have this label, in a setting or after a patch. */
export function labelOfOthers(name: string, text: unknown): string | undefined {
  return foreignLabels.get(name) === text || /^(skupper\.io|acme\.cert-manager\.io)\//.test(name)
    ? "by this label Skupper and cert-manager know pods of their own, and their Services would find the client's; use another"
    : undefined;
}
