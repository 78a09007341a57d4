import { broken } from '../checks/broken';
import { unseenCharacter } from '../checks/characters';
import { group, listOf, notHere, optional, type Rule, type Schema, value } from '../checks/check';
import {
  dnsLabel,
  flag,
  isHostOrAddress,
  oneOf,
  port,
  routingKeyName,
  suggestion,
  wholeNumber,
  withoutScheme,
} from '../checks/values';
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
   * sign. It has to listen on `host` and `port`.
   *
   * @default - the kind's own, on 127.0.0.1 and `port`; no unit for `openai`, nor for `vllm` without `model.name`
   */
  readonly command?: string;
  /**
   * Where the site's router finds the model server. The router runs on the machine's own network, so `localhost` is the
   * machine. In lowercase, as Skupper on Podman wants it. Source: Skupper 2.2.1, container.go and site_state_validator.go.
   *
   * @default 'localhost'
   */
  readonly host?: string;
  /**
   * Port of the model server.
   *
   * @default - the kind's own: 8000, with llama.cpp 8080, with Ollama 11434
   */
  readonly port?: number;
}

/** A machine that serves the model: a Skupper site on Podman. Its own fields describe the one model server that it runs. */
export interface PrivateSiteSettings extends ModelServer {
  /** Name of the Site, and of its file in dist-private/. */
  readonly name: string;
  /**
   * Several model servers on the machine, each with a routing key of its own. Excludes `routingKey`, `weight`, `server`,
   * `command`, `host` and `port`.
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
    name: dnsLabel(63 - linkName('').length),
    ...serverFields,
    modelServers: optional(listOf(group<ModelServer>(serverFields, ...serverRules), 'model servers', 1)),
    edge: optional(flag),
    linkCost: optional(wholeNumber(1, 1_000_000)),
  },
  ...serverRules,
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

export const privateSiteSchema: Schema<PrivateSiteSettings> = notHere(
  {
    model: 'not a setting here; host and port say where the model server listens, and model stands beside privateSites',
  },
  ownSchema,
);
