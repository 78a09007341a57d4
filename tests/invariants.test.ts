import { isOtherPage } from '../constructs/chat-client/client-settings';
import { profileOf } from '../constructs/chat-client/pages';
import { keepWhenPruned } from '../constructs/common/keep-when-pruned';
import type { KubeObject } from '../constructs/finished/kube-object';
import type { ChatSettings } from '../constructs/settings/chat';
import { cases, everything, minimal } from './cases';
import { one, synthesisOf } from './objects';

/** Every set of the exposures, on the platform that has them all. */
const exposures = everything.exposure;
const combinations = Array.from({ length: 2 ** Object.keys(exposures).length }, (_, bits) => {
  const on = Object.entries(exposures).filter((_, index) => (bits & (1 << index)) !== 0);
  return [on.map(([name]) => name).join(' and ') || 'none', Object.fromEntries(on)] as const;
}).map(([name, exposure]): [string, ChatSettings] => [
  `exposure: ${name}`,
  { ...minimal, client: { ...minimal.client, ipFamily: 'dual-stack' }, platform: 'openshift', exposure },
]);

/** Every case with what it makes, which no test changes. */
const all = [...Object.entries(cases), ...combinations].map(([name, settings]) => {
  const { manifests } = synthesisOf(settings);
  const objects = manifests.flatMap((manifest) => (manifest.side === 'public' ? manifest.objects : []));
  return { name, settings, objects, ofBothSides: manifests.flatMap((manifest) => manifest.objects) };
});
/** Those with a page of their own, and those whose page is somebody else's. */
const withPage = all.flatMap((one) => {
  const { client } = one.settings;
  return client === undefined ? [] : [{ ...one, client }];
});
const withoutPage = all.filter(({ settings }) => settings.client === undefined);

test.each(all)(
  '$name: nothing is written that the API server drops, which every later apply would write again',
  ({ objects }) => {
    expect(JSON.stringify(objects)).not.toMatch(/"matchLabels":\{\}|"(ingress|egress)":\[\]/);
  },
);

describe.each(withPage)('$name', ({ settings, client, objects, ofBothSides }) => {
  const profile = isOtherPage(client) ? profileOf(client.page) : undefined;
  const { login } = settings;
  const loginName = `${client.name}-login`;
  /** Where the exposures lead: the page, or the login in front of it. */
  const front = login === undefined ? client.name : loginName;
  const deployment = one(objects, 'Deployment', client.name);
  const pod = deployment.spec.template.spec;
  const [container] = pod.containers;
  const volumes = volumesIn(pod);
  const podPort = client.port ?? profile?.port ?? 8080;
  const deployments = login === undefined ? [deployment] : [deployment, one(objects, 'Deployment', loginName)];
  const pods = deployments.map(({ spec }) => spec.template.spec);
  const isPage = (one: object) => one === pod;

  test.each(pods.map((pod) => [pod.containers[0].name, pod]))(
    'the pod of %s is admissible under Pod Security "restricted"',
    (_, pod) => {
      expect(pod).not.toHaveProperty('hostNetwork');
      expect(pod).not.toHaveProperty('hostPID');
      expect(pod).not.toHaveProperty('hostIPC');
      expect(pod.securityContext.runAsNonRoot).toBe(true);
      expect(pod.securityContext.runAsUser).not.toBe(0);
      expect(pod.securityContext.seccompProfile).toEqual({ type: 'RuntimeDefault' });
      for (const container of own(pod)) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: !isPage(pod) || profile?.writable !== 'everything',
          capabilities: { drop: ['ALL'] },
        });
        expect(container.ports ?? []).not.toContainEqual(expect.objectContaining({ hostPort: expect.anything() }));
      }
      const kinds = volumesIn(pod).flatMap(({ name: _, ...source }) => Object.keys(source));
      expect(['configMap', 'emptyDir', 'persistentVolumeClaim', 'secret']).toEqual(expect.arrayContaining(kinds));
      // Since 1.34 baseline refuses a host in probes and handlers.
      const [{ readinessProbe, livenessProbe }] = pod.containers;
      for (const probe of [readinessProbe, livenessProbe]) {
        expect(Object.keys(probe.httpGet ?? probe.tcpSocket)).not.toContain('host');
      }
    },
  );

  test.each(pods.map((pod) => [pod.containers[0].name, pod]))(
    "the pod of %s is admissible under OpenShift's restricted-v2: no user, group of files or label of its own",
    (_, pod) => {
      if (settings.platform === 'openshift') {
        expect(Object.keys(pod.securityContext).sort()).toEqual(['runAsNonRoot', 'seccompProfile']);
      } else {
        const { user = profile?.user } = isOtherPage(client) ? client : {};
        const expected = isPage(pod) ? (user ?? 10_001) : pod.securityContext.runAsUser;
        expect(expected).toBeGreaterThan(0);
        expect(pod.securityContext).toMatchObject({ runAsUser: expected, runAsGroup: expected });
      }
    },
  );

  test('the pods get no token and no addresses of other Services, and have bounds', () => {
    for (const pod of pods) {
      expect(pod.automountServiceAccountToken).toBe(false);
      expect(pod.enableServiceLinks).toBe(false);
      expect(one(objects, 'ServiceAccount', pod.serviceAccountName)).toHaveProperty(
        'automountServiceAccountToken',
        false,
      );
    }
    for (const { resources } of pods.flatMap(own)) {
      if (client.resources === undefined) {
        expect(Object.keys(resources.requests).sort()).toEqual(['cpu', 'ephemeral-storage', 'memory']);
        // A server with threads would be throttled by a bound on CPU.
        expect(Object.keys(resources.limits).sort()).toEqual(['ephemeral-storage', 'memory']);
      }
    }
    expect(volumes.filter(({ emptyDir }) => emptyDir && emptyDir.sizeLimit === undefined)).toEqual([]);
  });

  test('one policy selects the pods that exposures lead to, both ways', () => {
    const { spec } = one(objects, 'NetworkPolicy', front);
    expect(spec.podSelector).toEqual({ matchLabels: { app: front } });
    expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
    for (const { ports } of spec.ingress ?? []) {
      expect(ports).toEqual([{ protocol: 'TCP', port: login === undefined ? podPort : 8080 }]);
    }
    // The API server drops an empty list, so it must not be there.
    if (Object.keys(settings.exposure ?? {}).length === 0) {
      expect(spec).not.toHaveProperty('ingress');
    }
    expect(JSON.stringify(spec)).not.toMatch(/0\.0\.0\.0\/0|::\/0/);
  });

  if (login !== undefined) {
    test('with a login nobody else reaches the page, and every exposure leads to the login', () => {
      expect(one(objects, 'NetworkPolicy', client.name).spec.ingress).toEqual([
        {
          from: [{ podSelector: { matchLabels: { app: loginName } } }],
          ports: [{ protocol: 'TCP', port: podPort }],
        },
      ]);
      const policies = objects.filter(
        ({ kind, spec }) => kind === 'NetworkPolicy' && spec.podSelector.matchLabels?.app,
      );
      expect(policies.map(({ metadata }) => metadata.name).sort()).toEqual([client.name, loginName]);
      expect(backendsOf(objects)).toHaveLength(Object.keys(settings.exposure ?? {}).length);
      expect(new Set(backendsOf(objects))).toEqual(new Set(settings.exposure ? [loginName] : []));
    });

    test('the login reaches name servers, the page, and the issuer if there is one', () => {
      const [names, page, ...others] = one(objects, 'NetworkPolicy', loginName).spec.egress;
      expect(names.ports.every(({ port }: { port: number }) => port === 53 || port === 5353)).toBe(true);
      expect(page).toEqual({
        to: [{ podSelector: { matchLabels: { app: client.name } } }],
        ports: [{ protocol: 'TCP', port: podPort }],
      });
      const { issuerPorts = [443], issuerAddressRanges } = login.oidc ?? {};
      const to = issuerAddressRanges?.map((cidr) => ({ ipBlock: { cidr } }));
      const issuer = { ...(to && { to }), ports: issuerPorts.map((port) => ({ protocol: 'TCP', port })) };
      expect(others).toEqual(login.oidc === undefined ? [] : [issuer]);
    });
  }

  test('the pods reach name servers, the router and what the settings name, and nothing else', () => {
    const { egress } = one(objects, 'NetworkPolicy', client.name).spec;
    expect(egress).toHaveLength(2 + (client.egress?.length ?? 0));
    expect(
      egress.slice(2).every(({ to, ports }: { to: object[]; ports: object[] }) => to.length * ports.length > 0),
    ).toBe(true);
    expect(egress[0].ports.every(({ port }: { port: number }) => port === 53 || port === 5353)).toBe(true);
    expect(egress[1]).toEqual({
      to: [{ podSelector: { matchLabels: { application: 'skupper-router', 'skupper.io/component': 'router' } } }],
    });
  });

  test('no policy has a range of ports, of which some network plugins know the first alone', () => {
    const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
    expect(JSON.stringify(policies)).not.toContain('endPort');
  });

  test('every object has the common labels', () => {
    for (const { metadata } of ofBothSides) {
      expect(metadata.labels).toMatchObject({
        'app.kubernetes.io/name': expect.any(String),
        'app.kubernetes.io/part-of': settings.namespace.name,
        'app.kubernetes.io/managed-by': 'cdk8s',
      });
    }
    const { podLabels } = client;
    expect(deployment.spec.template.metadata.labels).toEqual({ ...podLabels, ...deployment.metadata.labels });
    // A new tag changes the Deployment, and nothing else.
    const versioned = ofBothSides.filter(
      ({ metadata }) => metadata.labels?.['app.kubernetes.io/version'] !== undefined,
    );
    expect(versioned.every((object) => object.kind === 'Deployment')).toBe(true);
  });

  test('every hop waits longer than the longest answer', () => {
    const hop = (client.longestAnswerSeconds ?? 600) + 20;
    const annotations = objects.map(({ metadata }) => metadata.annotations ?? {});
    const timeouts = annotations.flatMap((map) =>
      Object.entries(map).flatMap(([name, value]) => [
        ...(/^nginx\.ingress.*proxy-(read|send)-timeout$/.test(name) ? [Number(value)] : []),
        ...(/^nginx\.org.*proxy-(read|send)-timeout$/.test(name) ? [secondsOf(value)] : []),
        ...(name === 'haproxy.router.openshift.io/timeout' ? [secondsOf(value)] : []),
        ...(name === 'haproxy.org/timeout-server' ? [secondsOf(value)] : []),
        ...(/load-balancer-attributes$/.test(name) ? [Number(value.split('=')[1])] : []),
        ...(/connection-idle-timeout$/.test(name) ? [Number(value)] : []),
        ...(/listener-attributes/.test(name) ? [Number(value.split('=')[1])] : []),
        ...(/azure-load-balancer-tcp-idle-timeout$/.test(name) ? [Number(value) * 60] : []),
      ]),
    );
    const routes = objects
      .filter(({ kind, metadata }) => kind === 'HTTPRoute' && metadata.name === client.name)
      .map(({ spec }) => secondsOf(spec.rules[0].timeouts.request));
    const backends = objects.filter(({ kind }) => kind === 'BackendConfig').map(({ spec }) => spec.timeoutSec);
    const all = [...timeouts, ...routes, ...backends];
    for (const timeout of all) {
      expect(timeout).toBeGreaterThanOrEqual(hop);
    }
    if (profile === undefined) {
      expect(container.args).toContain(`--graceful-timeout=${hop}`);
    }
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

  test('nothing that a page keeps is pruned, or written to by two pods', () => {
    for (const { metadata } of objects.filter(({ kind }) => kind === 'PersistentVolumeClaim')) {
      expect(metadata.annotations).toEqual(keepWhenPruned);
    }
    if (volumes.some((volume) => 'persistentVolumeClaim' in volume)) {
      expect(deployment.spec.strategy).toEqual({ type: 'Recreate' });
      expect(deployment.spec.replicas).toBeLessThanOrEqual(1);
      expect(objects.map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
    }
  });

  test('no secret is in the output', () => {
    expect(ofBothSides.map(({ kind }) => kind)).not.toContain('Secret');
    expect(ofBothSides.map(({ kind }) => kind)).not.toContain('AccessToken');
  });
});

function volumesIn(pod: KubeObject['spec']): { name: string; emptyDir?: { sizeLimit?: string } }[] {
  return pod.volumes ?? [];
}

/** The containers that the project makes, without those of patches. */
function own({ containers }: KubeObject['spec']): KubeObject['spec'][] {
  return containers.filter(({ name }: { name: string }) => name !== 'log-shipper');
}

/** The pods or the Services that the exposures lead to, by their names. */
function backendsOf(objects: readonly KubeObject[]): string[] {
  return objects.flatMap(({ kind, spec }) => {
    if (kind === 'Service' && spec.type === 'LoadBalancer') {
      return [spec.selector.app];
    }
    if (kind === 'Ingress') {
      return [spec.rules[0].http.paths[0].backend.service.name];
    }
    if (kind === 'HTTPRoute' && spec.rules[0].backendRefs) {
      return [spec.rules[0].backendRefs[0].name];
    }
    return kind === 'Route' ? [spec.to.name] : [];
  });
}
test.each(withoutPage)(
  '$name: nothing of a page is made, and the model is closed to other namespaces',
  ({ settings, objects }) => {
    expect([...new Set(objects.map(({ kind }) => kind))].sort()).toEqual([
      'Listener',
      'Namespace',
      'NetworkPolicy',
      'Site',
    ]);
    const [callers] = one(objects, 'NetworkPolicy', 'skupper-router-ingress').spec.ingress;
    const { allowFrom } = settings.model;
    expect(callers.from).toHaveLength(allowFrom?.length ?? 1);
    expect(callers.from.every((peer: object) => Object.keys(peer).length > 0)).toBe(true);
  },
);

function secondsOf(duration: string): number {
  const [, amount] = /^(\d+)s$/.exec(duration) ?? [];
  return Number(amount);
}
