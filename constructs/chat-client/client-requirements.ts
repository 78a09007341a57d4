import type { Construct } from 'constructs';
import { requires, requiresSecret } from '../common/requirement';
import type { ChatClientSettings } from './chat-client-settings';
import { parseImage } from './image';

/** Notes what the client's pods need that no object of the output makes. */
export function noteRequirements(scope: Construct, settings: ChatClientSettings): void {
  const { image, autoscaling, imagePullSecrets = [], env = {}, priorityClassName, nodeSelector } = settings;
  const [first = ''] = (parseImage(image)?.repository ?? '').split('/');
  // Without a dot or a port the first part is a name on Docker Hub.
  const registry = /[.:]|^localhost$/.test(first) ? first : 'https://index.docker.io/v1/';
  for (const name of imagePullSecrets) {
    requiresSecret(
      scope,
      name,
      `the login with which "${image}" is pulled`,
      `docker-registry --docker-server=${registry} --docker-username="$USER" --docker-password="$PASSWORD"`,
    );
  }
  const keys = Object.values(env).flatMap((variable) => (typeof variable === 'string' ? [] : [variable]));
  for (const name of new Set(keys.map(({ secretName }) => secretName))) {
    const own = [...new Set(keys.filter(({ secretName }) => secretName === name).map(({ key }) => key))];
    requiresSecret(
      scope,
      name,
      `${own.map((key) => `"${key}"`).join(', ')} for the environment of the pods, which do not start without`,
      `generic ${own.map((key) => `--from-file=${key}`).join(' ')}`,
    );
  }
  if (autoscaling !== undefined) {
    requires(scope, {
      kind: 'cluster',
      what: 'metrics-server',
      why: 'the autoscaler follows what it measures',
      commands: ['kubectl get apiservice v1beta1.metrics.k8s.io'],
    });
  }
  if (priorityClassName !== undefined) {
    requires(scope, {
      kind: 'cluster',
      what: `the PriorityClass "${priorityClassName}"`,
      why: 'the pods are refused without it',
      commands: [`kubectl get priorityclass ${priorityClassName}`],
    });
  }
  if (nodeSelector !== undefined) {
    const labels = Object.entries(nodeSelector).map(([name, text]) => `${name}=${text}`);
    requires(scope, {
      kind: 'cluster',
      what: `nodes with the labels ${labels.join(', ')}`,
      why: 'the pods run on no others',
      commands: [`kubectl get nodes -l ${labels.join(',')}`],
    });
  }
}
