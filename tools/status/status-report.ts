import { say } from '../command/report';
import { styled } from '../command/terminal';
import type { ChatStatus } from './chat-status';
import type { State } from './step';
import { stopOf } from './verdict';

const marks: Readonly<Record<State, readonly [string, 'green' | 'yellow' | 'red' | 'dim']>> = {
  ok: ['✓', 'green'],
  waiting: ['…', 'yellow'],
  failed: ['✗', 'red'],
  unknown: ['?', 'dim'],
};

/** Prints the way of a question, where it stops, and the addresses. */
export function reportStatus(status: ChatStatus): void {
  const { chat, namespace, context, steps, differences, addresses } = status;
  const title = chat === '' ? 'The chat' : `The chat ${chat}`;
  say(styled(process.stdout, 'bold', `${title}, in the namespace ${namespace} of the context ${context}`));
  const stop = stopOf(steps);
  const isOpen = status.answers === true;
  const width = Math.max(...steps.map((step) => step.title.length)) + 2;
  for (const step of steps) {
    const [mark, color] = marks[step.state];
    say(`  ${styled(process.stdout, color, mark)} ${step.title.padEnd(width)}${step.detail}`);
    const isTold = step === stop || step.state === 'unknown' || step.isBeside || isOpen;
    if (step.remedy !== undefined && isTold) {
      say(`    ${' '.repeat(width)}→ ${step.remedy}`);
    }
  }
  reportDifferences(differences);
  say();
  say(styled(process.stdout, 'bold', status.verdict));
  for (const { title, url } of addresses) {
    say(`  ${title.padEnd(15)} ${url}`);
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
