import { isOpen } from '../../checks/values';
import { type Warning, warning } from '../../common/warning';
import { isUnknownClass } from '../../exposure/ingress-class';
import { nginx } from '../../exposure/nginx-annotations';
import { type FinishedChat, leadsToLogin, ofKind } from '../finished-chat';
import type { KubeObject } from '../kube-object';

const path = 'exposure.nginxIngress';

export function ingressWarnings(chat: FinishedChat): Warning[] {
  return ofKind(chat, 'Ingress').flatMap((ingress) => {
    const annotations = ingress.metadata.annotations ?? {};
    const hasTls = (ingress.spec.tls ?? []).length > 0;
    const hasPassword = annotations[`${nginx}/auth-type`] === 'basic';
    const perMinute = Number(annotations[`${nginx}/limit-rpm`] ?? Number.NaN);
    const className: string = ingress.spec.ingressClassName ?? '';
    return [
      ...(isUnknownClass(className) && (loginKind(ingress) !== undefined || !isOpenIngress(ingress))
        ? [
            warning(
              'unknown-ingress-class',
              `${path}.className`,
              `if "${className}" is not of k8s.io/ingress-nginx, nobody is asked for the login and no range holds; see "kubectl get ingressclass ${className}", and accept this warning where it is`,
            ),
          ]
        : []),
      ...(hasTls ? [] : [warning('plain-http', path, 'questions and answers travel as plain HTTP; set host and tls')]),
      ...(isOpenIngress(ingress) && loginKind(ingress) === undefined && !leadsToLogin(chat, ingress)
        ? [warning('open-to-everyone', path, 'whoever reaches it uses the model; set login or sourceRanges')]
        : []),
      ...(hasPassword && !hasTls
        ? [warning('password-readable', `${path}.basicAuth`, 'without TLS the password travels readable; set tls')]
        : []),
      ...(perMinute < 10
        ? [
            warning(
              'low-rate-limit',
              `${path}.rateLimit.requestsPerMinute`,
              'an open page alone sends two requests a minute, and users may share an address; use 10 or more',
            ),
          ]
        : []),
    ];
  });
}

/** The setting of the login that the controller asks for, where there is one. */
export function loginKind({ metadata }: KubeObject): 'basicAuth' | 'externalAuth' | undefined {
  const annotations = metadata.annotations ?? {};
  return annotations[`${nginx}/auth-type`] !== undefined
    ? 'basicAuth'
    : annotations[`${nginx}/auth-url`] !== undefined
      ? 'externalAuth'
      : undefined;
}

function isOpenIngress({ metadata }: KubeObject): boolean {
  return isOpen(metadata.annotations?.[`${nginx}/whitelist-source-range`]?.split(','));
}
