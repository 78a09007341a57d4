import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { synthesize } from '../constructs/synthesis/synthesis';
import { minimal } from './cases';
import { lackingForUserManager, UserManager } from './user-manager';

// The units of a private site under a real systemd, with a stand-in for the model and for Skupper's site: "npm run test:machine".
// It needs Linux with systemd and curl, and root, for a user manager of its own.

jest.setTimeout(600_000);

const port = 18_765;
const model = 'model.service';
const site = 'skupper-default.service';

/** The model: how it behaves is in a file beside it. */
const standIn = `
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
const mode = readFileSync(new URL('mode', import.meta.url), 'utf8');
if (mode === 'dies') {
  setTimeout(() => process.exit(0), 500);
} else {
  const status = mode === 'knows no path' ? 404 : 200;
  const server = createServer((_, answer) => answer.writeHead(status).end('{"choices":[{"text":"x"}],"data":[]}'));
  setTimeout(() => server.listen(${port}, '127.0.0.1'), mode === 'loads' ? 6000 : 0);
}
`;

const settings = {
  ...minimal,
  client: { ...minimal.client, longestAnswerSeconds: 30 },
  privateSites: [{ name: 'lab', server: 'openai' as const, port, command: `${process.execPath} %h/model.mjs` }],
};

const lacking = lackingForUserManager();
const title = `the machine of a private site${lacking === undefined ? '' : `: lacks ${lacking}`}`;

(lacking === undefined ? describe : describe.skip)(title, () => {
  const machine = new UserManager();
  let other: Server | undefined;

  beforeAll(async () => {
    machine.write('model.mjs', standIn);
    machine.write(`.config/systemd/user/${site}`, '[Service]\nExecStart=/bin/sleep infinity\n');
    const files = synthesize(settings).manifests.filter(({ path, text }) => path.startsWith('lab/') && text);
    expect(files.map(({ path }) => path)).toContain(`lab/${model}`);
    for (const { path, text = '' } of files) {
      machine.write(path.replace(/^lab/, '.config/systemd/user'), text);
    }
    await machine.boot();
  });
  afterAll(() => machine.end());

  /** Each test begins with a machine on which nothing runs, and which nothing has left lately. */
  beforeEach(() => {
    machine.systemctl('stop', model, site);
    machine.systemctl('reset-failed');
    machine.forget('skupper-default.left');
  });
  afterEach(() => {
    other?.close();
    other = undefined;
  });

  const behave = (mode: string) => machine.write('mode', mode);
  const isActive = (unit: string) => machine.systemctl('is-active', unit) === 'active';
  const restarts = () => machine.property(model, 'ActiveState') === 'activating';

  test('is in the network when the model answers, and not before', async () => {
    behave('loads');
    const begin = Date.now();
    machine.systemctl('start', '--no-block', model);
    await sleep(3000);
    expect([restarts(), isActive(site)]).toEqual([true, false]);
    await machine.until('the site comes', () => isActive(site));
    expect(isActive(model)).toBe(true);
    expect(Date.now() - begin).toBeGreaterThan(6000);
  });

  test('says within seconds that the model died before its first answer, and tries again', () => {
    behave('dies');
    const begin = Date.now();
    expect(machine.starts(model)).toBe(false);
    expect(Date.now() - begin).toBeLessThan(10_000);
    expect([restarts(), isActive(site)]).toEqual([true, false]);
  });

  test('stays out of the network while the model has no such path', async () => {
    behave('knows no path');
    machine.systemctl('start', '--no-block', model);
    await sleep(6000);
    expect([restarts(), isActive(site)]).toEqual([true, false]);
  });

  test('does not take another program on the port for the model', async () => {
    behave('answers');
    const taken = createServer((_, answer) => answer.end('another'));
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));
    other = taken;
    machine.systemctl('start', '--no-block', model);
    await machine.until('the start fails', () => machine.property(model, 'Result') === 'exit-code');
    expect(machine.property(model, 'ExecMainStartTimestampMonotonic')).toBe('0');
    expect(isActive(site)).toBe(false);
  });

  test('leaves with a model that is killed, and comes back with it, after Skupper has seen it go', async () => {
    behave('answers');
    expect(machine.starts(model)).toBe(true);
    await machine.until('the site comes', () => isActive(site));
    machine.signal(model, 'KILL');
    const begin = Date.now();
    await machine.until('the site goes', () => !isActive(site), 5);
    await machine.until('the model comes back', () => isActive(model), 30);
    await machine.until('the site comes back', () => isActive(site));
    expect(Date.now() - begin).toBeGreaterThan(40_000);
  });

  test('is paused by a stop of the model, and stays so', async () => {
    behave('answers');
    machine.starts(model);
    await machine.until('the site comes', () => isActive(site));
    machine.systemctl('stop', model);
    expect([isActive(model), isActive(site)]).toEqual([false, false]);
    // Longer than a restart waits, and what a watchdog finds then it leaves alone.
    await sleep(12_000);
    expect(machine.starts('model-watchdog.service')).toBe(false);
    expect([isActive(model), isActive(site)]).toEqual([false, false]);
  });

  test('restarts a model that hangs with its port open, by the watchdog', async () => {
    behave('answers');
    machine.starts(model);
    await machine.until('the site comes', () => isActive(site));
    expect(machine.starts('model-watchdog.service')).toBe(true);
    const before = machine.property(model, 'MainPID');
    machine.signal(model, 'STOP');
    machine.systemctl('start', '--no-block', 'model-watchdog.service');
    await machine.until(
      'the model is another one',
      () => isActive(model) && machine.property(model, 'MainPID') !== before,
      200,
    );
  });

  test('is in the network again after a reboot', async () => {
    behave('answers');
    machine.systemctl('enable', model);
    await machine.shutDown();
    await machine.boot();
    await machine.until('the site comes', () => isActive(model) && isActive(site));
  });
});
