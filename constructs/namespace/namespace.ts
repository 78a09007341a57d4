import { Construct } from 'constructs';
import { check } from '../checks/check';
import { k8s } from '../common/k8s';
import { keepWhenPruned } from '../common/keep-when-pruned';
import { commonLabels } from '../common/labels';
import { type NamespaceSettings, namespaceSchema, podSecurity } from './namespace-settings';

export interface ChatNamespaceProps extends NamespaceSettings {
  /**
   * The chat that it belongs to.
   *
   * @default - the chat of this namespace
   */
  readonly partOf?: string;
}

/**
 * Makes the Namespace, with the labels of Pod Security and kept when GitOps tools prune, unless it is made elsewhere, and
 * the policy that closes its pods when asked for.
 */
export class ChatNamespace extends Construct {
  /** @throws SettingsError for every broken rule of the settings. */
  constructor(scope: Construct, id: string, { partOf, ...settings }: ChatNamespaceProps) {
    check(namespaceSchema, settings, 'namespace');
    super(scope, id);
    const { name, labels, exists, denyByDefault } = settings;
    const own = commonLabels({ name, component: 'namespace', partOf: partOf ?? name });
    if (!exists) {
      new k8s.KubeNamespace(this, 'namespace', {
        metadata: {
          name,
          annotations: keepWhenPruned,
          labels: {
            ...own,
            // The Skupper router sets no seccomp profile, so enforcing "restricted" would keep it from starting.
            [`${podSecurity}enforce`]: 'baseline',
            [`${podSecurity}audit`]: 'restricted',
            [`${podSecurity}warn`]: 'restricted',
            ...labels,
          },
        },
      });
    }
    if (denyByDefault) {
      new k8s.KubeNetworkPolicy(this, 'default-deny', {
        metadata: { name: 'default-deny-ingress', namespace: name, labels: own },
        spec: { podSelector: {}, policyTypes: ['Ingress'] },
      });
    }
  }
}
