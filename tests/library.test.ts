import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { PublicSite } from '../constructs';
import { synthesize } from '../constructs/synthesis/synthesis';
import { everything, minimal } from './cases';
import { Project } from './project';

const root = join(__dirname, '..');
const name = 'private-model-chat';

/** An App of somebody else: two charts of their own, one chat, and its private sites in an App that writes elsewhere. */
const program = `
import { ApiObject, App, Chart } from 'cdk8s';
import { type ChatSettings, PublicSite, SettingsError } from '${name}';

const settings: ChatSettings = JSON.parse(process.env.SETTINGS ?? '');
const app = new App({ outdir: 'dist' });
for (const id of ['first', 'second']) {
  new ApiObject(new Chart(app, id), 'own', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } });
}
const chat = new PublicSite(app, 'chat', settings);
const machines = new App({ outdir: 'dist-private' });
chat.privateSitesIn(machines);
app.synth();
machines.synth();

const { site, ...incomplete } = settings;
let told = '';
try {
  new PublicSite(new App(), 'chat', incomplete as ChatSettings);
} catch (error) {
  told = error instanceof SettingsError ? error.problems.map(({ path }) => path).join() : String(error);
}
const [requirement] = chat.requirements();
console.log(JSON.stringify({ warnings: chat.warnings(), requirement, addresses: chat.addresses(), told }));
`;

describe('the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'library-'));
  const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    execFileSync(command, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } });

  beforeAll(() => {
    const project = new Project();
    const { stdout, ...ended } = project.run(`npm pack --json --silent --pack-destination ${folder}`);
    project.remove();
    expect(ended).toEqual({ status: 0, stderr: '' });
    const [packed] = JSON.parse(stdout);
    // As "npm install" lays it out, without asking a registry: the package, and the rest beside it.
    const modules = join(folder, 'node_modules');
    mkdirSync(join(modules, name), { recursive: true });
    run('tar', ['-xzf', packed.filename, '--strip-components=1', '-C', join('node_modules', name)]);
    const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
    for (const other of Object.keys({ ...dependencies, ...peerDependencies })) {
      symlinkSync(resolve(root, 'node_modules', other), join(modules, other));
    }
    mkdirSync(join(modules, '@types'));
    symlinkSync(resolve(root, 'node_modules/@types/node'), join(modules, '@types', 'node'));
    writeFileSync(join(folder, 'package.json'), '{ "name": "somebody-elses-app", "private": true }');
    writeFileSync(join(folder, 'app.ts'), program);
    const [, example = ''] =
      /```typescript\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs/library.md'), 'utf8')) ?? [];
    writeFileSync(join(folder, 'example.ts'), example);
    // Both at once: the types of cdk8s take longest.
    const compiler = resolve(root, 'node_modules/typescript/bin/tsc');
    const options = ['--strict', '--target', 'es2022', '--module', 'node16', '--types', 'node'];
    run('node', [compiler, ...options, 'app.ts', 'example.ts']);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('stands in an App of somebody else, and makes there what "npm run synth" makes', () => {
    const { cluster: _, ...settings } = everything;
    const told = JSON.parse(run('node', ['app.js'], { SETTINGS: JSON.stringify(settings) }));

    const { manifests, chats } = synthesize({ ...settings, acceptedWarnings: [] });
    const made = (side: string) =>
      manifests.filter((manifest) => manifest.side === side).flatMap(({ objects }) => objects);
    const written = (outdir: string) =>
      readdirSync(join(folder, outdir)).flatMap((file) => loadAll(readFileSync(join(folder, outdir, file), 'utf8')));
    const own = ['first', 'second'].map((id) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } }));
    const plain = (objects: readonly unknown[]) => JSON.parse(JSON.stringify(objects));
    expect(written('dist')).toHaveLength(made('public').length + own.length);
    expect(written('dist')).toEqual(expect.arrayContaining(plain([...made('public'), ...own])));
    expect(written('dist-private')).toHaveLength(made('private').length);
    expect(written('dist-private')).toEqual(expect.arrayContaining(plain(made('private'))));

    expect(told.warnings).toEqual(synthesize({ ...settings, acceptedWarnings: [] }).warnings);
    expect(told.requirement).toEqual(chats[0]?.requirements[0]);
    expect(told.addresses).toEqual(chats[0]?.addresses);
    expect(told.told).toBe('site');
  });

  test('does what docs/library.md shows', () => {
    rmSync(join(folder, 'dist'), { recursive: true, force: true });
    rmSync(join(folder, 'dist-private'), { recursive: true, force: true });
    run('node', ['example.js']);
    expect(readdirSync(join(folder, 'dist')).filter((file) => /skupper/.test(file))).toHaveLength(1);
    expect(readdirSync(join(folder, 'dist-private'))).toEqual(['ilab-podman.k8s.yaml']);
  });

  test('asks whoever uses it for cdk8s, and for one package more', () => {
    const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(Object.keys(dependencies)).toEqual(['fast-json-patch']);
    expect(Object.keys(peerDependencies)).toEqual(['cdk8s', 'cdk8s-plus-27', 'constructs']);
  });
});

test('all settings are exported', () => {
  const declared = execFileSync(
    'git',
    ['grep', '-hoE', 'export (interface|type) [A-Za-z0-9]+Settings\\b', 'constructs'],
    {
      cwd: root,
    },
  );
  const names = [...declared.toString().matchAll(/\w+$/gm)].map(([name]) => name);
  expect(names.length).toBeGreaterThan(20);
  const index = readFileSync(join(root, 'constructs/settings/index.ts'), 'utf8');
  const whole = [...index.matchAll(/\* from '([^']+)'/g)].map(([, path = '']) =>
    readFileSync(join(root, 'constructs/settings', `${path}.ts`), 'utf8'),
  );
  const isExported = (name: string) => new RegExp(`\\b${name}\\b`).test([index, ...whole].join('\n'));
  // What no user writes: parts that several settings share.
  const shared = ['HostSettings', 'SharedIngressSettings'];
  expect(names.filter((name) => !isExported(name) && !shared.includes(name))).toEqual([]);
});

test('what is not fit to be published stops the synthesis of any App', () => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'library-')) });
  const chat = new PublicSite(app, 'chat', minimal);
  const [chart] = chat.node.children.filter((child) => child instanceof Chart);
  new ApiObject(chart as Chart, 'users', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'users' } });
  expect(() => app.synth()).toThrow('Secret users: a Secret must not be in the output; refer to it by name');
  rmSync(app.outdir, { recursive: true });
});

test('a patch that fits nothing stops the construct, with its place in the settings', () => {
  const patches = [{ target: { kind: 'Deploymnt' }, patch: [{ op: 'remove' as const, path: '/spec/replicas' }] }];
  expect(() => new PublicSite(new App(), 'chat', { ...minimal, patches })).toThrow(
    'patches[0].target: the chat has no Deploymnt; did you mean "Deployment"?',
  );
});
