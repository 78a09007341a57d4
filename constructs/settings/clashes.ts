import { type Broken, broken } from '../checks/broken';
import { type HostSettings, hostsOf } from '../exposure/hosts';
import { sharedClassOf } from '../exposure/ingress/ingress-settings';
import { defaultClassName } from '../exposure/ingress-class';
import { routeHostLabel } from '../exposure/openshift-route-settings';
import type { ChatSettings } from './chat';

/** What a chat takes for itself: a name, and the part of it where not the whole is taken. */
interface Taken {
  readonly name: string;
  readonly part?: string;
}

/** What no two chats can have at the same time, and what happens to the second one. */
interface Claim {
  readonly field: string;
  /** The parts of the chat that it reads; while one of them is broken, the claim waits. */
  readonly reads: readonly (keyof ChatSettings)[];
  readonly of: (chat: ChatSettings) => readonly Taken[];
  readonly why: string;
}

const claims: readonly Claim[] = [
  {
    field: 'namespace.name',
    reads: ['namespace'],
    of: ({ namespace }) => [{ name: namespace.name }],
    why: 'Skupper runs one Site in a namespace',
  },
  {
    field: 'exposure.nginxIngress.host',
    reads: ['exposure'],
    of: ({ exposure }) => {
      const ingress = exposure?.nginxIngress;
      return ingress === undefined ? [] : everyHostOfClass(ingress, ingress.className ?? defaultClassName);
    },
    why: 'ingress-nginx gives it to the older Ingress',
  },
  {
    field: 'exposure.ingress.host',
    reads: ['exposure'],
    of: ({ exposure }) => {
      const ingress = exposure?.ingress;
      if (ingress === undefined) {
        return [];
      }
      const className = sharedClassOf(ingress);
      return className === undefined ? [] : everyHostOfClass(ingress, className);
    },
    why: 'the controller gives it to one of the two Ingresses',
  },
  {
    field: 'exposure.openshiftRoute.host',
    reads: ['exposure', 'client', 'namespace'],
    of: ({ exposure, client, namespace }) => {
      const route = exposure?.openshiftRoute;
      // Without a host the router makes one of these two names, which two chats may split differently.
      return route === undefined || client === undefined
        ? []
        : [{ name: route.host ?? routeHostLabel(client.name, namespace.name) }];
    },
    why: 'OpenShift gives it to the older Route',
  },
  {
    field: 'exposure.gateway.host',
    reads: ['exposure', 'namespace'],
    of: ({ exposure, namespace }) => {
      const gateway = exposure?.gateway;
      if (gateway?.existing === undefined) {
        return [];
      }
      const { name, namespace: elsewhere, listener, redirectFrom } = gateway.existing;
      const place = `of the Gateway ${elsewhere ?? namespace.name}/${name}`;
      const parts = [listener, ...(redirectFrom === undefined ? [] : [redirectFrom])];
      return everyHostOf(gateway).flatMap((host) => parts.map((part) => ({ name: `${host} ${place}`, part })));
    },
    why: 'the Gateway gives it to the older route',
  },
];

function everyHostOf(settings: HostSettings): readonly string[] {
  const hosts = hostsOf(settings);
  return hosts.length === 0 ? ['every host'] : hosts;
}

function everyHostOfClass(settings: HostSettings, className: string): readonly Taken[] {
  return everyHostOf(settings).map((host) => ({ name: `${host} of the class ${className}` }));
}

/** Chats of a fleet that want the same thing. What is broken in them already is `found`, with its path in the fleet. */
export function clashes(chats: Readonly<Record<string, ChatSettings>>, found: readonly Broken[]): readonly Broken[] {
  const brokenParts = new Map<unknown, Set<unknown>>();
  for (const { at } of found) {
    brokenParts.set(at[1], (brokenParts.get(at[1]) ?? new Set()).add(at[2]));
  }
  const owners = new Map<string, { readonly folder: string; readonly part?: string }[]>();
  return Object.entries(chats).flatMap(([folder, chat]) => {
    const unsound = brokenParts.get(folder) ?? new Set();
    return claims.flatMap(({ field, reads, of, why }) => {
      const waits = unsound.has(undefined) || unsound.has('cluster') || reads.some((part) => unsound.has(part));
      const wanted = waits ? [] : of(chat);
      return wanted.flatMap(({ name, part }) => {
        const key = `${chat.cluster ?? ''} ${field} ${name}`;
        const others = owners.get(key) ?? [];
        const owner = others.find((other) => other.part === part || other.part === undefined || part === undefined);
        owners.set(key, [...others, { folder, part }]);
        return broken(
          owner !== undefined,
          ['chats', folder, ...field.split('.')],
          `"${name}" is asked for by the chats "${owner?.folder}" and "${folder}", and ${why}; give each chat its own`,
        );
      });
    });
  });
}
