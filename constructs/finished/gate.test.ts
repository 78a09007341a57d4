import { cases, everything } from '../../tests/cases';
import { synthesisOf } from '../../tests/objects';
import { synthesize } from '../synthesis/synthesis';
import { gate } from './gate';
import type { KubeObject, Manifest } from './kube-object';

const { manifests } = synthesize(everything);

/** The findings after `change` has been done to a copy of the object of a kind. */
function findingsAfter(kind: string, change: (object: Writable) => void): string[] {
  const copy = structuredClone(manifests) as unknown as { objects: Writable[] }[];
  const object = copy.flatMap(({ objects }) => objects).find((candidate) => candidate.kind === kind);
  if (object === undefined) {
    throw new Error(`no ${kind}`);
  }
  change(object);
  return gate(copy as unknown as Manifest[]).map(({ message }) => message);
}

// biome-ignore lint/suspicious/noExplicitAny: the point is to break any field of any kind
type Writable = any;

test.each(Object.entries(cases))('%s passes', (_, settings) => {
  expect(gate(synthesisOf(settings).manifests)).toEqual([]);
});

test.each<[string, string, (object: Writable) => void, string]>([
  [
    'a selector without pods',
    'Service',
    (o) => {
      o.spec.selector = { app: 'other' };
    },
    'selector matches no pods',
  ],
  [
    'a port that no pod has',
    'Service',
    (o) => {
      o.spec.ports[0].targetPort = 'grpc';
    },
    'targetPort "grpc" is no port of its pods',
  ],
  [
    'a probe of another port',
    'Deployment',
    (o) => {
      o.spec.template.spec.containers[0].livenessProbe.tcpSocket.port = 5000;
    },
    'a probe asks port "5000", which no container has',
  ],
  [
    'a selector that misses its own pods',
    'Deployment',
    (o) => {
      o.spec.selector.matchLabels = { app: 'x' };
    },
    'selector does not match its own pods',
  ],
  [
    'a missing ServiceAccount',
    'Deployment',
    (o) => {
      o.spec.template.spec.serviceAccountName = 'robot';
    },
    'refers to the ServiceAccount "robot", which is not there',
  ],
  [
    'an image that moves',
    'Deployment',
    (o) => {
      o.spec.template.spec.containers[0].image = 'chat:latest';
    },
    'image "chat:latest" has no tag, or one that moves',
  ],
  [
    'an image without a tag',
    'Deployment',
    (o) => {
      o.spec.template.spec.containers[0].image = 'example.com:5000/chat';
    },
    'image "example.com:5000/chat" has no tag, or one that moves',
  ],
  [
    'a backend that is not there',
    'Ingress',
    (o) => {
      o.spec.rules[0].http.paths[0].backend.service.name = 'x';
    },
    'refers to the Service "x", which is not there',
  ],
  [
    'a backend port that is not there',
    'Ingress',
    (o) => {
      o.spec.rules[0].http.paths[0].backend.service.port.number = 5000;
    },
    'refers to port "5000", which the Service "ilab-client" does not have',
  ],
  [
    'a route to nowhere',
    'HTTPRoute',
    (o) => {
      o.spec.rules[0].backendRefs[0].name = 'x';
    },
    'refers to the Service "x", which is not there',
  ],
  [
    'a Route to nowhere',
    'Route',
    (o) => {
      o.spec.port.targetPort = 'https';
    },
    'refers to port "https", which the Service "ilab-client" does not have',
  ],
  [
    'a budget for no pods',
    'PodDisruptionBudget',
    (o) => {
      o.spec.selector.matchLabels = { app: 'x' };
    },
    'selector matches no pods',
  ],
  [
    'a policy for no pods',
    'NetworkPolicy',
    (o) => {
      o.spec.podSelector.matchLabels = { app: 'x' };
    },
    'podSelector matches no pods',
  ],
  [
    'an illegal name',
    'Ingress',
    (o) => {
      o.metadata.name = 'Chat_Ingress';
    },
    'metadata.name "Chat_Ingress" is not a legal name of a Ingress',
  ],
  [
    'a Service that begins with a digit',
    'Service',
    (o) => {
      o.metadata.name = '1chat';
    },
    'metadata.name "1chat" is not a legal name of a Service',
  ],
  [
    'a missing namespace',
    'Ingress',
    (o) => {
      delete o.metadata.namespace;
    },
    'metadata.namespace "" is not a legal namespace',
  ],
  [
    'a namespace on a private site',
    'Connector',
    (o) => {
      o.metadata.namespace = 'chat';
    },
    'metadata.namespace "chat" does not belong on it',
  ],
  [
    'a long label',
    'Ingress',
    (o) => {
      o.metadata.labels.team = 'x'.repeat(64);
    },
    `label team has no legal value: "${'x'.repeat(64)}"`,
  ],
  [
    'an annotation that is a number',
    'Ingress',
    (o) => {
      o.metadata.annotations.team = 5;
    },
    'annotation team is not a text: 5',
  ],
  [
    'a field without a value',
    'Ingress',
    (o) => {
      o.spec.ingressClassName = undefined;
    },
    'spec.ingressClassName has no proper value: undefined',
  ],
  [
    'a number that is none',
    'Deployment',
    (o) => {
      o.spec.replicas = Number.NaN;
    },
    'spec.replicas has no proper value: NaN',
  ],
  [
    'a text made of nothing',
    'Ingress',
    (o) => {
      o.spec.rules[0].host = 'undefined.example.com';
    },
    'spec.rules[0].host has no proper value: "undefined.example.com"',
  ],
  [
    'a text made of an object',
    'Route',
    (o) => {
      o.spec.host = '[object Object]';
    },
    'spec.host has no proper value: "[object Object]"',
  ],
  [
    'a password in the environment',
    'Deployment',
    (o) => {
      o.spec.template.spec.containers[0].env.push({ name: 'DB_PASSWORD', value: 'x' });
    },
    'spec.template.spec.containers[0].env[5].value: the value of "DB_PASSWORD", named like a secret; refer to a Secret by name',
  ],
  [
    'a private key',
    'Ingress',
    (o) => {
      o.metadata.annotations.key = '-----BEGIN PRIVATE KEY-----';
    },
    'metadata.annotations.key: looks like a secret; refer to a Secret by name',
  ],
  [
    'a Secret',
    'Ingress',
    (o) => {
      o.kind = 'Secret';
    },
    'a Secret must not be in the output; refer to it by name',
  ],
  [
    'a key without a connector',
    'MultiKeyListener',
    (o) => {
      o.spec.strategy.priority.routingKeys.push('x');
    },
    'no connector has its routing key "x"',
  ],
  [
    'a key without a listener',
    'Connector',
    (o) => {
      o.spec.routingKey = 'x';
    },
    'no listener has its routing key "x"',
  ],
  [
    'a link without a certificate',
    'Link',
    (o) => {
      o.spec.tlsCredentials = 'x';
    },
    'no Certificate makes its credentials, "x"',
  ],
  [
    'a listener over a Service',
    'MultiKeyListener',
    (o) => {
      o.spec.host = 'ilab-client';
    },
    'has the name of the Service that Skupper makes for MultiKeyListener team-chat/model; give it another',
  ],
])('%s is found', (_, kind, change, message) => {
  expect(findingsAfter(kind, change)).toContain(message);
});

describe('what cannot be seen in one object', () => {
  const add = (object: KubeObject, side: Manifest['side'] = 'public') =>
    gate([...manifests, { side, path: 'extra.k8s.yaml', objects: [object] }]).map(({ message }) => message);

  test('two objects of one identity', () => {
    const duplicate = manifests.find(({ path }) => path === '30-openshift-route.k8s.yaml')?.objects[0] as KubeObject;
    expect(add(duplicate)).toEqual(['made twice; give one of them another name']);
  });

  test('a second Site in the namespace', () => {
    const metadata = { name: 'second', namespace: 'team-chat' };
    expect(add({ apiVersion: 'skupper.io/v2alpha1', kind: 'Site', metadata })).toEqual([
      'a second Site in its namespace, which Skupper refuses',
    ]);
  });

  test('an autoscaler of nothing', () => {
    const spec = { scaleTargetRef: { kind: 'Deployment', name: 'x' } };
    const metadata = { name: 'scaler', namespace: 'team-chat' };
    expect(add({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata, spec })).toEqual([
      'scales the Deployment "x", which is not there',
    ]);
  });

  test('two listeners on one host and port', () => {
    const metadata = { name: 'twin', namespace: 'team-chat' };
    const spec = { host: 'model', port: 8443, routingKey: 'instructlab-gpu' };
    expect(add({ apiVersion: 'skupper.io/v2alpha1', kind: 'Listener', metadata, spec })).toEqual([
      'another listener has the same host and port, model:8443',
      'another listener has the same host and port, model:8443',
    ]);
  });
});
