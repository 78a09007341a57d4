import { isLoginPart, isPagePart } from '../../constructs/common/labels';
import { backendsOf } from '../../constructs/finished/finished-chat';
import { keysOf } from '../../constructs/finished/gate-pairing';
import { rangesOf } from '../../constructs/finished/ingresses';
import {
  folderOf,
  hasLabels,
  type KubeObject,
  type Labels,
  type Manifest,
  selects,
} from '../../constructs/finished/kube-object';
import { routerPodLabels } from '../../constructs/skupper/names';

/**
 * Who reaches whom, on which port, through which policy, as a Mermaid flowchart. Drawn from the finished objects and not
 * from the settings, so that it shows what is really there.
 */
export function diagramOf(files: readonly Manifest[]): string {
  const manifests = files.filter(({ text }) => text === undefined);
  const folders = [...new Set(manifests.map(({ path }) => folderOf(path)))];
  const lines = folders.flatMap((folder, index) => {
    const own = manifests.filter(({ path }) => folderOf(path) === folder);
    return chatLines(own, index === 0 ? '' : `c${index}`);
  });
  return ['flowchart LR', '  browser(["browser"])', ...lines, ''].join('\n');
}

function chatLines(manifests: readonly Manifest[], prefix: string): string[] {
  const objects = manifests.filter(({ side }) => side === 'public').flatMap((manifest) => manifest.objects);
  const machines = manifests.filter(({ side }) => side === 'private').map((manifest) => manifest.objects);
  const of = (kind: string) => objects.filter((object) => object.kind === kind);
  const namespace = objects.find(({ metadata }) => metadata.namespace !== undefined)?.metadata.namespace ?? '';
  const id = (object: KubeObject) => `${prefix}${object.kind}-${object.metadata.name}`.replace(/[^A-Za-z0-9]/g, '_');

  const listeners = [...of('Listener'), ...of('MultiKeyListener')];
  const deployments = of('Deployment');
  const entries = [
    ...of('Service').filter(({ spec }) => spec.type === 'LoadBalancer'),
    ...of('Ingress'),
    ...of('HTTPRoute').filter(({ spec }) => spec.rules.some((rule: { backendRefs?: object[] }) => rule.backendRefs)),
    ...of('Route'),
  ];
  const policyOf = (deployment: KubeObject) =>
    of('NetworkPolicy').find(({ spec }) => selectsPodsOf(spec.podSelector.matchLabels, deployment))?.metadata.name;
  const into = (from: KubeObject, to: KubeObject) =>
    `  ${id(from)} -->|"port ${portOf(to)}, allowed by NetworkPolicy ${policyOf(to)}"| ${id(to)}`;
  const page = deployments.find(({ metadata }) => isPagePart(metadata.labels ?? {}));
  const login = deployments.find(({ metadata }) => isLoginPart(metadata.labels ?? {}));
  const behind = (entry: KubeObject) => {
    const [name] = backendsOf(entry);
    const service = name === undefined ? entry : of('Service').find(({ metadata }) => metadata.name === name);
    return deployments.filter((deployment) => selectsPodsOf(service?.spec.selector, deployment));
  };
  const nodes = [...entries, ...deployments, ...listeners].map((object) => `    ${id(object)}["${titleOf(object)}"]`);
  const inside = entries.flatMap((entry) => [
    `  browser -->|"${doorOf(entry, { publicObjects: objects, namespace })}"| ${id(entry)}`,
    ...behind(entry).map((deployment) => into(entry, deployment)),
  ]);
  const outside = listeners.flatMap((listener) =>
    page
      ? [`  ${id(page)} -->|"port ${listener.spec.port}, allowed by NetworkPolicy ${policyOf(page)}"| ${id(listener)}`]
      : [],
  );
  const callers = of('NetworkPolicy').flatMap(({ metadata, spec }) =>
    isRouters(spec) ? callersIn(spec, page).map((title) => ({ title, policy: metadata.name })) : [],
  );
  const asking = callers.flatMap(({ title, policy }, index) =>
    listeners.map(
      (listener) =>
        `  ${prefix}caller${index}(["${title}"]) -->|"port ${listener.spec.port}, allowed by NetworkPolicy ${policy}"| ${id(listener)}`,
    ),
  );
  return [
    `  subgraph ${prefix}public["namespace ${namespace}"]`,
    ...nodes,
    '  end',
    ...machines.flatMap((machine, index) => machineLines(machine, listeners, `${prefix}m${index}`, id)),
    ...inside,
    ...(entries.length === 0 && page ? [`  browser -.->|"kubectl port-forward"| ${id(page)}`] : []),
    ...(login && page ? [into(login, page)] : []),
    ...outside,
    ...asking,
  ];
}

interface Peer {
  readonly namespaceSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly podSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
}

function isRouters(spec: KubeObject['spec']): boolean {
  return hasLabels(spec.podSelector.matchLabels, routerPodLabels);
}

/** Who else than the page asks the model. That every pod of the namespace may is told only where there is no page. */
function callersIn(spec: KubeObject['spec'], client: KubeObject | undefined): string[] {
  const peers = (spec.ingress ?? []).flatMap(({ from = [] }: { from?: Peer[] }) => from) as Peer[];
  return peers.flatMap(({ namespaceSelector, podSelector }) => {
    const labels = Object.entries(podSelector?.matchLabels ?? {}).map(([name, text]) => `${name}=${text}`);
    const [namespace] = Object.values(namespaceSelector?.matchLabels ?? {});
    const isClient = namespace === undefined && podSelector?.matchLabels?.app === client?.metadata.name;
    const isEverybody = namespace === undefined && labels.length === 0;
    const who = labels.length === 0 ? 'every pod' : `pods with ${labels.join(', ')}`;
    return client && (isClient || isEverybody) ? [] : [namespace === undefined ? who : `${who} of ${namespace}`];
  });
}

function machineLines(
  machine: readonly KubeObject[],
  listeners: readonly KubeObject[],
  prefix: string,
  id: (object: KubeObject) => string,
): string[] {
  const site = machine.find(({ kind }) => kind === 'Site');
  const connectors = machine.filter(({ kind }) => kind === 'Connector');
  return [
    `  subgraph ${prefix}["private site ${site?.metadata.name}"]`,
    ...connectors.map((connector, index) => `    ${prefix}_${index}["${titleOf(connector)}"]`),
    ...connectors.map(
      ({ spec }, index) => `    ${prefix}_server_${index}["model server ${spec.host ?? spec.selector}:${spec.port}"]`,
    ),
    '  end',
    ...connectors.map((_, index) => `  ${prefix}_${index} --> ${prefix}_server_${index}`),
    ...connectors.flatMap(({ spec }, index) =>
      listeners
        .filter((listener) => keysOf(listener).includes(spec.routingKey))
        .map(
          (listener) => `  ${prefix}_${index} -.->|"opens the link, routing key ${spec.routingKey}"| ${id(listener)}`,
        ),
    ),
  ];
}

function selectsPodsOf(selector: Labels | undefined, { spec }: KubeObject): boolean {
  return selects(selector, spec.template.metadata.labels);
}

function titleOf({ kind, metadata, spec }: KubeObject): string {
  const where = kind.endsWith('Listener') ? ` ${spec.host}:${spec.port}` : ` ${metadata.name}`;
  return kind === 'Deployment' ? `Deployment${where}<br/>${spec.replicas ?? 'scaled'} pods` : `${kind}${where}`;
}

/** What a browser has to know, and who may. */
function doorOf(entry: KubeObject, chat: Parameters<typeof rangesOf>[0]): string {
  const { kind, spec, metadata } = entry;
  if (kind === 'Service') {
    return `port ${spec.ports[0].port}, from ${(spec.loadBalancerSourceRanges ?? ['anywhere']).join(', ')}`;
  }
  const ranges =
    kind === 'Ingress'
      ? rangesOf(chat, entry)?.join(', ')
      : metadata.annotations?.['haproxy.router.openshift.io/ip_whitelist'];
  const unnamed = kind === 'Route' ? 'the host that OpenShift gives it' : 'every host';
  const host = spec.host ?? spec.hostnames?.[0] ?? spec.rules?.[0]?.host ?? unnamed;
  return ranges === undefined ? host : `${host}, from ${ranges}`;
}

function portOf({ spec }: KubeObject): number {
  return spec.template.spec.containers[0].ports[0].containerPort;
}
