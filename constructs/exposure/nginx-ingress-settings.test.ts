import { minimal } from '../../tests/cases';
import { refuses, refusesTogether, report } from '../../tests/refused';

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
  test.each([
    ['traefik', "Traefik's"],
    ['traefik-internal', "Traefik's"],
    ['haproxy', "HAProxy's"],
    ['alb', "the AWS Load Balancer Controller's"],
    ['internal-alb', "the AWS Load Balancer Controller's"],
    ['gce-internal', "GKE's"],
    ['contour', "Contour's"],
    ['cilium', "Cilium's"],
    ['istio', "Istio's"],
    ['kong', "Kong's"],
    ['azure-application-gateway', "Azure's Application Gateway's"],
    ['azure-alb-external', "Azure's Gateway for Containers'"],
    ['openshift-default', "OpenShift's router's"],
    ['tailscale', "Tailscale's"],
    ['apisix', "APISIX'"],
  ])('%s is refused, whose login nobody would be asked for', (className, owner) => {
    expect(report({ ...minimal, exposure: { nginxIngress: { className } } })).toEqual([
      expect.stringContaining(
        `exposure.nginxIngress.className: "${className}" is ${owner} class, which ignores the annotations of ingress-nginx without a word: nobody would be asked for a login, and no range would hold; use `,
      ),
    ]);
  });

  test.each(['nginx', 'nginx-internal', 'edge', 'traefik-nginx', 'public'])(
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
  test.each([99_999, 0, 'x'])('at port %s is refused', (port) => {
    const externalAuth = { url: `https://auth.example.com:${port}/auth` };
    expect(report({ ...minimal, exposure: { nginxIngress: { externalAuth } } })).toEqual([
      `exposure.nginxIngress.externalAuth.url: "${externalAuth.url}" is not an address that nginx takes; use one that begins with "http://" or "https://", of letters, digits and - . _ ~ / : , ? & = $`,
    ]);
  });

  test.each(['https://auth.example.com:8443/auth', 'https://$host/oauth2/auth?rd=$uri', 'http://oauth2-proxy.edge'])(
    'at %s is legal',
    (url) => {
      expect(report({ ...minimal, exposure: { nginxIngress: { externalAuth: { url } } } })).toEqual([]);
    },
  );
});

test.each([{ host: 'chat' }, { host: 'chat', tls: {} }])('%j is legal', (nginxIngress) => {
  expect(report({ ...minimal, exposure: { nginxIngress } })).toEqual([]);
});
