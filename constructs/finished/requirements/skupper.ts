import { onCluster, type Requirement } from '../../common/requirement';
import { controllerNamespace } from '../../skupper/names';
import { type LinkAddress, linksOver } from '../../skupper/site-settings';
import { newestSkupper, skupperInstallation, skupperVersions } from '../../skupper/version';
import { type FinishedChat, ofKind } from '../finished-chat';

export function skupperRequirements(chat: FinishedChat): Requirement[] {
  const listeners = ofKind(chat, 'Listener', 'MultiKeyListener');
  const needsNewest = listeners.some(({ kind, spec }) => kind === 'MultiKeyListener' || spec.observer !== undefined);
  const over = linksOverOf(chat);
  return [
    onCluster(
      'skupper',
      { onlyNewest: needsNewest },
      needsNewest ? newestSkupper : skupperVersions,
      'its controller runs the router',
      skupperInstallation,
    ),
    ...(over === undefined
      ? []
      : [
          onCluster(
            'router address',
            {},
            ways[over].what,
            'the private sites link to the router there',
            ...(ways[over].commands ?? []),
          ),
        ]),
    ...ofKind(chat, 'Site').flatMap(({ spec }) =>
      spec?.settings?.size === undefined
        ? []
        : [
            onCluster(
              'site size',
              { size: spec.settings.size },
              `a ConfigMap with the label skupper.io/site-sizing: ${spec.settings.size}`,
              "it is the size of the router's pods; without it the controller uses its default, without a word",
              `kubectl get configmap -n ${controllerNamespace} -l skupper.io/site-sizing=${spec.settings.size}`,
            ),
          ],
    ),
  ];
}

const options = `kubectl set env deployment/skupper-controller -n ${controllerNamespace} --list`;

/** What has to be there for each way to the router, which the private sites reach. */
const ways: Readonly<Record<LinkAddress, { readonly what: string; readonly commands?: readonly string[] }>> = {
  routes: { what: "OpenShift's Routes for Skupper's router, which the private machine reaches" },
  'load balancer': { what: "a load balancer for Skupper's router, which the private machine reaches" },
  'node port': {
    what: 'Skupper\'s Deployment "skupper-controller", started with nodeport in SKUPPER_ENABLED_ACCESS_TYPES, and with SKUPPER_CLUSTER_HOST',
    commands: [options],
  },
  ingress: {
    what: 'Skupper\'s Deployment "skupper-controller", started with ingress-nginx in SKUPPER_ENABLED_ACCESS_TYPES, and an ingress-nginx with --enable-ssl-passthrough',
    commands: [options],
  },
};

/** How private sites reach the router; nothing when the Site accepts no links. */
export function linksOverOf(chat: FinishedChat): ReturnType<typeof linksOver> {
  const [site] = ofKind(chat, 'Site');
  return site && linksOver({ name: site.metadata.name, linkAccess: site.spec?.linkAccess ?? 'none' }, chat.platform);
}
