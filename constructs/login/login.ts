import { createHash } from 'node:crypto';
import { JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { versionOf } from '../chat-client/image';
import { servingCertificateAnnotation, servingSecretName } from '../chat-client/pod';
import { evictionAnnotations } from '../chat-client/pod-parts';
import { rolling } from '../chat-client/served-page';
import { check } from '../checks/check';
import type { AnswerTime } from '../common/answer-time';
import type { Backend } from '../common/backend';
import { everyAddress, type IpFamily } from '../common/ip-family';
import { k8s } from '../common/k8s';
import { commonLabels, components, versionLabel } from '../common/labels';
import type { Platform } from '../common/platform';
import { PodPolicy } from '../common/pod-policy';
import { podsHere, type TrafficSource, tcp } from '../common/traffic-source';
import { nginx, oauth2Proxy } from './images';
import { certificatePath, loginPodSpec, type Placement } from './login-pod';
import { kindOf, type LoginSettings, loginName, loginSchema } from './login-settings';
import { nginxConfiguration, readyPath } from './nginx-configuration';

export interface LoginProps extends LoginSettings {
  /** The page that the login is in front of. From now on nobody else reaches it. */
  readonly page: Backend;
  /** The chat that the login belongs to. */
  readonly partOf: string;
  readonly platform: Platform;
  /** Addresses of the pods. */
  readonly ipFamily: IpFamily;
  /** What the client's settings say of every pod of the chat. */
  readonly placement: Placement;
  /** Whether every browser comes over HTTPS. Otherwise cookies travel over plain HTTP, too, or nobody could sign in. */
  readonly secureCookies: boolean;
  /**
   * Lets the pods serve HTTPS with a certificate of OpenShift's service authority.
   *
   * @default false, the pods serve HTTP
   */
  readonly servesTls?: boolean;
}

/** Port of nginx and of the Service in front of it. */
const port = 8080;

/** Where oauth2-proxy listens: the pod's own network, which nobody else reaches. */
const insidePod = '127.0.0.1:4180';

/**
 * Makes the login in front of the page, which exposures then lead to: ServiceAccount, files, Deployment, Service,
 * disruption budget and network policy. In each pod nginx lets through those of whom oauth2-proxy says that they signed in.
 */
export class Login extends Construct implements Backend {
  readonly name: string;
  readonly namespace: string;
  readonly answerTime: AnswerTime;
  readonly service: k8s.KubeService;
  readonly servicePort = port;
  readonly podPort = port;
  readonly portName = 'http';
  readonly healthPath = readyPath;
  readonly servesTls: boolean;
  readonly needsSamePod: boolean;
  readonly podLabels: Record<string, string>;
  readonly labels: Record<string, string>;
  private readonly policy: PodPolicy;

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(scope: Construct, id: string, props: LoginProps) {
    const { page, partOf, platform, ipFamily, placement, secureCookies, servesTls = false, ...settings } = props;
    check(loginSchema, settings, 'login');
    super(scope, id);
    const kind = kindOf(settings);
    const name = loginName(page.name);
    const images = {
      nginx: settings.images?.nginx ?? nginx.image,
      oauth2Proxy: settings.images?.oauth2Proxy ?? oauth2Proxy.image,
    };
    const labels = { app: name, ...commonLabels({ name, component: components.login, partOf }) };
    const metadata = { name, labels };
    const versioned = { ...labels, ...versionLabel(versionOf(images.oauth2Proxy)) };
    this.name = page.name;
    this.namespace = page.namespace;
    this.answerTime = page.answerTime;
    this.servesTls = servesTls;
    this.needsSamePod = page.needsSamePod;
    this.podLabels = { app: name };
    this.labels = page.labels;
    const serving = servesTls ? servingSecretName(name) : undefined;
    const files = {
      'nginx.conf': nginxConfiguration({
        listen: `${everyAddress(ipFamily)}:${port}`,
        bothFamilies: ipFamily === 'dual-stack',
        page: `http://${page.service.name}:${page.servicePort}`,
        oauth2Proxy: insidePod,
        openPaths: kind.openPaths,
        signInPath: kind.signInPath,
        redirects: kind.redirects,
        timeoutSeconds: page.answerTime.hopTimeout.toSeconds(),
        certificatePath: serving && certificatePath,
      }),
      ...kind.files,
    };

    new k8s.KubeServiceAccount(this, 'service-account', {
      metadata,
      automountServiceAccountToken: false,
      imagePullSecrets: placement.imagePullSecrets?.map((secret) => ({ name: secret })),
    });
    new k8s.KubeConfigMap(this, 'files', { metadata, data: files });
    const pod = loginPodSpec({
      name,
      podLabels: this.podLabels,
      kind,
      images,
      resources: settings.resources ?? {},
      port,
      portName: this.portName,
      oauth2Proxy: insidePod,
      secureCookies,
      servingSecretName: serving,
      answerTime: this.answerTime,
      platform,
      placement,
    });
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: { name, labels: versioned },
      spec: {
        replicas: 2,
        selector: { matchLabels: this.podLabels },
        strategy: rolling,
        template: {
          // nginx reads its configuration once, so pods with another one are other pods.
          metadata: {
            labels: versioned,
            annotations: { ...evictionAnnotations(pod), 'checksum/files': hashOf(files) },
          },
          spec: pod,
        },
      },
    });
    this.service = new k8s.KubeService(this, 'service', {
      metadata: {
        ...metadata,
        annotations: serving === undefined ? undefined : { [servingCertificateAnnotation]: serving },
      },
      spec: { type: 'ClusterIP', selector: this.podLabels, ports: [this.portTo(port)] },
    });
    new k8s.KubePodDisruptionBudget(this, 'disruption-budget', {
      metadata,
      spec: {
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        // Otherwise a pod that never becomes ready holds up the drain of its node.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: this.podLabels },
      },
    });
    this.policy = new PodPolicy(this, 'network-policy', {
      ...metadata,
      podLabels: this.podLabels,
      port,
      platform,
      egress: [{ to: podsHere(page.podLabels), ports: [tcp(page.podPort)] }, ...kind.egress],
    });
    page.allowFrom(podsHere(this.podLabels));
    if (page.needsSamePod) {
      // A browser comes to the same pod of the login, and this one to the same pod of the page.
      page.service.addJsonPatch(JsonPatch.add('/spec/sessionAffinity', 'ClientIP'));
    }
  }

  /** Lets an exposure's traffic reach the pods. */
  allowFrom(source: TrafficSource): void {
    this.policy.allowFrom(source);
  }

  /** A port of a Service that leads to the pods. */
  portTo(port: number): k8s.ServicePort {
    return { name: this.portName, port, targetPort: k8s.IntOrString.fromString(this.portName), protocol: 'TCP' };
  }
}

function hashOf(files: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(JSON.stringify(files)).digest('hex');
}
