import { nginx } from '../exposure/annotations';
import { ingressControllers } from '../exposure/ingress/controllers';
import { ingressNginxController, isOfAnotherController } from '../exposure/ingress-class';
import { type FinishedChat, ofKind } from './finished-chat';
import type { KubeObject } from './kube-object';

/** Which controller an Ingress is written for, as far as the object tells. */
export interface FinishedController {
  readonly title: string;
  /** The exposure that makes such an Ingress. */
  readonly setting: 'nginxIngress' | 'ingress';
  /** What the IngressClass has to have in `spec.controller`; nothing where there is no such object. */
  readonly controller?: string;
}

const ingressNginx: FinishedController = {
  title: 'NGINX Ingress',
  setting: 'nginxIngress',
  controller: ingressNginxController,
};

const others = Object.values(ingressControllers).map((known) => ({
  ...known,
  found: { setting: 'ingress' as const, ...known } satisfies FinishedController,
}));

/** The controller of an Ingress, by the annotations that it alone reads, else by its usual class. */
export function controllerOf(ingress: KubeObject): FinishedController {
  const domains = Object.keys(ingress.metadata.annotations ?? {}).map((name) => name.split('/')[0]);
  const className = classOf(ingress);
  const known =
    others.find(({ domain }) => domains.includes(domain)) ??
    others.find((one) => className === one.className || className === `${one.className}-internal`);
  return domains.includes(nginx) ? ingressNginx : (known?.found ?? { title: 'Ingress', setting: 'ingress' });
}

/** Whether a class with this `spec.controller` is not of the controller that an Ingress is written for. */
export function isOfAnother(ingress: KubeObject, found: string): boolean {
  const { controller } = controllerOf(ingress);
  return controller !== undefined && isOfAnotherController(found, controller);
}

/** The class of an Ingress, of GKE's the one that an annotation names. */
export function classOf({ metadata, spec }: KubeObject): string {
  return spec?.ingressClassName ?? metadata.annotations?.['kubernetes.io/ingress.class'] ?? '';
}

/** What is needed of a chat to find the objects beside an Ingress. */
type ChatObjects = Pick<FinishedChat, 'publicObjects' | 'namespace'>;

/** The objects beside an Ingress that it refers to by annotations: Traefik's Middlewares, F5's Policies. */
export function besideOf(chat: ChatObjects, { metadata }: KubeObject): KubeObject[] {
  const { traefik, 'f5-nginx': f5 } = ingressControllers;
  const named = (annotation: string) => (metadata.annotations?.[annotation] ?? '').split(',');
  return [
    ...ofKind(chat, 'Middleware').filter((one) =>
      named(`${traefik.domain}/router.middlewares`).includes(`${chat.namespace}-${one.metadata.name}@kubernetescrd`),
    ),
    ...ofKind(chat, 'Policy').filter((one) => named(`${f5.domain}/policies`).includes(one.metadata.name)),
  ];
}

/** The ranges that an Ingress lets in, or nothing when it lets in everybody. */
export function rangesOf(chat: ChatObjects, ingress: KubeObject): readonly string[] | undefined {
  const { haproxy, 'aws-alb': alb } = ingressControllers;
  const annotations = ingress.metadata.annotations ?? {};
  const lists = [`${nginx}/whitelist-source-range`, `${haproxy.domain}/allow-list`, `${alb.domain}/inbound-cidrs`];
  const inObjects = besideOf(chat, ingress).flatMap(
    ({ spec }) => spec.ipAllowList?.sourceRange ?? spec.accessControl?.allow ?? [],
  );
  const found = [...lists.flatMap((name) => annotations[name]?.split(/, ?/) ?? []), ...inObjects];
  return found.length === 0 ? undefined : found;
}

/** Whether somebody else says who may connect to an Application Load Balancer. */
export function hasSecurityGroups({ metadata }: KubeObject): boolean {
  return metadata.annotations?.[`${ingressControllers['aws-alb'].domain}/security-groups`] !== undefined;
}

/** How many requests of one address an Ingress lets in within a minute, where it counts by the minute. */
export function perMinuteOf(chat: ChatObjects, ingress: KubeObject): number {
  const { haproxy, 'f5-nginx': f5 } = ingressControllers;
  const annotations = ingress.metadata.annotations ?? {};
  const rates = [
    annotations[`${nginx}/limit-rpm`],
    annotations[`${haproxy.domain}/rate-limit-period`] === '1m'
      ? annotations[`${haproxy.domain}/rate-limit-requests`]
      : undefined,
    /^(\d+)r\/m$/.exec(annotations[`${f5.domain}/limit-req-rate`] ?? '')?.[1],
    ...besideOf(chat, ingress).map(({ spec }) =>
      spec.rateLimit?.period === '1m' ? spec.rateLimit.average : undefined,
    ),
  ];
  return Number(rates.find((rate) => rate !== undefined) ?? Number.NaN);
}
