import type { AnswerTime } from '../common/answer-time';
import { everyAddress, type IpFamily } from '../common/ip-family';
import { k8s } from '../common/k8s';
import type { Platform } from '../common/platform';
import { spread } from '../common/spread';
import type { ModelListener } from '../skupper/model-listener';
import {
  containerSecurity,
  emptyVolume,
  modelCaPath,
  mountsOf,
  podOf,
  podSecurity,
  resourcesOf,
  secretVolume,
  userId,
  variables,
  variablesFrom,
  volumesOf,
} from './pod-parts';
import type { PodSettings, Resources } from './pod-settings';

/** What the pod of the chat client depends on. */
export interface PodProps {
  readonly name: string;
  readonly image: string;
  readonly pullPolicy: string;
  readonly port: number;
  readonly portName: string;
  readonly ipFamily: IpFamily;
  readonly answersInFlight: number;
  readonly answerTime: AnswerTime;
  readonly platform: Platform;
  readonly model: ModelListener;
  /**
   * Secret with the certificate that the pod serves HTTPS with.
   *
   * @default - the pod serves HTTP
   */
  readonly servingSecretName?: string;
  readonly podLabels: Record<string, string>;
  /** Whether the pods prefer different nodes. */
  readonly spread: boolean;
  /** What the user's cluster asks of the pods. */
  readonly settings: PodSettings;
}

/** 32 answers at a time were seen to take 52 MB. */
export const defaultResources: Resources = {
  requests: { cpu: '100m', memory: '128Mi', ephemeralStorage: '64Mi' },
  // No bound on CPU: a server with threads would be throttled while it answers.
  limits: { memory: '256Mi', ephemeralStorage: '128Mi' },
};

const servingPath = '/etc/serving-certificate';

/** On a Service: orders its certificate from OpenShift's service authority, and names the Secret that it goes into. */
export const servingCertificateAnnotation = 'service.beta.openshift.io/serving-cert-secret-name';

/** The Secret that OpenShift's service authority writes the pods' certificate into. */
export function servingSecretName(clientName: string): string {
  return `${clientName}-serving`;
}

/** The pod of the chat client, admissible under Pod Security "restricted" and OpenShift's restricted-v2. */
export function podSpec(props: PodProps): k8s.PodSpec {
  const { name, platform, answerTime, model, servingSecretName, settings } = props;
  const { resources = defaultResources } = settings;
  const volumes = [
    // In memory: gunicorn's workers show by a file there that they live, and a slow disk would look like death.
    emptyVolume('tmp', '/tmp', '64Mi', 'Memory'),
    ...(model.caSecretName === undefined
      ? []
      : [secretVolume('model-ca', modelCaPath, model.caSecretName, ['ca.crt'])]),
    ...(servingSecretName === undefined
      ? []
      : [secretVolume('serving-certificate', servingPath, servingSecretName, ['tls.crt', 'tls.key'])]),
  ];
  return {
    ...podOf(name, settings),
    terminationGracePeriodSeconds: answerTime.terminationGrace.toSeconds(),
    securityContext: podSecurity(platform, userId),
    ...(props.spread ? spread(props.podLabels, settings.topologyKey) : {}),
    containers: [
      {
        name,
        image: props.image,
        imagePullPolicy: props.pullPolicy,
        // Never the image's own command: it publishes a debugger console, and listens on 5000.
        command: ['gunicorn'],
        args: gunicornArguments(props),
        ports: [{ name: props.portName, containerPort: props.port, protocol: 'TCP' }],
        env: [
          { name: 'ADDRESS', value: model.url },
          ...(model.caSecretName === undefined ? [] : [{ name: 'REQUESTS_CA_BUNDLE', value: `${modelCaPath}/ca.crt` }]),
          ...variables(settings.env),
        ],
        envFrom: variablesFrom(settings.envFrom),
        resources: resourcesOf(resources),
        ...probes(props),
        lifecycle: { preStop: { exec: { command: ['sleep', String(answerTime.drain.toSeconds())] } } },
        securityContext: containerSecurity(true),
        volumeMounts: mountsOf(volumes),
      },
    ],
    volumes: volumesOf(volumes),
  };
}

function gunicornArguments({ port, ipFamily, answersInFlight, answerTime, servingSecretName }: PodProps): string[] {
  return [
    `--bind=${everyAddress(ipFamily)}:${port}`,
    // A thread waits for each answer, so the page and the probes keep working meanwhile.
    '--worker-class=gthread',
    `--threads=${answersInFlight}`,
    `--graceful-timeout=${answerTime.hopTimeout.toSeconds()}`,
    // Longer than proxies keep an idle connection: one that closes first loses the request in flight.
    '--keep-alive=75',
    '--worker-tmp-dir=/tmp',
    ...(servingSecretName === undefined
      ? []
      : [`--certfile=${servingPath}/tls.crt`, `--keyfile=${servingPath}/tls.key`]),
    'app:app',
  ];
}

/** Ready means a thread is free. Alive means the port answers: with all threads waiting, a page request would not. */
function probes({ portName, servingSecretName }: PodProps): Pick<k8s.Container, 'readinessProbe' | 'livenessProbe'> {
  const port = k8s.IntOrString.fromString(portName);
  return {
    readinessProbe: {
      httpGet: { path: '/', port, scheme: servingSecretName === undefined ? undefined : 'HTTPS' },
      initialDelaySeconds: 5,
      periodSeconds: 5,
      timeoutSeconds: 3,
    },
    livenessProbe: { tcpSocket: { port }, initialDelaySeconds: 30, periodSeconds: 10, timeoutSeconds: 3 },
  };
}
