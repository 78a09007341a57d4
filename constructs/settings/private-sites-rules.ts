import { type Broken, broken } from '../checks/broken';
import type { Rule } from '../checks/check';
import { isGroup } from '../checks/wording';
import { withoutWeight } from '../skupper/model-listener';
import type { PrivateSiteSettings } from '../skupper/private-site-settings';
import { allServersOf, routingKeysOf } from '../skupper/routing-keys';
import type { ChatSettings } from './chat';

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
  {
    reads: ['privateSites', 'model.host'],
    judge: ({ privateSites = [], model }) => {
      const strict = allServersOf(model, privateSites).find(({ profile }) => profile.needsModelName);
      return broken(
        strict !== undefined && model.name === undefined,
        'model.name',
        `missing; ${strict?.profile.title} answers only requests that name the model, so say what it calls it, such as "granite3.3:8b"`,
      );
    },
  },
];

/** All routing keys have a weight, or none; and a weight is the key's, not the server's. */
function weights({ privateSites = [], model }: ChatSettings): readonly Broken[] {
  const servers = allServersOf(model, privateSites).map(({ at, ...server }) => ({ ...server, at: [...at, 'weight'] }));
  const keys = routingKeysOf(model, privateSites);
  const weighted = servers.filter(({ weight }) => weight !== undefined);
  const [first] = weighted;
  if (first === undefined) {
    return [];
  }
  if (keys.length === 1) {
    const message =
      'the only routing key takes every connection; leave out weight, or give another site its own routingKey';
    return broken(true, first.at, message);
  }
  const unequal = servers.find(
    ({ routingKey, weight }) => keys.find(({ name }) => name === routingKey)?.weight !== weight,
  );
  if (unequal !== undefined) {
    const message = "sites with the same routing key have the same weight, because it is the key's; make them equal";
    return broken(true, unequal.at, message);
  }
  const without = withoutWeight(servers);
  if (without !== undefined) {
    return broken(true, without.at, 'missing; other sites have one, and a share of an unknown whole is none');
  }
  const all = weighted.every(({ weight }) => weight === 0);
  return broken(all, first.at, '"0" on every server leaves none for the questions; give one a weight');
}

/** A rule about one field of each private site, whatever is wrong in the other fields and sites. */
function eachPrivateSite(
  field: keyof PrivateSiteSettings,
  problem: (site: PrivateSiteSettings, index: number, chat: ChatSettings) => string | undefined,
): Rule<ChatSettings> {
  return {
    reads: [],
    judge: (chat) => {
      const sites = Array.isArray(chat.privateSites) ? chat.privateSites : [];
      return sites.flatMap((site: PrivateSiteSettings, index) => {
        const message = isGroup(site) ? problem(site, index, chat) : undefined;
        return broken(message !== undefined, ['privateSites', index, field], message ?? '');
      });
    },
  };
}
