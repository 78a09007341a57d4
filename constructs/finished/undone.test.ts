import type { KubeObject } from './kube-object';
import { openedUp, takenAway } from './undone';

const labels = { app: 'page', tier: 'front' };
const annotations = { note: 'x' };
const object = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'page', labels, annotations },
  spec: { template: { metadata: { labels, annotations: { hint: 'y' } } } },
} as KubeObject;
const lost = (path: string, names: string, example: string) =>
  `"${path}" is there, and a whole new one takes away ${names}; add each by its name, such as "${example}/example.com~1team"`;

describe.each(['', '/spec/template'])('below "%s"', (below) => {
  const path = `${below}/metadata`;
  const note = below === '' ? 'note' : 'hint';
  test.each<[string, unknown, string | undefined]>([
    [`${path}/labels`, {}, lost(`${path}/labels`, '"app", "tier"', `${path}/labels`)],
    [`${path}/labels`, { app: 'x' }, lost(`${path}/labels`, '"tier"', `${path}/labels`)],
    [`${path}/labels`, { ...labels, more: 'x' }, undefined],
    [`${path}/labels`, null, lost(`${path}/labels`, '"app", "tier"', `${path}/labels`)],
    [`${path}/annotations`, {}, lost(`${path}/annotations`, `"${note}"`, `${path}/annotations`)],
    [path, {}, lost(path, `"app", "tier", "${note}"`, `${path}/annotations`)],
    [path, null, lost(path, `"app", "tier", "${note}"`, `${path}/annotations`)],
    [path, { labels }, lost(path, `"${note}"`, `${path}/annotations`)],
    [path, { labels, annotations: { [note]: 'z' } }, undefined],
    [`${path}/labels/app`, 'x', undefined],
    [`${path}/finalizers`, [], undefined],
    [`/x${path}/labels`, {}, undefined],
  ])('%s written as %j', (at, value, text) => {
    expect(takenAway(object, { op: 'add', path: at, value })).toBe(text);
    expect(takenAway(object, { op: 'replace', path: at, value })).toBe(text);
    expect(takenAway(object, { op: 'test', path: at, value })).toBeUndefined();
  });

  test('nothing was there', () => {
    const bare = { apiVersion: 'v1', kind: 'Site', metadata: { name: 'chat' } } as KubeObject;
    expect(takenAway(bare, { op: 'add', path: `${path}/labels`, value: {} })).toBeUndefined();
    expect(takenAway(bare, { op: 'add', path, value: {} })).toBeUndefined();
  });
});

describe('a balancer that was internal', () => {
  const aws = 'service.beta.kubernetes.io/aws-load-balancer-internal';
  const of = (kind: string, name?: string, text?: string): KubeObject => {
    const own = name === undefined ? undefined : { [name]: text as string };
    return {
      apiVersion: 'v1',
      kind,
      metadata: { name: 'page', ...(kind === 'Gateway' ? {} : { annotations: own }) },
      spec: kind === 'Gateway' ? { infrastructure: { annotations: own } } : undefined,
    };
  };
  const opened = (name: string, setting: string) =>
    `"${name}" keeps the balancer internal, and the setting ${setting} decides about it`;

  test.each([
    ['Service', 'service.beta.kubernetes.io/aws-load-balancer-scheme', 'internal', 'exposure.loadBalancer.scheme'],
    ['Service', aws, 'true', 'exposure.loadBalancer.scheme'],
    ['Service', 'service.beta.kubernetes.io/azure-load-balancer-internal', 'TRUE', 'exposure.loadBalancer.scheme'],
    ['Service', 'networking.gke.io/load-balancer-type', 'Internal', 'exposure.loadBalancer.scheme'],
    ['Ingress', 'alb.ingress.kubernetes.io/scheme', 'internal', 'exposure.ingress.scheme'],
    ['Ingress', 'kubernetes.io/ingress.class', 'gce-internal', 'exposure.ingress.scheme'],
    ['Gateway', aws, 'true', 'exposure.gateway.own.loadBalancerAnnotations'],
  ])('%s with %s: %s', (kind, name, text, setting) => {
    expect(openedUp(of(kind, name, text), of(kind))).toBe(opened(name, setting));
    expect(openedUp(of(kind, name, text), of(kind, name, 'other'))).toBe(opened(name, setting));
    expect(openedUp(of(kind, name, text), of(kind, name, text))).toBeUndefined();
    expect(openedUp(of(kind), of(kind, name, text))).toBeUndefined();
    expect(openedUp(of(kind, name, 'other'), of(kind))).toBeUndefined();
  });

  test.each(['xtrue', 'truex', 'xinternal', 'internal-x', 'gce'])('%s did not keep it so', (text) => {
    expect(openedUp(of('Service', aws, text), of('Service'))).toBeUndefined();
  });

  test('other annotations did not either', () => {
    expect(openedUp(of('Service', 'cloud.google.com/neg', 'true'), of('Service'))).toBeUndefined();
    expect(
      openedUp(of('Service', 'service.beta.kubernetes.io/aws-load-balancer-type', 'internal'), of('Service')),
    ).toBeUndefined();
    expect(openedUp(of('Service', `${aws}2`, 'true'), of('Service'))).toBeUndefined();
  });
});
