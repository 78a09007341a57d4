import fc, { type Arbitrary } from 'fast-check';
import type { ChatClientSettings } from '../constructs/chat-client/chat-client-settings';
import type { GatewaySettings } from '../constructs/exposure/gateway-settings';
import type { LoadBalancerSettings } from '../constructs/exposure/load-balancer-settings';
import type { NginxIngressSettings } from '../constructs/exposure/nginx-ingress-settings';
import type { OpenShiftRouteSettings } from '../constructs/exposure/openshift-route-settings';
import type { TlsSettings } from '../constructs/exposure/tls';
import type { ChatSettings, ExposureSettings } from '../constructs/settings/chat';
import type { PrivateSiteSettings } from '../constructs/settings/private-site';
import type { SiteSettings } from '../constructs/skupper/site-settings';

/** Present or left out. */
const maybe = <T>(arbitrary: Arbitrary<T>): Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

/** Plain objects, as settings are. */
const record = <T>(shape: { [Name in keyof T]-?: Arbitrary<T[Name]> }): Arbitrary<T> =>
  fc.record(shape, { noNullPrototype: true }) as unknown as Arbitrary<T>;
const dictionary = (key: Arbitrary<string>, text: Arbitrary<string>, maxKeys: number) =>
  fc.dictionary(key, text, { maxKeys, noNullPrototype: true });

/** A DNS label that begins with a letter, and with a prefix so that no two kinds of names meet. */
const name = (prefix: string, longest = 40) =>
  fc
    .stringMatching(new RegExp(`^[a-z0-9]([-a-z0-9]{0,${longest - prefix.length - 3}}[a-z0-9])?$`))
    .map((end) => `${prefix}-${end}`);

const port = fc.integer({ min: 1, max: 65535 });
const byte = fc.integer({ min: 0, max: 255 });
const host = fc.tuple(name('chat', 20), name('team', 20)).map(([a, b]) => `${a}.${b}.example.com`);
const range = fc.oneof(
  fc.tuple(byte, byte, byte).map(([a, b, c]) => `${a}.${b}.${c}.0/24`),
  byte.map((a) => `${a}.0.0.0/8`),
  fc.constant('0.0.0.0/0'),
  fc.constant('2001:db8::/32'),
);
const ranges = fc.array(range, { minLength: 1, maxLength: 4 });
const annotations = dictionary(
  name('example').map((key) => `example.com/${key}`),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  3,
);

const tls: Arbitrary<TlsSettings> = fc.oneof(
  record({ secretName: name('secret') }),
  record({
    clusterIssuer: name('issuer'),
    secretName: maybe(name('secret')),
    challenge: maybe(fc.constantFrom('http01' as const, 'dns01' as const)),
  }),
  record({ issuer: name('issuer'), challenge: maybe(fc.constantFrom('http01' as const, 'dns01' as const)) }),
);

const loadBalancer: Arbitrary<LoadBalancerSettings> = record({
  port: maybe(port),
  sourceRanges: ranges,
  cloud: maybe(
    fc.constantFrom(
      'aws-load-balancer-controller' as const,
      'aws-in-tree' as const,
      'azure' as const,
      'google' as const,
    ),
  ),
  scheme: maybe(fc.constantFrom('public' as const, 'internal' as const)),
  externalTrafficPolicy: maybe(fc.constantFrom('Cluster' as const, 'Local' as const)),
  annotations: maybe(annotations),
}).map((settings) => (settings.cloud === undefined ? { ...settings, scheme: undefined } : settings));

const nginxIngress: Arbitrary<NginxIngressSettings> = record({
  host: maybe(host),
  className: maybe(name('class')),
  controller: maybe(
    record({ namespace: maybe(name('edge')), addressRanges: ranges, podLabels: maybe(fc.constant({ app: 'edge' })) }),
  ),
  tls: maybe(fc.tuple(tls, maybe(fc.boolean())).map(([settings, redirect]) => ({ ...settings, redirect }))),
  maxBodySize: maybe(
    fc.tuple(fc.integer({ min: 0, max: 999 }), fc.constantFrom('k', 'm', 'g')).map(([a, u]) => `${a}${u}`),
  ),
  rateLimit: maybe(
    record({
      requestsPerSecond: fc.integer({ min: 1, max: 100 }),
      connections: maybe(fc.integer({ min: 1, max: 9 })),
      exempt: maybe(ranges),
    }),
  ),
  sourceRanges: maybe(ranges),
  basicAuth: maybe(record({ secretName: name('users'), realm: maybe(fc.constant('Chat: members')) })),
  externalAuth: maybe(
    record({ url: host.map((at) => `https://${at}/auth`), responseHeaders: maybe(fc.constant(['X-User'])) }),
  ),
  annotations: maybe(annotations),
}).map((settings) => ({
  ...settings,
  tls: settings.host === undefined ? undefined : settings.tls,
  externalAuth: settings.basicAuth === undefined ? settings.externalAuth : undefined,
}));

const dataPlane: Arbitrary<GatewaySettings['dataPlane']> = fc.oneof(
  fc.constantFrom('gateway-namespace' as const, 'envoy-gateway' as const),
  record({ addressRanges: ranges, namespace: maybe(name('mesh')) }),
);

const gateway: Arbitrary<GatewaySettings> = fc.oneof(
  record({ host, dataPlane, own: record({ className: name('class'), tls: maybe(tls) }) }),
  record({
    host: maybe(host),
    dataPlane,
    existing: record({ name: name('gateway'), namespace: maybe(name('edge')), listener: maybe(name('listener')) }),
  }),
);

const openshiftRoute: Arbitrary<OpenShiftRouteSettings> = record({
  host,
  redirect: maybe(fc.boolean()),
  hsts: maybe(
    record({ maxAgeSeconds: fc.integer({ min: 1, max: 63_072_000 }), includeSubDomains: maybe(fc.boolean()) }),
  ),
  sourceRanges: maybe(ranges),
  rateLimit: maybe(record({ requests: fc.integer({ min: 1, max: 100 }) })),
  annotations: maybe(annotations),
});

const client: Arbitrary<ChatClientSettings> = record({
  name: name('client'),
  image: fc
    .tuple(name('image'), fc.stringMatching(/^v[0-9]{1,3}$/), maybe(fc.stringMatching(/^[0-9a-f]{64}$/)))
    .map(
      ([image, tag, digest]) =>
        `registry.example.com/${image}:${tag}${digest === undefined ? '' : `@sha256:${digest}`}`,
    ),
  port: maybe(fc.integer({ min: 1024, max: 65535 })),
  replicas: maybe(fc.integer({ min: 1, max: 100 })),
  autoscaling: maybe(
    record({ minReplicas: fc.integer({ min: 1, max: 5 }), maxReplicas: fc.integer({ min: 5, max: 100 }) }),
  ),
  ipFamily: maybe(fc.constantFrom('ipv4' as const, 'ipv6' as const)),
  answersInFlight: maybe(fc.integer({ min: 2, max: 256 })),
  longestAnswerSeconds: maybe(fc.integer({ min: 1, max: 3980 })),
}).map((settings) => (settings.autoscaling === undefined ? settings : { ...settings, replicas: undefined }));

const site: Arbitrary<SiteSettings> = fc.oneof(
  record({
    name: name('site'),
    linkAccess: maybe(fc.constantFrom('default' as const, 'loadbalancer' as const, 'none' as const)),
    sizing: maybe(name('size')),
  }),
  record({ name: name('site'), edge: fc.constant(true) }),
  record({ name: name('site'), highAvailability: fc.boolean() }),
);

/** Sites with one routing key, or each with its own; with weights on all or on none. */
const privateSites: Arbitrary<PrivateSiteSettings[]> = fc
  .tuple(
    fc.uniqueArray(
      record({
        name: name('machine'),
        host: maybe(host.map((text) => text.replace(/-+/g, '-'))),
        port: maybe(port),
        edge: maybe(fc.boolean()),
      }),
      {
        maxLength: 4,
        selector: (entry) => entry.name,
      },
    ),
    fc.constantFrom('shared', 'own', 'weighted'),
    fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 4, maxLength: 4 }),
  )
  .map(([sites, keys, weights]) =>
    sites.map((entry, index) => ({
      ...entry,
      ...(keys === 'shared' ? {} : { routingKey: `key-${index}` }),
      ...(keys === 'weighted' && sites.length > 1 ? { weight: weights[index] } : {}),
    })),
  );

/** Chats that break no rule, over the options that matter for each other. tests/cases.ts has every one of them. */
export const legalChat: Arbitrary<ChatSettings> = record({
  platform: maybe(fc.constantFrom('kubernetes' as const, 'openshift' as const)),
  namespace: fc.oneof(
    record({ name: name('chat', 30), labels: maybe(dictionary(name('team'), name('value'), 2)) }),
    record({ name: name('chat', 30), exists: fc.boolean() }),
  ),
  site,
  model: record({
    host: name('model'),
    port,
    tls: maybe(record({ secretName: name('model') })),
    observer: maybe(fc.constantFrom('auto' as const, 'none' as const, 'http1' as const, 'http2' as const)),
  }),
  client,
  exposure: maybe(
    record<ExposureSettings>({
      loadBalancer: maybe(loadBalancer),
      nginxIngress: maybe(nginxIngress),
      gateway: maybe(gateway),
      openshiftRoute: maybe(openshiftRoute),
    }),
  ),
  isolateRouter: maybe(fc.boolean()),
  link: maybe(record({ host })),
  privateSites: maybe(privateSites),
}).map(reconciled);

/** Drops what the rules between parts do not allow together. */
function reconciled(chat: ChatSettings): ChatSettings {
  const { exposure, link, site, privateSites = [], platform } = chat;
  const linkable = site.edge !== true && site.highAvailability !== true && site.linkAccess === 'loadbalancer';
  const { nginxIngress, gateway: via, ...others } = exposure ?? {};
  const twoIssuers = nginxIngress?.tls?.secretName !== undefined && via?.own?.tls?.secretName !== undefined;
  return {
    ...chat,
    exposure: exposure && {
      ...others,
      nginxIngress,
      gateway: twoIssuers ? undefined : via,
      openshiftRoute: platform === 'openshift' ? others.openshiftRoute : undefined,
    },
    link: linkable && privateSites.length > 0 ? link : undefined,
  };
}
