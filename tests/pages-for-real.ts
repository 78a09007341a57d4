import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PageName, PageSettings } from '../constructs/settings';
import { knownPages, minimal } from './cases';
import { objectsOf, one } from './objects';

// Pages as they are, started as dist/ says: command, environment, user, read-only root, writable folders. "npm run test:pages"
// needs Linux, root, and a folder that PAGES_FOLDER names, with a virtual environment for each page that is to be tried:
//
//   python3.12 -m venv "$PAGES_FOLDER/gradio" && "$PAGES_FOLDER/gradio/bin/pip" install gradio openai
//
// and so on for chainlit, streamlit and, without openai, open-webui. What is not there is skipped.

const folder = process.env.PAGES_FOLDER ?? '';
/** A port that no page takes, because all of them are on one loopback. */
const model = { host: 'instructlab', port: 8123 };
const minutes = 60_000;
jest.setTimeout(30 * minutes);

/** What a page's image would start, with the page's packages where the virtual environment has them. */
const pages: Partial<Readonly<Record<PageName, Partial<PageSettings>>>> = {
  chainlit: { command: ['chainlit'], args: ['run', 'app.py', '--headless'] },
  gradio: { command: ['python'], args: ['app.py'] },
  streamlit: { command: ['streamlit'], args: ['run', 'app.py'] },
  // As start.sh of the image ends, with its port.
  'open-webui': { command: ['uvicorn'], args: ['open_webui.main:app', '--host', '0.0.0.0', '--port', '8080'] },
};

/** What the images themselves set, and what is in the Secrets. */
const image: Readonly<Record<string, string>> = { PATH: '/usr/bin:/bin', PYTHONDONTWRITEBYTECODE: '1', HOME: '/root' };
/** Its image has the program in the folder above its data, and the built page beside it. */
function openWebuiImage(page: string): Readonly<Record<string, string>> {
  const [python = ''] = readdirSync(join(page, 'lib'));
  const frontend = join(page, 'lib', python, 'site-packages', 'open_webui', 'frontend');
  return { DATA_DIR: '/app/backend/data', FRONTEND_BUILD_DIR: frontend };
}

const secrets: Readonly<Record<string, string>> = {
  WEBUI_SECRET_KEY: 'not-a-secret-of-anybody',
  WEBUI_ADMIN_EMAIL: 'admin@example.com',
  WEBUI_ADMIN_PASSWORD: 'not-a-password-of-anybody',
};

/** A network with a loopback and nothing else, which lives as long as its first process. */
class Loopback {
  private readonly log = join(mkdtempSync(join(tmpdir(), 'pages-')), 'log');
  private readonly processes: ChildProcess[] = [];
  private readonly pid: number;

  constructor() {
    this.pid =
      this.started('unshare', ['--net', 'sh', '-c', 'ip link set lo up; exec sleep infinity']).pid ?? Number.NaN;
    for (let tries = 0; tries < 100 && !this.run(['sh', '-c', 'ip addr show lo | grep 127.0.0.1']); tries++) {
      spawnSync('sleep', ['0.1']);
    }
  }

  /** Starts a command inside, and keeps what it writes. */
  start(command: readonly string[], env: NodeJS.ProcessEnv): void {
    const [program = '', ...args] = [...this.enter, ...command];
    this.started(program, args, env);
  }

  /** What a command inside prints; nothing where it fails. */
  run(command: readonly string[], env: NodeJS.ProcessEnv = process.env): string | undefined {
    const [program = '', ...args] = [...this.enter, ...command];
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env });
    appendFileSync(this.log, stderr);
    return status === 0 ? stdout.trim() || 'nothing' : undefined;
  }

  /** What all of them wrote. */
  get output(): string {
    return readFileSync(this.log, 'utf8');
  }

  end(): void {
    for (const { pid } of this.processes.reverse()) {
      try {
        // With what it started: a program that changes its user is not ended with its parent.
        process.kill(-(pid ?? Number.NaN), 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
  }

  private get enter(): readonly string[] {
    return ['nsenter', `--net=/proc/${this.pid}/ns/net`, '--'];
  }

  private started(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): ChildProcess {
    const output = openSync(this.log, 'a');
    const child = spawn(program, args, { env, stdio: ['ignore', output, output], detached: true });
    this.processes.push(child);
    return child;
  }
}

const present = Object.entries(pages).filter(([name]) => existsSync(join(folder, name, 'bin', 'python')));

test('there is a page to try', () => {
  expect(present.map(([name]) => name)).not.toEqual([]);
});

describe.each(present)('%s', (name, more) => {
  const settings = { ...knownPages[name as PageName], ...more };
  const pod = one(objectsOf({ ...minimal, model, client: settings }), 'Deployment').spec.template.spec;
  const [container] = pod.containers;
  const page = join(folder, name);
  const here = join(__dirname, 'pages');
  const { containerPort } = container.ports[0];
  const url = `http://127.0.0.1:${containerPort}`;
  const env: NodeJS.ProcessEnv = {
    ...image,
    PATH: `${page}/bin:${image.PATH}`,
    ...(name === 'open-webui' ? openWebuiImage(page) : {}),
    ...Object.fromEntries(
      container.env.map(({ name: key, value }: { name: string; value?: string }) => [key, value ?? secrets[key]]),
    ),
  };
  let network: Loopback;

  beforeAll(() => {
    network = new Loopback();
    network.start(['python3', join(here, 'model.py'), String(model.port)], process.env);
    const { runAsUser } = pod.securityContext;
    const writable = container.volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath);
    const isolated = ['unshare', '--mount', '--pid', '--fork', join(here, 'container.sh')];
    const facts = [page, join(here, name), String(runAsUser), String(container.securityContext.readOnlyRootFilesystem)];
    const command = [...container.command, ...(container.args ?? [])];
    network.start([...isolated, ...facts, ...writable, '--', ...command], env);
  });

  afterAll(() => network.end());

  const said = () => network.output.slice(-4000);

  /** Asks a probe's question until it succeeds, as the kubelet does. */
  function answers({ httpGet, tcpSocket, periodSeconds = 10, failureThreshold = 3 }: Probe): boolean {
    const ask = tcpSocket
      ? ['bash', '-c', `exec 3<>/dev/tcp/127.0.0.1/${containerPort}`]
      : ['curl', '--silent', '--fail', '--max-time', '3', '--output', '/dev/null', `${url}${httpGet?.path}`];
    for (let tries = 0; tries < failureThreshold; tries++) {
      if (network.run(ask) !== undefined) {
        return true;
      }
      spawnSync('sleep', [String(periodSeconds)]);
    }
    return false;
  }

  test('starts within the time of its startup probe, and is then ready and alive', () => {
    const began = Date.now();
    expect({ started: answers(container.startupProbe), said: said() }).toMatchObject({ started: true });
    console.log(`${name} started after ${Math.round((Date.now() - began) / 1000)} s`);
    expect(answers(container.readinessProbe)).toBe(true);
    expect(answers(container.livenessProbe)).toBe(true);
  });

  test('answers a question with the words of the model, as they come', () => {
    const printed = network.run([join(page, 'bin', 'python'), join(here, name, 'ask.py'), url], env);
    const [, pieces, text] = /^(\d+) (.*)$/s.exec(printed ?? '') ?? [];
    expect({ text, said: text === undefined ? said() : '' }).toEqual({
      text: 'The model answers word by word.',
      said: '',
    });
    expect(Number(pieces)).toBeGreaterThan(3);
  });

  test('writes nowhere but where it may', () => {
    expect(said()).not.toMatch(/Read-only file system|Permission denied/);
  });
});

interface Probe {
  readonly httpGet?: { readonly path: string };
  readonly tcpSocket?: object;
  readonly periodSeconds?: number;
  readonly failureThreshold?: number;
}
