import { solverPodLabels } from '../common/cert-manager';
import { routerPodLabels } from '../skupper/names';
import type { Finding } from './finding';
import { type ContainerPort, containersOf, type FinishedContainer } from './finished-chat';
import { podPartProblems } from './gate-pods';
import { hasLabels, type KubeObject, type Labels } from './kube-object';

interface Port {
  readonly name?: string;
  readonly port?: number;
  readonly targetPort?: number | string;
}

/** Pods that are not in the output: the Skupper controller and cert-manager make them. */
const foreignPods: readonly Labels[] = [routerPodLabels, solverPodLabels];

/** References from one object to another, inside one chat. */
export function referenceFindings(objects: readonly KubeObject[]): Finding[] {
  const chat = new Chat(objects);
  return objects.flatMap((object) =>
    (problemsByKind[object.kind]?.(object.spec ?? {}, chat) ?? []).map((message) => ({ object, message })),
  );
}

/** The objects of one chat, by what others refer to. */
class Chat {
  readonly deployments: readonly KubeObject[];
  private readonly services: ReadonlyMap<string, KubeObject>;
  private readonly names: ReadonlySet<string>;
  private readonly accounts: ReadonlyMap<string, KubeObject & { readonly automountServiceAccountToken?: boolean }>;

  constructor(objects: readonly KubeObject[]) {
    this.deployments = objects.filter(({ kind }) => kind === 'Deployment');
    this.services = new Map(
      objects.filter(({ kind }) => kind === 'Service').map((service) => [service.metadata.name, service]),
    );
    this.accounts = new Map(
      objects.filter(({ kind }) => kind === 'ServiceAccount').map((account) => [account.metadata.name, account]),
    );
    this.names = new Set(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`));
  }

  has(kind: string, name: string): boolean {
    return this.names.has(`${kind} ${name}`);
  }

  /** Whether a ServiceAccount gives its pods a token. */
  tokensOf(name: string): boolean | undefined {
    return this.accounts.get(name)?.automountServiceAccountToken;
  }

  /** The ports of the pods that a selector matches, or nothing when it matches none. */
  podPorts(selector: Labels = {}): readonly ContainerPort[] | undefined {
    const pods = this.deployments.filter(({ spec }) => hasLabels(spec.template.metadata.labels, selector));
    return pods.length === 0 ? undefined : pods.flatMap(({ spec }) => portsOf(spec));
  }

  /** What is wrong with a reference to a port of a Service. */
  backend(serviceName: string, port: number | string): string[] {
    const service = this.services.get(serviceName);
    if (service === undefined) {
      return [`refers to the Service "${serviceName}", which is not there`];
    }
    const ports: readonly Port[] = service.spec.ports;
    const found = ports.some((candidate) => candidate.port === port || candidate.name === port);
    return found ? [] : [`refers to port "${port}", which the Service "${serviceName}" does not have`];
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the spec of any kind
const problemsByKind: Readonly<Record<string, (spec: any, chat: Chat) => string[]>> = {
  Deployment: (spec, chat) => {
    const pod = spec.template.spec;
    const ports = portsOf(spec);
    const isThere = (asked: unknown) =>
      ports.some(({ name, containerPort }) => name === asked || containerPort === asked);
    return [
      ...(hasLabels(spec.template.metadata.labels, spec.selector.matchLabels)
        ? []
        : ['selector does not match its own pods']),
      ...[...new Set([pod.serviceAccountName, pod.serviceAccount ?? pod.serviceAccountName])]
        .filter((name) => !chat.has('ServiceAccount', name))
        .map((name) =>
          name === undefined
            ? 'spec.template.spec.serviceAccountName is missing; name a ServiceAccount of the chat, or one of extraObjects'
            : `refers to the ServiceAccount "${name}", which is not there`,
        ),
      ...((pod.automountServiceAccountToken ?? chat.tokensOf(pod.serviceAccountName)) === false
        ? []
        : ['gives its pods a token of the ServiceAccount; set automountServiceAccountToken to false']),
      ...containersOf({ spec })
        .flatMap(askedPorts)
        .filter((port) => !isThere(port))
        .map((port) => `a probe asks port "${port}", which no container has`),
      ...podPartProblems(spec),
    ];
  },
  Service: (spec, chat) => {
    const podPorts = chat.podPorts(spec.selector);
    if (podPorts === undefined) {
      return ['selector matches no pods'];
    }
    return (spec.ports as readonly Port[])
      .filter(
        ({ port, targetPort = port }) => !podPorts.some((p) => p.name === targetPort || p.containerPort === targetPort),
      )
      .map(({ port, targetPort }) =>
        targetPort === undefined
          ? `port ${port} is no port of its pods; name theirs in targetPort`
          : `targetPort "${targetPort}" is no port of its pods`,
      );
  },
  PodDisruptionBudget: (spec, chat) =>
    chat.podPorts(spec.selector?.matchLabels) === undefined ? ['selector matches no pods'] : [],
  NetworkPolicy: (spec, chat) => {
    const selector: Labels = spec.podSelector?.matchLabels ?? {};
    // An empty one is about every pod, the router's included, where the chat has none of its own.
    const known = foreignPods.some((labels) => hasLabels(labels, selector));
    // Proxies of a Gateway: whoever makes them opens them whole, and nobody else does.
    const opens = (spec.ingress ?? []).some((rule: object) => Object.keys(rule).length === 0);
    return known || opens || chat.podPorts(selector) !== undefined ? [] : ['podSelector matches no pods'];
  },
  HorizontalPodAutoscaler: (spec, chat) =>
    chat.has(spec.scaleTargetRef.kind, spec.scaleTargetRef.name)
      ? []
      : [`scales the ${spec.scaleTargetRef.kind} "${spec.scaleTargetRef.name}", which is not there`],
  Ingress: (spec, chat) =>
    // biome-ignore lint/suspicious/noExplicitAny: rules of anybody's construct
    (spec.rules ?? []).flatMap((rule: any) =>
      // biome-ignore lint/suspicious/noExplicitAny: paths of anybody's construct
      (rule.http?.paths ?? []).flatMap(({ backend: { service } }: any) =>
        chat.backend(service.name, service.port.number ?? service.port.name),
      ),
    ),
  HTTPRoute: (spec, chat) =>
    // biome-ignore lint/suspicious/noExplicitAny: rules of anybody's construct
    (spec.rules ?? []).flatMap(({ backendRefs = [] }: any) =>
      backendRefs.flatMap(({ name, port }: { name: string; port: number }) => chat.backend(name, port)),
    ),
  Route: (spec, chat) => chat.backend(spec.to.name, spec.port?.targetPort),
};

/** The ports that the kubelet asks, by their numbers or names. */
function askedPorts({ readinessProbe, livenessProbe, startupProbe, lifecycle }: FinishedContainer): unknown[] {
  return [readinessProbe, livenessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop]
    .flatMap((probe) => [probe?.httpGet, probe?.tcpSocket, probe?.grpc])
    .flatMap((asked) => (asked === undefined ? [] : [asked.port]));
}

function portsOf(spec: KubeObject['spec']): ContainerPort[] {
  return containersOf({ spec }).flatMap(({ ports = [] }) => ports);
}
