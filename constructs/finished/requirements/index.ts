import type { Requirement } from '../../common/requirement';
import type { FinishedChat } from '../finished-chat';
import { gatewayRequirements } from './gateway';
import { ingressRequirements } from './ingress';
import { loadBalancerRequirements } from './load-balancer';
import { loginRequirements } from './login';
import { podRequirements } from './pods';
import { routeRequirements } from './route';
import { secretRequirements } from './secrets';
import { skupperRequirements } from './skupper';

/** What a chat needs that no object of it makes, each once. */
export function requirementsOf(chat: FinishedChat): Requirement[] {
  const all = [
    skupperRequirements,
    podRequirements,
    loadBalancerRequirements,
    ingressRequirements,
    gatewayRequirements,
    routeRequirements,
    loginRequirements,
    secretRequirements,
  ].flatMap((rules) => rules(chat));
  return [...new Map(all.map((requirement) => [requirement.what, requirement])).values()];
}
