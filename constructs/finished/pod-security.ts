import { quote } from '../checks/wording';
import { type KubeObject, stepTo } from './kube-object';

/** A field of a pod that the Pod Security Standards, or we, do not want as it is. */
export interface PodFinding {
  /** The level that the pod misses; `chat` for what the standards let pass and no pod of a chat needs. */
  readonly level: 'baseline' | 'restricted' | 'chat';
  /** The control's name in the standards, https://kubernetes.io/docs/concepts/security/pod-security-standards/. */
  readonly control: string;
  /** The field and what is wrong with it. */
  readonly message: string;
}

interface Control {
  readonly level: PodFinding['level'];
  readonly name: string;
  /** Fields of a pod's spec; `[*]` stands for every item of a list. */
  readonly fields: readonly string[];
  /** Whether the value of such a field may be there. Without it none may. */
  readonly allows?: (value: unknown) => boolean;
}

const inEachContainer = (...fields: readonly string[]) =>
  ['containers', 'initContainers', 'ephemeralContainers'].flatMap((list) =>
    fields.map((field) => `${list}[*].${field}`),
  );
const inSecurityContext = (...fields: readonly string[]) => [
  ...fields.map((field) => `securityContext.${field}`),
  ...inEachContainer(...fields.map((field) => `securityContext.${field}`)),
];
const oneOf =
  (...values: readonly unknown[]) =>
  (value: unknown) =>
    values.includes(value);
const isFalse = oneOf(false);

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop'];

const baseline: readonly Omit<Control, 'level'>[] = [
  { name: 'HostProcess', fields: inSecurityContext('windowsOptions.hostProcess'), allows: isFalse },
  { name: 'Host Namespaces', fields: ['hostNetwork', 'hostPID', 'hostIPC'], allows: isFalse },
  { name: 'Privileged Containers', fields: inEachContainer('securityContext.privileged'), allows: isFalse },
  {
    name: 'Capabilities',
    fields: inEachContainer('securityContext.capabilities.add[*]'),
    allows: oneOf(
      ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE'],
      ...['SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
    ),
  },
  { name: 'HostPath Volumes', fields: ['volumes[*].hostPath'] },
  { name: 'Host Ports', fields: inEachContainer('ports[*].hostPort'), allows: oneOf(0) },
  {
    name: 'Host Probes / Lifecycle Hooks',
    fields: inEachContainer(...probes.flatMap((probe) => [`${probe}.httpGet.host`, `${probe}.tcpSocket.host`])),
    allows: oneOf(''),
  },
  {
    name: 'AppArmor',
    fields: inSecurityContext('appArmorProfile.type'),
    allows: oneOf('RuntimeDefault', 'Localhost'),
  },
  {
    name: 'SELinux',
    fields: inSecurityContext('seLinuxOptions.type'),
    allows: oneOf('', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'),
  },
  {
    name: 'SELinux',
    fields: inSecurityContext('seLinuxOptions.user', 'seLinuxOptions.role'),
    allows: oneOf(''),
  },
  { name: '/proc Mount Type', fields: inEachContainer('securityContext.procMount'), allows: oneOf('Default') },
  { name: 'Seccomp', fields: inSecurityContext('seccompProfile.type'), allows: oneOf('RuntimeDefault', 'Localhost') },
  {
    name: 'Sysctls',
    fields: ['securityContext.sysctls[*].name'],
    allows: oneOf(
      ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start'],
      ...['net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_local_reserved_ports'],
      ...['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl'],
      ...['net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'],
    ),
  },
];

/** What the standards do not judge, or let pass. */
const beyond: readonly Omit<Control, 'level'>[] = [
  { name: 'a node of its own choice', fields: ['nodeName'] },
  { name: 'processes of other containers', fields: ['shareProcessNamespace'], allows: isFalse },
  { name: 'a token of the ServiceAccount', fields: ['volumes[*].projected.sources[*].serviceAccountToken'] },
  { name: 'a token of the ServiceAccount', fields: ['automountServiceAccountToken'], allows: isFalse },
  { name: 'containers that only a running pod can have', fields: ['ephemeralContainers'] },
  {
    name: "a priority of the cluster's own pods",
    fields: ['priorityClassName'],
    allows: (value) => !String(value).startsWith('system-'),
  },
];

const controls: readonly Control[] = [
  ...baseline.map((control) => ({ level: 'baseline' as const, ...control })),
  ...beyond.map((control) => ({ level: 'chat' as const, ...control })),
  {
    level: 'restricted',
    name: 'Running as Non-root user',
    fields: inSecurityContext('runAsUser'),
    allows: (value) => value !== 0,
  },
  {
    level: 'restricted',
    name: 'Capabilities',
    fields: inEachContainer('securityContext.capabilities.add[*]'),
    allows: oneOf('NET_BIND_SERVICE'),
  },
];

/** The same with their fields step by step. */
const steps = controls.map((control) => ({ ...control, fields: control.fields.map((field) => field.split('.')) }));

const volumeTypes = [
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral'],
  ...['persistentVolumeClaim', 'projected', 'secret'],
];

/** The pods that an object makes, held against the Pod Security Standards, control by control. */
export function podSecurityFindings(object: KubeObject): PodFinding[] {
  const { path, template } = templateOf(object);
  if (template === undefined) {
    return [];
  }
  const pod = template.spec ?? {};
  const found = steps.flatMap(({ level, name, fields, allows }) =>
    fields
      .flatMap((field) => valuesAt(pod, field, `${path}spec`))
      .filter(({ value }) => !allows?.(value))
      .map(({ at, value }) => ({ level, control: name, message: `${at} is ${shown(value)}` })),
  );
  // A level that a pod misses says nothing new of a field that misses the one below, too.
  const below = new Set(found.filter(({ level }) => level === 'baseline').map(({ message }) => message));
  const above = [...found, ...appArmorAnnotations(template, path), ...missing(pod, `${path}spec`)];
  return above.filter(({ level, message }) => level !== 'restricted' || !below.has(message));
}

/** The template of a workload's pods, wherever its kind has it, and what the paths of its fields begin with. */
function templateOf({ kind, metadata, spec }: KubeObject) {
  if (kind === 'Pod') {
    return { path: '', template: { metadata, spec } };
  }
  return spec?.jobTemplate === undefined
    ? { path: 'spec.template.', template: spec?.template }
    : { path: 'spec.jobTemplate.spec.template.', template: spec.jobTemplate.spec?.template };
}

/** The form that AppArmor had before Kubernetes 1.30, which the kubelet still follows. */
function appArmorAnnotations(template: Any, path: string): PodFinding[] {
  return Object.entries(template.metadata?.annotations ?? {})
    .filter(([name]) => name.startsWith('container.apparmor.security.beta.kubernetes.io/'))
    .filter(([, value]) => value !== 'runtime/default' && !String(value).startsWith('localhost/'))
    .map(([name, value]) => ({
      level: 'baseline',
      control: 'AppArmor',
      message: `${path}metadata.annotations${stepTo(name, false)} is ${shown(value)}`,
    }));
}

/** What "restricted" wants to be there, in each container or for all of them. */
function missing(pod: Any, path: string): PodFinding[] {
  const finding = (control: string, message: string): PodFinding => ({ level: 'restricted', control, message });
  const ofPod = pod.securityContext ?? {};
  const volumes = valuesAt(pod, ['volumes[*]'], path).flatMap(({ at, value }) =>
    Object.keys(value as object)
      .filter((key) => key !== 'name' && key !== 'hostPath' && !volumeTypes.includes(key))
      .map((key) => finding('Volume Types', `${at} is of the type ${key}`)),
  );
  const containers = ['containers[*]', 'initContainers[*]'].flatMap((list) => valuesAt(pod, [list], path));
  return [
    ...volumes,
    ...containers.flatMap(({ at, value }) => {
      const own = (value as Any)?.securityContext ?? {};
      const drop = own.capabilities?.drop;
      return [
        ...(own.allowPrivilegeEscalation === false
          ? []
          : [finding('Privilege Escalation', `${at}.securityContext.allowPrivilegeEscalation is not false`)]),
        ...((own.runAsNonRoot ?? ofPod.runAsNonRoot) === true
          ? []
          : [finding('Running as Non-root', `${at}.securityContext.runAsNonRoot is not true`)]),
        ...((own.seccompProfile ?? ofPod.seccompProfile)?.type === undefined
          ? [finding('Seccomp', `${at}.securityContext.seccompProfile is missing`)]
          : []),
        ...(Array.isArray(drop) && drop.includes('ALL')
          ? []
          : [finding('Capabilities', `${at}.securityContext.capabilities.drop is without "ALL"`)]),
      ];
    }),
  ];
}

// biome-ignore lint/suspicious/noExplicitAny: patches write anything into a pod
type Any = any;

interface Found {
  readonly at: string;
  readonly value: unknown;
}

/** The values of a field, each with its path. */
function valuesAt(value: Any, [step, ...rest]: readonly string[], at: string): Found[] {
  if (step === undefined) {
    return [{ at, value }];
  }
  const isEach = step.endsWith('[*]');
  const key = isEach ? step.slice(0, -3) : step;
  const child: unknown = value?.[key];
  if (child === undefined) {
    return [];
  }
  const below = `${at}.${key}`;
  if (!isEach) {
    return valuesAt(child, rest, below);
  }
  const items = typeof child === 'object' && child !== null ? Object.values(child) : [];
  return items.flatMap((item, index) => valuesAt(item, rest, `${below}[${index}]`));
}

function shown(value: unknown): string {
  return typeof value === 'object' ? 'there' : typeof value === 'string' ? quote(value) : String(value);
}
