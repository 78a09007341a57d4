import { broken } from '../checks/broken';
import { listOf, optional, type Rule } from '../checks/check';
import { anyHostName } from '../checks/values';

/** The names of the chat: one, several, or none for every name that leads there. */
export interface HostSettings {
  readonly host?: string;
  readonly hosts?: readonly string[];
}

export const hostFields = { host: optional(anyHostName), hosts: optional(listOf(anyHostName, 'host names', 1)) };

/** A route of the Gateway API takes no more. */
const mostHosts = 16;

export const oneOrSeveralHosts: Rule<HostSettings> = {
  reads: ['host', 'hosts'],
  judge: ({ host, hosts = [] }) => [
    ...broken(host !== undefined && hosts.length > 0, 'host', 'hosts has all names of the chat; leave out one of them'),
    ...broken(hosts.length > mostHosts, 'hosts', `${hosts.length} of them; use at most ${mostHosts}`),
    ...hosts.flatMap((name, index) =>
      broken(hosts.indexOf(name) < index, ['hosts', index], `"${name}" is there twice; leave out one`),
    ),
  ],
};

/** A certificate is for a name. */
export const tlsNeedsHost: Rule<HostSettings & { readonly tls?: object }> = {
  reads: ['host', 'hosts'],
  present: ['tls'],
  judge: (settings) =>
    broken(
      settings.tls !== undefined && hostsOf(settings).length === 0,
      'host',
      'missing; TLS needs the name that the certificate is for, such as "chat.example.com"',
    ),
};

/** The names of the chat, in the order of the settings. */
export function hostsOf({ host, hosts }: HostSettings): readonly string[] {
  return hosts ?? (host === undefined ? [] : [host]);
}
