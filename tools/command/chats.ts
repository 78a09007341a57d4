import { closest } from '../../constructs/checks/wording';
import { isPagePart } from '../../constructs/common/labels';
import type { KubeObject, Manifest } from '../../constructs/finished/kube-object';
import type { ChatSummary, Synthesis } from '../../constructs/synthesis/synthesis';
import { CommandError } from './command';

/** A chat of the settings, with the objects that it is made of. */
export interface ExpectedChat {
  readonly summary: ChatSummary;
  readonly publicObjects: readonly KubeObject[];
  /** The page and its Service; nothing when it is somebody else's. */
  readonly deployment?: KubeObject;
  readonly service?: KubeObject;
  readonly site: KubeObject;
  /** The Listener or the MultiKeyListener of the model. */
  readonly listener: KubeObject;
  /** A file for each private site. */
  readonly privateFiles: readonly Manifest[];
  /** The systemd units of the machines. */
  readonly unitFiles: readonly Manifest[];
  /** The command that applies it. */
  readonly apply: string;
}

/** The chats of a synthesis, each with its objects. */
export function chatsIn({ chats, manifests }: Synthesis): ExpectedChat[] {
  return chats.map((summary) => {
    const isOwn = ({ path }: Manifest) => summary.folder === '' || path.startsWith(`${summary.folder}/`);
    const own = manifests.filter(isOwn);
    const publicObjects = own.filter(({ side }) => side === 'public').flatMap(({ objects }) => objects);
    // Every chat has one of each: the constructs make it, and no patch takes it away.
    const one = (isIt: (object: KubeObject) => boolean) => publicObjects.find(isIt) as KubeObject;
    return {
      summary,
      publicObjects,
      deployment: publicObjects.find(
        ({ kind, metadata }) => kind === 'Deployment' && isPagePart(metadata.labels ?? {}),
      ),
      service: publicObjects.find(
        ({ kind, metadata }) => kind === 'Service' && metadata.name === summary.page?.service,
      ),
      site: one(({ kind }) => kind === 'Site'),
      listener: one(({ kind }) => kind === 'Listener' || kind === 'MultiKeyListener'),
      privateFiles: own.filter(({ side, text }) => side === 'private' && text === undefined),
      unitFiles: own.filter(({ text }) => text !== undefined),
      apply: `kubectl apply -f dist${summary.folder === '' ? '' : `/${summary.folder}`}`,
    };
  });
}

/**
 * The chat with a name.
 *
 * @throws CommandError when there is none.
 */
export function chatNamed(chats: readonly ExpectedChat[], name: string): ExpectedChat {
  const found = chats.find(({ summary }) => summary.folder === name);
  if (found !== undefined) {
    return found;
  }
  const names = chats.map(({ summary }) => summary.folder);
  const meant = closest(name, names);
  const known = names[0] === '' ? 'the settings have one chat, without a name' : `there are ${names.join(', ')}`;
  throw new CommandError(`There is no chat "${name}"; ${meant ? `did you mean "${meant}"?` : `${known}.`}`);
}
