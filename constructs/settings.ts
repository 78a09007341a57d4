import { type ChatSettings, chatSchema } from './chat';
import { broken, choice, group, mapOf, type Rule, type Schema } from './checks/check';
import { dnsLabel } from './checks/values';

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
      broken(Object.keys(chats ?? {}).length === 0, 'chats', 'empty; a fleet has at least one chat'),
  },
  unique('namespace.name', (chat) => chat.namespace?.name, 'two Sites in a namespace break each other'),
  unique(
    'exposure.nginxIngress.host',
    ({ exposure }) => {
      const ingress = exposure?.nginxIngress;
      return ingress && `${ingress.host ?? 'every host'} of the class ${ingress.className ?? 'nginx'}`;
    },
    'ingress-nginx gives it to the older Ingress',
  ),
  unique(
    'exposure.openshiftRoute.host',
    ({ exposure }) => exposure?.openshiftRoute?.host,
    'OpenShift gives it to the older Route',
  ),
  unique(
    'exposure.gateway.host',
    ({ exposure, namespace }) => {
      const existing = exposure?.gateway?.existing;
      const host = exposure?.gateway?.host ?? 'every host';
      return existing && `${host} of the Gateway ${existing.namespace ?? namespace?.name}/${existing.name}`;
    },
    'the Gateway gives it to the older route',
  ),
];

const fleetSchema: Schema<FleetSettings> = group<FleetSettings>(
  { chats: mapOf(dnsLabel(), chatSchema, 'a map from folder names to chats') },
  ...fleetRules,
);

export const settingsSchema: Schema<Settings> = choice<Settings>((input) =>
  typeof input === 'object' && input !== null && 'chats' in input ? fleetSchema : chatSchema,
);

/** The chats that the settings declare. */
export function chatsOf(settings: Settings): NamedChat[] {
  return 'chats' in settings
    ? Object.entries(settings.chats).map(([folder, chat]) => ({ folder, settings: chat }))
    : [{ folder: '', settings }];
}

/** No two chats have the same `claim`. */
function unique(
  field: string,
  claim: (chat: Partial<ChatSettings>) => string | undefined,
  why: string,
): Rule<FleetSettings> {
  return {
    reads: [],
    judge: ({ chats }) => {
      const claimed = new Map<string, string>();
      return Object.entries(chats ?? {}).flatMap(([folder, chat]) => {
        const wanted = claim(chat ?? {});
        const owner = wanted === undefined ? undefined : claimed.get(wanted);
        if (wanted !== undefined && owner === undefined) {
          claimed.set(wanted, folder);
        }
        return broken(
          owner !== undefined,
          ['chats', folder, ...field.split('.')],
          `"${wanted}" is taken by the chat "${owner}", and ${why}; give each chat its own`,
        );
      });
    },
  };
}
