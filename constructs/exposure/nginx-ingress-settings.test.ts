import { minimal } from '../../tests/cases';
import { refuses, refusesTogether, report } from '../../tests/refused';
import { isUrlForNginx } from './nginx-ingress-settings';

refuses('exposure.nginxIngress.host', {
  'hosts has all names of the chat; leave out one of them': ['chat.example.com'],
  '%s is not a host name; use a name such as "chat.example.com" (a wildcard belongs in the certificate; this is one name)':
    ['*.example.com'],
  '%s is not a host name; use a name such as "chat.example.com" (did you mean "chat.example.com"?)': [
    'https://chat.example.com/',
    'chat.example.com:8443',
    'Chat.Example.com',
  ],
  '%s is not a host name; use a name such as "chat.example.com"': ['203.0.113.10', '::1', `${'a'.repeat(64)}.org`],
  '%s is not a host name; use a name such as "chat.example.com" (did you mean "chat.xn--mnchen-3ya.de"?)': [
    'chat.münchen.de',
    'https://Chat.München.de/',
  ],
  // Its "а" is not the one of "chat".
  '%s is not a host name; use a name such as "chat.example.com" (it has a Cyrillic letter, U+0430)': [
    'chаt.example.com',
  ],
});

refuses('exposure.nginxIngress.hosts', {
  'exposure.nginxIngress.host: missing; TLS needs the name that the certificate is for, such as "chat.example.com"': [
    undefined,
  ],
  '%s is not a list; use a list of host names, at least one': ['chat.example.com'],
  'empty; use a list of host names, at least one': [[]],
  '[1]: "a.example.com" is there twice; leave out one': [['a.example.com', 'a.example.com']],
  '[0]: "https://a.example.com" is not a host name; use a name such as "chat.example.com" (did you mean "a.example.com"?)':
    [['https://a.example.com']],
  '17 of them; use at most 16': [Array.from({ length: 17 }, (_, index) => `chat-${index}.example.com`)],
});

refuses('exposure.nginxIngress.className', {
  '%s is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters': [
    'kubernetes.io/Nginx',
  ],
});

describe('the class of another controller', () => {
  const gateway = 'use the exposure gateway';

  test.each([
    ['traefik', "Traefik's", 'use the exposure ingress with controller "traefik"'],
    ['traefik-internal', "Traefik's", 'use the exposure ingress with controller "traefik"'],
    ['haproxy', "HAProxy's", 'use the exposure ingress with controller "haproxy"'],
    ['alb', "the AWS Load Balancer Controller's", 'use the exposure ingress with controller "aws-alb"'],
    ['internal-alb', "the AWS Load Balancer Controller's", 'use the exposure ingress with controller "aws-alb"'],
    ['eks.auto', "the AWS Load Balancer Controller's", 'use the exposure ingress with controller "aws-alb"'],
    ['gce-internal', "GKE's", 'use the exposure ingress with controller "gke"'],
    ['gke', "GKE's", 'use the exposure ingress with controller "gke"'],
    ['contour', "Contour's", gateway],
    ['cilium', "Cilium's", gateway],
    ['istio', "Istio's", gateway],
    ['kong', "Kong's", gateway],
    ['apisix', "APISIX'", gateway],
    ['higress', "Higress'", gateway],
    ['ambassador', "Emissary's", gateway],
    ['emissary', "Emissary's", gateway],
    ['avi', "the AVI Kubernetes Operator's", gateway],
    ['ngrok', "ngrok's", gateway],
    ['pomerium', "Pomerium's", gateway],
    ['azure-application-gateway', "Azure's Application Gateway's", 'use loadBalancer or gateway'],
    ['azure-alb-external', "Azure's Gateway for Containers'", gateway],
    ['azure-alb-internal', "Azure's Gateway for Containers'", gateway],
    ['openshift-default', "OpenShift's router's", 'use openshiftRoute'],
    ['tailscale', "Tailscale's", 'use loadBalancer with its class'],
  ])('%s is refused, whose login nobody would be asked for', (className, owner, way) => {
    expect(report({ ...minimal, exposure: { nginxIngress: { className } } })).toEqual([
      `exposure.nginxIngress.className: "${className}" is ${owner} class, which ignores the annotations of ingress-nginx without a word: nobody would be asked for a login, and no range would hold; ${way}`,
    ]);
  });

  test.each(['nginx', 'nginx-internal', 'edge', 'traefik-nginx', 'public', 'traefikal', 'azure'])(
    '%s may be of ingress-nginx',
    (className) => {
      expect(report({ ...minimal, exposure: { nginxIngress: { className } } })).toEqual([]);
    },
  );
});

refuses('exposure.nginxIngress.controllerNamespace', {
  'not a setting any more; use controller: { namespace }': ['edge'],
});

refuses('exposure.nginxIngress.controller', {
  '%s is not a group of settings; use { namespace?, podLabels?, addressRanges? }': ['edge'],
  '.namespace: missing; name a namespace, podLabels or addressRanges, or the policy would allow nobody': [{}],
  '.podLabels: empty, which would allow every pod; name a label, or leave out podLabels': [{ podLabels: {} }],
  '.namespace: "ingress nginx" is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (did you mean "ingress-nginx"?)':
    [{ namespace: 'ingress nginx' }],
});

refuses('exposure.nginxIngress.path', {
  'not a setting; known here: host, hosts, className, controller, tls, maxBodySize, rateLimit, sourceRanges, basicAuth, externalAuth, annotations':
    ['/chat'],
});

refuses('exposure.nginxIngress.tls', {
  '%s is not a group of settings; use { secretName?, clusterIssuer?, issuer?, challenge?, redirect? }': [true],
  '.issuer: cert-manager takes one issuer; leave out issuer or clusterIssuer': [{ clusterIssuer: 'a', issuer: 'b' }],
  '.challenge: only an issuer has a name proved; name a clusterIssuer or issuer, or leave out challenge': [
    { secretName: 'a', challenge: 'http01' },
  ],
});

refuses('exposure.nginxIngress.tls.challenge', {
  '%s is not known here; use "http01" or "dns01" (did you mean "http01"?)': ['http-01'],
});

refuses('exposure.nginxIngress.tls.redirect', {
  '%s is not true or false; use true or false': ['yes'],
});

refuses('exposure.nginxIngress.tls.secretName', {
  '%s is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters': ['edge/chat-tls'],
});

refuses('exposure.nginxIngress.maxBodySize', {
  '%s is not a size that nginx takes; use a number and "k", "m" or "g", such as "1m" (did you mean "10m"?)': ['10MB'],
  '%s is not a size that nginx takes; use a number and "k", "m" or "g", such as "1m" (did you mean "1m"?)': ['1Mi'],
  '%s is not a size that nginx takes; use a number and "k", "m" or "g", such as "1m" (in quotes: "1024")': [1024],
  '%s is not a size that nginx takes; use a number and "k", "m" or "g", such as "1m"': ['big', '10b', '99999999g'],
});

refuses('exposure.nginxIngress.rateLimit', {
  '.requestsPerSecond: missing; set requestsPerSecond, requestsPerMinute or connections, or leave out rateLimit': [{}],
});

refuses('exposure.nginxIngress.rateLimit.connections', {
  '%s is not a number of connections; use a whole number from 1 to 65535': [65_536],
});

refuses('exposure.nginxIngress.rateLimit.requestsPerSecond', {
  '%s is not a number of requests; use a whole number from 1 to 1000000': [0],
});

refuses('exposure.nginxIngress.rateLimit.requestsPerMinute', {
  '%s is not a number of requests; use a whole number from 1 to 1000000 (a number, without quotes)': ['60'],
});

refuses('exposure.nginxIngress.rateLimit.requestPerMinute', {
  'not a setting; did you mean "requestsPerMinute"?': [60],
});

refuses('exposure.nginxIngress.rateLimit.exempt', {
  'empty; use a list of CIDRs, at least one': [[]],
});

refuses('exposure.nginxIngress.sourceRanges', {
  'empty; use a list of CIDRs, at least one': [[]],
  '[1]: "7" is not an address range; use a CIDR such as "203.0.113.0/24"': [['203.0.113.0/24', 7]],
});

refuses('exposure.nginxIngress.basicAuth.secretName', {
  'missing; use lowercase letters, digits, "-" and ".", at most 253 characters': [undefined],
});

refuses('exposure.nginxIngress.basicAuth.realm', {
  '%s is not a realm that nginx takes; use letters, digits, spaces and - . _ ~ / :': ["Chat (members' only)"],
});

refuses('exposure.nginxIngress.externalAuth', {
  'exposure.nginxIngress.basicAuth: one login is enough, and nginx would ask for both; leave out basicAuth or externalAuth':
    [{ url: 'https://$host/oauth2/auth' }],
});

refusesTogether(
  { exposure: { nginxIngress: { externalAuth: { url: 'oauth2/auth' } } } },
  'exposure.nginxIngress.externalAuth.url: "oauth2/auth" is not an address that nginx takes; use one that begins with "http://" or "https://", of letters, digits and - . _ ~ / : , ? & = $',
);

refusesTogether(
  { exposure: { nginxIngress: { externalAuth: { url: 'https://auth.example.com/{id}' } } } },
  'exposure.nginxIngress.externalAuth.url: "https://auth.example.com/{id}" is not an address that nginx takes; use one that begins with "http://" or "https://", of letters, digits and - . _ ~ / : , ? & = $',
);

refusesTogether(
  { exposure: { nginxIngress: { externalAuth: { url: 'https://a.example.com', responseHeaders: ['X User'] } } } },
  'exposure.nginxIngress.externalAuth.responseHeaders[0]: "X User" is not a header name; use letters, digits and "-", such as "X-Auth-Request-User"',
);

refusesTogether(
  { exposure: { nginxIngress: { tls: { secretName: 'Bad' } } } },
  'exposure.nginxIngress.tls.secretName: "Bad" is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters (did you mean "bad"?)',
  'exposure.nginxIngress.host: missing; TLS needs the name that the certificate is for, such as "chat.example.com"',
);

refusesTogether(
  {
    exposure: {
      nginxIngress: { basicAuth: { secretName: 'a', realm: "x'" }, externalAuth: { url: 'https://a.example.com' } },
    },
  },
  'exposure.nginxIngress.basicAuth.realm: "x\'" is not a realm that nginx takes; use letters, digits, spaces and - . _ ~ / :',
  'exposure.nginxIngress.basicAuth: one login is enough, and nginx would ask for both; leave out basicAuth or externalAuth',
);

describe('the login of another service', () => {
  const reportOn = (url: string) => report({ ...minimal, exposure: { nginxIngress: { externalAuth: { url } } } });

  test.each([
    'https://auth.example.com:99999/auth',
    'https://auth.example.com:65536/auth',
    'http://auth.example.com:65536',
    'https://auth.example.com:0/auth',
    'https://auth.example.com:000001',
    'https://auth.example.com:x/auth',
    'https://auth.example.com:/auth',
    'https://',
    'https:///auth',
    'https://auth..example.com',
    'https://auth.example.com.',
    'https://auth.exam ple.com',
    'https://auth.example.com/a b',
    'https://auth.example.com#top',
    'see https://auth.example.com',
    'ftp://auth.example.com',
    'httpx://auth.example.com',
  ])('at %s is refused', (url) => {
    expect(reportOn(url)).toEqual([
      `exposure.nginxIngress.externalAuth.url: "${url}" is not an address that nginx takes; use one that begins with "http://" or "https://", of letters, digits and - . _ ~ / : , ? & = $`,
    ]);
  });

  test.each([
    'https://auth.example.com',
    'https://auth.example.com:8443/auth',
    'https://auth.example.com:1/auth',
    'https://auth.example.com:65535?rd=$uri',
    'https://$host/oauth2/auth?rd=$uri',
    'https://auth-2_a~b.example.com/~a/b_c-d.e,f:g&h=i',
    'https://auth.example.com/to/http://proxy:99999',
    'http://oauth2-proxy.edge',
    'http://a',
  ])('at %s is legal', (url) => {
    expect(reportOn(url)).toEqual([]);
    expect(isUrlForNginx(url)).toBe(true);
    expect(isUrlForNginx(`${url}{}`)).toBe(false);
  });

  test('is asked at any of the addresses', () => {
    const externalAuth = { url: 'https://auth.example.com', signInUrl: 'sign-in', responseHeaders: ['X-User', 'a1'] };
    expect(report({ ...minimal, exposure: { nginxIngress: { externalAuth } } })).toEqual([
      'exposure.nginxIngress.externalAuth.signInUrl: "sign-in" is not an address that nginx takes; use one that begins with "http://" or "https://", of letters, digits and - . _ ~ / : , ? & = $',
    ]);
  });

  test.each(['X User', ' X', 'X:', 'X_User', ''])('gives no header %j', (name) => {
    const externalAuth = { url: 'https://auth.example.com', responseHeaders: [name] };
    expect(report({ ...minimal, exposure: { nginxIngress: { externalAuth } } })).toEqual([
      `exposure.nginxIngress.externalAuth.responseHeaders[0]: "${name}" is not a header name; use letters, digits and "-", such as "X-Auth-Request-User"`,
    ]);
  });
});

describe('the realm of the login', () => {
  const reportOn = (realm: string) =>
    report({ ...minimal, exposure: { nginxIngress: { basicAuth: { secretName: 'chat-users', realm } } } });

  test.each(['', 'Chat!', '!Chat', '"Chat"', 'a;b'])('may not be %j', (realm) => {
    expect(reportOn(realm)).toEqual([
      expect.stringMatching(/^exposure\.nginxIngress\.basicAuth\.realm: .* is not a realm that nginx takes; /),
    ]);
  });

  test.each(['Chat: members only', '-._~/', 'C2'])('may be %j', (realm) => {
    expect(reportOn(realm)).toEqual([]);
  });
});

test.each([
  [
    { basicAuth: { secretName: 'a', realm: ['Chat'] } },
    'basicAuth.realm: a list is not a realm that nginx takes; use letters, digits, spaces and - . _ ~ / :',
  ],
  [
    { externalAuth: { url: ['https://auth.example.com'] } },
    'externalAuth.url: a list is not an address that nginx takes; use one that begins with "http://" or "https://", of letters, digits and - . _ ~ / : , ? & = $',
  ],
  [
    { externalAuth: { url: 'https://auth.example.com', responseHeaders: [7] } },
    'externalAuth.responseHeaders[0]: "7" is not a header name; use letters, digits and "-", such as "X-Auth-Request-User" (in quotes: "7")',
  ],
  [
    { externalAuth: { url: 'https://auth.example.com', responseHeaders: [] } },
    'externalAuth.responseHeaders: empty; use a list of header names, at least one',
  ],
  // Not what follows from the mistake, too.
  [
    { className: 7 },
    'className: "7" is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters (in quotes: "7")',
  ],
  [
    { basicAuth: { secretName: 'a' }, externalAuth: 7 },
    'externalAuth: "7" is not a group of settings; use { url, signInUrl?, responseHeaders? }',
  ],
  [
    { tls: 7 },
    'tls: "7" is not a group of settings; use { secretName?, clusterIssuer?, issuer?, challenge?, redirect? }',
  ],
  [
    { host: 'chat', tls: { clusterIssuer: 'a/b', issuer: 'letsencrypt' } },
    'tls.clusterIssuer: "a/b" is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters',
  ],
])('%j', (nginxIngress, message) => {
  expect(report({ ...minimal, exposure: { nginxIngress } })).toEqual([`exposure.nginxIngress.${message}`]);
});

describe('numbers in a limit', () => {
  const reportOn = (rateLimit: object) => report({ ...minimal, exposure: { nginxIngress: { rateLimit } } });

  test.each([
    ['requestsPerSecond', 1_000_000, 'a number of requests'],
    ['requestsPerMinute', 1_000_000, 'a number of requests'],
    ['connections', 65_535, 'a number of connections'],
    ['burstMultiplier', 1000, 'a number in this range'],
  ])('%s is from 1 to %i', (name, most, what) => {
    for (const number of [1, most]) {
      expect(reportOn({ requestsPerSecond: 5, [name]: number })).toEqual([]);
    }
    for (const number of [0, most + 1]) {
      expect(reportOn({ requestsPerSecond: 5, [name]: number })).toEqual([
        `exposure.nginxIngress.rateLimit.${name}: "${number}" is not ${what}; use a whole number from 1 to ${most}`,
      ]);
    }
  });

  test.each(['requestsPerSecond', 'requestsPerMinute', 'connections'])('%s alone is enough', (name) => {
    expect(reportOn({ [name]: 5 })).toEqual([]);
  });

  test('one of a burst, and addresses without it, are none', () => {
    expect(reportOn({ burstMultiplier: 5, exempt: ['10.0.0.0/8'] })).toEqual([
      'exposure.nginxIngress.rateLimit.requestsPerSecond: missing; set requestsPerSecond, requestsPerMinute or connections, or leave out rateLimit',
    ]);
  });
});

describe('names of the chat', () => {
  const hostsUpTo = (many: number) => Array.from({ length: many }, (_, index) => `chat-${index}.example.com`);

  test('16 are legal', () => {
    expect(report({ ...minimal, exposure: { nginxIngress: { hosts: hostsUpTo(16) } } })).toEqual([]);
  });

  test('each that is there twice is named', () => {
    const hosts = ['a.example.com', 'b.example.com', 'a.example.com', 'b.example.com'];
    expect(report({ ...minimal, exposure: { nginxIngress: { hosts } } })).toEqual([
      'exposure.nginxIngress.hosts[2]: "a.example.com" is there twice; leave out one',
      'exposure.nginxIngress.hosts[3]: "b.example.com" is there twice; leave out one',
    ]);
  });
});

describe('TLS', () => {
  const reportOn = (tls: object) => report({ ...minimal, exposure: { nginxIngress: { host: 'chat', tls } } });

  test.each([
    { clusterIssuer: 'letsencrypt', challenge: 'http01' },
    { issuer: 'letsencrypt', challenge: 'dns01' },
    { secretName: 'chat-tls' },
    { redirect: false },
  ])('%j is legal', (tls) => {
    expect(reportOn(tls)).toEqual([]);
  });

  test.each(['clusterIssuer', 'issuer', 'secretName'])('%s is the name of an object', (name) => {
    expect(reportOn({ [name]: 'a/b' })).toEqual([
      `exposure.nginxIngress.tls.${name}: "a/b" is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters`,
    ]);
  });
});

test.each([{ host: 'chat' }, { host: 'chat', tls: {} }])('%j is legal', (nginxIngress) => {
  expect(report({ ...minimal, exposure: { nginxIngress } })).toEqual([]);
});
