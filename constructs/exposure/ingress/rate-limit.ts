import { broken } from '../../checks/broken';
import { group, optional, type Rule } from '../../checks/check';
import { wholeNumber } from '../../checks/values';

/** Limits per user address, and per replica of the controller. */
export interface IngressRateLimit {
  /**
   * Requests a second.
   *
   * @default - no limit
   */
  readonly requestsPerSecond?: number;
  /**
   * Requests a minute. An open page sends two by itself.
   *
   * @default - no limit
   */
  readonly requestsPerMinute?: number;
  /**
   * Requests at the same time. Every answer in flight is one.
   *
   * @default - no limit
   */
  readonly connections?: number;
  /**
   * How far a burst may exceed the rates, as a factor.
   *
   * @default 5
   */
  readonly burstMultiplier?: number;
}

export const rateLimitFields = {
  requestsPerSecond: optional(wholeNumber(1, 1_000_000, 'requests')),
  requestsPerMinute: optional(wholeNumber(1, 1_000_000, 'requests')),
  // nginx refuses its whole configuration, for every Ingress of the cluster, above 65535.
  connections: optional(wholeNumber(1, 65_535, 'connections')),
  burstMultiplier: optional(wholeNumber(1, 1000)),
};

export const limitsSomething: Rule<IngressRateLimit> = {
  reads: ['requestsPerSecond', 'requestsPerMinute', 'connections'],
  judge: ({ requestsPerSecond, requestsPerMinute, connections }) =>
    broken(
      requestsPerSecond === undefined && requestsPerMinute === undefined && connections === undefined,
      'requestsPerSecond',
      'missing; set requestsPerSecond, requestsPerMinute or connections, or leave out rateLimit',
    ),
};

export const rateLimitSchema = group<IngressRateLimit>(rateLimitFields, limitsSomething);

/** How many requests may come at once. A page alone asks for several files. */
export function burstOf(rate: number, { burstMultiplier = 5 }: IngressRateLimit = {}): number {
  return rate * burstMultiplier;
}

/** One rate, for controllers that count over one period. */
export interface OneRate {
  /**
   * Requests a second. Excludes `requestsPerMinute`.
   *
   * @default - no limit
   */
  readonly requestsPerSecond?: number;
  /**
   * Requests a minute. An open page sends two by itself. Excludes `requestsPerSecond`.
   *
   * @default - no limit
   */
  readonly requestsPerMinute?: number;
}

export const oneRateFields = {
  requestsPerSecond: optional(wholeNumber(1, 1_000_000, 'requests')),
  requestsPerMinute: optional(wholeNumber(1, 1_000_000, 'requests')),
};

export const oneRateRule: Rule<OneRate> = {
  reads: ['requestsPerSecond', 'requestsPerMinute'],
  judge: ({ requestsPerSecond, requestsPerMinute }) =>
    broken(
      (requestsPerSecond === undefined) === (requestsPerMinute === undefined),
      'requestsPerSecond',
      requestsPerSecond === undefined
        ? 'missing; set requestsPerSecond or requestsPerMinute, or leave out rateLimit'
        : 'this controller counts over one period; leave out requestsPerSecond or requestsPerMinute',
    ),
};
