import { minimal } from '../../tests/cases';
import { set } from '../../tests/objects';
import type { ChatSettings } from '../settings';
import { synthesize } from '../synthesis/synthesis';
import { classOf, controllerOf, hasSecurityGroups, isOfAnother, perMinuteOf, rangesOf } from './ingresses';
import type { KubeObject } from './kube-object';

const ingress = (annotations: Readonly<Record<string, string>> | undefined, className?: string): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'page', namespace: 'chat', annotations },
  spec: { ingressClassName: className },
});
const object = (kind: string, name: string, spec: object): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'chat' },
  spec,
});
const chat = (...publicObjects: KubeObject[]) => ({ publicObjects, namespace: 'chat' });
const nginx = 'nginx.ingress.kubernetes.io';
const traefik = 'traefik.ingress.kubernetes.io';

describe('the controller that an Ingress is written for', () => {
  test.each<[string, Readonly<Record<string, string>> | undefined, string | undefined, string, string]>([
    ['annotations of ingress-nginx', { [`${nginx}/x`]: '1' }, 'traefik', 'NGINX Ingress', 'nginxIngress'],
    ['annotations of two', { [`${traefik}/x`]: '1', [`${nginx}/x`]: '1' }, 'edge', 'NGINX Ingress', 'nginxIngress'],
    ['annotations of Traefik', { [`${traefik}/x`]: '1' }, 'haproxy', 'Traefik Ingress', 'ingress'],
    ['annotations of HAProxy', { 'haproxy.org/x': '1' }, 'edge', 'HAProxy Ingress', 'ingress'],
    ['annotations of F5', { 'nginx.org/x': '1' }, 'edge', 'F5 NGINX Ingress', 'ingress'],
    ['annotations of AWS', { 'alb.ingress.kubernetes.io/x': '1' }, 'edge', 'Application Load Balancer', 'ingress'],
    ['annotations of GKE', { 'networking.gke.io/x': '1' }, 'edge', 'GKE Ingress', 'ingress'],
    ['the class of Traefik', undefined, 'traefik', 'Traefik Ingress', 'ingress'],
    ['an internal class', undefined, 'gce-internal', 'GKE Ingress', 'ingress'],
    ['another class', undefined, 'gce-other', 'Ingress', 'ingress'],
    ['no class', undefined, undefined, 'Ingress', 'ingress'],
    ['a class in an annotation', { 'kubernetes.io/ingress.class': 'gce' }, undefined, 'GKE Ingress', 'ingress'],
    ['a domain like one of them', { 'x.haproxy.org/x': '1' }, 'edge', 'Ingress', 'ingress'],
  ])('%s', (_, annotations, className, title, setting) => {
    expect(controllerOf(ingress(annotations, className))).toMatchObject({ title, setting });
  });

  test('and the class of another', () => {
    expect(isOfAnother(ingress(undefined, 'traefik'), 'traefik.io/ingress-controller')).toBe(false);
    expect(isOfAnother(ingress(undefined, 'traefik'), 'k8s.io/ingress-nginx')).toBe(true);
    expect(isOfAnother(ingress({ [`${nginx}/x`]: '1' }), 'k8s.io/ingress-nginx')).toBe(false);
    expect(isOfAnother(ingress({ [`${nginx}/x`]: '1' }), 'nginx.org/ingress-controller')).toBe(true);
    expect(isOfAnother(ingress(undefined, 'gce'), 'k8s.io/ingress-nginx')).toBe(false);
  });

  test('its class', () => {
    expect(classOf(ingress({ 'kubernetes.io/ingress.class': 'gce' }, 'edge'))).toBe('edge');
    expect(classOf(ingress({ 'kubernetes.io/ingress.class': 'gce' }))).toBe('gce');
    expect(classOf(ingress(undefined))).toBe('');
    expect(classOf({ ...ingress(undefined), spec: undefined })).toBe('');
  });
});

const middleware = (name: string, spec: object) => object('Middleware', name, spec);
const byTraefik = (names: string) => ({ [`${traefik}/router.middlewares`]: names });

describe('the ranges that an Ingress lets in', () => {
  const ranges = middleware('ranges', { ipAllowList: { sourceRange: ['10.0.0.0/8'] } });
  const policy = object('Policy', 'ranges', { accessControl: { allow: ['10.0.0.0/8'] } });
  test.each<
    [string, readonly KubeObject[], Readonly<Record<string, string>> | undefined, readonly string[] | undefined]
  >([
    ['none', [ranges, policy], undefined, undefined],
    ['of ingress-nginx', [], { [`${nginx}/whitelist-source-range`]: '10.0.0.0/8,::1/128' }, ['10.0.0.0/8', '::1/128']],
    ['of HAProxy', [], { 'haproxy.org/allow-list': '10.0.0.0/8, ::1/128' }, ['10.0.0.0/8', '::1/128']],
    ['of AWS', [], { 'alb.ingress.kubernetes.io/inbound-cidrs': '10.0.0.0/8' }, ['10.0.0.0/8']],
    ['of a Middleware', [ranges], byTraefik('x,chat-ranges@kubernetescrd'), ['10.0.0.0/8']],
    ['of a Middleware of another namespace', [ranges], byTraefik('other-ranges@kubernetescrd'), undefined],
    [
      'of another Middleware',
      [middleware('limits', { rateLimit: {} })],
      byTraefik('chat-limits@kubernetescrd'),
      undefined,
    ],
    ['of a Policy', [policy], { 'nginx.org/policies': 'x,ranges' }, ['10.0.0.0/8']],
    ['of another Policy', [policy], { 'nginx.org/policies': 'other' }, undefined],
    [
      'of both',
      [ranges],
      { ...byTraefik('chat-ranges@kubernetescrd'), 'haproxy.org/allow-list': '::1/128' },
      ['::1/128', '10.0.0.0/8'],
    ],
  ])('%s', (_, objects, annotations, expected) => {
    expect(rangesOf(chat(...objects), ingress(annotations))).toEqual(expected);
  });

  test('or groups of its own', () => {
    expect(hasSecurityGroups(ingress({ 'alb.ingress.kubernetes.io/security-groups': 'sg-1' }))).toBe(true);
    expect(hasSecurityGroups(ingress({ 'alb.ingress.kubernetes.io/scheme': 'internal' }))).toBe(false);
    expect(hasSecurityGroups(ingress(undefined))).toBe(false);
  });
});

describe('how many requests it lets in within a minute', () => {
  const limits = (period: string) => middleware('limits', { rateLimit: { period, average: 5 } });
  const haproxy = (period: string) => ({
    'haproxy.org/rate-limit-period': period,
    'haproxy.org/rate-limit-requests': '7',
  });
  const f5 = (rate: string) => ({ 'nginx.org/limit-req-rate': rate });
  test.each<[string, readonly KubeObject[], Readonly<Record<string, string>> | undefined, number]>([
    ['no limit', [], undefined, Number.NaN],
    ['ingress-nginx', [], { [`${nginx}/limit-rpm`]: '5' }, 5],
    ['HAProxy, in a minute', [], haproxy('1m'), 7],
    ['HAProxy, in a second', [], haproxy('1s'), Number.NaN],
    ['F5, in a minute', [], f5('12r/m'), 12],
    ['F5, in a second', [], f5('5r/s'), Number.NaN],
    ['F5, in no form that it has', [], f5('x5r/m'), Number.NaN],
    ['F5, in no form that it has either', [], f5('5r/mx'), Number.NaN],
    ['Traefik, in a minute', [limits('1m')], byTraefik('chat-limits@kubernetescrd'), 5],
    ['Traefik, in a second', [limits('1s')], byTraefik('chat-limits@kubernetescrd'), Number.NaN],
    ['Traefik, by no limit', [middleware('limits', {})], byTraefik('chat-limits@kubernetescrd'), Number.NaN],
  ])('%s', (_, objects, annotations, expected) => {
    expect(perMinuteOf(chat(...objects), ingress(annotations))).toBe(expected);
  });
});

describe('a login that lets requests in without a session', () => {
  const bypasses = (...patches: NonNullable<ChatSettings['patches']>) =>
    synthesize({ ...minimal, login: { users: { secretName: 'users' } }, patches })
      .warnings.filter(({ id }) => id === 'login-bypassed')
      .map(({ message }) => message);
  const gap = (what: string) => [`the login lets requests in without a session: ${what}; leave it out`];
  const args = '/spec/template/spec/containers/1/args/-';
  const conf = (place: string) => ({
    target: { kind: 'ConfigMap', name: 'ilab-client-login' },
    patch: [
      {
        op: 'replace' as const,
        path: '/data/nginx.conf',
        value: `events {}\nhttp {\n  server {\n    ${place}\n  }\n}\n`,
      },
    ],
  });
  const noAsk = gap('nginx.conf passes requests on to the page without "auth_request"');

  test.each(['--skip-auth-route=.*', '--skip-auth-preflight', '--trusted-ip=0.0.0.0/0', '--api-route=.*'])(
    '%s',
    (flag) => {
      expect(bypasses(set('Deployment', args, flag, 'ilab-client-login'))).toEqual(gap(flag));
    },
  );

  test.each(['--skip-provider-button=true', '--trusted', '--x--trusted-ip=0.0.0.0/0'])('not %s', (flag) => {
    expect(bypasses(set('Deployment', args, flag, 'ilab-client-login'))).toEqual([]);
  });

  const ask = 'auth_request /oauth2/auth;';
  test.each<[string, readonly string[]]>([
    ['location / { proxy_pass http://ilab-client:8080; }', noAsk],
    ['location / { proxy_pass   https://ilab-client:8080; }', noAsk],
    [`location / { ${ask} proxy_pass http://ilab-client:8080; }`, []],
    ['location / { auth_request  /oauth2/auth ; proxy_pass http://ilab-client:8080; }', []],
    ['location / { auth_request off; proxy_pass http://ilab-client:8080; }', noAsk],
    ['location / { auth_request /oauth2/authx; proxy_pass http://ilab-client:8080; }', noAsk],
    ['location / { xauth_request /oauth2/auth; proxy_pass http://ilab-client:8080; }', noAsk],
    [`location /a { ${ask} }\n    location / { proxy_pass http://ilab-client:8080; }`, noAsk],
    ['location / { proxy_pass http://127.0.0.1:4180; }', []],
    ['location / { proxy_pass http://[::1]:4180; }', []],
    ['location / { proxy_pass http://localhost:4180; }', []],
    ['location / { proxy_pass http://1270.example.com; }', noAsk],
    ['location / { return 200; }', []],
  ])('nginx with %j', (place, expected) => {
    expect(bypasses(conf(place))).toEqual(expected);
  });
});
