import type { KubeObject } from './kube-object';
import { podSecurityFindings } from './pod-security';

/** A container that "restricted" has nothing against. */
const quiet = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
  capabilities: { drop: ['ALL'] },
};
const deployment = (pod: object, metadata: object = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'chat' },
  spec: { template: { metadata, spec: pod } },
});
const findingsOf = (object: KubeObject) =>
  podSecurityFindings(object).map(({ level, control, message }) => `${level}, ${control}: ${message}`);

/** A pod with one value at a path, whose containers are quiet otherwise. */
function podWith(path: string, value: unknown): object {
  const pod = { containers: [{ securityContext: structuredClone(quiet) }] };
  const steps = path.split('.');
  // biome-ignore lint/suspicious/noExplicitAny: any part of a pod
  let place: any = pod;
  for (const [index, step] of steps.entries()) {
    const [key = '', item] = step.split('[');
    if (index === steps.length - 1 && item === undefined) {
      place[key] = value;
    } else if (item === undefined) {
      place[key] ??= {};
      place = place[key];
    } else {
      place[key] ??= key === 'initContainers' ? [{ securityContext: structuredClone(quiet) }] : [{}];
      if (index === steps.length - 1) {
        place[key][0] = value;
      }
      place = place[key][0];
    }
  }
  return pod;
}

const eachContainer = (field: string) => ['containers[0]', 'initContainers[0]'].map((list) => `${list}.${field}`);
const podAndContainers = (field: string) => [`securityContext.${field}`, ...eachContainer(`securityContext.${field}`)];
const capabilities = eachContainer('securityContext.capabilities.add[0]');
const probes = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop'];
const hosts = probes.flatMap((probe) => [`${probe}.httpGet.host`, `${probe}.tcpSocket.host`]);

/** What a control says of each value of a field, and the values that it has nothing against. */
const controls: readonly (readonly [
  string,
  readonly string[],
  readonly (readonly [unknown, string])[],
  readonly unknown[],
])[] = [
  ['baseline, HostProcess', podAndContainers('windowsOptions.hostProcess'), [[true, 'true']], [false]],
  [
    'baseline, Host Namespaces',
    ['hostNetwork', 'hostPID', 'hostIPC'],
    [
      [true, 'true'],
      ['yes', '"yes"'],
    ],
    [false],
  ],
  ['baseline, Privileged Containers', eachContainer('securityContext.privileged'), [[true, 'true']], [false]],
  [
    'baseline, Capabilities',
    capabilities,
    [
      ['NET_ADMIN', '"NET_ADMIN"'],
      ['ALL', '"ALL"'],
    ],
    ['NET_BIND_SERVICE'],
  ],
  [
    'restricted, Capabilities',
    capabilities,
    [
      'AUDIT_WRITE',
      ...['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID'],
      'SYS_CHROOT',
    ].map((name) => [name, `"${name}"`] as const),
    ['NET_BIND_SERVICE'],
  ],
  ['baseline, HostPath Volumes', ['volumes[0].hostPath'], [[{ path: '/' }, 'there']], []],
  ['baseline, Host Ports', eachContainer('ports[0].hostPort'), [[80, '80']], [0]],
  ['baseline, Host Probes / Lifecycle Hooks', hosts.flatMap(eachContainer), [['10.0.0.1', '"10.0.0.1"']], ['']],
  [
    'baseline, AppArmor',
    podAndContainers('appArmorProfile.type'),
    [['Unconfined', '"Unconfined"']],
    ['RuntimeDefault', 'Localhost'],
  ],
  [
    'baseline, SELinux',
    podAndContainers('seLinuxOptions.type'),
    [['spc_t', '"spc_t"']],
    ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'],
  ],
  ['baseline, SELinux', podAndContainers('seLinuxOptions.user'), [['system_u', '"system_u"']], ['']],
  ['baseline, SELinux', podAndContainers('seLinuxOptions.role'), [['system_r', '"system_r"']], ['']],
  ['baseline, /proc Mount Type', eachContainer('securityContext.procMount'), [['Unmasked', '"Unmasked"']], ['Default']],
  [
    'baseline, Seccomp',
    podAndContainers('seccompProfile.type'),
    [['Unconfined', '"Unconfined"']],
    ['RuntimeDefault', 'Localhost'],
  ],
  [
    'baseline, Sysctls',
    ['securityContext.sysctls[0].name'],
    [['kernel.msgmax', '"kernel.msgmax"']],
    [
      ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start'],
      ...['net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_local_reserved_ports'],
      ...['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl'],
      ...['net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'],
    ],
  ],
  ['chat, a node of its own choice', ['nodeName'], [['control-plane', '"control-plane"']], []],
  ['chat, processes of other containers', ['shareProcessNamespace'], [[true, 'true']], [false]],
  [
    'chat, a token of the ServiceAccount',
    ['volumes[0].projected.sources[0].serviceAccountToken'],
    [[{ path: 'token' }, 'there']],
    [],
  ],
  ['chat, a token of the ServiceAccount', ['automountServiceAccountToken'], [[true, 'true']], [false]],
  [
    "chat, a priority of the cluster's own pods",
    ['priorityClassName'],
    [['system-node-critical', '"system-node-critical"']],
    ['users-wait', 'no-system-'],
  ],
  ['restricted, Running as Non-root user', podAndContainers('runAsUser'), [[0, '0']], [1, 10_001]],
];

describe.each(controls)('%s', (control, fields, refused, allowed) => {
  test.each(fields.flatMap((field) => refused.map(([value, shown]) => [field, value, shown] as const)))(
    '%s: %j',
    (field, value, shown) => {
      expect(findingsOf(deployment(podWith(field, value)))).toEqual([
        `${control}: spec.template.spec.${field} is ${shown}`,
      ]);
    },
  );

  test('lets the others pass', () => {
    const passing = fields.flatMap((field) => allowed.map((value) => podWith(field, value)));
    expect(passing.flatMap((pod) => findingsOf(deployment(pod)))).toEqual([]);
  });
});

test('containers that only a running pod can have are refused, with what is in them', () => {
  const pod = { ephemeralContainers: [{ name: 'debug', securityContext: { privileged: true, runAsUser: 0 } }] };
  expect(findingsOf(deployment(pod))).toEqual([
    'baseline, Privileged Containers: spec.template.spec.ephemeralContainers[0].securityContext.privileged is true',
    'chat, containers that only a running pod can have: spec.template.spec.ephemeralContainers is there',
    'restricted, Running as Non-root user: spec.template.spec.ephemeralContainers[0].securityContext.runAsUser is 0',
  ]);
});

describe('what "restricted" wants to be there', () => {
  const at = 'spec.template.spec.containers[1].securityContext';
  const all = [
    `restricted, Privilege Escalation: ${at}.allowPrivilegeEscalation is not false`,
    `restricted, Running as Non-root: ${at}.runAsNonRoot is not true`,
    `restricted, Seccomp: ${at}.seccompProfile is missing`,
    `restricted, Capabilities: ${at}.capabilities.drop is without "ALL"`,
  ];
  const [escalation, nonRoot, seccomp, drop] = all;
  const { allowPrivilegeEscalation, runAsNonRoot, seccompProfile, capabilities: dropping } = quiet;
  test.each<[string, object, object, readonly (string | undefined)[]]>([
    ['no word', {}, {}, all],
    ['all in the container', quiet, {}, []],
    ['no word of escalation', { runAsNonRoot, seccompProfile, capabilities: dropping }, {}, [escalation]],
    ['escalation', { ...quiet, allowPrivilegeEscalation: true }, {}, [escalation]],
    ['no word of the user', { allowPrivilegeEscalation, seccompProfile, capabilities: dropping }, {}, [nonRoot]],
    ['the user in the pod', { ...quiet, runAsNonRoot: undefined }, { runAsNonRoot: true }, []],
    ['another user in the container', { ...quiet, runAsNonRoot: false }, { runAsNonRoot: true }, [nonRoot]],
    ['no word of seccomp', { allowPrivilegeEscalation, runAsNonRoot, capabilities: dropping }, {}, [seccomp]],
    ['seccomp in the pod', { ...quiet, seccompProfile: undefined }, { seccompProfile }, []],
    ['seccomp without a type', { ...quiet, seccompProfile: {} }, { seccompProfile }, [seccomp]],
    ['no word of capabilities', { allowPrivilegeEscalation, runAsNonRoot, seccompProfile }, {}, [drop]],
    ['other capabilities dropped', { ...quiet, capabilities: { drop: ['CHOWN'] } }, {}, [drop]],
    ['a text for the dropped ones', { ...quiet, capabilities: { drop: 'ALL' } }, {}, [drop]],
    ['all dropped beside others', { ...quiet, capabilities: { drop: ['CHOWN', 'ALL'] } }, {}, []],
  ])('%s', (_, own, ofPod, expected) => {
    const containers = [{ securityContext: quiet }, { securityContext: own }];
    expect(findingsOf(deployment({ securityContext: ofPod, containers }))).toEqual(expected);
  });

  test('in containers that start before, and in those without a word', () => {
    expect(findingsOf(deployment({ initContainers: [{ name: 'init' }] }))).toHaveLength(4);
    expect(findingsOf(deployment({ initContainers: [null] }))).toHaveLength(4);
    expect(findingsOf(deployment({}))).toEqual([]);
  });
});

describe('the types of volumes', () => {
  test.each([
    ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral'],
    ...['persistentVolumeClaim', 'projected', 'secret'],
  ])('%s is one that "restricted" knows', (type) => {
    expect(findingsOf(deployment({ volumes: [{ name: 'files', [type]: {} }] }))).toEqual([]);
  });

  test.each(['nfs', 'image', 'awsElasticBlockStore'])('%s is none', (type) => {
    expect(
      findingsOf(
        deployment({
          volumes: [
            { name: 'a', emptyDir: {} },
            { name: 'b', [type]: {} },
          ],
        }),
      ),
    ).toEqual([`restricted, Volume Types: spec.template.spec.volumes[1] is of the type ${type}`]);
  });
});

describe('AppArmor by annotations', () => {
  const name = 'container.apparmor.security.beta.kubernetes.io/chat';
  test.each<[string, unknown, readonly string[]]>([
    [name, 'runtime/default', []],
    [name, 'localhost/chat', []],
    [name, 'unconfined', ['"unconfined"']],
    [name, 'x-localhost/chat', ['"x-localhost/chat"']],
    [name, 1, ['1']],
    [`example.com/${name}`, 'unconfined', []],
    ['example.com/note', 'unconfined', []],
  ])('%s: %s', (annotation, value, shown) => {
    expect(findingsOf(deployment({}, { annotations: { [annotation]: value } }))).toEqual(
      shown.map((text) => `baseline, AppArmor: spec.template.metadata.annotations["${annotation}"] is ${text}`),
    );
  });
});

describe('the pods of every kind', () => {
  const spec = { hostPID: true };
  const object = (kind: string, more: object): KubeObject => ({
    apiVersion: 'v1',
    kind,
    metadata: { name: 'chat' },
    ...more,
  });
  test.each<[KubeObject, readonly string[]]>([
    [object('Pod', { spec }), ['baseline, Host Namespaces: spec.hostPID is true']],
    [
      object('CronJob', { spec: { jobTemplate: { spec: { template: { spec } } } } }),
      ['baseline, Host Namespaces: spec.jobTemplate.spec.template.spec.hostPID is true'],
    ],
    [
      object('StatefulSet', { spec: { template: { spec } } }),
      ['baseline, Host Namespaces: spec.template.spec.hostPID is true'],
    ],
    [object('CronJob', { spec: { jobTemplate: {} } }), []],
    [object('StatefulSet', { spec: { template: {} } }), []],
    [object('Service', { spec: {} }), []],
    [object('ConfigMap', {}), []],
  ])('%j', (one, expected) => {
    expect(findingsOf(one)).toEqual(expected);
  });

  test('by their annotations', () => {
    const annotations = { 'container.apparmor.security.beta.kubernetes.io/chat': 'unconfined' };
    const metadata = { name: 'chat', annotations };
    expect(findingsOf(object('Pod', { metadata, spec: {} }))).toEqual([
      'baseline, AppArmor: metadata.annotations["container.apparmor.security.beta.kubernetes.io/chat"] is "unconfined"',
    ]);
  });

  test('a part in another form has nothing in it', () => {
    expect(findingsOf(deployment({ securityContext: null, containers: null }))).toEqual([]);
    expect(findingsOf(deployment({ securityContext: 'none', volumes: 'none' }))).toEqual([]);
  });
});
