import { check } from '../checks/check';
import type { SettingsError } from '../checks/problem';
import { byteQuantity, cpuQuantity, numberOf } from './quantity';

test.each([
  ['1', 1],
  ['250m', 0.25],
  ['2k', 2000],
  ['2M', 2_000_000],
  ['2G', 2_000_000_000],
  ['2T', 2_000_000_000_000],
  ['1Ki', 1024],
  ['1.5Mi', 1_572_864],
  ['1Gi', 1_073_741_824],
  ['1Ti', 1_099_511_627_776],
  ['0.123456789', 0.123456789],
])('%s is %d', (text, amount) => {
  expect(numberOf(text)).toBe(amount);
});

test.each(['', 'm', 'a1', '1Mib', '1.', '.5', '1mi', '1 Mi', '-1', '1e3', '1x', '0.1234567890', '1'.repeat(16)])(
  '%j is no amount',
  (text) => {
    expect(numberOf(text)).toBeUndefined();
  },
);

const problem = (schema: typeof cpuQuantity, value: unknown) => {
  try {
    check(schema, value as string, 'amount');
    return undefined;
  } catch (error) {
    return (error as SettingsError).problems[0]?.message;
  }
};

const cpu = (value: string, hint = '') =>
  `"${value}" is not an amount of CPU; use cores such as "2", or thousandths of one such as "250m"${hint}`;
const bytes = (value: string, hint = '') =>
  `"${value}" is not an amount of bytes; use a number and "Mi" or "Gi", such as "256Mi"${hint}`;

test.each([
  ['0.5', undefined],
  ['1m', undefined],
  ['0', cpu('0')],
  ['0.1m', cpu('0.1m')],
  ['1k', cpu('1k')],
  ['x1', cpu('x1')],
  ['1.5.5', cpu('1.5.5')],
  ['1mm', cpu('1mm')],
])('CPU of %s: %s', (value, message) => {
  expect(problem(cpuQuantity, value)).toBe(message);
});

test.each([
  ['1M', undefined],
  ['1000000', undefined],
  ['1.5Gi', undefined],
  ['500k', bytes('500k')],
  ['999999', bytes('999999', ' (did you mean "999999Mi"?)')],
  ['256', bytes('256', ' (did you mean "256Mi"?)')],
  ['256MB', bytes('256MB', ' (did you mean "256Mi"?)')],
  ['256 mi', bytes('256 mi', ' (did you mean "256Mi"?)')],
  ['1g', bytes('1g', ' (did you mean "1Gi"?)')],
  ['2000000m', bytes('2000000m', ' (did you mean "2000000Mi"?)')],
  ['about 1G', bytes('about 1G')],
  ['1GBit', bytes('1GBit')],
  ['lots', bytes('lots')],
])('bytes of %s: %s', (value, message) => {
  expect(problem(byteQuantity, value)).toBe(message);
});
