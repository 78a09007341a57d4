import { minimal } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
import { synthesize } from '../synthesis/synthesis';
import type { OpenShiftRouteSettings } from './openshift-route-settings';

const objectsWith = (openshiftRoute: OpenShiftRouteSettings) =>
  objectsOf({ ...minimal, platform: 'openshift', exposure: { openshiftRoute } });

test("the fewest settings make a Route with a host and a certificate of the router's", () => {
  const route = one(objectsWith({}), 'Route');
  expect(route.metadata.annotations).toEqual({ 'haproxy.router.openshift.io/timeout': '620s' });
  expect(route.spec).toEqual({
    to: { kind: 'Service', name: 'ilab-client', weight: 100 },
    port: { targetPort: 'http' },
    tls: { termination: 'edge', insecureEdgeTerminationPolicy: 'Redirect' },
    wildcardPolicy: 'None',
  });
});

test("the policy allows OpenShift's routers, wherever they run", () => {
  expect(one(objectsWith({}), 'NetworkPolicy', 'ilab-client').spec.ingress).toEqual([
    {
      from: [{ namespaceSelector: { matchLabels: { 'policy-group.network.openshift.io/ingress': '' } } }],
      ports: [{ protocol: 'TCP', port: 8080 }],
    },
  ]);
});

describe('reencrypt', () => {
  const objects = objectsWith({ termination: 'reencrypt' });
  const pod = one(objects, 'Deployment').spec.template.spec;

  test('makes the pods serve HTTPS with the certificate that OpenShift makes for the Service', () => {
    expect(one(objects, 'Service').metadata.annotations).toEqual({
      'service.beta.openshift.io/serving-cert-secret-name': 'ilab-client-serving',
    });
    expect(pod.containers[0].args).toEqual(
      expect.arrayContaining([
        '--certfile=/etc/serving-certificate/tls.crt',
        '--keyfile=/etc/serving-certificate/tls.key',
      ]),
    );
    expect(pod.volumes[1]).toMatchObject({
      name: 'serving-certificate',
      secret: { secretName: 'ilab-client-serving' },
    });
  });

  test('asks the pods for readiness over HTTPS', () => {
    expect(pod.containers[0].readinessProbe.httpGet).toEqual({ path: '/', port: 'http', scheme: 'HTTPS' });
  });

  test('sets no authority: the router knows the one of OpenShift', () => {
    expect(one(objects, 'Route').spec.tls).toEqual({
      termination: 'reencrypt',
      insecureEdgeTerminationPolicy: 'Redirect',
    });
  });
});

test.each([
  [{ maxAgeSeconds: 300 }, 'max-age=300'],
  [{ maxAgeSeconds: 300, includeSubDomains: true }, 'max-age=300;includeSubDomains'],
  [{ maxAgeSeconds: 31_536_000, includeSubDomains: true, preload: true }, 'max-age=31536000;includeSubDomains;preload'],
])('HSTS %j', (hsts, header) => {
  const { annotations } = one(objectsWith({ hsts }), 'Route').metadata;
  expect(annotations).toHaveProperty(['haproxy.router.openshift.io/hsts_header'], header);
});

test('plain HTTP is closed where nothing sends it on', () => {
  expect(one(objectsWith({ redirect: false }), 'Route').spec.tls.insecureEdgeTerminationPolicy).toBe('None');
});

describe('a certificate of its own', () => {
  const tls = { externalCertificate: { secretName: 'chat-tls' } };
  const objects = objectsOf({
    ...minimal,
    platform: 'openshift',
    exposure: { openshiftRoute: { host: 'chat.example.com', tls } },
  });

  test('is named in the Route', () => {
    expect(one(objects, 'Route').spec.tls.externalCertificate).toEqual({ name: 'chat-tls' });
  });

  test('may be read by the router, and by nobody else, before the Route comes', () => {
    expect(one(objects, 'Role')).toMatchObject({
      rules: [
        { apiGroups: [''], resources: ['secrets'], resourceNames: ['chat-tls'], verbs: ['get', 'list', 'watch'] },
      ],
    });
    expect(one(objects, 'RoleBinding')).toMatchObject({
      roleRef: { kind: 'Role', name: one(objects, 'Role').metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: 'router', namespace: 'openshift-ingress' }],
    });
    expect(objects.map(({ kind }) => kind).slice(-3)).toEqual(['Role', 'RoleBinding', 'Route']);
  });

  test('is missed where a host has none', () => {
    const ids = (route: object) =>
      synthesize({ ...minimal, platform: 'openshift', exposure: { openshiftRoute: route } }).warnings.map(
        ({ id }) => id,
      );
    expect(ids({ host: 'chat.example.com' })).toContain('certificate-does-not-fit');
    expect(ids({ host: 'chat.example.com', tls })).not.toContain('certificate-does-not-fit');
    expect(ids({})).not.toContain('certificate-does-not-fit');
  });
});
