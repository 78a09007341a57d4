import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { get as getOverTls } from 'node:https';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoginSettings } from '../constructs/login/login-settings';
import type { ChatSettings } from '../constructs/settings';
import { Browser } from './browser';
import { logins, minimal } from './cases';
import {
  certificateIn,
  freePort,
  htpasswdLine,
  LoginProcesses,
  output,
  Program,
  pathOf,
  until,
} from './login-programs';
import { objectsOf } from './objects';
import { StandInExposure, StandInPage } from './stand-ins';

// The login as its Deployment starts it, before a page with a slow model: "npm run test:login". The programs come from PATH;
// a part that lacks one says so, and is left out.

jest.setTimeout(300_000);

const programs = {
  nginx: pathOf('nginx'),
  'oauth2-proxy': pathOf('oauth2-proxy'),
  openssl: pathOf('openssl'),
  htpasswd: pathOf('htpasswd'),
  dex: pathOf('dex'),
  chromium: pathOf('chromium', 'chromium-browser', 'google-chrome'),
};

test('the programs are there', () => {
  expect(Object.entries(programs).flatMap(([name, path]) => (path === undefined ? [name] : []))).toEqual([]);
});

/** Runs a part where its programs are there. */
function part(name: string, needed: readonly (keyof typeof programs)[], tests: () => void): void {
  const lacking = needed.filter((program) => programs[program] === undefined);
  (lacking.length === 0 ? describe : describe.skip)(
    `${name}${lacking.length === 0 ? '' : `: lacks ${lacking.join(', ')}`}`,
    tests,
  );
}

const everywhere = ['nginx', 'oauth2-proxy', 'openssl', 'htpasswd'] as const;
/** How long the model says nothing. */
const silence = Number(process.env.SILENCE_SECONDS ?? 100);

const folder = mkdtempSync(join(tmpdir(), 'login-for-real-'));
// nginx has workers of another user when root starts it.
chmodSync(folder, 0o755);
afterAll(async () => {
  await Program.stopAll();
  rmSync(folder, { recursive: true });
});

const reencrypt: Partial<ChatSettings> = {
  platform: 'openshift',
  exposure: { openshiftRoute: { termination: 'reencrypt' } },
};

const oidcLogin = (issuer: string): LoginSettings => ({
  oidc: { issuer, clientId: 'chat', groups: ['team', 'cn=users,ou=groups'] },
  secretName: 'chat-login',
});

/** The htpasswd file that a pod gets from its Secret. */
function writeUsers(place: string, lines: readonly string[]): void {
  mkdirSync(join(place, 'users'), { recursive: true });
  writeFileSync(join(place, 'users', 'auth'), `${lines.join('\n')}\n`);
}

const randomSecret = () => output('openssl', 'rand', '-hex', '16').trim();

/** Two pods of a login, the exposure in front and the page behind. */
class Setup {
  readonly page = new StandInPage();
  pods: LoginProcesses[] = [];
  exposure!: StandInExposure;
  url = '';
  private pageAddress = '127.0.0.1:9';

  constructor(
    readonly name: string,
    readonly login: LoginSettings,
    readonly secrets: Record<string, string>,
    private readonly more: Partial<ChatSettings> = {
      exposure: { nginxIngress: { host: 'chat.example.com', tls: {} } },
    },
  ) {}

  get folder(): string {
    return join(folder, this.name);
  }

  /** The page has to be there before the pods, the exposure's port before its address is told to an issuer. */
  async start(): Promise<void> {
    this.pageAddress = `127.0.0.1:${await this.page.start()}`;
    this.pods = [await this.pod(0), await this.pod(1)];
    await Promise.all(this.pods.map((pod) => pod.ready()));
    const ports = this.pods.map(({ port }) => port);
    this.exposure = new StandInExposure(certificateIn(join(this.folder, 'exposure')), ports);
    this.url = `https://localhost:${await this.exposure.start()}`;
  }

  /** One more pod, with what the Secrets say now. */
  async pod(index: number): Promise<LoginProcesses> {
    const chat = { ...minimal, ...this.more, login: this.login };
    const place = join(this.folder, `pod-${index}`);
    mkdirSync(place, { recursive: true });
    this.fill(place);
    return LoginProcesses.start(objectsOf(chat), { folder: place, page: this.pageAddress, secrets: this.secrets });
  }

  /** Writes the files that come from Secrets. */
  fill: (place: string) => void = () => {};

  async stop(): Promise<void> {
    await Promise.all(this.pods.map((pod) => pod.stop()));
    this.exposure.stop();
    this.page.stop();
  }
}

/** What holds for both kinds, once somebody is in. */
function holdsForBoth(setup: () => Setup, signIn: (browser: Browser) => Promise<void>, refused: number): void {
  test('without a session nothing reaches the page', async () => {
    const { page, pods } = setup();
    const status = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      new Promise<number | undefined>((resolve, reject) => {
        const asked = request({ port: pods[0]?.port, path, headers, method }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        asked.on('error', reject);
        asked.end(method === 'POST' ? 'question' : undefined);
      });
    const html = { accept: 'text/html' };
    expect(await status('/', html)).toBe(refused);
    expect(await status('/', { ...html, cookie: '_oauth2_proxy=forged' })).toBe(refused);
    expect(await status('/api/completions', {}, 'POST')).toBe(401);
    expect(await status('/', { authorization: `Basic ${btoa('alice:open-sesame')}` })).toBe(401);
    expect(await status('/', { 'x-forwarded-user': 'alice', 'x-forwarded-uri': '/oauth2/sign_in' })).toBe(401);
    for (const path of [
      '/oauth2/../events',
      '/oauth2/ready/../../events',
      '//events',
      '/%2e/events',
      '/oauth2%2f..%2fevents',
    ]) {
      expect(await status(path)).toBe(401);
    }
    expect(await status('/oauth2/auth')).toBe(404);
    const key = { 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==', 'sec-websocket-version': '13' };
    expect(await status('/socket', { upgrade: 'websocket', connection: 'Upgrade', ...key })).toBe(401);
    expect(page.requests).toEqual([]);
  });

  test('what strangers send does not fill the log, nor write lines of their own', async () => {
    const pod = setup().pods[1] as LoginProcesses;
    const said = () => `${pod.oauth2Proxy.output}${pod.nginx.output}`;
    const before = said().length;
    for (const text of hostile()) {
      const length = Buffer.byteLength(said());
      await send(pod.port, text);
      // A line may come after its answer.
      await new Promise((resolve) => setTimeout(resolve, 50));
      const request = text.slice(0, 200);
      expect({ request, enough: Buffer.byteLength(said()) - length < 2500 }).toEqual({ request, enough: true });
    }
    expect(said().slice(before)).not.toMatch(/_oauth2_proxy_|^.{0,9}forged/m);
  });

  describe('in a browser', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = new Browser(programs.chromium ?? '');
      await browser.open();
      await browser.goTo(`${setup().url}/?topic=a%26b&more`);
      await signIn(browser);
      await browser.waitFor('document.title === "The chat"');
    });
    afterAll(() => browser.close());

    test('who signs in gets the page that was asked for', async () => {
      expect(await browser.evaluate('location.pathname + location.search')).toBe('/?topic=a%26b&more');
    });

    test('the page hears who it is, and nothing of the session', async () => {
      await browser.evaluate('document.cookie = "own=1; path=/"');
      await browser.evaluate('ask("short", { Authorization: "Bearer of-the-page", "X-Forwarded-Email": "forged" })');
      const { headers = {} } = setup().page.requests.at(-1) ?? {};
      expect(headers.cookie).toBe('own=1');
      expect(headers.authorization).toBe('Bearer of-the-page');
      expect([headers['x-forwarded-user'], headers['x-forwarded-email']].join()).not.toContain('forged');
      expect(headers['x-forwarded-user']).toBeTruthy();
      // Names and passwords know no address, as docs/login.md says.
      expect(Boolean(headers['x-forwarded-email'])).toBe(setup().login.users === undefined);
    });

    test('both pods know the session', async () => {
      const before = [...setup().exposure.counts];
      for (let question = 0; question < 4; question++) {
        await browser.evaluate('ask("short")');
        expect(await browser.evaluate('out.textContent')).toBe('5 bytes');
      }
      const after = setup().exposure.counts.map((count, index) => count - (before[index] ?? 0));
      expect(Math.min(...after)).toBeGreaterThan(0);
    });

    test(`an answer comes after ${silence} s of silence`, async () => {
      await browser.evaluate(`ask("wait ${silence}")`);
      expect(await browser.evaluate('out.textContent')).toMatch(/^\d+ bytes$/);
    });

    test('a stream comes event by event', async () => {
      const { page } = setup();
      await browser.evaluate(
        'window.events = []; new EventSource("/events").onmessage = ({ data }) => events.push(data); 0',
      );
      // The next event is sent when this one is there.
      await browser.waitFor('events.includes("first")');
      page.send('second');
      await browser.waitFor('events.includes("second")');
      page.send(undefined);
    });

    test('a websocket passes', async () => {
      await browser.evaluate(
        `window.echo = ''; const socket = new WebSocket(location.origin.replace('http', 'ws') + '/socket');
        socket.onmessage = ({ data }) => { echo = data; }; socket.onopen = () => socket.send('hello'); 0`,
      );
      await browser.waitFor('echo === "echo"');
    });

    test('an upload of 20 MB passes', async () => {
      await browser.evaluate('ask(new Blob([new Uint8Array(20_000_000)]))');
      expect(await browser.evaluate('out.textContent')).toBe('20000000 bytes');
    });

    test('a page that is still open says that the session is over', async () => {
      await browser.forgetCookies();
      await browser.evaluate('ask("short")');
      expect(await browser.evaluate('out.textContent')).toBe('Error: You are not signed in any more. Reload the page.');
    });
  });
}

part('users', [...everywhere, 'chromium'], () => {
  const setup = new Setup('users', logins.users ?? {}, { 'cookie-secret': '' });
  const lines: string[] = [];
  setup.fill = (place) => writeUsers(place, lines);

  beforeAll(async () => {
    lines.push(htpasswdLine('alice', 'open-sesame'), htpasswdLine('bob', 'tell-nobody'));
    setup.secrets['cookie-secret'] = randomSecret();
    await setup.start();
  });
  afterAll(() => setup.stop());

  holdsForBoth(
    () => setup,
    (browser) => browser.fillIn({ username: 'alice', password: 'open-sesame' }),
    401,
  );

  /** Signs in at one pod, and returns the answer. */
  const signInAt = ({ port }: LoginProcesses, username: string, password: string) =>
    fetch(`http://127.0.0.1:${port}/oauth2/sign_in`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ username, password, rd: '/' }),
    });
  const get = ({ port }: LoginProcesses, cookie: string) => fetch(`http://127.0.0.1:${port}/`, { headers: { cookie } });
  const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';

  test('a wrong password is told, and leaves no session', async () => {
    const [pod] = setup.pods as [LoginProcesses];
    const answer = await signInAt(pod, 'alice', 'wrong');
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('do not go together');
    expect(pod.oauth2Proxy.output).toMatch(/^\[.{19}\] \[AuthFailure\] "alice" "Invalid authentication/m);
  });

  test('a user who is taken out cannot sign in any more, keeps the session, and loses it with the secret', async () => {
    const [pod] = setup.pods as [LoginProcesses];
    const session = cookieOf(await signInAt(pod, 'bob', 'tell-nobody'));
    lines.pop();
    setup.fill(join(setup.folder, 'pod-0'));
    await until('the file is read again', async () => (await signInAt(pod, 'bob', 'tell-nobody')).status === 401);
    expect((await get(pod, session)).status).toBe(200);
    const other = new Setup('users-later', setup.login, { 'cookie-secret': randomSecret() });
    other.fill = setup.fill;
    await other.start();
    expect((await get(other.pods[0] as LoginProcesses, session)).status).toBe(401);
    await other.stop();
  });

  test('guesses come to an end, and sessions go on', async () => {
    const pod = setup.pods[1] as LoginProcesses;
    const session = cookieOf(await signInAt(pod, 'alice', 'open-sesame'));
    const guesses: number[] = [];
    for (let guess = 0; guess < 30; guess++) {
      guesses.push((await signInAt(pod, 'alice', `guess ${guess}`)).status);
    }
    expect(guesses.slice(-5)).toEqual([429, 429, 429, 429, 429]);
    expect((await get(pod, session)).status).toBe(200);
  });

  test('a pod that stops finishes its answers', async () => {
    const pod = await (await setup.pod(2)).ready();
    const session = cookieOf(await signInAt(pod, 'alice', 'open-sesame'));
    const question = { method: 'POST', body: 'wait 5', headers: { cookie: session } };
    const asked = setup.page.requests.length;
    const answer = fetch(`http://127.0.0.1:${pod.port}/api/completions`, question);
    await until('the question has come', async () => setup.page.requests.length > asked);
    // As the kubelet does it: QUIT is the image's own signal.
    const gone = pod.nginx.stop('SIGQUIT');
    await pod.oauth2Proxy.stop('SIGTERM');
    expect((await answer).status).toBe(200);
    await gone;
  });
});

part('oidc', [...everywhere, 'dex', 'chromium'], () => {
  const setup = new Setup('oidc', {}, { 'cookie-secret': '', 'client-secret': '' });
  let dex: Program;
  let startDex: () => Program;

  beforeAll(async () => {
    const issuerFolder = join(setup.folder, 'issuer');
    certificateIn(issuerFolder);
    const port = await freePort();
    const issuer = `https://localhost:${port}/dex`;
    Object.assign(setup.secrets, { 'cookie-secret': randomSecret(), 'client-secret': randomSecret() });
    const { oidc, secretName } = oidcLogin(issuer);
    Object.assign(setup.login, { oidc: { ...oidc, caSecretName: 'issuer-ca' }, secretName });
    setup.fill = (place) => {
      mkdirSync(join(place, 'issuer-ca'), { recursive: true });
      output('cp', join(issuerFolder, 'ca.crt'), join(place, 'issuer-ca'));
    };
    const person = (name: string, groups: readonly string[]) => ({
      email: `${name}@example.com`,
      username: name,
      userID: name,
      groups,
      hash: htpasswdLine(name, 'open-sesame').split(':')[1],
    });
    // The exposure's port is known only when it has started, so the issuer is told afterwards.
    const configuration = (redirectURIs: readonly string[]) => ({
      issuer,
      storage: { type: 'memory' },
      web: {
        https: `127.0.0.1:${port}`,
        tlsCert: join(issuerFolder, 'tls.crt'),
        tlsKey: join(issuerFolder, 'tls.key'),
      },
      enablePasswordDB: true,
      // Otherwise dex asks everybody whether the chat may know who they are.
      oauth2: { skipApprovalScreen: true },
      staticClients: [{ id: 'chat', name: 'Chat', secret: setup.secrets['client-secret'], redirectURIs }],
      staticPasswords: [
        person('alice', ['team']),
        person('carol', ['cn=users,ou=groups']),
        person('dora', ['team', ...Array.from({ length: 200 }, () => randomUUID())]),
        person('mallory', ['elsewhere']),
      ],
    });
    const file = join(issuerFolder, 'dex.json');
    startDex = () => new Program('dex', ['serve', file]);
    writeFileSync(file, JSON.stringify(configuration([])));
    dex = startDex();
    await answers(`${issuer}/.well-known/openid-configuration`, dex);
    await setup.start();
    await dex.stop();
    writeFileSync(file, JSON.stringify(configuration([`${setup.url}/oauth2/callback`])));
    dex = startDex();
    await answers(`${issuer}/.well-known/openid-configuration`, dex);
  });
  afterAll(async () => {
    await dex.stop();
    await setup.stop();
  });

  const signIn = (name: string) => (browser: Browser) =>
    browser.fillIn({ login: `${name}@example.com`, password: 'open-sesame' });

  holdsForBoth(() => setup, signIn('alice'), 302);

  /** What somebody who signs in comes to see. */
  async function seenBy(name: string): Promise<string> {
    const browser = new Browser(programs.chromium ?? '');
    try {
      await browser.open();
      await browser.goTo(`${setup.url}/`);
      await signIn(name)(browser);
      await browser.waitFor(`location.href.startsWith('${setup.url}') && document.readyState === 'complete'`);
      return await browser.evaluate('document.title + " " + document.body.innerText');
    } finally {
      await browser.close();
    }
  }

  test('a group with commas in its name is one group', async () => {
    expect(await seenBy('carol')).toContain('The chat');
  });

  test('a user of 200 groups gets in, and the page does not see the cookies that this takes', async () => {
    expect(await seenBy('dora')).toContain('The chat');
    const { headers = {} } = setup.page.requests.at(-1) ?? {};
    expect(headers['x-forwarded-email']).toBe('dora@example.com');
    expect(headers.cookie).toBeUndefined();
  });

  test('who is in no such group is told so, and the page hears nothing', async () => {
    const before = setup.page.requests.length;
    expect(await seenBy('mallory')).toContain('403');
    expect(setup.page.requests).toHaveLength(before);
  });

  test('while the issuer is down sessions go on, and a new pod does not start', async () => {
    const browser = new Browser(programs.chromium ?? '');
    await browser.open();
    await browser.goTo(`${setup.url}/`);
    await signIn('alice')(browser);
    await browser.waitFor('document.title === "The chat"');
    await dex.stop();
    await browser.evaluate('ask("short")');
    expect(await browser.evaluate('out.textContent')).toBe('5 bytes');
    await browser.close();
    const pod = await setup.pod(2);
    expect(await pod.oauth2Proxy.exited).toBe(1);
    expect(pod.oauth2Proxy.output).toContain('Failed to initialise');
    await until('nginx listens', async () => (await pod.readiness()) === 502);
    await pod.stop();
  });
});

part('the pods', everywhere, () => {
  test('an issuer that says nothing keeps a pod from becoming ready, and the liveness probe sees it', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    const { port } = silent.address() as AddressInfo;
    const setup = new Setup('silent', oidcLogin(`https://localhost:${port}`), {
      'cookie-secret': randomSecret(),
      'client-secret': randomSecret(),
    });
    const pod = await setup.pod(0);
    await until('nginx listens', async () => (await pod.readiness()) === 502);
    await expect(fetch(`http://127.0.0.1:${pod.inside}/ping`)).rejects.toThrow();
    await pod.stop();
    silent.close();
  });

  test('behind a reencrypt Route they serve HTTPS', async () => {
    const setup = new Setup('reencrypt', logins.users ?? {}, { 'cookie-secret': randomSecret() }, reencrypt);
    setup.fill = (place) => {
      certificateIn(join(place, 'serving-certificate'));
      writeUsers(place, [htpasswdLine('alice', 'open-sesame')]);
    };
    const pod = await setup.pod(0);
    await answers(`https://localhost:${pod.port}/oauth2/ready`, pod.nginx);
    expect(await pod.readiness()).toBe(400);
    await pod.stop();
  });
});

/** Sends forms without an end on many connections, and returns how much was taken. */
async function attack(port: number, path: string): Promise<void> {
  const size = 9_900_000;
  const head = [`POST ${path} HTTP/1.1`, 'Host: localhost', 'Content-Type: application/x-www-form-urlencoded'];
  const form = `username=${'a'.repeat(size - 20)}`;
  const sockets = Array.from({ length: 60 }, () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write([...head, `Content-Length: ${size}`, '', form].join('\r\n'));
    return socket;
  });
  await new Promise((resolve) => setTimeout(resolve, 8000));
  for (const socket of sockets) {
    socket.destroy();
  }
}

part('memory', everywhere, () => {
  test('forms that strangers send fill oauth2-proxy alone, and not the login', async () => {
    const setup = new Setup('memory', logins.users ?? {}, { 'cookie-secret': randomSecret() });
    setup.fill = (place) => writeUsers(place, [htpasswdLine('alice', 'open-sesame')]);
    await setup.start();
    const [pod] = setup.pods as [LoginProcesses];
    await attack(pod.port, '/');
    await attack(pod.port, '/oauth2/sign_in');
    const behindNginx = { oauth2Proxy: pod.oauth2Proxy.memory, nginx: pod.nginx.memory };
    await attack(pod.inside, '/oauth2/sign_in');
    const alone = pod.oauth2Proxy.memory;
    console.log({ behindNginx, alone });
    expect(behindNginx.oauth2Proxy).toBeLessThan(100);
    expect(behindNginx.nginx).toBeLessThan(100);
    expect(alone).toBeGreaterThan(300);
    await setup.stop();
  });
});

/** Requests of 30 kB each, in every place that a stranger may fill. */
function hostile(host = 'localhost'): readonly string[] {
  const filled = '\xff'.repeat(30_000);
  const cookies = Array.from({ length: 1200 }, (_, index) => `_oauth2_proxy_${index}_csrf=x`).join('; ');
  const get = (path: string, ...fields: readonly string[]) =>
    [`GET ${path} HTTP/1.1`, `Host: ${host}`, 'Accept: text/html', ...fields, 'Connection: close', '', ''].join('\r\n');
  const signIn = (form: string, ...fields: readonly string[]) =>
    [
      'POST /oauth2/sign_in HTTP/1.1',
      `Host: ${host}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${form.length}`,
      ...fields,
      'Connection: close',
      '',
      form,
    ].join('\r\n');
  const fields = [
    'User-Agent',
    'X-Request-Id',
    'X-Auth-Request-Redirect',
    'X-Forwarded-Uri',
    'Cookie',
    'Authorization',
  ];
  const state = 'a'.repeat(40);
  return [
    ...['/', '/oauth2/sign_in', '/oauth2/start', `/oauth2/callback?state=${state}:/`].flatMap((path) => [
      ...fields.map((field) => get(path, `${field}: ${filled}`)),
      get(path, ...fields.slice(0, 4).map((field) => `${field}: ${filled}`)),
      get(path, `Cookie: ${cookies}`),
      get(path, `Cookie: _oauth2_proxy=${filled}`),
    ]),
    get('/', 'Content-Length: 2000'),
    get(`/?${filled}`),
    get(`//${filled}`),
    get(`/?${filled}`, 'Content-Length: 2000'),
    get(`/oauth2/sign_in?rd=${filled}`),
    get(`/oauth2/sign_in?rd=http://${filled}`),
    get(`/oauth2/start?rd=https://${'a'.repeat(30_000)}`),
    get(`/oauth2/callback?error=${filled}`),
    get(`/oauth2/callback?error=${'%0aforged'.repeat(3000)}`),
    get(`/oauth2/callback?error=${'\xf0\x9f\x98\x80'.repeat(7000)}`),
    get(`/oauth2/callback?state=${filled}`),
    get(`/oauth2/callback?state=${state}:/${filled}`),
    get(`/oauth2/sign_out?rd=${filled}`),
    get(`/oauth2/static/${filled}`),
    get('/', `Host: ${'a'.repeat(30_000)}`).replace(`Host: ${host}\r\n`, ''),
    get('/oauth2/callback', `Host: ${'a'.repeat(30_000)}`).replace(`Host: ${host}\r\n`, ''),
    signIn(`username=${filled.slice(0, 8000)}&password=x`),
    signIn(`username=a&password=x&rd=${filled.slice(0, 8000)}`, `User-Agent: ${filled}`),
    signIn(`username=${'%0aforged'.repeat(800)}&password=x`),
    signIn('a'.repeat(9000), `User-Agent: ${filled}`),
  ];
}

async function send(port: number, text: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.on('close', () => resolve());
    socket.resume();
    socket.write(text, 'latin1');
  });
}

async function answers(url: string, program: Program): Promise<void> {
  const asked = () =>
    new Promise<boolean>((resolve) => {
      const answered = getOverTls(url, { rejectUnauthorized: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode === 200);
      });
      answered.on('error', () => resolve(false));
    });
  await until(`${url} answers`, asked, () => program.output);
}
