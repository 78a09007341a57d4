import { cases } from './cases';
import { objectsOf, one } from './objects';

/** The public side's listeners with their routing keys, the private sides' connectors, and where the page asks. */
type Way = readonly [listeners: readonly string[], connectors: readonly string[], address: string | undefined];

const instructlab = 'instructlab:8000 instructlab';
const local = 'localhost:8000 instructlab';
const plain = 'http://instructlab:8000';
const threeKeys = 'model:8443 {"priority":{"routingKeys":["instructlab-gpu","instructlab-cpu","models"]}}';
const ofThree = [
  '127.0.0.1:8001 instructlab-gpu',
  'localhost:8000 instructlab-cpu',
  'app=vllm,example.com/size=large:8080 models',
];

const ways: Readonly<Record<string, Way>> = {
  'one private site': [[instructlab], [local], plain],
  'link over a node port': [[instructlab], [local], plain],
  'link through ingress-nginx': [[instructlab], [local], plain],
  'declared link': [[instructlab], [local], plain],
  'no page, and two that may ask': [[instructlab], [local], undefined],
  'two model servers on one machine, one of them drained': [
    ['instructlab:8000 {"weighted":{"routingKeys":{"model-new":1,"model-old":0}}}'],
    ['localhost:8000 model-new', 'localhost:8001 model-old'],
    plain,
  ],
  'a model server of each kind': [
    [instructlab],
    [local, 'localhost:8080 instructlab', local, 'localhost:11434 instructlab', local],
    'http://instructlab.ilab-chat.svc.cluster.local:8000',
  ],
  'a model on another cluster, and one on a Mac': [
    [instructlab],
    ['vllm.serving.svc:8000 instructlab', 'host.containers.internal:8080 instructlab'],
    plain,
  ],
  'two private sites, one routing key': [[instructlab], [local, local], plain],
  'failover by priority': [
    ['instructlab:8000 {"priority":{"routingKeys":["model-gpu","model-cpu"]}}'],
    ['localhost:8000 model-gpu', 'localhost:8000 model-cpu'],
    plain,
  ],
  'failover by weight': [
    ['instructlab:8000 {"weighted":{"routingKeys":{"model-cpu":1,"model-gpu":3}}}'],
    ['localhost:8000 model-gpu', 'localhost:8000 model-cpu'],
    plain,
  ],
  everything: [[threeKeys], ofThree, 'https://model:8443'],
  'everything, with a login': [[threeKeys], ofThree, 'https://model:8443'],
};

test.each(Object.entries(cases).filter(([, { privateSites = [] }]) => privateSites.length > 0))(
  '%s: the connectors have the keys of the listener, and the page asks where that is',
  (name, settings) => {
    const listeners = objectsOf(settings)
      .filter(({ kind }) => kind === 'Listener' || kind === 'MultiKeyListener')
      .map(({ spec }) => `${spec.host}:${spec.port} ${spec.routingKey ?? JSON.stringify(spec.strategy)}`);
    const connectors = objectsOf(settings, 'private')
      .filter(({ kind }) => kind === 'Connector')
      .map(({ spec }) => `${spec.host ?? spec.selector}:${spec.port} ${spec.routingKey}`);
    const { client } = settings;
    const page = client && one(objectsOf(settings), 'Deployment', client.name);
    const address = page?.spec.template.spec.containers[0].env[0].value;
    expect([listeners, connectors, address]).toEqual(ways[name]);
  },
);
