import type { Warning } from '../../common/warning';
import type { FinishedChat } from '../finished-chat';
import { gatewayWarnings } from './gateway';
import { ingressWarnings } from './ingress';
import { loadBalancerWarnings } from './load-balancer';
import { loginWarnings } from './login';
import { modelServerWarnings } from './model-servers';
import { nodeWarnings } from './nodes';
import { podSecurityWarnings } from './pod-security';
import { podWarnings } from './pods';
import { policyWarnings } from './policies';
import { routeWarnings } from './route';
import { skupperWarnings } from './skupper';

/** What is legal in a chat and probably not meant. */
export function warningsOf(chat: FinishedChat): Warning[] {
  return [
    skupperWarnings,
    modelServerWarnings,
    podWarnings,
    podSecurityWarnings,
    nodeWarnings,
    policyWarnings,
    loadBalancerWarnings,
    ingressWarnings,
    gatewayWarnings,
    routeWarnings,
    loginWarnings,
  ].flatMap((rules) => rules(chat));
}
