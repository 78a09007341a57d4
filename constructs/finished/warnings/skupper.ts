import { type Warning, warning } from '../../common/warning';
import { type FinishedChat, ofKind } from '../finished-chat';
import type { KubeObject } from '../kube-object';

export function skupperWarnings(chat: FinishedChat): Warning[] {
  const acceptsLinks = ({ spec }: KubeObject) => spec?.linkAccess !== undefined && spec?.linkAccess !== 'none';
  const connectors = chat.privateSites.flat().filter(({ kind }) => kind === 'Connector');
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
    ...(connectors.some(({ spec }) => spec.host === 'host.containers.internal')
      ? [
          warning(
            'podman-host-name',
            'privateSites',
            '"host.containers.internal" misses a server on 127.0.0.1, and the router runs on the machine\'s own network; use "localhost"',
          ),
        ]
      : []),
  ];
}
