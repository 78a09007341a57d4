import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import * as skupper from '../imports/skupper.io';
import { check } from './checks/check';
import type { AnswerTime } from './common/answer-time';
import { commonLabels } from './common/labels';
import { ChatNamespace } from './namespace/namespace';
import { Link, type LinkCredential } from './skupper/link';
import { machineFiles } from './skupper/machine/machine-files';
import type { MachineFile } from './skupper/machine/served-model';
import type { ModelListener } from './skupper/model-listener';
import { PrivateClusterPolicies } from './skupper/private-cluster-policies';
import { type PrivateSiteSettings, privateSiteSchema } from './skupper/private-site-settings';
import { serversOf } from './skupper/routing-keys';

export interface PrivateSiteProps extends PrivateSiteSettings {
  /** The listener of the model on the public site. */
  readonly model: ModelListener;
  /**
   * What the site links to the public one with.
   *
   * @default - no Link; a token or "skupper link generate" makes one
   */
  readonly credential?: LinkCredential;
  /** How long an answer may take, which a busy model server is given. */
  readonly answerTime: AnswerTime;
}

/**
 * Makes one private site: Site, a Connector for each model server and, when there is a credential, Link. On a cluster also
 * its Namespace and the policies of its pods; for a machine the metadata has no namespace, because `skupper system apply`
 * puts in its own.
 */
export class PrivateSite extends Chart {
  /** What systemd gets on the machine; nothing where the model servers run elsewhere. */
  readonly machineFiles: readonly MachineFile[];

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(scope: Construct, id: string, props: PrivateSiteProps) {
    const { model, credential, answerTime, ...settings } = props;
    check(privateSiteSchema, settings, 'privateSite');
    super(scope, id);
    const { name, edge, linkCost = 1, modelServers, namespace: ownNamespace } = settings;
    const namespace = ownNamespace?.name;
    const servers = serversOf(model, settings);
    const labels = (component: string) => commonLabels({ name, component, partOf: model.partOf });
    if (ownNamespace !== undefined) {
      new ChatNamespace(this, 'namespace', { ...ownNamespace, partOf: model.partOf });
    }
    new skupper.Site(this, 'site', {
      metadata: { name, namespace, labels: labels('site') },
      ...(edge ? { spec: { edge } } : {}),
    });
    for (const { routingKey, host, selector, port } of servers) {
      const connector = modelServers === undefined ? model.host : routingKey;
      new skupper.Connector(this, `connector-${connector}`, {
        metadata: { name: connector, namespace, labels: labels('model') },
        spec: {
          routingKey: model.routingKey(routingKey).name,
          ...(selector === undefined ? { host } : { selector: selectorText(selector) }),
          port,
          type: 'tcp',
        },
      });
    }
    this.machineFiles = machineFiles({ siteName: name, servers, modelName: model.name, answerTime });
    if (credential !== undefined) {
      new Link(this, 'link', { credential, cost: linkCost, labels: labels('link'), namespace });
    }
    if (ownNamespace !== undefined) {
      new PrivateClusterPolicies(this, 'policies', {
        namespace: ownNamespace,
        servers,
        labels: labels('router'),
      });
    }
  }
}

/** Labels as Skupper writes them in a Connector. */
function selectorText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, text]) => `${name}=${text}`)
    .join(',');
}
