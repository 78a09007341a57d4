import { everyOidcLogin, existingGateway, knownPages, logins, minimal, openLoadBalancer } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
import type { KubeObject } from '../finished/kube-object';
import type { ChatSettings } from '../settings/chat';

const name = 'ilab-client-login';

const withLogin = (kind: string, more: Partial<ChatSettings> = {}) =>
  objectsOf({ ...minimal, login: logins[kind], ...more });

const podOf = (objects: readonly KubeObject[]) => one(objects, 'Deployment', name).spec.template.spec;
const argsOf = (objects: readonly KubeObject[]): string[] => podOf(objects).containers[1].args;
const configurationOf = (objects: readonly KubeObject[]) =>
  (one(objects, 'ConfigMap') as unknown as { data: { 'nginx.conf': string } }).data['nginx.conf'];

/** The lines of a location, without their indentation. */
function location(configuration: string, head: string): string[] {
  const [, body = ''] = configuration.split(`location ${head} {\n`);
  return body
    .slice(0, body.indexOf('    }\n'))
    .split('\n')
    .map((line) => line.trim());
}

describe.each(Object.keys(logins))('%s', (kind) => {
  const objects = withLogin(kind);
  const [nginx, oauth2Proxy] = podOf(objects).containers;

  test('oauth2-proxy listens inside the pod only, believes no headers of a proxy, and leads nowhere', () => {
    expect(argsOf(objects)).toContain('--http-address=127.0.0.1:4180');
    expect(argsOf(objects)).toContain('--upstream=static://202');
    expect(argsOf(objects).filter((arg) => /^--(reverse-proxy|skip-auth|metrics)/.test(arg))).toEqual([]);
    expect(oauth2Proxy).not.toHaveProperty('ports');
    expect(nginx.ports).toEqual([{ name: 'http', containerPort: 8080, protocol: 'TCP' }]);
  });

  test('a session lasts a working day', () => {
    expect(argsOf(objects)).toContain('--cookie-expire=12h');
    expect(argsOf(objects).filter((arg) => arg.startsWith('--cookie-refresh'))).toEqual([]);
  });

  test('secrets come from Secrets', () => {
    const { secretName } = logins[kind]?.users ?? logins[kind] ?? {};
    expect(oauth2Proxy.env[0]).toEqual({
      name: 'OAUTH2_PROXY_COOKIE_SECRET',
      valueFrom: { secretKeyRef: { name: secretName, key: 'cookie-secret' } },
    });
    expect(oauth2Proxy.env.every((variable: object) => !('value' in variable))).toBe(true);
  });

  test('nginx asks about every path of the page, without the body, and no request can guess a password by the way', () => {
    expect(location(configurationOf(objects), '/')).toContain('auth_request /oauth2/auth;');
    const asked = location(configurationOf(objects), '= /oauth2/auth');
    expect(asked).toEqual(expect.arrayContaining(['internal;', 'proxy_pass_request_body off;']));
    expect(asked).toContain('proxy_set_header Authorization "";');
  });

  test('websockets, streams and uploads pass, and answers as long as the longest', () => {
    const page = location(
      configurationOf(withLogin(kind, { client: { ...minimal.client, longestAnswerSeconds: 900 } })),
      '/',
    );
    expect(page).toEqual(
      expect.arrayContaining([
        'proxy_pass http://ilab-client:8080;',
        'proxy_read_timeout 920s;',
        'proxy_buffering off;',
        'proxy_request_buffering off;',
        'proxy_set_header Upgrade $http_upgrade;',
      ]),
    );
    expect(configurationOf(objects)).toContain('client_max_body_size 0;');
  });

  test('what oauth2-proxy reads of strangers is small', () => {
    const heads = [...configurationOf(objects).matchAll(/location (.*) \{/g)].map(([, head = '']) => head);
    const open = heads.filter((head) => /sign-in-first|\(/.test(head));
    expect(open).toHaveLength(2);
    for (const head of open) {
      expect(location(configurationOf(objects), head).join()).toMatch(/client_max_body_size [18]k;/);
    }
  });

  test('a request leaves no line of its own in the log, and the disk holds what the kubelet lets stand of it', () => {
    const formats = argsOf(objects).filter((arg) => arg.includes('-logging-format='));
    expect(argsOf(objects)).toContain('--request-logging=false');
    expect(formats).toHaveLength(2);
    // Whatever has no bound of its own is none of a request's.
    expect(formats.join().match(/{{\.\w+}}/g)).toEqual([
      ...['{{.Timestamp}}', '{{.File}}', '{{.Message}}'],
      ...['{{.Timestamp}}', '{{.Status}}'],
    ]);
    for (const container of podOf(objects).containers) {
      expect(container.resources.limits['ephemeral-storage']).toBe('512Mi');
    }
  });

  test('who somebody is, the page hears from the login alone', () => {
    const page = location(configurationOf(objects), '/');
    expect(page).toContain('proxy_set_header X-Forwarded-User $user;');
    expect(page).toContain('proxy_set_header X-Forwarded-Email $email;');
    expect(page).toContain('proxy_set_header X-Auth-Request-User "";');
  });

  test('pods stop after the answers in flight, and oauth2-proxy after nginx', () => {
    expect(podOf(objects).terminationGracePeriodSeconds).toBe(635);
    expect(configurationOf(objects)).toContain('worker_shutdown_timeout 620s;');
    expect(nginx.lifecycle.preStop.exec.command).toEqual(['sleep', '10']);
    expect(oauth2Proxy.lifecycle.preStop.exec.command).toEqual(['sleep', '15']);
  });

  test('ready is asked where no login is needed, and by way of both containers', () => {
    expect(nginx.readinessProbe.httpGet).toEqual({ path: '/oauth2/ready', port: 'http' });
    expect(location(configurationOf(objects), '= /oauth2/ready')).toContain('proxy_pass http://127.0.0.1:4180/ready;');
    expect(oauth2Proxy.livenessProbe.exec.command).toContain('http://127.0.0.1:4180/ping');
  });
});

describe('oidc', () => {
  test('stolen codes and tokens of other sign-ins are of no use, and cookies stay small', () => {
    expect(argsOf(withLogin('oidc'))).toEqual(
      expect.arrayContaining([
        '--code-challenge-method=S256',
        '--insecure-oidc-skip-nonce=false',
        '--session-cookie-minimal',
        '--cookie-csrf-per-request',
      ]),
    );
  });

  test('groups alone decide, or domains, or both', () => {
    const chosen = (args: readonly string[]) => args.filter((arg) => /^--(allowed-group|email-domain)/.test(arg));
    const issuer = { issuer: 'https://id.example.com', clientId: 'chat' };
    const of = (more: object) =>
      chosen(argsOf(withLogin('oidc', { login: { ...logins.oidc, oidc: { ...issuer, ...more } } })));
    expect(of({ groups: ['a', 'b'] })).toEqual(['--allowed-group=a', '--allowed-group=b', '--email-domain=*']);
    expect(of({ emailDomains: ['example.com'] })).toEqual(['--email-domain=example.com']);
    expect(of({ groups: ['a'], emailDomains: ['example.com'] })).toEqual([
      '--allowed-group=a',
      '--email-domain=example.com',
    ]);
  });

  test('a group with a comma stays one, and what looks like a variable stays as it is', () => {
    const login = { ...logins.oidc, oidc: { ...everyOidcLogin.oidc, groups: ['cn="a",ou=b', '$(HOME)'] } };
    const args = argsOf(withLogin('oidc', { login }));
    expect(args).toContain('--allowed-group="cn=""a"",ou=b"');
    expect(args).toContain('--allowed-group=$$(HOME)');
  });

  test('an authority of your own, scopes, and where the issuer is', () => {
    const objects = withLogin('oidc', { login: everyOidcLogin });
    expect(argsOf(objects)).toContain('--provider-ca-file=/etc/issuer-ca/ca.crt');
    expect(argsOf(objects)).toContain('--scope=openid email');
    expect(podOf(objects).volumes).toContainEqual({
      name: 'issuer-ca',
      secret: { secretName: 'issuer-ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] },
    });
    expect(one(objects, 'NetworkPolicy', name).spec.egress[2]).toEqual({
      to: [{ ipBlock: { cidr: '198.51.100.0/24' } }],
      ports: [{ protocol: 'TCP', port: 8443 }],
    });
  });

  test('the port of the issuer is the one in its address', () => {
    const oidc = { issuer: 'https://id.example.com:8443', clientId: 'chat', groups: ['team'] };
    const { spec } = one(withLogin('oidc', { login: { oidc, secretName: 'chat-login' } }), 'NetworkPolicy', name);
    expect(spec.egress[2]).toEqual({ ports: [{ protocol: 'TCP', port: 8443 }] });
  });

  test('a browser is sent to the issuer, and comes back to the callback', () => {
    const configuration = configurationOf(withLogin('oidc'));
    expect(location(configuration, '/')).toContain('error_page 401 = $refused;');
    expect(location(configuration, '= /oauth2/sign-in-first')).toContain(
      'proxy_pass http://127.0.0.1:4180/oauth2/start;',
    );
    expect(configuration).toContain('location ~ ^/oauth2/(start|callback|sign_in|sign_out|static/) {');
  });
});

describe('users', () => {
  const objects = withLogin('users');

  test('a browser gets the form in place of the page, and nothing leads to an issuer', () => {
    expect(location(configurationOf(objects), '/')).toContain('error_page 401 $refused;');
    expect(configurationOf(objects)).toContain('location ~ ^/oauth2/(sign_in|sign_out|static/) {');
    expect(one(objects, 'NetworkPolicy', name).spec.egress).toHaveLength(2);
  });

  test('a change of the users reaches the pods: the whole folder is mounted', () => {
    expect(podOf(objects).containers[1].volumeMounts).toContainEqual({
      name: 'users',
      mountPath: '/etc/users',
      readOnly: true,
    });
    expect(argsOf(objects)).toContain('--htpasswd-file=/etc/users/auth');
  });

  test('guesses are limited for each address', () => {
    expect(configurationOf(objects)).toContain('limit_req_zone $guessing zone=guesses:1m rate=30r/m;');
    expect(location(configurationOf(objects), '~ ^/oauth2/(sign_in|sign_out|static/)')).toContain(
      'limit_req zone=guesses burst=20 nodelay;',
    );
  });
});

describe('cookies', () => {
  test.each<[string, ChatSettings['exposure'], boolean]>([
    ['no exposure', undefined, true],
    ['an Ingress with TLS', { nginxIngress: { host: 'chat', tls: {} } }, true],
    ['an Ingress without', { nginxIngress: {} }, false],
    ['a load balancer', { loadBalancer: openLoadBalancer }, false],
    ['an own Gateway without TLS', { gateway: { own: { className: 'eg' }, dataPlane: 'any' } }, false],
    ['a Gateway that exists', { gateway: existingGateway }, true],
  ])('behind %s they are for HTTPS alone: %s', (_, exposure, secure) => {
    expect(argsOf(withLogin('users', { exposure })).includes('--cookie-secure=false')).toBe(!secure);
  });
});

test.each([
  ['ipv4', 'listen 0.0.0.0:8080;'],
  ['ipv6', 'listen [::]:8080;'],
  // nginx takes [::] for IPv6 alone unless it is told otherwise.
  ['dual-stack', 'listen [::]:8080 ipv6only=off;'],
] as const)('the login listens for pods with %s addresses', (ipFamily, line) => {
  const objects = withLogin('users', { client: { ...minimal.client, ipFamily } });
  expect(configurationOf(objects)).toContain(line);
});

describe('reencrypt', () => {
  const objects = withLogin('users', {
    platform: 'openshift',
    exposure: { openshiftRoute: { termination: 'reencrypt' } },
  });

  test('the login serves HTTPS with the certificate of its own Service, and the page plain HTTP behind it', () => {
    expect(one(objects, 'Service', name).metadata.annotations).toEqual({
      'service.beta.openshift.io/serving-cert-secret-name': `${name}-serving`,
    });
    expect(configurationOf(objects)).toContain('listen 0.0.0.0:8080 ssl;');
    expect(podOf(objects).containers[0].readinessProbe.httpGet.scheme).toBe('HTTPS');
    expect(one(objects, 'Service', 'ilab-client').metadata).not.toHaveProperty('annotations');
    expect(configurationOf(objects)).toContain('proxy_pass http://ilab-client:8080;');
  });
});

test('pods with another configuration are other pods', () => {
  const hashOf = (longestAnswerSeconds: number) =>
    one(withLogin('users', { client: { ...minimal.client, longestAnswerSeconds } }), 'Deployment', name).spec.template
      .metadata.annotations['checksum/files'];
  expect(hashOf(600)).toMatch(/^[0-9a-f]{64}$/);
  expect(hashOf(601)).not.toBe(hashOf(600));
});

test('pods run where those of the page run, and their images are pulled with the same Secrets', () => {
  const client = {
    ...minimal.client,
    imagePullSecrets: ['registry-login'],
    nodeSelector: { 'kubernetes.io/arch': 'amd64' },
    topologyKey: 'topology.kubernetes.io/zone',
  };
  const account = one(withLogin('users', { client }), 'ServiceAccount', name);
  expect((account as { imagePullSecrets?: unknown }).imagePullSecrets).toEqual([{ name: 'registry-login' }]);
  expect(podOf(withLogin('users', { client }))).toMatchObject({
    imagePullSecrets: [{ name: 'registry-login' }],
    nodeSelector: { 'kubernetes.io/arch': 'amd64' },
    topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone' }],
  });
});

test('a cluster with quotas gets what it asks for, of each container', () => {
  const nginx = { requests: { cpu: '100m' }, limits: { cpu: '1', memory: '128Mi' } };
  const [first, second] = podOf(withLogin('users', { login: { ...logins.users, resources: { nginx } } })).containers;
  expect(first.resources).toEqual(nginx);
  expect(second.resources.limits).toEqual({ memory: '256Mi', 'ephemeral-storage': '512Mi' });
});

test('a page that keeps sessions in its pods is reached by way of one pod of the login, and from there at one of its own', () => {
  const objects = objectsOf({
    ...minimal,
    client: { ...knownPages.streamlit, replicas: 2 },
    exposure: { nginxIngress: { host: 'chat.example.com', tls: {} } },
    login: logins.users,
  });
  expect(one(objects, 'Service', 'chat').spec.sessionAffinity).toBe('ClientIP');
  expect(one(objects, 'Ingress').metadata.annotations).toMatchObject({
    'nginx.ingress.kubernetes.io/affinity': 'cookie',
  });
});

test('a balancer of a cloud asks for a path that needs no login', () => {
  const ingress = { controller: 'aws-alb' as const, subnetRanges: ['10.0.0.0/16'] };
  expect(one(withLogin('users', { exposure: { ingress } }), 'Ingress').metadata.annotations).toMatchObject({
    'alb.ingress.kubernetes.io/healthcheck-path': '/oauth2/ready',
  });
});

test('one image of your own leaves the other as it is', () => {
  const imagesOf = (images: object) =>
    podOf(withLogin('users', { login: { ...logins.users, images } })).containers.map(
      ({ image }: { image: string }) => image.split(':')[0],
    );
  const own = 'registry.example.com/own:v1';
  expect(imagesOf({})).toEqual(['docker.io/nginxinc/nginx-unprivileged', 'quay.io/oauth2-proxy/oauth2-proxy']);
  expect(imagesOf({ nginx: own })).toEqual(['registry.example.com/own', 'quay.io/oauth2-proxy/oauth2-proxy']);
  expect(imagesOf({ oauth2Proxy: own })).toEqual(['docker.io/nginxinc/nginx-unprivileged', 'registry.example.com/own']);
});

test('a group with a comma or a quote is in quotes, and every variable in it stays as it is', () => {
  const groups = ['a,b', 'c"d"', '$(A)$(B)', 'plain $A'];
  const login = { ...logins.oidc, oidc: { issuer: 'https://id.example.com', clientId: 'chat', groups } };
  expect(argsOf(withLogin('oidc', { login })).filter((arg) => arg.startsWith('--allowed-group'))).toEqual([
    '--allowed-group="a,b"',
    '--allowed-group="c""d"""',
    '--allowed-group=$$(A)$$(B)',
    '--allowed-group=plain $A',
  ]);
});

describe('the address of an issuer', () => {
  const portsOf = (issuer: string, issuerPorts?: readonly number[]) =>
    one(
      withLogin('oidc', {
        login: { oidc: { issuer, clientId: 'chat', groups: ['team'], issuerPorts }, secretName: 'chat-login' },
      }),
      'NetworkPolicy',
      name,
    ).spec.egress[2].ports.map(({ port }: { port: number }) => port);

  test.each<[string, readonly number[] | undefined, number[]]>([
    ['https://id.example.com', undefined, [443]],
    ['https://id.example.com:8443', undefined, [8443]],
    ['https://id.example.com:8443', [5556, 443], [5556, 443]],
  ])('%s, with the ports %j of its pods, opens %j', (issuer, issuerPorts, ports) => {
    expect(portsOf(issuer, issuerPorts)).toEqual(ports);
  });
});

test('the login is labelled as itself, with the version of the program that knows who somebody is', () => {
  const objects = withLogin('users', {
    login: { ...logins.users, images: { oauth2Proxy: 'registry.example.com/oauth2-proxy:v8' } },
  });
  const labels = { app: name, 'app.kubernetes.io/component': 'login', 'app.kubernetes.io/part-of': 'ilab-chat' };
  expect(one(objects, 'Service', name).metadata.labels).toMatchObject(labels);
  expect(one(objects, 'Service', name).metadata.labels).not.toHaveProperty(['app.kubernetes.io/version']);
  expect(one(objects, 'Deployment', name).metadata.labels).toMatchObject({
    ...labels,
    'app.kubernetes.io/version': 'v8',
  });
});

test("a page without sessions in its pods needs no affinity, and its Service keeps no browser's pod", () => {
  expect(one(withLogin('users'), 'Service', 'ilab-client').spec).not.toHaveProperty('sessionAffinity');
});

test('the page lets in the login alone, and the login whoever an exposure sends', () => {
  const objects = withLogin('users', { exposure: { nginxIngress: { host: 'chat.example.com' } } });
  const from = (policy: string) =>
    one(objects, 'NetworkPolicy', policy).spec.ingress.map((rule: { from: unknown }) => rule.from);
  expect(from('ilab-client')).toEqual([[{ podSelector: { matchLabels: { app: name } } }]]);
  expect(JSON.stringify(from(name))).toContain('"kubernetes.io/metadata.name":"ingress-nginx"');
});
