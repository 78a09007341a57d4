import { settings } from '../../tests/article-settings';
import { minimal, ownGateway } from '../../tests/cases';
import { fleetOf } from '../../tools/bench/many-chats';
import type { ChatSettings } from '../settings';
import { synthesize } from './synthesis';
import { textOf } from './text';

const chat = (name: string) => ({
  ...minimal,
  namespace: { name },
  privateSites: [{ name: 'machine', server: 'vllm' as const }],
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

describe('accepted warnings', () => {
  const warningsWith = (acceptedWarnings: ChatSettings['acceptedWarnings']) =>
    synthesize({ ...minimal, acceptedWarnings }).warnings.map(({ id, path, message }) => [id, path, message]);

  test('do not come', () => {
    expect(warningsWith(undefined).map(([id]) => id)).toEqual(['image-without-digest']);
    expect(warningsWith(['image-without-digest'])).toEqual([]);
  });

  test('that would not come are told, as linters tell an exception that nothing needs', () => {
    expect(warningsWith(['image-without-digest', 'plain-http'])).toEqual([
      ['unused-acceptance', 'acceptedWarnings[1]', '"plain-http" does not come; leave it out'],
    ]);
  });

  test('may be those of one setting and what is in it', () => {
    expect(warningsWith(['image-without-digest client.image'])).toEqual([]);
    expect(warningsWith(['image-without-digest client'])).toEqual([]);
    expect(warningsWith(['image-without-digest client.im']).map(([id, , message]) => [id, message])).toEqual([
      ['image-without-digest', expect.anything()],
      ['unused-acceptance', '"image-without-digest client.im" does not come; it comes for client.image'],
    ]);
  });

  test('do not hide those of an exposure that comes later', () => {
    const loadBalancer = { sourceRanges: ['10.0.0.0/8', 'fd00::/8'] };
    const pathsWith = (exposure: ChatSettings['exposure']) =>
      synthesize({ ...minimal, exposure, acceptedWarnings: ['plain-http exposure.loadBalancer'] })
        .warnings.filter(({ id }) => ['plain-http', 'unused-acceptance'].includes(id))
        .map(({ id, path }) => `${id} ${path}`);
    expect(pathsWith({ loadBalancer })).toEqual([]);
    expect(pathsWith({ loadBalancer, nginxIngress: { host: 'chat.example.com' } })).toContain(
      'plain-http exposure.nginxIngress',
    );
  });

  test('are those of their chat', () => {
    const { warnings } = synthesize({
      chats: { a: { ...chat('a'), acceptedWarnings: ['image-without-digest'] }, b: chat('b') },
    });
    expect(warnings.map(({ path }) => path)).toEqual(['chats.b.client.image']);
  });
});

test('nothing warns of a Gateway, failover, sizing or declared links that are meant to be', () => {
  const digest = `sha256:${'0f'.repeat(32)}`;
  const client = { ...minimal.client, image: `quay.io/rzago/ilab-client:v2@${digest}` };
  const gateway = { ...ownGateway, own: { className: 'eg', tls: { clusterIssuer: 'letsencrypt' } } };
  const { warnings } = synthesize({
    ...minimal,
    client,
    site: { name: 'ilab-chat', sizing: 'large' },
    model: { ...minimal.model, tls: { secretName: 'model-tls' }, observer: 'none' },
    exposure: { gateway },
    link: { host: '203.0.113.10' },
    privateSites: [
      { name: 'one', routingKey: 'one', server: 'llama.cpp' },
      { name: 'two', server: 'vllm' },
    ],
    acceptedWarnings: ['open-to-everyone'],
  });
  expect(warnings).toEqual([]);
});
