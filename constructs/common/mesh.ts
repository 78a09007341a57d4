/** Labels and annotations that put pods into a service mesh, and what they say to keep them out. */
const meshes: readonly { readonly name: string; readonly mesh: string; readonly out?: string }[] = [
  { name: 'istio-injection', mesh: 'Istio', out: 'disabled' },
  { name: 'istio.io/rev', mesh: 'Istio' },
  { name: 'sidecar.istio.io/inject', mesh: 'Istio', out: 'false' },
  { name: 'istio.io/dataplane-mode', mesh: 'Istio', out: 'none' },
  { name: 'linkerd.io/inject', mesh: 'Linkerd', out: 'disabled' },
  { name: 'kuma.io/sidecar-injection', mesh: 'Kuma', out: 'disabled' },
  { name: 'consul.hashicorp.com/connect-inject', mesh: 'Consul', out: 'false' },
];

/**
 * Why a label or annotation that puts pods into a mesh is not taken. A sidecar's init container needs NET_ADMIN, which Pod
 * Security "baseline" refuses; with a mesh that does without, the policies close its control plane and its tunnels.
 */
export function refusedMesh(name: string, text: string): string | undefined {
  const found = meshes.find((one) => one.name === name && one.out !== text);
  if (found === undefined) {
    return undefined;
  }
  const remedy = found.out === undefined ? 'leave it out' : `use "${found.out}", or leave it out`;
  return `it puts the pods into a mesh, and ${found.mesh}'s proxies are refused by Pod Security "baseline" or shut in by the network policies; ${remedy} (docs/security.md, "In a service mesh")`;
}
