import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AnswerTime } from '../common/answer-time';
import type { Backend } from '../common/backend';
import { k8s } from '../common/k8s';
import { commonLabels, components, versionLabel } from '../common/labels';
import type { Platform } from '../common/platform';
import { PodPolicy } from '../common/pod-policy';
import { podsHere, type TrafficSource } from '../common/traffic-source';
import type { ModelListener } from '../skupper/model-listener';
import { routerPodLabels } from '../skupper/names';
import { egressRule } from './egress';
import { versionOf } from './image';
import { evictionAnnotations } from './pod-parts';
import type { PodSettings } from './pod-settings';

/** What every page is given, whichever it is. */
export interface ServedPageProps {
  readonly platform: Platform;
  /** The chat that the page belongs to. */
  readonly partOf: string;
  /** The model that it talks to. */
  readonly model: ModelListener;
}

/** What the objects of a page have in common. */
interface Facts extends ServedPageProps {
  readonly name: string;
  readonly image: string;
  readonly port: number;
  readonly servicePort?: number;
  readonly longestAnswerSeconds?: number;
  /**
   * A path that answers with a success while the page works.
   *
   * @default '/'
   */
  readonly healthPath?: string;
  readonly servesTls?: boolean;
  readonly needsSamePod?: boolean;
  readonly asksForLogin?: boolean;
  readonly leastMemory?: string;
}

/** The Deployment of a page, without what all of them have. */
interface PageDeployment {
  readonly replicas?: number;
  readonly strategy: k8s.DeploymentStrategy;
  readonly pod: k8s.PodSpec;
  readonly podAnnotations?: Readonly<Record<string, string>>;
}

/** The objects that every page has, and what exposures want to know of it. */
export abstract class ServedPage extends Construct implements Backend {
  readonly name: string;
  readonly namespace: string;
  readonly answerTime: AnswerTime;
  /** The Service in front of the pods. */
  abstract readonly service: k8s.KubeService;
  /** The only port of the Service. */
  readonly servicePort: number;
  readonly podPort: number;
  readonly portName = 'http';
  readonly healthPath: string;
  /** Whether the pods serve HTTPS. */
  readonly servesTls: boolean;
  readonly needsSamePod: boolean;
  /** Whether the page asks its users who they are. */
  readonly asksForLogin: boolean;
  /** The memory below which the page is stopped at rest, where that is known. */
  readonly leastMemory?: string;
  /** The one label that selects the pods. */
  readonly podLabels: Record<string, string>;
  /** Labels for every object of the page. */
  readonly labels: Record<string, string>;
  private policy?: PodPolicy;

  protected constructor(
    scope: Construct,
    id: string,
    private readonly facts: Facts,
    private readonly podSettings: PodSettings,
  ) {
    super(scope, id);
    const { name, port, partOf } = facts;
    this.name = name;
    this.namespace = Chart.of(this).namespace ?? 'default';
    this.answerTime = AnswerTime.of(facts);
    this.servicePort = facts.servicePort ?? port;
    this.podPort = port;
    this.healthPath = facts.healthPath ?? '/';
    this.servesTls = facts.servesTls ?? false;
    this.needsSamePod = facts.needsSamePod ?? false;
    this.asksForLogin = facts.asksForLogin ?? false;
    this.leastMemory = facts.leastMemory;
    this.podLabels = { app: name };
    this.labels = { app: name, ...commonLabels({ name, component: components.page, partOf }) };
  }

  /** Name and labels of every object that is the only one of its kind. */
  protected get metadata(): k8s.ObjectMeta {
    return { name: this.name, labels: this.labels };
  }

  protected makeServiceAccount(): void {
    new k8s.KubeServiceAccount(this, 'service-account', {
      metadata: this.metadata,
      automountServiceAccountToken: false,
      imagePullSecrets: this.podSettings.imagePullSecrets?.map((name) => ({ name })),
    });
  }

  protected makeDeployment({ replicas, strategy, pod, podAnnotations }: PageDeployment): void {
    const labels = { ...this.labels, ...versionLabel(versionOf(this.facts.image)) };
    const annotations = { ...evictionAnnotations(pod), ...this.podSettings.podAnnotations, ...podAnnotations };
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: { name: this.name, labels },
      spec: {
        replicas,
        selector: { matchLabels: this.podLabels },
        strategy,
        template: {
          metadata: {
            labels: { ...this.podSettings.podLabels, ...labels },
            annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
          },
          spec: pod,
        },
      },
    });
  }

  protected makeService(annotations?: Record<string, string>): k8s.KubeService {
    return new k8s.KubeService(this, 'service', {
      metadata: { ...this.metadata, annotations },
      spec: { type: 'ClusterIP', selector: this.podLabels, ports: [this.portTo(this.servicePort)] },
    });
  }

  /** One pod after the other. */
  protected makeDisruptionBudget(): void {
    new k8s.KubePodDisruptionBudget(this, 'disruption-budget', {
      metadata: this.metadata,
      spec: {
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        // Otherwise a pod that never becomes ready holds up the drain of its node.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: this.podLabels },
      },
    });
  }

  protected makeNetworkPolicy(): void {
    // On every port: the router picks the pod port behind the model's Service itself, from 1024 up, and of a range of ports
    // EKS' own policies know the first alone, and Cilium does before 1.17.
    const router = { to: podsHere({ ...routerPodLabels }) };
    this.policy = new PodPolicy(this, 'network-policy', {
      name: this.name,
      labels: this.labels,
      podLabels: this.podLabels,
      port: this.podPort,
      platform: this.facts.platform,
      egress: [router, ...(this.podSettings.egress ?? []).map(egressRule)],
    });
  }

  /** Lets an exposure's traffic reach the pods. */
  allowFrom(source: TrafficSource): void {
    this.policy?.allowFrom(source);
  }

  /** A port of a Service that leads to the pods. */
  portTo(port: number): k8s.ServicePort {
    return { name: this.portName, port, targetPort: k8s.IntOrString.fromString(this.portName), protocol: 'TCP' };
  }
}

/** A new pod is ready before an old one goes. */
export const rolling: k8s.DeploymentStrategy = {
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge: k8s.IntOrString.fromNumber(1), maxUnavailable: k8s.IntOrString.fromNumber(0) },
};
