import { basicAuthIngress, externalAuthIngress, minimal, openLoadBalancer } from '../tests/cases';
import type { ChatSettings } from './settings';
import { synthesize } from './synthesis/synthesis';

const warningsOf = (more: Partial<ChatSettings>) =>
  synthesize({ ...minimal, ...more }).warnings.map(({ id, path }) => `${id} ${path}`);

describe('a login of the Ingress', () => {
  test.each([
    ['basicAuth', basicAuthIngress],
    ['externalAuth', externalAuthIngress],
  ])('%s protects nothing beside an exposure that is open', (kind, nginxIngress) => {
    const bypassed = `login-bypassed exposure.nginxIngress.${kind}`;
    expect(warningsOf({ exposure: { nginxIngress, loadBalancer: openLoadBalancer } })).toContain(bypassed);
    expect(warningsOf({ platform: 'openshift', exposure: { nginxIngress, openshiftRoute: {} } })).toContain(bypassed);
    const ranges = { sourceRanges: ['203.0.113.0/24'] };
    expect(warningsOf({ exposure: { nginxIngress, loadBalancer: ranges } })).not.toContain(bypassed);
    expect(warningsOf({ exposure: { nginxIngress } })).not.toContain(bypassed);
  });
});

test('a Gateway that runs beside the chat reaches the router, unless it is isolated', () => {
  const gateway = { own: { className: 'istio' }, dataPlane: 'gateway-namespace' as const };
  expect(warningsOf({ exposure: { gateway } })).toContain('gateway-reaches-router isolateRouter');
  expect(warningsOf({ exposure: { gateway }, isolateRouter: true })).not.toContain(
    'gateway-reaches-router isolateRouter',
  );
  const elsewhere = { ...gateway, dataPlane: 'envoy-gateway' as const };
  expect(warningsOf({ exposure: { gateway: elsewhere } })).not.toContain('gateway-reaches-router isolateRouter');
});
