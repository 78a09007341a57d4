import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { ClusterError, type Login, reasonOf } from './cluster';

/**
 * The login of a context of the kubeconfig, as kubectl finds it.
 *
 * @throws ClusterError when there is no such context.
 */
export function loginOf(context?: string): Login {
  const config = kubeconfig();
  const names = config.getContexts().map(({ name }) => name);
  const name = context ?? config.getCurrentContext();
  if (!names.includes(name)) {
    const known =
      names.length === 0 ? 'there is none' : `there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}`;
    throw new ClusterError(
      name
        ? `The kubeconfig has no context "${name}"; ${known}.`
        : `The kubeconfig has no current context; name one with --context, ${known}.`,
    );
  }
  config.setCurrentContext(name);
  const server = config.getCurrentCluster()?.server;
  if (server === undefined) {
    throw new ClusterError(`The context "${name}" names a cluster that is not in the kubeconfig.`);
  }
  return { context: name, server, prepare: (options) => config.applyToHTTPSOptions(options) };
}

function kubeconfig(): KubeConfig {
  const inPod = existsSync('/var/run/secrets/kubernetes.io/serviceaccount/token');
  const named = (process.env.KUBECONFIG ?? '').split(delimiter).filter((file) => file !== '');
  const there = named.filter((file) => existsSync(file));
  if (named.length > 0 && there.length === 0) {
    throw new ClusterError(`KUBECONFIG names ${named.join(', ')}, which is not there.`);
  }
  // As kubectl does: a file that is not there counts for nothing.
  process.env.KUBECONFIG = there.join(delimiter);
  if (there.length === 0 && !existsSync(join(homedir(), '.kube', 'config')) && !inPod) {
    throw new ClusterError('There is no kubeconfig; log in to the cluster first, or name the file in KUBECONFIG.');
  }
  const config = new KubeConfig();
  try {
    config.loadFromDefault();
  } catch (error) {
    throw new ClusterError(`The kubeconfig cannot be read: ${reasonOf(error)}.`);
  }
  return config;
}
