import { App, Chart } from 'cdk8s';
import { everythingWithLogin, logins, minimal } from '../../tests/cases';
import { refuses, refusesTogether, report } from '../../tests/refused';
import { Login, type LoginProps } from './login';
import { type LoginSettings, secretsOf } from './login-settings';

const refusesOf = (path: string, messages: Parameters<typeof refuses>[1]) =>
  refuses(path, messages, everythingWithLogin);

refusesOf('login.oidc.issuer', {
  '%s is not an issuer\'s address; use one that begins with "https://", without "?" and "#", such as "https://id.example.com" (did you mean "https://id.example.com"?)':
    ['http://id.example.com', 'id.example.com', 'https://id.example.com/.well-known/openid-configuration'],
  '%s is not an issuer\'s address; use one that begins with "https://", without "?" and "#", such as "https://id.example.com"':
    ['https://id.example.com/?realm=chat', 'https://user@id.example.com', ''],
});
refusesOf('login.oidc.clientId', {
  '%s is not a client id; use a text of at most 256 characters, such as "chat"': ['', ' chat'],
});
refusesOf('login.oidc.groups', { 'empty; use a list of groups, at least one': [[]] });
refusesOf('login.oidc.groups[0]', {
  '%s is not the name of a group; use a text of at most 256 characters, such as "team"': ['', 'team '],
});
refusesOf('login.oidc.emailDomains[0]', {
  '%s is not a domain; use a name such as "apps.example.com"': ['a@example.com', '**'],
  '%s is not a domain; use a name such as "apps.example.com" (did you mean "example.com"?)': ['*.example.com'],
});
refusesOf('login.oidc.scopes', {
  'without "openid"; OpenID Connect needs it': [['email', 'profile']],
});
refusesOf('login.oidc.scopes[1]', { '%s is not a scope; use a word such as "openid"': ['email profile'] });
refusesOf('login.oidc.issuerPorts[0]', { '%s is not a port; use a whole number from 1 to 65535': [0, 70_000] });
refusesOf('login.images.nginx', {
  '%s is not an image that always means the same; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2" (the tag is missing)':
    ['nginxinc/nginx-unprivileged'],
});
refusesOf('login.resources.oauth2Proxy.limits.cpu', {
  '%s is not an amount of CPU; use cores such as "2", or thousandths of one such as "250m"': ['fast'],
});

const issuer = { issuer: 'https://id.example.com', clientId: 'chat' };

refusesTogether({ login: {} }, 'login.oidc: missing; set oidc or users, or leave out login');
refusesTogether(
  { login: { ...logins.oidc, ...logins.users } },
  'login.users: one login is enough; leave out oidc or users',
);
refusesTogether(
  { login: { oidc: { ...issuer, groups: ['team'] } } },
  'login.secretName: missing; name the Secret with the keys client-secret and cookie-secret, such as "chat-login"',
);
refusesTogether(
  { login: { ...logins.users, secretName: 'chat-login' } },
  'login.secretName: read for oidc only; the Secret of the users is users.secretName',
);
refusesTogether(
  { login: { oidc: issuer, secretName: 'chat-login' } },
  'login.oidc.groups: missing; name groups or emailDomains, or write down that everybody whom the issuer knows may enter: emailDomains: ["*"]',
);

const lineSeparator = '\u2028';

/** The problems of one field of an issuer, without the path of the issuer. */
const answerTo = (field: string, input: unknown) =>
  report({ ...minimal, login: { ...logins.oidc, oidc: { ...issuer, groups: ['team'], [field]: input } } }).map((line) =>
    line.replace('login.oidc.', ''),
  );

describe("an issuer's address", () => {
  test.each([
    'https://id',
    'https://id.example.com',
    'https://id.example.com/',
    'https://id.example.com:8443',
    'https://id.example.com:8443/realms/a~b/%20+-_.c/',
    'https://10.0.0.1:5556/dex',
    'https://[2001:db8::1]:8443/dex',
  ])('is %s', (address) => {
    expect(answerTo('issuer', address)).toEqual([]);
  });

  test.each<[unknown, string]>([
    ['//id.example.com', ' (did you mean "https://id.example.com"?)'],
    ['HTTP://id.example.com', ' (did you mean "https://id.example.com"?)'],
    [' https://id.example.com ', ' (did you mean "https://id.example.com"?)'],
    ['/id.example.com', ' (did you mean "https://id.example.com"?)'],
    [
      'https://id.example.com/realms/chat/.well-known/openid-configuration',
      ' (did you mean "https://id.example.com/realms/chat"?)',
    ],
    ['https://id.example.com/.well-known/x/.well-known/y', ' (did you mean "https://id.example.com"?)'],
    ['htps://id.example.com', ' (did you mean "https://id.example.com"?)'],
    ['http:/id.example.com', ' (did you mean "https://id.example.com"?)'],
    ['https:/id.example.com', ' (did you mean "https://id.example.com"?)'],
    ['https://https://id.example.com', ' (did you mean "https://id.example.com"?)'],
    ['localhost:5556/dex', ' (did you mean "https://localhost:5556/dex"?)'],
    ['https://id.example.com:', ''],
    ['https://', ''],
    ['https://id.example.com#chat', ''],
    ['https://id.example.com/#chat', ''],
    ['https://id.example.com/a b', ''],
    ['https://id.example.com:99999', ''],
    ['https://id_1.example.com', ''],
    ['https://-id.example.com', ''],
    ['https://[2001:db8::1', ''],
    [['https://id.example.com'], ''],
    [null, ''],
  ])('is not %j', (address, hint) => {
    const lines = answerTo('issuer', address);
    expect(lines).toHaveLength(1);
    expect(
      lines[0]?.replace(
        /^issuer: .* is not an issuer's address; use one that begins with "https:\/\/", without "\?" and "#", such as "https:\/\/id\.example\.com"/,
        '',
      ),
    ).toBe(hint);
  });
});

describe('a text that goes into a flag', () => {
  test.each(['a', 'ab', 'a b', 'cn=model users,ou=groups', 'ü', '/team', 'a'.repeat(256)])('is %j', (text) => {
    expect(answerTo('clientId', text)).toEqual([]);
    expect(answerTo('groups', [text])).toEqual([]);
  });

  test.each(['', ' ', ' a', 'a ', 'a\tb', '\na', 'a\n', '\u007f', 'a'.repeat(257), `a${lineSeparator}b`, ['a'], 7])(
    'is not %j',
    (text) => {
      expect(answerTo('clientId', text)).toEqual([
        expect.stringMatching(/^clientId: .* is not a client id; use a text/),
      ]);
      expect(answerTo('groups', ['team', text])).toEqual([
        expect.stringMatching(/^groups\[1\]: .* is not the name of a group; use a text/),
      ]);
    },
  );
});

describe('a scope', () => {
  const scoped = (scope: unknown) => answerTo('scopes', ['openid', scope]);

  test.each(['!', '#', '[', ']', '~', 'a', 'https://graph.example.com/.default', 'a'.repeat(256)])('is %j', (scope) => {
    expect(scoped(scope)).toEqual([]);
  });

  test.each(['', ' ', '"', '\\', '\u007f', 'a b', ' a', 'a ', 'ü', 'a'.repeat(257), ['email']])(
    'is not %j',
    (scope) => {
      expect(scoped(scope)).toEqual([
        expect.stringMatching(/^scopes\[1\]: .* is not a scope; use a word such as "openid"/),
      ]);
    },
  );
});

test.each<[string, unknown, string]>([
  ['emailDomains', [], 'empty; use a list of domains, at least one'],
  ['scopes', [], 'empty; use a list of scopes, at least one'],
  ['scopes', 7, '"7" is not a list; use a list of scopes, at least one'],
  ['scopes', 'openid', '"openid" is not a list; use a list of scopes, at least one'],
  ['issuerAddressRanges', [], 'empty; use a list of CIDRs, at least one'],
  ['issuerPorts', [], 'empty; use a list of ports, at least one'],
  [
    'caSecretName',
    'Issuer CA',
    '"Issuer CA" is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters (did you mean "issuer-ca"?)',
  ],
])('login.oidc.%s: %j is refused', (field, input, line) => {
  expect(answerTo(field, input)).toEqual([`${field}: ${line}`]);
});

test('everybody whom the issuer knows may enter where that is written down', () => {
  expect(answerTo('groups', undefined)).toHaveLength(1);
  const everybody = { ...issuer, emailDomains: ['*'] };
  expect(report({ ...minimal, login: { ...logins.oidc, oidc: everybody } })).toEqual([]);
});

describe('what is wrong in a login is one problem', () => {
  const shape =
    '{ issuer, clientId, groups?, emailDomains?, scopes?, caSecretName?, issuerAddressRanges?, issuerPorts? }';
  test.each<[unknown, string]>([
    ['oidc', 'login: "oidc" is not a group of settings; use { oidc?, users?, secretName?, images?, resources? }'],
    [{ oidc: 7 }, `login.oidc: "7" is not a group of settings; use ${shape}`],
    [{ oidc: 7, users: { secretName: 'a' } }, `login.oidc: "7" is not a group of settings; use ${shape}`],
    [{ users: 7, secretName: 'a' }, 'login.users: "7" is not a group of settings; use { secretName }'],
    [
      { users: {} },
      'login.users.secretName: missing; use lowercase letters, digits, "-" and ".", at most 253 characters',
    ],
    [
      { ...logins.users, images: 'nginx' },
      'login.images: "nginx" is not a group of settings; use { nginx?, oauth2Proxy? }',
    ],
    [
      { ...logins.users, resources: [] },
      'login.resources: an empty list is not a group of settings; use { nginx?, oauth2Proxy? }',
    ],
  ])('%j', (login, line) => {
    expect(report({ ...minimal, login })).toEqual([line]);
  });
});

test('a construct of a login checks its own settings', () => {
  const chart = new Chart(new App(), 'chart');
  const props = { users: { secretName: 'Users' } } as LoginProps;
  expect(() => new Login(chart, 'login', props)).toThrow('login.users.secretName: "Users" is not an object name');
});

refusesTogether({ login: { secretName: 'chat-login' } }, 'login.oidc: missing; set oidc or users, or leave out login');

test.each<[LoginSettings, string[]]>([
  [{ users: { secretName: 'chat-users' } }, ['chat-users']],
  [{ oidc: { ...issuer, groups: ['team'] }, secretName: 'chat-login' }, ['chat-login']],
  [{ oidc: { ...issuer, caSecretName: 'issuer-ca' }, secretName: 'chat-login' }, ['chat-login', 'issuer-ca']],
  [{ oidc: { ...issuer, caSecretName: 'chat-login' }, secretName: 'chat-login' }, ['chat-login']],
])('%j reads the Secrets %j', (settings, names) => {
  expect(secretsOf(settings)).toEqual(names);
});
