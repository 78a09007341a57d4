import { refuses } from '../../tests/refused';

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
