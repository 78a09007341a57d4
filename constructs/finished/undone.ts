import { cloudProfiles } from '../exposure/cloud-profiles';
import { ingressControllers } from '../exposure/ingress/controllers';
import type { Patch } from '../settings/patch';
import type { KubeObject } from './kube-object';

type Map = Readonly<Record<string, unknown>>;

/** Labels and annotations written as a whole, alone or with the rest of the metadata. */
const whole = /^(\/spec\/template)?\/metadata(?:\/(labels|annotations))?$/;

/** What an operation takes away from the labels or annotations that it writes as a whole, or nothing. */
export function takenAway(object: KubeObject, { op, path, value }: Patch['patch'][number]): string | undefined {
  const [written, inPods, part] = whole.exec(path) ?? [];
  if (written === undefined || (op !== 'add' && op !== 'replace')) {
    return undefined;
  }
  const before: Readonly<Record<string, Map | undefined>> =
    (inPods === undefined ? object.metadata : object.spec?.template?.metadata) ?? {};
  const after = part === undefined ? (value as Readonly<Record<string, unknown>> | null) : { [part]: value };
  const lost = (part === undefined ? ['labels', 'annotations'] : [part]).flatMap((name) =>
    Object.keys(before[name] ?? {}).filter((key) => !Object.hasOwn((after?.[name] ?? {}) as Map, key)),
  );
  const first = part === undefined ? `${path}/annotations` : path;
  return lost.length === 0
    ? undefined
    : `"${path}" is there, and a whole new one takes away ${lost.map((key) => `"${key}"`).join(', ')}; add each by its name, such as "${first}/example.com~1team"`;
}

/** Annotations by which a cloud or a controller keeps a balancer inside, and the settings that write them. */
const schemes: ReadonlyMap<string, string> = new Map([
  ...Object.values(cloudProfiles).flatMap(({ owns }) =>
    Object.entries(owns).flatMap(([name, setting]): [string, string][] =>
      setting === 'scheme' ? [[name, 'exposure.loadBalancer.scheme']] : [],
    ),
  ),
  [`${ingressControllers['aws-alb'].domain}/scheme`, 'exposure.ingress.scheme'],
  ['kubernetes.io/ingress.class', 'exposure.ingress.scheme'],
]);

/** Why what a patch made of an object is not what a setting asked for: a balancer that is not internal any more. */
export function openedUp(before: KubeObject, after: KubeObject): string | undefined {
  const [were, are] = [balancerAnnotations(before), balancerAnnotations(after)];
  const opened = [...schemes.keys()].find(
    (name) => /^(true|internal|gce-internal)$/i.test(String(were[name] ?? '')) && were[name] !== are[name],
  );
  const setting =
    before.kind === 'Gateway' ? 'exposure.gateway.own.loadBalancerAnnotations' : schemes.get(opened ?? '');
  return opened && `"${opened}" keeps the balancer internal, and the setting ${setting} decides about it`;
}

/** A Gateway hands annotations on to the Service of its balancer. */
function balancerAnnotations({ kind, metadata, spec }: KubeObject): Map {
  return (kind === 'Gateway' ? spec?.infrastructure?.annotations : metadata.annotations) ?? {};
}
