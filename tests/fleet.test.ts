import { synthesize } from '../constructs/synthesis/synthesis';
import { textOf } from '../constructs/synthesis/text';
import { fleetOf } from '../tools/fleet';
import { settings } from './article-settings';
import { minimal } from './cases';
import { Project } from './project';

jest.setTimeout(60_000);

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

describe('npm run synth', () => {
  const project = new Project();
  afterAll(() => project.remove());

  test('turns one chat into a fleet and back, and leaves nothing of the other', () => {
    const flat = project.output();
    const text = (name: string) => `{
      namespace: { name: '${name}' }, site: { name: '${name}' }, model: { host: 'model', port: 8000 },
      client: { name: 'client', image: 'client:v1' }, privateSites: [{ name: 'machine' }],
    }`;
    const before = project.run('cat settings.ts').stdout;
    project.settings(`{ chats: { one: ${text('one')}, two: ${text('two')} } }`);
    expect(project.synth().stdout).toContain('Next: kubectl apply -R -f dist\n');
    expect(Object.keys(project.output())).toEqual([
      ...['one', 'two'].flatMap((name) =>
        ['00-namespace', '10-skupper', '20-chat-client'].map((file) => `dist/${name}/${file}.k8s.yaml`),
      ),
      'dist-private/one/machine.k8s.yaml',
      'dist-private/two/machine.k8s.yaml',
    ]);
    project.write('settings.ts', before);
    project.synth();
    expect(project.output()).toEqual(flat);
  });

  test('of a large fleet names the first chats and counts the rest', () => {
    const text = `{
      namespace: { name }, site: { name }, model: { host: 'model', port: 8000 }, client: { name: 'client', image: 'client:v1' },
    }`;
    project.settings(
      `{ chats: Object.fromEntries(Array.from({ length: 30 }, (_, index) => \`chat-\${index}\`).map((name) => [name, ${text}])) }`,
    );
    const { stdout, stderr } = project.synth();
    expect(stdout).toContain('and 20 more chats');
    expect(stderr).toContain('and 10 more warnings; --strict lists them all');
  });
});
