import { ageOf, withAge } from './age';

const now = Date.parse('2026-11-22T12:00:00Z');
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();

test.each([
  [0, '0 s'],
  [1.4, '1 s'],
  [1.5, '2 s'],
  [119, '119 s'],
  [120, '2 min'],
  [179, '2 min'],
  [7199, '119 min'],
  [7200, '2 h'],
  [172_799, '47 h'],
  [172_800, '2 days'],
  [8_640_000, '100 days'],
  [-60, '0 s'],
])('%d seconds ago is %s', (seconds, age) => {
  expect(ageOf(ago(seconds), now)).toBe(age);
});

test.each([[undefined], [null], [''], ['soon']])('the time %j has no age', (time) => {
  expect(ageOf(time, now)).toBeUndefined();
  expect(withAge('the cloud is slow', time, now)).toBe('the cloud is slow');
});

test('a sentence says how long ago it was said', () => {
  expect(withAge('the cloud is slow', ago(300), now)).toBe('the cloud is slow (5 min ago)');
});
