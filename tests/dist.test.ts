import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Side } from '../constructs/synthesis/kube-object';
import { synthesize } from '../constructs/synthesis/synthesis';
import { header, textOf } from '../constructs/synthesis/text';
import { settings } from '../settings';
import { filesBelow } from '../tools/output';
import { settings as article } from './article-settings';

const root = join(__dirname, '..');
const live = synthesize(settings).manifests;
const { manifests } = synthesize(article);

test.each([
  ['dist', 'public'],
  ['dist-private', 'private'],
] as const)('%s/ is what the settings make, file for file; if not, run "npm run synth"', (folder, side: Side) => {
  const committed = filesBelow(join(root, folder))
    .map((file) => [file, readFileSync(join(root, folder, file), 'utf8')] as const)
    .filter(([, text]) => text.startsWith(header));
  const made = live.filter((manifest) => manifest.side === side).map((manifest) => [manifest.path, textOf(manifest)]);
  expect(Object.fromEntries(committed)).toEqual(Object.fromEntries(made));
});

describe('from the settings of the article', () => {
  test.each(manifests.map((manifest) => [`${manifest.side}: ${manifest.path}`, manifest] as const))(
    '%s',
    (_, manifest) => {
      expect(textOf(manifest)).toMatchSnapshot();
    },
  );

  test("the article's names, ports and addresses are in it", () => {
    const objects = manifests.flatMap((manifest) => manifest.objects);
    const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? '-'}/${metadata.name}`);
    expect(names).toEqual([
      'Namespace -/ilab-chat',
      'Site ilab-chat/ilab-chat',
      'Listener ilab-chat/instructlab',
      'NetworkPolicy ilab-chat/skupper-router-ingress',
      'ServiceAccount ilab-chat/ilab-client',
      'Deployment ilab-chat/ilab-client',
      'Service ilab-chat/ilab-client',
      'PodDisruptionBudget ilab-chat/ilab-client',
      'NetworkPolicy ilab-chat/ilab-client',
      'Service ilab-chat/ilab-client-lb',
      'Ingress ilab-chat/ilab-client-ingress',
      'Site -/ilab-podman',
      'Connector -/instructlab',
    ]);
  });
});
