import type { KubeObject } from '../../constructs/finished/kube-object';
import { closes, isAsMade, protects } from './as-made';

const object = (kind: string, spec?: object, annotations?: Record<string, string>): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'chat', ...(annotations && { annotations }) },
  ...(spec && { spec }),
});
const labelled = (kind: string, component: string): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'chat', labels: { 'app.kubernetes.io/component': component } },
});

describe('what protects the chat', () => {
  test.each([
    ...['NetworkPolicy', 'Middleware', 'Policy'].map((kind) => [object(kind), 'closes'] as const),
    ...['Service', 'Ingress', 'HTTPRoute', 'Route', 'Gateway'].map((kind) => [object(kind), 'protects'] as const),
    ...['Deployment', 'ConfigMap'].map((kind) => [labelled(kind, 'login'), 'closes'] as const),
    ...['Deployment', 'ConfigMap'].map((kind) => [labelled(kind, 'frontend'), 'nothing'] as const),
    ...['Deployment', 'ConfigMap', 'Site'].map((kind) => [object(kind), 'nothing'] as const),
    [labelled('ServiceAccount', 'login'), 'nothing'] as const,
  ])('%j: %s', (made, what) => {
    expect({ closes: closes(made), protects: protects(made) }).toEqual({
      closes: what === 'closes',
      protects: what !== 'nothing',
    });
  });
});

type Change = readonly [string, KubeObject, KubeObject];

const policy = (spec?: object) => object('NetworkPolicy', spec);
const rule = { from: [{ podSelector: {} }], ports: [{ port: 8080 }] };
const shut = { podSelector: { matchLabels: { app: 'chat' } }, policyTypes: ['Ingress', 'Egress'] };
const both = { ...shut, ingress: [rule], egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }] };

const program = { name: 'nginx', image: 'nginx:1', command: ['nginx'], args: ['-q'], env: [{ name: 'A', value: 'a' }] };
const deployment = (container: object, more: object = {}) =>
  object('Deployment', { template: { spec: { containers: [container] } }, ...more });
const alone = { name: 'nginx', image: 'nginx:1' };

const ranges = { 'nginx.ingress.kubernetes.io/whitelist-source-range': '203.0.113.0/24' };
const ingress = (annotations?: Record<string, string>, spec: object = { ingressClassName: 'nginx' }) =>
  object('Ingress', spec, annotations);
const service = (spec: object, annotations?: Record<string, string>) => object('Service', spec, annotations);
const configMap = (data?: object): KubeObject => ({ ...object('ConfigMap'), data }) as KubeObject;

describe('as the settings make it', () => {
  test.each<Change>([
    [
      'a policy with the protocol that the API server fills in',
      policy({ ...both }),
      policy({
        ...shut,
        ingress: [{ ...rule, ports: [{ port: 8080, protocol: 'TCP' }] }],
        egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }],
      }),
    ],
    [
      'a policy that lets nobody in',
      policy({ podSelector: {} }),
      policy({ podSelector: {}, policyTypes: ['Ingress'] }),
    ],
    ['a policy for all pods', policy({ ingress: [rule] }), policy({ podSelector: {}, ingress: [rule] })],
    ['a policy of which nothing is said', policy(), policy({ podSelector: {}, policyTypes: ['Ingress'] })],
    [
      'a policy with rules for what goes out',
      policy({ egress: [rule] }),
      policy({ egress: [rule], policyTypes: ['Ingress', 'Egress'] }),
    ],
    [
      'a Deployment that others scale, move and measure',
      deployment(program, { replicas: 2 }),
      deployment({ ...program, imagePullPolicy: 'IfNotPresent', resources: {} }, { replicas: 5, paused: false }),
    ],
    ['a Deployment of which no command is said', deployment(alone), deployment({ ...alone, env: [] })],
    ['a ConfigMap', configMap({ 'nginx.conf': 'a' }), configMap({ 'nginx.conf': 'a' })],
    [
      'an Ingress with annotations of somebody else',
      ingress(ranges),
      ingress({ ...ranges, 'example.com/team': 'chat' }),
    ],
    ['an Ingress without annotations', ingress(), ingress({ 'example.com/team': 'chat' })],
    [
      'an Ingress with what the API server fills in',
      ingress(ranges, { rules: [{ http: { paths: [{ path: '/' }] } }], tls: undefined }),
      ingress(ranges, { rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix' }] } }], tls: [] }),
    ],
    [
      'a Service with what the API server fills in',
      service({ ports: [{ port: 80 }] }),
      service({ type: 'ClusterIP', clusterIP: '10.0.0.1', ports: [{ port: 80, protocol: 'TCP' }], externalIPs: [] }),
    ],
    [
      'a Service with annotations more',
      service({ type: 'LoadBalancer' }, { 'example.com/scheme': 'internal' }),
      service({ type: 'LoadBalancer' }, { 'example.com/scheme': 'internal', 'example.com/id': '7' }),
    ],
    ['a Middleware', object('Middleware', { limit: 5, none: null }), object('Middleware', { limit: 5, none: null })],
  ])('%s', (_, wanted, live) => {
    expect(isAsMade(wanted, live)).toBe(true);
  });
});

describe('not as the settings make it', () => {
  test.each<Change>([
    ['a policy for other pods', policy(both), policy({ ...both, podSelector: { matchLabels: { app: 'other' } } })],
    ['a policy of another type', policy(both), policy({ ...both, policyTypes: ['Ingress'] })],
    [
      'a policy of one more type',
      policy({ ingress: [rule] }),
      policy({ ingress: [rule], policyTypes: ['Ingress', 'Egress'] }),
    ],
    ['a policy with a rule more', policy(both), policy({ ...both, ingress: [rule, {}] })],
    ['a policy that lets nobody in any more', policy(both), policy({ ...both, ingress: undefined })],
    ['a policy that lets more out', policy(both), policy({ ...both, egress: [{}] })],
    ['a policy that lets nothing out any more', policy(both), policy({ ...both, egress: undefined })],
    ['a policy for another port', policy(both), policy({ ...both, ingress: [{ ...rule, ports: [{ port: 80 }] }] })],
    [
      'a policy for another protocol',
      policy(both),
      policy({ ...both, ingress: [{ ...rule, ports: [{ port: 8080, protocol: 'UDP' }] }] }),
    ],
    ['a policy for every port', policy(both), policy({ ...both, ingress: [{ from: rule.from }] })],
    ...['name', 'image', 'command', 'args', 'env'].map(
      (field): Change => [`another ${field}`, deployment(program), deployment({ ...program, [field]: ['other'] })],
    ),
    ...['image', 'command', 'args', 'env'].map(
      (field): Change => [`no ${field} any more`, deployment(program), deployment({ ...program, [field]: undefined })],
    ),
    ['a command by hand', deployment(alone), deployment({ ...alone, command: ['sh'] })],
    ['an argument by hand', deployment(alone), deployment({ ...alone, args: ['--skip-auth-route=.*'] })],
    ['a variable by hand', deployment(alone), deployment({ ...alone, env: [{ name: 'A', value: 'a' }] })],
    [
      'variables of a Secret by hand',
      deployment(alone),
      deployment({ ...alone, envFrom: [{ secretRef: { name: 'a' } }] }),
    ],
    [
      'a container more',
      deployment(program),
      object('Deployment', { template: { spec: { containers: [program, alone] } } }),
    ],
    ['other data', configMap({ 'nginx.conf': 'a' }), configMap({ 'nginx.conf': 'b' })],
    ['data more', configMap({ 'nginx.conf': 'a' }), configMap({ 'nginx.conf': 'a', more: 'b' })],
    ['no data', configMap({ 'nginx.conf': 'a' }), configMap()],
    [
      'an annotation of an Ingress with another text',
      ingress(ranges),
      ingress({ [Object.keys(ranges)[0] ?? '']: '0.0.0.0/0' }),
    ],
    ['an Ingress without its annotation', ingress(ranges), ingress()],
    [
      'one annotation more that its controller reads',
      ingress(ranges),
      ingress({ ...ranges, 'nginx.ingress.kubernetes.io/satisfy': 'any' }),
    ],
    ['an Ingress of another class', ingress(ranges), ingress(ranges, { ingressClassName: 'other' })],
    ['an Ingress with one rule more', ingress(ranges, { rules: [{}] }), ingress(ranges, { rules: [{}, {}] })],
    ['an Ingress without rules', ingress(ranges, { rules: [{}] }), ingress(ranges, {})],
    ['an Ingress without a part', ingress(ranges, { backend: { port: 80 } }), ingress(ranges, {})],
    [
      'a rule with another path',
      ingress(ranges, { rules: [{ host: 'a' }] }),
      ingress(ranges, { rules: [{ host: 'b' }] }),
    ],
    ['a Service that every node opens', service({ ports: [] }), service({ ports: [], type: 'NodePort' })],
    ['a Service with an address of its own', service({}), service({ externalIPs: ['203.0.113.7'] })],
    [
      'a Service for more ranges',
      service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['203.0.113.0/24'] }),
      service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['203.0.113.0/24', '0.0.0.0/0'] }),
    ],
    [
      'a Service whose annotation is gone',
      service({ type: 'LoadBalancer' }, { 'example.com/scheme': 'internal' }),
      service({ type: 'LoadBalancer' }),
    ],
    ['another limit', object('Middleware', { limit: 5 }), object('Middleware', { limit: 6 })],
    [
      'a Policy with another annotation',
      object('Policy', {}, { 'a.b/c': 'd' }),
      object('Policy', {}, { 'a.b/c': 'e' }),
    ],
    ['nothing where it says null', object('Middleware', { limit: null }), object('Middleware', {})],
  ])('%s', (_, wanted, live) => {
    expect(isAsMade(wanted, live)).toBe(false);
  });
});
