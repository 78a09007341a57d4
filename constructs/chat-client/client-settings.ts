import { choice, type Schema } from '../checks/check';
import { isGroup } from '../checks/wording';
import { type ChatClientSettings, chatClientSchema } from './chat-client-settings';
import { type PageSettings, pageSchema } from './page-settings';

/** The page of a chat: the article's, or another. */
export type ClientSettings = ChatClientSettings | PageSettings;

export const clientSchema: Schema<ClientSettings> = choice<ClientSettings>((input) =>
  isGroup(input) && input.page !== undefined && input.page !== 'article' ? pageSchema : chatClientSchema,
);

/** Whether it is a page other than the article's. */
export function isOtherPage(client: ClientSettings): client is PageSettings {
  return client.page !== undefined && client.page !== 'article';
}
