import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type KubeObject, namespaceOf } from '../constructs/finished/kube-object';
import { chatsOf, type Settings } from '../constructs/settings/fleet';
import { synthesize } from '../constructs/synthesis/synthesis';
import { commandsIn, printed, write } from './edit-run';
import { type Edit, edits } from './edits';

// Follows what a run says after each edit, in its order, and compares the cluster with one to which the new output alone was
// applied. "npm run test:cluster" runs it against the cluster of KUBECONFIG, in namespaces of its own, and against that of
// KUBECONFIG_OTHER for edits that are about two clusters. Skupper's controller must not run there.

const run = promisify(execFile);
const { KUBECONFIG, KUBECONFIG_OTHER } = process.env;
const folder = mkdtempSync(join(tmpdir(), 'edits-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** An edit with its output on the disk: the old one in `before`, the new one in `after`. */
interface Prepared extends Edit {
  readonly path: string;
  readonly text: string;
}

const prepared = Object.entries(edits).reduce(
  async (list: Promise<readonly Prepared[]>, [, edit], index) => [...(await list), await prepare(edit, index)],
  Promise.resolve([]),
);

/** One after the other, as all print to the same place. */
async function prepare(edit: Edit, index: number): Promise<Prepared> {
  const [before, after] = [edit.before, edit.after].map((settings) => inOwnNamespaces(settings, `edit-${index}-`)) as [
    Settings,
    Settings,
  ];
  const path = join(folder, String(index));
  write(join(path, 'before'), before);
  write(join(path, 'after'), before);
  return { ...edit, before, after, path, text: await printed(join(path, 'after'), write(join(path, 'after'), after)) };
}

/** The same settings in namespaces with a prefix, so that edits can be followed side by side. */
function inOwnNamespaces(settings: Settings, prefix: string): Settings {
  return JSON.parse(JSON.stringify(settings), (key, value) =>
    key === 'namespace' && typeof value?.name === 'string' ? { ...value, name: prefix + value.name } : value,
  );
}

/** The two clusters, by the name that settings have for them. Edits of one cluster have it without a name, or as `east`. */
type Place = 'east' | 'west';
const places: readonly Place[] = ['east', 'west'];
const placeOf = (cluster = ''): Place => (cluster === 'west' ? 'west' : 'east');
const configs: Readonly<Record<Place, string | undefined>> = { east: KUBECONFIG, west: KUBECONFIG_OTHER };

/** Runs a line of a shell against one of the clusters. The editor does what the run asks for. */
async function shell(place: Place, line: string, cwd = folder): Promise<string> {
  const env = { ...process.env, KUBECONFIG: configs[place], KUBE_EDITOR: "sed -i '/replicas:/d'" };
  const { stdout } = await run('sh', ['-c', line], { cwd, env, maxBuffer: 2 ** 26 });
  return stdout;
}

interface Part {
  readonly place: Place;
  readonly folders: string;
  readonly objects: readonly KubeObject[];
}

/** What of the settings is for each cluster. */
function partsOf(settings: Settings, path: string): Part[] {
  const manifests = synthesize(settings).manifests.filter(({ side }) => side === 'public');
  return places.flatMap((place): Part[] => {
    const own = manifests.filter(({ cluster }) => placeOf(cluster) === place);
    const folders = chatsOf(settings)
      .filter((chat) => placeOf(chat.settings.cluster) === place)
      .map((chat) => `-f ${path}/dist/${chat.folder}`);
    const objects = own.flatMap((manifest) => manifest.objects);
    return own.length === 0 ? [] : [{ place, folders: `-R ${folders.join(' ')}`, objects }];
  });
}

/** The objects of these parts as they are on the clusters, by their names. */
async function live(parts: readonly Part[]): Promise<Record<string, unknown>> {
  const found = await Promise.all(
    parts.map(async ({ place, folders }) => {
      const text = await shell(place, `kubectl get ${folders} --ignore-not-found --output=json`);
      const { items = [], ...one } = JSON.parse(text === '' ? '{}' : text);
      const objects: KubeObject[] = one.kind === 'List' ? items : one.kind === undefined ? [] : [one];
      const scaled = objects
        .filter(({ kind }) => kind === 'HorizontalPodAutoscaler')
        .map(({ spec }) => spec.scaleTargetRef.name);
      return objects.map((object) => [
        `${place} ${object.kind} ${namespaceOf(object)}/${object.metadata.name}`,
        stable(object, scaled),
      ]);
    }),
  );
  return Object.fromEntries(found.flat());
}

/** Without what the cluster gives each object anew. */
function stable(object: KubeObject, scaled: readonly string[]): unknown {
  const { kind, metadata, spec = {}, ...rest } = object;
  const { uid, resourceVersion, creationTimestamp, generation, managedFields, ...named } = metadata as typeof metadata &
    Record<string, unknown>;
  const { 'deployment.kubernetes.io/revision': _, ...annotations } = metadata.annotations ?? {};
  const { clusterIP, clusterIPs, healthCheckNodePort, ports, replicas, ...others } = spec;
  const isScaled = kind === 'Deployment' && scaled.includes(metadata.name) && replicas > 0;
  return {
    kind,
    metadata: { ...named, annotations },
    ...(kind === 'Service' ? { ports: ports.map(({ nodePort, ...port }: { nodePort?: number }) => port) } : { ports }),
    replicas: isScaled ? 'scaled' : replicas,
    spec: others,
    data: (rest as { data?: unknown }).data,
  };
}

/** Leaves none of these namespaces but those that the settings say are there. */
async function emptied(parts: readonly Part[], settings: readonly Settings[]): Promise<void> {
  for (const place of places) {
    const own = parts.filter((part) => part.place === place).flatMap(({ objects }) => objects);
    const namespaces = [...new Set(own.map(namespaceOf))].join(' ');
    if (namespaces !== '') {
      await shell(place, `kubectl delete namespace ${namespaces} --ignore-not-found`);
    }
  }
  for (const { settings: chat } of settings.flatMap(chatsOf)) {
    if (chat.namespace.exists) {
      const { name } = chat.namespace;
      await shell(placeOf(chat.cluster), `kubectl get namespace ${name} || kubectl create namespace ${name}`);
    }
  }
}

async function apply(parts: readonly Part[]): Promise<void> {
  await Promise.all(parts.map(({ place, folders }) => shell(place, `kubectl apply ${folders}`)));
}

const isAboutTwo = ({ before, after }: Edit) =>
  [before, after].some((settings) => chatsOf(settings).some(({ settings: chat }) => chat.cluster === 'west'));

const followed = Object.entries(edits).filter(([, edit]) => KUBECONFIG_OTHER !== undefined || !isAboutTwo(edit));

test('there is a cluster for each edit', () => {
  expect({ KUBECONFIG, left: Object.keys(edits).length - followed.length }).toEqual({
    KUBECONFIG: expect.any(String),
    left: KUBECONFIG_OTHER === undefined ? expect.any(Number) : 0,
  });
});

test.concurrent.each(followed)('%s', async (name) => {
  const index = Object.keys(edits).indexOf(name);
  const { before, after, path, text, differs } = (await prepared)[index] as Prepared;
  const [old, now] = [partsOf(before, join(path, 'before')), partsOf(after, join(path, 'after'))];
  await emptied([...old, ...now], [before, after]);
  await apply(old);
  for (const { cluster, commands } of commandsIn(text)) {
    for (const command of commands) {
      await shell(placeOf(cluster), command, join(path, 'after'));
    }
  }
  const result = await live([...old, ...now]);

  await emptied([...old, ...now], [before, after]);
  await apply(now);
  const fresh = await live([...old, ...now]);
  await Promise.all(
    [...old, ...now].map(({ place, objects }) =>
      shell(
        place,
        `kubectl delete namespace ${[...new Set(objects.map(namespaceOf))].join(' ')} --ignore-not-found --wait=false`,
      ),
    ),
  );

  if (differs === undefined) {
    expect(result).toEqual(fresh);
  } else {
    expect(result).not.toEqual(fresh);
  }
});
