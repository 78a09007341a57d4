import type { AnswerTime } from './answer-time';
import type { k8s } from './k8s';
import type { TrafficSource } from './traffic-source';

/** What exposures lead to: pods and the Service in front of them. Whether these serve the page or a login is not theirs to know. */
export interface Backend {
  /** Name of the chat page, from which the exposures make the names of their objects. */
  readonly name: string;
  readonly namespace: string;
  readonly answerTime: AnswerTime;
  /** The Service in front of the pods. */
  readonly service: k8s.KubeService;
  /** The only port of the Service. */
  readonly servicePort: number;
  /** The port of the pods that the Service leads to. Policies know no other. */
  readonly podPort: number;
  readonly portName: string;
  /** A path that answers 200 to whoever asks, without a session: clouds' balancers send nobody to a pod that does not. */
  readonly healthPath: string;
  /** Whether the pods serve HTTPS. */
  readonly servesTls: boolean;
  /**
   * Whether a browser has to come to the same pod again: there are several, and each keeps its users' sessions in its
   * memory.
   */
  readonly needsSamePod: boolean;
  /** The one label that selects the pods. */
  readonly podLabels: Record<string, string>;
  /** Labels for every object that belongs to the page. */
  readonly labels: Record<string, string>;
  /** Lets a source reach the pods. */
  allowFrom(source: TrafficSource): void;
  /** A port of a Service that leads to the pods. */
  portTo(port: number): k8s.ServicePort;
}
