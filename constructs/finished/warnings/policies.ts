import { solverPodLabels } from '../../common/cert-manager';
import { type Warning, warning } from '../../common/warning';
import { routerPodLabels } from '../../skupper/names';
import { type FinishedChat, ofKind } from '../finished-chat';
import { hasLabels, type KubeObject, type Labels, nameOf } from '../kube-object';

/** Policies that open what no policy of a chat has to open. Only a patch or an object of the user's own makes one. */
export function policyWarnings(chat: FinishedChat): Warning[] {
  const policies = ofKind(chat, 'NetworkPolicy').filter(({ spec }) =>
    isOfTheChat(chat, spec?.podSelector?.matchLabels),
  );
  return policies.flatMap((policy) => {
    const isExtra = policy.metadata.labels?.['app.kubernetes.io/component'] === 'extra';
    const path = isExtra ? 'extraObjects' : 'patches';
    return faultsOf(policy).map((fault) => warning('policy-opens-all', path, `${nameOf(policy)} ${fault}`));
  });
}

/** Whether a policy is for pods of the chat, its router's included. Another is for the proxies of its Gateway, which are open to all. */
function isOfTheChat(chat: FinishedChat, selector: Labels | undefined): boolean {
  const pods = ofKind(chat, 'Deployment').map(({ spec }) => spec.template.metadata.labels);
  return [...pods, routerPodLabels, solverPodLabels].some((labels) => hasLabels(labels, selector));
}

interface Peer {
  readonly namespaceSelector?: object;
  readonly podSelector?: object;
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly object[];
}

function faultsOf({ spec = {} }: KubeObject): string[] {
  const ingress: readonly Rule[] = spec.ingress ?? [];
  const egress: readonly Rule[] = spec.egress ?? [];
  const leavesOut = (type: string) => spec.policyTypes !== undefined && !spec.policyTypes.includes(type);
  return [
    ...(ingress.some(({ from, ports }) => opens(from, ports))
      ? ['lets everybody in, or every pod of the cluster; name peers in "from", or ports']
      : []),
    ...(egress.some(({ to, ports }) => opens(to, ports))
      ? ['lets its pods ask everybody; name peers in "to", or ports']
      : []),
    ...(leavesOut('Ingress') && ingress.length > 0
      ? ['has rules for what comes in, and "Ingress" is not in policyTypes, so everything comes in']
      : []),
    ...(leavesOut('Egress') && egress.length > 0
      ? ['has rules for what goes out, and "Egress" is not in policyTypes, so everything goes out']
      : []),
  ];
}

/** Whether a rule is for everybody on every port, or for every pod of the cluster. */
function opens(peers: readonly Peer[] | undefined, ports: readonly object[] | undefined): boolean {
  const isEmpty = (selector: object | undefined) => selector !== undefined && Object.keys(selector).length === 0;
  return peers === undefined
    ? ports === undefined
    : peers.some(({ namespaceSelector, podSelector = {} }) => isEmpty(namespaceSelector) && isEmpty(podSelector));
}
