import { type Warning, warning } from '../../common/warning';
import { asksWhoTheyAre, type FinishedChat, loginOf, ofKind } from '../finished-chat';
import { controllerOf } from '../ingresses';
import { gapOfLogin, loginFacts } from '../login-facts';
import { chatRoutes } from './gateway';
import { isOpenIngress, loginKind } from './ingress';
import { isOpenBalancer } from './load-balancer';
import { isOpenRoute } from './route';

export function loginWarnings(chat: FinishedChat): Warning[] {
  return [...bypassed(chat), ...unasked(chat), ...everybody(chat), ...readable(chat)];
}

/** A login in front of the page, or of one exposure, beside exposures that ask for none. */
function bypassed(chat: FinishedChat): Warning[] {
  const login = ofKind(chat, 'Ingress')
    .map(loginKind)
    .find((kind) => kind !== undefined);
  const balancers = ofKind(chat, 'Service').filter(({ spec }) => spec.type === 'LoadBalancer');
  const others = [
    ...ofKind(chat, 'Ingress')
      .filter((ingress) => loginKind(ingress) === undefined && isOpenIngress(chat, ingress))
      .map((object) => ({ object, setting: controllerOf(object).setting })),
    ...balancers.filter(isOpenBalancer).map((object) => ({ object, setting: 'loadBalancer' })),
    ...chatRoutes(chat).map((object) => ({ object, setting: 'gateway' })),
    ...ofKind(chat, 'Route')
      .filter(isOpenRoute)
      .map((object) => ({ object, setting: 'openshiftRoute' })),
  ].filter(({ object }) => !asksWhoTheyAre(chat, object));
  const settings = [...new Set(others.map(({ setting }) => setting))];
  const path = loginOf(chat) === undefined ? login && `exposure.nginxIngress.${login}` : 'login';
  return path === undefined || settings.length === 0
    ? []
    : [
        warning(
          'login-bypassed',
          path,
          `${settings.join(' and ')} leads to the same chat without a login; leave it out, or name source ranges there`,
        ),
      ];
}

/** A login that was changed so that it does not always ask. */
function unasked(chat: FinishedChat): Warning[] {
  const gap = gapOfLogin(chat);
  return gap === undefined
    ? []
    : [warning('login-bypassed', 'patches', `the login lets requests in without a session: ${gap}; leave it out`)];
}

function everybody(chat: FinishedChat): Warning[] {
  const { issuer, groups = [], emailDomains = [] } = loginFacts(chat) ?? {};
  return issuer === undefined || groups.length > 0 || !emailDomains.includes('*')
    ? []
    : [
        warning(
          'open-to-everyone',
          'login.oidc.emailDomains',
          `everybody whom ${issuer} knows may use the model; name groups, or the domains of your users`,
        ),
      ];
}

function readable(chat: FinishedChat): Warning[] {
  const { issuer, secureCookies = true } = loginFacts(chat) ?? {};
  return secureCookies
    ? []
    : [
        warning(
          'password-readable',
          issuer === undefined ? 'login.users' : 'login.oidc',
          issuer === undefined
            ? 'an exposure without TLS is on, so passwords and sessions travel readable; set tls there, or leave it out'
            : 'an exposure without TLS is on, so sessions travel readable, and most issuers send nobody back to plain HTTP; set tls there, or leave it out',
        ),
      ];
}
