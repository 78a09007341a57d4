import { pullPolicyOf } from '../chat-client/image';
import type { PodSettings } from '../chat-client/pod-settings';
import type { AnswerTime } from '../common/answer-time';
import { k8s } from '../common/k8s';
import type { Platform } from '../common/platform';
import { containerSecurity, podSecurity } from '../common/pod-security';
import { spread } from '../common/spread';
import { filesPath, type LoginKind } from './login-kind';
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
  const secretFiles = [
    ...kind.secretFiles.map(({ key, ...file }) => ({ ...file, keys: [key] })),
    ...(servingSecretName === undefined
      ? []
      : [
          {
            name: 'serving-certificate',
            secretName: servingSecretName,
            keys: ['tls.crt', 'tls.key'],
            path: certificatePath,
          },
        ]),
  ];
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: answerTime.terminationGrace.toSeconds(),
    securityContext: podSecurity(platform),
    ...spread(props.podLabels, placement.topologyKey),
    imagePullSecrets: placement.imagePullSecrets?.map((secret) => ({ name: secret })),
    nodeSelector: placement.nodeSelector,
    tolerations: placement.tolerations?.map((toleration) => ({ ...toleration })),
    priorityClassName: placement.priorityClassName,
    containers: [nginxContainer(props), oauth2ProxyContainer(props)],
    volumes: [
      { name: 'tmp', emptyDir: { sizeLimit: k8s.Quantity.fromString('16Mi') } },
      { name: 'files', configMap: { name } },
      ...secretFiles.map(({ name, secretName, keys }) => ({
        name,
        secret: { secretName, items: keys.map((key) => ({ key, path: key })) },
      })),
    ],
  };
}

function nginxContainer({ images, port, portName, servingSecretName, answerTime }: LoginPodProps): k8s.Container {
  const asked = k8s.IntOrString.fromString(portName);
  return {
    name: 'nginx',
    image: images.nginx,
    imagePullPolicy: pullPolicyOf(images.nginx),
    command: ['nginx', '-e', 'stderr', '-c', `${filesPath}/nginx.conf`],
    ports: [{ name: portName, containerPort: port, protocol: 'TCP' }],
    resources: bounds('32Mi'),
    // Ready when oauth2-proxy is, too. Neither probe knows the page: an outage of it is not one of the login.
    readinessProbe: {
      httpGet: { path: readyPath, port: asked, scheme: servingSecretName === undefined ? undefined : 'HTTPS' },
      periodSeconds: 5,
      timeoutSeconds: 3,
    },
    livenessProbe: { tcpSocket: { port: asked }, initialDelaySeconds: 30, periodSeconds: 10, timeoutSeconds: 3 },
    lifecycle: pause(answerTime.drain.toSeconds()),
    securityContext: containerSecurity,
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'files', mountPath: filesPath, readOnly: true },
      ...(servingSecretName === undefined
        ? []
        : [{ name: 'serving-certificate', mountPath: certificatePath, readOnly: true }]),
    ],
  };
}

function oauth2ProxyContainer(props: LoginPodProps): k8s.Container {
  const { kind, images, oauth2Proxy, answerTime } = props;
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
    resources: bounds('64Mi'),
    // It listens inside the pod alone, so the question is asked there. An issuer that never answers hangs its start.
    livenessProbe: {
      exec: { command: ['wget', '-q', '-O', '/dev/null', `http://${oauth2Proxy}/ping`] },
      initialDelaySeconds: 30,
      periodSeconds: 10,
      timeoutSeconds: 3,
    },
    // Longer than nginx goes on taking requests, each of which asks it.
    lifecycle: pause(answerTime.drain.toSeconds() + 5),
    securityContext: containerSecurity,
    volumeMounts: [
      ...(Object.keys(kind.files).length === 0 ? [] : [{ name: 'files', mountPath: filesPath, readOnly: true }]),
      ...kind.secretFiles.map(({ name, path }) => ({ name, mountPath: path, readOnly: true })),
    ],
  };
}

/** Not the kubelet's own `sleep`, which Kubernetes knows since 1.29 only. */
function pause(seconds: number): k8s.Lifecycle {
  return { preStop: { exec: { command: ['sleep', String(seconds)] } } };
}

function bounds(memory: string): k8s.ResourceRequirements {
  const quantity = k8s.Quantity.fromString;
  return {
    requests: { cpu: quantity('50m'), memory: quantity(memory), 'ephemeral-storage': quantity('32Mi') },
    limits: { memory: quantity('256Mi'), 'ephemeral-storage': quantity('64Mi') },
  };
}
