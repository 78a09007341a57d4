import fc, { type Arbitrary } from 'fast-check';
import { SettingsError } from '../../constructs/checks/problem';
import type { Manifest } from '../../constructs/finished/kube-object';
import type { ChatSettings, ExposureSettings, Settings } from '../../constructs/settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { minimal, openLoadBalancer } from '../../tests/cases';
import { changesOfBothSides, commandsIn, told } from '../../tests/edit-run';

// Names are few, so that what one chat leaves is often what another one takes.

const name = fc.constantFrom('chat', 'model', 'chat-lb');

const exposure: Arbitrary<ExposureSettings | undefined> = fc.constantFrom<ExposureSettings | undefined>(
  undefined,
  { loadBalancer: openLoadBalancer },
  { nginxIngress: { host: 'chat.example.com' } },
  { loadBalancer: openLoadBalancer, gateway: { own: { className: 'eg' }, dataPlane: 'envoy-gateway' } },
);

const chat = (cluster: Arbitrary<string | undefined>): Arbitrary<ChatSettings> =>
  fc.record(
    {
      cluster,
      namespace: fc.record({ name: fc.constantFrom('one', 'two'), exists: fc.boolean() }, { noNullPrototype: true }),
      site: fc.record({ name }, { noNullPrototype: true }),
      model: fc.record({ host: name, port: fc.constant(8000) }, { noNullPrototype: true }),
      client: name.map((own) => ({ ...minimal.client, name: own })),
      exposure,
      privateSites: fc.subarray([
        { name: 'lab' },
        { name: 'models', platform: 'kubernetes' as const, namespace: { name: 'llm', exists: true }, host: 'vllm' },
        { name: 'gpu', platform: 'kubernetes' as const, namespace: { name: 'llm' }, host: 'vllm' },
      ]),
    },
    { noNullPrototype: true },
  );

const none = fc.constant(undefined);
const fleet = (cluster: Arbitrary<string | undefined>) =>
  fc
    .dictionary(fc.constantFrom('first', 'second'), chat(cluster), { minKeys: 1, noNullPrototype: true })
    .map((chats): Settings => ({ chats }));

/** Legal settings with what they make. */
const outputs = fc
  .oneof(chat(none), chat(fc.constantFrom('east', 'west')), fleet(none), fleet(fc.constantFrom('east', 'west')))
  .map((settings) => ({ settings, manifests: manifestsOf(settings) }))
  .filter(({ manifests }) => manifests.length > 0);

/** Nothing where the settings are not legal. */
function manifestsOf(settings: Settings): readonly Manifest[] {
  try {
    return synthesize(settings).manifests;
  } catch (error) {
    if (error instanceof SettingsError) {
      return [];
    }
    throw error;
  }
}

/** `service one/chat`: what the commands of one cluster delete and do not bring back. */
function deletedAfterApply(commands: readonly string[]): string[] {
  const last = commands.findLastIndex((command) => command.startsWith('kubectl apply -'));
  return commands.slice(last + 1).flatMap((command) => {
    const [, objects = '', , namespace = ''] = /^kubectl delete (.*?)( -n (\S+))?$/.exec(command) ?? [];
    const [first = '', second = ''] = objects.split(' ');
    const each = first.includes('/') ? objects.split(' ').map((word) => word.split('/')) : [[first, second]];
    return each.map(([kind = '', own = '']) => `${kind.replace(/\..*/, '')} ${namespace}/${own}`);
  });
}

/** The files as a version wrote them that did not name the cluster in their first line. */
function withoutClusters(manifests: readonly Manifest[]): Manifest[] {
  return manifests.map((manifest) => ({ ...manifest, cluster: undefined }));
}

test('nothing is deleted that the same output contains', async () => {
  let deletions = 0;
  await fc.assert(
    fc.asyncProperty(outputs, outputs, fc.boolean(), async (before, { manifests }, isOld) => {
      const old = isOld ? withoutClusters(before.manifests) : before.manifests;
      const text = await told(changesOfBothSides(old, manifests));
      for (const { cluster, commands } of commandsIn(text)) {
        const own = manifests.filter((manifest) => manifest.side === 'public' && (manifest.cluster ?? '') === cluster);
        const contained = own
          .flatMap(({ objects }) => objects)
          .map(({ kind, metadata }) => `${kind.toLowerCase()} ${metadata.namespace ?? ''}/${metadata.name}`);
        const deleted = deletedAfterApply(commands);
        deletions += deleted.length;
        expect(deleted.filter((object) => contained.includes(object))).toEqual([]);
        // With a namespace goes what is in it.
        const namespaces = deleted.filter((object) => object.startsWith('namespace ')).map((one) => one.slice(11));
        expect(
          own.flatMap(({ objects }) => objects).filter(({ metadata }) => namespaces.includes(metadata.namespace ?? '')),
        ).toEqual([]);
      }
      // Nor is a machine stopped whose file is there.
      const files = manifests.filter(({ side }) => side === 'private').map(({ path }) => path);
      for (const [, site = '', of] of text.matchAll(
        /^On the (?:machine|cluster) of (\S+?)(?: of the chat (\S+))?, if/gm,
      )) {
        const isNewElsewhere = text.includes(`, for ${site}${of === undefined ? '' : ` of the chat ${of}`}: docs/`);
        expect(!isNewElsewhere && files.includes(`${of === undefined ? '' : `${of}/`}${site}.k8s.yaml`)).toBe(false);
      }
      // On the cluster of a private site neither its namespace goes, which may hold the model, nor what a site there still has.
      const there = manifests
        .filter(({ side }) => side === 'private')
        .flatMap(({ objects }) => objects)
        .map(({ kind, metadata }) => `${kind.toLowerCase()} ${metadata.namespace ?? ''}/${metadata.name}`);
      for (const [block] of text.matchAll(/^On the cluster of .*(\n {2}.*)+/gm)) {
        const deleted = deletedAfterApply(block.split('\n').map((line) => line.trim()));
        expect(deleted.filter((object) => object.startsWith('namespace ') || there.includes(object))).toEqual([]);
        expect(block).not.toContain('undefined');
      }
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) },
  );
  expect(deletions).toBeGreaterThan(0);
});
