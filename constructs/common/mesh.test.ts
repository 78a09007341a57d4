import { refusedMesh } from './mesh';

describe.each([
  ['istio-injection', 'Istio', 'disabled'],
  ['sidecar.istio.io/inject', 'Istio', 'false'],
  ['istio.io/dataplane-mode', 'Istio', 'none'],
  ['linkerd.io/inject', 'Linkerd', 'disabled'],
  ['kuma.io/sidecar-injection', 'Kuma', 'disabled'],
  ['consul.hashicorp.com/connect-inject', 'Consul', 'false'],
])('%s', (name, mesh, out) => {
  test('puts pods into a mesh', () => {
    expect(refusedMesh(name, 'enabled')).toBe(
      `it puts the pods into a mesh, and ${mesh}'s proxies are refused by Pod Security "baseline" or shut in by the network policies; use "${out}", or leave it out (docs/security.md, "In a service mesh")`,
    );
  });

  test(`keeps them out as ${out}`, () => {
    expect(refusedMesh(name, out)).toBeUndefined();
  });
});

test('a revision of Istio is refused whatever it says', () => {
  for (const text of ['stable', '']) {
    expect(refusedMesh('istio.io/rev', text)).toBe(
      `it puts the pods into a mesh, and Istio's proxies are refused by Pod Security "baseline" or shut in by the network policies; leave it out (docs/security.md, "In a service mesh")`,
    );
  }
});

test('another label has nothing to do with a mesh', () => {
  expect(refusedMesh('example.com/team', 'enabled')).toBeUndefined();
});
