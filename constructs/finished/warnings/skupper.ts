import { joinPath } from '../../checks/problem';
import { type Warning, warning } from '../../common/warning';
import type { RoutedServer } from '../../skupper/routing-keys';
import { type FinishedChat, ofKind } from '../finished-chat';
import type { KubeObject } from '../kube-object';

export function skupperWarnings(chat: FinishedChat): Warning[] {
  const acceptsLinks = ({ spec }: KubeObject) => spec?.linkAccess !== undefined && spec?.linkAccess !== 'none';
  return [
    ...ofKind(chat, 'Site').flatMap((site) => [
      ...(!acceptsLinks(site) && chat.privateSites.length > 0
        ? [
            warning(
              'links-not-accepted',
              'site',
              'it accepts no links, so no private site can link to it; leave out edge, or set linkAccess',
            ),
          ]
        : []),
      ...(!acceptsLinks(site) && site.spec?.ha === true
        ? [
            warning(
              'one-router-group',
              'site.highAvailability',
              'two routers find each other through linkAccess, and it is "none"; set it',
            ),
          ]
        : []),
    ]),
    ...chat.modelServers.flatMap((server) =>
      connectorsOf(chat, server).flatMap((connector) => hostName(server, connector)),
    ),
  ];
}

/** The connectors of a model server, in the objects of its own site. */
function connectorsOf({ privateSites }: FinishedChat, { at, routingKey }: RoutedServer): KubeObject[] {
  const objects = privateSites[Number(at[1])] ?? [];
  return objects.filter(({ kind, spec }) => kind === 'Connector' && spec.routingKey === routingKey);
}

/** The name of the machine, where the router does not find it under that. */
function hostName({ platform, at }: RoutedServer, { spec: { host } }: KubeObject): Warning[] {
  const path = joinPath(...at, 'host');
  if (platform === 'podman' && host === 'host.containers.internal') {
    const message =
      '"host.containers.internal" misses a server on 127.0.0.1, and the router runs on the machine\'s own network; use "localhost", or platform "podman-machine" on a Mac or on Windows';
    return [warning('podman-host-name', path, message)];
  }
  return platform === 'podman-machine' && host === 'localhost'
    ? [
        warning(
          'podman-host-name',
          path,
          '"localhost" is Podman\'s virtual machine and not the computer; use "host.containers.internal"',
        ),
      ]
    : [];
}
