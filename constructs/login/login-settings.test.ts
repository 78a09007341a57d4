import { everythingWithLogin, logins } from '../../tests/cases';
import { refuses, refusesTogether } from '../../tests/refused';

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
