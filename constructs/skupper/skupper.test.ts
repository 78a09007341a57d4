import { minimal } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
import type { ChatSettings } from '../settings/chat';
import { synthesize } from '../synthesis/synthesis';
import type { ModelSettings } from './model-settings';
import type { SiteSettings } from './site-settings';

const siteWith = (site: Partial<SiteSettings>) =>
  one(objectsOf({ ...minimal, site: { ...minimal.site, ...site } }), 'Site').spec;

describe('the Site', () => {
  test('is kept by GitOps tools, and so is its namespace, because deleting it cuts every link', () => {
    const { annotations } = one(objectsOf(minimal), 'Site').metadata;
    expect(annotations).toEqual({
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    });
    expect(one(objectsOf(minimal), 'Namespace').metadata.annotations).toEqual(annotations);
  });

  test.each([
    [{}, { linkAccess: 'default' }],
    [{ linkAccess: 'loadbalancer' as const }, { linkAccess: 'loadbalancer' }],
    [{ linkAccess: 'none' as const }, {}],
    [{ highAvailability: true }, { linkAccess: 'default', ha: true }],
    [{ edge: true }, { edge: true }],
    [{ sizing: 'large' }, { linkAccess: 'default', settings: { size: 'large' } }],
  ])('%j becomes %j', (settings, spec) => {
    expect(siteWith(settings)).toEqual(spec);
  });
});

describe('the listener', () => {
  const listenerOf = (model: Partial<ModelSettings>) =>
    one(objectsOf({ ...minimal, model: { ...minimal.model, ...model } }), 'Listener');

  test('has the name, host and routing key of the model', () => {
    const { metadata, spec } = listenerOf({});
    expect(metadata.name).toBe('instructlab');
    expect(spec).toEqual({ host: 'instructlab', port: 8000, routingKey: 'instructlab', type: 'tcp' });
  });

  test('serves TLS and is observed only when that is set', () => {
    expect(listenerOf({ tls: { secretName: 'model-tls' }, observer: 'none' }).spec).toMatchObject({
      tlsCredentials: 'model-tls',
      observer: 'none',
    });
  });

  test('of several keys prefers the first reachable one, in the order of the sites', () => {
    const objects = objectsOf({
      ...minimal,
      privateSites: [
        { name: 'b', routingKey: 'second' },
        { name: 'a', routingKey: 'first' },
      ],
    });
    expect(one(objects, 'MultiKeyListener').spec).toEqual({
      host: 'instructlab',
      port: 8000,
      strategy: { priority: { routingKeys: ['second', 'first'] } },
    });
    expect(objects.map(({ kind }) => kind)).not.toContain('Listener');
  });

  test('of several keys with weights shares connections out', () => {
    const objects = objectsOf({
      ...minimal,
      privateSites: [
        { name: 'gpu', routingKey: 'gpu', weight: 3 },
        { name: 'cpu', routingKey: 'cpu', weight: 1 },
      ],
    });
    expect(one(objects, 'MultiKeyListener').spec.strategy).toEqual({ weighted: { routingKeys: { gpu: 3, cpu: 1 } } });
  });

  test('stays plain while all sites share one key, even one of their own', () => {
    const objects = objectsOf({
      ...minimal,
      privateSites: [
        { name: 'a', routingKey: 'model' },
        { name: 'b', routingKey: 'model' },
      ],
    });
    expect(one(objects, 'Listener').spec.routingKey).toBe('model');
  });

  test.each([
    ['model.observer', { ...minimal, model: { ...minimal.model, observer: 'http1' as const } }, '2.2.1'],
    ['privateSites', { ...minimal, privateSites: [{ name: 'a', routingKey: 'a' }, { name: 'b' }] }, '2.2.1'],
  ])('%s warns that it needs a newer Skupper', (path, settings, version) => {
    const warning = synthesize(settings).warnings.find((candidate) => candidate.path === path);
    expect(warning?.message).toContain(version);
  });
});

describe('a declared link', () => {
  const privateSites = [{ name: 'ilab-podman', linkCost: 3 }];

  test('has a certificate on the public side and its credentials on the private side, under one name', () => {
    const settings = { ...minimal, link: { host: '203.0.113.10' }, privateSites };
    expect(one(objectsOf(settings), 'Certificate')).toMatchObject({
      metadata: { name: 'link-ilab-podman', namespace: 'ilab-chat' },
      spec: { ca: 'skupper-site-ca', client: true, subject: 'ilab-podman' },
    });
    expect(one(objectsOf(settings, 'private'), 'Link').spec).toEqual({
      cost: 3,
      tlsCredentials: 'link-ilab-podman',
      endpoints: [
        { group: 'skupper-router', name: 'inter-router', host: '203.0.113.10', port: '55671' },
        { group: 'skupper-router', name: 'edge', host: '203.0.113.10', port: '45671' },
      ],
    });
  });

  test("knows the hosts of OpenShift's Routes", () => {
    const settings = {
      ...minimal,
      platform: 'openshift' as const,
      link: { appsDomain: 'apps.example.com' },
      privateSites,
    };
    expect(one(objectsOf(settings, 'private'), 'Link').spec.endpoints).toEqual([
      {
        group: 'skupper-router',
        name: 'inter-router',
        host: 'skupper-router-inter-router-ilab-chat.apps.example.com',
        port: '443',
      },
      { group: 'skupper-router', name: 'edge', host: 'skupper-router-edge-ilab-chat.apps.example.com', port: '443' },
    ]);
  });

  test('is not there unless it is asked for', () => {
    const settings = { ...minimal, privateSites: [{ name: 'ilab-podman' }] };
    const kinds = [...objectsOf(settings), ...objectsOf(settings, 'private')].map(({ kind }) => kind);
    expect(kinds).not.toContain('Link');
    expect(kinds).not.toContain('Certificate');
  });
});

describe('the policy of the router', () => {
  const policyOf = (more: Partial<ChatSettings>) =>
    one(objectsOf({ ...minimal, ...more }), 'NetworkPolicy', 'skupper-router-ingress').spec;
  const links = {
    ports: [
      { protocol: 'TCP', port: 55671 },
      { protocol: 'TCP', port: 45671 },
    ],
  };

  test('lets in the namespace, and other sites where a certificate is asked for', () => {
    expect(policyOf({})).toEqual({
      podSelector: { matchLabels: { application: 'skupper-router', 'skupper.io/component': 'router' } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: {} }] }, links],
    });
  });

  test('lets in the client alone when the router is isolated', () => {
    expect(policyOf({ isolateRouter: true }).ingress).toEqual([
      {
        from: [{ podSelector: { matchLabels: { app: 'ilab-client' } } }],
        ports: [{ protocol: 'TCP', port: 1024, endPort: 65535 }],
      },
      links,
    ]);
  });

  test('keeps the ports for other sites closed where none may link', () => {
    expect(policyOf({ site: { name: 'public', edge: true } }).ingress).toEqual([{ from: [{ podSelector: {} }] }]);
  });
});
