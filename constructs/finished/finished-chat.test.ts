import {
  asksWhoTheyAre,
  backendsOf,
  containersOf,
  type FinishedChat,
  finishedChat,
  leadsToLogin,
  listenerOf,
  loginOf,
  modelUrlOf,
  ofKind,
  pageOf,
  servesTls,
} from './finished-chat';
import type { KubeObject } from './kube-object';

const object = (kind: string, name: string, spec?: object, labels?: Readonly<Record<string, string>>): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, labels },
  spec,
});
const facts = {
  namespace: 'chat',
  platform: 'kubernetes' as const,
  needsSamePod: false,
  modelServers: [],
  modelHostName: 'model',
  isArticlePage: true,
  asksForLogin: false,
};
const chatOf = (...publicObjects: KubeObject[]): FinishedChat => ({ ...facts, publicObjects, privateSites: [] });
const pods = (app: string, component: string) =>
  object(
    'Deployment',
    app,
    { template: { metadata: { labels: { app } }, spec: { containers: [{ name: app }] } } },
    { 'app.kubernetes.io/component': component },
  );
const service = (name: string, selector?: object, type?: string) => object('Service', name, { selector, type });

const page = pods('page', 'frontend');
const login = pods('login', 'login');
const toPage = service('page', { app: 'page' });
const toLogin = service('login', { app: 'login' });
const balancer = service('lb', { app: 'login' }, 'LoadBalancer');

test('the chat that is in files', () => {
  const [a, b] = [object('Site', 'a'), object('Site', 'b')];
  const manifests = [
    { side: 'public' as const, path: 'a', objects: [a] },
    { side: 'private' as const, path: 'b', objects: [b] },
    { side: 'private' as const, path: 'b.service', objects: [], text: 'unit' },
    { side: 'public' as const, path: 'c', objects: [page] },
  ];
  expect(finishedChat(manifests, facts)).toEqual({ ...facts, publicObjects: [a, page], privateSites: [[b]] });
});

test('the parts of a chat, with the Services that lead to their pods alone', () => {
  const chat = chatOf(balancer, service('none'), login, page, toPage, toLogin);
  expect(pageOf(chat)).toEqual({ deployment: page, service: toPage });
  expect(loginOf(chat)).toEqual({ deployment: login, service: toLogin });
  expect(pageOf(chatOf(page, service('page', { app: 'page' }, 'LoadBalancer')))).toEqual({ deployment: page });
  expect(pageOf(chatOf(toPage, login))).toBeUndefined();
  expect(loginOf(chatOf(page, object('Deployment', 'bare')))).toBeUndefined();
  expect(ofKind(chat, 'Service', 'Deployment')).toHaveLength(6);
  expect(ofKind(chat, 'Ingress')).toEqual([]);
});

test('the model', () => {
  const listener = object('Listener', 'model', { port: 8000 });
  const many = object('MultiKeyListener', 'model', { port: 8443, tlsCredentials: 'tls' });
  expect(listenerOf(chatOf(page, listener))).toBe(listener);
  expect(listenerOf(chatOf(page, many))).toBe(many);
  expect(modelUrlOf(chatOf(listener))).toBe('http://model:8000');
  expect(modelUrlOf(chatOf(many))).toBe('https://model:8443');
});

describe('what an exposure leads to', () => {
  const ingress = (...names: string[]) =>
    object('Ingress', 'page', {
      rules: [{ http: { paths: names.map((name) => ({ backend: { service: { name } } })) } }],
    });
  const route = (...names: string[]) =>
    object('HTTPRoute', 'page', { rules: [{ backendRefs: names.map((name) => ({ name })) }] });

  test.each<[string, KubeObject, readonly string[]]>([
    ['an Ingress', ingress('a', 'b'), ['a', 'b']],
    ['a default', object('Ingress', 'page', { defaultBackend: { service: { name: 'c' } } }), ['c']],
    ['rules without paths', object('Ingress', 'page', { rules: [{}, { http: {} }, { http: { paths: [{}] } }] }), []],
    ['no rules', object('Ingress', 'page', {}), []],
    ['a route', route('a', 'b'), ['a', 'b']],
    ['a route that redirects', object('HTTPRoute', 'page', { rules: [{ filters: [] }] }), []],
    ['a route without rules', object('HTTPRoute', 'page', {}), []],
    ['a Route', object('Route', 'page', { to: { name: 'a' } }), ['a']],
    ['something else', object('Gateway', 'page', { to: { name: 'a' }, rules: [] }), []],
  ])('%s', (_, exposure, names) => {
    expect(backendsOf(exposure)).toEqual(names);
  });

  const all = chatOf(page, login, toPage, toLogin);
  test.each<[string, FinishedChat, KubeObject, boolean]>([
    ['to the login', all, ingress('login'), true],
    ['to the login twice', all, route('login', 'login'), true],
    ['to the page', all, ingress('page'), false],
    ['to both', all, ingress('login', 'page'), false],
    ['to nothing', all, ingress(), false],
    ['to what is not there', all, ingress('x'), false],
    ['by a balancer', all, balancer, true],
    ['by a balancer past it', all, toPage, false],
    ['by a Service for no pods', all, service('none', {}), false],
    ['without a login', chatOf(page, toPage), ingress('page'), false],
    ['without a login, by a Service for no pods', chatOf(page, toPage), service('none'), false],
  ])('%s', (_, chat, exposure, expected) => {
    expect(leadsToLogin(chat, exposure)).toBe(expected);
    expect(asksWhoTheyAre(chat, exposure)).toBe(expected);
    expect(asksWhoTheyAre({ ...chat, asksForLogin: true }, exposure)).toBe(true);
  });
});

test('the containers of pods, the main one first, and what they speak', () => {
  const [main, before] = [{ name: 'main' }, { name: 'before' }];
  const of = (spec: object) => object('Deployment', 'page', { template: { spec } });
  expect(containersOf(of({ initContainers: [before], containers: [main] }))).toEqual([main, before]);
  expect([containersOf(of({})), containersOf(object('Deployment', 'page'))]).toEqual([[], []]);
  const probed = (scheme?: string) => ({
    deployment: of({ containers: [{ name: 'main', readinessProbe: { httpGet: { scheme } } }] }),
    service: undefined,
  });
  expect([probed('HTTPS'), probed('HTTP'), probed()].map(servesTls)).toEqual([true, false, false]);
  expect(servesTls({ deployment: of({ containers: [main] }), service: undefined })).toBe(false);
});
