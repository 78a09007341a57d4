/** Which addresses the cluster gives to pods: of one family, or of both. */
export const ipFamilies = ['ipv4', 'ipv6', 'dual-stack'] as const;
export type IpFamily = (typeof ipFamilies)[number];

/**
 * The address at which a program listens for everybody. That of IPv6 takes connections of IPv4, too, where the program does not
 * say otherwise; it is not there in a kernel without IPv6, so pods with IPv4 addresses alone have their own.
 */
export function everyAddress(family: IpFamily): '0.0.0.0' | '[::]' {
  return family === 'ipv4' ? '0.0.0.0' : '[::]';
}
