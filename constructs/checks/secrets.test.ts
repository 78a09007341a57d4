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
