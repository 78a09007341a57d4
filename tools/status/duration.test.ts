import { secondsOf } from './duration';

test.each([
  ['0', 0],
  ['300', 300],
  ['180s', 180],
  ['5m', 300],
  ['1h', 3600],
  ['999999', 999_999],
])('%s are %d seconds', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});

test.each(['', 's', 'soon', '5d', '5 m', ' 5m', '5m ', '-5', '1.5h', '5ms', '5mm', '1000000'])(
  '"%s" is no time',
  (text) => {
    expect(secondsOf(text)).toBeUndefined();
  },
);
