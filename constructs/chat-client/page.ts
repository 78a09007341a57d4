import { createHash } from 'node:crypto';
import type { Construct } from 'constructs';
import { check } from '../checks/check';
import { k8s } from '../common/k8s';
import { keepWhenPruned } from '../common/keep-when-pruned';
import { pagePod } from './page-pod';
import { fileKey, type PageSettings, pageSchema } from './page-settings';
import { profileOf } from './pages';
import type { PageProfile } from './pages/page-profile';
import { rolling, ServedPage, type ServedPageProps } from './served-page';

/** The settings of a page, and what it belongs to. */
export interface PageProps extends PageSettings, ServedPageProps {}

/**
 * Makes a page other than the article's: a claim and a ConfigMap where it has data and files, ServiceAccount, Deployment,
 * Service, disruption budget and network policy.
 */
export class Page extends ServedPage {
  readonly service: k8s.KubeService;

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(scope: Construct, id: string, props: PageProps) {
    const { platform, partOf, model, ...settings } = props;
    check(pageSchema, settings, 'client');
    const { name, image, servicePort, longestAnswerSeconds, data } = settings;
    const profile = profileOf(settings.page);
    const port = settings.port ?? profile.port;
    const keeps = profile.keepsSessions || profile.dataPath !== undefined;
    const replicas = settings.replicas ?? (keeps ? 1 : 2);
    const needsSamePod = profile.keepsSessions && replicas > 1;
    const asksForLogin = profile.asksForLogin && !hasLoginOff(profile, settings);
    super(
      scope,
      id,
      {
        platform,
        partOf,
        model,
        name,
        image,
        port,
        servicePort,
        longestAnswerSeconds,
        healthPath: profile.health.ready === 'tcp' ? undefined : profile.health.ready,
        needsSamePod,
        asksForLogin,
        leastMemory: profile.resources.requests?.memory,
      },
      settings,
    );
    const claimName = data && (data.existingClaim ?? this.claim(data));
    const files = inOrder({ ...profile.files, ...settings.files });
    const filesName = `${name}-files`;
    const checksum = this.files(filesName, files);
    this.makeServiceAccount();
    this.makeDeployment({
      replicas,
      // One pod after the other: two cannot write to the claim, and what is in it may be a database in a file.
      strategy: data === undefined ? rolling : { type: 'Recreate' },
      podAnnotations: checksum === undefined ? {} : { 'checksum/files': checksum },
      pod: pagePod({
        settings,
        profile,
        replicas,
        platform,
        model,
        answerTime: this.answerTime,
        portName: this.portName,
        podLabels: this.podLabels,
        claimName,
        files,
        filesName,
      }),
    });
    this.service = this.makeService();
    if (replicas > 1) {
      this.makeDisruptionBudget();
    }
    this.makeNetworkPolicy();
  }

  /** Makes the claim, which no GitOps tool prunes: the users' data are in it. */
  private claim({ size = '', storageClassName }: NonNullable<PageSettings['data']>): string {
    const name = `${this.name}-data`;
    new k8s.KubePersistentVolumeClaim(this, 'data', {
      metadata: { name, labels: this.labels, annotations: { ...keepWhenPruned } },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName,
        resources: { requests: { storage: k8s.Quantity.fromString(size) } },
      },
    });
    return name;
  }

  /** Makes the ConfigMap of the files. A pod does not see that a file changed, so its template says what is in them. */
  private files(name: string, files: Readonly<Record<string, string>>): string | undefined {
    const data = Object.fromEntries(Object.entries(files).map(([path, text]) => [fileKey(path), text]));
    if (Object.keys(data).length === 0) {
      return undefined;
    }
    new k8s.KubeConfigMap(this, 'files', { metadata: { name, labels: this.labels }, data });
    return createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 16);
  }
}

function hasLoginOff({ loginOff = {} }: PageProfile, { env = {} }: PageSettings): boolean {
  return Object.entries(loginOff).some(([name, text]) => String(env[name]).toLowerCase() === text);
}

/** The order of settings does not matter, and lists are made of them. */
function inOrder(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}
