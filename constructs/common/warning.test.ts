import { acceptableWarningIds, warning } from './warning';

// Settings name them: one that goes, or changes, is an error for whoever accepted it.
test('the ids of warnings are stable', () => {
  const ids =
    'autoscaler-sees-no-load below-restricted blocks-drains certificate-does-not-fit client-gives-up closed-by-policy data-in-pod gateway-for-all-namespaces gateway-reaches-router image-without-digest links-not-accepted little-memory login-bypassed low-rate-limit many-cores model-not-named model-through-proxy no-entry-point no-session-affinity on-control-plane one-address-family one-at-a-time one-router-group open-to-everyone password-readable plain-http podman-host-name pods-may-take-nodes policy-opens-all unknown-cloud unknown-ingress-class';
  expect(acceptableWarningIds.join(' ')).toBe(ids);
});

test('a warning says what, where and why', () => {
  expect(warning('plain-http', 'exposure', 'not private')).toEqual({
    id: 'plain-http',
    path: 'exposure',
    message: 'not private',
  });
});
