import { cloudProfiles } from '../exposure/cloud-profiles';
import type { Patch } from '../settings/patch';
import type { KubeObject } from './kube-object';

type Map = Readonly<Record<string, unknown>>;

/** What an operation takes away from the labels or annotations that it writes as a whole, or nothing. */
export function takenAway(object: KubeObject, { op, path, value }: Patch['patch'][number]): string | undefined {
  const metadata = path.startsWith('/spec/template/') ? object.spec?.template?.metadata : object.metadata;
  const [, name] = /^(?:\/spec\/template)?\/metadata\/(labels|annotations)$/.exec(path) ?? [];
  if (name === undefined || (op !== 'add' && op !== 'replace')) {
    return undefined;
  }
  const before: Map = metadata?.[name] ?? {};
  const lost = Object.keys(before).filter((key) => !Object.hasOwn((value ?? {}) as Map, key));
  return lost.length === 0
    ? undefined
    : `"${path}" is there, and a whole new one takes away ${lost.map((key) => `"${key}"`).join(', ')}; add each by its name, such as "${path}/example.com~1team"`;
}

/** Annotations by which a cloud keeps a balancer inside. */
const schemes = Object.values(cloudProfiles).flatMap(({ owns }) =>
  Object.entries(owns).flatMap(([name, setting]) => (setting === 'scheme' ? [name] : [])),
);

/** Why what a patch made of an object is not what a setting asked for: a balancer that is not internal any more. */
export function openedUp(before: KubeObject, after: KubeObject): string | undefined {
  const opened = schemes.find((name) => {
    const [was, is] = [before.metadata.annotations?.[name], after.metadata.annotations?.[name]];
    return /^(true|internal)$/i.test(was ?? '') && was !== is;
  });
  return (
    opened && `"${opened}" keeps the balancer internal, and the setting exposure.loadBalancer.scheme decides about it`
  );
}
