import { minimal } from '../../tests/cases';
import { refuses, refusesTogether, report } from '../../tests/refused';
import { routeHostLabel } from './openshift-route-settings';

refuses('exposure.openshiftRoute.host', {
  '%s is not a host name; use a full name such as "chat.example.com" (a wildcard belongs in the certificate; this is one name)':
    ['*.apps.example.com'],
});

refuses('exposure.openshiftRoute.termination', {
  '%s is not known here; use "edge" or "reencrypt"': ['passthrough'],
  '%s makes the pods serve HTTPS, which the other exposures do not speak; use "edge", or leave out the others': [
    'reencrypt',
  ],
});

refuses('exposure.openshiftRoute.hsts', {
  '.maxAgeSeconds: missing; use a whole number from 1 to 63072000': [{}],
  '.maxAgeSeconds: "1y" is not a number of seconds; use a whole number from 1 to 63072000': [{ maxAgeSeconds: '1y' }],
  '.preload: browsers take only hosts with includeSubDomains and at least "31536000" seconds; add both, or leave out preload':
    [{ maxAgeSeconds: 300, preload: true }],
});

refuses('exposure.openshiftRoute.sourceRanges', {
  'empty; use a list of CIDRs, at least one': [[]],
});

refuses('exposure.openshiftRoute.rateLimit', {
  '.requests: missing; set requests, connections or concurrentConnections, or leave out rateLimit': [{}],
  '.requests: "0" is not a number of requests; use a whole number from 1 to 1000000': [{ requests: 0 }],
});

refuses('exposure.openshiftRoute.path', {
  'not a setting; known here: host, termination, tls, redirect, hsts, sourceRanges, rateLimit, annotations': ['/chat'],
});

refuses('exposure.openshiftRoute.annotations', {
  '["haproxy.router.openshift.io/timeout"]: the setting client.longestAnswerSeconds decides about this; use it instead':
    [{ 'haproxy.router.openshift.io/timeout': '600' }],
  '["haproxy.router.openshift.io/timeot"]: the router does not know it; use the setting client.longestAnswerSeconds': [
    { 'haproxy.router.openshift.io/timeot': '600s' },
  ],
  '["haproxy.router.openshift.io/rate-limit-connections.rate-http"]: the setting rateLimit decides about this; use it instead':
    [{ 'haproxy.router.openshift.io/rate-limit-connections.rate-http': '5' }],
  '["haproxy.router.openshift.io/rewrite-target"]: the page calls absolute paths, so the chat works on path "/" only; use a host of its own':
    [{ 'haproxy.router.openshift.io/rewrite-target': '/' }],
  '["nginx.ingress.kubernetes.io/limit-rps"]: read on an Ingress, not on a Route; leave it out': [
    { 'nginx.ingress.kubernetes.io/limit-rps': '5' },
  ],
});

refusesTogether(
  { platform: 'openshift', exposure: { openshiftRoute: { tls: { externalCertificate: { secretName: 'chat-tls' } } } } },
  'exposure.openshiftRoute.host: missing; name the host that the certificate is for, such as "chat.example.com"',
);

refuses('exposure.openshiftRoute.tls', {
  '.externalCertificate: missing; use { secretName }': [{}],
  '.externalCertificate: "chat-tls" is not a group of settings; use { secretName }': [
    { externalCertificate: 'chat-tls' },
  ],
});

const reportOn = (openshiftRoute: object) =>
  report({ ...minimal, platform: 'openshift', exposure: { openshiftRoute } });
const router = 'haproxy.router.openshift.io';

test.each([
  [`${router}/timeout`, 'client.longestAnswerSeconds'],
  [`${router}/hsts_header`, 'hsts'],
  [`${router}/ip_whitelist`, 'sourceRanges'],
  [`${router}/ip_allowlist`, 'sourceRanges'],
  [`${router}/rate-limit-connections`, 'rateLimit'],
  [`${router}/rate-limit-connections.rate-tcp`, 'rateLimit'],
])('%s is a matter of the setting %s', (name, setting) => {
  expect(reportOn({ annotations: { [name]: 'x' } })).toEqual([
    `exposure.openshiftRoute.annotations["${name}"]: the setting ${setting} decides about this; use it instead`,
  ]);
});

test.each([`${router}/balance`, 'my-nginx.example.com/x'])('the annotation %s is taken as it is', (name) => {
  expect(reportOn({ annotations: { [name]: 'x' } })).toEqual([]);
});

test.each([
  { hsts: { maxAgeSeconds: 1 } },
  { hsts: { maxAgeSeconds: 63_072_000, includeSubDomains: false, preload: false } },
  { hsts: { maxAgeSeconds: 31_536_000, includeSubDomains: true, preload: true } },
  { termination: 'reencrypt', redirect: true },
  { rateLimit: { requests: 1 } },
  { rateLimit: { connections: 1_000_000 } },
  { rateLimit: { concurrentConnections: 1_000_000 } },
])('%j is legal', (settings) => {
  expect(reportOn(settings)).toEqual([]);
});

test.each([
  { maxAgeSeconds: 31_535_999, includeSubDomains: true, preload: true },
  { maxAgeSeconds: 31_536_000, includeSubDomains: false, preload: true },
  { maxAgeSeconds: 31_536_000, preload: true },
])('browsers preload no host with %j', (hsts) => {
  expect(reportOn({ hsts })).toEqual([
    'exposure.openshiftRoute.hsts.preload: browsers take only hosts with includeSubDomains and at least "31536000" seconds; add both, or leave out preload',
  ]);
});

test.each([
  ['hsts', 'maxAgeSeconds', 63_072_000, 'seconds'],
  ['rateLimit', 'concurrentConnections', 1_000_000, 'connections'],
  ['rateLimit', 'requests', 1_000_000, 'requests'],
  ['rateLimit', 'connections', 1_000_000, 'connections'],
])('%s.%s is at most %i', (group, name, most, unit) => {
  for (const number of [0, most + 1]) {
    expect(reportOn({ [group]: { [name]: number } })).toEqual([
      `exposure.openshiftRoute.${group}.${name}: "${number}" is not a number of ${unit}; use a whole number from 1 to ${most}`,
    ]);
  }
});

test.each([
  [
    { hsts: { maxAgeSeconds: '1y', preload: true } },
    'hsts.maxAgeSeconds: "1y" is not a number of seconds; use a whole number from 1 to 63072000',
  ],
  [
    { hsts: { maxAgeSeconds: 31_536_000, includeSubDomains: 'yes', preload: true } },
    'hsts.includeSubDomains: "yes" is not true or false; use true or false',
  ],
  [{ tls: 7 }, 'tls: "7" is not a group of settings; use { externalCertificate }'],
])('nothing is said of what follows from a mistake: %j', (settings, message) => {
  expect(reportOn(settings)).toEqual([`exposure.openshiftRoute.${message}`]);
});

test('the router makes a host of the names of the Route and of its namespace', () => {
  expect(routeHostLabel('ilab-client', 'ilab-chat')).toBe('ilab-client-ilab-chat');
});
