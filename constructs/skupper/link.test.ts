import { minimal } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';

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

  test('goes to a port of a node where the Site is reached there', () => {
    const site = { name: 'ilab-chat', linkAccess: 'nodeport' as const };
    const link = { host: 'node.example.com', port: 31_671 };
    expect(one(objectsOf({ ...minimal, site, link, privateSites }, 'private'), 'Link').spec.endpoints).toEqual([
      { group: 'skupper-router', name: 'inter-router', host: 'node.example.com', port: '31671' },
      { group: 'skupper-router', name: 'edge', host: 'node.example.com', port: '31671' },
    ]);
  });

  test("goes to the hosts of an Ingress that passes TLS through, as Skupper's controller names them", () => {
    const site = { name: 'ilab-chat', linkAccess: 'ingress-nginx' as const };
    const link = { ingressDomain: 'links.example.com' };
    expect(one(objectsOf({ ...minimal, site, link, privateSites }, 'private'), 'Link').spec.endpoints).toEqual([
      { group: 'skupper-router', name: 'inter-router', host: 'inter-router.ilab-chat.links.example.com', port: '443' },
      { group: 'skupper-router', name: 'edge', host: 'edge.ilab-chat.links.example.com', port: '443' },
    ]);
  });

  test('is not there unless it is asked for', () => {
    const settings = { ...minimal, privateSites: [{ name: 'ilab-podman' }] };
    const kinds = [...objectsOf(settings), ...objectsOf(settings, 'private')].map(({ kind }) => kind);
    expect(kinds).not.toContain('Link');
    expect(kinds).not.toContain('Certificate');
  });
});
