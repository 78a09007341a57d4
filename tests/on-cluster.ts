import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ChatSettings } from '../constructs/settings';
import { synthesize } from '../constructs/synthesis/synthesis';
import { textOf } from '../constructs/synthesis/text';
import type { ChatStatus } from '../tools/status/chat-status';
import { settings } from './article-settings';
import { cases } from './cases';
import { type ClusterState, clusterStates } from './cluster-states';
import { Project } from './project';

// What only an API server knows. "npm run test:cluster" runs it against the cluster of KUBECONFIG, in namespaces of its own.
// Skupper's states are played: where its controller runs, it would write its own over them, so scale it to 0 first.

jest.setTimeout(300_000);

const folder = mkdtempSync(join(tmpdir(), 'on-cluster-'));
afterAll(() => rmSync(folder, { recursive: true }));

function kubectl(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync('kubectl', args, { encoding: 'utf8' });
  return { status, stdout, stderr: error?.message ?? stderr };
}

/** What kubectl prints, where it has to work. */
function output(...args: string[]): string {
  const { status, stdout, stderr } = kubectl(...args);
  expect({ args, status, stderr: status === 0 ? '' : stderr }).toEqual({ args, status: 0, stderr: '' });
  return stdout;
}

/** Writes the files of the public side, as they would be in dist/. */
function written(chat: ChatSettings): string {
  const path = join(folder, chat.namespace.name);
  for (const manifest of synthesize(chat).manifests.filter(({ side }) => side === 'public')) {
    const file = join(path, manifest.path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, textOf(manifest));
  }
  return path;
}

/** The kinds that the cluster serves: `sites.skupper.io`. */
const served = kubectl('api-resources', '--no-headers', '--output=name').stdout.split('\n');

/** The groups of kinds that a cluster has to be given, and that this one lacks for a chat. */
function lacks(chat: ChatSettings): string[] {
  const objects = synthesize(chat).manifests.flatMap((manifest) =>
    manifest.side === 'public' ? manifest.objects : [],
  );
  const groups = new Set(objects.map(({ apiVersion }) => apiVersion.split('/')[0] ?? ''));
  const isOwn = (group: string) => group.includes('.') && !/^[a-z]+(\.[a-z]+)?\.k8s\.io$/.test(group);
  return [...groups].filter(
    (group) =>
      (isOwn(group) || group === 'gateway.networking.k8s.io') && !served.some((kind) => kind.endsWith(`.${group}`)),
  );
}

const numbered = Object.entries(cases).map(([name, chat], index): [string, ChatSettings] => [
  name,
  { ...chat, namespace: { ...chat.namespace, name: `on-cluster-${index}` } },
]);

test('there is a cluster', () => {
  expect(output('version')).toContain('Server Version');
});

test('the cluster has Skupper and the Gateway API', () => {
  const lacking = new Set(numbered.flatMap(([, chat]) => lacks(chat)));
  const needed = ['skupper.io', 'gateway.networking.k8s.io'];
  expect(needed.filter((group) => lacking.has(group))).toEqual([]);
});

describe('applied, compared, applied again, and deleted', () => {
  // Only OpenShift has Routes, and other controllers bring kinds of their own.
  const elsewhere = numbered.filter(([, chat]) => lacks(chat).length > 0);
  if (elsewhere.length > 0) {
    test.skip.each(elsewhere)('%s', () => {});
  }

  test.each(numbered.filter(([, chat]) => lacks(chat).length === 0))('%s', (_, chat) => {
    const { name: namespace, exists = false } = chat.namespace;
    const path = written(chat);
    const apply = () => output('apply', '--server-side', '--validate=strict', '--filename', path);
    const generations = () =>
      output(
        'get',
        '--filename',
        path,
        '--output=jsonpath={range .items[*]}{.kind} {.metadata.name} {.metadata.generation}{"\\n"}{end}',
      );
    try {
      if (exists) {
        output('create', 'namespace', namespace);
      }
      apply();
      const before = generations();
      expect(output('diff', '--server-side', '--filename', path)).toBe('');
      apply();
      expect(generations()).toBe(before);
      output('delete', '--filename', path, '--wait=true');
      expect(output('get', '--filename', path, '--ignore-not-found', '--output=name')).toBe('');
    } finally {
      kubectl('delete', 'namespace', namespace, '--ignore-not-found', '--wait=false');
    }
  });
});

/** What each step of Skupper's says in the states that a cluster with Skupper's kinds can be put in. */
const states: readonly (readonly [ClusterState, Readonly<Record<string, unknown>>])[] = [
  [
    'no address',
    {
      Site: 'it waits for an address at which private sites can link to it',
      Listener: 'no private site has a connector with the routing key "instructlab" yet',
      'private sites': 'no private site is linked yet',
    },
  ],
  [
    'no private site',
    {
      'load balancer': '203.0.113.10',
      Site: 'ready, Skupper 2.2.1',
      Listener: 'no private site has a connector with the routing key "instructlab" yet',
      'private sites': 'no private site is linked yet',
    },
  ],
  [
    'linked',
    {
      Site: 'ready, Skupper 2.2.1',
      Listener: 'a private site has a connector for it',
      'private sites': expect.stringMatching(/^linked: ilab-podman, as Skupper reported \d+ \w+ ago$/),
    },
  ],
];

describe('npm run status', () => {
  // One of its own: that of a run before may still be on its way out.
  const namespace = `on-cluster-status-${process.pid}`;
  const chat = { ...(settings as ChatSettings), namespace: { name: namespace } };
  const project = new Project();

  beforeAll(() => {
    project.settings(JSON.stringify(chat));
    output('apply', '--filename', written(chat));
    output('rollout', 'status', 'deployment/ilab-client', '--namespace', namespace, '--timeout=240s');
  });
  afterAll(() => {
    project.remove();
    kubectl('delete', 'namespace', namespace, '--wait=false');
  });

  /** The command's own words about the chat. */
  function status(): ChatStatus {
    const { stdout, stderr } = project.run('node tools/start/start.mjs tools/status/status.ts --json');
    expect(stderr).toBe('');
    return JSON.parse(stdout).chats[0];
  }

  test.each(states)('%s', (state, details) => {
    const { statuses } = clusterStates[state];
    for (const [object, part] of Object.entries(statuses).filter(([name]) => !name.startsWith('Deployment'))) {
      const [kind = '', name = ''] = object.split(' ');
      const patch = JSON.stringify({ status: part });
      const options = ['--namespace', namespace, '--subresource=status', '--type=merge', `--patch=${patch}`];
      output('patch', kind.toLowerCase(), name, ...options);
    }
    const { steps, differences } = status();
    const said = Object.fromEntries(steps.map(({ title, detail }) => [title, detail]));
    const protection = 'policies, ranges and logins are as the settings make them';
    expect(said).toMatchObject({ objects: 'all there', pods: '2 of 2 ready', protection, ...details });
    expect(differences).toEqual({ changed: [], leftOver: [], unknown: [] });
  });

  test('tells a change by hand, and what is left of an exposure', () => {
    output('scale', 'deployment/ilab-client', '--replicas=1', '--namespace', namespace);
    const { exposure: _, ...closed } = chat;
    project.settings(JSON.stringify(closed));
    const { changed, leftOver } = status().differences;
    expect(changed).toContain('Deployment ilab-client: spec.replicas: 1 → 2');
    expect(leftOver.map(({ command }) => command)).toEqual([
      `kubectl delete service ilab-client-lb -n ${namespace}`,
      `kubectl delete ingress ilab-client-ingress -n ${namespace}`,
    ]);
  });
});
