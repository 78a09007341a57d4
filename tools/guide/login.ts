import type { ExpectedChat } from '../command/chats';

/** Whether everybody who comes through an exposure meets the login. */
export function hasLogin({ summary }: ExpectedChat): boolean {
  return summary.requirements.some(
    ({ id, facts }) => id === 'secret' && (facts.holds === 'users' || facts.holds === 'client secret'),
  );
}
