import { isIPv6Range, isOpen } from '../../checks/values';
import { type Warning, warning } from '../../common/warning';
import { type Cloud, cloudProfiles, clouds } from '../../exposure/cloud-profiles';
import { asksWhoTheyAre, type FinishedChat, ofKind } from '../finished-chat';
import { type KubeObject, settingOf } from '../kube-object';

export function loadBalancerWarnings(chat: FinishedChat): Warning[] {
  return [
    ...ofKind(chat, 'Service')
      .filter(({ spec }) => spec.type === 'LoadBalancer')
      .flatMap((service) =>
        settingOf(service) === 'extraObjects'
          ? ownBalancer(service)
          : [
              ...unknownCloud(service),
              ...otherPod(chat, service),
              ...ranges(service, asksWhoTheyAre(chat, service)),
              plainHttp,
            ],
      ),
    ...ofKind(chat, 'Service')
      .filter(({ spec }) => spec.type === 'NodePort')
      .map((service) =>
        warning(
          'open-to-everyone',
          settingOf(service),
          `the Service ${service.metadata.name} is of the type NodePort, so every node answers for the chat to whoever reaches it`,
        ),
      ),
  ];
}

/** A balancer that settings of the exposure say nothing about. */
function ownBalancer(service: KubeObject): Warning[] {
  const { name } = service.metadata;
  const message = `every address may use what the Service ${name} leads to; name your users' ranges in its spec.loadBalancerSourceRanges`;
  return isOpenBalancer(service) ? [warning('open-to-everyone', 'extraObjects', message)] : [];
}

/** Whether a load balancer lets in everybody. */
export function isOpenBalancer({ spec }: KubeObject): boolean {
  return isOpen(spec.loadBalancerSourceRanges);
}

/** The cloud of a load balancer, known by its class or by an annotation that only that cloud has. */
function cloudOf({ metadata, spec }: KubeObject): Cloud | undefined {
  const annotations = Object.keys(metadata.annotations ?? {});
  return clouds.find((cloud) => {
    const { owns, classNames = [] } = cloudProfiles[cloud];
    const isOwned = (name: string) => Object.keys(owns).some((own) => name === own || name.startsWith(`${own}.`));
    return classNames.includes(spec.loadBalancerClass) || annotations.some(isOwned);
  });
}

function otherPod({ needsSamePod }: FinishedChat, service: KubeObject): Warning[] {
  const cloud = cloudOf(service);
  return !needsSamePod || cloud === undefined || cloudProfiles[cloud].sessionAffinity !== 'none'
    ? []
    : [
        warning(
          'no-session-affinity',
          'exposure.loadBalancer.cloud',
          `the page keeps its users' sessions in its pods, and the balancers of "${cloud}" cannot lead a browser to the same one; set client.replicas to 1, or use nginxIngress`,
        ),
      ];
}

function unknownCloud(service: KubeObject): Warning[] {
  return cloudOf(service) !== undefined
    ? []
    : [
        warning(
          'unknown-cloud',
          'exposure.loadBalancer.cloud',
          "unknown, so the idle timer is the cloud's own, and AWS cuts a silent connection after 60 s, Azure after 4 min; name the cloud, best before the first apply",
        ),
      ];
}

function ranges(service: KubeObject, hasLogin: boolean): Warning[] {
  const path = 'exposure.loadBalancer.sourceRanges';
  if (isOpenBalancer(service)) {
    const message = 'every address may use the model, without a login; set login, or name the ranges of your users';
    return hasLogin ? [] : [warning('open-to-everyone', path, message)];
  }
  const families = new Set((service.spec.loadBalancerSourceRanges as string[]).map(isIPv6Range));
  const [other, closed] = families.has(true) ? ['IPv4', '127.0.0.1/32'] : ['IPv6', '::1/128'];
  return families.size > 1
    ? []
    : [
        warning(
          'one-address-family',
          path,
          `none is of ${other}, and a cluster with both families opens the other one to every address; add your users' ranges, or "${closed}" to close it`,
        ),
      ];
}

const plainHttp = warning(
  'plain-http',
  'exposure.loadBalancer',
  'questions and answers travel as plain HTTP; for TLS use nginxIngress, gateway or openshiftRoute',
);
