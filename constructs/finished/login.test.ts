import { everyNginxIngress, logins, minimal, openLoadBalancer, ownGateway } from '../../tests/cases';
import type { ChatSettings, ExposureSettings } from '../settings/chat';
import { synthesize } from '../synthesis/synthesis';

const exposed: ExposureSettings = {
  loadBalancer: openLoadBalancer,
  nginxIngress: { host: 'chat.example.com', tls: {} },
  gateway: ownGateway,
};

const warningsOf = (chat: Partial<ChatSettings>) =>
  synthesize({ ...minimal, ...chat }).warnings.map(({ id, path }) => `${id} ${path}`);

const requirementsOf = (chat: Partial<ChatSettings>) =>
  synthesize({ ...minimal, ...chat }).chats.flatMap(({ requirements }) => requirements);

const issuer = { issuer: 'https://id.example.com/realms/chat/', clientId: 'chat' };

describe.each(Object.entries(logins))('with a login (%s)', (_, login) => {
  test('no exposure is open to everybody', () => {
    expect(warningsOf({ exposure: exposed }).filter((line) => line.startsWith('open-to-everyone'))).toHaveLength(3);
    expect(warningsOf({ exposure: exposed, login }).join()).not.toMatch(/open-to-everyone|login-bypassed/);
  });

  test('a patch that leads an exposure round it brings that back', () => {
    const patches = [
      {
        target: { kind: 'Service', name: 'ilab-client-lb' },
        patch: [{ op: 'replace' as const, path: '/spec/selector/app', value: 'ilab-client' }],
      },
    ];
    const warnings = warningsOf({ exposure: exposed, login, patches });
    expect(warnings).toContain('open-to-everyone exposure.loadBalancer.sourceRanges');
    expect(warnings).toContain('login-bypassed login');
  });

  test('an exposure without TLS makes passwords and sessions readable, and is told', () => {
    const path = login.oidc === undefined ? 'login.users' : 'login.oidc';
    expect(warningsOf({ exposure: exposed, login })).toContain(`password-readable ${path}`);
    expect(warningsOf({ exposure: { nginxIngress: everyNginxIngress }, login }).join()).not.toContain(
      'password-readable',
    );
  });

  test('its images without a digest are told by their settings', () => {
    expect(warningsOf({ login })).toEqual(
      expect.arrayContaining([
        'image-without-digest login.images.nginx',
        'image-without-digest login.images.oauth2Proxy',
      ]),
    );
  });
});

test('everybody whom an issuer knows is open to everybody, unless groups decide', () => {
  const of = (more: object) =>
    warningsOf({ login: { oidc: { ...issuer, emailDomains: ['*'], ...more }, secretName: 'chat-login' } });
  expect(of({})).toContain('open-to-everyone login.oidc.emailDomains');
  expect(of({ groups: ['team'] }).join()).not.toContain('open-to-everyone');
});

test("the issuer's client is required with a redirect URI for each address", () => {
  const login = { oidc: { ...issuer, groups: ['team'] }, secretName: 'chat-login' };
  const { nginxIngress, gateway } = exposed;
  const client = (exposure: ExposureSettings) =>
    requirementsOf({ exposure, login }).find(({ what }) => what.startsWith('the client'));
  expect(client({ nginxIngress: { ...nginxIngress, host: undefined, hosts: ['chat.example.com', 'chat'] } })).toEqual({
    id: 'oidc client',
    facts: {
      id: 'chat',
      issuer: 'https://id.example.com/realms/chat/',
      callbacks: ['https://chat.example.com/oauth2/callback', 'https://chat/oauth2/callback'],
    },
    kind: 'cluster',
    what: 'the client "chat" at https://id.example.com/realms/chat/, with a secret, the code flow, and as redirect URIs https://chat.example.com/oauth2/callback and https://chat/oauth2/callback',
    why: 'users sign in there; the pods of the login do not start while it does not answer',
    commands: ['curl https://id.example.com/realms/chat/.well-known/openid-configuration'],
  });
  expect(client({ gateway, nginxIngress })?.what).toMatch(/URIs https:\/\/chat\.example\.com\/oauth2\/callback$/);
  expect(client({ loadBalancer: openLoadBalancer })?.what).toMatch(
    /URIs http:\/\/<EXTERNAL-IP>:8080\/oauth2\/callback$/,
  );
});

test('a controller that is not ingress-nginx does not leave the chat without this login', () => {
  const { nginxIngress } = exposed;
  const why = (login: ChatSettings['login']) =>
    requirementsOf({ exposure: { nginxIngress }, login }).find(({ what }) => what.startsWith('the IngressClass'))?.why;
  for (const login of [undefined, logins.users]) {
    expect(why(login)).toBe(
      "any controller but k8s.io/ingress-nginx ignores the annotations: the timeouts, and the Ingress' own login and ranges where it has them",
    );
  }
});

test.each([
  [
    'oidc',
    'chat-login',
    [
      "printf 'Client secret: ' && read -r -s CLIENT_SECRET",
      `kubectl create secret generic chat-login --from-literal=client-secret="\${CLIENT_SECRET:?}" --from-literal=cookie-secret="$(openssl rand -hex 16)" -n ilab-chat`,
    ],
  ],
  [
    'users',
    'chat-users',
    [
      'htpasswd -B -C 10 -c auth alice',
      'kubectl create secret generic chat-users --from-file=auth --from-literal=cookie-secret="$(openssl rand -hex 16)" -n ilab-chat',
    ],
  ],
])('the Secret of %s is made by commands that leave no line break in it', (kind, secretName, commands) => {
  const secrets = requirementsOf({ login: logins[kind] }).filter((requirement) => requirement.kind === 'secret');
  expect(secrets).toEqual([expect.objectContaining({ secretName, commands })]);
});
