import { numberOf } from '../../constructs/chat-client/quantity';
import { nginx } from '../../constructs/exposure/nginx-annotations';
import { type KubeObject, type Manifest, namespaceOf } from '../../constructs/finished/kube-object';
import type { ObjectChanges } from './object-changes';

/** A command for the cluster, and what it is for. */
export interface Step {
  readonly command: string;
  readonly why: string;
}

/** What an apply does not do by itself. */
export interface Steps {
  /** What the apply would be refused for, or not take effect without. */
  readonly before: readonly Step[];
  /** What would go on running. */
  readonly after: readonly Step[];
}

/** The steps beside `kubectl apply` that a change of the public site's objects needs. */
export function stepsFor(changes: ObjectChanges, manifests: readonly Manifest[]): Steps {
  const inTheWay = changes.gone.flatMap((object) => inTheWayOf(changes.added, object));
  const rest = changes.gone.filter((gone) => !inTheWay.some(({ object }) => object === gone));
  return {
    before: [...inTheWay.map(({ step }) => step), ...changes.changed.flatMap(immutable), ...scaledFromNowOn(changes)],
    after: [...leftOver({ ...changes, gone: rest }, manifests), ...changes.changed.flatMap(closedLinkAccess)],
  };
}

/** An object that keeps a new one from taking its place. */
function inTheWayOf(added: readonly KubeObject[], object: KubeObject): { object: KubeObject; step: Step }[] {
  const { namespace } = object.metadata;
  const beside = added.filter(({ metadata }) => metadata.namespace === namespace);
  const first = (why: string, command = deletion([object])) => [{ object, step: { command, why } }];
  const listener = isListener(object) && beside.find((other) => isListener(other) && hostOf(other) === hostOf(object));
  if (listener) {
    return first(`the ${listener.kind} does not take its place; until the apply the chat finds no model`);
  }
  const service =
    isListener(object) && beside.find(({ kind, metadata }) => isService(kind, metadata.name, hostOf(object)));
  if (service) {
    const gone = `kubectl wait --for=delete service/${service.metadata.name} -n ${namespace}`;
    return first(
      'Skupper made a Service of this name for it; the new one would be merged into that, and go with it',
      `${deletion([object])} && ${gone}`,
    );
  }
  if (
    object.kind === 'Service' &&
    beside.some((other) => isListener(other) && hostOf(other) === object.metadata.name)
  ) {
    return first('Skupper makes a Service of this name for the Listener, which would be merged into it');
  }
  if (isSite(object) && beside.some(isSite)) {
    return first('a second Site stays in error beside it; all links end with it');
  }
  if (isNginx(object) && beside.some((other) => isNginx(other) && sharesHost(other, object))) {
    return first(
      "ingress-nginx's webhook refuses a second Ingress for the same host and path; until the apply nobody comes in that way",
    );
  }
  return [];
}

function isListener({ kind }: KubeObject): boolean {
  return kind === 'Listener' || kind === 'MultiKeyListener';
}

function hostOf({ spec }: KubeObject): string | undefined {
  return spec?.host;
}

function isService(kind: string, name: string, wanted: string | undefined): boolean {
  return kind === 'Service' && name === wanted;
}

/** An Ingress of ingress-nginx, whatever its class is called. Other controllers have no such webhook. */
function isNginx({ kind, metadata }: KubeObject): boolean {
  return kind === 'Ingress' && Object.keys(metadata.annotations ?? {}).some((key) => key.startsWith(`${nginx}/`));
}

function sharesHost(one: KubeObject, other: KubeObject): boolean {
  const hosts = ({ spec }: KubeObject) => ((spec?.rules ?? []) as { host?: string }[]).map(({ host = '' }) => host);
  const isSameClass = one.spec?.ingressClassName === other.spec?.ingressClassName;
  return isSameClass && hosts(one).some((host) => hosts(other).includes(host));
}

/** What the API server refuses to change on a running object, by kind. */
const refusals: Readonly<
  Record<string, readonly { readonly refuses: (was: Spec, is: Spec) => boolean; readonly why: string }[]>
> = {
  Deployment: [
    {
      refuses: (was, is) => isOther(was.selector, is.selector),
      why: 'its selector cannot change; until the apply there are no pods',
    },
  ],
  Service: [
    {
      refuses: (was, is) =>
        was.type === 'LoadBalancer' && is.type === was.type && isOther(was.loadBalancerClass, is.loadBalancerClass),
      why: 'its loadBalancerClass cannot change; the new balancer has another address',
    },
    {
      // Where the file names none, the cluster keeps the one that is there.
      refuses: (was, is) =>
        isOther(was.clusterIP, is.clusterIP) && (is.clusterIP !== undefined || was.clusterIP === 'None'),
      why: 'its clusterIP cannot change; until the apply its name leads nowhere',
    },
  ],
  MultiKeyListener: [
    {
      refuses: (was, is) => isOther(Object.keys(was.strategy ?? {}), Object.keys(is.strategy ?? {})),
      why: 'its kind of strategy cannot change; until the apply the chat finds no model',
    },
  ],
  PersistentVolumeClaim: [
    {
      refuses: (was, is) =>
        isOther(was.storageClassName, is.storageClassName) ||
        isOther(was.accessModes, is.accessModes) ||
        isLess(is, was),
      why: "its class and its access cannot change, its size cannot shrink, and the users' data go with it: copy them first",
    },
  ],
  Route: [
    {
      refuses: (was, is) => isOther(was.host, is.host),
      why: 'its host cannot change without a right of its own',
    },
  ],
};

type Spec = NonNullable<KubeObject['spec']>;

function isOther(was: unknown, is: unknown): boolean {
  return JSON.stringify(was) !== JSON.stringify(is);
}

/** Whether a claim asks for less than another. */
function isLess(one: Spec, other: Spec): boolean {
  const bytes = ({ resources }: Spec) => numberOf(String(resources?.requests?.storage ?? '')) ?? 0;
  return bytes(one) < bytes(other);
}

function immutable({ before, after }: ObjectChanges['changed'][number]): Step[] {
  const rules = refusals[before.kind] ?? [];
  const refusal = rules.find(({ refuses }) => refuses(before.spec ?? {}, after.spec ?? {}));
  return refusal === undefined ? [] : [{ command: deletion([before]), why: refusal.why }];
}

function scaledFromNowOn({ changed, added }: ObjectChanges): Step[] {
  const scalers = added.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
  return changed.flatMap(({ before: { metadata, spec }, after }) => {
    const scaled = scalers.some((scaler) => scaler.spec.scaleTargetRef.name === metadata.name);
    // Of a chat that sleeps nothing runs that the apply could cut, and an autoscaler never wakes one that stays at 0.
    return scaled && spec?.replicas > 0 && after.spec?.replicas === undefined
      ? [
          {
            command: `kubectl apply edit-last-applied deployment/${metadata.name} -n ${metadata.namespace}`,
            why: `delete the line "replicas: ${spec.replicas}" there, or the apply leaves one pod until the autoscaler wakes`,
          },
        ]
      : [];
  });
}

/** What is not in the output any more, and goes on running until it is deleted. */
function leftOver({ gone, added }: ObjectChanges, manifests: readonly Manifest[]): Step[] {
  const used = new Set(manifests.flatMap(({ objects }) => objects).map(namespaceOf));
  return [...new Set(gone.map(namespaceOf))].flatMap((namespace) => {
    const objects = gone.filter((object) => namespaceOf(object) === namespace);
    const itself = objects.filter(({ kind }) => kind === 'Namespace');
    if (itself.length > 0 && !used.has(namespace)) {
      const what = objects.some(isClaim) ? "its links and its users' data end with it" : 'its links end with it';
      const why = `the whole chat goes on running there until deleted, and ${what}`;
      return [{ command: deletion(itself), why }];
    }
    const claims = objects.filter(isClaim);
    const inside = objects.filter((object) => object.kind !== 'Namespace' && !isClaim(object));
    return [
      ...(inside.length === 0 ? [] : [{ command: deletion(inside), why: whyDelete(inside, added) }]),
      ...(claims.length === 0 ? [] : [{ command: deletion(claims), why: dataGo }]),
    ];
  });
}

function isSite({ kind }: KubeObject): boolean {
  return kind === 'Site';
}

function isClaim({ kind }: KubeObject): boolean {
  return kind === 'PersistentVolumeClaim';
}

const dataGo = "only when nobody needs what is in it: the users' data go with it, accounts and chats included";

function whyDelete(objects: readonly KubeObject[], added: readonly KubeObject[]): string {
  if (objects.every(({ kind }) => kind === 'HorizontalPodAutoscaler')) {
    return 'it goes on changing the number of pods until deleted';
  }
  const entrances = ['Ingress', 'HTTPRoute', 'Route'];
  const open = objects.some(({ kind, spec }) => spec?.type === 'LoadBalancer' || entrances.includes(kind));
  const it = objects.length === 1 ? 'it goes' : 'they go';
  const isBalancer = ({ spec }: KubeObject) => spec?.type === 'LoadBalancer';
  return [
    `${it} on running${open ? ', and the chat stays open that way,' : ''} until deleted`,
    ...(objects.some(isBalancer) && added.some(isBalancer) ? ['the new balancer has another address'] : []),
    ...(objects.some(isSite) ? ['its links end with it'] : []),
  ].join('; ');
}

function closedLinkAccess({ before, after }: ObjectChanges['changed'][number]): Step[] {
  const closed =
    before.kind === 'Site' && before.spec?.linkAccess !== undefined && after.spec?.linkAccess === undefined;
  const command = `kubectl delete routeraccess skupper-router -n ${before.metadata.namespace}`;
  return closed ? [{ command, why: 'Skupper leaves the router open to links otherwise' }] : [];
}

/** Kinds that other projects have as well, under groups of their own. */
const ambiguous = ['Certificate', 'Gateway', 'Route'];

/** The command that deletes objects of one namespace. */
export function deletion(objects: readonly KubeObject[]): string {
  const [first, ...others] = objects as readonly [KubeObject, ...KubeObject[]];
  const typeOf = ({ kind, apiVersion }: KubeObject) =>
    `${kind.toLowerCase()}${ambiguous.includes(kind) ? `.${apiVersion.split('/')[0]}` : ''}`;
  const names =
    others.length === 0
      ? `${typeOf(first)} ${first.metadata.name}`
      : objects.map((object) => `${typeOf(object)}/${object.metadata.name}`).join(' ');
  return `kubectl delete ${names}${first.metadata.namespace === undefined ? '' : ` -n ${first.metadata.namespace}`}`;
}
