import { Construct } from 'constructs';
import { check } from '../checks/check';
import { SettingsError } from '../checks/problem';
import { isIPv6Range, isOpen } from '../checks/values';
import type { AnswerTime } from '../common/answer-time';
import type { Backend } from '../common/backend';
import { k8s } from '../common/k8s';
import { requires } from '../common/requirement';
import { addressesIn, type TrafficSource } from '../common/traffic-source';
import { warn } from '../common/warning';
import { type Cloud, cloudProfiles } from './cloud-profiles';
import type { ChatAddress, Exposure } from './exposure';
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
  readonly addresses: readonly ChatAddress[];

  /** @throws SettingsError for every broken rule of the settings, and for answers that the cloud's timer would cut. */
  constructor(scope: Construct, id: string, props: LoadBalancerProps) {
    const { backend, ...settings } = props;
    check(loadBalancerSchema, settings, 'exposure.loadBalancer');
    checkIdleTimer(settings.cloud, backend.answerTime);
    super(scope, id);
    const { port = 8080, sourceRanges, scheme = 'public', cloud, externalTrafficPolicy } = settings;
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
        sessionAffinity: backend.needsSamePod && profile?.sessionAffinity === undefined ? 'ClientIP' : undefined,
        allocateLoadBalancerNodePorts: profile?.nodePorts,
        selector: backend.podLabels,
        ports: [backend.portTo(port)],
      },
    });
    this.trafficSource = trafficSource(settings);
    backend.allowFrom(this.trafficSource);
    this.addresses = [
      {
        title: 'load balancer',
        url: `http://<EXTERNAL-IP>${port === 80 ? '' : `:${port}`}`,
        object: { apiVersion: 'v1', kind: 'Service', name, namespace: backend.namespace },
      },
    ];
    requires(this, {
      kind: 'cluster',
      what:
        cloud === 'aws-load-balancer-controller'
          ? 'the AWS Load Balancer Controller'
          : `a load balancer for the Service "${name}"`,
      why: 'the address comes from it',
      commands: [],
    });
    if (cloud === undefined) {
      warn(
        this,
        'unknown-cloud',
        'exposure.loadBalancer.cloud',
        "unknown, so the idle timer is the cloud's own, and AWS cuts a silent connection after 60 s, Azure after 4 min; name the cloud, best before the first apply",
      );
    }
    if (backend.needsSamePod && profile?.sessionAffinity === 'none') {
      warn(
        this,
        'no-session-affinity',
        'exposure.loadBalancer.cloud',
        `the page keeps its users' sessions in its pods, and the balancers of "${cloud}" cannot lead a browser to the same one; set client.replicas to 1, or use nginxIngress`,
      );
    }
    if (isOpen(sourceRanges)) {
      warn(
        this,
        'open-to-everyone',
        'exposure.loadBalancer.sourceRanges',
        'every address may use the model, without a login; name the ranges of your users',
      );
    }
    const families = new Set(sourceRanges.map(isIPv6Range));
    if (!isOpen(sourceRanges) && families.size === 1) {
      const [other, closed] = families.has(true) ? ['IPv4', '127.0.0.1/32'] : ['IPv6', '::1/128'];
      warn(
        this,
        'one-address-family',
        'exposure.loadBalancer.sourceRanges',
        `none is of ${other}, and a cluster with both families opens the other one to every address; add your users' ranges, or "${closed}" to close it`,
      );
    }
    warn(
      this,
      'plain-http',
      'exposure.loadBalancer',
      'questions and answers travel as plain HTTP; for TLS use nginxIngress, gateway or openshiftRoute',
    );
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
