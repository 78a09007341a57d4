import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { check } from '../checks/check';
import { AnswerTime } from '../common/answer-time';
import type { Backend } from '../common/backend';
import { k8s } from '../common/k8s';
import { commonLabels, components, versionLabel } from '../common/labels';
import type { Platform } from '../common/platform';
import { PodPolicy } from '../common/pod-policy';
import { podsHere, type TrafficSource } from '../common/traffic-source';
import { listenerPorts } from '../skupper/listener-ports';
import type { ModelListener } from '../skupper/model-listener';
import { routerPodLabels } from '../skupper/names';
import { type ChatClientSettings, chatClientSchema, defaultAnswersInFlight } from './chat-client-settings';
import { pullPolicyOf, versionOf } from './image';
import { podSpec, servingCertificateAnnotation, servingSecretName } from './pod';

export interface ChatClientProps extends ChatClientSettings {
  readonly platform: Platform;
  /** The chat that the client belongs to. */
  readonly partOf: string;
  /** The model that it talks to. */
  readonly model: ModelListener;
  /**
   * Lets the pods serve HTTPS with a certificate of OpenShift's service authority.
   *
   * @default false, the pods serve HTTP
   */
  readonly servesTls?: boolean;
}

/** Makes the chat page: ServiceAccount, Deployment, Service, disruption budget or autoscaler, and network policy. */
export class ChatClient extends Construct implements Backend {
  readonly name: string;
  readonly namespace: string;
  readonly answerTime: AnswerTime;
  /** The Service in front of the pods. */
  readonly service: k8s.KubeService;
  /** The only port of the Service. */
  readonly servicePort: number;
  readonly podPort: number;
  readonly portName = 'http';
  /** The page itself, which the readiness probe asks for, too. */
  readonly healthPath = '/';
  /** Whether the pods serve HTTPS. */
  readonly servesTls: boolean;
  /** Every question stands alone, so any pod answers it. */
  readonly needsSamePod = false;
  /** The one label that selects the pods. */
  readonly podLabels: Record<string, string>;
  /** Labels for every object of the client. */
  readonly labels: Record<string, string>;
  private readonly policy: PodPolicy;

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(scope: Construct, id: string, props: ChatClientProps) {
    const { platform, partOf, model, servesTls = false, ...settings } = props;
    check(chatClientSchema, settings, 'client');
    super(scope, id);
    const { name, image, port = 8080, autoscaling, answersInFlight = defaultAnswersInFlight } = settings;
    const replicas = settings.replicas ?? 2;
    const labels = {
      app: name,
      ...commonLabels({ name, component: components.page, partOf }),
    };
    const metadata = { name, labels };
    const versioned = { ...labels, ...versionLabel(versionOf(image)) };
    this.name = name;
    this.namespace = Chart.of(this).namespace ?? 'default';
    this.answerTime = AnswerTime.of(settings);
    this.servicePort = settings.servicePort ?? port;
    this.podPort = port;
    this.servesTls = servesTls;
    this.podLabels = { app: name };
    this.labels = labels;

    new k8s.KubeServiceAccount(this, 'service-account', {
      metadata,
      automountServiceAccountToken: false,
      imagePullSecrets: settings.imagePullSecrets?.map((secret) => ({ name: secret })),
    });
    const serving = servesTls ? servingSecretName(name) : undefined;
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: { name, labels: versioned },
      spec: {
        replicas: autoscaling === undefined ? replicas : undefined,
        selector: { matchLabels: this.podLabels },
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: {
            maxSurge: k8s.IntOrString.fromNumber(1),
            maxUnavailable: k8s.IntOrString.fromNumber(0),
          },
        },
        template: {
          metadata: {
            labels: { ...settings.podLabels, ...versioned },
            annotations: settings.podAnnotations && { ...settings.podAnnotations },
          },
          spec: podSpec({
            name,
            image,
            pullPolicy: pullPolicyOf(image),
            port,
            portName: this.portName,
            ipFamily: settings.ipFamily ?? 'ipv4',
            answersInFlight,
            answerTime: this.answerTime,
            platform,
            model,
            servingSecretName: serving,
            podLabels: this.podLabels,
            spread: (autoscaling?.maxReplicas ?? replicas) > 1,
            settings,
          }),
        },
      },
    });
    this.service = new k8s.KubeService(this, 'service', {
      metadata: {
        ...metadata,
        annotations: serving === undefined ? undefined : { [servingCertificateAnnotation]: serving },
      },
      spec: { type: 'ClusterIP', selector: this.podLabels, ports: [this.portTo(this.servicePort)] },
    });
    if ((autoscaling?.minReplicas ?? replicas) > 1) {
      new k8s.KubePodDisruptionBudget(this, 'disruption-budget', {
        metadata,
        spec: {
          maxUnavailable: k8s.IntOrString.fromNumber(1),
          // Otherwise a pod that never becomes ready holds up the drain of its node.
          unhealthyPodEvictionPolicy: 'AlwaysAllow',
          selector: { matchLabels: this.podLabels },
        },
      });
    }
    if (autoscaling !== undefined) {
      const { minReplicas, maxReplicas, targetCpuPercent = 70 } = autoscaling;
      new k8s.KubeHorizontalPodAutoscalerV2(this, 'autoscaler', {
        metadata,
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
          minReplicas,
          maxReplicas,
          metrics: [
            {
              type: 'Resource',
              resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: targetCpuPercent } },
            },
          ],
        },
      });
    }
    this.policy = new PodPolicy(this, 'network-policy', {
      ...metadata,
      podLabels: this.podLabels,
      port,
      platform,
      // The router picks the pod port behind the model's Service itself.
      egress: [{ to: podsHere({ ...routerPodLabels }), ports: [listenerPorts()] }],
    });
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
