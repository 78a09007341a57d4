import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { ChatSettings, Settings } from '../constructs/settings';
import { synthesize } from '../constructs/synthesis/synthesis';
import { textOf } from '../constructs/synthesis/text';
import { chatsIn, type ExpectedChat } from '../tools/command/chats';
import { settings } from './article-settings';
import { clusterStates } from './cluster-states';
import { type Block, blocksOf, Desk, scriptOf } from './pasted';

// The guide, pasted block by block against the cluster of KUBECONFIG. What the cluster and the machine do by themselves is
// played: Skupper's Services and states, load balancers, certificates. See tests/on-cluster.ts.

const { exposure, ...article } = settings as ChatSettings;
const namespace = `guide-${process.pid}`;
const own = { ...article, namespace: { name: namespace } };
const named = { host: 'chat.example.com', tls: { clusterIssuer: 'guide-letsencrypt' } };

function kubectl(args: readonly string[], input?: string) {
  const { status, stdout, stderr } = spawnSync('kubectl', args, { encoding: 'utf8', input });
  return { status, stdout, stderr };
}

const served = kubectl(['api-resources', '--no-headers', '--output=name']).stdout.split('\n');
const context = kubectl(['config', 'current-context']).stdout.trim();
const program = spawnSync('sh', ['-c', 'command -v kubectl'], { encoding: 'utf8' }).stdout.trim();

const chats: readonly [name: string, settings: Settings, needs?: string][] = [
  ["the article's", { ...own, exposure }],
  ['a login with TLS', { ...own, login: { users: { secretName: 'chat-users' } }, exposure: { nginxIngress: named } }],
  [
    'an issuer of its own, and a Gateway',
    {
      ...own,
      exposure: {
        gateway: {
          host: 'chat.example.com',
          own: { className: 'guide-eg', tls: { issuer: 'letsencrypt', challenge: 'http01' } },
          dataPlane: 'envoy-gateway',
        },
      },
    },
  ],
  ['OpenShift', { ...own, platform: 'openshift', exposure: { openshiftRoute: {} } }, 'routes.route.openshift.io'],
  [
    'a declared link to a vLLM',
    {
      ...own,
      model: { ...own.model, name: 'granite' },
      link: { host: 'router.example.com' },
      privateSites: [{ name: 'gpu', server: 'vllm' }],
    },
  ],
  [
    'one of a fleet, whose cluster has a name',
    { chats: { here: { ...own, cluster: 'here' }, there: { ...own, cluster: 'there' } } },
  ],
];

/**
 * `kubectl` as it is, but for what leaves this computer, for what runs in pods or goes on, and for waiting: an object that is
 * waited for has to be there. What the cluster lacks is installed by stand-ins, which is to leave definitions behind.
 */
const wrapper = `#!/bin/sh
echo "kubectl $*" >> "$CALLS"
case " $* " in
  *" https://"* | *" run "* | *" port-forward "* | *" top "*) exit 0 ;;
  *" wait "*" --all "*) exit 0 ;;
  *" rollout status "*)
    exec ${program} $(echo "$*" | sed -e 's/rollout status/get/' -e 's/ --timeout=[^ ]*//')
    ;;
  *" wait "*)
    waited=$(echo " $*" | sed -e 's/ wait / get /' -e 's/ --for=[^ ]*//' -e 's/ --timeout=[^ ]*//')
    exec ${program} $waited
    ;;
esac
exec ${program} "$@"
`;

/** What operators bring, as far as an API server knows it: kinds with any content. */
function definition(group: string, kind: string, scope: 'Cluster' | 'Namespaced'): string {
  const plural = `${kind.toLowerCase()}s`;
  return JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: { kind, plural, singular: kind.toLowerCase() },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
  });
}

const issuerKinds = ['clusterissuers.cert-manager.io', 'issuers.cert-manager.io', 'networks.config.openshift.io'];
const missing = issuerKinds.filter((name) => !served.includes(name));

/** What Skupper's controller makes when the chat's objects are there. */
function play(chat: ExpectedChat): void {
  const service = (name: string, where: string) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: where },
      spec: { type: 'LoadBalancer', ports: [{ port: 55671 }] },
    });
  const route = (name: string, where: string) =>
    JSON.stringify({
      apiVersion: 'route.openshift.io/v1',
      kind: 'Route',
      metadata: { name, namespace: where },
      spec: { to: { kind: 'Service', name: 'skupper-router' } },
    });
  const objects = [service('skupper-router', namespace), service('skupper-grant-server', 'skupper')];
  const routes =
    chat.summary.platform === 'openshift'
      ? [route('skupper-grant-server', 'skupper'), route('skupper-router-edge', namespace)]
      : [];
  const links = chat.publicObjects.filter(({ kind }) => kind === 'Certificate');
  const secrets = links.map(({ metadata }) =>
    JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: metadata.name, namespace } }),
  );
  for (const object of [...objects, ...routes, ...secrets]) {
    // What is there already is a real one.
    if (kubectl(['create', '-f', '-'], object).status === 0) {
      made.push(object);
    }
  }
  const status = clusterStates.linked.statuses['Site ilab-chat'];
  kubectl([
    'patch',
    'site',
    chat.site.metadata.name,
    ...['-n', namespace, '--subresource=status', '--type=merge', `--patch=${JSON.stringify({ status })}`],
  ]);
}

/** What was answered before: each block is a script of its own. */
const answered = {
  PUBLIC: context,
  PRIVATE: context,
  MACHINE: 'alice@machine',
  EMAIL: 'alice@example.com',
  CLIENT_SECRET: 'secret',
};

/** What was made for the whole cluster, and is taken away again. */
const made: string[] = [];

beforeAll(() => {
  const skupper = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'skupper' } });
  if (kubectl(['create', '-f', '-'], skupper).status === 0) {
    made.push(skupper);
  }
  for (const name of missing) {
    const [plural = '', ...group] = name.split('.');
    const kind = { clusterissuers: 'ClusterIssuer', issuers: 'Issuer', networks: 'Network' }[plural] ?? '';
    kubectl(['apply', '-f', '-'], definition(group.join('.'), kind, kind === 'Issuer' ? 'Namespaced' : 'Cluster'));
  }
  kubectl(['wait', '--for=condition=Established', '--timeout=60s', 'crd', ...issuerKinds]);
  kubectl(
    ['apply', '-f', '-'],
    JSON.stringify({ apiVersion: 'config.openshift.io/v1', kind: 'Network', metadata: { name: 'cluster' } }),
  );
});

afterAll(() => {
  kubectl(['delete', 'clusterissuer', 'guide-letsencrypt', '--ignore-not-found']);
  kubectl(['delete', 'gatewayclass', 'guide-eg', '--ignore-not-found']);
  kubectl(['delete', 'namespace', namespace, '--ignore-not-found', '--wait=false']);
  for (const name of missing) {
    kubectl(['delete', 'crd', name, '--ignore-not-found']);
  }
  for (const object of made) {
    kubectl(['delete', '-f', '-', '--ignore-not-found', '--wait=false'], object);
  }
});

test('there is a cluster, with Skupper and the Gateway API', () => {
  expect(served).toEqual(expect.arrayContaining(['sites.skupper.io', 'gatewayclasses.gateway.networking.k8s.io']));
});

const possible = chats.flatMap(([name, settings, needs = '']) =>
  needs === '' || served.includes(needs) ? [{ name, settings }] : [],
);

describe.each(possible)('$name', ({ settings: chatSettings }) => {
  const synthesis = synthesize(chatSettings);
  const [chat] = chatsIn(synthesis) as [ExpectedChat];
  const desk = new Desk();
  const environment = { KUBECONFIG: process.env.KUBECONFIG };
  const blocks = blocksOf(chat);
  // The ingress controller is not installed by the guide.
  const isOptional = ({ text }: Block) => /get ingressclass|get ingress |getent/.test(text);

  beforeAll(() => {
    for (const manifest of synthesis.manifests) {
      desk.write(`project/${manifest.side === 'public' ? 'dist' : 'dist-private'}/${manifest.path}`, textOf(manifest));
    }
    desk.replace('kubectl', wrapper);
    desk.replace('oc', wrapper);
  });
  afterAll(() => {
    desk.remove();
    kubectl(['delete', 'namespace', namespace, '--ignore-not-found', '--wait=true', '--timeout=120s']);
  });

  test('every block works on the cluster, in the order of the guide, and once more', () => {
    const answers = `${context}\n`.repeat(40);
    for (const round of [1, 2]) {
      for (const block of blocks.filter((one) => !isOptional(one))) {
        const isFirstToMake = round === 1 || !/create secret/.test(block.text);
        const { status, stdout, stderr } = desk.run(scriptOf([block]), {
          answers,
          environment: { ...environment, ...answered },
        });
        if (isFirstToMake) {
          const trouble = stderr.split('\n').filter((line) => /^Error/.test(line) && !/NotFound/.test(line));
          expect({ block: block.text, status, stdout, stderr, trouble }).toMatchObject({ status: 0, trouble: [] });
        }
        if (/^kubectl .*apply -f dist/m.test(block.text) && !block.text.includes('00-namespace')) {
          play(chat);
        }
      }
    }
  });

  test('all objects are there as the settings make them', () => {
    const { status, stdout } = kubectl(['diff', '-R', '-f', join(desk.path, 'project', 'dist')]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    for (const requirement of chat.summary.requirements) {
      if (requirement.secretName !== undefined) {
        expect(kubectl(['get', 'secret', requirement.secretName, '-n', namespace])).toMatchObject({ status: 0 });
      }
    }
  });
});
