import type { ChatSettings } from '../../constructs/settings/chat';
import type { FleetSettings, Settings } from '../../constructs/settings/fleet';

/** So many chats like the one of the settings, each with a namespace and a host of its own. */
export function fleetOf(settings: Settings, chats: number): FleetSettings {
  const chat = 'chats' in settings ? (Object.values(settings.chats)[0] as ChatSettings) : settings;
  const copy = (name: string): ChatSettings => ({
    ...chat,
    namespace: { name },
    exposure: {
      ...chat.exposure,
      nginxIngress: chat.exposure?.nginxIngress && { ...chat.exposure.nginxIngress, host: `${name}.example.com` },
    },
  });
  const names = Array.from({ length: chats }, (_, index) => `chat-${index}`);
  return { chats: Object.fromEntries(names.map((name) => [name, copy(name)])) };
}
