import { isOpen } from '../../checks/values';
import { type Warning, warning } from '../../common/warning';
import { router } from '../../exposure/openshift-route-settings';
import { asksWhoTheyAre, type FinishedChat, ofKind } from '../finished-chat';
import type { KubeObject } from '../kube-object';

export function routeWarnings(chat: FinishedChat): Warning[] {
  return ofKind(chat, 'Route').flatMap((route) => {
    const { host, tls = {} } = route.spec;
    const hasCertificate = tls.externalCertificate !== undefined || tls.certificate !== undefined;
    return [
      ...(host === undefined || hasCertificate
        ? []
        : [
            warning(
              'certificate-does-not-fit',
              'exposure.openshiftRoute.host',
              `the router's own certificate is not for "${host}" unless that is in its domain; set tls.externalCertificate`,
            ),
          ]),
      ...(isOpenRoute(route) && !asksWhoTheyAre(chat, route)
        ? [
            warning(
              'open-to-everyone',
              'exposure.openshiftRoute',
              'whoever reaches it uses the model, without a login; set login or sourceRanges',
            ),
          ]
        : []),
    ];
  });
}

/** Whether a Route lets in everybody. */
export function isOpenRoute({ metadata }: KubeObject): boolean {
  return isOpen(metadata.annotations?.[`${router}/ip_whitelist`]?.split(' '));
}
