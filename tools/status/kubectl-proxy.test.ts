import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { delimiter, dirname } from 'node:path';

/** A process that is not one: what it says is emitted by the test. */
class Played extends EventEmitter {
  readonly stdout = new EventEmitter();
  readonly stderr = new EventEmitter();
  wasKilled = false;
  kill(): void {
    this.wasKilled = true;
  }
}

let proxy: Played;
let spawned: readonly unknown[];
let starts: (started: Played, socket: string) => void;
/** What kubectl prints for some words; it fails for others. */
let prints: Readonly<Record<string, string>>;

jest.mock('node:child_process', () => ({
  spawn: (command: string, args: string[], options: object) => {
    proxy = new Played();
    spawned = [command, args, options];
    const socket = args[1]?.replace('--unix-socket=', '') ?? '';
    setImmediate(() => starts(proxy, socket));
    return proxy as unknown as ChildProcess;
  },
  execFile: (command: string, args: string[], done: (error: Error | null, stdout: string) => void) => {
    const found = command === 'kubectl' ? prints[args.join(' ')] : undefined;
    setImmediate(() => done(found === undefined ? new Error('it failed') : null, found ?? ''));
  },
}));

import { ClusterError } from './cluster';
import { openCluster } from './kubectl-proxy';

const listens = (started: Played) => started.stdout.emit('data', 'Starting to serve\n');
const ends = (said: string) => (started: Played) => {
  started.stderr.emit('data', said.slice(0, 5));
  started.stderr.emit('data', said.slice(5));
  started.emit('close');
};
const current = 'config current-context';
const all = 'config get-contexts --output=name';

const { KUBECONFIG, KUBERNETES_SERVICE_HOST } = process.env;
const atExit = process.listeners('exit');
const addedAtExit = () => process.listeners('exit').filter((listener) => !atExit.includes(listener));
beforeEach(() => {
  starts = listens;
  prints = { [current]: 'staging\n', [all]: 'staging\nproduction\n' };
  delete process.env.KUBECONFIG;
  delete process.env.KUBERNETES_SERVICE_HOST;
});
afterEach(() => {
  for (const listener of addedAtExit()) {
    process.off('exit', listener);
  }
});
afterAll(() => {
  for (const [name, value] of Object.entries({ KUBECONFIG, KUBERNETES_SERVICE_HOST })) {
    if (value === undefined) {
      delete process.env[name];
    } else {
      process.env[name] = value;
    }
  }
});

const socketOf = () => String((spawned[1] as string[])[1]).replace('--unix-socket=', '');

test('the cluster of the current context, through a socket of our own', async () => {
  let server: Server | undefined;
  starts = (started, socket) => {
    server = createServer((request, response) => response.end(JSON.stringify(request.url))).listen(socket, () =>
      listens(started),
    );
  };
  const { cluster, close } = await openCluster();
  expect(cluster.context).toBe('staging');
  expect(await cluster.get('/api')).toEqual({ status: 200, body: '/api' });
  expect(spawned).toEqual(['kubectl', ['proxy', `--unix-socket=${socketOf()}`], { stdio: ['ignore', 'pipe', 'pipe'] }]);
  expect(socketOf()).toMatch(/\/status-\w+\/socket$/);
  expect(proxy.wasKilled).toBe(false);
  server?.closeAllConnections();
  server?.close();
  close();
  expect(proxy.wasKilled).toBe(true);
  expect(existsSync(dirname(socketOf()))).toBe(false);
});

test('the cluster of the context that is named', async () => {
  prints = {};
  const { cluster, close } = await openCluster('production');
  expect(cluster.context).toBe('production');
  expect((spawned[1] as string[]).slice(2)).toEqual(['--context', 'production']);
  close();
});

test('nothing is left when the command ends before it closes the cluster', async () => {
  const { close } = await openCluster();
  for (const listener of addedAtExit()) {
    listener(0);
  }
  close();
  expect(proxy.wasKilled).toBe(true);
  expect(existsSync(dirname(socketOf()))).toBe(false);
});

test('a pod has no context, and asks its own cluster', async () => {
  prints = {};
  process.env.KUBERNETES_SERVICE_HOST = '10.96.0.1';
  const { cluster, close } = await openCluster();
  expect(cluster.context).toBe('this cluster');
  close();
});

const fails = (error: Error) => (started: Played) => started.emit('error', error);
const noContext = { [all]: 'staging\nproduction\n' };

test.each<[string, { prints?: object; starts?: typeof starts; files?: string[]; context?: string }, string]>([
  [
    'no kubectl',
    { starts: fails(Object.assign(new Error('spawn kubectl ENOENT'), { code: 'ENOENT' })) },
    'kubectl is not installed, and the cluster is asked through it: https://kubernetes.io/docs/tasks/tools/.',
  ],
  [
    'a kubectl that may not be started',
    { starts: fails(Object.assign(new Error('spawn kubectl EACCES'), { code: 'EACCES' })) },
    'kubectl cannot be started: spawn kubectl EACCES.',
  ],
  [
    'no such context',
    { context: 'testing', starts: ends('error: context "testing" does not exist\n') },
    'The kubeconfig has no context "testing"; there are staging, production.',
  ],
  [
    'no such context, and one other',
    { context: 'testing', starts: ends('error: context "testing" does not exist\n'), prints: { [all]: 'staging\n' } },
    'The kubeconfig has no context "testing"; there is staging.',
  ],
  [
    'no such context, and no other',
    { context: 'testing', starts: ends('error: context "testing" does not exist\n'), prints: {} },
    'The kubeconfig has no context "testing"; there is none.',
  ],
  [
    'the last line of what kubectl says',
    { context: 'staging', starts: ends('W1122 warning: old\n\nerror: no such file a.crt.\n\n') },
    'kubectl cannot ask the cluster: no such file a.crt.',
  ],
  [
    'words that only look like those of a missing context',
    { context: 'staging', starts: ends('the context "a" does not exist\n') },
    'kubectl cannot ask the cluster: the context "a" does not exist.',
  ],
  [
    'words after those of a missing context',
    { context: 'staging', starts: ends('context "a" does not exist yet\n') },
    'kubectl cannot ask the cluster: context "a" does not exist yet.',
  ],
  [
    'an error: that is not at the beginning',
    { context: 'staging', starts: ends('got error: no. really\n') },
    'kubectl cannot ask the cluster: got error: no. really.',
  ],
  [
    'no current context',
    { prints: noContext },
    'The kubeconfig has no current context; name one with --context, there are staging, production.',
  ],
  [
    'an empty current context',
    { prints: { ...noContext, [current]: '\n' } },
    'The kubeconfig has no current context; name one with --context, there are staging, production.',
  ],
  [
    'no kubeconfig',
    { prints: {} },
    'There is no kubeconfig; log in to the cluster first, or name the file in KUBECONFIG.',
  ],
  [
    'a list of files with nothing in it',
    { prints: { [all]: '\n' }, files: ['', ''] },
    'There is no kubeconfig; log in to the cluster first, or name the file in KUBECONFIG.',
  ],
  [
    'files that are gone',
    { prints: noContext, files: ['/nowhere/a', '', '/nowhere/b'] },
    'KUBECONFIG names /nowhere/a, /nowhere/b, which is not there.',
  ],
  [
    'one file that is there, without a context',
    { prints: noContext, files: ['/nowhere/a', __filename] },
    'The kubeconfig has no current context; name one with --context, there are staging, production.',
  ],
])('says why it cannot ask: %s', async (_, happens, message) => {
  starts = happens.starts ?? listens;
  prints = (happens.prints as typeof prints) ?? prints;
  if (happens.files !== undefined) {
    process.env.KUBECONFIG = happens.files.join(delimiter);
  }
  const failure = await openCluster(happens.context).catch((error) => error);
  expect(failure).toBeInstanceOf(ClusterError);
  expect(failure.message).toBe(message);
  expect(proxy.wasKilled).toBe(true);
  expect(existsSync(dirname(socketOf()))).toBe(false);
});
