import { nginx } from '../../constructs/exposure/annotations';
import type { KubeObject } from '../../constructs/finished/kube-object';
import { deletion, type ManualStep } from './manual-step';
import type { ChangedObject } from './object-changes';

/** An object that keeps a new one from taking its place. `next` are the objects that the apply makes or changes. */
export function inTheWayOf(
  added: readonly KubeObject[],
  next: readonly KubeObject[],
  object: KubeObject,
): { object: KubeObject; step: ManualStep }[] {
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
  return isWanted(next, object) ? first(`${refusesSecond}; until the apply nobody comes in that way`) : [];
}

const refusesSecond = "ingress-nginx's webhook refuses a second Ingress for the same host and path";

/** Ingresses that give up a host which another takes in the same apply, in whatever namespace. Files are applied one by one. */
export function givenUpHosts(changed: readonly ChangedObject[], next: readonly KubeObject[]): ManualStep[] {
  return changed
    .filter(({ before, after }) =>
      isWanted(
        next.filter((other) => other !== after),
        before,
      ),
    )
    .map(({ before }) => ({
      command: deletion([before]),
      why: `${refusesSecond}; the apply makes it again, and until then nobody comes in that way`,
    }));
}

/** Whether the host of an Ingress of ingress-nginx is that of another one. */
function isWanted(next: readonly KubeObject[], object: KubeObject): boolean {
  return isNginx(object) && next.some((other) => isNginx(other) && sharesHost(other, object));
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

function isSite({ kind }: KubeObject): boolean {
  return kind === 'Site';
}
