import { setTimeout as sleep } from 'node:timers/promises';
import { writeLine } from '../command/terminal';
import { ClusterError } from './cluster';
import type { Verdict } from './verdict';

/**
 * Looks again and again until all is well, the time is over, or only what cannot be seen is left, and tells on standard error
 * what it waits for.
 */
export async function untilWell(
  look: () => Promise<Pick<Verdict, 'exitCode' | 'sentence'>>,
  end: number,
  everyMilliseconds = 2000,
): Promise<void> {
  let told = '';
  for (;;) {
    const { exitCode, sentence } = await look().catch(unlessPassing);
    if (exitCode !== 1 || Date.now() + everyMilliseconds > end) {
      return;
    }
    if (sentence !== told) {
      writeLine(process.stderr, sentence);
      told = sentence;
    }
    await sleep(everyMilliseconds);
  }
}

/** An API server that starts again is no reason to give up. */
function unlessPassing(error: unknown): Pick<Verdict, 'exitCode' | 'sentence'> {
  if (error instanceof ClusterError && error.isPassing) {
    return { exitCode: 1, sentence: error.message };
  }
  throw error;
}
