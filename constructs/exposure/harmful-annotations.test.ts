import { harmOf } from './harmful-annotations';

const nginx = 'nginx.ingress.kubernetes.io';
const harmOfName = (name: string) => harmOf(name, 'x', 'chats');

describe('annotations that do harm whatever their text', () => {
  const snippets = 'snippets run foreign configuration in the controller, for every Ingress of the cluster';
  const hosts = 'it would take hosts that no rule names';
  const cluster = 'the cluster gives its users, groups and nodes to a namespace by it';
  const runtime = 'it would ask the runtime of the node for what pods do not get';

  test.each([
    [`${nginx}/server-snippet`, snippets],
    ['nginx.org/location-snippets', snippets],
    ['example.com/Snippets', snippets],
    [`${nginx}/server-alias`, hosts],
    [
      `${nginx}/ssl-passthrough`,
      'the controller would hand connections on unread, without the login, the ranges and every other annotation',
    ],
    ['alb.ingress.kubernetes.io/conditions.chat', 'it would take requests for hosts that no rule names'],
    [`${nginx}/canary`, "it would take a part of another Ingress's requests"],
    [`${nginx}/canary-by-header`, "it would take a part of another Ingress's requests"],
    [`${nginx}/mirror-target`, 'it would send a copy of every question elsewhere'],
    [`${nginx}/satisfy`, 'it would let an address in the ranges skip the login'],
    ['k8s.v1.cni.cncf.io/networks', 'it would give the pods a second network, which no NetworkPolicy holds for'],
    ['openshift.io/sa.scc.uid-range', cluster],
    ['openshift.io/node-selector', cluster],
    ['scheduler.alpha.kubernetes.io/node-selector', cluster],
    ['io.kubernetes.cri-o.Devices', runtime],
    ['cdi.k8s.io/gpu', runtime],
  ])('%s: %s', (name, harm) => {
    expect(harmOfName(name)).toBe(`${harm}; leave it out`);
  });

  test.each([
    `${nginx}/server-aliases`,
    `${nginx}/ssl-passthrough-port`,
    `${nginx}/satisfying`,
    `${nginx}/mirror`,
    'alb.ingress.kubernetes.io/conditions-chat',
    'example.k8s.v1.cni.cncf.io/networks',
    'example.openshift.io/node-selector',
    'example.openshift.io/sa.scc.uid-range',
    'openshift.io/node-selector-of-chats',
    'openshift.io/display-name',
    'example.scheduler.alpha.kubernetes.io/node-selector',
    'example.io.kubernetes.cri-o.Devices',
    'example.cdi.k8s.io/gpu',
  ])('%s does none', (name) => {
    expect(harmOfName(name)).toBeUndefined();
  });
});

describe('annotations that name an object', () => {
  test.each([
    `${nginx}/auth-secret`,
    `${nginx}/auth-tls-secret`,
    `${nginx}/proxy-ssl-secret`,
    `${nginx}/auth-proxy-set-headers`,
    `${nginx}/custom-headers`,
    `${nginx}/fastcgi-params-configmap`,
    'haproxy.org/auth-secret',
    'haproxy.org/server-ca',
    'haproxy.org/server-crt',
  ])('%s names one of its own namespace alone', (name) => {
    expect(harmOf(name, 'victim/users', 'chats')).toBe('it reads an object of another namespace; use one of "chats"');
    expect(harmOf(name, 'chats/users', 'chats')).toBeUndefined();
    expect(harmOf(name, 'users', 'chats')).toBeUndefined();
  });

  test('others may have a slash', () => {
    expect(harmOf(`${nginx}/upstream-vhost`, 'victim/users', 'chats')).toBeUndefined();
  });
});

describe('a text that ingress-nginx writes into its configuration', () => {
  test.each(['a\nb', 'a\rb', 'a;', '{a', 'a}', 'a"b', 'a`b', '#a'])(
    'is refused with signs that end a directive: %j',
    (text) => {
      expect(harmOf(`${nginx}/upstream-vhost`, text, 'chats')).toBe(
        'the controller writes it into its configuration, where line breaks and ; { } " ` # end a directive; use a text without them',
      );
    },
  );

  test("is not refused with other signs, nor is another controller's", () => {
    expect(harmOf(`${nginx}/upstream-vhost`, "a$b'c:d/e, (f)", 'chats')).toBeUndefined();
    expect(harmOf('traefik.ingress.kubernetes.io/router.tls', '{a};#', 'chats')).toBeUndefined();
  });
});
