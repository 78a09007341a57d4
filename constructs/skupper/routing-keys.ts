import type { RoutingKey } from './model-listener';
import type { ModelServerProfile } from './model-servers/profile';
import { profileOf } from './model-servers/profiles';
import type { ModelSettings } from './model-settings';
import type { PrivateSiteSettings } from './private-site-settings';

/** A model server with all that the settings leave open. */
export interface RoutedServer {
  readonly routingKey: string;
  readonly weight?: number;
  readonly profile: ModelServerProfile;
  readonly host: string;
  readonly port: number;
  /** Its command on the machine, where one is known. */
  readonly command?: string;
  /** Its path in the settings. */
  readonly at: readonly (string | number)[];
}

/** The model servers of a private site. */
export function serversOf(model: Pick<ModelSettings, 'host' | 'name'>, site: PrivateSiteSettings): RoutedServer[] {
  const servers = site.modelServers?.map((server, index) => ({ server, at: ['modelServers', index] }));
  return (servers ?? [{ server: site, at: [] }]).map(({ server, at }) => {
    const { routingKey = model.host, weight, host = 'localhost' } = server;
    const profile = profileOf(server.server);
    const { port = profile.port } = server;
    const command = server.command ?? profile.command(port, model.name);
    return { routingKey, weight, profile, host, port, command, at };
  });
}

/** The model servers of all private sites, with their paths in the settings. */
export function allServersOf(
  model: Pick<ModelSettings, 'host' | 'name'>,
  privateSites: readonly PrivateSiteSettings[],
): RoutedServer[] {
  return privateSites.flatMap((site, index) =>
    serversOf(model, site).map((server) => ({ ...server, at: ['privateSites', index, ...server.at] })),
  );
}

/** The routing keys of the listener: those of the private sites, each once, in the order of the list. */
export function routingKeysOf(model: ModelSettings, privateSites: readonly PrivateSiteSettings[]): RoutingKey[] {
  const keys = new Map<string, RoutingKey>();
  for (const { routingKey, weight } of allServersOf(model, privateSites)) {
    keys.set(routingKey, keys.get(routingKey) ?? { name: routingKey, weight });
  }
  return keys.size === 0 ? [{ name: model.host }] : [...keys.values()];
}
