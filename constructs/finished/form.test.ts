import { incomplete, otherForm } from './form';
import type { KubeObject } from './kube-object';

/** What an object lacks, or has in another form. */
function found(kind: string, spec: unknown, apiVersion = 'v1', metadata: object = { namespace: 'chat' }): string[] {
  const object = { apiVersion, kind, metadata: { name: 'page', ...metadata }, spec } as KubeObject;
  return incomplete([object]).map(({ message }) => message);
}
const missing = (...fields: readonly string[]) => fields.map((field) => `${field} is missing or empty`);

describe('what an object cannot be without', () => {
  test.each<[string, object, readonly string[]]>([
    [
      'Deployment',
      { selector: {}, template: { metadata: {}, spec: { containers: [{}] } } },
      ['spec.selector', 'spec.template.metadata', 'spec.template.spec.containers'],
    ],
    ['Service', { ports: [{}] }, ['spec.ports']],
    ['NetworkPolicy', { podSelector: {} }, ['spec.podSelector']],
    ['Ingress', { rules: [{}] }, ['spec.rules']],
    ['HTTPRoute', { rules: [{}] }, ['spec.rules']],
    ['Gateway', { listeners: [{}] }, ['spec.listeners']],
    ['Route', { to: { name: 'page' } }, ['spec.to.name']],
    ['HorizontalPodAutoscaler', { scaleTargetRef: { name: 'page' } }, ['spec.scaleTargetRef.name']],
    ['Middleware', {}, ['spec']],
    ['Listener', { host: 'model', port: 1, routingKey: 'a' }, ['spec.host', 'spec.port', 'spec.routingKey']],
    ['MultiKeyListener', { host: 'model', port: 1, strategy: {} }, ['spec.host', 'spec.port', 'spec.strategy']],
    ['Link', { endpoints: [{}] }, ['spec.endpoints']],
    ['Connector', { port: 1, routingKey: 'a', host: 'localhost' }, ['spec.port', 'spec.routingKey', 'spec.host']],
    ['ConfigMap', {}, []],
  ])('%s', (kind, spec, needed) => {
    expect(found(kind, spec)).toEqual([]);
    expect(found(kind, undefined)).toEqual(missing(...needed));
  });

  test('an empty list or text is none', () => {
    expect(found('Service', { ports: [] })).toEqual(missing('spec.ports'));
    expect(found('Route', { to: { name: '' } })).toEqual(missing('spec.to.name'));
    expect(found('Listener', { host: 'a', port: 0, routingKey: 'a' })).toEqual([]);
  });

  test('a connector finds pods by a selector in a cluster alone', () => {
    const spec = { port: 1, routingKey: 'a', selector: 'app=vllm' };
    expect(found('Connector', spec)).toEqual([]);
    expect(found('Connector', spec, 'v1', {})).toEqual(missing('spec.host'));
    expect(found('Connector', { ...spec, host: 'localhost' }, 'v1', {})).toEqual([]);
    expect(found('Connector', { ...spec, selector: undefined })).toEqual(missing('spec.host'));
  });
});

describe('fields in another form', () => {
  const is = (path: string, form: string, wanted: string) => [`${path} is ${form}, and has to be ${wanted}`];

  test.each<[string, unknown, string]>([
    ['a text', 'x', 'a text'],
    ['a number', 1, 'a number'],
    ['true or false', true, 'true or false'],
    ['null', null, 'null'],
    ['a map', {}, 'a map'],
  ])('%s for a list of maps, or of texts', (_, value, form) => {
    expect(found('Job', { containers: value })).toEqual(is('spec.containers', form, 'a list'));
    expect(found('Job', { deep: [{ args: value }] })).toEqual(is('spec.deep[0].args', form, 'a list'));
  });

  test.each<[string, object, readonly string[]]>([
    ['a list for a map', { podSelector: [] }, is('spec.podSelector', 'a list', 'a map')],
    ['a text in a list of maps', { env: [{}, 'A=b'] }, is('spec.env[1]', 'a text', 'a map')],
    ['a text in a list of texts', { args: ['--x'] }, []],
    ['a map of the user’s own', { labels: { env: 'prod', ports: 'many' } }, []],
    ['a map of the user’s own further down', { deep: { labels: { env: 'prod' } } }, []],
    ['a text for a list of ways', { accessModes: 'x' }, is('spec.accessModes', 'a text', 'a list')],
    ['a number for a list of groups', { supplementalGroups: 1 }, is('spec.supplementalGroups', 'a number', 'a list')],
    ['a selector', { selector: { env: 'prod' } }, []],
    ['amounts', { limits: { ports: '1' }, requests: { items: '2' }, data: { env: 'x' } }, []],
    ['labels that are no map', { labels: 'x' }, is('spec.labels', 'a text', 'a map')],
    ['any other field', { other: [{ x: 'y' }] }, []],
    ['what is below a field in another form', { containers: { env: 'x' } }, is('spec.containers', 'a map', 'a list')],
  ])('%s', (_, spec, expected) => {
    expect(found('Job', spec)).toEqual(expected);
  });

  test('what is a list in one kind and a map in others', () => {
    const ingress = { rules: [{}], tls: {} };
    expect(found('Ingress', ingress)).toEqual(is('spec.tls', 'a map', 'a list'));
    expect(found('Ingress', { ...ingress, tls: ['x'] })).toEqual(is('spec.tls[0]', 'a text', 'a map'));
    expect(found('Gateway', { listeners: [{ tls: {} }] })).toEqual([]);
    for (const field of ['ingress', 'egress', 'from', 'to']) {
      expect(found('NetworkPolicy', { podSelector: {}, [field]: {} })).toEqual(is(`spec.${field}`, 'a map', 'a list'));
      expect(found('Job', { [field]: {} })).toEqual([]);
    }
  });

  test('of the metadata', () => {
    expect(found('Job', {}, 'v1', { labels: [] })).toEqual(is('metadata.labels', 'a list', 'a map'));
    expect(found('Job', {}, 'v1', { finalizers: 'x' })).toEqual(is('metadata.finalizers', 'a text', 'a list'));
  });

  test.each([
    ...['v1', 'apps/v1', 'autoscaling/v2', 'policy/v1', 'networking.k8s.io/v1', 'gateway.networking.k8s.io/v1'],
    'apps/v12',
  ])('of %s', (apiVersion) => {
    expect(found('Job', { containers: {} }, apiVersion)).toHaveLength(1);
  });

  test.each([
    ...['', 'v1beta1', 'v2', 'xapps/v1', 'apps/v1beta1', 'apps/v', 'skupper.io/v2alpha1', 'x.networking.k8s.io/v1'],
    'x/v1',
  ])('not of "%s", which has forms of its own', (apiVersion) => {
    expect(found('Job', { containers: {} }, apiVersion)).toEqual([]);
  });
});

describe('what a patch gave another form', () => {
  test.each<[unknown, unknown, string | undefined]>([
    [{ a: 'x' }, { a: 1 }, 'a is a number now, and has to be a text'],
    [{ a: 1 }, { a: 'x' }, 'a is a text now, and has to be a number'],
    [{ a: true }, { a: null }, 'a is null now, and has to be true or false'],
    [{ a: null }, { a: {} }, 'a is a map now, and has to be null'],
    [{ a: [] }, { a: {} }, 'a is a map now, and has to be a list'],
    [{ a: [1] }, { a: [1, 'x'] }, 'a[1] is a text now, and has to be a number'],
    [{ a: [{ b: 1 }, { c: 'x' }] }, { a: [{ c: 'y' }, { b: 2 }] }, undefined],
    [{ a: [{ b: 1 }, { c: 'x' }] }, { a: [{ c: 1 }] }, 'a[0].c is a number now, and has to be a text'],
    [{ a: [] }, { a: ['x'] }, undefined],
    [{ a: null }, { a: null }, undefined],
    [{ a: 'x' }, { b: 1 }, undefined],
    [{ a: 'x', b: 'y' }, { a: 'z', b: 1 }, 'b is a number now, and has to be a text'],
  ])('%j → %j', (before, after, text) => {
    expect(otherForm(before, after)).toBe(text);
  });

  const nested = (path: string, leaf: unknown): unknown =>
    path
      .split('.')
      .reverse()
      .reduce<unknown>((below, step) => {
        const [key = '', item] = step.split('[');
        return { [key]: item === undefined ? below : [below] };
      }, leaf);

  test.each([
    'spec.targetPort',
    'x.httpGet.port',
    'x.tcpSocket.port',
    'spec.ingress[0].ports[0].port',
    'spec.egress[0].ports[0].port',
    ...['maxUnavailable', 'maxSurge', 'minAvailable', 'cpu', 'memory', 'storage'].map((field) => `spec.${field}`),
  ])('%s is a number or a text', (path) => {
    expect(otherForm(nested(path, 1), nested(path, '1'))).toBeUndefined();
    expect(otherForm(nested(path, '1'), nested(path, 1))).toBeUndefined();
    expect(otherForm(nested(path, '1'), nested(path, true))).toBe(`${path} is true or false now, and has to be a text`);
    expect(otherForm(nested(path, true), nested(path, '1'))).toBe(`${path} is a text now, and has to be true or false`);
  });

  test('the eleventh port of the eleventh rule is a number or a text', () => {
    const rule = { ports: Array.from({ length: 11 }, () => ({ port: 1 as number | string })) };
    const before = { spec: { egress: Array.from({ length: 11 }, () => structuredClone(rule)) } };
    const after = structuredClone(before);
    after.spec.egress[10] = { ports: rule.ports.map((port, index) => (index === 10 ? { port: 'dns' } : port)) };
    expect(otherForm(before, after)).toBeUndefined();
  });

  test.each([
    'targetPort',
    'spec.port',
    'spec.httpGet.ports',
    'x.cpus',
    'spec.ports[0].port',
    'spec.mymemory',
    'x.xhttpGet.port',
  ])('%s is one of them', (path) => {
    expect(otherForm(nested(path, 1), nested(path, '1'))).toBe(`${path} is a text now, and has to be a number`);
  });
});
