import { broken } from '../checks/broken';
import type { Rule } from '../checks/check';
import { loginName } from '../login/login-settings';
import { linkName, writtenSecrets } from '../skupper/names';
import type { ChatSettings } from './chat';

/** A Service has at most 63 characters in its name, and the login's is made from the client's. */
const longestName = 63 - loginName('').length;

/** What a login has to agree on with the other parts of a chat. */
export const loginRules: readonly Rule<ChatSettings>[] = [
  {
    reads: [],
    present: ['login', 'exposure.nginxIngress.basicAuth', 'exposure.nginxIngress.externalAuth'],
    judge: ({ login, exposure: { nginxIngress } = {} }) =>
      (['basicAuth', 'externalAuth'] as const).flatMap((kind) =>
        broken(
          login !== undefined && nginxIngress?.[kind] !== undefined,
          `exposure.nginxIngress.${kind}`,
          'one login is enough, and users would have to pass both; leave it out, or login',
        ),
      ),
  },
  {
    reads: [],
    present: ['login', 'client'],
    judge: ({ login, client }) =>
      broken(
        login !== undefined && client === undefined,
        'login',
        'it stands in front of the page, and there is none; name client, or leave out login',
      ),
  },
  {
    reads: ['client.name', 'model.host'],
    present: ['login'],
    judge: ({ login, client: { name } = { name: '' }, model: { host } }) =>
      login === undefined
        ? []
        : [
            ...broken(
              name.length > longestName,
              'client.name',
              `"${name}" is too long for the login's Service, "${loginName(name)}"; use at most ${longestName} characters`,
            ),
            ...broken(
              host === loginName(name),
              'model.host',
              `"${host}" is the login's Service, which the listener would take over; use another, such as "instructlab"`,
            ),
          ],
  },
  {
    reads: ['login', 'model.tls', 'privateSites'],
    judge: ({ login, model, privateSites = [] }) => {
      const others = [model.tls?.secretName, ...writtenSecrets, ...privateSites.map(({ name }) => linkName(name))];
      const own = {
        'login.secretName': login?.secretName,
        'login.users.secretName': login?.users?.secretName,
        'login.oidc.caSecretName': login?.oidc?.caSecretName,
      };
      return Object.entries(own).flatMap(([at, name]) =>
        broken(
          name !== undefined && others.includes(name),
          at,
          `"${name}" is a Secret with another content; give the login its own`,
        ),
      );
    },
  },
];
