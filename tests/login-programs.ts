import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { KubeObject } from '../constructs/finished/kube-object';

/** Where a program is, or nothing. */
export function pathOf(...names: readonly string[]): string | undefined {
  const paths = names.map((name) => spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim());
  return paths.find((path) => path !== '');
}

/** A line of an htpasswd file, with a hash of bcrypt: dex takes no cheaper one. */
export function htpasswdLine(user: string, password: string): string {
  return output('htpasswd', '-n', '-b', '-B', '-C', '10', user, password).trim();
}

export function output(program: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
  }
  return stdout;
}

/** An authority, and a certificate of its for 127.0.0.1 and localhost, by the names of the files. */
export function certificateIn(folder: string): { key: Buffer; cert: Buffer } {
  mkdirSync(folder, { recursive: true });
  const [authority, key, cert] = ['ca.crt', 'tls.key', 'tls.crt'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const names = 'subjectAltName=IP:127.0.0.1,DNS:localhost';
  output(
    'openssl',
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=authority',
    '-keyout',
    `${authority}.key`,
    '-out',
    authority,
  );
  output(
    'openssl',
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=localhost',
    '-addext',
    names,
    '-CA',
    authority,
    '-CAkey',
    `${authority}.key`,
    '-keyout',
    key,
    '-out',
    cert,
  );
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

/** Waits for something for up to 20 s; `said` is what the programs said meanwhile. */
export async function until(what: string, isSo: () => Promise<boolean>, said = () => ''): Promise<void> {
  for (let attempt = 0; !(await isSo()); attempt++) {
    if (attempt === 100) {
      throw new Error(`in vain waited until ${what}. ${said()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

/** A program that runs until it is stopped. */
export class Program {
  private static readonly running = new Set<Program>();
  output = '';
  readonly exited: Promise<number | null>;
  private readonly process: ChildProcess;

  constructor(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    this.process = spawn(command, args, { env: { PATH: process.env.PATH, ...env } });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on('data', (data: Buffer) => {
        this.output += data;
      });
    }
    Program.running.add(this);
    this.exited = new Promise((resolve) => {
      this.process.once('exit', (code) => {
        Program.running.delete(this);
        resolve(code);
      });
    });
  }

  /** Stops what a test that failed has left. */
  static async stopAll(): Promise<void> {
    await Promise.all([...Program.running].map((program) => program.stop('SIGTERM')));
  }

  /** The memory that it and its workers have, in MB. */
  get memory(): number {
    const { pid } = this.process;
    const workers = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    const kilobytes = [String(pid), ...workers].map((process) =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1] ?? 0),
    );
    return Math.round(kilobytes.reduce((sum, part) => sum + part, 0) / 1024);
  }

  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    this.process.kill(signal);
    return this.exited;
  }
}

/** What one pod of the login has in the place of its Secrets, and of the page. */
export interface LoginPod {
  readonly folder: string;
  /** Address of the page, without a scheme. */
  readonly page: string;
  /** The keys of the Secret that become variables. */
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * Both containers of the login's Deployment, with its very arguments, variables and files. Only the places are others:
 * addresses and folders, of which a pod has its own.
 */
export class LoginProcesses {
  readonly nginx: Program;
  readonly oauth2Proxy: Program;

  private constructor(
    readonly port: number,
    /** Port of oauth2-proxy, which in a pod nobody but nginx reaches. */
    readonly inside: number,
    programs: { readonly nginx: Program; readonly oauth2Proxy: Program },
  ) {
    this.nginx = programs.nginx;
    this.oauth2Proxy = programs.oauth2Proxy;
  }

  static async start(objects: readonly KubeObject[], { folder, page, secrets }: LoginPod): Promise<LoginProcesses> {
    const [port, inside] = [await freePort(), await freePort()];
    const places: readonly (readonly [RegExp, string])[] = [
      [/\/tmp\//g, `${join(folder, 'tmp')}/`],
      [/0\.0\.0\.0:8080/g, `127.0.0.1:${port}`],
      [/127\.0\.0\.1:4180/g, `127.0.0.1:${inside}`],
      [/ilab-client:8080/g, page],
      [/\/etc\/(login|users|issuer-ca|serving-certificate)\b/g, join(folder, '$1')],
    ];
    const here = (text: string) => places.reduce((all, [from, to]) => all.replace(from, to), text);
    const files = (objects.find(({ kind }) => kind === 'ConfigMap') as unknown as { data: Record<string, string> })
      .data;
    mkdirSync(join(folder, 'tmp'), { recursive: true });
    mkdirSync(join(folder, 'login'), { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, 'login', name), here(text));
    }
    const deployment = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name.endsWith('-login'));
    const [nginx, proxy] = deployment?.spec.template.spec.containers ?? [];
    const variables = proxy.env.map(
      ({ name, valueFrom }: { name: string; valueFrom: { secretKeyRef: { key: string } } }) => [
        name,
        secrets[valueFrom.secretKeyRef.key],
      ],
    );
    const oauth2Proxy = new Program('oauth2-proxy', proxy.args.map(here), Object.fromEntries(variables));
    const [command, ...args] = nginx.command.map(here);
    return new LoginProcesses(port, inside, { nginx: new Program(command, args), oauth2Proxy });
  }

  /** Waits until the kubelet would call the pod ready. */
  async ready(): Promise<this> {
    const said = () => `${this.oauth2Proxy.output}${this.nginx.output}`;
    await until('the login is ready', async () => (await this.readiness()) === 200, said);
    return this;
  }

  /** What the readiness probe would be answered; nothing while nginx does not listen. */
  async readiness(): Promise<number | undefined> {
    return (await fetch(`http://127.0.0.1:${this.port}/oauth2/ready`).catch(() => undefined))?.status;
  }

  async stop(): Promise<void> {
    await Promise.all([this.nginx.stop('SIGTERM'), this.oauth2Proxy.stop()]);
  }
}
