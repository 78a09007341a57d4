import { ingressControllers } from './ingress/controllers';
import { ingressNginxController, isOfAnotherController } from './ingress-class';

const alb = ingressControllers['aws-alb'].controller;
const haproxy = ingressControllers.haproxy.controller;

test.each([
  'alb.networking.azure.io/alb-controller',
  'azure/application-gateway',
  'ingress.k8s.aws/alb',
  'eks.amazonaws.com/alb',
  'traefik.io/ingress-controller',
  'haproxy.org/ingress-controller',
  'haproxy-ingress.github.io/controller',
  'nginx.org/ingress-controller',
  'projectcontour.io/ingress-controller',
  'cilium.io/ingress-controller',
  'istio.io/ingress-controller',
  'ingress-controllers.konghq.com/kong',
  'apisix.apache.org/apisix-ingress-controller',
  'higress.io/higress-controller',
  'getambassador.io/ingress-controller',
  'ako.vmware.com/avi-lb',
  'k8s.ngrok.com/ingress-controller',
  'ngrok.com/ingress-controller',
  'pomerium.io/ingress-controller',
  'openshift.io/ingress-to-route',
  'tailscale.com/ts-ingress',
])('a class of %s is not of ingress-nginx', (found) => {
  expect(isOfAnotherController(found, ingressNginxController)).toBe(true);
  expect(isOfAnotherController(found, found)).toBe(false);
});

test.each([
  ['ingress-nginx under a name of its own', 'k8s.io/ingress-nginx-internal', ingressNginxController],
  ['ingress-nginx under the name of a company', 'example.com/ingress', ingressNginxController],
  ['HAProxy with a class of its own', 'haproxy.org/ingress-controller/chat', haproxy],
  ["the AWS controller in EKS' Auto Mode", 'eks.amazonaws.com/alb', alb],
  ['nobody that may be read', '', alb],
])('a class of %s may be right', (_, found, own) => {
  expect(isOfAnotherController(found, own)).toBe(false);
});

test("HAProxy's own controller and the other one of its name are told apart", () => {
  expect(isOfAnotherController('haproxy-ingress.github.io/controller', haproxy)).toBe(true);
});

test("a class of ingress-nginx is not of a balancer of AWS', whatever follows its name", () => {
  expect(isOfAnotherController(ingressNginxController, alb)).toBe(true);
  expect(isOfAnotherController('k8s.io/ingress-nginx-internal', alb)).toBe(true);
});
