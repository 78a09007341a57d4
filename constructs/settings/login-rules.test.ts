import { logins, minimal } from '../../tests/cases';
import { refusesSettings, refusesTogether, report } from '../../tests/refused';

const login = logins.users;

refusesTogether(
  { login, exposure: { nginxIngress: { basicAuth: { secretName: 'users' } } } },
  'exposure.nginxIngress.basicAuth: one login is enough, and users would have to pass both; leave it out, or login',
);
refusesTogether(
  { login, exposure: { nginxIngress: { externalAuth: { url: 'https://auth.example.com/' } } } },
  'exposure.nginxIngress.externalAuth: one login is enough, and users would have to pass both; leave it out, or login',
);
const longName = 'a'.repeat(58);
refusesTogether(
  { login, client: { ...minimal.client, name: longName } },
  `client.name: "${longName}" is too long for the login's Service, "${longName}-login"; use at most 57 characters`,
);
refusesTogether(
  { login, model: { ...minimal.model, host: 'ilab-client-login' } },
  'model.host: "ilab-client-login" is the login\'s Service, which the listener would take over; use another, such as "instructlab"',
);
refusesTogether(
  { login: { users: { secretName: 'model-tls' } }, model: { ...minimal.model, tls: { secretName: 'model-tls' } } },
  'login.users.secretName: "model-tls" is a Secret with another content; give the login its own',
);
refusesTogether(
  { login: { ...logins.oidc, secretName: 'skupper-site-ca' } },
  'login.secretName: "skupper-site-ca" is a Secret with another content; give the login its own',
);
refusesSettings(
  {
    ...minimal,
    login: { users: { secretName: 'chat' } },
    exposure: {
      nginxIngress: { host: 'chat.example.com', tls: { secretName: 'chat', clusterIssuer: 'letsencrypt' } },
    },
  },
  'exposure.nginxIngress.tls.secretName: "chat" is a Secret with another content, which cert-manager would overwrite; give the certificate its own',
);

/** The report on settings beside the least that a chat needs. */
const reportWith = (settings: object) => report({ ...minimal, ...settings });

refusesTogether(
  { login, client: undefined },
  'login: it stands in front of the page, and there is none; name client, or leave out login',
);

describe('a login agrees', () => {
  test.each<[string, object]>([
    ['with a page', { login }],
    ['with an Ingress that has none of its own', { login, exposure: { nginxIngress: {} } }],
    ['with a page whose name leaves room', { login, client: { ...minimal.client, name: 'a'.repeat(57) } }],
    [
      'with the certificate of a model in a Secret of its own',
      { login, model: { ...minimal.model, tls: { secretName: 'x' } } },
    ],
    ['with private sites', { login, privateSites: [{ name: 'lab' }] }],
  ])('%s', (_, settings) => {
    expect(reportWith(settings)).toEqual([]);
  });

  test.each<[string, object]>([
    ['the login of an Ingress', { exposure: { nginxIngress: { basicAuth: { secretName: 'users' } } } }],
    ['a page with a longer name', { client: { ...minimal.client, name: 'a'.repeat(58) } }],
    ['a model that is called as it would be', { model: { ...minimal.model, host: 'ilab-client-login' } }],
    ['no page', { client: undefined }],
  ])('or is not there, and does not stand in the way of %s', (_, settings) => {
    expect(reportWith(settings)).toEqual([]);
  });
});

describe('the Secrets of a login', () => {
  const linked = { privateSites: [{ name: 'lab' }] };
  const issuer = { issuer: 'https://id.example.com', clientId: 'chat', groups: ['team'] };

  refusesTogether(
    { login: { users: { secretName: 'link-lab' } }, ...linked },
    'login.users.secretName: "link-lab" is a Secret with another content; give the login its own',
  );
  refusesTogether(
    { login: { oidc: { ...issuer, caSecretName: 'skupper-local-ca' }, secretName: 'chat-login' } },
    'login.oidc.caSecretName: "skupper-local-ca" is a Secret with another content; give the login its own',
  );

  test('may have the name of a link of another', () => {
    expect(reportWith({ login: { users: { secretName: 'link-lab' } } })).toEqual([]);
  });
});

describe('where one setting is wrong, nothing is said of how the login agrees with it', () => {
  const cert = { ...minimal.model, tls: { secretName: 'Model TLS' } };
  test.each<[string, object]>([
    ['client.name', { login, client: { ...minimal.client, name: 'A'.repeat(70) } }],
    ['model.host', { login, client: { ...minimal.client, name: 'a' }, model: { ...minimal.model, host: 'A-login' } }],
    ['model.tls.secretName', { login: { users: { secretName: 'skupper-site-ca' } }, model: cert }],
    ['login.users.secretName', { login: { users: { secretName: 7 } } }],
    ['login.oidc', { login: { oidc: 7, secretName: 'skupper-site-ca' } }],
    ['login', { login: 7, exposure: { nginxIngress: { basicAuth: { secretName: 'users' } } } }],
    ['login', { login: 7, client: { ...minimal.client, name: 'a'.repeat(60) } }],
    ['client', { login, client: null }],
    ['model', { login, model: null }],
    ['privateSites[0].port', { login: { users: { secretName: 'link-a' } }, privateSites: [{ name: 'a', port: 0 }] }],
  ])('%s', (path, settings) => {
    const lines = reportWith(settings);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.startsWith(`${path}: `)).toBe(true);
  });
});
