import { Construct } from 'constructs';
import { check } from '../checks/check';
import { SettingsError } from '../checks/problem';
import { isIPv6Range, isOpen } from '../checks/values';
import type { AnswerTime } from '../common/answer-time';
import type { Backend } from '../common/backend';
import { k8s } from '../common/k8s';
import { addressesIn, type TrafficSource } from '../common/traffic-source';
import { type Cloud, cloudProfiles } from './cloud-profiles';
import type { Exposure } from './exposure';
import {
  beyondIdleTimer,
  type LoadBalancerSettings,
  loadBalancerName,
  loadBalancerSchema,
} from './load-balancer-settings';

export interface LoadBalancerProps extends LoadBalancerSettings {
  readonly backend: Backend;
}

/** Makes the LoadBalancer Service, and lets its traffic reach the pods. */
export class LoadBalancer extends Construct implements Exposure {
  readonly trafficSource: TrafficSource;

  /** @throws SettingsError for every broken rule of the settings, and for answers that the cloud's timer would cut. */
  constructor(scope: Construct, id: string, props: LoadBalancerProps) {
    const { backend, ...settings } = props;
    check(loadBalancerSchema, settings, 'exposure.loadBalancer');
    checkIdleTimer(settings.cloud, backend.answerTime);
    super(scope, id);
    const { port = 8080, sourceRanges, scheme, cloud, externalTrafficPolicy } = settings;
    const profile = cloud === undefined ? undefined : cloudProfiles[cloud];
    const name = loadBalancerName(backend.name);
    new k8s.KubeService(this, 'service', {
      metadata: {
        name,
        labels: backend.labels,
        annotations: {
          ...settings.annotations,
          ...profile?.annotations({
            scheme,
            port,
            answerTime: backend.answerTime,
            needsSamePod: backend.needsSamePod,
          }),
        },
      },
      spec: {
        type: 'LoadBalancer',
        loadBalancerClass: settings.className ?? profile?.classNames?.[0],
        loadBalancerSourceRanges: [...sourceRanges],
        externalTrafficPolicy,
        ipFamilyPolicy: settings.ipFamilyPolicy,
        sessionAffinity: backend.needsSamePod && profile?.sessionAffinity === undefined ? 'ClientIP' : undefined,
        allocateLoadBalancerNodePorts: profile?.nodePorts,
        selector: backend.podLabels,
        ports: [backend.portTo(port)],
      },
    });
    this.trafficSource = trafficSource(settings);
    backend.allowFrom(this.trafficSource);
  }
}

function checkIdleTimer(cloud: Cloud | undefined, answerTime: AnswerTime): void {
  const message = cloud && beyondIdleTimer(cloud, answerTime);
  if (message !== undefined) {
    throw new SettingsError([{ path: 'client.longestAnswerSeconds', message }]);
  }
}

/**
 * What arrives behind a load balancer is the user's address, a node's or the balancer's own, depending on the cloud, so
 * the ranges guard the balancer and not the pods. They guard both where the cloud passes the user's address on to a node
 * with a pod. Azure's plugin knows no ranges of IPv6, and drops a policy that has one.
 */
function trafficSource({ cloud, externalTrafficPolicy, sourceRanges }: LoadBalancerSettings): TrafficSource {
  const keepsAddress = externalTrafficPolicy === 'Local' && (cloud === 'azure' || cloud === 'google');
  const understood = cloud === 'google' || !sourceRanges.some(isIPv6Range);
  return keepsAddress && understood && !isOpen(sourceRanges) ? addressesIn(sourceRanges) : 'any';
}
