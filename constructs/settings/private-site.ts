import { broken } from '../checks/broken';
import { group, optional, type Schema, value } from '../checks/check';
import {
  dnsLabel,
  flag,
  isHostOrAddress,
  port,
  routingKeyName,
  suggestion,
  wholeNumber,
  withoutScheme,
} from '../checks/values';

/** A machine that serves the model: a Skupper site on Podman. */
export interface PrivateSiteSettings {
  /** Name of the Site, and of its file in dist-private/. */
  readonly name: string;
  /**
   * Routing key of this site's model. Sites with the same key share the connections by the cost of their links; sites
   * with keys of their own stand in for each other, in the order of the list or by `weight`. Skupper watches the sites and
   * not the models: let a site leave the network with its model, as docs/private-site.md shows.
   *
   * @default - the host of the model, for all sites
   */
  readonly routingKey?: string;
  /**
   * Share of the connections, in proportion to the other sites' weights. All routing keys have one, or none.
   *
   * @default - the first site of the list that is in the network takes every connection
   */
  readonly weight?: number;
  /**
   * Where the site's router finds the model server. The router runs on the machine's own network, so `localhost` is the
   * machine. Source: Skupper 2.2.1, container.go.
   *
   * @default 'localhost'
   */
  readonly host?: string;
  /**
   * Port of the model server.
   *
   * @default 8000, the port of "ilab model serve"
   */
  readonly port?: number;
  /**
   * Makes an edge site, which opens links but accepts none.
   *
   * @default - an interior site, which could accept links of further sites
   */
  readonly edge?: boolean;
  /**
   * Cost of the link to the public site. Needs `link`. Traffic prefers the cheaper of sites with the same routing key.
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

export const privateSiteSchema: Schema<PrivateSiteSettings> = group<PrivateSiteSettings>(
  {
    // The certificate of its link is called link-<name>.
    name: dnsLabel(58),
    routingKey: optional(routingKeyName),
    weight: optional(wholeNumber(1, 1000)),
    host: optional(connectorHost),
    port: optional(port),
    edge: optional(flag),
    linkCost: optional(wholeNumber(1, 1_000_000)),
  },
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
        'missing; a weight belongs to a routing key of the site\'s own, such as "instructlab-gpu"',
      ),
  },
);
