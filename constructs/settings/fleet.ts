import { type Broken, broken } from '../checks/broken';
import { choice, group, mapOf, type Rule, type Schema } from '../checks/check';
import { dnsLabel } from '../checks/values';
import { closest, isGroup } from '../checks/wording';
import { defaultClassName } from '../exposure/nginx-ingress-settings';
import type { ChatSettings } from './chat';
import { chatSchema } from './chat-schema';

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

/** What no two chats can have at the same time, and what happens to the second one. */
interface Claim {
  readonly field: string;
  readonly of: (chat: ChatSettings) => string | undefined;
  readonly why: string;
}

const claims: readonly Claim[] = [
  {
    field: 'namespace.name',
    of: ({ namespace }) => namespace.name,
    why: 'two Sites in a namespace break each other',
  },
  {
    field: 'exposure.nginxIngress.host',
    of: ({ exposure }) => {
      const ingress = exposure?.nginxIngress;
      return ingress && `${ingress.host ?? 'every host'} of the class ${ingress.className ?? defaultClassName}`;
    },
    why: 'ingress-nginx gives it to the older Ingress',
  },
  {
    field: 'exposure.openshiftRoute.host',
    of: ({ exposure }) => exposure?.openshiftRoute?.host,
    why: 'OpenShift gives it to the older Route',
  },
  {
    field: 'exposure.gateway.host',
    of: ({ exposure, namespace }) => {
      const existing = exposure?.gateway?.existing;
      const host = exposure?.gateway?.host ?? 'every host';
      return (
        existing &&
        `${host} of ${existing.listener ?? 'every listener'} of the Gateway ${existing.namespace ?? namespace.name}/${existing.name}`
      );
    },
    why: 'the Gateway gives it to the older route',
  },
];

const fleetRules: readonly Rule<FleetSettings>[] = [
  {
    reads: [],
    judge: ({ chats }) =>
      broken(isGroup(chats) && Object.keys(chats).length === 0, 'chats', 'empty; a fleet has at least one chat'),
  },
  { reads: [], judge: ({ chats }) => (isGroup(chats) ? clashes(chats) : []) },
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

function clashes(chats: FleetSettings['chats']): readonly Broken[] {
  const owners = new Map<string, string>();
  return Object.entries(chats).flatMap(([folder, chat]) => {
    const unsound = new Set(chatSchema(chat).map(({ at }) => at[0]));
    return claims.flatMap(({ field, of, why }) => {
      // A claim waits while what it reads is broken: the namespace, and for a host the exposure as well.
      const reads = ['namespace', ...(field.startsWith('exposure') ? ['exposure'] : []), undefined];
      const wanted = reads.some((part) => unsound.has(part)) ? undefined : of(chat);
      const owner = owners.get(`${field} ${wanted}`);
      if (wanted !== undefined && owner === undefined) {
        owners.set(`${field} ${wanted}`, folder);
      }
      return broken(
        wanted !== undefined && owner !== undefined,
        ['chats', folder, ...field.split('.')],
        `"${wanted}" is taken by the chat "${owner}", and ${why}; give each chat its own`,
      );
    });
  });
}
