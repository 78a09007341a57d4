import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Cluster, ClusterError, clusterOf, through } from './cluster';

/** A cluster, until it is closed. */
export interface OpenCluster {
  readonly cluster: Cluster;
  readonly close: () => void;
}

/**
 * Opens the cluster of a context through `kubectl proxy`, so that every login that kubectl knows works. It listens on a socket
 * in a folder of the user's own: a port could be used by all users of the machine.
 *
 * @throws ClusterError when kubectl is not there, or cannot find the context.
 */
export async function openCluster(context?: string): Promise<OpenCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'status-'));
  const socketPath = join(folder, 'socket');
  const named = context === undefined ? [] : ['--context', context];
  const proxy = spawn('kubectl', ['proxy', `--unix-socket=${socketPath}`, ...named], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const close = () => {
    proxy.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', close);
  try {
    const [name] = await Promise.all([context ?? currentContext(), ready(proxy)]);
    return { cluster: clusterOf(name, through({ socketPath })), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Waits until the proxy listens. */
async function ready(proxy: ChildProcess): Promise<void> {
  let said = '';
  proxy.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    proxy.stdout?.once('data', () => resolve());
    proxy.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ClusterError(error.code === 'ENOENT' ? noKubectl : `kubectl cannot be started: ${error.message}.`)),
    );
    proxy.once('close', () => {
      const [line = ''] = said.trim().split('\n').slice(-1);
      explained(line.replace(/^error: /, '').replace(/\.$/, '')).then(reject, reject);
    });
  });
}

const noKubectl =
  'kubectl is not installed, and the cluster is asked through it: https://kubernetes.io/docs/tasks/tools/.';

/** Why kubectl ended, with the contexts that there are where it is about one. */
async function explained(reason: string): Promise<ClusterError> {
  const [, name] = /^context "(.*)" does not exist$/.exec(reason) ?? [];
  return new ClusterError(
    name === undefined
      ? `kubectl cannot ask the cluster: ${reason}.`
      : `The kubeconfig has no context "${name}"; ${known(await contexts())}.`,
  );
}

/** The context that kubectl uses when none is named; inside a pod there may be none. */
async function currentContext(): Promise<string> {
  const name = (await kubectl('config', 'current-context')).trim();
  if (name) {
    return name;
  }
  if (process.env.KUBERNETES_SERVICE_HOST !== undefined) {
    return 'this cluster';
  }
  const files = (process.env.KUBECONFIG ?? '').split(delimiter).filter((file) => file !== '');
  if (files.length > 0 && !files.some(existsSync)) {
    throw new ClusterError(`KUBECONFIG names ${files.join(', ')}, which is not there.`);
  }
  const names = await contexts();
  throw new ClusterError(
    names.length === 0
      ? 'There is no kubeconfig; log in to the cluster first, or name the file in KUBECONFIG.'
      : `The kubeconfig has no current context; name one with --context, ${known(names)}.`,
  );
}

async function contexts(): Promise<string[]> {
  const names = await kubectl('config', 'get-contexts', '--output=name');
  return names.split('\n').filter((name) => name !== '');
}

function known(names: readonly string[]): string {
  return names.length === 0 ? 'there is none' : `there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}`;
}

/** What kubectl prints; nothing when it fails. */
function kubectl(...args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile('kubectl', args, (_, stdout) => resolve(stdout));
  });
}
