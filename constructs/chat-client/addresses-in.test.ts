import { addressesIn, namesCalledAddress } from './addresses-in';

test.each<[string, string, number]>([
  ['http://proxy', 'proxy', 80],
  ['https://api.example.com/v1?x=1', 'api.example.com', 443],
  ['HTTPS://API.example.com', 'API.example.com', 443],
  ['http://proxy:3128', 'proxy', 3128],
  ['postgres://chat:word@db/chat', 'db', 5432],
  ['postgresql+psycopg://chat@db:6543/chat', 'db', 6543],
  ['mysql://db#x', 'db', 3306],
  ['mongodb://db?x', 'db', 27_017],
  ['redis://redis', 'redis', 6379],
  ['rediss://redis', 'redis', 6379],
  ['ldap://directory', 'directory', 389],
  ['ldaps://directory', 'directory', 636],
  ['amqp://queue:5672', 'queue', 5672],
  ['http://[2001:db8::1]:8080/', '[2001:db8::1]', 8080],
  ['http://localhost.example.com', 'localhost.example.com', 80],
  ['http://10.127.0.1', '10.127.0.1', 80],
])('%s is called', (value, host, port) => {
  expect(addressesIn([{ name: 'A', value }])).toEqual([{ variable: 'A', host, port }]);
});

test.each([
  undefined,
  'amqp://queue',
  'see http://proxy',
  'http://localhost:11434',
  'http://127.0.0.1',
  'http://[::1]:80',
  'proxy:3128',
  'http://',
])('%s is not', (value) => {
  expect(addressesIn([{ name: 'A', value }])).toEqual([]);
});

test.each(['PUBLIC_URL', 'WEBUI_URL', 'OAUTH_REDIRECT_URI', 'CORS_ALLOW', 'chainlit_url', 'DOMAIN', 'API_ORIGIN'])(
  'what browsers open is not: %s',
  (name) => {
    expect(addressesIn([{ name, value: 'https://chat.example.com' }])).toEqual([]);
    expect(namesCalledAddress(name)).toBe(false);
  },
);

test.each<[string, boolean]>([
  ['PROXY', true],
  ['HTTPS_PROXY', true],
  ['https_proxy', true],
  ['DATABASE_URL', true],
  ['MONGO_URI', true],
  ['SENTRY_DSN', true],
  ['MY_NO_PROXY', true],
  ['NO_PROXY', false],
  ['no_proxy', false],
  ['DATABASE_URLS', false],
  ['CURL', false],
  ['REPUBLIC_URL', true],
  ['URL_PREFIX', false],
])('the name %s says that its value is called: %s', (name, isCalled) => {
  expect(namesCalledAddress(name)).toBe(isCalled);
});
