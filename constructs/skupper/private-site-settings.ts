import { type Broken, broken } from '../checks/broken';
import { unseenCharacter } from '../checks/characters';
import { group, listOf, mapOf, notHere, optional, type Rule, type Schema, value } from '../checks/check';
import {
  dnsLabelInMap,
  flag,
  isHostOrAddress,
  labelValue,
  oneOf,
  port,
  qualifiedName,
  routingKeyName,
  suggestion,
  wholeNumber,
  withoutScheme,
} from '../checks/values';
import { type NamespaceSettings, namespaceSchema } from '../namespace/namespace-settings';
import { type ModelServerKind, modelServerKinds } from './model-servers/profiles';
import { linkName } from './names';

/** A program on a private machine that serves the model. */
export interface ModelServer {
  /**
   * Routing key of the model server. Servers with the same key share the connections by the cost of their links; servers
   * with keys of their own stand in for each other, in the order of the list or by `weight`. Skupper watches the sites and
   * not the models: let a site leave the network with its model, as docs/private-site.md shows.
   *
   * @default - the host of the model, for all sites
   */
  readonly routingKey?: string;
  /**
   * Share of the connections, from 0 to 1000, in proportion to the other servers' weights; with 0 it gets no new ones. All
   * routing keys have a weight, or none.
   *
   * @default - the first server of the list whose site is in the network takes every connection
   */
  readonly weight?: number;
  /**
   * What serves the model. It decides the port, what is asked to find out whether the model is there, how many people it
   * answers at once, and the command of its systemd unit. `openai` is any other server that speaks OpenAI's API; `ollama`
   * needs `model.name`.
   *
   * @default 'instructlab', the article's, which answers one person at a time and refuses everybody else
   */
  readonly server?: ModelServerKind;
  /**
   * The command of the server's systemd unit, on one line, as systemd reads it: `%h` is the home folder, `%%` a percent
   * sign. It has to listen on `host` and `port`. On the platform `podman` only.
   *
   * @default - the kind's own, on 127.0.0.1 and `port`; no unit for `openai`, nor for `vllm` without `model.name`
   */
  readonly command?: string;
  /**
   * Where the site's router finds the model server. On Podman the router runs on the machine's own network, so `localhost` is
   * the machine; in lowercase, as Skupper on Podman wants it. On Kubernetes it is the name of a Service, with its namespace
   * where that is another one: `vllm.models.svc`. Source: Skupper 2.2.1, container.go and site_state_validator.go.
   *
   * @default - 'localhost', and in Podman's virtual machine 'host.containers.internal'; on Kubernetes it has to be named
   */
  readonly host?: string;
  /**
   * Labels of the model's pods, in the namespace of the site, in place of `host`. On the platform `kubernetes` only.
   *
   * @default - the host
   */
  readonly selector?: Readonly<Record<string, string>>;
  /**
   * Port of the model server.
   *
   * @default - the kind's own: 8000, with llama.cpp 8080, with Ollama 11434
   */
  readonly port?: number;
}

const privatePlatforms = ['podman', 'podman-machine', 'kubernetes'] as const;

/** Where a private site runs. */
export type PrivatePlatform = (typeof privatePlatforms)[number];

/** A Skupper site that serves the model. Its own fields describe the one model server that it has. */
export interface PrivateSiteSettings extends ModelServer {
  /** Name of the Site, and of its file in dist-private/. */
  readonly name: string;
  /**
   * Where the site runs: `podman` is a Linux machine, `podman-machine` Podman's virtual machine on a Mac or on Windows, and
   * `kubernetes` another cluster.
   *
   * @default 'podman'
   */
  readonly platform?: PrivatePlatform;
  /**
   * Namespace of the site on its own cluster, in which nobody else has a Site. Needs the platform `kubernetes`.
   *
   * @default - none, because Skupper on Podman has namespaces of its own
   */
  readonly namespace?: NamespaceSettings;
  /**
   * Several model servers on the machine, each with a routing key of its own. Excludes `routingKey`, `weight`, `server`,
   * `command`, `host`, `selector` and `port`.
   *
   * @default - one model server
   */
  readonly modelServers?: readonly ModelServer[];
  /**
   * Makes an edge site, which opens links but accepts none.
   *
   * @default - an interior site, which could accept links of further sites
   */
  readonly edge?: boolean;
  /**
   * Cost of the link to the public site, from 1 to 1000000. Needs `link`. Traffic prefers the cheaper of sites with the
   * same routing key.
   *
   * @default 1
   */
  readonly linkCost?: number;
}

/** As Skupper checks it on Podman: neither capitals nor `_`, nor two hyphens in a row. Source: site_state_validator.go. */
const connectorHost: Schema<string> = value(
  'a host that Skupper takes on Podman',
  'a name of lowercase letters, digits, single "-" and ".", or an address',
  isConnectorHost,
  (text) => suggestion([text.toLowerCase(), withoutScheme(text)].find(isConnectorHost)),
);

function isConnectorHost(input: unknown): boolean {
  return isHostOrAddress(input) && !(input as string).includes('--');
}

/** A line of a unit; the backslash at its end would take the next one along. */
const commandLine: Schema<string> = value(
  'a command',
  'one line of at most 2000 characters, without a backslash at its end, beginning with the path of a program',
  (input) =>
    typeof input === 'string' &&
    input.length <= 2000 &&
    /^[\w/%]/.test(input) &&
    !/\\$|[^\P{C}]|[\u2028\u2029]/u.test(input),
  unseenCharacter,
);

const serverFields = {
  routingKey: optional(routingKeyName),
  weight: optional(wholeNumber(0, 1000)),
  server: optional(oneOf(...modelServerKinds)),
  command: optional(commandLine),
  host: optional(connectorHost),
  selector: optional(mapOf(qualifiedName, labelValue, 'a map from label names to values')),
  port: optional(port),
};

const serverRules: readonly Rule<ModelServer>[] = [
  {
    reads: ['host'],
    judge: ({ host }) =>
      broken(
        host !== undefined && /^[0.:]+$/.test(host),
        'host',
        `"${host}" is where a server listens, not where one finds it; use "localhost"`,
      ),
  },
  {
    reads: ['weight', 'routingKey'],
    judge: ({ weight, routingKey }) =>
      broken(
        weight !== undefined && routingKey === undefined,
        'routingKey',
        'missing; a weight belongs to a routing key of the server\'s own, such as "instructlab-gpu"',
      ),
  },
];

const ownSchema = group<PrivateSiteSettings>(
  {
    // The certificate of its link is made from it.
    name: dnsLabelInMap(63 - linkName('').length),
    platform: optional(oneOf(...privatePlatforms)),
    namespace: optional(namespaceSchema),
    ...serverFields,
    modelServers: optional(listOf(group<ModelServer>(serverFields, ...serverRules), 'model servers', 1)),
    edge: optional(flag),
    linkCost: optional(wholeNumber(1, 1_000_000)),
  },
  ...serverRules,
  {
    reads: ['platform', 'modelServers', 'host', 'selector', 'command'],
    present: ['namespace'],
    judge: platformProblems,
  },
  {
    reads: [],
    present: ['modelServers'],
    judge: (site) => {
      const own = (Object.keys(serverFields) as (keyof ModelServer)[]).find((name) => site[name] !== undefined);
      return broken(
        site.modelServers !== undefined && own !== undefined,
        own ?? '',
        'modelServers has it for each server; leave out one of them',
      );
    },
  },
  {
    reads: ['modelServers'],
    judge: ({ modelServers = [] }) =>
      modelServers.flatMap(({ routingKey }, index) => {
        const isMissing = routingKey === undefined && modelServers.length > 1;
        const twice = modelServers.findIndex((other) => other.routingKey === routingKey) < index;
        const which = isMissing ? 'missing' : `"${routingKey}" is the routing key of another server`;
        return broken(
          isMissing || twice,
          ['modelServers', index, 'routingKey'],
          `${which}; give each server of a machine its own`,
        );
      }),
  },
);

/** The model servers that a site declares, with their paths. */
export function declaredServers(site: PrivateSiteSettings): { server: ModelServer; at: (string | number)[] }[] {
  const servers = site.modelServers?.map((server, index) => ({ server, at: ['modelServers', index] }));
  return servers ?? [{ server: site, at: [] }];
}

/** What does not go with the platform of a site. */
function platformProblems(site: PrivateSiteSettings): readonly Broken[] {
  const { platform = 'podman', namespace } = site;
  const onCluster = platform === 'kubernetes';
  return [
    ...broken(
      onCluster && namespace === undefined,
      'namespace',
      'missing; name the namespace of the site on its cluster, such as { name: "models" }',
    ),
    ...broken(
      !onCluster && namespace !== undefined,
      'namespace',
      'a machine has none; leave it out, or set platform to "kubernetes"',
    ),
    ...declaredServers(site).flatMap(({ server, at }) => serverProblems(platform, server, at)),
  ];
}

function serverProblems(
  platform: PrivatePlatform,
  { host, selector, command }: ModelServer,
  at: readonly (string | number)[],
): readonly Broken[] {
  const onCluster = platform === 'kubernetes';
  return [
    ...broken(
      onCluster && host === undefined && selector === undefined,
      [...at, 'host'],
      'missing; name the Service of the model, such as "vllm", or the labels of its pods in selector',
    ),
    ...broken(
      host !== undefined && selector !== undefined,
      [...at, 'selector'],
      'the router finds the model by a host or by pods; leave out host or selector',
    ),
    ...broken(
      onCluster && (host === 'localhost' || host?.startsWith('127.') === true || host === '::1'),
      [...at, 'host'],
      `"${host}" is the router's own pod on a cluster; name the Service of the model, such as "vllm"`,
    ),
    ...broken(
      !onCluster && selector !== undefined,
      [...at, 'selector'],
      'a machine has no pods; use host, or set platform to "kubernetes"',
    ),
    ...broken(
      selector !== undefined && Object.keys(selector).length === 0,
      [...at, 'selector'],
      'empty; name a label of the model\'s pods, such as { app: "vllm" }',
    ),
    ...broken(
      platform !== 'podman' && command !== undefined,
      [...at, 'command'],
      `systemd starts the model on a Linux machine; leave it out with platform "${platform}"`,
    ),
  ];
}

export const privateSiteSchema: Schema<PrivateSiteSettings> = notHere(
  {
    model: 'not a setting here; host and port say where the model server listens, and model stands beside privateSites',
  },
  ownSchema,
);
