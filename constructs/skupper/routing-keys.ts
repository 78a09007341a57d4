import type { RoutingKey } from './model-listener';
import type { ModelSettings } from './model-settings';
import type { ModelServer, PrivateSiteSettings } from './private-site-settings';

/** A model server with the routing key that it answers. */
export interface RoutedServer extends ModelServer {
  readonly routingKey: string;
  /** Its path below its site in the settings. */
  readonly at: readonly (string | number)[];
}

/** The model servers of a private site. */
export function serversOf(model: Pick<ModelSettings, 'host'>, site: PrivateSiteSettings): RoutedServer[] {
  const servers = site.modelServers?.map((server, index) => ({ server, at: ['modelServers', index] }));
  return (servers ?? [{ server: site, at: [] }]).map(
    ({ server: { routingKey = model.host, weight, host, port }, at }) => ({
      routingKey,
      weight,
      host,
      port,
      at,
    }),
  );
}

/** The routing keys of the listener: those of the private sites, each once, in the order of the list. */
export function routingKeysOf(model: ModelSettings, privateSites: readonly PrivateSiteSettings[]): RoutingKey[] {
  const keys = new Map<string, RoutingKey>();
  for (const { routingKey, weight } of privateSites.flatMap((site) => serversOf(model, site))) {
    keys.set(routingKey, keys.get(routingKey) ?? { name: routingKey, weight });
  }
  return keys.size === 0 ? [{ name: model.host }] : [...keys.values()];
}
