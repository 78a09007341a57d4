import { say } from '../command/report';
import { styled } from '../command/terminal';
import type { ChatStatus } from './chat-status';
import type { State } from './hop';
import { stopOf } from './verdict';

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
  const isOpen = status.answers === true;
  const width = Math.max(...hops.map((hop) => hop.title.length)) + 2;
  for (const hop of hops) {
    const [mark, color] = marks[hop.state];
    say(`  ${styled(process.stdout, color, mark)} ${hop.title.padEnd(width)}${hop.detail}`);
    const isTold = hop === stop || hop.state === 'unknown' || hop.isExposure || isOpen;
    if (hop.remedy !== undefined && isTold) {
      say(`    ${' '.repeat(width)}→ ${hop.remedy}`);
    }
  }
  reportDifferences(differences);
  say();
  say(styled(process.stdout, 'bold', status.verdict));
  for (const { title, url } of addresses) {
    say(`  ${title.padEnd(16)}${url}`);
  }
}

function reportDifferences({ changed, leftOver, unknown }: ChatStatus['differences']): void {
  if (changed.length > 0) {
    say();
    say('Not as the settings make it; "npm run synth" and an apply change it:');
    for (const line of changed) {
      say(`  ${line}`);
    }
  }
  if (leftOver.length > 0) {
    say();
    say('Not made by the settings any more:');
    for (const { name, command } of leftOver) {
      say(`  ${name}`);
      say(`    ${command}`);
    }
  }
  for (const line of unknown) {
    say();
    say(line);
  }
}
