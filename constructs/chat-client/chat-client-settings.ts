import { broken } from '../checks/broken';
import { group, optional, type Schema } from '../checks/check';
import { oneOf, wholeNumber } from '../checks/values';
import { type IpFamily, ipFamilies } from '../common/ip-family';
import { environment, podFields } from './pod-settings';
import { type ServedSettings, servedFields } from './served-settings';

/** The article's page: what runs, how much of it, and how long an answer may take. */
export interface ChatClientSettings extends ServedSettings {
  /**
   * The article's client; other pages have names of their own.
   *
   * @default 'article'
   */
  readonly page?: 'article';
  /**
   * Image of the chat client, with a tag other than `latest` or, better, a digest. It has to contain gunicorn and the
   * module `app:app`, as `quay.io/rzago/ilab-client` does.
   *
   * With a digest the pull policy is `IfNotPresent`, with a tag alone it is `Always`.
   */
  readonly image: string;
  /**
   * Pods, from 0 to 100. From two on they are spread over the nodes and protected by a PodDisruptionBudget; with 0 the
   * chat sleeps. Excludes `autoscaling`.
   *
   * @default 2
   */
  readonly replicas?: number;
  /**
   * A HorizontalPodAutoscaler in place of a fixed number of pods. Excludes `replicas`.
   *
   * @default - a fixed number of pods
   */
  readonly autoscaling?: Autoscaling;
  /**
   * Addresses of the pods. With `dual-stack` they answer on both families, which a load balancer with addresses of both needs;
   * with `ipv4` on that alone, which is enough for pods with both where everybody asks over IPv4.
   *
   * @default 'ipv4'
   */
  readonly ipFamily?: IpFamily;
  /**
   * Answers that one pod can wait for at the same time, from 2 to 256; each takes a thread. When all are taken, the pod leaves the
   * Service until one is free.
   *
   * @default 32
   */
  readonly answersInFlight?: number;
}

/** Answers that a pod waits for at the same time, where the settings name no number. */
export const defaultAnswersInFlight = 32;

/** Limits of the autoscaler, which follows the pods' CPU. */
export interface Autoscaling {
  /** Fewest pods, from 1 to 100. */
  readonly minReplicas: number;
  /** Most pods, from `minReplicas` to 100. */
  readonly maxReplicas: number;
  /**
   * Use of the requested CPU, in percent from 1 to 200, that it aims at. More than 100 uses what lies between request and
   * limit.
   *
   * @default 70
   */
  readonly targetCpuPercent?: number;
}

/** What the project sets, and what it is for. */
const ownVariables = {
  ADDRESS: 'the address of the model; the setting model decides about it',
  REQUESTS_CA_BUNDLE: 'the certificate of the model; the setting model.tls decides about it',
};

const autoscalingSchema = group<Autoscaling>(
  {
    minReplicas: wholeNumber(1, 100, 'pods'),
    maxReplicas: wholeNumber(1, 100, 'pods'),
    targetCpuPercent: optional(wholeNumber(1, 200, 'percent')),
  },
  {
    reads: ['minReplicas', 'maxReplicas'],
    judge: ({ minReplicas, maxReplicas }) =>
      broken(
        minReplicas > maxReplicas,
        'minReplicas',
        `"${minReplicas}" is above maxReplicas, "${maxReplicas}"; swap them`,
      ),
  },
);

export const chatClientSchema: Schema<ChatClientSettings> = group<ChatClientSettings>(
  {
    page: optional(oneOf('article')),
    ...servedFields,
    replicas: optional(wholeNumber(0, 100, 'pods')),
    autoscaling: optional(autoscalingSchema),
    ipFamily: optional(oneOf(...ipFamilies)),
    answersInFlight: optional(wholeNumber(2, 256, 'answers')),
    ...podFields,
    env: optional(environment(ownVariables)),
  },
  {
    reads: [],
    present: ['replicas', 'autoscaling'],
    judge: ({ replicas, autoscaling }) =>
      broken(
        replicas !== undefined && autoscaling !== undefined,
        'replicas',
        'a fixed number of pods and an autoscaler exclude each other; leave out replicas or autoscaling',
      ),
  },
  {
    reads: ['resources'],
    present: ['autoscaling'],
    judge: ({ autoscaling, resources }) =>
      broken(
        autoscaling !== undefined &&
          resources !== undefined &&
          (resources.requests?.cpu ?? resources.limits?.cpu) === undefined,
        'resources.requests.cpu',
        'missing; the autoscaler follows the share of it that is used, so name it, such as "100m"',
      ),
  },
);
