import { synthesize } from '../constructs/synthesis/synthesis';
import { textOf } from '../constructs/synthesis/text';
import { settings } from './article-settings';

const { manifests } = synthesize(settings);

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
