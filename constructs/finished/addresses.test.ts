import { everyF5NginxIngress, existingGateway, minimal, openLoadBalancer, ownGateway } from '../../tests/cases';
import { set, unset } from '../../tests/objects';
import type { ChatSettings } from '../settings';
import { synthesize } from '../synthesis/synthesis';

/** Where a browser finds a chat: the way, the address, and the object that tells it. */
function addressesOf(settings: Partial<ChatSettings>): string[] {
  return synthesize({ ...minimal, ...settings }).chats.flatMap(({ addresses }) =>
    addresses.map(
      ({ title, url, object: { apiVersion, kind, namespace, name } }) =>
        `${title}: ${url} by ${apiVersion} ${kind} ${namespace}/${name}`,
    ),
  );
}

const host = 'chat.example.com';
const tls = { secretName: 'chat-tls' };
const gateway = 'by gateway.networking.k8s.io/v1 Gateway';
const ingress = 'by networking.k8s.io/v1 Ingress';
const own = { className: 'eg', tls };
const eg = { host, own, dataPlane: 'any' } as const;

test.each<[string, Partial<ChatSettings>, readonly string[]]>([
  ['no exposure', {}, []],
  [
    'a load balancer',
    { exposure: { loadBalancer: openLoadBalancer } },
    ['load balancer: http://<EXTERNAL-IP>:8080 by v1 Service ilab-chat/ilab-client-lb'],
  ],
  [
    'a load balancer on the usual port',
    { exposure: { loadBalancer: { ...openLoadBalancer, port: 80 } } },
    ['load balancer: http://<EXTERNAL-IP> by v1 Service ilab-chat/ilab-client-lb'],
  ],
  [
    'an Ingress without a host',
    { exposure: { nginxIngress: {} } },
    [`NGINX Ingress: http://<ADDRESS>/ ${ingress} ilab-chat/ilab-client-ingress`],
  ],
  [
    'an Ingress with TLS for several hosts',
    { exposure: { nginxIngress: { hosts: [host, 'chat'], tls } } },
    [
      `NGINX Ingress: https://chat.example.com/ ${ingress} ilab-chat/ilab-client-ingress`,
      `NGINX Ingress: https://chat/ ${ingress} ilab-chat/ilab-client-ingress`,
    ],
  ],
  [
    'an Ingress of another controller',
    { exposure: { ingress: { ...everyF5NginxIngress, hosts: [host] } } },
    [`F5 NGINX Ingress: https://chat.example.com/ ${ingress} ilab-chat/ilab-client-f5-nginx`],
  ],
  [
    'a Gateway of the chat, without TLS',
    { exposure: { gateway: { own: { className: 'eg' }, dataPlane: 'any' } } },
    [`Gateway: http://<ADDRESS>/ ${gateway} ilab-chat/ilab-client`],
  ],
  [
    'a Gateway of the chat, with TLS',
    { exposure: { gateway: { ...eg, host: undefined, hosts: [host, 'b.example.com'] } } },
    [
      `Gateway: https://chat.example.com/ ${gateway} ilab-chat/ilab-client`,
      `Gateway: https://b.example.com/ ${gateway} ilab-chat/ilab-client`,
    ],
  ],
  [
    'a Gateway of the chat, with a redirect beside it',
    { exposure: { gateway: ownGateway } },
    [`Gateway: https://chat.example.com/ ${gateway} ilab-chat/ilab-client`],
  ],
  [
    'a Gateway that exists, whose scheme only the cluster knows',
    { exposure: { gateway: { host, existing: { name: 'public' }, dataPlane: 'any' } } },
    [`Gateway: chat.example.com/ ${gateway} ilab-chat/public`],
  ],
  [
    'a Gateway that exists in another namespace, with a redirect',
    { exposure: { gateway: existingGateway } },
    [`Gateway: https://chat.example.com/ ${gateway} gateways/public`],
  ],
  [
    'no Gateway any more',
    {
      exposure: { gateway: { host, existing: { name: 'public' }, dataPlane: 'any' } },
      patches: [unset('HTTPRoute', '/spec/parentRefs')],
    },
    [],
  ],
  [
    'a redirect that a patch leads to the chat, so that each listener says its scheme',
    {
      exposure: { gateway: eg },
      patches: [
        set(
          'HTTPRoute',
          '/spec/rules/0',
          { backendRefs: [{ name: 'ilab-client', port: 8080 }] },
          'ilab-client-https-redirect',
        ),
      ],
    },
    [
      `Gateway: https://chat.example.com/ ${gateway} ilab-chat/ilab-client`,
      `Gateway: http://chat.example.com/ ${gateway} ilab-chat/ilab-client`,
    ],
  ],
  [
    'a Route',
    { platform: 'openshift', exposure: { openshiftRoute: { host } } },
    ['OpenShift Route: https://chat.example.com/ by route.openshift.io/v1 Route ilab-chat/ilab-client'],
  ],
  [
    'a Route whose name the cluster makes',
    { platform: 'openshift', exposure: { openshiftRoute: {} } },
    ['OpenShift Route: https://<HOST>/ by route.openshift.io/v1 Route ilab-chat/ilab-client'],
  ],
])('%s', (_, settings, expected) => {
  expect(addressesOf(settings)).toEqual(expected);
});
