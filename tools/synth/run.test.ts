import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChatSettings, Settings } from '../../constructs/settings';
import { settings } from '../../tests/article-settings';
import { outputIn, runIn } from '../../tests/run-here';
import type { RunOptions } from './run';

const article = settings as ChatSettings;
const { client, exposure, model } = article;

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'run-'));
  await synth();
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (file: string) => join(folder, file);

/** Runs on the article's settings with these in their place. */
const synth = (changes: object = {}, options?: Partial<RunOptions>) =>
  synthWhole({ ...article, ...changes } as Settings, options);
const synthWhole = (settings: Settings, options?: Partial<RunOptions>) =>
  runIn(folder, async () => ({ settings }), options);

const replicas = (number: unknown) => ({ client: { ...client, replicas: number } });

describe('a run', () => {
  test('tells what a change of the settings changes', async () => {
    const { status, stdout } = await synth({
      ...replicas(1),
      exposure: { loadBalancer: exposure?.loadBalancer },
    });
    expect(status).toBe(0);
    expect(stdout).toContain('dist/: 4 files, 1 written, 1 removed');
    expect(stdout).toContain('20-chat-client.k8s.yaml (changed)');
    expect(stdout).toContain('30-nginx-ingress.k8s.yaml (removed)');
    expect(outputIn(folder)['dist/20-chat-client.k8s.yaml']).toContain('\n  replicas: 1\n');
    expect(outputIn(folder)).not.toHaveProperty(['dist/30-nginx-ingress.k8s.yaml']);
  });

  test('warns on standard error, one line each', async () => {
    const { stderr } = await synth();
    const lines = stderr.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.filter((line) => !/^warning\[[\w-]+\] [\w.[\]]+: .+[;].+$/.test(line))).toEqual([]);
  });

  test('that is quiet says nothing but warnings', async () => {
    const quiet = await synth(replicas(3), { quiet: true });
    expect(outputIn(folder)['dist/20-chat-client.k8s.yaml']).toContain('\n  replicas: 3\n');
    const { stderr } = await synth(replicas(3));
    expect(quiet).toEqual({ status: 0, stdout: '', stderr });
  });

  test('that is strict fails on a warning, and writes nothing', async () => {
    const before = outputIn(folder);
    const { status, stderr } = await synth(replicas(3), { strict: true });
    expect(status).toBe(1);
    expect(stderr).toContain('because of --strict');
    expect(outputIn(folder)).toEqual(before);
  });

  test('keeps a file that somebody added to dist/, and says so', async () => {
    writeFileSync(at('dist/kustomization.yaml'), 'resources: []\n');
    const { stdout } = await synth();
    expect(stdout).toContain('kustomization.yaml (kept, not made by this project)');
    expect(outputIn(folder)).toHaveProperty(['dist/kustomization.yaml'], 'resources: []\n');
  });

  test('says that the run before was cut off, also when this one is refused', async () => {
    mkdirSync(at('.cache'), { recursive: true });
    writeFileSync(at('.cache/synth.lock'), String(spawnSync('true').pid));
    expect((await synth(replicas(-1))).stderr).toContain(
      'Nothing was written. A run before this one was cut off; the next that succeeds finishes its work.',
    );
    expect((await synth()).stdout).toContain('The run before this one was cut off. This one has finished its work.');
    expect((await synth()).stdout).not.toContain('cut off');
  });
});

describe('a check', () => {
  const check = (changes?: object) => synth(changes, { check: true });

  test('ends with 0 while the output is what the settings make', async () => {
    expect(await check()).toEqual({
      status: 0,
      stdout: 'dist/: 5 files, as before\ndist-private/: 5 files, as before\n',
      stderr: '',
    });
  });

  test('ends with 1 and the differences when it is not, and writes nothing', async () => {
    const before = outputIn(folder);
    const { status, stdout, stderr } = await check(replicas(3));
    expect(status).toBe(1);
    expect(stdout).toContain('dist/: 5 files, 1 to write, 0 to remove\n  20-chat-client.k8s.yaml (changed)\n');
    expect(stdout).toContain('  changed  Deployment ilab-client: spec.replicas: 2 → 3\n');
    expect(stderr).toBe(
      '\nThe output is not what the settings make: run "npm run synth", read what it changes, and commit it.\n',
    );
    expect(outputIn(folder)).toEqual(before);
  });

  test('sees an edit by hand, a missing file and one of a chat that is gone', async () => {
    const text = readFileSync(at('dist/20-chat-client.k8s.yaml'), 'utf8');
    writeFileSync(at('dist/20-chat-client.k8s.yaml'), text.replace('replicas: 2', 'replicas: 9'));
    rmSync(at('dist/00-namespace.k8s.yaml'));
    copyFileSync(at('dist/10-skupper.k8s.yaml'), at('dist/11-more.k8s.yaml'));
    const { status, stdout } = await check();
    expect(status).toBe(1);
    for (const file of [
      '00-namespace.k8s.yaml (new)',
      '20-chat-client.k8s.yaml (changed)',
      '11-more.k8s.yaml (removed)',
    ]) {
      expect(stdout).toContain(file);
    }
  });
});

test("the lines are shown in git's direction, and nothing is written", async () => {
  const before = outputIn(folder);
  const { status, stdout } = await synth(replicas(3), { diff: true });
  expect(status).toBe(0);
  expect(stdout).toContain('--- a/dist/20-chat-client.k8s.yaml\n+++ b/dist/20-chat-client.k8s.yaml\n@@');
  expect(stdout).toContain('\n spec:\n-  replicas: 2\n+  replicas: 3\n');
  expect(outputIn(folder)).toEqual(before);
});

describe('settings that cannot be used leave the output alone', () => {
  const fails = (message: string) => async () => {
    throw new Error(message);
  };
  const changed = (changes: object) => async () => ({ settings: { ...article, ...changes } as Settings });

  test.each<[string, () => Promise<{ settings?: Settings }>, string]>([
    ['a port out of range', changed({ client: { ...client, port: 80000 } }), 'client.port: "80000" is not a port'],
    [
      'a host with capitals',
      changed({ model: { ...model, host: 'Instruct.Lab' } }),
      'model.host: "Instruct.Lab" is not a Service name',
    ],
    [
      'an image that moves',
      changed({ client: { ...client, image: 'quay.io/rzago/ilab-client:latest' } }),
      'client.image: "quay.io/rzago/ilab-client:latest" is not',
    ],
    ['a text for a number', changed(replicas('two')), 'client.replicas: "two" is not a number of pods'],
    ['less than nothing', changed(replicas(-1)), 'client.replicas: "-1" is not a number of pods'],
    ['settings that are not exported', async () => ({}), 'it has to say "export const settings'],
    ['a program that fails', fails('no settings today'), 'Error: no settings today'],
    [
      'a program that fails with a secret',
      fails('cannot log in with ghp_abcdefghijklmnopqrstuvwx'),
      'it stopped with a text that looks like a secret',
    ],
  ])('%s', async (_, load, message) => {
    const before = outputIn(folder);
    const { status, stdout, stderr } = await runIn(folder, load);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).toContain('Nothing was written');
    expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at |\bundefined\b|\[object|node_modules/);
    expect(stderr).not.toContain(folder);
    expect(stderr).not.toContain('ghp_');
    expect(outputIn(folder)).toEqual(before);
  });

  const typeCheck = Promise.resolve(['settings.ts(22,5): error TS2322: no number']);

  test('types that do not fit, where nothing else is wrong', async () => {
    const before = outputIn(folder);
    expect(await synth(replicas(3), { typeCheck })).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'The types do not fit.\n\n  settings.ts(22,5): error TS2322: no number\n\nNothing was written: the output is as it was.\n',
    });
    expect(outputIn(folder)).toEqual(before);
  });

  test('a setting that the compiler sees too is told in our words alone', async () => {
    const { stderr } = await synth(replicas('two'), { typeCheck });
    expect(stderr).toContain('client.replicas: "two" is not a number of pods');
    expect(stderr).not.toContain('TS2322');
  });

  test('a program that fails, with the line that the compiler knows', async () => {
    const { stderr } = await runIn(folder, fails('no settings today'), { typeCheck });
    expect(stderr).toContain('  Error: no settings today\n  settings.ts(22,5): error TS2322: no number\n');
  });
});

describe('a fleet', () => {
  const chat = (name: string): ChatSettings => ({
    namespace: { name },
    site: { name },
    model: { host: 'model', port: 8000 },
    client: { name: 'client', image: 'client:v1' },
  });

  test('is made of one chat, and one chat of it, and nothing is left of the other', async () => {
    const flat = outputIn(folder);
    const withMachine = (name: string) => ({ ...chat(name), privateSites: [{ name: 'machine', host: 'gpu-box' }] });
    const { stdout } = await synthWhole({ chats: { one: withMachine('one'), two: withMachine('two') } });
    expect(stdout).toContain('Next: kubectl apply -R -f dist\n');
    expect(Object.keys(outputIn(folder))).toEqual([
      ...['one', 'two'].flatMap((name) =>
        ['00-namespace', '10-skupper', '20-chat-client'].map((file) => `dist/${name}/${file}.k8s.yaml`),
      ),
      'dist-private/one/machine.k8s.yaml',
      'dist-private/two/machine.k8s.yaml',
    ]);
    await synth();
    expect(outputIn(folder)).toEqual(flat);
  });

  test('that is large has its first chats named and the rest counted', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `chat-${index}`);
    const { stdout, stderr } = await synthWhole({ chats: Object.fromEntries(names.map((name) => [name, chat(name)])) });
    expect(stdout).toContain('and 20 more chats');
    expect(stderr).toContain('and 10 more warnings; --strict lists them all');
  });
});
