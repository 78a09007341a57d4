import type { ChatSettings, ExposureSettings } from '../constructs/settings/chat';
import { synthesize } from '../constructs/synthesis/synthesis';
import { cases, everything, minimal } from './cases';
import { objectsOf, one } from './objects';

/** Every set of the four exposures, on the platform that has them all. */
const exposures = everything.exposure;
const combinations = Array.from({ length: 16 }, (_, bits) => {
  const on = Object.entries(exposures).filter((_, index) => (bits & (1 << index)) !== 0);
  return [on.map(([name]) => name).join(' and ') || 'none', Object.fromEntries(on)] as const;
}).map(([name, exposure]): [string, ChatSettings] => [
  `exposure: ${name}`,
  { ...minimal, platform: 'openshift', exposure },
]);

describe.each([...Object.entries(cases), ...combinations])('%s', (_, settings) => {
  const objects = objectsOf(settings);
  const deployment = one(objects, 'Deployment');
  const pod = deployment.spec.template.spec;
  const [container] = pod.containers;

  test('the pod is admissible under Pod Security "restricted"', () => {
    expect(pod).not.toHaveProperty('hostNetwork');
    expect(pod).not.toHaveProperty('hostPID');
    expect(pod).not.toHaveProperty('hostIPC');
    expect(pod.securityContext.runAsNonRoot).toBe(true);
    expect(pod.securityContext.runAsUser).not.toBe(0);
    expect(pod.securityContext.seccompProfile).toEqual({ type: 'RuntimeDefault' });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container.ports.every((port: object) => !('hostPort' in port))).toBe(true);
    const kinds = pod.volumes.flatMap(({ name: _, ...source }: { name: string }) => Object.keys(source));
    expect(['emptyDir', 'secret']).toEqual(expect.arrayContaining(kinds));
    // Since 1.34 baseline refuses a host in probes and handlers.
    expect(container.readinessProbe.httpGet).not.toHaveProperty('host');
    expect(container.livenessProbe.tcpSocket).not.toHaveProperty('host');
  });

  test("the pod is admissible under OpenShift's restricted-v2: no user, group of files or label of its own", () => {
    if (settings.platform === 'openshift') {
      expect(Object.keys(pod.securityContext).sort()).toEqual(['runAsNonRoot', 'seccompProfile']);
    } else {
      expect(pod.securityContext.runAsUser).toBeGreaterThanOrEqual(10_000);
      expect(pod.securityContext.runAsGroup).toBeGreaterThanOrEqual(10_000);
    }
  });

  test('the pod gets no token and no addresses of other Services, and has bounds', () => {
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.enableServiceLinks).toBe(false);
    expect(one(objects, 'ServiceAccount')).toHaveProperty('automountServiceAccountToken', false);
    if (settings.client.resources === undefined) {
      const { requests, limits } = container.resources;
      expect(Object.keys(requests).sort()).toEqual(['cpu', 'ephemeral-storage', 'memory']);
      // A server with threads would be throttled by a bound on CPU.
      expect(Object.keys(limits).sort()).toEqual(['ephemeral-storage', 'memory']);
    }
    expect(pod.volumes.find(({ name }: { name: string }) => name === 'tmp').emptyDir.sizeLimit).toBeDefined();
  });

  test('one policy selects the pods by one label, both ways, with exactly the sources of the exposures', () => {
    const { spec } = one(objects, 'NetworkPolicy', settings.client.name);
    expect(spec.podSelector).toEqual({ matchLabels: { app: settings.client.name } });
    expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
    const rules: readonly { from?: readonly object[]; ports: object[] }[] = spec.ingress ?? [];
    for (const { ports } of rules) {
      expect(ports).toEqual([{ protocol: 'TCP', port: settings.client.port ?? 8080 }]);
    }
    const { loadBalancer, ...others } = settings.exposure ?? {};
    if (loadBalancer !== undefined) {
      // What arrives behind a balancer differs from cloud to cloud, so no peer but the user's own ranges describes it.
      const ranges = loadBalancer.sourceRanges.map((cidr) => ({ ipBlock: { cidr } }));
      expect(rules).toHaveLength(1);
      expect([undefined, ranges]).toContainEqual(rules[0]?.from);
    } else if (Object.keys(others).length === 0) {
      // The API server drops an empty list, so it must not be there.
      expect(spec).not.toHaveProperty('ingress');
    } else if (others.gateway?.dataPlane === 'any') {
      expect(rules).toEqual([{ ports: expect.anything() }]);
    } else {
      expect(rules.flatMap(({ from = [] }) => from)).toHaveLength(expectedPeers(others));
      expect(rules.flatMap(({ from = [] }) => from).every((peer) => Object.keys(peer).length > 0)).toBe(true);
    }
    expect(JSON.stringify(spec)).not.toMatch(/0\.0\.0\.0\/0|::\/0/);
  });

  test('the pods reach name servers and the router, and nothing else', () => {
    const { egress } = one(objects, 'NetworkPolicy', settings.client.name).spec;
    expect(egress).toHaveLength(2);
    expect(egress[0].ports.every(({ port }: { port: number }) => port === 53 || port === 5353)).toBe(true);
    expect(egress[1]).toEqual({
      to: [{ podSelector: { matchLabels: { application: 'skupper-router', 'skupper.io/component': 'router' } } }],
      ports: [{ protocol: 'TCP', port: 1024, endPort: 65535 }],
    });
  });

  test('every object has the common labels', () => {
    const all = synthesize(settings).manifests.flatMap((manifest) => manifest.objects);
    for (const { metadata } of all) {
      expect(metadata.labels).toMatchObject({
        'app.kubernetes.io/name': expect.any(String),
        'app.kubernetes.io/part-of': settings.namespace.name,
        'app.kubernetes.io/managed-by': 'cdk8s',
      });
    }
    const { podLabels } = settings.client;
    expect(deployment.spec.template.metadata.labels).toEqual({ ...podLabels, ...deployment.metadata.labels });
    // A new tag changes the Deployment, and nothing else.
    const versioned = all.filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/version'] !== undefined);
    expect(versioned.every((object) => object.kind === 'Deployment')).toBe(true);
  });

  test('every hop waits longer than the longest answer', () => {
    const hop = (settings.client.longestAnswerSeconds ?? 600) + 20;
    const annotations = objects.map(({ metadata }) => metadata.annotations ?? {});
    const timeouts = annotations.flatMap((map) =>
      Object.entries(map).flatMap(([name, value]) => [
        ...(/proxy-(read|send)-timeout$/.test(name) ? [Number(value)] : []),
        ...(name === 'haproxy.router.openshift.io/timeout' ? [secondsOf(value)] : []),
        ...(/connection-idle-timeout$/.test(name) ? [Number(value)] : []),
        ...(/listener-attributes/.test(name) ? [Number(value.split('=')[1])] : []),
        ...(/azure-load-balancer-tcp-idle-timeout$/.test(name) ? [Number(value) * 60] : []),
      ]),
    );
    const routes = objects
      .filter(({ kind, metadata }) => kind === 'HTTPRoute' && metadata.name === settings.client.name)
      .map(({ spec }) => secondsOf(spec.rules[0].timeouts.request));
    expect([...timeouts, ...routes]).toHaveLength(expectedTimeouts(settings));
    for (const timeout of [...timeouts, ...routes]) {
      expect(timeout).toBeGreaterThanOrEqual(hop);
    }
    expect(container.args).toContain(`--graceful-timeout=${hop}`);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(hop);
  });

  test('every exposure leads to the whole chat, on path "/"', () => {
    for (const { kind, spec } of objects) {
      if (kind === 'Ingress') {
        expect(spec.rules[0].http.paths.map(({ path }: { path: string }) => path)).toEqual(['/']);
      }
      if (kind === 'Route') {
        expect(spec).not.toHaveProperty('path');
      }
      if (kind === 'HTTPRoute' && spec.rules[0].backendRefs) {
        expect(spec.rules[spec.rules.length - 1].matches[0].path).toEqual({ type: 'PathPrefix', value: '/' });
      }
    }
  });

  test('no secret is in the output', () => {
    const all = synthesize(settings).manifests.flatMap((manifest) => manifest.objects);
    expect(all.map(({ kind }) => kind)).not.toContain('Secret');
    expect(all.map(({ kind }) => kind)).not.toContain('AccessToken');
  });
});

function secondsOf(duration: string): number {
  const [, amount] = /^(\d+)s$/.exec(duration) ?? [];
  return Number(amount);
}

/** Two of the Ingress, one of the Route, one of the HTTPRoute, and the idle timer where the cloud has one. */
function expectedTimeouts({ exposure = {} }: ChatSettings): number {
  const { loadBalancer, nginxIngress, gateway, openshiftRoute } = exposure;
  const timer = loadBalancer?.cloud !== undefined && loadBalancer.cloud !== 'google';
  return (timer ? 1 : 0) + (nginxIngress ? 2 : 0) + (gateway ? 1 : 0) + (openshiftRoute ? 1 : 0);
}

function expectedPeers({ nginxIngress, gateway, openshiftRoute }: ExposureSettings): number {
  const ranges = (peers: unknown) =>
    (peers as { addressRanges?: readonly string[] } | undefined)?.addressRanges?.length ?? 0;
  return (
    (nginxIngress ? 1 + ranges(nginxIngress.controller) : 0) +
    (gateway ? 1 + ranges(gateway.dataPlane) : 0) +
    (openshiftRoute ? 1 : 0)
  );
}
