import { joinPath, type Problem } from '../checks/problem';
import { type Claim, claimsOf, hostsOfClass, hostsTakenBy, namesOrderedBy, namespacesMetBy } from './claims';
import { hostsOf } from './gate-reach';
import { type KubeObject, type Manifest, nameOf } from './kube-object';

/** The files of a chat of a fleet, finished. */
export interface ChatFiles {
  readonly folder: string;
  readonly manifests: readonly Manifest[];
}

/**
 * What chats of one cluster would take from each other, looked for in the objects as they leave: a patch or an annotation says
 * as much as a setting.
 */
export function clashesBetween(chats: readonly ChatFiles[]): Problem[] {
  const all = chats.flatMap(({ folder, manifests }) =>
    manifests
      .filter(({ side }) => side === 'public')
      .flatMap(({ cluster, objects }) => objects.map((object) => ({ folder, cluster, object }))),
  );
  const clusters = [...new Set(all.map(({ cluster }) => cluster))];
  return clusters.flatMap((name) => clashesOn(all.filter(({ cluster }) => cluster === name)));
}

interface Owned {
  readonly folder: string;
  readonly object: KubeObject;
}

/** A chat that has something, and on which terms. */
interface Owner extends Pick<Claim, 'part' | 'terms'> {
  readonly folder: string;
}

/** All objects of one cluster, with the folders of their chats. */
function clashesOn(all: readonly Owned[]): Problem[] {
  const hosts = foldersBy(all, hostsOf);
  // "*.example.com" is for every host one step below.
  const coveredBy = foldersBy(all, (object) => hostsOf(object).map((host) => host.replace(/^[^.]+/, '*')));
  const ofClass = foldersBy(all, hostsOfClass);
  const namespaces = foldersBy(all, ({ metadata }) => (metadata.namespace === undefined ? [] : [metadata.namespace]));
  const owners = new Map<string, Owner[]>();
  return all.flatMap(({ folder, object }) => {
    const other = (folders: ReadonlySet<string> = new Set()) => [...folders].find((owner) => owner !== folder);
    const messages = [
      ...claimsOf(object).flatMap(({ what, part, terms, why }) => {
        const others = owners.get(what) ?? [];
        owners.set(what, [...others, { folder, part, terms }]);
        const meets = (owner: Owner) => owner.part === part || owner.part === undefined || part === undefined;
        const agrees = (owner: Owner) => terms !== undefined && owner.terms === terms;
        const owner = others.find((one) => one.folder !== folder && meets(one) && !agrees(one));
        return owner
          ? [`${what} is asked for by the chats "${owner.folder}" and "${folder}", and ${why}; give each chat its own`]
          : [];
      }),
      ...namesOrderedBy(object).flatMap((name) => {
        const owner = other(hosts.get(name)) ?? other(coveredBy.get(name));
        return owner
          ? [
              `orders a certificate or a DNS record for "${name}", which is also a host of the chat "${owner}"; one of the two has to leave it`,
            ]
          : [];
      }),
      ...hostsTakenBy(object).flatMap((host) => {
        const owner = other(ofClass.get(host));
        return owner
          ? [`takes the hosts of the chat "${owner}", too, whose rules Traefik tries later; name one host in each rule`]
          : [];
      }),
      ...namespacesMetBy(object).flatMap((name) => {
        const owner = other(namespaces.get(name));
        return owner
          ? [
              `leads to the namespace "${name}", which is also that of the chat "${owner}"; one of the two has to use another`,
            ]
          : [];
      }),
    ];
    return messages.map((message) => ({ path: joinPath('chats', folder), message: `${nameOf(object)}: ${message}` }));
  });
}

function foldersBy(
  all: readonly Owned[],
  namesOf: (object: KubeObject) => readonly string[],
): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>();
  for (const { folder, object } of all) {
    for (const name of namesOf(object)) {
      folders.set(name, (folders.get(name) ?? new Set()).add(folder));
    }
  }
  return folders;
}
