import { cases, minimal } from '../../tests/cases';
import { refuses, refusesSettings, report } from '../../tests/refused';

test.each(Object.entries(cases))('%s is legal', (_, settings) => {
  expect(report(settings)).toEqual([]);
});

refuses('platform', {
  '%s is not known here; use "kubernetes" or "openshift" (did you mean "openshift"?)': ['openshfit'],
  '%s is not known here; use "kubernetes" or "openshift"': ['k8s', null],
});

refuses('exposure', {
  '%s is not a group of settings; use { loadBalancer?, nginxIngress?, ingress?, gateway?, openshiftRoute? }': ['all'],
});

refuses('exposure.proxy', {
  'not a setting; known here: loadBalancer, nginxIngress, ingress, gateway, openshiftRoute': [{}],
});

refuses('exposure.loadbalancer', {
  'not a setting; did you mean "loadBalancer"?': [{}],
});

refuses('isolateRouter', {
  '%s is not true or false; use true or false': ['yes'],
});

refusesSettings(
  { namespace: { name: 'x' } },
  'site: missing; use { name, linkAccess?, highAvailability?, edge?, sizing?, loadBalancerAnnotations? }',
  'model: missing; use { host, port, name?, tls?, observer?, allowFrom? }',
);

refusesSettings({ ...minimal, clients: {} }, 'clients: not a setting; did you mean "client"?');

test('all broken rules are in one report, rules between sound fields included', () => {
  expect(
    report({
      platform: 'kubernetes',
      namespace: { name: 'Chat' },
      site: { name: 'chat', linkAccess: 'route', sizing: 'BIG' },
      model: { host: 'model', port: '8000', prt: 1, hst: 2 },
      client: { name: 'client', image: 'client:v1', replicas: 2, autoscaling: { minReplicas: 2, maxReplicas: 1 } },
      exposure: { openshiftRoute: {}, nginxIngress: { tls: { secretName: 'tls' }, maxBodySize: '1MB' } },
    }).map((line) => line.split(':')[0]),
  ).toEqual([
    'namespace.name',
    'site.sizing',
    'model.port',
    'model.prt',
    'model.hst',
    'client.autoscaling.minReplicas',
    'client.replicas',
    'exposure.nginxIngress.maxBodySize',
    'exposure.nginxIngress.host',
    'exposure.openshiftRoute',
    'site.linkAccess',
  ]);
});

refuses('acceptedWarnings', {
  '[0]: "plain-htp" is not known here; use "autoscaler-sees-no-load", "below-restricted", "blocks-drains", "certificate-does-not-fit", "client-gives-up", "closed-by-policy", "data-in-pod", "gateway-for-all-namespaces", "gateway-reaches-router", "image-without-digest", "links-not-accepted", "little-memory", "login-bypassed", "low-rate-limit", "many-cores", "model-not-named", "model-through-proxy", "no-entry-point", "no-session-affinity", "on-control-plane", "one-address-family", "one-at-a-time", "one-router-group", "open-to-everyone", "password-readable", "plain-http", "podman-host-name", "pods-may-take-nodes", "policy-opens-all", "unknown-cloud" or "unknown-ingress-class" (did you mean "plain-http"?)':
    [['plain-htp']],
});

refuses('cluster', {
  '%s is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (did you mean "production"?)': [
    'Production',
  ],
});

refuses('extraObjects', {
  'empty; use a list of objects, at least one': [[]],
});

refuses('acceptedWarnings', {
  '%s is not a list; use a list of ids of warnings': ['plain-http'],
});

refuses('privateSites', {
  '%s is not a list; use a list of private sites': ['lab'],
});
