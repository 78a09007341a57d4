import { settings } from '../../tests/article-settings';
import { minimal } from '../../tests/cases';
import { fleetOf } from '../../tools/fleet';
import { synthesize } from './synthesis';
import { textOf } from './text';

const chat = (name: string) => ({
  ...minimal,
  namespace: { name },
  privateSites: [{ name: 'machine' }],
});

describe('a fleet', () => {
  const fleet = synthesize({ chats: { physics: chat('physics-chat'), biology: chat('biology-chat') } });

  test('has a folder for each chat, on both sides', () => {
    expect(fleet.manifests.map(({ side, path }) => `${side}: ${path}`)).toEqual([
      'public: physics/00-namespace.k8s.yaml',
      'public: physics/10-skupper.k8s.yaml',
      'public: physics/20-chat-client.k8s.yaml',
      'private: physics/machine.k8s.yaml',
      'public: biology/00-namespace.k8s.yaml',
      'public: biology/10-skupper.k8s.yaml',
      'public: biology/20-chat-client.k8s.yaml',
      'private: biology/machine.k8s.yaml',
    ]);
  });

  test('writes for each chat what it would write for that chat alone', () => {
    const alone = synthesize(chat('biology-chat')).manifests.map(textOf);
    expect(fleet.manifests.filter(({ path }) => path.startsWith('biology/')).map(textOf)).toEqual(alone);
  });

  test('names the chat in every warning', () => {
    expect(fleet.warnings.map(({ path }) => path)).toEqual([
      'chats.physics.client.image',
      'chats.biology.client.image',
    ]);
  });

  test('of a hundred chats has a hundred namespaces', () => {
    const objects = synthesize(fleetOf(settings, 100)).manifests.flatMap((manifest) => manifest.objects);
    const namespaces = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
    expect(new Set(namespaces).size).toBe(100);
  });
});
