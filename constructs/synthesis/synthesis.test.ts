import { settings } from '../../tests/article-settings';
import { everythingWithLogin, minimal, ownGateway } from '../../tests/cases';
import { set, unset } from '../../tests/objects';
import { report } from '../../tests/refused';
import { fleetOf } from '../../tools/bench/many-chats';
import { SettingsError } from '../checks/problem';
import * as gates from '../finished/gate';
import * as warnings from '../finished/warnings';
import type { ChatSettings } from '../settings';
import { synthesize } from './synthesis';
import { textOf } from './text';

// The last look at the objects finds nothing in what settings alone make.
jest.mock('../finished/gate', () => ({ __esModule: true, ...jest.requireActual(require.resolve('../finished/gate')) }));
jest.mock('../finished/warnings', () => ({
  __esModule: true,
  ...jest.requireActual(require.resolve('../finished/warnings')),
}));

afterEach(() => jest.restoreAllMocks());

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

describe('what is known of a chat after the synthesis', () => {
  const toldOf = (settings: ChatSettings) => synthesize(settings).chats[0];

  test('with the fewest settings', () => {
    const [told, ...others] = synthesize(minimal).chats;
    expect(others).toEqual([]);
    expect(told).toEqual({
      folder: '',
      cluster: undefined,
      namespace: 'ilab-chat',
      platform: 'kubernetes',
      modelUrl: 'http://instructlab:8000',
      model: {
        service: 'instructlab',
        port: 8000,
        secure: false,
        question: { path: '/v1/completions', body: { prompt: 'Hello', max_tokens: 1 } },
      },
      page: { isArticle: true, service: 'ilab-client', port: 8080, secure: false },
      addresses: [],
      linksOver: 'load balancer',
      requirements: expect.arrayContaining([expect.objectContaining({ id: 'router address' })]),
      modelServers: [],
      modelName: undefined,
    });
  });

  test('with all settings', () => {
    const told = toldOf(everythingWithLogin);
    expect(told).toMatchObject({
      cluster: 'production',
      namespace: 'team-chat',
      platform: 'openshift',
      modelUrl: 'https://model:8443',
      model: {
        service: 'model',
        port: 8443,
        secure: true,
        question: { path: '/v1/completions', body: { model: 'granite' } },
      },
      page: { isArticle: true, service: 'ilab-client', port: 80, secure: false },
      linksOver: 'routes',
      modelName: 'granite',
    });
    expect(told?.addresses.map(({ title }) => title)).toContain('NGINX Ingress');
    expect(told?.modelServers.map(({ site }) => site)).toEqual(['gpu-machine', 'cpu-machine', 'models']);
  });

  test('of a page that serves HTTPS, and of one of another kind', () => {
    const exposure = { openshiftRoute: { termination: 'reencrypt' as const } };
    expect(toldOf({ ...minimal, platform: 'openshift', exposure })?.page?.secure).toBe(true);
    const client = { name: 'chat', page: 'streamlit' as const, image: 'registry.example.com/chat:v1' };
    expect(toldOf({ ...minimal, client })?.page).toMatchObject({ isArticle: false, service: 'chat' });
  });

  test('of a model whose server wants a question of its own', () => {
    const model = { ...minimal.model, name: 'granite' };
    const told = toldOf({ ...minimal, model, privateSites: [{ name: 'lab', server: 'openai' }] });
    expect(told?.model.question).toEqual({
      path: '/v1/chat/completions',
      body: expect.objectContaining({ model: 'granite' }),
    });
  });

  test('without a page and without links', () => {
    const told = toldOf({ ...minimal, client: undefined, site: { name: 'x', linkAccess: 'none' } });
    expect(told?.page).toBeUndefined();
    expect(told?.linksOver).toBeUndefined();
  });
});

test('the files of a chat know its cluster, on both sides', () => {
  const { manifests } = synthesize({ ...chat('a'), cluster: 'edge' });
  expect(new Set(manifests.map(({ side, cluster }) => `${side} ${cluster}`))).toEqual(
    new Set(['public edge', 'private edge']),
  );
});

describe('mistakes', () => {
  const problemsOf = (settings: Parameters<typeof synthesize>[0]): string[] => {
    try {
      synthesize(settings);
      return [];
    } catch (error) {
      return error instanceof SettingsError
        ? error.problems.map(({ path, message }) => `${path}: ${message}`)
        : ['no mistake in the settings'];
    }
  };
  const wrong = unset('Deployment', '/spec/nothing');

  test('in settings are told before anything is made', () => {
    expect(report({ ...minimal, site: undefined })).toEqual(problemsOf({ ...minimal, site: undefined } as never));
    expect(problemsOf({ ...minimal, client: { ...minimal.client, port: 0 } })).toEqual([
      expect.stringMatching(/^client\.port: "0" is not a port; /),
    ]);
  });

  test('in patches are told with the place of the patch, and in a fleet with the chat', () => {
    const line = (name: string) => `patches[0].patch[0]: Deployment ${name}/ilab-client: "/spec/nothing" is not there`;
    expect(problemsOf({ ...chat('a'), patches: [wrong] })).toEqual([line('a')]);
    const patched = (name: string) => ({ ...chat(name), patches: [wrong] });
    expect(problemsOf({ chats: { a: patched('a'), b: chat('b'), c: patched('c') } })).toEqual([
      `chats.a.${line('a')}`,
      `chats.c.${line('c')}`,
    ]);
  });

  test('of two chats together are told with the others', () => {
    const taken = set('Ingress', '/spec/rules/0/host', 'a.example.com');
    const on = (name: string) => ({ ...chat(name), exposure: { nginxIngress: { host: `${name}.example.com` } } });
    const lines = problemsOf({ chats: { a: on('a'), b: { ...on('b'), patches: [taken] } } });
    expect(lines).toEqual([expect.stringMatching(/^chats\.b: Ingress .*a\.example\.com.* the chats "a" and "b"/)]);
  });
});

describe('the last look at the objects', () => {
  const object = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'b' } };
  const fleet = { chats: { a: chat('a'), b: chat('b') } };

  test('lets nothing leave, and tells each finding once', () => {
    jest.spyOn(gates, 'gate').mockReturnValue([
      { object, message: 'is open' },
      { object, message: 'is lost' },
    ]);
    // What is told of a chat reads whole objects.
    jest.spyOn(warnings, 'warningsOf').mockImplementation(() => {
      throw new TypeError('no such part');
    });
    expect(() => synthesize(fleet)).toThrow(gates.GateError);
    expect(() => synthesize(fleet)).toThrow(/^Service b\/a: is open\nService b\/a: is lost$/);
  });

  test('comes after mistakes in the settings of other chats', () => {
    jest.spyOn(gates, 'gate').mockReturnValueOnce([{ object, message: 'is open' }]);
    const wrong = { ...chat('b'), patches: [unset('Deployment', '/spec/nothing')] };
    expect(() => synthesize({ chats: { a: chat('a'), b: wrong } })).toThrow(/^chats\.b\.patches\[0\]/);
  });
});

describe('what is told of objects that nobody expects', () => {
  const notes = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'notes' } };
  const patches = [set('Deployment', '/spec/minReadySeconds', 1)];

  test.each<[string, Partial<ChatSettings>]>([
    ['patches: an object lacks a part that all of its kind have, or has it in another form', { patches }],
    [
      'patches: an object lacks a part that all of its kind have, or has it in another form',
      { patches, extraObjects: [notes] },
    ],
    [
      'extraObjects: an object lacks a part that all of its kind have, or has it in another form',
      { extraObjects: [notes] },
    ],
    ['no such part', {}],
  ])('is %s', (message, more) => {
    jest.spyOn(warnings, 'warningsOf').mockImplementation(() => {
      throw new TypeError('no such part');
    });
    expect(() => synthesize({ ...minimal, ...more })).toThrow(message);
    expect(() => synthesize({ chats: { a: { ...minimal, ...more } } })).toThrow(
      message.startsWith('no') ? message : `chats.a.${message}`,
    );
  });
});
