import type { ChatAddress } from '../../constructs/finished/addresses';
import type { ExpectedChat } from '../command/chats';
import type { Cluster } from './cluster';
import { addressesOf } from './exposure-steps';
import { type Differences, differencesOf } from './object-steps';
import { type LiveObject, Observation } from './observation';
import type { Step } from './step';
import { type Verdict, verdictOf } from './verdict';
import { type LookOptions, stepsOf } from './way';

/** How a chat is. */
export interface ChatStatus extends Pick<Verdict, 'answers' | 'exitCode'> {
  readonly chat: string;
  readonly namespace: string;
  readonly context: string;
  /** What the steps say together, in one sentence. */
  readonly verdict: string;
  readonly steps: readonly Step[];
  readonly differences: Differences;
  readonly addresses: readonly { readonly title: string; readonly url: string }[];
}

/** Follows the way of a question, and says for each step whether it works. */
export async function statusOf(cluster: Cluster, chat: ExpectedChat, options: LookOptions = {}): Promise<ChatStatus> {
  const { summary } = chat;
  const observation = new Observation(cluster, summary.namespace, options.now);
  const steps = await stepsOf(observation, chat, options);
  const isThere = steps.length > 1;
  const { answers, sentence: verdict, exitCode } = verdictOf(steps);
  return {
    chat: summary.folder,
    namespace: summary.namespace,
    context: cluster.context,
    answers,
    verdict,
    exitCode,
    steps,
    differences: isThere
      ? await differencesOf(observation, chat.publicObjects)
      : { changed: [], leftOver: [], unknown: [] },
    addresses: isThere ? await openAddresses(observation, summary.addresses) : [],
  };
}

/** What the steps say together, without the rest. */
export async function verdictNow(cluster: Cluster, chat: ExpectedChat, options: LookOptions = {}): Promise<Verdict> {
  return verdictOf(await stepsOf(new Observation(cluster, chat.summary.namespace, options.now), chat, options));
}

/** The addresses to open, where they are known. */
async function openAddresses(
  observation: Observation,
  addresses: readonly ChatAddress[],
): Promise<{ title: string; url: string }[]> {
  const known = await Promise.all(
    addresses.map(async ({ title, url, object }) => {
      const needsCluster = url.includes('<') || !url.includes('://');
      const live = needsCluster ? await observation.elsewhere(object, object.name, object.namespace) : undefined;
      return { title, url: typeof live === 'object' ? completed(url, live) : url };
    }),
  );
  return known.filter(({ url }) => !url.includes('<'));
}

function completed(url: string, live: LiveObject): string {
  const [address = live.status?.ingress?.[0]?.host] = addressesOf(live);
  const literal = address?.includes(':') ? `[${address}]` : address;
  const protocols = (live.spec.listeners ?? []) as { protocol: string }[];
  const scheme = protocols.some(({ protocol }) => protocol === 'HTTPS') ? 'https://' : 'http://';
  const filled = literal === undefined ? url : url.replace(/<[A-Z-]+>/, literal);
  return filled.includes('://') ? filled : `${scheme}${filled}`;
}
