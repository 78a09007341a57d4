import type { RoutingKey } from '../skupper/model-listener';
import type { ModelSettings } from '../skupper/model-settings';
import type { PrivateSiteSettings } from './private-site';

/** The routing key that a private site answers. */
export function routingKeyOf(model: Pick<ModelSettings, 'host'>, site: PrivateSiteSettings): string {
  return site.routingKey ?? model.host;
}

/** The routing keys of the listener: those of the private sites, each once, in the order of the list. */
export function routingKeysOf(model: ModelSettings, privateSites: readonly PrivateSiteSettings[]): RoutingKey[] {
  const keys = new Map<string, RoutingKey>();
  for (const site of privateSites) {
    const name = routingKeyOf(model, site);
    keys.set(name, keys.get(name) ?? { name, weight: site.weight });
  }
  return keys.size === 0 ? [{ name: model.host }] : [...keys.values()];
}
