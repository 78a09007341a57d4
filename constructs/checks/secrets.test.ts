import { minimal } from '../../tests/cases';
import { report } from '../../tests/refused';
import { synthesize } from '../synthesis/synthesis';
import { isSecret, looksLikeSecret } from './secrets';

/** A variable as a shell writes it. */
const braced = (name: string) => `${'$'}{${name}}`;
const random = 'q8Zx0PkT2mVn7LsYd4Wb';
const hex = '0123456789abcdef0123456789abcdef';

describe('what a name and its value say is a secret', () => {
  test.each<[string, string]>([
    ['OPENAI_API_KEY', 'sk-1234567890abcdef1234567890abcdef'],
    ['API_KEY', 'abc'],
    ['CLIENT_SECRET', 's3cr3t'],
    ['PRIVATE_KEY', 'x'],
    ['SECRET_KEY', 'x'],
    ['JWT_SECRET', 'x'],
    ['dbPassword', 'hunter2'],
    ['DBPASSWORD', 'hunter2'],
    ['APIKEY', 'x'],
    ['apiKey', 'xyz'],
    ['api-key', 'xyz'],
    ['example.com/api-key', 'xyz'],
    ['api.key', 'xyz'],
    ['POSTGRES_PASSWORD', 'postgres'],
    ['MYSQL_ROOT_PASSWORD', 'root'],
    ['MYSQL_PWD', 'root'],
    ['SMTP_PASS', 'x'],
    ['DB_PASS', 'x'],
    ['PGPASSWORD', 'x'],
    ['GITHUB_TOKEN', 'x'],
    ['HF_TOKEN', 'abc'],
    ['SLACK_BOT_TOKEN', 'abc'],
    ['AWS_SECRET_ACCESS_KEY', 'abc'],
    ['SECRET_KEY_BASE', 'abc'],
    ['DJANGO_SECRET_KEY', 'abc'],
    ['FLASK_SECRET', 'abc'],
    ['APP_KEY', 'base64:abc'],
    ['ENCRYPTION_KEY', 'abc'],
    ['SESSION_SECRET', 'a'],
    ['COOKIE_SECRET', 'a'],
    ['OAUTH2_PROXY_CLIENT_SECRET', 'a'],
    ['OAUTH2_PROXY_COOKIE_SECRET', 'a'],
    ['webhookSecret', 'a'],
    ['WEBUI_SECRET_KEY', 'a'],
    ['OPENAI_KEY', 'abc'],
    ['AZURE_OPENAI_KEY', 'x'],
    ['STORAGE_ACCOUNT_KEY', 'x'],
    ['adminPassword', 'x'],
    ['ADMIN_PASSWORD_1', 'x'],
    ['DB_PASSWORD_PROD', 'x'],
    ['REDIS_AUTH', 'q8Zx0PkT2mVn7LsYd4Wb'],
    ['SOME_KEY', 'q8Zx0PkT2mVn7LsYd4Wb'],
    ['KEY', '0123456789abcdef0123456789abcdef'],
    ['credentials', 'alice hunter2'],
    ['GOOGLE_CREDENTIALS', '{"type": "x"}'],
    ['PASSPHRASE', 'x'],
    ['SSH_KEY', 'x'],
    ['bearer', 'abc'],
    ['keystorePassword', 'changeit'],
    ['SIGNING_KEY', 'x'],
    ['LICENSE_KEY', 'x'],
    ['access-token', 'x'],
    ['accesstoken', 'x'],
    ['PASSWORD', '123456'],
    ['DB_PASSWORD', '12345'],
    ['MYSQL_PWD', '1234'],
    ['TOKEN_SECRET', 'x'],
    ['DB_PASSWORD_B64', 'x'],
    ['DB_PASSWORD_BASE64', 'x'],
    ['NEXTAUTH_SECRET', 'x'],
    ['VAPID_PRIVATE_KEY', 'x'],
    ['HASH_SALT', random],
    ['LDAP_BIND_PW', 'x'],
    ['API_KEYS', 'a,b'],
    ['ANTHROPIC_AUTH_TOKEN', 'x'],
    ['GF_SECURITY_ADMIN_PASSWORD', 'admin'],
    ['PGPASS', 'hunter2'],
    ['CONFIG', '{"model": "x", "password": "hunter2xyz"}'],
    ['CONFIG', 'title: chat\npassword: hunter2xyz\n'],
    ['CONFIG', 'title = chat\npassword = hunter2xyz\n'],
    ['SECRETS', 'abc'],
    ['SENHA', 'abc'],
    ['JWT', 'abc'],
    ['CLIENT_KEY_DATA', Buffer.from(`-----BEGIN RSA ${'PRIVATE'} KEY-----`).toString('base64')],
    ['CLIENT_KEY_DATA', Buffer.from(`-----BEGIN EC ${'PRIVATE'} KEY-----`).toString('base64')],
    ['CLIENT_KEY_DATA', Buffer.from(`-----BEGIN ${'PRIVATE'} KEY-----`).toString('base64')],
    ['MYSQLPASS', 'hunter2'],
    ['AUTH', 'Basic dXNlcjpwYXNz'],
    ['AUTHORIZATION', 'Bearer abcdef'],
    ['X_AUTH', 'Token abcdef'],
    ['DB_PASSWORD_FILE', 'hunter2'],
    ['PASSWORD_PATH', 'S3cr3t!'],
    ['TOKEN_FILE', random],
    ['passwordLocation', '12345x'],
    ['DB_PASSWORD', '/hunter2'],
  ])('%s=%s', (name, value) => {
    expect(isSecret(name, value) || looksLikeSecret(value)).toBe(true);
  });
});

describe('what only looks so is legal', () => {
  test.each<[string, string]>([
    ['MAX_TOKENS', '4096'],
    ['OPENAI_API_KEY', 'sk-no-key-required'],
    ['OPENAI_API_KEY', 'EMPTY'],
    ['secretKey', 'tls.crt'],
    ['imagePullSecrets', 'registry-login'],
    ['CONFIG', 'title: chat\nmax_tokens: 4096\npassword: required\n'],
    ['CONFIG', '{"tokens": "cl100k", "passwordPolicy": "long ones"}'],
    ['HELP', 'Your password: ask the admin'],
    ['OPENAI_API_KEY', 'not-needed'],
    ['AUTH_TYPE', 'Bearer'],
    ['AUTHORIZATION', `Bearer ${braced('TOKEN')}`],
    ['TRESPASS', 'no entry'],
    ['MAX_TOKEN', '4096'],
    ['TOKEN_LIMIT', '8000'],
    ['TOKENS_PER_MINUTE', '100'],
    ['PUBLIC_KEY', 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA'],
    ['SSH_PUBLIC_KEY', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB'],
    ['JWT_PUBLIC_KEY', 'abc'],
    ['PASSWORD_LOGIN', 'false'],
    ['ENABLE_PASSWORD', 'true'],
    ['SHOW_PASSWORD', 'no'],
    ['DISABLE_PASSWORD_AUTH', 'true'],
    ['PASSWORD_MIN_LENGTH', '12'],
    ['PASSWORD_MAX_LENGTH', '4096'],
    ['TOKENS_PER_PASS', '8'],
    ['PASSWORD_FILE', '/run/secrets/db'],
    ['DB_PASSWORD', '/run/secrets/db'],
    ['TOKEN_PATH', '/var/run/secrets/token'],
    ['TOKEN_PATH', 'data.access_token'],
    ['DB_PASSWORD_FILE', '/run/secrets/db'],
    ['DB_PASSWORD_FILE', '/password'],
    ['DB_PASSWORD_FILE', 'db-password.txt'],
    ['POSTGRES_PASSWORD__FILE', './db2'],
    ['TOKEN_FILE', 'C:\\secrets\\token1'],
    ['PASSWORDS_DIR', 'secrets/2024'],
    ['HEADERS', `Authorization: Bearer ${braced('TOKEN')}`],
    ['HEADERS', 'Authorization: Bearer <token>'],
    ['HELP', 'Send it as "Authorization: Bearer token"'],
    ['HELP', 'The header X-Api-Key holds it'],
    ['NGINX', 'proxy_set_header Authorization $http_authorization;'],
    ['NGINX', 'proxy_set_header X-Forwarded-Proto https;'],
    ['SCOPES', '["secret:read", "token:write"]'],
    ['AUTH_SECRET_NAME', 'chat-users'],
    ['nginx.ingress.kubernetes.io/auth-secret', 'chat-users'],
    ['nginx.ingress.kubernetes.io/auth-tls-secret', 'chat/client-ca'],
    ['TLS_SECRET', 'chat-tls'],
    ['IMAGE_PULL_SECRET', 'registry-login'],
    ['MONGODB_PASSWORD', '$(PASS)'],
    ['DB_PASSWORD', braced('DB_PASSWORD')],
    ['EOS_TOKEN', '</s>'],
    ['PAD_TOKEN', '<pad>'],
    ['STOP_TOKEN', 'END'],
    ['TOKEN_URL', 'https://login.example.com/token'],
    ['TOKEN_ENDPOINT', 'x'],
    ['OIDC_TOKEN_ISSUER', 'x'],
    ['SECRET_ROTATION', 'weekly'],
    ['example.com/rotated-token', '2026-11-22'],
    ['example.com/rotated-token', 'weekly'],
    ['API_KEY_HEADER', 'X-Api-Key'],
    ['AWS_ACCESS_KEY_ID_FILE', '/x/y'],
    ['KEYBOARD', 'us'],
    ['MONKEY', 'george'],
    ['BYPASS', 'localhost'],
    ['COMPASS', 'north'],
    ['PASSENGERS', '4'],
    ['SORT_KEY', 'name'],
    ['PARTITION_KEY', 'user'],
    ['ROUTING_KEY', 'instructlab-gpu'],
    ['CACHE_KEY', 'a1b2c3d4e5f6a7b8c9d0'],
    ['checksum/secret', '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'],
    ['key', '0123456789abcdef0123456789abcdef'],
    ['CERT_SHA256', '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'],
    ['AUTHOR', 'alice'],
    ['AUTH_TYPE', 'basic'],
    ['SESSION_COOKIE', 'chat_session'],
    ['TOKENIZER', 'cl100k_base'],
    ['TOKENIZERS_PARALLELISM', 'false'],
    ['SECRETARY', 'bob'],
    ['TOKEN_TTL', '30d'],
    ['ACCESS_TOKEN_LIFETIME', '3600'],
    ['REQUIRE_API_KEY', 'false'],
    ['client-id', '0123456789abcdef0123456789abcdef'],
    ['certificate', 'chat-tls'],
    ['cert-manager.io/private-key-algorithm', 'ECDSA'],
    ['cert-manager.io/private-key-rotation-policy', 'Always'],
    [
      'service.beta.kubernetes.io/aws-load-balancer-ssl-cert',
      'arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012',
    ],
    ['hotkey', 'ctrl-k'],
    ['keys', 'a b c'],
    ['PASSWORD_POLICY', 'strict'],
    ['CREDENTIAL_HELPER', 'store'],
    ['Access-Control-Allow-Credentials', 'true'],
    ['HTTPS_PROXY', 'http://proxy.example.com:3128'],
    ['DATABASE_URL', 'mongodb://$(USER):$(PASS)@mongodb/chat'],
    ['DATABASE_URL', `postgres://chat:${braced('PGPASS')}@db/chat`],
    ['CALLBACK', 'https://login.example.com/?rd=$x&token=$token'],
    ['ARGS', '--max-tokens=40960000'],
    ['MODEL', 'sk-chat-example-com'],
    ['GITHUB_TOKEN', ''],
    ['COMMIT', '0123456789abcdef0123456789abcdef01234567'],
  ])('%s=%s', (name, value) => {
    expect(isSecret(name, value) || looksLikeSecret(value)).toBe(false);
  });
});

describe('secrets inside a longer text', () => {
  test.each([
    'redis://:hunter2@redis:6379',
    'mongodb://chat:hunter2@mongodb/chat',
    'gunicorn --api-key=abcdefg',
    '-Djavax.net.ssl.trustStorePassword=changeit',
    'AccountName=chat;AccountKey=abcdefg==;EndpointSuffix=core.windows.net',
    'https://hooks.slack.com/services/T0123/B0123/abcdefg',
    `https://chat.blob.core.windows.net/x?sv=2024&sig=${random}`,
    `authorization: bearer ${random}`,
    'Authorization: Bearer xyz',
    'X-Api-Key: xyz',
    'Accept: text/html\nProxy-Authorization: Basic dXNlcjpwYXNz',
    '--header=X-Auth-Token: xyz',
    'curl --header "Authorization: Basic dXNlcjpwYXNz" http://page',
    "curl -H 'X-Api-Key: xyz' http://page",
    'curl -HX-Api-Key:xyz http://page',
    'proxy_set_header Authorization "Bearer xyz";',
    'proxy_set_header X-Api-Key xyz;',
    'authorization=Bearer%20xyz',
    '%h/vllm/venv/bin/vllm serve granite --api-key Sommer2026abc',
    'server --password hunter2hunter2 --port 8000',
    "exec server --token 'Sommer2026abc'",
  ])('%s', (text) => {
    expect(looksLikeSecret(text)).toBe(true);
  });
});

test.each([
  'vllm serve granite --api-key-file /etc/key --max-tokens 4096',
  'vllm serve granite --tokenizer granite-3.1 --token-limit 10000',
  'server --api-key $(API_KEY) --port 8000',
  'server --password --verbose',
])('%s has no secret in it', (text) => {
  expect(looksLikeSecret(text)).toBe(false);
});

describe('the same holds wherever a text comes from', () => {
  const toLine = (problems: readonly string[]) => problems.filter((line) => !/^exposure|^client\.image/.test(line));

  test('a variable of the settings', () => {
    expect(toLine(report({ ...minimal, client: { ...minimal.client, env: { CLIENT_SECRET: 's3cr3t' } } }))).toEqual([
      'client.env.CLIENT_SECRET: named like a secret, and the output is for everybody to read; use { secretName, key }',
    ]);
  });

  const container = '/spec/template/spec/containers/0';
  test.each<[string, string, unknown]>([
    ['a variable', `${container}/env/-`, { name: 'JWT_SECRET', value: 's3cr3t' }],
    ['the value of one', `${container}/env/0/value`, `sk-${hex}`],
    ['an annotation', '/metadata/annotations', { 'example.com/api-key': 's3cr3t' }],
    ['an argument', `${container}/args/-`, '--client-secret=s3cr3t'],
    ['two arguments', `${container}/args`, ['--client-secret', 's3cr3t']],
    ['a header', `${container}/args`, ['--header', 'Authorization: Basic dXNlcjpwYXNz']],
  ])('%s of a patch', (_, path, value) => {
    expect(() =>
      synthesize({ ...minimal, patches: [{ target: { kind: 'Deployment' }, patch: [{ op: 'add', path, value }] }] }),
    ).toThrow(/secret/);
  });
});

describe('words that programs write for a missing value are legal where people write', () => {
  const text = 'left undefined on purpose';
  test.each<[string, object]>([
    ['podAnnotations', { client: { ...minimal.client, podAnnotations: { 'example.com/note': text } } }],
    ['podLabels', { client: { ...minimal.client, podLabels: { note: 'undefined' } } }],
    ['env', { client: { ...minimal.client, env: { NOTE: text } } }],
    ['annotations of an Ingress', { exposure: { nginxIngress: { annotations: { 'example.com/note': text } } } }],
    [
      'loadBalancerAnnotations',
      {
        exposure: {
          gateway: {
            own: { className: 'eg', loadBalancerAnnotations: { 'example.com/note': text } },
            dataPlane: 'any',
          },
        },
      },
    ],
    [
      'a patch of annotations',
      {
        patches: [
          {
            target: { kind: 'Deployment' },
            patch: [{ op: 'add', path: '/spec/template/metadata/annotations', value: { note: text } }],
          },
        ],
      },
    ],
  ])('%s', (_, settings) => {
    expect(() => synthesize({ ...minimal, ...settings })).not.toThrow();
  });
});

/** Letters and digits that mean nothing, so many. */
const signs = (count: number, of = 'a1b2c3d4e5f6g7h8') => of.repeat(20).slice(0, count);
const digits = (count: number) => signs(count, '1234567890');
const upper = (count: number) => signs(count, 'A1B2C3D4E5F6G7H8');
const letters = (count: number) => signs(count, 'abcdefghijklmnopqrstuvwxyz');

describe('the forms of secrets, to the sign', () => {
  test.each([
    ...[
      'ghp_',
      'gho_',
      'ghu_',
      'ghs_',
      'ghr_',
      'github_pat_',
      'glpat-',
      'hf_',
      'npm_',
      'xapp-',
      'dckr_pat_',
      'sha256~',
    ],
    ...['xoxa-', 'xoxb-', 'xoxe-', 'xoxp-', 'xoxr-', 'xoxs-', 'AIza', 'ya29.', 'sk_live_', 'rk_test_', 'gsk_', 'xai-'],
    ...['pplx-', 'r8_', 'nvapi-', 'glsa_', 'hvs.', 'hvb.', 'hvr.', 'dop_v1_', 'shpat_', 'shpss_', 'lin_api_', 'whsec_'],
    ...['tskey-', 'pypi-', 'sk-proj-', 'sk-ant-', 'sk-or-', 'sk-svcacct-', 'sk-admin-', 'AGE-SECRET-KEY-1'],
  ])('%s', (prefix) => {
    const rest = prefix.startsWith('AGE') ? upper : letters;
    expect(looksLikeSecret(`${prefix}${rest(16)}`)).toBe(true);
    expect(looksLikeSecret(`see ${prefix}${rest(16)}, there`)).toBe(true);
    expect(looksLikeSecret(`${prefix}${rest(15)}`)).toBe(false);
    expect(looksLikeSecret(`x${prefix}${rest(16)}`)).toBe(prefix.startsWith('AGE'));
  });

  test.each<[string, boolean]>([
    [`sk-aB${letters(14)}`, true],
    [`sk-aB${letters(13)}`, false],
    [`sk-${letters(60)}B`, true],
    [`sk-${'-'.repeat(201)}B`, false],
    [`sk-${letters(19)}1`, true],
    [`sk-${letters(18)}1`, false],
    [`sk-${letters(60)}1`, true],
    [`sk-${letters(61)}1`, false],
    [`SG.${signs(16)}.${signs(16)}`, true],
    [`SG.${signs(15)}.${signs(16)}`, false],
    [`SG.${signs(16)}.${signs(15)}`, false],
    [`SG.${signs(101)}.${signs(16)}`, false],
    [`ASIA${upper(16)}`, true],
    [`AXIA${upper(16)}`, false],
    [`AKIA${upper(15)}`, false],
    [`AKIA${upper(17)}`, false],
    [`AKIA${upper(16)}-`, false],
    [`-AKIA${upper(16)}`, false],
    [`${digits(8)}:AA${signs(33)}`, true],
    [`${digits(10)}:AA${signs(33)}`, true],
    [`${digits(7)}:AA${signs(33)}`, false],
    [`${digits(11)}:AA${signs(33)}`, false],
    [`${digits(8)}:AA${signs(32)}`, false],
    [`${digits(8)}:AA${signs(34)}`, false],
    [`${digits(8)}:AB${signs(33)}`, false],
    [`Bearer ${signs(16)}`, true],
    [`a basic ${letters(15)}1`, true],
    [`Bearer ${signs(15)}`, false],
    [`Bearer ${letters(26)}`, false],
    [`xBearer ${signs(16)}`, false],
    [`Bearer ${'-'.repeat(200)}1`, true],
    [`Bearer ${'-'.repeat(201)}1`, false],
    ['https://hooks.slack.com/services/T1/B1', true],
    ['https://hooks.slack.com/services/T/B1', false],
    [`https://hooks.slack.com/services/T${digits(20)}/B1`, true],
    [`https://hooks.slack.com/services/T${digits(21)}/B1`, false],
    ['https://hooks.slack.com/services/T1/B', false],
    ['https://hooksxslack.com/services/T1/B1', false],
    ['https://a:b@c', true],
    ['https://:b@c', true],
    ['https://a:@c', false],
    ['https://a@c', false],
    ['https://a/b:c@d', false],
    ['https://a b:c@d', false],
    [`https://${'a'.repeat(200)}:b@c`, true],
    [`https://${'a'.repeat(201)}:b@c`, false],
    [`https://a:${'b'.repeat(200)}@c`, true],
    [`https://a:${'b'.repeat(201)}@c`, false],
    ...['$(PASS-word.1)', '$PASS_WORD', '{{ password }}', '<password>', '*', '*'.repeat(20)].map(
      (text): [string, boolean] => [`https://a:${text}@c`, false],
    ),
    [`https://a:${braced('x')}@c`, false],
    ...['$()', '$pass', '{{}}', '<>', '*'.repeat(21), '$(A)x', 'x$(A)', '$A1'].map((text): [string, boolean] => [
      `https://a:${text}@c`,
      true,
    ]),
    [`https://x/?sig=${signs(20)}`, true],
    [`https://x/?a=b&sig=${signs(18)}%2`, true],
    [`https://x/?sig=${signs(19)}`, false],
    [`https://x/?asig=${signs(20)}`, false],
    ...['2', '2a', '2b', '2x', '2y', 'apr1', '1', '5', '6', 'y'].map((kind): [string, boolean] => [
      `$${kind}$${signs(8)}`,
      true,
    ]),
    [`$6$${signs(7)}`, false],
    [`$3$${signs(8)}`, false],
    [`$2c$${signs(8)}`, false],
    [`{SHA}${signs(20)}`, true],
    [`{SSHA}${signs(20)}`, true],
    [`{SSHA}${signs(19)}`, false],
    [`{MD5}${signs(20)}`, false],
    ['"auths":', true],
    ['"auths"  :', true],
    ['"auths"', false],
    ['auths:', false],
    [`-----BEGIN ${'A'.repeat(40)}PRIVATE KEY-----`, true],
    [`-----BEGIN ${'A'.repeat(41)}PRIVATE KEY-----`, false],
    ['-----BEGIN rsa PRIVATE KEY-----', false],
    ['-----BEGIN PUBLIC KEY-----', false],
    ['----BEGIN PRIVATE KEY-----', false],
    ['-----BEGIN PRIVATE KEY----', false],
    [`LS0tLS1CRUdJTi${'A'.repeat(40)}UFJJVkFURSBLRV`, true],
    [`LS0tLS1CRUdJTi${'A'.repeat(41)}UFJJVkFURSBLRV`, false],
    [`eyJ${signs(8)}.${signs(8)}.`, true],
    [`eyJ${signs(7)}.${signs(8)}.`, false],
    [`eyJ${signs(8)}.${signs(7)}.`, false],
    [`eyJ${signs(8)}.${signs(8)}`, false],
    [`xeyJ${signs(8)}.${signs(8)}.`, false],
  ])('%s: %s', (text, expected) => {
    expect(looksLikeSecret(text)).toBe(expected);
  });
});

describe('a name and a value inside a text, to the sign', () => {
  test.each<[string, boolean]>([
    ['api-key=abcdef', true],
    ['x api-key=abcde', false],
    ['x api-key=abcdef;y', true],
    ['x;api-key=abcdef&y', true],
    ['xapi-key-=abcdef', false],
    ['api-key="abcdef"', true],
    ['api-key=$abcdef', false],
    ['api-key={abcdef', false],
    ['api-key=<abcdef', false],
    ['key=abcdef', false],
    ['--api-key abcde', true],
    ['--api-key abcd', false],
    ['-api-key abcde', true],
    ['--api-key     abcde', true],
    ['--api-key      abcde', false],
    ['--api-key -abcde', false],
    ['x--api-key abcde', false],
    ["--api-key 'abcde'", true],
    ['api-key abcde', false],
    ['{"password":"abc"}', true],
    ['{"password"     :     "abc"}', true],
    ['{"password"      :"abc"}', false],
    ['{"password":"ab"}', false],
    ['{"password":"$abc"}', false],
    ['{"password":5}', false],
    ['password: abc', true],
    ['password: ab', false],
    ['x\n  password: abc  \ny', true],
    ["- 'password': 'abc',", true],
    ['password: abc # note', false],
    ['password: {abc', false],
    ['the password: abc', false],
    ['password: Basic abc', true],
    ['-H "X-Api-Key: abc"', true],
    ["--header='X-Api-Key: abc'", true],
    ['proxy_set_header X-Api-Key abc;', true],
    ['"X-Api-Key: abc"', true],
    ['-H "X-Api-Key: ab"', false],
    ['-H "Accept: abc"', false],
    ['X-Api-Key abc', false],
  ])('%s: %s', (text, expected) => {
    expect(looksLikeSecret(text)).toBe(expected);
  });
});

describe('what is about a secret, or where it is', () => {
  const about = [
    ...['true', 'false', 'yes', 'no', 'on', 'off', 'enable', 'enabled', 'disable', 'disabled', 'none', 'null', 'never'],
    ...['always', 'require', 'required', 'optional', 'auto', 'manual', 'unset', 'default', 'TRUE', 'empty', 'dummy'],
    ...['unused', 'no-key', 'not_key', 'no needed', 'not-needed', 'not_used', 'not required', 'no-key-required'],
    ...['sk-no-key-required', 'hourly', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', '2026-11-22', '12345'],
    ...['2026-11-22T10:00:00.5Z', '5', '5ms', '5s', '5m', '5h', '5d'],
  ];
  test.each(about)('%s is about it', (text) => {
    expect(isSecret('API_KEY', text)).toBe(false);
    expect(isSecret('API_KEY', `x${text}`)).toBe(true);
    expect(isSecret('API_KEY', `${text}x`)).toBe(true);
  });

  const elsewhere = [
    ...['$(A.b-1)', braced('a b'), '{{ a }}', ' ', `$(A) ${braced('B')}{{ c }}`, '~/a', './a', '../a', '/a/b', '/a/b/'],
    ...['/run/secrets/a.b@c-d_e', 'https://x', 'a+b.c-d://x', `a/b:c@sha256:${'0'.repeat(64)}`, 'ssh-rsa AAAA'],
    ...['ssh-ed25519 AAAA', 'ecdsa-sha2-nistp256 AAAA', '-----BEGIN PUBLIC KEY-----', '-----BEGIN CERTIFICATE-----'],
  ];
  test.each(elsewhere)('%s is where it is', (text) => {
    expect(isSecret('API_KEY', text)).toBe(false);
    expect(isSecret('API_KEY', `§${text}`)).toBe(true);
  });

  test.each([
    ...['$(A)x', '$()', '{{}}', '~', '/a', '.../a', '/a//b', `/a/${'b'.repeat(61)}`, `/a/${random}`, '1a://x', 'a://'],
    ...[
      'a:// b',
      `a@sha256:${'0'.repeat(63)}`,
      `a@sha256:${'0'.repeat(65)}`,
      `a b@sha256:${'0'.repeat(64)}`,
      'ssh-dss AAAA',
    ],
    ...['ssh-rsa', '123456', '12-11-22', '2026-11-22T10:00', '5w', 'halfly'],
  ])('%s is neither', (text) => {
    expect(isSecret('API_KEY', text)).toBe(true);
  });

  test.each<[string, string, boolean]>([
    ['DB_PASSWORD', '1234', true],
    ['DB_PASSWORD', '123', false],
    ['DB_PASSWD', '1234', true],
    ['PASSPHRASE', '1234', true],
    ['SMTP_PASS', '1234', true],
    ['MYSQL_PWD', '1234', true],
    ['DB_PASSWORD', '1234s', false],
    ['DB_PASSWORD_OLD', '1234', false],
    ['API_TOKEN', '1234', false],
    ['AUTH', 'Basic x', true],
    ['AUTH', 'token x', true],
    ['AUTH', 'ApiKey%20x', true],
    ['AUTH', 'Bearer  x', false],
    ['AUTH', 'Bearer token', false],
    ['AUTH', 'Bearer tokens', true],
    ['AUTH', 'Bearer key', false],
    ['AUTH', 'Bearer authentication', false],
    ['AUTH', 'Bearer auth1', true],
    ['AUTH', 'Bearer $x', false],
    ['AUTH', 'Bearer <x', false],
    ['AUTH', 'Bearer {x', false],
    ['AUTH', 'a Bearer x', false],
    ['AUTH', 'Bearer x y', false],
    ['TLS_SECRET', 'chat/tls.1-a', false],
    ['TLS_SECRET', 'Chat', true],
    ['TLS_SECRET', 'a/b/c', true],
    ['TLS_SECRET', '-a', true],
    ['TLS_SECRET', `a${'b'.repeat(252)}`, false],
    ['TLS_SECRET', `a${'b'.repeat(253)}`, true],
    ['TLS_SECRET', `${'n'.repeat(63)}/a`, false],
    ['TLS_SECRET', `${'n'.repeat(64)}/a`, true],
    ['TLS_SECRET', '0123456789abcdef0', true],
    ['tlsCredentials', 'chat-tls', false],
    ['TLS_SECRETS', 'chat-tls', false],
    ['TLS_TOKEN', 'chat-tls', true],
    ['DB_SECRET', 'chat-tls', true],
    ['AUTH_SECRET', 'chat-users', true],
    ['example.com/auth-secret', 'chat-users', false],
    ['secretKey', 'tls.crt', false],
    ['SECRET_KEY', 'tls.crt', true],
    ['TOKEN_FILE', 'token', false],
    ['TOKEN_FILE', 'a-1_b.c2', false],
    ['TOKEN_FILE', '1a', true],
    ['TOKEN_FILE', 'a-', true],
    ['TOKEN_FILE', 'a\\b', false],
    ['TOKEN_FILE', 'true', false],
    ['FILE', 'hunter2', false],
    ['FILE_TOKEN', 'token', true],
  ])('%s=%s: %s', (name, value, expected) => {
    expect(isSecret(name, value)).toBe(expected);
  });
});

describe('a value that nobody would write', () => {
  test.each<[string, boolean]>([
    ['q8Zx0PkT2mVn7LsY', true],
    ['q8Zx0PkT2mVn7Ls', false],
    ['-q8Zx0PkT2mVn7LsY-', true],
    ['q8zx0pkt2mvn7lsy', true],
    ['qazxcpktwmvnulsy', false],
    ['qAzXcPkTwMvNuLsY', false],
    ['1234567890123456', false],
    ['aaaaaaaaaaaaaaa1', false],
    ['a1a1a1a1a1a1a1a1', false],
    ['0123456789abcdef', true],
    ['0011223344aabbcc', true],
    ['01010101abababab', false],
    ['abcabcabcabc1212', false],
    ['q8Zx0PkT2m/Vn7LsYd4W+b9c', true],
    ['q8Zx0PkT2m/Vn7LsYd4W+b9', false],
    [`${'-'.repeat(10_000 - 16)}q8Zx0PkT2mVn7LsY`, true],
    [`${'-'.repeat(10_001 - 16)}q8Zx0PkT2mVn7LsY`, false],
  ])('%s: %s', (value, expected) => {
    expect(isSecret('MY_SALT', value)).toBe(expected);
    expect(isSecret('COLOUR', value)).toBe(false);
    expect(isSecret('key', value)).toBe(false);
  });

  test.each(['CACHE_KEY', 'PUBLIC_KEY', 'SHA256_SEED', 'TOPOLOGY_KEY'])('is nothing under %s', (name) => {
    expect(isSecret(name, random)).toBe(false);
  });
});

describe('names of secrets in one word', () => {
  test.each([
    ...[
      'db',
      'pg',
      'my',
      'sql',
      'mysql',
      'mongo',
      'user',
      'root',
      'admin',
      'login',
      'smtp',
      'redis',
      'ldap',
      'mail',
    ].map((of) => `${of}pass`),
    ...[
      'ftppass',
      'proxypass',
      'appdbpass',
      'APIKEY',
      'accesskey',
      'authkey',
      'encryptionkey',
      'masterkey',
      'privatekey',
    ],
    ...[
      'secretkey',
      'signingkey',
      'my2token',
      'apptoken1',
      'dbsecret',
      'theirpassphrase',
      'XPASSWD',
      'API_KEY_2',
      'API_KEY_V1_OLD'.replace('V1_', ''),
    ],
    ...['HTTPToken', 'myHTTPSToken', 'password123', 'PASSWORD_12_NEW'],
  ])('%s', (name) => {
    expect(isSecret(name, 'x')).toBe(true);
  });

  test.each([
    'publickey',
    'bypasskeyboard',
    'dbpassed',
    'compass',
    'hotkey',
    'tokenizer',
    'secretary',
    'KEY',
    'keys',
    'old',
    '_',
    '',
  ])('not %s', (name) => {
    expect(isSecret(name, 'x')).toBe(false);
  });

  test('by the end of a long one', () => {
    expect(isSecret(`password_${'x'.repeat(92)}_password`, 'x')).toBe(true);
    expect(isSecret(`${'x'.repeat(200)}_api_key`, 'x')).toBe(true);
    expect(isSecret(`api_key_${'x'.repeat(200)}`, 'x')).toBe(false);
  });
});
