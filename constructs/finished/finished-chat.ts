import { isLoginPart, isPagePart } from '../common/labels';
import type { Platform } from '../common/platform';
import type { RoutedServer } from '../skupper/routing-keys';
import { type KubeObject, type Labels, type Manifest, selects } from './kube-object';

/** The objects of one chat as they leave, after patches, and what they cannot say of the cluster. All that is told of a chat is read from here. */
export interface FinishedChat {
  readonly publicObjects: readonly KubeObject[];
  /** The objects of each private site. */
  readonly privateSites: readonly (readonly KubeObject[])[];
  readonly namespace: string;
  readonly platform: Platform;
  /** Whether the page keeps its users' sessions in its pods. */
  readonly needsSamePod: boolean;
  /** The model servers of all private sites, with their paths in the settings. */
  readonly modelServers: readonly RoutedServer[];
  /** What the servers call the model, where the settings say it. */
  readonly modelName?: string;
  /** The host of the model, as the page asks for it. */
  readonly modelHostName: string;
  /** Whether the page is the article's. */
  readonly isArticlePage: boolean;
  /** Whether the page asks its users who they are. */
  readonly asksForLogin: boolean;
  /** The memory below which the page is stopped at rest, where that is known. */
  readonly leastMemory?: string;
}

/** What the objects of a chat cannot say. */
export type ChatFacts = Omit<FinishedChat, 'publicObjects' | 'privateSites'>;

/** The chat that is in these files. */
export function finishedChat(manifests: readonly Manifest[], facts: ChatFacts): FinishedChat {
  return {
    publicObjects: manifests.filter(({ side }) => side === 'public').flatMap(({ objects }) => objects),
    privateSites: manifests
      .filter(({ side, text }) => side === 'private' && text === undefined)
      .map(({ objects }) => objects),
    ...facts,
  };
}

/** A Deployment and the Service that leads to its pods alone. */
export interface Part {
  readonly deployment: KubeObject;
  readonly service: KubeObject | undefined;
}

export function ofKind(
  { publicObjects }: Pick<FinishedChat, 'publicObjects'>,
  ...kinds: readonly string[]
): KubeObject[] {
  return publicObjects.filter(({ kind }) => kinds.includes(kind));
}

/** The chat page; nothing where the chat has none of its own. */
export function pageOf(chat: FinishedChat): Part | undefined {
  return partOf(chat, isPagePart);
}

/** The login in front of the page, where there is one. */
export function loginOf(chat: FinishedChat): Part | undefined {
  return partOf(chat, isLoginPart);
}

function partOf(chat: FinishedChat, isIt: (labels: Labels) => boolean): Part | undefined {
  const deployment = ofKind(chat, 'Deployment').find(({ metadata }) => isIt(metadata.labels ?? {}));
  const leads = (service: KubeObject) =>
    service.spec?.type !== 'LoadBalancer' && selects(service.spec?.selector, podLabelsOf(deployment));
  return deployment && { deployment, service: ofKind(chat, 'Service').find(leads) };
}

/** The listener of the model. */
export function listenerOf(chat: FinishedChat): KubeObject | undefined {
  return ofKind(chat, 'Listener', 'MultiKeyListener')[0];
}

/** The model's address inside the namespace. */
export function modelUrlOf(chat: FinishedChat): string {
  const { port, tlsCredentials } = listenerOf(chat)?.spec ?? {};
  return `${tlsCredentials === undefined ? 'http' : 'https'}://${chat.modelHostName}:${port}`;
}

/** Whether an object of an exposure leads to the login and not to the page itself. */
export function leadsToLogin(chat: FinishedChat, exposure: KubeObject): boolean {
  const services = ofKind(chat, 'Service');
  const behind =
    exposure.kind === 'Service'
      ? [exposure]
      : backendsOf(exposure).map((name) => services.find(({ metadata }) => metadata.name === name));
  // Without a login there are no labels, which no Service selects.
  const labels = podLabelsOf(loginOf(chat)?.deployment);
  return behind.length > 0 && behind.every((service) => selects(service?.spec?.selector, labels));
}

/** Whether whoever comes through an exposure is asked who they are, by the login in front of the page or by the page. */
export function asksWhoTheyAre(chat: FinishedChat, exposure: KubeObject): boolean {
  return chat.asksForLogin || leadsToLogin(chat, exposure);
}

/** The names of the Services that an object of an exposure leads to. */
export function backendsOf({ kind, spec }: KubeObject): string[] {
  if (kind === 'Ingress') {
    const paths = (spec.rules ?? []).flatMap((rule: { http?: { paths?: object[] } }) => rule.http?.paths ?? []);
    const all = [...paths.map(({ backend }: { backend?: object }) => backend), spec.defaultBackend];
    return all.flatMap((backend) => backend?.service?.name ?? []);
  }
  if (kind === 'HTTPRoute') {
    const refs = (spec.rules ?? []).flatMap((rule: { backendRefs?: object[] }) => rule.backendRefs ?? []);
    return refs.map(({ name }: { name: string }) => name);
  }
  return kind === 'Route' ? [spec.to.name] : [];
}

function podLabelsOf(deployment: KubeObject | undefined): Labels {
  return deployment?.spec?.template?.metadata?.labels ?? {};
}

/** A container of a finished pod, as far as it is looked at. */
export interface FinishedContainer {
  readonly name: string;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly FinishedVariable[];
  readonly envFrom?: readonly FinishedSource[];
  readonly resources?: Readonly<Partial<Record<'requests' | 'limits', Readonly<Record<string, string>>>>>;
  readonly ports?: readonly ContainerPort[];
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly startupProbe?: Probe;
  readonly lifecycle?: { readonly postStart?: Probe; readonly preStop?: Probe };
}

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort?: number;
}

/** What the kubelet asks, each by the number or the name of a port. */
export interface Probe {
  readonly httpGet?: { readonly port?: number | string; readonly scheme?: string };
  readonly tcpSocket?: { readonly port?: number | string };
  readonly grpc?: { readonly port?: number | string };
}

/** A Secret or a ConfigMap whose keys all become variables. */
export interface FinishedSource {
  readonly secretRef?: { readonly name: string };
  readonly configMapRef?: { readonly name: string };
}

/** An environment variable of a finished pod. */
export interface FinishedVariable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef?: { readonly name: string; readonly key: string } };
}

/** All containers of a Deployment's pods, the main one first. */
export function containersOf(deployment: Pick<KubeObject, 'spec'>): FinishedContainer[] {
  const { containers = [], initContainers = [] } = deployment.spec?.template?.spec ?? {};
  return [...containers, ...initContainers];
}

/** Whether the pods of a part serve HTTPS. */
export function servesTls({ deployment }: Part): boolean {
  return containersOf(deployment)[0]?.readinessProbe?.httpGet?.scheme === 'HTTPS';
}
