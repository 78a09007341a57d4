import { deletion } from './manual-step';

const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

test('an object that two chats had, each on its own cluster, is named once', () => {
  expect(deletion([namespace('ilab-chat'), namespace('ilab-chat')])).toBe('kubectl delete namespace ilab-chat');
  expect(deletion([namespace('a'), namespace('b'), namespace('a')])).toBe('kubectl delete namespace/a namespace/b');
});

test.each([
  ['gateway.networking.k8s.io/v1', 'Gateway', 'gateway.gateway.networking.k8s.io'],
  ['route.openshift.io/v1', 'Route', 'route.route.openshift.io'],
  ['skupper.io/v2alpha1', 'Certificate', 'certificate.skupper.io'],
  ['traefik.io/v1alpha1', 'Middleware', 'middleware.traefik.io'],
  ['k8s.nginx.org/v1', 'Policy', 'policy.k8s.nginx.org'],
])('%s %s is named with its group, as other projects have kinds of that name', (apiVersion, kind, type) => {
  const object = { apiVersion, kind, metadata: { name: 'chat', namespace: 'ilab-chat' } };
  expect(deletion([object])).toBe(`kubectl delete ${type} chat -n ilab-chat`);
});

test('a kind of Kubernetes itself needs no group', () => {
  const object = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'chat', namespace: 'a' } };
  expect(deletion([object])).toBe('kubectl delete ingress chat -n a');
});
