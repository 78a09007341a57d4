import { everyAddress, ipFamilies } from './ip-family';

test('a program listens for the addresses that its pod has', () => {
  expect(ipFamilies.map((family) => `${family} ${everyAddress(family)}`)).toEqual([
    'ipv4 0.0.0.0',
    'ipv6 [::]',
    'dual-stack [::]',
  ]);
});
