import { minimal } from '../../tests/cases';
import { report } from '../../tests/refused';

const reportOn = (maxBodySize: string) => report({ ...minimal, exposure: { nginxIngress: { maxBodySize } } });
const refusal = (text: string) =>
  `exposure.nginxIngress.maxBodySize: "${text}" is not a size that nginx takes; use a number and "k", "m" or "g", such as "1m"`;

test.each(['1', '256k', '1m', '2G', '999999m'])('%s is a size', (text) => {
  expect(reportOn(text)).toEqual([]);
});

test.each([
  ['1MB', '1m'],
  ['256KiB', '256k'],
  ['2gi', '2g'],
  ['10 m', '10m'],
])('%s is written %s', (text, meant) => {
  expect(reportOn(text)).toEqual([`${refusal(text)} (did you mean "${meant}"?)`]);
});

test.each(['', 'm', '1t', '1000000m', '1000000mb', '1.5m', '-1m', 'a1m', '1mbs', 'a1mb'])('%j is none', (text) => {
  expect(reportOn(text)).toEqual([refusal(text)]);
});
