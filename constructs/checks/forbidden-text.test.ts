import { minimal } from '../../tests/cases';
import { refusesTogether, report } from '../../tests/refused';
import { looksLikeSecret } from './secrets';

refusesTogether(
  { namespace: { name: 'undefined-chat' } },
  'namespace.name: "undefined-chat" has a part that a program writes where a value is missing; write the value itself',
);

refusesTogether(
  { client: { ...minimal.client, image: 'quay.io/x/ghp_abcdefghijklmnopqrstuvwx:v1' } },
  'client.image: looks like a secret, and the output is for everybody to read; keep it in a Secret, and give its name',
);

test('no message shows a secret', () => {
  const secret = 'ghp_abcdefghijklmnopqrstuvwx';
  const lines = [
    ...report({ ...minimal, site: { name: secret } }),
    ...report({ ...minimal, client: { ...minimal.client, image: `registry.example.com/${secret}:v1` } }),
    ...report({ ...minimal, namespace: { name: 'chat', labels: { team: secret } } }),
  ];
  expect(lines).toHaveLength(3);
  expect(lines.join()).not.toContain('abcdefghij');
});

test('ordinary names are not taken for secrets', () => {
  for (const name of ['skupper-chat-client', 'sk-chat-example-com', 'akia', 'basic-authentication']) {
    expect(report({ ...minimal, client: { ...minimal.client, name } })).toEqual([]);
  }
});

test('what is only about a secret is legal', () => {
  for (const text of ['2026-11-22', '2026-11-22T10:00:00Z', 'weekly', 'true']) {
    expect(
      report({
        ...minimal,
        namespace: { name: 'chat', labels: { 'example.com/rotated-token': text.replace(/:/g, '.') } },
      }),
    ).toEqual([]);
  }
});

describe('secrets are known by their form', () => {
  const upper = 'A1B2C3D4E5F6G7H8';
  const lower = 'a1b2c3d4e5f6g7h8';
  test.each([
    ['a token of npm', `npm_${lower}${lower}`],
    ['a token of Docker Hub', `dckr_pat_${lower}${lower}`],
    ['a key of Stripe', `sk_live_${lower}`],
    ['a key of SendGrid', `SG.${lower}.${lower}${lower}`],
    ['a token of Google', `ya29.${lower}${lower}`],
    ['a key of AWS', `AKIA${upper}`],
    ['a temporary key of AWS', `ASIA${upper}`],
    ['a key of PGP', '-----BEGIN PGP PRIVATE KEY BLOCK-----'],
    ['a private key', '-----BEGIN EC PRIVATE KEY-----'],
    ['a line of htpasswd', `alice:$apr1$${lower}$${upper}`],
    ['a hash of bcrypt', `$2y$10$${upper}${lower}`],
    ['a token in an address', `https://example.com/?access_token=${lower}`],
    ['a password in an address', 'https://alice:hunter2@example.com/'],
    ['the configuration of a registry', '{"auths":{"quay.io":{}}}'],
    ['the same in base64', Buffer.from('{"auths":{"quay.io":{}}}').toString('base64')],
    ['a JSON Web Token', `eyJhbGciOiJIUzI1NiJ9.${lower}.${lower}`],
    ['a token of GitHub', `ghp_${lower}${lower}`],
    ['a key of OpenAI', `sk-${lower}${upper}`],
  ])('%s', (_, secret) => {
    const annotations = { 'example.com/note': `see ${secret}` };
    expect(report({ ...minimal, exposure: { nginxIngress: { annotations } } })).toEqual([
      'exposure.nginxIngress.annotations["example.com/note"]: looks like a secret, and the output is for everybody to read; keep it in a Secret, and give its name',
    ]);
  });

  test('as the name of a label, too, which is not shown', () => {
    expect(report({ ...minimal, namespace: { name: 'chat', labels: { [`ghp_${lower}${lower}`]: 'x' } } })).toEqual([
      'namespace.labels["…"]: its name looks like a secret, and the output is for everybody to read; keep it in a Secret, and give its name',
    ]);
  });

  test('in a time that grows with the text and not faster', () => {
    const beginnings = ['sk-', 'eyJ-', 'eyJa.', 'Bearer ', '://a:', 'SG.a', '-----BEGIN A', '"auths" '];
    for (const beginning of beginnings) {
      // A quadratic pattern takes minutes for this, and the test fails by the runner's own limit.
      expect(looksLikeSecret(beginning.repeat(1_000_000 / beginning.length))).toBe(false);
    }
  });
});
