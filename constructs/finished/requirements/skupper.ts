import { onCluster, type Requirement } from '../../common/requirement';
import { controllerNamespace } from '../../skupper/names';
import { linksOver } from '../../skupper/site-settings';
import { newestSkupper, skupperInstallation, skupperVersions } from '../../skupper/version';
import { type FinishedChat, ofKind } from '../finished-chat';

export function skupperRequirements(chat: FinishedChat): Requirement[] {
  const listeners = ofKind(chat, 'Listener', 'MultiKeyListener');
  const needsNewest = listeners.some(({ kind, spec }) => kind === 'MultiKeyListener' || spec.observer !== undefined);
  const over = linksOverOf(chat);
  return [
    onCluster(needsNewest ? newestSkupper : skupperVersions, 'its controller runs the router', skupperInstallation),
    ...(over === undefined
      ? []
      : [
          onCluster(
            over === 'routes'
              ? "OpenShift's Routes for Skupper's router, which the private machine reaches"
              : "a load balancer for Skupper's router, which the private machine reaches",
            'the private sites link to the router there',
          ),
        ]),
    ...ofKind(chat, 'Site').flatMap(({ spec }) =>
      spec?.settings?.size === undefined
        ? []
        : [
            onCluster(
              `a ConfigMap with the label skupper.io/site-sizing: ${spec.settings.size}`,
              "it is the size of the router's pods; without it the controller uses its default, without a word",
              `kubectl get configmap -n ${controllerNamespace} -l skupper.io/site-sizing=${spec.settings.size}`,
            ),
          ],
    ),
  ];
}

/** How private sites reach the router; nothing when the Site accepts no links. */
export function linksOverOf(chat: FinishedChat): ReturnType<typeof linksOver> {
  const [site] = ofKind(chat, 'Site');
  return site && linksOver({ name: site.metadata.name, linkAccess: site.spec?.linkAccess ?? 'none' }, chat.platform);
}
