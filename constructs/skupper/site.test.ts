import { minimal } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
import { synthesize } from '../synthesis/synthesis';
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

describe("annotations of the router's load balancer", () => {
  const loadBalancerAnnotations = { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing' };
  const templates = (site: Partial<SiteSettings>) =>
    objectsOf({ ...minimal, site: { ...minimal.site, loadBalancerAnnotations, ...site } }).filter(
      ({ kind }) => kind === 'ConfigMap',
    );

  test('are where the controller copies them from, and to that Service alone', () => {
    const [template, ...others] = templates({});
    expect(others).toEqual([]);
    expect(template?.metadata.annotations).toEqual(loadBalancerAnnotations);
    expect(template?.metadata.labels).toHaveProperty(['skupper.io/label-template'], 'true');
    expect(template).toMatchObject({ data: { kind: 'Service', name: 'skupper-router' } });
  });

  test('leave the labels behind that say whose the ConfigMap is', () => {
    const [template] = templates({});
    const { exclude } = (template as unknown as { data: { exclude: string } }).data;
    const own = Object.keys(template?.metadata.labels ?? {}).filter((name) => name !== 'skupper.io/label-template');
    expect(exclude.split(',').sort()).toEqual([...own, 'argocd.argoproj.io/tracking-id'].sort());
  });

  test('come before the Site, whose Service clouds read once, and for each of two routers', () => {
    const site = { ...minimal.site, loadBalancerAnnotations, highAvailability: true };
    const kinds = objectsOf({ ...minimal, site }).map(({ kind }) => kind);
    expect(kinds.indexOf('ConfigMap')).toBeLessThan(kinds.indexOf('Site'));
    const names = templates({ highAvailability: true }).map(
      (template) => (template as unknown as { data: { name: string } }).data.name,
    );
    expect(names).toEqual(['skupper-router', 'skupper-router-2']);
  });
});

test.each([
  ['nodeport' as const, /started with nodeport in SKUPPER_ENABLED_ACCESS_TYPES/],
  ['ingress-nginx' as const, /ingress-nginx with --enable-ssl-passthrough/],
])('linkAccess "%s" says what the controller has to be started with', (linkAccess, what) => {
  const { chats } = synthesize({ ...minimal, site: { ...minimal.site, linkAccess } });
  expect(chats[0]?.requirements.map((requirement) => requirement.what)).toContainEqual(expect.stringMatching(what));
});
