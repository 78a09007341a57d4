import { clusterStates } from '../../tests/cluster-states';
import {
  add,
  article,
  change,
  conditions,
  controllerStatus,
  declared,
  deny,
  failover,
  modelIs,
  models,
  namespace,
  noAnswer,
  says,
  withStatus,
} from '../../tests/played-cluster';

says([
  [
    'the controller is not there',
    article,
    () => {
      noAnswer();
      withStatus('Site', 'ilab-chat', undefined);
    },
    [
      '… Site           Skupper has not looked at it yet, and its controller is not where it is usually installed, in the namespace skupper',
    ],
  ],
  [
    'the controller does not run',
    article,
    () => {
      noAnswer();
      withStatus('Site', 'ilab-chat', undefined);
      add(controllerStatus('False'));
    },
    [
      "✗ Site           Skupper's controller does not run",
      '→ kubectl describe deployment skupper-controller -n skupper',
    ],
  ],
  [
    'the controller has not come to it',
    article,
    () => {
      noAnswer();
      withStatus('Site', 'ilab-chat', undefined);
      add(controllerStatus('True'));
    },
    ['… Site           Skupper has not looked at it yet', '→ kubectl logs deployment/skupper-controller -n skupper'],
  ],
  [
    'a second Site',
    article,
    () =>
      withStatus('Site', 'ilab-chat', { status: 'Error', message: 'An active site already exists in the namespace' }),
    [
      '✗ Site           An active site already exists in the namespace',
      '→ kubectl describe site ilab-chat -n ilab-chat',
    ],
  ],
  [
    'the router starts',
    article,
    () => {
      noAnswer();
      withStatus('Site', 'ilab-chat', { status: 'Pending', ...conditions(['Running', 'False']) });
    },
    ["… Site           Skupper's router does not run yet"],
  ],
  [
    'a Site that waits for something else',
    article,
    () => {
      noAnswer();
      withStatus('Site', 'ilab-chat', { status: 'Pending', message: 'Not all done' });
    },
    ['… Site           Not all done'],
  ],
  [
    'sites that may not be read',
    article,
    () => deny('skupper.io/v2alpha1', 'Site'),
    ['? Site           you may not read objects of the kind Site in the namespace ilab-chat'],
  ],
  [
    'a listener that is refused',
    article,
    () => {
      noAnswer();
      withStatus('Listener', 'instructlab', { status: 'Error', message: 'the port is taken' });
    },
    ['✗ Listener       the port is taken', '→ kubectl describe listener instructlab -n ilab-chat'],
  ],
  [
    'a listener that nobody has looked at',
    article,
    () => {
      noAnswer();
      withStatus('Listener', 'instructlab', undefined);
    },
    ['… Listener       Skupper has not looked at it yet', '… model          not asked: see the steps before it'],
  ],
  [
    'a router that was restarted',
    article,
    () => withStatus('Listener', 'instructlab', { status: 'Pending', message: 'No matching connectors' }),
    ['✓ Listener       the model answers through it', 'The chat answers.'],
  ],
  [
    'one of two machines',
    failover,
    () => {
      withStatus('MultiKeyListener', 'instructlab', { status: 'Ready', hasDestination: true });
      withStatus('Site', 'ilab-chat', { status: 'Ready', network: [{ name: 'gpu-17-4' }, { name: 'ilab-chat' }] });
    },
    ['… private sites     linked: gpu; cpu is not linked', '✓ MultiKeyListener  a private site has a connector for it'],
  ],
  [
    'another machine than the settings say',
    article,
    () => {
      noAnswer();
      withStatus('Site', 'ilab-chat', { status: 'Ready', network: [{ name: 'laptop' }, { name: 'ilab-chat' }] });
    },
    ['… private sites  ilab-podman is not linked yet'],
  ],
  [
    'machines that are declared elsewhere',
    { ...article, privateSites: undefined },
    () => {},
    ['✓ private sites  linked: ilab-podman-1795375676-675440357'],
  ],
  [
    "a quota that keeps Skupper's router out",
    article,
    () => {
      noAnswer();
      withStatus('Site', 'ilab-chat', { status: 'Pending', ...conditions(['Running', 'False']) });
      add({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'skupper-router', namespace },
        status: conditions(['ReplicaFailure', 'True', 'exceeded quota: pods']),
      });
    },
    ['✗ Site           exceeded quota: pods', '→ kubectl describe deployment skupper-router -n ilab-chat'],
  ],
  [
    'a router that is down, behind which nothing is known',
    article,
    () => {
      modelIs(models.none);
      withStatus('Site', 'ilab-chat', {
        ...clusterStates.linked.statuses['Site ilab-chat'],
        status: 'Pending',
        ...conditions(['Running', 'False']),
      });
    },
    ['? Listener       not known without the Site', '? private sites  not known without the Site'],
  ],
  [
    "a listener's port that was changed by hand",
    article,
    () => {
      noAnswer();
      change('Listener', 'instructlab', (object) => ({ ...object, spec: { ...object.spec, port: 9000 } }));
    },
    [
      '✗ Listener       it is not as the settings make it: spec.port: 9000 → 8000',
      '→ kubectl apply -f dist',
      'It stops here: Listener: it is not as the settings make it',
    ],
  ],
  [
    'a routing key that was changed by hand',
    article,
    () => {
      noAnswer();
      change('Listener', 'instructlab', (object) => ({ ...object, spec: { ...object.spec, routingKey: 'other' } }));
    },
    ['✗ Listener       it is not as the settings make it: spec.routingKey: "other" → "instructlab"'],
  ],
  [
    'a connector of dist-private/ on the public cluster',
    article,
    () =>
      add({
        apiVersion: 'skupper.io/v2alpha1',
        kind: 'Connector',
        metadata: { name: 'instructlab', namespace },
        spec: { routingKey: 'instructlab' },
      }),
    ['✗ protection     Connector instructlab takes the questions, and belongs on the private machine'],
  ],
  [
    'versions of Skupper, and two machines of one name',
    article,
    () =>
      withStatus('Site', 'ilab-chat', {
        ...clusterStates.linked.statuses['Site ilab-chat'],
        network: [
          { name: 'ilab-chat', version: '2.2.1' },
          { name: 'ilab-podman-1-2', version: '2.1.4' },
          { name: 'ilab-podman-3-4', version: '2.2.1' },
        ],
      }),
    [
      '✓ private sites  linked: ilab-podman (Skupper 2.1.4, Skupper 2.2.1, 2 machines of this name, or one that came back)',
    ],
  ],
  [
    'a machine whose connector is not there',
    article,
    () =>
      withStatus('Site', 'ilab-chat', {
        ...clusterStates.linked.statuses['Site ilab-chat'],
        network: [
          { name: 'ilab-chat' },
          { name: 'ilab-podman-1-2', services: [{ routingKey: 'other', connectors: ['localhost'] }] },
        ],
      }),
    ['✓ private sites  linked: ilab-podman (without a connector for the model)'],
  ],
  [
    'a link whose certificate ends soon',
    declared,
    () => withStatus('Certificate', 'link-ilab-podman', { expiration: '2026-12-01T00:00:00Z' }),
    ['… link           the certificate of link-ilab-podman ends on 2026-12-01', '→ docs/private-site.md, section 6'],
  ],
  [
    'a link whose certificate is good',
    declared,
    () => withStatus('Certificate', 'link-ilab-podman', { expiration: '2031-11-22T00:00:00Z' }),
    ['✓ link           its certificate is good until 2031-11-22', 'The chat answers.'],
  ],
]);
