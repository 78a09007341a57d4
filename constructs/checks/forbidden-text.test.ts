import { minimal } from '../../tests/cases';
import { refusesTogether, report } from '../../tests/refused';
import { forbiddenText, secretsIn } from './forbidden-text';
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

describe('where secrets are found', () => {
  const token = 'ghp_abcdefghijklmnopqrstuvwx';
  const found = (value: unknown) => secretsIn(value).map(({ at, message }) => `${at.join('.')}: ${message}`);
  const sealed = `Ag${'A'.repeat(200)}`;
  const self: Record<string, unknown> = { token: { text: token } };
  self.again = self;

  test.each<[string, unknown, readonly string[]]>([
    ['a text', token, [': looks like a secret']],
    ['no text', 5, []],
    ['nothing', null, []],
    ['a field', { a: { b: token } }, ['a.b: looks like a secret']],
    ['a list', { a: ['x', token] }, ['a.1: looks like a secret']],
    ['a name', { [token]: 'x' }, [`${token}: its name looks like a secret`]],
    ['a name without a text', { [token]: {} }, [`${token}: its name looks like a secret`]],
    ['a field named so', { password: 'x' }, ['password: named like a secret']],
    ['a list named so', { password: ['x'] }, []],
    ['a variable', { name: 'API_KEY', value: 'x' }, ['value: the value of "API_KEY", named like a secret']],
    [
      'a variable whose name is one',
      { name: token, value: 'x' },
      ['name: looks like a secret', 'value: its name looks like a secret'],
    ],
    ['a name beside another field', { name: 'API_KEY', note: 'x' }, []],
    ['a value beside a name that is no text', { name: 5, value: 'x' }, []],
    ['an option', ['--api-key', 'x'], ['1: named like a secret']],
    ['a short option', ['-password', 'x'], ['1: named like a secret']],
    ['an option with a value of its own', ['--api-key=', 'x'], []],
    ['what is no option', ['api-key', 'x', '---api-key', 'x', '-1api-key', 'x'], []],
    ['the first of a list', ['x', '--api-key'], []],
    ['a number before', [5, 'x'], []],
    ['what a SealedSecret holds', { encryptedData: { password: sealed } }, []],
    ['the same with its end', { encryptedData: { password: `${sealed}==` } }, []],
    [
      'something else there',
      { encryptedData: { password: `x${sealed}` } },
      ['encryptedData.password: named like a secret'],
    ],
    [
      'something shorter there',
      { encryptedData: { password: sealed.slice(0, -1) } },
      ['encryptedData.password: named like a secret'],
    ],
    [
      'the same with another end',
      { encryptedData: { password: `${sealed}===` } },
      ['encryptedData.password: named like a secret'],
    ],
    ['the same elsewhere', { data: { password: sealed } }, ['data.password: named like a secret']],
    ['what refers to itself', self, ['token.text: looks like a secret']],
  ])('%s', (_, value, expected) => {
    expect(found(value)).toEqual(expected);
  });
});

describe('what a program writes for a missing value', () => {
  const said = (settings: unknown) => forbiddenText(settings).map(({ at, message }) => `${at.join('.')}: ${message}`);
  const part = 'has a part that a program writes where a value is missing; write the value itself';

  test.each(['undefined', 'x-undefined', 'NaN', '1.NaN', '[object Object]', 'a[object Map]b'])('%s', (text) => {
    expect(said({ name: text })).toEqual([`name: "${text}" ${part}`]);
  });

  test.each(['undefinedly', 'xundefined', 'NaNa', 'BaNaN', 'object Object', '[object ]', '[objects Object]'])(
    'not %s',
    (text) => {
      expect(said({ name: text })).toEqual([]);
    },
  );

  test.each(['annotations', 'podAnnotations', 'labels', 'podLabels', 'env', 'realm', 'files'])(
    'legal in %s',
    (field) => {
      expect(said({ client: { [field]: { a: 'undefined' } } })).toEqual([]);
      expect(said({ [field]: 'undefined' })).toEqual([]);
      expect(said({ client: { [`${field}2`]: 'undefined' } })).toHaveLength(1);
    },
  );

  test('legal in the data of an object, and where nginx asks', () => {
    expect(said({ data: { a: 'undefined' } })).toEqual([]);
    expect(said({ a: { data: 'undefined' } })).toHaveLength(1);
    expect(said({ environment: 'undefined' })).toHaveLength(1);
    expect(said({ a: { 'nginx.ingress.kubernetes.io/auth-realm': 'undefined' } })).toEqual([]);
    expect(said({ a: { 'auth-realm2': 'undefined' } })).toHaveLength(1);
    expect(said({ a: { 'x/auth-realm': { b: 'undefined' } } })).toHaveLength(1);
  });

  test('looked at later in the value of a patch', () => {
    expect(said({ patches: [{ patch: [{ value: { a: 'undefined' } }] }] })).toEqual([]);
    expect(said({ patches: [{ patch: [{ path: 'undefined' }] }] })).toHaveLength(1);
    expect(said({ other: [{ value: 'undefined' }] })).toHaveLength(1);
  });

  test('a secret is told with where it belongs', () => {
    const rest = 'and the output is for everybody to read;';
    expect(said({ client: { env: { API_KEY: 'x' } } })).toEqual([
      `client.env.API_KEY: named like a secret, ${rest} use { secretName, key }`,
    ]);
    expect(said({ client: { args: { API_KEY: 'x' } } })).toEqual([
      `client.args.API_KEY: named like a secret, ${rest} keep it in a Secret, and give its name`,
    ]);
  });
});
