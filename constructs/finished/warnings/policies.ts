import { contains, isOpen } from '../../checks/values';
import { solverPodLabels } from '../../common/cert-manager';
import { type Warning, warning } from '../../common/warning';
import { routerPodLabels } from '../../skupper/names';
import { linkPorts } from '../../skupper/ports';
import { type FinishedChat, loginOf, ofKind, pageOf } from '../finished-chat';
import { hasLabels, type KubeObject, type Labels, nameOf, settingOf } from '../kube-object';

/** Policies that open what no policy of a chat has to open. */
export function policyWarnings(chat: FinishedChat): Warning[] {
  return ofKind(chat, 'NetworkPolicy')
    .filter(({ spec }) => isOfTheChat(chat, spec?.podSelector?.matchLabels))
    .flatMap((policy) => [
      ...faultsOf(policy).map((fault) => warning('policy-opens-all', settingOf(policy), `${nameOf(policy)} ${fault}`)),
      ...faultsOfCalls(policy, isOf(pageOf(chat)?.deployment, policy)).map((fault) =>
        warning('policy-opens-all', calls(policy), `${nameOf(policy)} ${fault}`),
      ),
      ...(loginOf(chat) !== undefined && isOf(pageOf(chat)?.deployment, policy) && passesLogin(chat, policy)
        ? [
            warning(
              'login-bypassed',
              settingOf(policy),
              `${nameOf(policy)} lets others than the login reach the page; name the login's pods alone`,
            ),
          ]
        : []),
    ]);
}

/** Where they say what the pods call. */
function calls(policy: KubeObject): string {
  const setting = settingOf(policy);
  return setting === 'extraObjects' ? setting : 'client.egress';
}

/** Whether a policy is for pods of the chat, its router's included. Another is for the proxies of its Gateway, which are open to all. */
function isOfTheChat(chat: FinishedChat, selector: Labels | undefined): boolean {
  const pods = ofKind(chat, 'Deployment').map(({ spec }) => spec.template.metadata.labels);
  return [...pods, routerPodLabels, solverPodLabels].some((labels) => hasLabels(labels, selector));
}

function isOf(deployment: KubeObject | undefined, { spec }: KubeObject): boolean {
  return deployment !== undefined && hasLabels(deployment.spec.template.metadata.labels, spec.podSelector?.matchLabels);
}

interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { readonly key?: string; readonly operator?: string }[];
}

interface Peer {
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
  readonly ipBlock?: { readonly cidr?: string };
}

interface Port {
  readonly port?: number | string;
  readonly endPort?: number;
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly Port[];
}

function faultsOf({ spec = {} }: KubeObject): string[] {
  const ingress: readonly Rule[] = spec.ingress ?? [];
  const egress: readonly Rule[] = spec.egress ?? [];
  const leavesOut = (type: string) => spec.policyTypes !== undefined && !spec.policyTypes.includes(type);
  const isRouters = hasLabels(routerPodLabels, spec.podSelector?.matchLabels);
  return [
    ...(ingress.some(({ from, ports }) => hasAllPods(from) || (isEverybody(from) && isEveryPort(ports)))
      ? ['lets everybody in, or every pod of the cluster; name peers in "from", or ports']
      : []),
    ...(isRouters && ingress.some(({ from, ports }) => isEverybody(from) && !isEveryPort(ports) && opensModel(ports))
      ? [
          `lets everybody reach the router, which answers for the model; without "from" there are ports ${Object.values(linkPorts).join(' and ')} alone`,
        ]
      : []),
    ...(leavesOut('Ingress') && ingress.length > 0
      ? ['has rules for what comes in, and "Ingress" is not in policyTypes, so everything comes in']
      : []),
    ...(leavesOut('Egress') && egress.length > 0
      ? ['has rules for what goes out, and "Egress" is not in policyTypes, so everything goes out']
      : []),
  ];
}

/** Where clouds hand out what a node may do. */
const metadataServer = '169.254.169.254';

/** What its pods may call. Everybody asks the name servers, and the login its issuer, whose address is not known. */
function faultsOfCalls({ spec = {} }: KubeObject, isPages: boolean): string[] {
  const egress: readonly Rule[] = spec.egress ?? [];
  const isNames = ({ port, endPort }: Port) => (port === 53 || port === 5353) && endPort === undefined;
  const asksEverybody = ({ to, ports = [] }: Rule) =>
    hasAllPods(to) || (isEverybody(to) && (isEveryPort(ports) || (isPages && !ports.every(isNames))));
  const ranges = egress.filter((rule) => !asksEverybody(rule)).flatMap(({ to }) => rangesOf(to));
  return [
    ...(egress.some((rule) => isEveryPort(rule.ports) && asksEverybody(rule))
      ? ['lets its pods ask everybody; name peers in "to", or ports']
      : []),
    ...(egress.some((rule) => !isEveryPort(rule.ports) && asksEverybody(rule))
      ? [
          'lets its pods ask everybody on its ports, and the page is open to strangers; name the addresses that it needs',
        ]
      : []),
    ...ranges
      .filter((range) => contains(range, metadataServer))
      .map(
        (range) =>
          `lets its pods ask ${metadataServer}, where clouds hand out the rights of a node; name ranges without it in place of "${range}"`,
      ),
  ];
}

/** Whether somebody without a session reaches the page past the login. */
function passesLogin(chat: FinishedChat, { spec }: KubeObject): boolean {
  const ofLogin: Labels = loginOf(chat)?.deployment.spec.selector.matchLabels;
  const isLogin = ({ namespaceSelector, podSelector, ipBlock }: Peer) =>
    namespaceSelector === undefined && ipBlock === undefined && hasLabels(podSelector?.matchLabels, ofLogin);
  return (spec.ingress ?? []).some(({ from = [] }: Rule) => from.length === 0 || !from.every(isLogin));
}

/** Whether a rule is for everybody: without peers it is. */
function isEverybody(peers: readonly Peer[] = []): boolean {
  const ranges = rangesOf(peers);
  return peers.length === 0 || (ranges.length > 0 && isOpen(ranges));
}

function rangesOf(peers: readonly Peer[] = []): string[] {
  return peers.flatMap(({ ipBlock }) => ipBlock?.cidr ?? []);
}

/** Whether one of the peers is every pod of the cluster. */
function hasAllPods(peers: readonly Peer[] = []): boolean {
  return peers.some(
    ({ namespaceSelector, podSelector = {} }) =>
      namespaceSelector !== undefined && selectsAll(namespaceSelector) && selectsAll(podSelector),
  );
}

/** Whether a selector is for all, or for all but a few. Every namespace has the label of its name. */
function selectsAll({ matchLabels = {}, matchExpressions = [] }: Selector): boolean {
  const takesNearlyAll = ({ key, operator }: NonNullable<Selector['matchExpressions']>[number]) =>
    operator === 'NotIn' ||
    operator === 'DoesNotExist' ||
    (operator === 'Exists' && key === 'kubernetes.io/metadata.name');
  return Object.keys(matchLabels).length === 0 && matchExpressions.every(takesNearlyAll);
}

function isEveryPort(ports: readonly Port[] = []): boolean {
  return ports.length === 0;
}

function opensModel(ports: readonly Port[] = []): boolean {
  const links: readonly unknown[] = Object.values(linkPorts);
  return ports.some(({ port, endPort }) => !links.includes(port) || endPort !== undefined);
}
