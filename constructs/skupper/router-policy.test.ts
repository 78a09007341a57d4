import { minimal } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
import type { ChatSettings } from '../settings';

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
      { from: [{ podSelector: { matchLabels: { app: 'ilab-client' } } }] },
      links,
    ]);
  });

  test('keeps the ports for other sites closed where none may link', () => {
    expect(policyOf({ site: { name: 'public', edge: true } }).ingress).toEqual([{ from: [{ podSelector: {} }] }]);
  });
});
