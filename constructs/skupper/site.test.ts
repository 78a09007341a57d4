import { minimal } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
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
