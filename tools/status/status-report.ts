import { say } from '../report';
import { styled } from '../terminal';
import type { ChatStatus } from './chat-status';
import type { Hop, State } from './hop';

const marks: Readonly<Record<State, readonly [string, 'green' | 'yellow' | 'red' | 'dim']>> = {
  ok: ['✓', 'green'],
  waiting: ['…', 'yellow'],
  failed: ['✗', 'red'],
  unknown: ['?', 'dim'],
};

/** Prints the way of a question, where it stops, and the addresses. */
export function reportStatus(status: ChatStatus): void {
  const { chat, namespace, context, hops, differences, addresses } = status;
  const title = chat === '' ? 'The chat' : `The chat ${chat}`;
  say(styled(process.stdout, 'bold', `${title}, in the namespace ${namespace} of the context ${context}`));
  const stop = stopOf(hops);
  const width = Math.max(...hops.map((hop) => hop.title.length)) + 2;
  for (const hop of hops) {
    const [mark, color] = marks[hop.state];
    say(`  ${styled(process.stdout, color, mark)} ${hop.title.padEnd(width)}${hop.detail}`);
    const isTold = hop === stop || hop.state === 'unknown' || hop.isExposure;
    if (hop.remedy !== undefined && isTold) {
      say(`    ${' '.repeat(width)}→ ${hop.remedy}`);
    }
  }
  reportDifferences(differences);
  say();
  say(styled(process.stdout, 'bold', verdictOf(status)));
  for (const { title, url } of addresses) {
    say(`  ${title.padEnd(16)}${url}`);
  }
}

function reportDifferences({ changed, leftOver, unknown }: ChatStatus['differences']): void {
  if (changed.length > 0) {
    say('\nNot as the settings make it; an apply changes it:');
    for (const line of changed) {
      say(`  ${line}`);
    }
  }
  if (leftOver.length > 0) {
    say('\nNot made by the settings any more:');
    for (const { name, command } of leftOver) {
      say(`  ${name}`);
      say(`    ${command}`);
    }
  }
  for (const line of unknown) {
    say(`\n${line[0]?.toUpperCase()}${line.slice(1)}.`);
  }
}

/** The step at which a question stops: the first that fails or, when none does, the first that is waited for. */
export function stopOf(hops: readonly Hop[]): Hop | undefined {
  const way = hops.filter(({ isExposure }) => !isExposure);
  return way.find(({ state }) => state === 'failed') ?? way.find(({ state }) => state === 'waiting');
}

/** One sentence about a chat. */
export function verdictOf({ hops }: Pick<ChatStatus, 'hops'>): string {
  const stop = stopOf(hops);
  if (stop !== undefined) {
    return stop.state === 'failed'
      ? `The chat does not answer. It stops here: ${stop.title}: ${stop.detail}.`
      : `The chat does not answer yet. It waits for this: ${stop.title}: ${stop.detail}.`;
  }
  const answers = hops.at(-1)?.state === 'ok' ? 'The chat answers' : 'As far as can be seen, the chat works';
  const closed = hops.filter(({ isExposure, state }) => isExposure && (state === 'failed' || state === 'waiting'));
  return closed.length === 0
    ? `${answers}.`
    : `${answers}, but not through: ${closed.map(({ title }) => title).join(', ')}.`;
}
