import fc, { type Arbitrary } from 'fast-check';
import type { Autoscaling, ChatClientSettings } from '../constructs/chat-client/chat-client-settings';
import type { ClientSettings } from '../constructs/chat-client/client-settings';
import type { EgressSettings } from '../constructs/chat-client/egress';
import type { ModelUrl, PageFacts, PageHealth } from '../constructs/chat-client/page-facts';
import type { CaBundle, PageData, PageSettings } from '../constructs/chat-client/page-settings';
import { pageNames, pages } from '../constructs/chat-client/pages';
import type { Amounts, EnvSource, Resources, SecretKey, Toleration } from '../constructs/chat-client/pod-settings';
import { isSecretName } from '../constructs/checks/secret-names';
import { ipFamilies } from '../constructs/common/ip-family';
import type { ObjectMetadata } from '../constructs/common/object-metadata';
import type { PeerSettings } from '../constructs/common/peer-settings';
import type { ExistingGateway, GatewaySettings, OwnGateway } from '../constructs/exposure/gateway-settings';
import type { HostSettings } from '../constructs/exposure/hosts';
import type { AwsAlbIngressSettings, AwsAlbTls } from '../constructs/exposure/ingress/aws-alb';
import type { F5NginxIngressSettings, F5NginxRateLimit } from '../constructs/exposure/ingress/f5-nginx';
import type { GkeIngressSettings } from '../constructs/exposure/ingress/gke';
import type { HaproxyIngressSettings, HaproxyRateLimit } from '../constructs/exposure/ingress/haproxy';
import { certificateOf, type IngressSettings } from '../constructs/exposure/ingress/ingress-settings';
import type { IngressRateLimit } from '../constructs/exposure/ingress/rate-limit';
import type { TraefikIngressSettings } from '../constructs/exposure/ingress/traefik';
import type { LoadBalancerSettings } from '../constructs/exposure/load-balancer-settings';
import type {
  BasicAuth,
  ExternalAuth,
  NginxIngressSettings,
  RateLimit,
} from '../constructs/exposure/nginx-ingress-settings';
import type {
  ExternalCertificate,
  Hsts,
  OpenShiftRouteSettings,
  RouteRateLimit,
  RouteTls,
} from '../constructs/exposure/openshift-route-settings';
import type { TlsSettings } from '../constructs/exposure/tls';
import type { LoginImages, LoginResources, LoginSettings } from '../constructs/login/login-settings';
import type { OidcSettings } from '../constructs/login/oidc';
import type { UsersSettings } from '../constructs/login/users';
import type { NamespaceSettings } from '../constructs/namespace/namespace-settings';
import type { ChatSettings, ExposureSettings } from '../constructs/settings';
import type { Patch, PatchTarget } from '../constructs/settings/patch';
import type { ModelCaller, ModelSettings, ModelTls } from '../constructs/skupper/model-settings';
import type { PrivateSiteSettings } from '../constructs/skupper/private-site-settings';
import type { SiteSettings } from '../constructs/skupper/site-settings';

/** Present or left out. */
const maybe = <T>(arbitrary: Arbitrary<T>): Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

/** Every setting of a group, so that a new one does not compile until it is here. */
type Shape<T> = { readonly [Name in keyof T]-?: Arbitrary<T[Name]> };

/** Plain objects, as settings are. */
const record = <T>(shape: NoInfer<Shape<T>>): Arbitrary<T> =>
  fc.record(shape, { noNullPrototype: true }) as unknown as Arbitrary<T>;

/** A setting that another one excludes. */
const never = fc.constant(undefined);

const dictionary = (key: Arbitrary<string>, text: Arbitrary<string>, maxKeys: number) =>
  fc.dictionary(key, text, { maxKeys, noNullPrototype: true });

/** The ends of names, by their length: fast-check takes long to make one, and most kinds of names share them. */
const ends = new Map<number, Arbitrary<string>>();

function endOf(longest: number): Arbitrary<string> {
  const end = ends.get(longest) ?? fc.stringMatching(new RegExp(`^[a-z0-9]([-a-z0-9]{0,${longest - 2}}[a-z0-9])?$`));
  ends.set(longest, end);
  return end;
}

/** A DNS label that begins with a letter, and with a prefix so that no two kinds of names meet. */
const name = (prefix: string, longest = 40) =>
  endOf(longest - prefix.length - 1)
    .map((end) => `${prefix}-${end}`)
    // What is named like one is refused, wherever it stands.
    .filter((text) => !isSecretName(text));

const label = name('label');
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
  // Line separators are among the graphemes, and in no annotation.
  fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)),
  3,
);

const challenge = maybe(fc.constantFrom('http01' as const, 'dns01' as const));
const tls: Arbitrary<TlsSettings> = fc.oneof(
  record<TlsSettings>({ secretName: name('secret'), clusterIssuer: never, issuer: never, challenge: never }),
  record<TlsSettings>({ clusterIssuer: name('issuer'), issuer: never, secretName: maybe(name('secret')), challenge }),
  record<TlsSettings>({ issuer: name('issuer'), clusterIssuer: never, secretName: never, challenge }),
);

const peers = record<PeerSettings>({
  namespace: maybe(name('mesh')),
  podLabels: maybe(fc.constant({ app: 'edge' })),
  addressRanges: ranges,
});

/** One name of the chat, several, or none. */
const hosts: Arbitrary<HostSettings> = fc.oneof(
  host.map((one) => ({ host: one })),
  fc.uniqueArray(host, { minLength: 1, maxLength: 3 }).map((several) => ({ hosts: several })),
);

const loadBalancer: Arbitrary<LoadBalancerSettings> = record<LoadBalancerSettings>({
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
  className: never,
  scheme: maybe(fc.constantFrom('public' as const, 'internal' as const)),
  externalTrafficPolicy: maybe(fc.constantFrom('Cluster' as const, 'Local' as const)),
  // Legal with pods of both families alone, which another group has.
  ipFamilyPolicy: maybe(fc.constant('SingleStack' as const)),
  annotations: maybe(annotations),
}).chain((settings) => {
  const className = name('class').map((text) => `example.com/${text}`);
  return settings.cloud === undefined
    ? className.map((own) => ({ ...settings, scheme: undefined, className: own }))
    : fc.constant(settings);
});

const nginxIngress: Arbitrary<NginxIngressSettings> = fc
  .tuple(
    record<NginxIngressSettings>({
      host: never,
      hosts: never,
      className: maybe(name('class')),
      controller: maybe(peers),
      tls: maybe(
        fc.oneof(
          fc.constant({}),
          fc.tuple(tls, maybe(fc.boolean())).map(([settings, redirect]) => ({ ...settings, redirect })),
        ),
      ),
      maxBodySize: maybe(
        fc.tuple(fc.integer({ min: 0, max: 999 }), fc.constantFrom('k', 'm', 'g')).map(([a, u]) => `${a}${u}`),
      ),
      rateLimit: maybe(
        record<RateLimit>({
          requestsPerSecond: fc.integer({ min: 1, max: 100 }),
          requestsPerMinute: maybe(fc.integer({ min: 1, max: 100 })),
          connections: maybe(fc.integer({ min: 1, max: 65_535 })),
          burstMultiplier: maybe(fc.integer({ min: 1, max: 10 })),
          exempt: maybe(ranges),
        }),
      ),
      sourceRanges: maybe(ranges),
      basicAuth: maybe(record<BasicAuth>({ secretName: name('users'), realm: maybe(fc.constant('Chat: members')) })),
      externalAuth: maybe(
        record<ExternalAuth>({
          url: host.map((at) => `https://${at}:8443/auth`),
          signInUrl: maybe(host.map((at) => `https://${at}/start?rd=$escaped_request_uri`)),
          responseHeaders: maybe(fc.constant(['X-User'])),
        }),
      ),
      annotations: maybe(annotations),
    }),
    maybe(hosts),
  )
  .map(([settings, names]) => ({
    ...settings,
    ...names,
    tls: names === undefined ? undefined : settings.tls,
    externalAuth: settings.basicAuth === undefined ? settings.externalAuth : undefined,
  }));

const certificate = fc.tuple(tls, maybe(fc.boolean())).map(([settings, redirect]) => ({ ...settings, redirect }));
const bodySize = fc
  .tuple(fc.integer({ min: 0, max: 999 }), fc.constantFrom('k', 'm', 'g'))
  .map(([amount, unit]) => `${amount}${unit}`);
const count = fc.integer({ min: 1, max: 100 });
const oneRate = fc.constantFrom('requestsPerSecond' as const, 'requestsPerMinute' as const);

const traefik = record<TraefikIngressSettings>({
  controller: fc.constant('traefik' as const),
  host: never,
  hosts: never,
  className: maybe(name('class')),
  from: maybe(peers),
  tls: maybe(fc.oneof(fc.constant({}), certificate)),
  sourceRanges: maybe(ranges),
  rateLimit: maybe(
    record<IngressRateLimit>({
      requestsPerSecond: count,
      requestsPerMinute: maybe(count),
      connections: maybe(count),
      burstMultiplier: maybe(count),
    }),
  ),
  annotations: maybe(annotations),
});

const haproxy = record<HaproxyIngressSettings>({
  controller: fc.constant('haproxy' as const),
  host: never,
  hosts: never,
  className: maybe(name('class')),
  from: maybe(peers),
  tls: maybe(certificate),
  sourceRanges: maybe(ranges),
  rateLimit: maybe(
    fc
      .tuple(
        record<HaproxyRateLimit>({ requestsPerSecond: never, requestsPerMinute: never, exempt: maybe(ranges) }),
        oneRate,
        count,
      )
      .map(([settings, unit, rate]) => ({ ...settings, [unit]: rate })),
  ),
  annotations: maybe(annotations),
});

const f5Nginx = record<F5NginxIngressSettings>({
  controller: fc.constant('f5-nginx' as const),
  host: never,
  hosts: never,
  className: maybe(name('class')),
  from: maybe(peers),
  tls: maybe(fc.oneof(fc.constant({}), certificate)),
  maxBodySize: maybe(bodySize),
  sourceRanges: maybe(ranges),
  rateLimit: maybe(
    fc
      .tuple(
        record<F5NginxRateLimit>({ requestsPerSecond: never, requestsPerMinute: never, burstMultiplier: maybe(count) }),
        oneRate,
        count,
      )
      .map(([settings, unit, rate]) => ({ ...settings, [unit]: rate })),
  ),
  annotations: maybe(annotations),
});

const awsAlb = record<AwsAlbIngressSettings>({
  controller: fc.constant('aws-alb' as const),
  host: never,
  hosts: never,
  className: maybe(name('class')),
  subnetRanges: ranges,
  scheme: maybe(fc.constantFrom('public' as const, 'internal' as const)),
  tls: maybe(
    record<AwsAlbTls>({
      certificateArn: maybe(fc.constant('arn:aws:acm:eu-central-1:111122223333:certificate/0a1b2c3d')),
      redirect: maybe(fc.boolean()),
    }),
  ),
  sourceRanges: maybe(ranges),
  securityGroups: maybe(fc.constant(['sg-0123456789abcdef0'])),
  annotations: maybe(annotations),
}).map((settings) => ({
  ...settings,
  securityGroups: settings.sourceRanges === undefined ? settings.securityGroups : undefined,
}));

const gke = record<GkeIngressSettings>({
  controller: fc.constant('gke' as const),
  host: never,
  hosts: never,
  scheme: maybe(fc.constantFrom('public' as const, 'internal' as const)),
  proxySubnetRanges: ranges,
  tls: maybe(certificate),
  annotations: maybe(annotations),
}).map((settings) =>
  settings.scheme === 'internal'
    ? { ...settings, tls: settings.tls && { ...settings.tls, redirect: undefined } }
    : { ...settings, proxySubnetRanges: undefined },
);

const ingress: Arbitrary<IngressSettings> = fc
  .tuple(fc.oneof<Arbitrary<IngressSettings>[]>(traefik, haproxy, f5Nginx, awsAlb, gke), maybe(hosts))
  .map(([settings, names]) => ({
    ...settings,
    ...names,
    ...(names === undefined ? { tls: undefined } : {}),
  }));

const dataPlane: Arbitrary<GatewaySettings['dataPlane']> = fc.oneof(
  fc.constantFrom('gateway-namespace' as const, 'envoy-gateway' as const, 'any' as const),
  peers,
);

const own = record<OwnGateway>({
  className: name('class'),
  tls: maybe(tls),
  annotations: maybe(annotations),
  loadBalancerAnnotations: maybe(annotations),
});
const existing = record<ExistingGateway>({
  name: name('gateway'),
  namespace: maybe(name('edge')),
  listener: name('listener'),
  redirectFrom: maybe(name('plain')),
});
const gateway: Arbitrary<GatewaySettings> = fc
  .tuple(
    fc.oneof(
      record<GatewaySettings>({
        host: never,
        hosts: never,
        annotations: maybe(annotations),
        dataPlane,
        own,
        existing: never,
      }),
      record<GatewaySettings>({
        host: never,
        hosts: never,
        annotations: maybe(annotations),
        dataPlane,
        own: never,
        existing,
      }),
    ),
    hosts,
  )
  .map(([settings, names]) => ({ ...settings, ...names }));

const openshiftRoute: Arbitrary<OpenShiftRouteSettings> = record<OpenShiftRouteSettings>({
  host,
  termination: maybe(fc.constant('edge' as const)),
  tls: maybe(
    record<RouteTls>({ externalCertificate: record<ExternalCertificate>({ secretName: name('certificate') }) }),
  ),
  redirect: maybe(fc.boolean()),
  hsts: maybe(
    record<Hsts>({
      maxAgeSeconds: fc.integer({ min: 1, max: 63_072_000 }),
      includeSubDomains: maybe(fc.boolean()),
      preload: maybe(fc.constant(false)),
    }),
  ),
  sourceRanges: maybe(ranges),
  rateLimit: maybe(
    record<RouteRateLimit>({
      requests: fc.integer({ min: 1, max: 100 }),
      connections: maybe(fc.integer({ min: 1, max: 100 })),
      concurrentConnections: maybe(fc.integer({ min: 1, max: 100 })),
    }),
  ),
  annotations: maybe(annotations),
});

const amounts = (smallest: number) => {
  const bytes = fc.integer({ min: smallest, max: smallest * 2 }).map((amount) => `${amount}Mi`);
  return record<Amounts>({
    cpu: maybe(fc.integer({ min: smallest, max: smallest * 2 }).map((amount) => `${amount}m`)),
    memory: maybe(bytes),
    ephemeralStorage: maybe(bytes),
  });
};

const resources = record<Resources>({ requests: maybe(amounts(100)), limits: maybe(amounts(200)) });

const images = record<LoginImages>({
  nginx: maybe(name('nginx').map((image) => `registry.example.com/${image}:1.30.5`)),
  oauth2Proxy: maybe(name('proxy').map((image) => `registry.example.com/${image}:v7.15.3`)),
});
const loginResources = record<LoginResources>({ nginx: maybe(resources), oauth2Proxy: maybe(resources) });
const login: Arbitrary<LoginSettings> = fc.oneof(
  record<LoginSettings>({
    oidc: record<OidcSettings>({
      issuer: fc.tuple(host, maybe(port)).map(([at, on]) => `https://${at}${on === undefined ? '' : `:${on}`}/realm`),
      clientId: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }).map((text) => `a${text}z`),
      groups: fc.array(
        fc.string({ unit: 'grapheme-ascii', maxLength: 20 }).map((text) => `g${text}z`),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
      emailDomains: maybe(fc.uniqueArray(fc.oneof(host, fc.constant('*')), { minLength: 1, maxLength: 2 })),
      scopes: maybe(fc.constant(['openid', 'email'])),
      caSecretName: maybe(name('authority')),
      issuerAddressRanges: maybe(ranges),
      issuerPorts: maybe(fc.uniqueArray(port, { minLength: 1, maxLength: 2 })),
    }),
    users: never,
    secretName: name('sign-in'),
    images: maybe(images),
    resources: maybe(loginResources),
  }),
  record<LoginSettings>({
    oidc: never,
    users: record<UsersSettings>({ secretName: name('users') }),
    secretName: never,
    images: maybe(images),
    resources: maybe(loginResources),
  }),
);

const image = fc
  .tuple(name('image'), fc.stringMatching(/^v[0-9]{1,3}$/), maybe(fc.stringMatching(/^[0-9a-f]{64}$/)))
  .map(
    ([image, tag, digest]) => `registry.example.com/${image}:${tag}${digest === undefined ? '' : `@sha256:${digest}`}`,
  );

/** What every page has. */
const served = {
  name: name('client'),
  image,
  port: maybe(fc.integer({ min: 1024, max: 65535 })),
  servicePort: maybe(port),
  longestAnswerSeconds: maybe(fc.integer({ min: 1, max: 3980 })),
  imagePullSecrets: maybe(fc.uniqueArray(name('registry'), { minLength: 1, maxLength: 2 })),
  resources: maybe(resources),
  env: maybe(
    fc.dictionary(
      fc.stringMatching(/^[A-Z]{3,9}$/).map((text) => `MY_${text}`),
      fc.oneof(
        fc.string({ maxLength: 20 }),
        record<SecretKey>({ secretName: name('secret'), key: name('key').map((text) => `${text}.txt`) }),
      ),
      { maxKeys: 3, noNullPrototype: true },
    ),
  ),
  envFrom: maybe(
    fc.array(
      fc.oneof(
        record<EnvSource>({ secretName: name('secret'), configMapName: never }),
        record<EnvSource>({ configMapName: name('texts'), secretName: never }),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  ),
  egress: maybe(
    fc.array(
      record<EgressSettings>({
        namespace: maybe(name('databases')),
        podLabels: maybe(fc.constant({ app: 'postgres' })),
        addressRanges: ranges,
        ports: fc.array(port, { minLength: 1, maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  ),
  nodeSelector: maybe(dictionary(label, name('value'), 2)),
  tolerations: maybe(
    fc.array(
      fc.oneof(
        record<Toleration>({
          key: label,
          operator: maybe(fc.constant('Equal' as const)),
          value: maybe(name('value')),
          effect: fc.constant('NoExecute' as const),
          tolerationSeconds: maybe(fc.integer({ min: 0, max: 3600 })),
        }),
        fc.constant({ operator: 'Exists' as const }),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  ),
  topologyKey: maybe(fc.constant('topology.kubernetes.io/zone')),
  priorityClassName: maybe(name('priority')),
  podLabels: maybe(dictionary(label, name('value'), 2)),
  podAnnotations: maybe(annotations),
};

const article: Arbitrary<ChatClientSettings> = record<ChatClientSettings>({
  ...served,
  page: maybe(fc.constant('article' as const)),
  replicas: maybe(fc.integer({ min: 0, max: 100 })),
  autoscaling: maybe(
    record<Autoscaling>({
      minReplicas: fc.integer({ min: 1, max: 5 }),
      maxReplicas: fc.integer({ min: 5, max: 100 }),
      targetCpuPercent: maybe(fc.integer({ min: 1, max: 200 })),
    }),
  ),
  ipFamily: maybe(fc.constantFrom(...ipFamilies)),
  answersInFlight: maybe(fc.integer({ min: 2, max: 256 })),
}).map((settings) => {
  const { autoscaling, resources } = settings;
  const requests = { ...resources?.requests, cpu: resources?.requests?.cpu ?? '100m' };
  // The autoscaler takes the place of the fixed number, and needs a request of CPU.
  return autoscaling === undefined
    ? settings
    : { ...settings, replicas: undefined, resources: resources && { ...resources, requests } };
});

const folder = name('folder', 30).map((text) => `/app/${text}`);
const facts = record<PageFacts>({
  modelUrl: maybe(record<ModelUrl>({ variable: fc.constant('MODEL_URL'), path: fc.constantFrom('', '/v1') })),
  health: maybe(
    record<PageHealth>({
      ready: maybe(fc.constantFrom('/', '/ready', 'tcp')),
      live: maybe(fc.constantFrom('/live', 'tcp')),
      startSeconds: maybe(fc.integer({ min: 5, max: 3600 })),
    }),
  ),
  writable: maybe(fc.oneof(fc.constant('everything' as const), fc.uniqueArray(folder, { maxLength: 3 }))),
  dataPath: fc.constant('/data'),
  keepsSessions: maybe(fc.boolean()),
  caVariables: maybe(fc.constant(['NODE_EXTRA_CA_CERTS'])),
  asksForLogin: maybe(fc.boolean()),
});

const page: Arbitrary<PageSettings> = record<PageSettings>({
  ...served,
  page: fc.oneof(fc.constantFrom(...pageNames), facts),
  replicas: maybe(fc.constantFrom(0, 1)),
  command: maybe(fc.array(name('word'), { minLength: 1, maxLength: 3 })),
  args: maybe(fc.array(fc.constantFrom('--quiet', '--log=info', 'app.py'), { maxLength: 3 })),
  user: maybe(fc.integer({ min: 1, max: 65_535 })),
  secretName: name('page'),
  data: fc.oneof(
    record<PageData>({
      size: fc.integer({ min: 1, max: 99 }).map((amount) => `${amount}Gi`),
      storageClassName: maybe(name('class')),
      existingClaim: never,
    }),
    record<PageData>({ size: never, storageClassName: never, existingClaim: name('claim') }),
    never,
  ),
  files: maybe(
    fc.dictionary(
      name('file').map((text) => `/etc/page/${text}.yaml`),
      fc.string({ maxLength: 60 }),
      { maxKeys: 3, noNullPrototype: true },
    ),
  ),
  caBundle: maybe(record<CaBundle>({ configMapName: name('authorities'), key: maybe(fc.constant('ca.pem')) })),
}).map((settings) => {
  const known = typeof settings.page === 'string' ? pages[settings.page] : undefined;
  return {
    ...settings,
    port: settings.page === 'chat-ui' ? undefined : settings.port,
    secretName: Object.keys(known?.secrets ?? {}).length === 0 ? undefined : settings.secretName,
    data: known !== undefined && !('dataPath' in known) ? undefined : settings.data,
  };
});

const client: Arbitrary<ClientSettings> = fc.oneof({ weight: 2, arbitrary: article }, { weight: 1, arbitrary: page });

const site: Arbitrary<SiteSettings> = fc.oneof(
  record<SiteSettings>({
    name: name('site'),
    linkAccess: maybe(fc.constantFrom('default' as const, 'loadbalancer' as const, 'none' as const)),
    highAvailability: never,
    edge: never,
    sizing: maybe(name('size')),
    loadBalancerAnnotations: never,
  }),
  record<SiteSettings>({
    name: name('site'),
    linkAccess: fc.constant('loadbalancer' as const),
    highAvailability: maybe(fc.boolean()),
    edge: never,
    sizing: never,
    loadBalancerAnnotations: dictionary(
      name('key').map((key) => `example.com/${key}`),
      name('value'),
      2,
    ),
  }),
  fc
    .oneof(
      fc.constant({ edge: true }),
      fc.boolean().map((highAvailability) => ({ highAvailability })),
    )
    .chain((more) => name('site').map((text) => ({ name: text, ...more }))),
);

const localHost = maybe(host.map((text) => text.replace(/-+/g, '-')));

/** Sites with one routing key, or each with its own, or one with several servers; with weights on all or on none. */
const privateSites: Arbitrary<PrivateSiteSettings[]> = fc
  .tuple(
    fc.uniqueArray(
      record<PrivateSiteSettings>({
        name: name('machine'),
        platform: maybe(fc.constantFrom('podman' as const, 'podman-machine' as const, 'kubernetes' as const)),
        namespace: never,
        selector: never,
        server: maybe(fc.constantFrom('instructlab' as const, 'llama.cpp' as const, 'vllm' as const)),
        command: maybe(fc.constantFrom('%h/bin/serve --port 8000', "/usr/bin/env sh -c 'serve $0'")),
        host: localHost,
        port: maybe(port),
        edge: maybe(fc.boolean()),
        routingKey: never,
        weight: never,
        modelServers: never,
        linkCost: never,
      }),
      { maxLength: 4, selector: (entry) => entry.name },
    ),
    fc.constantFrom('shared', 'own', 'weighted', 'several'),
    fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 4, maxLength: 4 }),
  )
  .map(([sites, keys, [first = 0, ...weights]]) =>
    sites.map(({ server: kind, command, host, port, ...entry }, index) => {
      const routingKey = `key-${index}`;
      const weight = index === 0 ? first + 1 : weights[index - 1];
      const onCluster = entry.platform === 'kubernetes';
      const server = {
        server: kind,
        command: (entry.platform ?? 'podman') === 'podman' ? command : undefined,
        host: onCluster ? (host ?? 'vllm') : host,
        port,
        ...(keys === 'shared' ? {} : { routingKey }),
        ...(keys === 'weighted' && sites.length > 1 ? { weight } : {}),
      };
      return keys === 'several'
        ? {
            ...entry,
            namespace: onCluster ? { name: 'models' } : undefined,
            modelServers: [server, { ...server, routingKey: `${routingKey}-b` }],
          }
        : { ...entry, namespace: onCluster ? { name: 'models' } : undefined, ...server };
    }),
  );

const patches: Arbitrary<Patch[]> = fc.array(
  record<Patch>({
    // Kinds without annotations of the project's own: a whole new map would take those away.
    target: record<PatchTarget>({
      kind: fc.constantFrom('Deployment', 'NetworkPolicy', 'ServiceAccount'),
      name: never,
    }),
    patch: fc.tuple(name('key'), fc.string({ maxLength: 9 })).map(([key, text]) => [
      { op: 'add' as const, path: '/metadata/annotations', value: { 'example.com/note': text } },
      { op: 'add' as const, path: `/metadata/labels/example.com~1${key}`, value: 'patched' },
    ]),
  }),
  { maxLength: 2 },
);

/** Chats that break no rule, over the options that matter for each other. tests/cases.ts has every one of them. */
export const legalChat: Arbitrary<ChatSettings> = record<ChatSettings>({
  platform: maybe(fc.constantFrom('kubernetes' as const, 'openshift' as const)),
  namespace: fc.oneof(
    record<NamespaceSettings>({
      name: name('chat', 30),
      labels: maybe(dictionary(name('team'), name('value'), 2)),
      exists: never,
      denyByDefault: maybe(fc.boolean()),
    }),
    record<NamespaceSettings>({
      name: name('chat', 30),
      labels: never,
      exists: fc.boolean(),
      denyByDefault: maybe(fc.boolean()),
    }),
  ),
  site,
  model: record<ModelSettings>({
    host: name('model'),
    port,
    name: maybe(fc.constantFrom('granite3.3:8b', 'ibm-granite/granite-3.3-8b-instruct')),
    tls: maybe(record<ModelTls>({ secretName: name('model') })),
    observer: maybe(fc.constantFrom('auto' as const, 'none' as const, 'http1' as const, 'http2' as const)),
    allowFrom: maybe(
      fc.array(record<ModelCaller>({ namespace: name('batch'), podLabels: maybe(fc.constant({ app: 'reports' })) }), {
        minLength: 1,
        maxLength: 2,
      }),
    ),
  }),
  client: fc.option(client, { nil: undefined, freq: 9 }),
  exposure: maybe(
    record<ExposureSettings>({
      loadBalancer: maybe(loadBalancer),
      nginxIngress: maybe(nginxIngress),
      ingress: maybe(ingress),
      gateway: maybe(gateway),
      openshiftRoute: maybe(openshiftRoute),
    }),
  ),
  login: maybe(login),
  isolateRouter: maybe(fc.boolean()),
  link: maybe(host.map((text) => ({ host: text }))),
  privateSites: maybe(privateSites),
  metadata: maybe(
    record<ObjectMetadata>({
      labels: maybe(dictionary(label, name('value'), 2)),
      annotations: maybe(annotations),
    }),
  ),
  extraObjects: maybe(
    fc.uniqueArray(name('texts'), { minLength: 1, maxLength: 2 }).map((names) =>
      names.map((text) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: text },
        data: { banner: text },
      })),
    ),
  ),
  patches: maybe(patches),
  acceptedWarnings: maybe(fc.constantFrom(['plain-http' as const], ['plain-http exposure.gateway' as const])),
  cluster: maybe(name('cluster')),
}).map(reconciled);

/** Drops what the rules between parts do not allow together. */
function reconciled(chat: ChatSettings): ChatSettings {
  const { client, exposure, login, link, site, privateSites = [], platform } = chat;
  const linkable = site.edge !== true && site.highAvailability !== true && site.linkAccess === 'loadbalancer';
  const { nginxIngress, gateway: via, ...others } = exposure ?? {};
  const withoutLogin = nginxIngress && { ...nginxIngress, basicAuth: undefined, externalAuth: undefined };
  const twoIssuers = nginxIngress?.tls?.secretName !== undefined && via?.own?.tls?.secretName !== undefined;
  const isSame = (a: { secretName?: string } = {}, b: { secretName?: string } = {}) =>
    a.secretName !== undefined && a.secretName === b.secretName;
  const other = certificateOf(others.ingress);
  const certificates = [nginxIngress?.tls, certificateOf(others.ingress), via?.own?.tls];
  const isUnsaid = certificates.some((tls) => (tls?.clusterIssuer ?? tls?.issuer) && tls?.challenge === undefined);
  return {
    ...chat,
    // A patch here writes a whole map, which takes no other annotation away.
    metadata: chat.patches?.length ? { ...chat.metadata, annotations: undefined } : chat.metadata,
    namespace: isUnsaid ? { ...chat.namespace, denyByDefault: undefined } : chat.namespace,
    // Without a page there is nothing to expose, and somebody else has to be able to ask.
    isolateRouter: client === undefined ? undefined : chat.isolateRouter,
    login: client === undefined ? undefined : login,
    patches: chat.patches?.filter(({ target }) => client !== undefined || target.kind === 'Site'),
    exposure: client &&
      exposure && {
        ...others,
        nginxIngress: login === undefined ? nginxIngress : withoutLogin,
        ingress: isSame(other, nginxIngress?.tls) ? undefined : others.ingress,
        gateway: twoIssuers || isSame(other, via?.own?.tls) ? undefined : via,
        openshiftRoute: platform === 'openshift' ? others.openshiftRoute : undefined,
      },
    link: linkable && privateSites.length > 0 ? link : undefined,
  };
}
