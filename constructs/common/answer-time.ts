import { Duration } from 'cdk8s';

/** What the article's client waits for the model, whatever the manifests say. */
export const articleLimitSeconds = 600;

/** The longest answer where the settings name none. */
export const defaultLongestSeconds = articleLimitSeconds;

/** How much longer than the longest answer every hop waits, so that the client's own message is the one that arrives. */
const margin = Duration.seconds(20);

/** How long a stopping pod still takes requests: endpoints disappear meanwhile from the proxies in front. */
const drain = Duration.seconds(10);

/**
 * The one duration that all timeouts derive from: the longest answer of the model.
 *
 * The client sends no byte before the answer is complete, so idle timers matter as much as request timeouts.
 */
export class AnswerTime {
  /** Request and idle timeout of every hop in front of the client. */
  readonly hopTimeout: Duration;
  /** Pause between the order to stop a pod and the signal to its server. */
  readonly drain: Duration = drain;
  /** What the pod gets to finish the answers in flight, the pause included. */
  readonly terminationGrace: Duration;

  /** The longest answer of a chat, of which settings name the seconds. */
  static of({ longestAnswerSeconds = defaultLongestSeconds }: { readonly longestAnswerSeconds?: number }): AnswerTime {
    return new AnswerTime(Duration.seconds(longestAnswerSeconds));
  }

  constructor(readonly longest: Duration) {
    this.hopTimeout = plus(longest, margin);
    this.terminationGrace = plus(plus(this.hopTimeout, drain), Duration.seconds(5));
  }
}

/** How long a proxy that is told to stop may go on with answers in flight, such as a worker of NGINX after a reload. */
export function proxyShutdownSeconds(hopTimeoutSeconds: number): number {
  return hopTimeoutSeconds + 40;
}

function plus(a: Duration, b: Duration): Duration {
  return Duration.seconds(a.toSeconds() + b.toSeconds());
}
