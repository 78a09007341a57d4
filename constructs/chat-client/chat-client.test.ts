import { App, Chart } from 'cdk8s';
import { minimal } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
import type { ChatSettings } from '../settings/chat';
import { ModelListener } from '../skupper/model-listener';
import { ChatClient } from './chat-client';
import type { ChatClientSettings } from './chat-client-settings';

const withClient = (client: Partial<ChatClientSettings>, more: Partial<ChatSettings> = {}) =>
  objectsOf({ ...minimal, ...more, client: { ...minimal.client, ...client } });

const podOf = (objects: ReturnType<typeof withClient>) => one(objects, 'Deployment').spec.template.spec;
const containerOf = (objects: ReturnType<typeof withClient>) => podOf(objects).containers[0];

describe('the container', () => {
  const container = containerOf(withClient({}));

  test("never runs the image's own command, which publishes a debugger", () => {
    expect(container.command).toEqual(['gunicorn']);
    expect(container.args).toEqual([
      '--bind=0.0.0.0:8080',
      '--worker-class=gthread',
      '--threads=32',
      '--graceful-timeout=620',
      '--keep-alive=75',
      '--worker-tmp-dir=/tmp',
      'app:app',
    ]);
  });

  test.each([
    ['ipv6', '[::]:8080'],
    ['dual-stack', '[::]:8080'],
  ] as const)('listens for pods with %s addresses', (ipFamily, address) => {
    expect(containerOf(withClient({ ipFamily })).args[0]).toBe(`--bind=${address}`);
  });

  test('is ready when a thread is free, and alive while its port answers', () => {
    expect(container.readinessProbe.httpGet).toEqual({ path: '/', port: 'http' });
    expect(container.livenessProbe.tcpSocket).toEqual({ port: 'http' });
    expect(container.livenessProbe.httpGet).toBeUndefined();
  });

  test('writes to a small /tmp and nowhere else', () => {
    expect(container.securityContext.readOnlyRootFilesystem).toBe(true);
    expect(container.volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
    expect(podOf(withClient({})).volumes).toEqual([{ name: 'tmp', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } }]);
  });

  test('finds the model where the listener is', () => {
    const objects = objectsOf({ ...minimal, model: { host: 'granite', port: 9000 } });
    expect(containerOf(objects).env).toEqual([{ name: 'ADDRESS', value: 'http://granite:9000' }]);
  });

  test('trusts the authority of a model with TLS, and sees no other part of its Secret', () => {
    const objects = objectsOf({ ...minimal, model: { ...minimal.model, tls: { secretName: 'model-tls' } } });
    expect(containerOf(objects).env).toEqual([
      { name: 'ADDRESS', value: 'https://instructlab:8000' },
      { name: 'REQUESTS_CA_BUNDLE', value: '/etc/model-ca/ca.crt' },
    ]);
    expect(podOf(objects).volumes).toContainEqual({
      name: 'model-ca',
      secret: { secretName: 'model-tls', items: [{ key: 'ca.crt', path: 'ca.crt' }] },
    });
  });

  test('has as many threads as answers may be in flight', () => {
    expect(containerOf(withClient({ answersInFlight: 7 })).args).toContain('--threads=7');
  });
});

describe('stopping a pod', () => {
  test.each([
    [600, 620, 635],
    [30, 50, 65],
  ])('lets answers of %i s finish: gunicorn waits %i s, the kubelet %i s', (longestAnswerSeconds, graceful, grace) => {
    const objects = withClient({ longestAnswerSeconds });
    expect(containerOf(objects).args).toContain(`--graceful-timeout=${graceful}`);
    expect(podOf(objects).terminationGracePeriodSeconds).toBe(grace);
    expect(containerOf(objects).lifecycle.preStop.exec.command).toEqual(['sleep', '10']);
  });
});

describe('the image', () => {
  const digest = `@sha256:${'a'.repeat(64)}`;

  test('with a tag alone is pulled at every start', () => {
    expect(containerOf(withClient({})).imagePullPolicy).toBe('Always');
  });

  test('with a digest may stay on the node', () => {
    const image = `quay.io/rzago/ilab-client:v2${digest}`;
    expect(containerOf(withClient({ image }))).toMatchObject({ image, imagePullPolicy: 'IfNotPresent' });
  });

  test('gives its tag to the version label, and none when there is a digest alone', () => {
    const version = (image: string) =>
      one(withClient({ image }), 'Deployment').metadata.labels?.['app.kubernetes.io/version'];
    expect(version('example.com:5000/chat:1.4.0_rc')).toBe('1.4.0_rc');
    expect(version(`quay.io/rzago/ilab-client${digest}`)).toBeUndefined();
  });
});

describe('replicas', () => {
  test('are two by default, on different nodes, with a disruption budget', () => {
    const objects = withClient({});
    expect(one(objects, 'Deployment').spec.replicas).toBe(2);
    expect(podOf(objects).topologySpreadConstraints[0]).toMatchObject({ whenUnsatisfiable: 'ScheduleAnyway' });
    expect(one(objects, 'PodDisruptionBudget').spec).toEqual({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { app: 'ilab-client' } },
    });
  });

  test('of one have no budget, which would block every drain, and nothing to spread', () => {
    const objects = withClient({ replicas: 1 });
    expect(objects.map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
    expect(podOf(objects).affinity).toBeUndefined();
    expect(podOf(objects).topologySpreadConstraints).toBeUndefined();
  });

  test('belong to the autoscaler when there is one', () => {
    const objects = withClient({ autoscaling: { minReplicas: 2, maxReplicas: 6, targetCpuPercent: 60 } });
    expect(one(objects, 'Deployment').spec).not.toHaveProperty('replicas');
    expect(one(objects, 'HorizontalPodAutoscaler').spec).toMatchObject({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'ilab-client' },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [{ resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }],
    });
    expect(one(objects, 'PodDisruptionBudget')).toBeDefined();
  });

  test('of an autoscaler that may go down to one have no budget, and are spread when there are more', () => {
    const objects = withClient({ autoscaling: { minReplicas: 1, maxReplicas: 3 } });
    expect(objects.map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
    expect(podOf(objects).topologySpreadConstraints).toHaveLength(1);
  });
});

describe('the platform', () => {
  test('kubernetes gets a numeric user, because the image names its own', () => {
    expect(podOf(withClient({})).securityContext).toMatchObject({ runAsUser: 10001, runAsGroup: 10001 });
  });

  test('openshift chooses the user itself', () => {
    const { securityContext } = podOf(withClient({}, { platform: 'openshift' }));
    expect(securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  });

  test('openshift resolves names on port 5353 as well', () => {
    const ports = (platform: 'kubernetes' | 'openshift') =>
      one(withClient({}, { platform }), 'NetworkPolicy', 'ilab-client').spec.egress[0].ports.map(
        ({ port }: { port: number }) => port,
      );
    expect(ports('kubernetes')).toEqual([53, 53]);
    expect(ports('openshift')).toEqual([53, 53, 5353, 5353]);
  });
});

test('the selector is the app label alone, so no other label is frozen with it', () => {
  const objects = withClient({});
  expect(one(objects, 'Deployment').spec.selector).toEqual({ matchLabels: { app: 'ilab-client' } });
  expect(one(objects, 'Service').spec.selector).toEqual({ app: 'ilab-client' });
});

test('the Service has the port of the article', () => {
  expect(one(withClient({}), 'Service', 'ilab-client').spec).toEqual({
    type: 'ClusterIP',
    selector: { app: 'ilab-client' },
    ports: [{ name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' }],
  });
});

test('a client used alone checks its own settings before it makes anything', () => {
  const chart = new Chart(new App(), 'chat', { namespace: 'chat' });
  const model = new ModelListener(chart, 'model', { host: 'm', port: 1, partOf: 'chat', routingKeys: [{ name: 'm' }] });
  const props = { name: 'client', image: 'client:latest', platform: 'kubernetes', partOf: 'chat', model } as const;
  expect(() => new ChatClient(chart, 'client', props)).toThrow('client.image: "client:latest" is not an image');
  expect(chart.node.tryFindChild('client')).toBeUndefined();
});
