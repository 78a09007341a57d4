import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { minimal } from '../../../tests/cases';
import { synthesize } from '../../synthesis/synthesis';
import { textOf } from '../../synthesis/text';
import type { PrivateSiteSettings } from '../private-site-settings';

const modelName = 'ibm-granite/granite-3.3-8b-instruct';

/** The texts of the machine's files, by their paths. */
function filesOf(site: PrivateSiteSettings, changes: { modelName?: string; longestAnswerSeconds?: number } = {}) {
  const { longestAnswerSeconds } = changes;
  const { manifests } = synthesize({
    ...minimal,
    model: { ...minimal.model, name: changes.modelName },
    client: { ...minimal.client, longestAnswerSeconds },
    privateSites: [site],
  });
  const own = manifests.filter(({ side, path }) => side === 'private' && !path.endsWith('.k8s.yaml'));
  return Object.fromEntries(own.map((manifest) => [manifest.path, textOf(manifest)]));
}

/** The value of a directive. */
function directive(unit: string | undefined, name: string): string {
  const [, value] = new RegExp(`^${name}=(.*)$`, 'm').exec(unit ?? '') ?? [];
  if (value === undefined) {
    throw new Error(`no ${name} in\n${unit}`);
  }
  return value;
}

describe('the files of a machine', () => {
  test('are beside the YAML of its site, and begin with the line that marks them as ours', () => {
    const files = filesOf({ name: 'lab' });
    expect(Object.keys(files)).toEqual([
      'lab/model.service',
      'lab/model-watchdog.service',
      'lab/model-watchdog.timer',
      'lab/skupper-default.service.d/model.conf',
    ]);
    for (const text of Object.values(files)) {
      expect(text).toMatch(/^# Written by "npm run synth" from settings\.ts/);
    }
  });

  test.each<[string, PrivateSiteSettings, string]>([
    ['InstructLab', { name: 'lab' }, '%h/instructlab/venv/bin/ilab model serve'],
    ['InstructLab, another port', { name: 'lab', port: 8001 }, '%h/instructlab/venv/bin/ilab model serve --port 8001'],
    [
      'llama.cpp, with the model that InstructLab downloads',
      { name: 'lab', server: 'llama.cpp' },
      '%h/llama.cpp/build/bin/llama-server --model %h/.cache/instructlab/models/granite-7b-lab-Q4_K_M.gguf --host 127.0.0.1 --port 8080',
    ],
    ['Ollama', { name: 'lab', server: 'ollama' }, '/usr/local/bin/ollama serve'],
    [
      'vLLM',
      { name: 'lab', server: 'vllm', port: 8002 },
      `%h/vllm/venv/bin/vllm serve ${modelName} --host 127.0.0.1 --port 8002`,
    ],
    [
      'a command of its own',
      { name: 'lab', server: 'openai', command: '/opt/serve --port 8000' },
      '/opt/serve --port 8000',
    ],
  ])('start %s', (_, site, command) => {
    const name = site.server === 'ollama' || site.server === 'vllm' ? modelName : undefined;
    expect(directive(filesOf(site, { modelName: name })['lab/model.service'], 'ExecStart')).toBe(command);
  });

  test('tell Ollama its port in the environment, because it has no option for it', () => {
    const files = filesOf({ name: 'lab', server: 'ollama', port: 11_500 }, { modelName: 'granite3.3:8b' });
    expect(directive(files['lab/model.service'], 'Environment')).toBe('OLLAMA_HOST=127.0.0.1:11500');
  });

  test.each<[string, PrivateSiteSettings]>([
    ['a server on another machine', { name: 'lab', host: 'gpu-box' }],
    ['a server that nothing is known of', { name: 'lab', server: 'openai' }],
    ['vLLM without a model', { name: 'lab', server: 'vllm' }],
    ['a virtual machine of Podman', { name: 'lab', platform: 'podman-machine', host: 'localhost' }],
  ])('are not made for %s', (_, site) => {
    expect(filesOf(site)).toEqual({});
  });

  test('tie the site to the model, both ways', () => {
    const files = filesOf({ name: 'lab' });
    expect(directive(files['lab/model.service'], 'Wants')).toBe('skupper-default.service');
    const dropIn = files['lab/skupper-default.service.d/model.conf'];
    expect(directive(dropIn, 'BindsTo')).toBe('model.service');
    expect(directive(dropIn, 'After')).toBe('model.service');
  });

  test('have a unit for each server of the machine, and the site follows those that get questions', () => {
    const modelServers = [
      { routingKey: 'model-new', weight: 1 },
      { routingKey: 'model-old', port: 8001, weight: 0 },
    ];
    const files = filesOf({ name: 'gpu', modelServers });
    expect(directive(files['gpu/model-model-old.service'], 'ExecStart')).toMatch(/--port 8001$/);
    expect(directive(files['gpu/skupper-default.service.d/model.conf'], 'BindsTo')).toBe('model-model-new.service');
  });

  test('have the site follow all programs that get questions, also on two addresses with one port', () => {
    const modelServers = [
      { routingKey: 'a', host: '127.0.0.1' },
      { routingKey: 'b', host: '127.0.0.2' },
    ];
    const files = filesOf({ name: 'gpu', modelServers });
    expect(directive(files['gpu/model-b.service'], 'ExecStartPost')).toContain('http://127.0.0.2:8000/');
    const dropIn = files['gpu/skupper-default.service.d/model.conf'];
    expect(directive(dropIn, 'BindsTo')).toBe('model-a.service model-b.service');
    expect(directive(dropIn, 'After')).toBe('model-a.service model-b.service');
  });

  test('start a program that answers two routing keys once', () => {
    const files = filesOf({ name: 'gpu', modelServers: [{ routingKey: 'a' }, { routingKey: 'b' }] });
    expect(Object.keys(files).filter((path) => /model-.\.service$/.test(path))).toEqual(['gpu/model-a.service']);
  });

  test('let the watchdog wait as long as an answer may take, and name the model where it has a name', () => {
    const curl = directive(
      filesOf({ name: 'lab' }, { longestAnswerSeconds: 900, modelName })['lab/model-watchdog.service'],
      'ExecStart',
    );
    expect(curl).toContain('--max-time 920');
    expect(curl).toContain(`--data '{"model":"${modelName}","prompt":"Hello","max_tokens":1}'`);
    expect(curl).toMatch(/ http:\/\/localhost:8000\/v1\/completions$/);
  });

  test('put brackets around an IPv6 address', () => {
    expect(filesOf({ name: 'lab', host: '::1' })['lab/model.service']).toContain('http://[::1]:8000/v1/models');
  });

  (spawnSync('systemd-analyze', ['--version']).status === 0 ? test : test.skip)(
    'are read by systemd without a word',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'units-'));
      try {
        for (const [path, text] of Object.entries(filesOf({ name: 'lab', server: 'llama.cpp' }))) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), text);
        }
        const units = join(folder, 'lab');
        writeFileSync(join(units, 'skupper-default.service'), '[Service]\nExecStart=/bin/true\n');
        const names = ['model.service', 'model-watchdog.service', 'model-watchdog.timer', 'skupper-default.service'];
        const { stderr } = spawnSync(
          'systemd-analyze',
          ['--user', 'verify', ...names.map((name) => join(units, name))],
          {
            encoding: 'utf8',
            env: { ...process.env, XDG_RUNTIME_DIR: folder },
          },
        );
        // The programs are the machine's own.
        expect(stderr.split('\n').filter((line) => line.includes(folder) && !/is not executable/.test(line))).toEqual(
          [],
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

/** Serves HTTP on a port of its own while `use` runs. */
async function serving<T>(listener: RequestListener, use: (port: number) => Promise<T>): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Runs a command of the unit of a server on `port` as systemd would, with the process of the server. */
async function runs(name: string, port: number, mainPid: number): Promise<{ code: number | null; output: string }> {
  const line = directive(filesOf({ name: 'lab', host: '127.0.0.1', port })['lab/model.service'], name);
  const [, script = ''] = /^\/bin\/sh -c '(.*)'$/.exec(line) ?? [];
  const withoutWaiting = `sleep() { :; }; ${script}`;
  const child = spawn('/bin/sh', ['-c', withoutWaiting], { env: { ...process.env, MAINPID: String(mainPid) } });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}

/** The process of a program that has ended. */
const gone = () => spawnSync('/bin/true').pid;

describe('what the unit of a model server does around the start', () => {
  const answersOn =
    (path: string): RequestListener =>
    (request, response) => {
      response.writeHead(request.url === path ? 200 : 404).end();
    };

  test('a free port lets it start', async () => {
    const port = await serving(answersOn('/'), async (found) => found);
    expect(await runs('ExecStartPre', port, process.pid)).toMatchObject({ code: 0 });
  });

  test('a port that another program has is named, and the start fails', async () => {
    const result = await serving(answersOn('/'), async (port) => ({
      port,
      ...(await runs('ExecStartPre', port, process.pid)),
    }));
    expect(result).toMatchObject({ code: 1, output: `port ${result.port} is taken by another program\n` });
  });

  test('it counts as started when /v1/models answers, whatever GET / says', async () => {
    const { code } = await serving(answersOn('/v1/models'), (port) => runs('ExecStartPost', port, process.pid));
    expect(code).toBe(0);
  });

  test('it does not count as started while the model is being loaded', async () => {
    let asked = 0;
    const { code } = await serving(
      (_, response) => {
        asked += 1;
        response.writeHead(asked < 3 ? 503 : 200).end();
      },
      (port) => runs('ExecStartPost', port, process.pid),
    );
    expect({ code, asked }).toEqual({ code: 0, asked: 3 });
  });

  test('a server that ends before its first answer fails the start, instead of letting it wait', async () => {
    const port = await serving(answersOn('/'), async (found) => found);
    expect((await runs('ExecStartPost', port, gone())).code).not.toBe(0);
  });

  test("another program's answer does not count for a server that has ended", async () => {
    const { code } = await serving(answersOn('/v1/models'), (port) => runs('ExecStartPost', port, gone()));
    expect(code).not.toBe(0);
  });
});
