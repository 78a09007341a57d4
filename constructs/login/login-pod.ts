import { pullPolicyOf } from '../chat-client/image';
import {
  containerSecurity,
  emptyVolume,
  type MountedVolume,
  mountsOf,
  podOf,
  podSecurity,
  resourcesOf,
  secretVolume,
  userId,
  volumesOf,
} from '../chat-client/pod-parts';
import type { PodSettings, Resources } from '../chat-client/pod-settings';
import type { AnswerTime } from '../common/answer-time';
import { k8s } from '../common/k8s';
import type { Platform } from '../common/platform';
import { spread } from '../common/spread';
import { filesPath, type LoginKind } from './login-kind';
import type { LoginResources } from './login-settings';
import { readyPath } from './nginx-configuration';
import { oauth2ProxyArguments } from './oauth2-proxy';

/** What the client's settings say of every pod of the chat: where it runs, and who pulls its images. */
export type Placement = Pick<
  PodSettings,
  'imagePullSecrets' | 'nodeSelector' | 'tolerations' | 'topologyKey' | 'priorityClassName'
>;

/** What the pod of the login depends on. */
export interface LoginPodProps {
  readonly name: string;
  readonly podLabels: Record<string, string>;
  readonly kind: LoginKind;
  readonly images: { readonly nginx: string; readonly oauth2Proxy: string };
  readonly resources: LoginResources;
  readonly port: number;
  readonly portName: string;
  /** Where oauth2-proxy listens, for nginx alone. */
  readonly oauth2Proxy: string;
  /** Whether browsers get cookies for HTTPS alone. */
  readonly secureCookies: boolean;
  /**
   * Secret with the certificate that nginx serves HTTPS with.
   *
   * @default - plain HTTP
   */
  readonly servingSecretName?: string;
  readonly answerTime: AnswerTime;
  readonly platform: Platform;
  readonly placement: Placement;
}

export const certificatePath = '/etc/serving-certificate';

/** The pod of the login, admissible under Pod Security "restricted" and OpenShift's restricted-v2. */
export function loginPodSpec(props: LoginPodProps): k8s.PodSpec {
  const { name, kind, servingSecretName, answerTime, platform, placement } = props;
  const files: MountedVolume = { name: 'files', path: filesPath, source: { configMap: { name } }, readOnly: true };
  const ofNginx = [
    emptyVolume('tmp', '/tmp', '16Mi'),
    files,
    ...(servingSecretName === undefined
      ? []
      : [secretVolume('serving-certificate', certificatePath, servingSecretName, ['tls.crt', 'tls.key'])]),
  ];
  const ofOAuth2Proxy = [
    ...(Object.keys(kind.files).length === 0 ? [] : [files]),
    ...kind.secretFiles.map(({ name, path, secretName, key }) => secretVolume(name, path, secretName, [key])),
  ];
  return {
    ...podOf(name, placement),
    terminationGracePeriodSeconds: answerTime.terminationGrace.toSeconds(),
    securityContext: podSecurity(platform, userId),
    ...spread(props.podLabels, placement.topologyKey),
    containers: [
      { ...nginxContainer(props), volumeMounts: mountsOf(ofNginx) },
      { ...oauth2ProxyContainer(props), volumeMounts: mountsOf(ofOAuth2Proxy) },
    ],
    volumes: volumesOf([...ofNginx, ...ofOAuth2Proxy]),
  };
}

function nginxContainer({
  images,
  resources,
  port,
  portName,
  servingSecretName,
  answerTime,
}: LoginPodProps): k8s.Container {
  const asked = k8s.IntOrString.fromString(portName);
  return {
    name: 'nginx',
    image: images.nginx,
    imagePullPolicy: pullPolicyOf(images.nginx),
    command: ['nginx', '-e', 'stderr', '-c', `${filesPath}/nginx.conf`],
    ports: [{ name: portName, containerPort: port, protocol: 'TCP' }],
    resources: resourcesOf(resources.nginx ?? bounds('32Mi')),
    // Ready when oauth2-proxy is, too. Neither probe knows the page: an outage of it is not one of the login.
    readinessProbe: {
      httpGet: { path: readyPath, port: asked, scheme: servingSecretName === undefined ? undefined : 'HTTPS' },
      periodSeconds: 5,
      timeoutSeconds: 3,
    },
    livenessProbe: { tcpSocket: { port: asked }, initialDelaySeconds: 30, periodSeconds: 10, timeoutSeconds: 3 },
    lifecycle: pause(answerTime.drain.toSeconds()),
    securityContext: containerSecurity(true),
  };
}

function oauth2ProxyContainer(props: LoginPodProps): k8s.Container {
  const { kind, images, resources, oauth2Proxy, answerTime } = props;
  const variables = { OAUTH2_PROXY_COOKIE_SECRET: 'cookie-secret', ...kind.secretVariables };
  return {
    name: 'oauth2-proxy',
    image: images.oauth2Proxy,
    imagePullPolicy: pullPolicyOf(images.oauth2Proxy),
    args: oauth2ProxyArguments(props),
    env: Object.entries(variables).map(([name, key]) => ({
      name,
      valueFrom: { secretKeyRef: { name: kind.secretName, key } },
    })),
    resources: resourcesOf(resources.oauth2Proxy ?? bounds('64Mi')),
    // It listens inside the pod alone, so the question is asked there. An issuer that never answers hangs its start.
    livenessProbe: {
      exec: { command: ['wget', '-q', '-O', '/dev/null', `http://${oauth2Proxy}/ping`] },
      initialDelaySeconds: 30,
      periodSeconds: 10,
      timeoutSeconds: 3,
    },
    // Longer than nginx goes on taking requests, each of which asks it.
    lifecycle: pause(answerTime.drain.toSeconds() + 5),
    securityContext: containerSecurity(true),
  };
}

/** Not the kubelet's own `sleep`, which Kubernetes knows since 1.30 only. */
function pause(seconds: number): k8s.Lifecycle {
  return { preStop: { exec: { command: ['sleep', String(seconds)] } } };
}

/**
 * oauth2-proxy takes 24 MB, and nginx 14 MB, both under the attack of 60 strangers that tests/login-for-real.ts makes. What
 * they log is of the node's disk, too: more of it than the kubelet lets stand, 5 files of 10Mi, on OpenShift of 50Mi.
 * Below that a busy log would have the pod evicted before it is rotated.
 */
function bounds(memory: string): Resources {
  return {
    requests: { cpu: '50m', memory, ephemeralStorage: '32Mi' },
    limits: { memory: '256Mi', ephemeralStorage: '512Mi' },
  };
}
