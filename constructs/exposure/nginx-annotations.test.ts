import { minimal } from '../../tests/cases';
import { refuses, report } from '../../tests/refused';

refuses('exposure.nginxIngress.annotations', {
  '["nginx.ingress.kubernetes.io/proxy-read-timeout"]: the setting client.longestAnswerSeconds decides about this; use it instead':
    [{ 'nginx.ingress.kubernetes.io/proxy-read-timeout': '600s' }],
  '["nginx.ingress.kubernetes.io/proxy-connect-timeout"]: "5s" is not a whole number, and nginx ignores other forms without a word; use a number such as "5"':
    [{ 'nginx.ingress.kubernetes.io/proxy-connect-timeout': '5s' }],
  '["nginx.ingress.kubernetes.io/proxy-buffering"]: "true" is not known here, and nginx ignores it without a word; use "on" or "off"':
    [{ 'nginx.ingress.kubernetes.io/proxy-buffering': 'true' }],
  '["nginx.ingress.kubernetes.io/ssl-redirect"]: the setting tls.redirect decides about this; use it instead': [
    { 'nginx.ingress.kubernetes.io/ssl-redirect': 'true' },
  ],
  '["nginx.ingress.kubernetes.io/limit-rps"]: the setting rateLimit.requestsPerSecond decides about this; use it instead':
    [{ 'nginx.ingress.kubernetes.io/limit-rps': '5' }, { 'nginx.ingress.kubernetes.io/limit-rps': 'x' }],
  '["nginx.ingress.kubernetes.io/limit-rsp"]: the controller does not know it; use the setting rateLimit.requestsPerSecond':
    [{ 'nginx.ingress.kubernetes.io/limit-rsp': '5' }],
  '["nginx.ingress.kubernetes.io/rewrite-target"]: the page calls absolute paths, so the chat works on path "/" only; use a host of its own':
    [{ 'nginx.ingress.kubernetes.io/rewrite-target': '/' }],
  '["nginx.ingress.kubernetes.io/use-regex"]: the page calls absolute paths, so the chat works on path "/" only; use a host of its own':
    [{ 'nginx.ingress.kubernetes.io/use-regex': 'true' }],
  '["nginx.ingress.kubernetes.io/configuration-snippet"]: snippets run foreign configuration in the controller, for every Ingress of the cluster; leave it out':
    [{ 'nginx.ingress.kubernetes.io/configuration-snippet': 'x' }],
  '["nginx.ingress.kubernetes.io/server-snippet"]: snippets run foreign configuration in the controller, for every Ingress of the cluster; leave it out':
    [{ 'nginx.ingress.kubernetes.io/server-snippet': 'x' }],
  '["nginx.ingress.kubernetes.io/whitelist-source-range"]: the setting sourceRanges decides about this; use it instead':
    [{ 'nginx.ingress.kubernetes.io/whitelist-source-range': '0.0.0.0/0' }],
  '["nginx.ingress.kubernetes.io/auth-url"]: the setting externalAuth.url decides about this; use it instead': [
    { 'nginx.ingress.kubernetes.io/auth-url': 'https://x' },
  ],
  '["nginx.ingress.kubernetes.io/auth-secret"]: the setting basicAuth.secretName decides about this; use it instead': [
    { 'nginx.ingress.kubernetes.io/auth-secret': 'x' },
  ],
  '["nginx.ingress.kubernetes.io/satisfy"]: it would let an address in the ranges skip the login; leave it out': [
    { 'nginx.ingress.kubernetes.io/satisfy': 'any' },
  ],
  '["nginx.ingress.kubernetes.io/ssl-passthrough"]: the controller would hand connections on unread, without the login, the ranges and every other annotation; leave it out':
    [{ 'nginx.ingress.kubernetes.io/ssl-passthrough': 'true' }],
  '["nginx.ingress.kubernetes.io/canary-weight"]: it would take a part of another Ingress\'s requests; leave it out': [
    { 'nginx.ingress.kubernetes.io/canary-weight': '10' },
  ],
  '["nginx.ingress.kubernetes.io/server-alias"]: it would take hosts that no rule names; leave it out': [
    { 'nginx.ingress.kubernetes.io/server-alias': 'x' },
  ],
  '["nginx.ingress.kubernetes.io/global-rate-limit"]: the controller reads it no more since 1.12, and the setting is rateLimit; leave it out':
    [{ 'nginx.ingress.kubernetes.io/global-rate-limit': '5' }],
  '["nginx.ingress.kubernetes.io/hsts"]: it is a matter of the controller\'s ConfigMap; leave it out': [
    { 'nginx.ingress.kubernetes.io/hsts': 'true' },
  ],
  '["nginx.ingress.kubernetes.io/backend-protocol"]: the pods speak HTTP to an Ingress; leave it out': [
    { 'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS' },
  ],
  '["nginx.ingress.kubernetes.io/permanent-redirect"]: it would send users away from the chat; leave it out': [
    { 'nginx.ingress.kubernetes.io/permanent-redirect': 'https://x' },
  ],
  '["kubernetes.io/ingress.class"]: the setting className decides about this; use it instead': [
    { 'kubernetes.io/ingress.class': 'nginx' },
  ],
  '["cert-manager.io/issuer"]: the setting tls.issuer decides about this; use it instead': [
    { 'cert-manager.io/issuer': 'x' },
  ],
  '["nginx.org/proxy-read-timeout"]: "nginx.org" is another controller\'s; ingress-nginx reads nginx.ingress.kubernetes.io/…':
    [{ 'nginx.org/proxy-read-timeout': '600s' }],
  '["traefik.ingress.kubernetes.io/router.middlewares"]: "traefik.ingress.kubernetes.io" is another controller\'s; ingress-nginx reads nginx.ingress.kubernetes.io/…':
    [{ 'traefik.ingress.kubernetes.io/router.middlewares': 'chat-login@kubernetescrd' }],
  '["haproxy.org/auth-type"]: "haproxy.org" is another controller\'s; ingress-nginx reads nginx.ingress.kubernetes.io/…':
    [{ 'haproxy.org/auth-type': 'basic-auth' }],
  '["nginx.ingres.kubernetes.io/x"]: "nginx.ingres.kubernetes.io" is not read by any controller; did you mean "nginx.ingress.kubernetes.io"?':
    [{ 'nginx.ingres.kubernetes.io/x': 'x' }],
  '["example.com/key"]: looks like a secret, and the output is for everybody to read; keep it in a Secret, and give its name':
    [{ 'example.com/key': '-----BEGIN RSA PRIVATE KEY-----' }],
  '["example.com/api-token"]: named like a secret, and the output is for everybody to read; keep it in a Secret, and give its name':
    [{ 'example.com/api-token': 'abc123' }],
  '["nginx.ingress.kubernetes.io/proxy-buffering"]: "true\\u{a}" is not known here, and nginx ignores it without a word; use "on" or "off"':
    [{ 'nginx.ingress.kubernetes.io/proxy-buffering': 'true\n' }],
});

const nginx = 'nginx.ingress.kubernetes.io';
const reportOn = (name: string, text = 'x') =>
  report({ ...minimal, exposure: { nginxIngress: { annotations: { [name]: text } } } });
const refusal = (name: string, message: string) => [`exposure.nginxIngress.annotations["${name}"]: ${message}`];

test.each([
  ['proxy-read-timeout', 'client.longestAnswerSeconds'],
  ['proxy-send-timeout', 'client.longestAnswerSeconds'],
  ['ssl-redirect', 'tls.redirect'],
  ['force-ssl-redirect', 'tls.redirect'],
  ['proxy-body-size', 'maxBodySize'],
  ['limit-rps', 'rateLimit.requestsPerSecond'],
  ['limit-rpm', 'rateLimit.requestsPerMinute'],
  ['limit-connections', 'rateLimit.connections'],
  ['limit-burst-multiplier', 'rateLimit.burstMultiplier'],
  ['limit-whitelist', 'rateLimit.exempt'],
  ['limit-allowlist', 'rateLimit.exempt'],
  ['whitelist-source-range', 'sourceRanges'],
  ['allowlist-source-range', 'sourceRanges'],
  ['auth-type', 'basicAuth'],
  ['auth-secret', 'basicAuth.secretName'],
  ['auth-secret-type', 'basicAuth'],
  ['auth-realm', 'basicAuth.realm'],
  ['auth-url', 'externalAuth.url'],
  ['auth-signin', 'externalAuth.signInUrl'],
  ['auth-response-headers', 'externalAuth.responseHeaders'],
])('%s is a matter of the setting %s', (short, setting) => {
  expect(reportOn(`${nginx}/${short}`)).toEqual(
    refusal(`${nginx}/${short}`, `the setting ${setting} decides about this; use it instead`),
  );
});

test("cert-manager's issuer of the cluster is a matter of the setting tls.clusterIssuer", () => {
  expect(reportOn('cert-manager.io/cluster-issuer')).toEqual(
    refusal('cert-manager.io/cluster-issuer', 'the setting tls.clusterIssuer decides about this; use it instead'),
  );
});

test.each(['rewrite-target', 'use-regex', 'app-root', 'x-forwarded-prefix'])('%s would move the page', (short) => {
  expect(reportOn(`${nginx}/${short}`)).toEqual(
    refusal(
      `${nginx}/${short}`,
      'the page calls absolute paths, so the chat works on path "/" only; use a host of its own',
    ),
  );
});

describe.each(['proxy-connect-timeout', 'proxy-next-upstream-timeout', 'proxy-next-upstream-tries'])('%s', (short) => {
  test.each(['5s', 's5', '', '1.5'])('is no whole number as %j', (text) => {
    expect(reportOn(`${nginx}/${short}`, text)).toEqual(
      refusal(
        `${nginx}/${short}`,
        `"${text}" is not a whole number, and nginx ignores other forms without a word; use a number such as "5"`,
      ),
    );
  });

  test.each(['5', '60'])('may be %s', (text) => {
    expect(reportOn(`${nginx}/${short}`, text)).toEqual([]);
  });
});

describe.each(['proxy-buffering', 'proxy-request-buffering'])('%s', (short) => {
  test('is neither true nor false', () => {
    expect(reportOn(`${nginx}/${short}`, 'false')).toEqual(
      refusal(`${nginx}/${short}`, '"false" is not known here, and nginx ignores it without a word; use "on" or "off"'),
    );
  });

  test.each(['on', 'off'])('may be %s', (text) => {
    expect(reportOn(`${nginx}/${short}`, text)).toEqual([]);
  });
});

test.each([
  ['backend-protocol', 'the pods speak HTTP to an Ingress'],
  ['permanent-redirect', 'it would send users away from the chat'],
  ['permanent-redirect-code', 'it would send users away from the chat'],
  ['temporal-redirect', 'it would send users away from the chat'],
  ['default-backend', 'it would show something else when no pod of the chat is ready'],
  ['global-rate-limit-window', 'the controller reads it no more since 1.12, and the setting is rateLimit'],
  ['hsts', "it is a matter of the controller's ConfigMap"],
  ['hsts-max-age', "it is a matter of the controller's ConfigMap"],
])('%s would undo what the settings promise', (short, why) => {
  expect(reportOn(`${nginx}/${short}`)).toEqual(refusal(`${nginx}/${short}`, `${why}; leave it out`));
});

test.each([
  ['proxy-connect-timout', `did you mean "${nginx}/proxy-connect-timeout"?`],
  ['proxy-bufering', `did you mean "${nginx}/proxy-buffering"?`],
  ['rewrite-targe', `did you mean "${nginx}/rewrite-target"?`],
  ['auth-sec', undefined],
  ['limit-rpp', 'use the setting rateLimit.requestsPerSecond'],
  ['proxy-body-siz', 'use the setting maxBodySize'],
])('%s is a slip: %s', (short, meant) => {
  expect(reportOn(`${nginx}/${short}`)).toEqual(
    meant === undefined ? [] : refusal(`${nginx}/${short}`, `the controller does not know it; ${meant}`),
  );
});

test('the domain of ingress-nginx alone is no annotation of it', () => {
  expect(reportOn(nginx)).toEqual([]);
});

test.each(['hstsx', 'upstream-vhost', 'proxy-buffer-size', 'enable-cors'])('%s is taken as it is', (short) => {
  expect(reportOn(`${nginx}/${short}`)).toEqual([]);
});

describe.each([
  'nginx.org',
  'nginx.com',
  'ingress.kubernetes.io',
  'networking.gke.io',
  'haproxy.org',
  'haproxy-ingress.github.io',
  'haproxy.router.openshift.io',
  'projectcontour.io',
  'konghq.com',
  'cilium.io',
  'apisix.apache.org',
  'higress.io',
])('an annotation of %s', (domain) => {
  test.each([domain, `own.${domain}`])("is another controller's: %s", (prefix) => {
    expect(reportOn(`${prefix}/name`)).toEqual(
      refusal(`${prefix}/name`, `"${prefix}" is another controller's; ingress-nginx reads ${nginx}/…`),
    );
  });

  test('is not one of a domain that ends like it', () => {
    expect(reportOn(`my${domain}/name`)).toEqual([]);
  });
});

test.each([
  ['nginx.ingress.kubernets.i/x', `did you mean "${nginx}"?`],
  ['nginx.ingress.kuber.io/x', undefined],
  ['nginx.ingres.kubernete.io/x', `did you mean "${nginx}"?`],
  ['team.example.com/x', undefined],
])('a domain that nobody reads: %s', (name, meant) => {
  const [domain] = name.split('/');
  expect(reportOn(name)).toEqual(
    meant === undefined ? [] : refusal(name, `"${domain}" is not read by any controller; ${meant}`),
  );
});
