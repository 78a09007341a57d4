import { type Warning, warning } from '../../common/warning';
import { type FinishedChat, leadsToLogin, ofKind } from '../finished-chat';
import { chatRoutes } from './gateway';
import { loginKind } from './ingress';
import { isOpenBalancer } from './load-balancer';
import { isOpenRoute } from './route';

/** A login of one exposure, beside others that ask for none. */
export function loginWarnings(chat: FinishedChat): Warning[] {
  const login = ofKind(chat, 'Ingress')
    .map(loginKind)
    .find((kind) => kind !== undefined);
  const balancers = ofKind(chat, 'Service').filter(({ spec }) => spec.type === 'LoadBalancer');
  const others = [
    ...balancers.filter(isOpenBalancer).map((object) => ({ object, setting: 'loadBalancer' })),
    ...chatRoutes(chat).map((object) => ({ object, setting: 'gateway' })),
    ...ofKind(chat, 'Route')
      .filter(isOpenRoute)
      .map((object) => ({ object, setting: 'openshiftRoute' })),
  ].filter(({ object }) => !leadsToLogin(chat, object));
  const settings = [...new Set(others.map(({ setting }) => setting))];
  return login === undefined || settings.length === 0
    ? []
    : [
        warning(
          'login-bypassed',
          `exposure.nginxIngress.${login}`,
          `${settings.join(' and ')} leads to the same chat without a login; leave it out, or name source ranges there`,
        ),
      ];
}
