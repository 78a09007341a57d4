import { Duration } from 'cdk8s';
import { AnswerTime, proxyShutdownSeconds } from './answer-time';

test.each<[string, AnswerTime, number, number, number]>([
  ['no setting', AnswerTime.of({}), 600, 620, 635],
  ['a setting', AnswerTime.of({ longestAnswerSeconds: 60 }), 60, 80, 95],
  ['a duration', new AnswerTime(Duration.minutes(2)), 120, 140, 155],
])('every hop waits longer than the longest answer, and pods stop after it: %s', (_, time, longest, hop, grace) => {
  expect(time.longest.toSeconds()).toBe(longest);
  expect(time.hopTimeout.toSeconds()).toBe(hop);
  expect(time.drain.toSeconds()).toBe(10);
  expect(time.terminationGrace.toSeconds()).toBe(grace);
});

test('a proxy that stops goes on longer than an answer', () => {
  expect(proxyShutdownSeconds(620)).toBe(660);
});
