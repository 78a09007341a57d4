import type { AnswerTime } from '../common/answer-time';
import { k8s } from '../common/k8s';
import type { Platform } from '../common/platform';
import { spread } from '../common/spread';
import type { ModelListener } from '../skupper/model-listener';
import { pullPolicyOf } from './image';
import { fileKey, type PageSettings } from './page-settings';
import type { PageProfile } from './pages/page-profile';
import {
  containerSecurity,
  dataVolume,
  emptyVolume,
  type MountedVolume,
  modelCaPath,
  mountsOf,
  podOf,
  podSecurity,
  resourcesOf,
  secretVolume,
  variables,
  variablesFrom,
  volumesOf,
} from './pod-parts';
import type { PodSettings } from './pod-settings';

/** What the pod of a page depends on. */
export interface PagePodProps {
  readonly settings: PageSettings;
  readonly profile: PageProfile;
  readonly replicas: number;
  readonly platform: Platform;
  readonly model: ModelListener;
  readonly answerTime: AnswerTime;
  readonly portName: string;
  readonly podLabels: Record<string, string>;
  /** Name of the claim for the page's data. */
  readonly claimName?: string;
  /** The page's files, by their paths, and the ConfigMap that holds them. */
  readonly files: Readonly<Record<string, string>>;
  readonly filesName: string;
}

const caBundlePath = '/etc/ca-bundle';

/** The pod of a page, admissible under Pod Security "restricted" and OpenShift's restricted-v2. */
export function pagePod(props: PagePodProps): k8s.PodSpec {
  const { settings, profile, platform, answerTime, portName, claimName } = props;
  const { name, image, command, args, port = profile.port, resources = profile.resources } = settings;
  const user = settings.user ?? profile.user;
  const volumes = pageVolumes(props);
  return {
    ...podOf(name, settings),
    terminationGracePeriodSeconds: answerTime.terminationGrace.toSeconds(),
    securityContext: {
      ...podSecurity(platform, user),
      // The claim belongs to root otherwise. OpenShift gives its own group.
      ...(claimName !== undefined && platform === 'kubernetes'
        ? { fsGroup: user, fsGroupChangePolicy: 'OnRootMismatch' }
        : {}),
    },
    ...(props.replicas > 1 ? spread(props.podLabels, settings.topologyKey) : {}),
    containers: [
      {
        name,
        image,
        imagePullPolicy: pullPolicyOf(image),
        command: command && [...command],
        args: args && [...args],
        ports: [{ name: portName, containerPort: port, protocol: 'TCP' }],
        env: environmentOf(props),
        envFrom: variablesFrom(settings.envFrom),
        resources: resourcesOf(resources),
        ...probes(profile, portName),
        lifecycle: { preStop: { exec: { command: ['sleep', String(answerTime.drain.toSeconds())] } } },
        securityContext: containerSecurity(profile.writable !== 'everything'),
        volumeMounts: volumes.length === 0 ? undefined : mountsOf(volumes),
      },
    ],
    volumes: volumes.length === 0 ? undefined : volumesOf(volumes),
  };
}

/** The model first, then the rest in the order of the names. What the settings say takes the place of the profile's. */
function environmentOf({ settings, profile, model }: PagePodProps): k8s.EnvVar[] {
  const { env = {}, secretName = '', port } = settings;
  const { modelUrl, environment, named, secrets, portVariables = [] } = profile;
  const bundle = caFile(settings, model);
  const own: NonNullable<PodSettings['env']> = {
    ...environment,
    ...(model.name === undefined ? {} : named?.(model.name)),
    ...Object.fromEntries(portVariables.map((name) => [name, String(port ?? profile.port)])),
    ...Object.fromEntries(Object.keys(secrets).map((key) => [key, { secretName, key }])),
    ...(bundle === undefined ? {} : Object.fromEntries(profile.caVariables.map((name) => [name, bundle]))),
    ...env,
  };
  return [{ name: modelUrl.variable, value: `${model.url}${modelUrl.path}` }, ...variables(own)];
}

/** The file with the authorities that the page trusts, when it is not its image's own. */
function caFile({ caBundle }: PageSettings, model: ModelListener): string | undefined {
  if (caBundle !== undefined) {
    return `${caBundlePath}/ca.crt`;
  }
  return model.caSecretName === undefined ? undefined : `${modelCaPath}/ca.crt`;
}

function pageVolumes({ settings, profile, model, claimName, files, filesName }: PagePodProps): MountedVolume[] {
  const { writable, dataPath } = profile;
  const { caBundle } = settings;
  const folders = writable === 'everything' ? [] : writable;
  return [
    ...folders.map((path) => emptyVolume(folderName(path, folders), path, '256Mi')),
    ...(dataPath === undefined
      ? []
      : claimName === undefined
        ? [emptyVolume(isShared(settings, profile) ? 'page-folder' : dataVolume, dataPath, '1Gi')]
        : [{ name: dataVolume, path: dataPath, source: { persistentVolumeClaim: { claimName } } }]),
    ...Object.keys(files)
      .sort()
      .map(
        (path): MountedVolume => ({
          name: 'page-files',
          path,
          source: { configMap: { name: filesName } },
          readOnly: true,
          // The file alone: its folder is the image's own.
          subPath: fileKey(path),
        }),
      ),
    ...(caBundle !== undefined
      ? [caVolume(caBundle)]
      : model.caSecretName === undefined
        ? []
        : [secretVolume('model-ca', modelCaPath, model.caSecretName, ['ca.crt'])]),
  ];
}

/** Whether the page keeps in a database what has to outlive a pod. */
function isShared({ env = {}, envFrom }: PageSettings, { shared }: PageProfile): boolean {
  return (
    shared !== 'never' &&
    shared.variables.length > 0 &&
    (envFrom !== undefined || shared.variables.every((name) => env[name] !== undefined))
  );
}

function caVolume({ configMapName, key = 'ca-bundle.crt' }: NonNullable<PageSettings['caBundle']>): MountedVolume {
  return {
    name: 'ca-bundle',
    path: caBundlePath,
    source: { configMap: { name: configMapName, items: [{ key, path: 'ca.crt' }] } },
    readOnly: true,
  };
}

/** `/app/logs` is the volume `app-logs`. Where two paths come to the same, each gets its place in the list. */
function folderName(path: string, folders: readonly string[]): string {
  const short = (folder: string) =>
    folder
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 50)
      .replace(/-$/, '');
  const taken = folders.filter((folder) => short(folder) === short(path)).length > 1 || short(path) === '';
  return taken || /^(page|ca|model)-/.test(short(path)) ? `folder-${folders.indexOf(path)}` : short(path);
}

/** How often the kubelet asks while the page starts, in seconds. */
const startPeriod = 5;

function probes(
  { health }: PageProfile,
  portName: string,
): Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'> {
  const port = k8s.IntOrString.fromString(portName);
  const ask = (how: string): k8s.Probe => (how === 'tcp' ? { tcpSocket: { port } } : { httpGet: { path: how, port } });
  return {
    startupProbe: {
      ...ask(health.live),
      periodSeconds: startPeriod,
      timeoutSeconds: 3,
      failureThreshold: Math.ceil(health.startSeconds / startPeriod),
    },
    readinessProbe: { ...ask(health.ready), periodSeconds: 5, timeoutSeconds: 3 },
    livenessProbe: { ...ask(health.live), periodSeconds: 10, timeoutSeconds: 3 },
  };
}
