import { type Broken, broken } from '../checks/broken';
import { choice, group, mapOf, type Rule, type Schema } from '../checks/check';
import { dnsLabel, isDnsLabel } from '../checks/values';
import { closest, isGroup, quote } from '../checks/wording';
import type { ChatSettings } from './chat';
import { chatSchema } from './chat-schema';
import { clashes } from './clashes';

/** What a user writes: one chat, or a fleet of them. */
export type Settings = ChatSettings | FleetSettings;

/** Many chats, each in a folder of its own: `dist/<chat>/` and `dist-private/<chat>/`. */
export interface FleetSettings {
  /** The chats, by the names of their folders. */
  readonly chats: Readonly<Record<string, ChatSettings>>;
}

/** A chat and the folder that its files go to. */
export interface NamedChat {
  /** Name of the folder; empty for a chat that stands alone. */
  readonly folder: string;
  readonly settings: ChatSettings;
}

const fleetRules: readonly Rule<FleetSettings>[] = [
  {
    reads: [],
    judge: ({ chats }) =>
      broken(isGroup(chats) && Object.keys(chats).length === 0, 'chats', 'empty; a fleet has at least one chat'),
  },
  { reads: [], judge: ({ chats }, found) => (isGroup(chats) ? clashes(chats, found) : []) },
  { reads: [], judge: ({ chats }) => (isGroup(chats) ? withoutCluster(chats) : []) },
];

const fleetSchema: Schema<FleetSettings> = group<FleetSettings>(
  { chats: mapOf(dnsLabel(), chatSchema, 'a map from folder names to chats') },
  ...fleetRules,
);

export const settingsSchema: Schema<Settings> = choice<Settings>((input) =>
  isGroup(input) && Object.keys(input).some((key) => closest(key, ['chats'], 1)) ? fleetSchema : chatSchema,
);

/** The chats that the settings declare. */
export function chatsOf(settings: Settings): NamedChat[] {
  return 'chats' in settings
    ? Object.entries(settings.chats).map(([folder, chat]) => ({ folder, settings: chat }))
    : [{ folder: '', settings }];
}

/** A chat without a cluster beside one with a cluster may be on the same one, and nothing would compare the two. */
function withoutCluster(chats: Readonly<Record<string, unknown>>): readonly Broken[] {
  const clusterOf = (chat: unknown) => (isGroup(chat) ? chat.cluster : undefined);
  const named = Object.values(chats)
    .map(clusterOf)
    .find((cluster) => isDnsLabel(cluster));
  return named === undefined
    ? []
    : Object.entries(chats).flatMap(([folder, chat]) =>
        broken(
          isGroup(chat) && clusterOf(chat) === undefined,
          ['chats', folder, 'cluster'],
          `required, as other chats of the fleet name theirs; name the cluster of this one, such as ${quote(named)}`,
        ),
      );
}
