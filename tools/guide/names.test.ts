import { cases } from '../../tests/cases';
import { synthesisOf } from '../../tests/objects';
import { blocksOf } from '../../tests/pasted';
import { chatsIn, type ExpectedChat } from '../command/chats';

const guides = Object.entries(cases).map(([name, chat]) => {
  const synthesis = synthesisOf(chat);
  const [expected] = chatsIn(synthesis) as [ExpectedChat];
  const lines = blocksOf(expected).flatMap(({ text }) => text.split('\n'));
  return { name, synthesis, lines, requirements: expected.summary.requirements };
});

/** Kinds whose objects the commands name, as kubectl calls them. */
const kinds =
  'namespace|service|ingress|deployment|site|secret|route|gateway|gatewayclass|httproute|listener|multikeylistener|issuer|clusterissuer|ingressclass|priorityclass|storageclass|configmap|persistentvolumeclaim';

/** The objects that a command names, each as its kind and its name. A chart is none, and a unit neither. */
function objectsIn(line: string): string[] {
  const found = line
    .replace(/\b(helm|systemctl) .*/, '')
    .replace(/create secret [a-z-]+ /, 'create secret ')
    .matchAll(new RegExp(`\\b(${kinds})[ /]([a-z0-9][a-z0-9.-]*)`, 'g'));
  return [...found].map(([, kind, name]) => `${kind} ${name}`);
}

/** What Skupper and the controllers of a cluster make. */
const ofOthers = [
  'service skupper-router',
  'service skupper-grant-server',
  'route skupper-grant-server',
  'deployment skupper-controller',
  'deployment aws-load-balancer-controller',
];

/** Where things that serve the whole cluster are installed. */
const ofCluster =
  /^(default|kube-system|skupper|metallb-system|cert-manager|envoy-gateway-system|istio-system|nginx-gateway|haproxy-controller|nginx-ingress)$/;

test.each(guides)('every object is made here, or by what is asked for: $name', ({ synthesis, lines, requirements }) => {
  const objects = synthesis.manifests.flatMap((manifest) => manifest.objects);
  const made = objects.map(({ kind, metadata }) => `${kind.toLowerCase()} ${metadata.name}`);
  const namespaces = objects.flatMap(({ metadata }) => `namespace ${metadata.namespace}`);
  // Skupper makes the Secret of a link from its Certificate.
  const links = objects.filter(({ kind }) => kind === 'Certificate').map(({ metadata }) => `secret ${metadata.name}`);
  const known = [...made, ...namespaces, ...links, ...ofOthers];
  const isRequired = (name: string) => requirements.some(({ facts }) => JSON.stringify(facts).includes(`"${name}"`));
  const named = lines.flatMap(objectsIn);
  expect(named.length).toBeGreaterThan(1);
  expect(named.filter((object) => !known.includes(object) && !isRequired(object.split(' ')[1] ?? ''))).toEqual([]);
});

test.each(guides)(
  'every namespace is known, and every file is in the output: $name',
  ({ synthesis, lines, requirements }) => {
    const objects = synthesis.manifests.flatMap((manifest) => manifest.objects);
    const known = [
      ...objects.map(({ metadata }) => metadata.namespace),
      ...requirements.map(({ facts }) => 'namespace' in facts && facts.namespace),
    ];
    // Those from which the policy of the page lets somebody in.
    const peers = JSON.stringify(objects.map(({ spec }) => spec?.ingress ?? []));
    const namespaces = lines.flatMap((line) => [...line.matchAll(/ -n ([a-z0-9-]+)/g)].map(([, name]) => name ?? ''));
    expect(
      namespaces.filter((name) => !known.includes(name) && !ofCluster.test(name) && !peers.includes(`"${name}"`)),
    ).toEqual([]);

    const files = synthesis.manifests.map(({ side, path }) => `${side === 'public' ? 'dist' : 'dist-private'}/${path}`);
    const named = lines.flatMap((line) => line.match(/\bdist(-private)?\/[\w./-]+/g) ?? []);
    expect(named.filter((path) => !files.some((file) => file === path || file.startsWith(`${path}/`)))).toEqual([]);
  },
);
