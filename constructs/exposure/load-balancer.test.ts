import { knownPages, minimal } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
import { synthesize } from '../synthesis/synthesis';
import type { LoadBalancerSettings } from './load-balancer-settings';

const prefix = 'service.beta.kubernetes.io';

function serviceOf(loadBalancer: LoadBalancerSettings, longestAnswerSeconds?: number) {
  const client = { ...minimal.client, longestAnswerSeconds, ipFamily: 'dual-stack' as const };
  return one(objectsOf({ ...minimal, client, exposure: { loadBalancer } }), 'Service', 'ilab-client-lb');
}

const sourceRanges = ['203.0.113.0/24'];

test("the fewest settings make the article's Service, and nothing that belongs to a cloud", () => {
  const service = serviceOf({ sourceRanges: ['0.0.0.0/0'] });
  expect(service.metadata.annotations).toBeUndefined();
  expect(service.spec).toEqual({
    type: 'LoadBalancer',
    loadBalancerSourceRanges: ['0.0.0.0/0'],
    selector: { app: 'ilab-client' },
    ports: [{ name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' }],
  });
});

test('a balancer of both families, before pods that answer on both', () => {
  const objects = objectsOf({
    ...minimal,
    client: { ...minimal.client, ipFamily: 'dual-stack' },
    exposure: { loadBalancer: { sourceRanges: [...sourceRanges, '2001:db8::/32'], ipFamilyPolicy: 'PreferDualStack' } },
  });
  expect(one(objects, 'Service', 'ilab-client-lb').spec.ipFamilyPolicy).toBe('PreferDualStack');
  expect(one(objects, 'Deployment').spec.template.spec.containers[0].args[0]).toBe('--bind=[::]:8080');
});

describe('each cloud gets its own scheme and idle timer', () => {
  test.each([
    ['aws-load-balancer-controller', 'public', { 'aws-load-balancer-scheme': 'internet-facing' }],
    ['aws-load-balancer-controller', 'internal', { 'aws-load-balancer-scheme': 'internal' }],
    ['aws-in-tree', 'internal', { 'aws-load-balancer-internal': 'true' }],
    ['azure', 'internal', { 'azure-load-balancer-internal': 'true' }],
  ] as const)('%s, %s', (cloud, scheme, expected) => {
    const annotations = serviceOf({ sourceRanges, cloud, scheme }).metadata.annotations;
    for (const [name, value] of Object.entries(expected)) {
      expect(annotations).toHaveProperty([`${prefix}/${name}`], value);
    }
  });

  test('public is what AWS in-tree and Azure make without a word', () => {
    expect(serviceOf({ sourceRanges, cloud: 'aws-in-tree' }).metadata.annotations).toEqual({
      [`${prefix}/aws-load-balancer-connection-idle-timeout`]: '620',
    });
    expect(serviceOf({ sourceRanges, cloud: 'azure' }).metadata.annotations).toEqual({
      [`${prefix}/azure-load-balancer-tcp-idle-timeout`]: '11',
    });
  });

  test('the AWS controller waits for the answer on the port that users open, and needs its class', () => {
    const service = serviceOf({ sourceRanges, cloud: 'aws-load-balancer-controller', port: 80 });
    expect(service.spec).toMatchObject({
      loadBalancerClass: 'service.k8s.aws/nlb',
      allocateLoadBalancerNodePorts: false,
    });
    expect(service.metadata.annotations).toHaveProperty(
      [`${prefix}/aws-load-balancer-listener-attributes.TCP-80`],
      'tcp.idle_timeout.seconds=620',
    );
  });

  test('Google says internal and external in annotations of its own', () => {
    const annotations = (scheme: 'public' | 'internal') =>
      serviceOf({ sourceRanges, cloud: 'google', scheme }).metadata.annotations;
    expect(annotations('public')).toEqual({ 'cloud.google.com/l4-rbs': 'enabled' });
    expect(annotations('internal')).toEqual({ 'networking.gke.io/load-balancer-type': 'Internal' });
  });

  test.each([
    [30, '4'],
    [600, '11'],
    [1180, '20'],
    [1181, '21'],
  ])('Azure counts whole minutes, from 4: an answer of %i s needs %s', (seconds, minutes) => {
    const { annotations } = serviceOf({ sourceRanges, cloud: 'azure' }, seconds).metadata;
    expect(annotations?.[`${prefix}/azure-load-balancer-tcp-idle-timeout`]).toBe(minutes);
  });
});

describe("AWS' controller", () => {
  const annotations = (longestAnswerSeconds: number) =>
    serviceOf({ sourceRanges, cloud: 'aws-load-balancer-controller' }, longestAnswerSeconds).metadata.annotations;

  test.each([
    [10, '30', '60'],
    [40, '60', '60'],
    [41, '61', '61'],
    [3580, '3600', '3600'],
    [3581, '3600', '3601'],
  ])('lets an answer of %i s end for %s s, and waits %s s', (seconds, delay, timer) => {
    expect(annotations(seconds)).toEqual({
      [`${prefix}/aws-load-balancer-scheme`]: 'internet-facing',
      [`${prefix}/aws-load-balancer-nlb-target-type`]: 'ip',
      [`${prefix}/aws-load-balancer-target-group-attributes`]: `preserve_client_ip.enabled=true,deregistration_delay.timeout_seconds=${delay}`,
      [`${prefix}/aws-load-balancer-listener-attributes.TCP-8080`]: `tcp.idle_timeout.seconds=${timer}`,
    });
  });
});

describe('a page that keeps sessions in its pods', () => {
  const client = { ...knownPages.streamlit, replicas: 2 };
  const service = (cloud?: LoadBalancerSettings['cloud']) =>
    one(objectsOf({ ...minimal, client, exposure: { loadBalancer: { sourceRanges, cloud } } }), 'Service', 'chat-lb');

  test.each([undefined, 'azure', 'google'] as const)('is found again by the Service itself: %s', (cloud) => {
    expect(service(cloud).spec.sessionAffinity).toBe('ClientIP');
  });

  test('is found again by an annotation of AWS, which sends past the Service', () => {
    const { metadata, spec } = service('aws-load-balancer-controller');
    expect(metadata.annotations?.[`${prefix}/aws-load-balancer-target-group-attributes`]).toBe(
      'preserve_client_ip.enabled=true,deregistration_delay.timeout_seconds=620,stickiness.enabled=true,stickiness.type=source_ip',
    );
    expect(spec).not.toHaveProperty('sessionAffinity');
  });

  test('is not asked for where the classic balancer would not be made at all', () => {
    expect(service('aws-in-tree').spec).not.toHaveProperty('sessionAffinity');
  });
});

test('a class of its own is kept, also beside a cloud', () => {
  expect(serviceOf({ sourceRanges, className: 'example.com/lb' }).spec.loadBalancerClass).toBe('example.com/lb');
  const auto = { sourceRanges, cloud: 'aws-load-balancer-controller', className: 'eks.amazonaws.com/nlb' } as const;
  expect(serviceOf(auto).spec.loadBalancerClass).toBe('eks.amazonaws.com/nlb');
});

describe('the policy of the client', () => {
  const rulesWith = (loadBalancer: LoadBalancerSettings) =>
    one(objectsOf({ ...minimal, exposure: { loadBalancer } }), 'NetworkPolicy', 'ilab-client').spec.ingress;
  const everybody = [{ ports: [{ protocol: 'TCP', port: 8080 }] }];

  test("allows everybody to its port, because what the pods see is the cloud's choice", () => {
    expect(rulesWith({ sourceRanges })).toEqual(everybody);
    expect(rulesWith({ sourceRanges, externalTrafficPolicy: 'Local' })).toEqual(everybody);
    expect(rulesWith({ sourceRanges, cloud: 'azure' })).toEqual(everybody);
    expect(rulesWith({ sourceRanges, cloud: 'aws-in-tree', externalTrafficPolicy: 'Local' })).toEqual(everybody);
  });

  test.each(['azure', 'google'] as const)('holds the ranges where %s shows the pods who asks', (cloud) => {
    const rules = rulesWith({ sourceRanges, cloud, externalTrafficPolicy: 'Local' });
    expect(rules).toEqual([{ ...everybody[0], from: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }]);
    expect(rulesWith({ sourceRanges: ['0.0.0.0/0'], cloud, externalTrafficPolicy: 'Local' })).toEqual(everybody);
  });

  test('holds no range of IPv6 for Azure, whose plugin would drop the whole policy', () => {
    const ranges = [...sourceRanges, '2001:db8::/32'];
    expect(rulesWith({ sourceRanges: ranges, cloud: 'azure', externalTrafficPolicy: 'Local' })).toEqual(everybody);
    expect(rulesWith({ sourceRanges: ranges, cloud: 'google', externalTrafficPolicy: 'Local' })[0].from).toHaveLength(
      2,
    );
  });
});

describe('warnings', () => {
  const idsWith = (loadBalancer: LoadBalancerSettings) =>
    synthesize({ ...minimal, exposure: { loadBalancer } }).warnings.map(({ id }) => id);

  test('ranges of one family leave the other one open', () => {
    expect(idsWith({ sourceRanges })).toContain('one-address-family');
    expect(idsWith({ sourceRanges: ['2001:db8::/32'] })).toContain('one-address-family');
    expect(idsWith({ sourceRanges: [...sourceRanges, '::1/128'] })).not.toContain('one-address-family');
    expect(idsWith({ sourceRanges: ['0.0.0.0/0'] })).not.toContain('one-address-family');
  });
});
