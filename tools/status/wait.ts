import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatStatus } from './chat-status';
import { verdictOf } from './status-report';

/** Looks again and again until the chat answers, or the time is over, and tells on standard error what it waits for. */
export async function untilAnswers(
  look: () => Promise<ChatStatus>,
  seconds: number,
  everyMilliseconds = 2000,
): Promise<ChatStatus> {
  const end = Date.now() + seconds * 1000;
  let told = '';
  for (;;) {
    const status = await look();
    if (status.answers || Date.now() + everyMilliseconds > end) {
      return status;
    }
    const verdict = verdictOf(status);
    if (verdict !== told) {
      process.stderr.write(`${verdict}\n`);
      told = verdict;
    }
    await sleep(everyMilliseconds);
  }
}
