import { type Broken, broken } from '../checks/broken';
import type { Rule } from '../checks/check';
import { isGroup } from '../checks/wording';
import type { ChatSettings } from './chat';
import { type PrivateSiteSettings, privateSiteSchema } from './private-site';
import { routingKeyOf, routingKeysOf } from './routing-keys';

/** What the private sites have to agree on among themselves, and with the rest. */
export const privateSitesRules: readonly Rule<ChatSettings>[] = [
  eachPrivateSite('name', ({ name }, index, { privateSites = [] }) =>
    privateSites.findIndex((other) => other?.name === name) < index
      ? `"${name}" is the name of another private site; give each its own`
      : undefined,
  ),
  eachPrivateSite('linkCost', ({ linkCost }, _, { link }) =>
    link === undefined && linkCost !== undefined
      ? 'a link that is made by hand gets its cost there; set link, or leave out linkCost'
      : undefined,
  ),
  {
    reads: ['privateSites', 'model.host'],
    judge: ({ privateSites = [], model }) => {
      const { length } = routingKeysOf(model, privateSites);
      return broken(
        length > 256,
        'privateSites',
        `"${length}" routing keys, and a MultiKeyListener takes 256; share some`,
      );
    },
  },
  { reads: ['privateSites', 'model.host'], judge: weights },
];

/** All routing keys have a weight, or none; and a weight is the key's, not the site's. */
function weights({ privateSites = [], model }: ChatSettings): readonly Broken[] {
  const keys = routingKeysOf(model, privateSites);
  const weighted = keys.filter(({ weight }) => weight !== undefined).length;
  const at = (index: number) => ['privateSites', index, 'weight'];
  if (weighted > 0 && keys.length === 1) {
    return broken(
      true,
      at(privateSites.findIndex(({ weight }) => weight !== undefined)),
      'the only routing key takes every connection; leave out weight, or give another site its own routingKey',
    );
  }
  const weightOf = (name: string) => keys.find((key) => key.name === name)?.weight;
  const unequal = privateSites.findIndex((site) => weightOf(routingKeyOf(model, site)) !== site.weight);
  if (unequal >= 0) {
    return broken(
      true,
      at(unequal),
      "sites with the same routing key have the same weight, because it is the key's; make them equal",
    );
  }
  return broken(
    weighted > 0 && weighted < keys.length,
    at(privateSites.findIndex(({ weight }) => weight === undefined)),
    'missing; other sites have one, and a share of an unknown whole is none',
  );
}

/** A rule about one field of each private site; it waits while that field is broken there. */
function eachPrivateSite(
  field: keyof PrivateSiteSettings,
  problem: (site: PrivateSiteSettings, index: number, chat: ChatSettings) => string | undefined,
): Rule<ChatSettings> {
  return {
    reads: [],
    judge: (chat) => {
      const sites = Array.isArray(chat.privateSites) ? chat.privateSites : [];
      return sites.flatMap((site: PrivateSiteSettings, index) => {
        const waits = !isGroup(site) || privateSiteSchema(site).some(({ at }) => at[0] === field);
        const message = waits ? undefined : problem(site, index, chat);
        return broken(message !== undefined, ['privateSites', index, field], message ?? '');
      });
    },
  };
}
