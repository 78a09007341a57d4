import type { Construct } from 'constructs';
import { check } from '../checks/check';
import { k8s } from '../common/k8s';
import { type ChatClientSettings, chatClientSchema, defaultAnswersInFlight } from './chat-client-settings';
import { pullPolicyOf } from './image';
import { podSpec, servingCertificateAnnotation, servingSecretName } from './pod';
import { rolling, ServedPage, type ServedPageProps } from './served-page';

/** The settings of the article's client, and what it belongs to. */
export interface ChatClientProps extends ChatClientSettings, ServedPageProps {
  /**
   * Lets the pods serve HTTPS with a certificate of OpenShift's service authority.
   *
   * @default false, the pods serve HTTP
   */
  readonly servesTls?: boolean;
}

/** Makes the article's page: ServiceAccount, Deployment, Service, disruption budget or autoscaler, and network policy. */
export class ChatClient extends ServedPage {
  readonly service: k8s.KubeService;

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(scope: Construct, id: string, props: ChatClientProps) {
    const { platform, partOf, model, servesTls = false, ...settings } = props;
    check(chatClientSchema, settings, 'client');
    const {
      name,
      image,
      port = 8080,
      servicePort,
      autoscaling,
      longestAnswerSeconds,
      answersInFlight = defaultAnswersInFlight,
    } = settings;
    // Every question stands alone, so any pod answers it.
    super(
      scope,
      id,
      { platform, partOf, model, name, image, port, servicePort, longestAnswerSeconds, servesTls },
      settings,
    );
    const replicas = settings.replicas ?? 2;
    const serving = servesTls ? servingSecretName(name) : undefined;
    this.makeServiceAccount();
    this.makeDeployment({
      replicas: autoscaling === undefined ? replicas : undefined,
      strategy: rolling,
      pod: podSpec({
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
    });
    this.service = this.makeService(serving === undefined ? undefined : { [servingCertificateAnnotation]: serving });
    if ((autoscaling?.minReplicas ?? replicas) > 1) {
      this.makeDisruptionBudget();
    }
    if (autoscaling !== undefined) {
      const { minReplicas, maxReplicas, targetCpuPercent = 70 } = autoscaling;
      new k8s.KubeHorizontalPodAutoscalerV2(this, 'autoscaler', {
        metadata: this.metadata,
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
    this.makeNetworkPolicy();
  }
}
