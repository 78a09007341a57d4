import { onCluster, type Requirement } from '../../common/requirement';
import { addressesOf } from '../addresses';
import type { FinishedChat } from '../finished-chat';
import { loginFacts } from '../login-facts';

/** What somebody has to tell the issuer, before its client secret can be written into a Secret. */
export function loginRequirements(chat: FinishedChat): Requirement[] {
  const { issuer, clientId, secureCookies = true } = loginFacts(chat) ?? {};
  if (issuer === undefined) {
    return [];
  }
  const scheme = secureCookies ? 'https' : 'http';
  const hosts = addressesOf(chat).map(({ url }) => url.replace(/^https?:\/\//, '').replace(/\/$/, ''));
  const callbacks = [...new Set(hosts)].map((host) => `${scheme}://${host}/oauth2/callback`);
  const back = callbacks.length === 0 ? 'the addresses of the chat' : callbacks.join(' and ');
  return [
    onCluster(
      'oidc client',
      { id: clientId ?? '', issuer, callbacks },
      `the client "${clientId}" at ${issuer}, with a secret, the code flow, and as redirect URIs ${back}`,
      'users sign in there; the pods of the login do not start while it does not answer',
      `curl ${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    ),
  ];
}
