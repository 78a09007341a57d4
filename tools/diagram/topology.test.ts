import type { ChatSettings, Settings } from '../../constructs/settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { cases, everything, logins, minimal, openLoadBalancer } from '../../tests/cases';
import { diagramOf } from './topology';

test('the diagram shows what the objects say: every exposure, every machine, every port', () => {
  const fleet: Settings = { chats: { one: everything } };
  expect(diagramOf(synthesize(fleet).manifests)).toMatchSnapshot();
});

test('a login stands between the exposures and the page', () => {
  const chat = { ...minimal, exposure: { loadBalancer: openLoadBalancer }, login: logins.users };
  const ways = diagramOf(synthesize(chat).manifests)
    .split('\n')
    .filter((line) => line.includes('-->'))
    .map((line) => line.replace(/"\|.*\|"|-->\|"(.*)"\|/, '→ $1 →').trim());
  expect(ways).toEqual([
    'browser → port 8080, from 0.0.0.0/0 → Service_ilab_client_lb',
    'Service_ilab_client_lb → port 8080, allowed by NetworkPolicy ilab-client-login → Deployment_ilab_client_login',
    'Deployment_ilab_client_login → port 8080, allowed by NetworkPolicy ilab-client → Deployment_ilab_client',
    'Deployment_ilab_client → port 8000, allowed by NetworkPolicy ilab-client → Listener_instructlab',
  ]);
});

const waysOf = (settings: Settings) =>
  diagramOf(synthesize(settings).manifests)
    .split('\n')
    .filter((line) => line.includes('->'))
    .map((line) => line.trim());

test('each chat of a fleet is a part of its own', () => {
  const of = (name: string): ChatSettings => ({
    ...minimal,
    namespace: { name },
    model: { host: name, port: 8000 },
    privateSites: [{ name: `lab-${name}` }],
  });
  expect(diagramOf(synthesize({ chats: { one: of('one'), two: of('two') } }).manifests).split('\n')).toEqual([
    'flowchart LR',
    '  browser(["browser"])',
    '  subgraph public["namespace one"]',
    '    Deployment_ilab_client["Deployment ilab-client<br/>2 pods"]',
    '    Listener_one["Listener one:8000"]',
    '  end',
    '  subgraph m0["private site lab-one"]',
    '    m0_0["Connector one"]',
    '    m0_server_0["model server localhost:8000"]',
    '  end',
    '  m0_0 --> m0_server_0',
    '  m0_0 -.->|"opens the link, routing key one"| Listener_one',
    '  browser -.->|"kubectl port-forward"| Deployment_ilab_client',
    '  Deployment_ilab_client -->|"port 8000, allowed by NetworkPolicy ilab-client"| Listener_one',
    '  subgraph c1public["namespace two"]',
    '    c1Deployment_ilab_client["Deployment ilab-client<br/>2 pods"]',
    '    c1Listener_two["Listener two:8000"]',
    '  end',
    '  subgraph c1m0["private site lab-two"]',
    '    c1m0_0["Connector two"]',
    '    c1m0_server_0["model server localhost:8000"]',
    '  end',
    '  c1m0_0 --> c1m0_server_0',
    '  c1m0_0 -.->|"opens the link, routing key two"| c1Listener_two',
    '  browser -.->|"kubectl port-forward"| c1Deployment_ilab_client',
    '  c1Deployment_ilab_client -->|"port 8000, allowed by NetworkPolicy ilab-client"| c1Listener_two',
    '',
  ]);
});

test('without a page those are shown that may ask the model', () => {
  const { client: _, ...model } = minimal;
  const by = 'port 8000, allowed by NetworkPolicy skupper-router-ingress';
  expect(waysOf(model)).toEqual([`caller0(["every pod"]) -->|"${by}"| Listener_instructlab`]);
  const allowFrom = [{ namespace: 'batch', podLabels: { app: 'reports', tier: 'night' } }, { namespace: 'science' }];
  expect(waysOf({ ...model, model: { ...model.model, allowFrom } })).toEqual([
    `caller0(["pods with app=reports, tier=night of batch"]) -->|"${by}"| Listener_instructlab`,
    `caller1(["every pod of science"]) -->|"${by}"| Listener_instructlab`,
  ]);
});

test('beside a page those are shown that may ask the model, too, and not the page again', () => {
  const ofThePage = { app: 'ilab-client' };
  const allowFrom = [{ namespace: 'batch', podLabels: ofThePage }, { namespace: 'science' }];
  const by = 'port 8000, allowed by NetworkPolicy skupper-router-ingress';
  expect(waysOf({ ...minimal, model: { ...minimal.model, allowFrom } })).toEqual([
    'browser -.->|"kubectl port-forward"| Deployment_ilab_client',
    'Deployment_ilab_client -->|"port 8000, allowed by NetworkPolicy ilab-client"| Listener_instructlab',
    `caller0(["pods with app=ilab-client of batch"]) -->|"${by}"| Listener_instructlab`,
    `caller1(["every pod of science"]) -->|"${by}"| Listener_instructlab`,
  ]);
});

test('pods that an autoscaler counts have no number', () => {
  expect(diagramOf(synthesize(cases.autoscaling as ChatSettings).manifests)).toContain(
    '["Deployment ilab-client<br/>scaled pods"]',
  );
});

test.each<[string, Partial<ChatSettings>, string]>([
  ['an Ingress for every host', { exposure: { nginxIngress: {} } }, 'every host'],
  [
    'a Route whose host OpenShift chooses',
    { platform: 'openshift', exposure: { openshiftRoute: {} } },
    'the host that OpenShift gives it',
  ],
  [
    'a load balancer that a patch opens',
    {
      exposure: { loadBalancer: openLoadBalancer },
      patches: [
        {
          target: { kind: 'Service', name: 'ilab-client-lb' },
          patch: [{ op: 'remove', path: '/spec/loadBalancerSourceRanges' }],
        },
      ],
    },
    'port 8080, from anywhere',
  ],
])('%s is shown as it is reached', (_, changes, door) => {
  expect(waysOf({ ...minimal, ...changes })[0]).toMatch(new RegExp(`^browser -->\\|"${door}"\\|`));
});

test('a redirect to HTTPS leads to no pods, so it is not shown', () => {
  const entries = waysOf(cases['own Gateway'] as ChatSettings).filter((line) => line.startsWith('browser'));
  expect(entries).toEqual(['browser -->|"chat.example.com"| HTTPRoute_ilab_client']);
});

test('an Ingress leads to the pods of the Service that it names, and of no other', () => {
  const chat = { ...minimal, exposure: { nginxIngress: { host: 'chat.example.com' } }, login: logins.users };
  expect(waysOf(chat).filter((line) => line.startsWith('Ingress'))).toEqual([
    'Ingress_ilab_client_ingress -->|"port 8080, allowed by NetworkPolicy ilab-client-login"| Deployment_ilab_client_login',
  ]);
});
