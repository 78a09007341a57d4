import { isOpen } from '../../checks/values';
import { type Warning, warning } from '../../common/warning';
import { nginx } from '../../exposure/annotations';
import { isUnknownClass } from '../../exposure/ingress-class';
import { asksWhoTheyAre, type FinishedChat, ofKind } from '../finished-chat';
import { classOf, controllerOf, hasSecurityGroups, perMinuteOf, rangesOf } from '../ingresses';
import type { KubeObject } from '../kube-object';

export function ingressWarnings(chat: FinishedChat): Warning[] {
  return ofKind(chat, 'Ingress').flatMap((ingress) => {
    const { setting, controller } = controllerOf(ingress);
    const path = `exposure.${setting}`;
    const hasTls = (ingress.spec.tls ?? []).length > 0;
    return [
      ...(setting === 'nginxIngress' ? nginxWarnings(chat, ingress, hasTls) : []),
      ...(hasTls ? [] : [warning('plain-http', path, 'questions and answers travel as plain HTTP; set host and tls')]),
      ...(isOpenIngress(chat, ingress) && loginKind(ingress) === undefined && !asksWhoTheyAre(chat, ingress)
        ? [
            warning(
              'open-to-everyone',
              path,
              `whoever reaches it uses the model; set login${controller === undefined ? '' : ' or sourceRanges'}`,
            ),
          ]
        : []),
      ...(perMinuteOf(chat, ingress) < 10
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

function nginxWarnings(chat: FinishedChat, ingress: KubeObject, hasTls: boolean): Warning[] {
  const path = 'exposure.nginxIngress';
  const className = classOf(ingress);
  const hasPassword = ingress.metadata.annotations?.[`${nginx}/auth-type`] === 'basic';
  return [
    ...(isUnknownClass(className) && (loginKind(ingress) !== undefined || !isOpenIngress(chat, ingress))
      ? [
          warning(
            'unknown-ingress-class',
            `${path}.className`,
            `if "${className}" is not of k8s.io/ingress-nginx, nobody is asked for the login and no range holds; see "kubectl get ingressclass ${className}", and accept this warning where it is`,
          ),
        ]
      : []),
    ...(hasPassword && !hasTls
      ? [warning('password-readable', `${path}.basicAuth`, 'without TLS the password travels readable; set tls')]
      : []),
  ];
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

/** Whether everybody reaches it. */
export function isOpenIngress(chat: FinishedChat, ingress: KubeObject): boolean {
  const ranges = rangesOf(chat, ingress);
  return isOpen(ranges && [...ranges]) && !hasSecurityGroups(ingress);
}
