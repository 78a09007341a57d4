import type { RoutingKey } from './model-listener';
import type { ModelServerProfile } from './model-servers/profile';
import { profileOf } from './model-servers/profiles';
import type { ModelSettings } from './model-settings';
import { declaredServers, type PrivatePlatform, type PrivateSiteSettings } from './private-site-settings';

/** A model server with all that the settings leave open. */
export interface RoutedServer {
  /** Name of the private site that it belongs to. */
  readonly site: string;
  readonly routingKey: string;
  readonly weight?: number;
  readonly profile: ModelServerProfile;
  /** Where the site runs. */
  readonly platform: PrivatePlatform;
  /** Where the router finds it; nothing where it finds it by its pods. */
  readonly host?: string;
  /** Labels of its pods. */
  readonly selector?: Readonly<Record<string, string>>;
  readonly port: number;
  /** What a unit on the machine of the site starts; nothing where none is known, or the server is elsewhere. */
  readonly command?: string;
  /** Its path in the settings. */
  readonly at: readonly (string | number)[];
}

/** The machine itself, as the router sees it. In a virtual machine `localhost` would be that one. Source: Podman's documentation. */
const defaultHosts: Readonly<Record<PrivatePlatform, string | undefined>> = {
  podman: 'localhost',
  'podman-machine': 'host.containers.internal',
  kubernetes: undefined,
};

/** Whether a host is the machine itself, so that a unit there can start what listens on it. */
export function isThisMachine(host = ''): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** The model servers of a private site. */
export function serversOf(model: Pick<ModelSettings, 'host' | 'name'>, site: PrivateSiteSettings): RoutedServer[] {
  const { platform = 'podman' } = site;
  return declaredServers(site).map(({ server, at }) => {
    const { routingKey = model.host, weight, selector, host = defaultHosts[platform] } = server;
    const profile = profileOf(server.server);
    const { port = profile.port } = server;
    const isStarted = platform === 'podman' && isThisMachine(host);
    const command = isStarted ? (server.command ?? profile.command(port, model.name)) : undefined;
    return { site: site.name, routingKey, weight, profile, platform, host, selector, port, command, at };
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
