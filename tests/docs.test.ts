import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { RE2JS } from 're2js';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../constructs/finished/kube-object';
import type { ChatSettings, Settings } from '../constructs/settings';
import { skupperInstallation } from '../constructs/skupper/version';
import { synthesize } from '../constructs/synthesis/synthesis';
import { chatsIn, type ExpectedChat } from '../tools/command/chats';
import { diagramOf } from '../tools/diagram/topology';
import { guideOf } from '../tools/guide/guide-text';
import { settings } from './article-settings';
import { logins } from './cases';
import { Project } from './project';
import { runIn } from './run-here';
import { schemaErrors } from './schemas';

const root = join(__dirname, '..');
const documents = [
  'README.md',
  'README.pt-BR.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

interface Block {
  readonly document: string;
  readonly language: string;
  readonly text: string;
}

const read = (document: string) => readFileSync(join(root, document), 'utf8');

/** The fenced blocks of a document, without the indentation of the list that they may stand in. */
function blocksOf(document: string): Block[] {
  return [...read(document).matchAll(/^( *)```(\w*)\n([\s\S]*?)^\1```$/gm)].map(
    ([, indent = '', language = '', text = '']) => ({
      document,
      language,
      text: text.replace(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}

const blocks = documents.flatMap(blocksOf);
const inLanguage = (language: string) => blocks.filter((block) => block.language === language);

/** Every command line, with continued lines joined. */
const commands = inLanguage('bash').flatMap(({ document, text }) =>
  text
    .replace(/<<EOF\n[\s\S]*?\nEOF$/gm, '<<EOF')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => ({ document, line })),
);

/** Tools that act on a cluster, on the private machine, or on files that are not in the project. */
const elsewhere =
  /^(git clone|cd private-model-chat$|kubectl|flux|helm|oc|skupper|podman|ilab|curl|ssh|scp|git status dist$|python3\.11 -m venv|~\/instructlab\/venv\/bin\/|journalctl|echo 'export PATH=|\. ~\/\.bashrc$|systemctl|loginctl|htpasswd|printf 'Client secret: '|export SKUPPER_PLATFORM=podman|umask 077|sleep 30$|cmake -|cmake --build |nvidia-smi$|~\/vllm\/venv\/bin\/|mkdir -p ~|cp -r ilab-podman\/\.|rm -f ~\/\.config\/systemd\/user\/|rm (link-secret\.yaml|token\.yaml|link\.yaml|auth)$|git diff dist$)/;

/** A run where the output is what the article's settings make, with these in their place. */
async function synth(changes: object = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  await runIn(folder, async () => ({ settings }));
  const said = await runIn(folder, async () => ({ settings: { ...settings, ...changes } as Settings }));
  rmSync(folder, { recursive: true });
  return said;
}

const project = new Project();
afterAll(() => project.remove());

/** Commands that this test itself runs in, that take minutes, or whose work others look at: synth.test.ts and library.test.ts. */
const covered = ['npm ci', 'npm ci && npm test', 'npm test', 'npm run bench', 'npm run import', 'npm pack'];

/** Commands that need a cluster, or other programs. */
const onCluster = /^npm run (status|test:cluster|test:login|test:pages|test:machine)\b/;

describe('commands', () => {
  afterEach(() => project.restore());

  const runnable = [...new Set(commands.map(({ line }) => line))].filter(
    (line) => !elsewhere.test(line) && !onCluster.test(line),
  );

  test('are all either run here, covered elsewhere, or not for this computer', () => {
    expect(runnable.filter((line) => !/^(npm|npx) /.test(line))).toEqual([]);
    expect(runnable).toEqual(expect.arrayContaining(['npm run synth', 'npm run diagram', ...covered]));
  });

  // The packages are there already: a test that installs them again would test npm.
  const withoutInstalling = (line: string) => line.replace(/^npm ci && /, '');
  const tried = runnable.filter((line) => !covered.includes(line) && !line.includes('--strict'));

  /** What takes long over all files, and what it makes of one where there is no other. */
  const onOneFile: Readonly<Record<string, { path: string; before: string; after: string }>> = {
    'npm run format': { path: 'main.ts', before: 'export const a = "b"', after: "export const a = 'b';\n" },
    'npx jest --updateSnapshot': {
      path: 'tools/one.test.ts',
      before: "test('a', () => expect(1).toMatchInlineSnapshot(`2`));\n",
      after: "test('a', () => expect(1).toMatchInlineSnapshot(`1`));\n",
    },
  };
  const linesToTry = [...new Set(tried.map(withoutInstalling))];
  const goesWell = (place: Project, line: string) => {
    const { status, stderr } = place.run(line);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  };

  test.each(linesToTry.filter((line) => !(line in onOneFile)))('%s', (line) => {
    if (line.includes(' --chat ')) {
      project.write('settings.ts', inLanguage('ts').find(({ text }) => text.includes('staging: chat('))?.text ?? '');
    }
    goesWell(project, line);
  });

  test.each(Object.entries(onOneFile))('%s', (line, { path, before, after }) => {
    expect(linesToTry).toContain(line);
    const configured = new Project(/^(\.gitignore|package\.json|biome\.json|jest\.config\.js|tests\/[\w/-]+\.c?js)$/);
    try {
      configured.write(path, before);
      goesWell(configured, line);
      expect(readFileSync(join(configured.path, path), 'utf8')).toBe(after);
    } finally {
      configured.remove();
    }
  });

  test('name objects that are in dist/, or that Skupper and the ingress controller make', () => {
    const withLogin = { ...settings, login: logins.users } as ChatSettings;
    const made = synthesize(withLogin).manifests.flatMap(({ objects }) => objects);
    const names = new Set(made.map(({ kind, metadata }) => `${kind.toLowerCase()}/${metadata.name}`));
    const others = [
      'service/skupper-router',
      'routeraccess/skupper-router',
      'deployment/skupper-controller',
      'secret/link-ilab-podman',
      'secret/skupper-site-ca',
      'secret/skupper-site-server',
      'deployment/skupper-router',
      'gateway/ilab-client',
      'secret/chat-users',
      // Of the article, by hand.
      'service/ilab-client-service',
      'route/ilab-client',
    ];
    const named = commands.flatMap(({ line }) =>
      [...line.matchAll(/\b(site|service|deployment|listener|ingress|gateway|route|secret)[ /]([a-z][a-z-]+)\b/g)]
        .filter(() => /^(kubectl (get|wait|rollout|port-forward|delete)|oc get)/.test(line))
        .map(([, kind, name]) => `${kind}/${name}`),
    );
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !names.has(name) && !others.includes(name))).toEqual([]);
  });
});

test.each(['README.md', 'README.pt-BR.md'])(
  '%s installs the Skupper that the guide and the status name',
  (document) => {
    expect(commands.filter((command) => command.document === document).map(({ line }) => line)).toContain(
      skupperInstallation,
    );
  },
);

test('docs/exposure.md installs the Envoy Gateway that the guide installs', () => {
  const gateway = { own: { className: 'eg' }, dataPlane: 'envoy-gateway' as const };
  const [chat] = chatsIn(synthesize({ ...(settings as ChatSettings), exposure: { gateway } }));
  const installed = commands.filter(({ line }) => line.startsWith('helm upgrade --install eg '));
  expect(installed.map(({ document }) => document)).toEqual(['docs/exposure.md']);
  expect(guideOf(chat as ExpectedChat, 'en')).toContain(installed[0]?.line);
});

describe('blocks', () => {
  test('of the shell can be pasted: the shell reads each, and none has a word to replace that the shell takes for a file', () => {
    const shell = inLanguage('bash');
    expect(shell.length).toBeGreaterThan(100);
    const reader = `while IFS= read -r -d '' text; do printf '%s\\0' "$(bash -n <<< "$text" 2>&1)"; done`;
    const input = shell.map(({ text }) => `${text}\0`).join('');
    const said = execFileSync('bash', ['-c', reader], { input, encoding: 'utf8' }).split('\0').slice(0, -1);
    expect(said).toHaveLength(shell.length);
    const read = shell.map(({ document, text }, index) => ({ document, text, said: said[index] }));
    expect(read.filter(({ said }) => said !== '')).toEqual([]);
    expect(shell.filter(({ text }) => /<[A-Z-]+>/.test(text))).toEqual([]);
  });

  test('of JSON are JSON', () => {
    const json = inLanguage('json');
    expect(json.length).toBeGreaterThan(1);
    expect(json.map(({ text }) => JSON.parse(text))).not.toContain(undefined);
  });

  test('of YAML fit the schemas of their kinds', () => {
    const objects = inLanguage('yaml').flatMap(({ document, text }) =>
      parseAllDocuments(text).map((part) => ({ document, errors: part.errors, object: part.toJS() })),
    );
    expect(objects.flatMap(({ errors }) => errors)).toEqual([]);
    // No schemas of these are at hand; and a part of a Deployment, for server-side apply, has no selector.
    const isOther = ({ apiVersion, kind }: KubeObject) =>
      /^argoproj\.io\/|\.toolkit\.fluxcd\.io\//.test(apiVersion) || kind === 'Deployment';
    const known = objects.filter(({ object }) => !isOther(object));
    expect(known.length).toBeGreaterThan(4);
    expect(
      known.flatMap(({ document, object }) => schemaErrors(object).map((error) => `${document}: ${error}`)),
    ).toEqual([]);
  });

  test('of text that a command prints are what it prints', async () => {
    const printed = blocks.filter(({ text }) => text.startsWith('warning['));
    expect(printed.length).toBeGreaterThan(0);
    const { stderr } = await synth();
    expect(printed.filter(({ text }) => !stderr.includes(text))).toEqual([]);
  });

  test('of text are all held to what prints them, here or in the tests of what is shown', () => {
    const shown = [
      /^dist\/: /,
      /^The chat, in the namespace /,
      /^settings\.ts: /,
      /^warning\[/,
      // InstructLab's and the page's own answers.
      /^{"message":"Hello from InstructLab! Visit us at https:\/\/instructlab\.ai"}\n$/,
      /^{"address":"http:\/\/instructlab:8000","status":"online"}\n$/,
      /^main\.ts /,
    ];
    expect(inLanguage('text').filter(({ text }) => !shown.some((form) => form.test(text)))).toEqual([]);
  });

  test('of folders name what is there', () => {
    const [tree] = blocksOf('CONTRIBUTING.md').filter(({ text }) => text.startsWith('main.ts '));
    let folder = '';
    const paths = (tree?.text ?? '').split('\n').flatMap((line) => {
      const [, indent = '', names = ''] = /^( *)((?:[\w.-]+\/? {2})*[\w.-]+\/?)(?= {2}|$)/.exec(line) ?? [];
      const found = names.split(/ {2}/).filter((name) => /^[\w.-]+(\/|\.ts)$/.test(name));
      folder = indent === '' ? (found[0] ?? '') : folder;
      return indent.length > 2 ? [] : found.map((name) => (indent === '' ? name : join(folder, name)));
    });
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const rooms = readdirSync(join(root, 'tools'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(rooms.map(({ name }) => `tools/${name}/`).filter((path) => !paths.includes(path))).toEqual([]);
  });
});

describe('settings in the documents', () => {
  afterAll(() => project.restore());

  const snippets = inLanguage('ts').filter(({ document }) => document !== 'CONTRIBUTING.md');

  /** A snippet is a part of a chat, on top of the least that a chat needs; a fleet is whole. */
  const program = (text: string) => (text.startsWith('chats:') ? `{\n${text}\n}` : `{ ...least,\n${text}\n}`);
  const isWhole = ({ text }: Block) => text.startsWith('import ');

  test('are there', () => expect(snippets.length).toBeGreaterThan(15));

  test('compile, and synthesize', () => {
    for (const [index, { text }] of snippets.entries()) {
      project.write(`snippet-${index}.ts`, text);
    }
    const constants = snippets.map((snippet, index) =>
      isWhole(snippet)
        ? `import { settings as s${index} } from './snippet-${index}';\n`
        : `const s${index}: Settings = ${program(snippet.text)};\n`,
    );
    project.write(
      'snippets.ts',
      `import type { ChatSettings, Settings } from './constructs/settings';

const least: ChatSettings = {
  namespace: { name: 'ilab-chat' },
  site: { name: 'ilab-chat' },
  model: { host: 'instructlab', port: 8000 },
  client: { name: 'ilab-client', image: 'quay.io/rzago/ilab-client:v2' },
};

${constants.join('\n')}
export const all: readonly Settings[] = [${snippets.map((_, index) => `s${index}`).join(', ')}];
`,
    );
    writeFileSync(
      join(project.path, 'tools', 'tsconfig.json'),
      JSON.stringify({ extends: '../tsconfig.json', include: [], files: ['../snippets.ts'] }),
    );
    expect(project.run('tsc --project tools --pretty false').stdout).toBe('');
    const { all } = require(join(project.path, 'snippets.ts'));
    expect(all).toHaveLength(snippets.length);
    for (const settings of all) {
      expect(synthesize(settings).manifests).not.toEqual([]);
    }
  });
});

describe('the README', () => {
  const readmes = ['README.md', 'README.pt-BR.md'];

  test.each(readmes)(
    '%s shows the diagram of the settings; if not, put in what "npm run diagram" prints',
    (document) => {
      const [diagram] = blocksOf(document).filter(({ language }) => language === 'mermaid');
      expect(diagram?.text).toBe(diagramOf(synthesize(settings).manifests));
    },
  );

  test.each(readmes)('%s shows what "npm run synth" prints', async (document) => {
    const { stdout } = await synth();
    expect(blocksOf(document).map(({ text }) => text)).toContain(stdout);
  });

  test.each(readmes)('%s shows the report on bad settings', async (document) => {
    const { client } = settings as ChatSettings;
    const { stderr } = await synth({
      client: { ...client, image: 'quay.io/rzago/ilab-client:latest', replicas: -1 },
    });
    expect(blocksOf(document).map(({ text }) => text)).toContain(stderr);
  });

  test.each(readmes)('%s shows what "npm run status" says', (document) => {
    const snapshots = read('__snapshots__/tools.status.status.test.ts.snap').split('exports[');
    const said = (state: string) => snapshots.find((text) => text.startsWith(`\`the recorded state: ${state} 1`));
    const shown = blocksOf(document).filter(({ text }) => text.includes('✓'));
    expect(shown).toHaveLength(2);
    expect(said('linked')).toContain(shown[0]?.text);
    expect(said('linked, and the model is down')).toContain(shown[1]?.text);
  });

  test.each([
    ['README.md', 'README.pt-BR.md'],
    ['docs/private-site.md', 'docs/private-site.pt-BR.md'],
    ['docs/login.md', 'docs/login.pt-BR.md'],
  ])('%s has the same headings, blocks, commands and tables in Portuguese', (...pair) => {
    const [english = '', portuguese = ''] = pair.map(read);
    const levels = (text: string) => text.match(/^#+ /gm);
    const rows = (text: string) => text.match(/^\|/gm)?.length;
    expect(levels(portuguese)).toEqual(levels(english));
    expect(rows(portuguese)).toBe(rows(english));
    const [inEnglish, inPortuguese] = pair.map((document) =>
      blocksOf(document).map(({ language, text }) => ({ language, text })),
    );
    expect(inPortuguese).toEqual(inEnglish);
  });
});

describe('pages in Portuguese', () => {
  const pages = documents.filter((document) => document.endsWith('.pt-BR.md'));
  const inEnglishOnly = (path: string) =>
    path.endsWith('.md') && !existsSync(join(root, path.replace(/\.md$/, '.pt-BR.md')));

  test.each(pages)('%s says which of the pages that it leads to are in English', (document) => {
    const paragraphs = read(document).split(/\n\n|\n(?=- )/);
    const unsaid = paragraphs.filter(
      (paragraph) =>
        [...paragraph.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].some(
          ([, path = '']) => !path.endsWith('.pt-BR.md') && inEnglishOnly(join(dirname(document), path)),
        ) && !paragraph.includes('em inglês'),
    );
    // The list at the end of the README says it once, above.
    expect(unsaid.filter((paragraph) => !/^- \[[\w./-]+\]\(\S+\): /.test(paragraph))).toEqual([]);
  });

  test.each(pages)('%s leads back to the page in English', (document) => {
    const english = document.replace('.pt-BR', '').split('/').at(-1);
    expect(read(document)).toContain(`[English](${english})`);
  });
});

describe('links', () => {
  const links = documents.flatMap((document) =>
    [
      ...read(document)
        .replace(/^( *)```[\s\S]*?^\1```$/gm, '')
        .matchAll(/\]\((?!https?:)([^)#]*)(#[^)]*)?\)/g),
    ].map(([, file = '', anchor = '']) => [document, file, anchor.slice(1)] as const),
  );

  const anchorsOf = (document: string) =>
    [...read(document).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );

  test.each(links)('%s links to %s#%s, which is there', (document, file, anchor) => {
    const target = file === '' ? document : join(dirname(document), file);
    expect(existsSync(join(root, target))).toBe(true);
    if (anchor !== '') {
      expect(anchorsOf(target)).toContain(anchor);
    }
  });

  test('of what the commands print lead to headings that are there', () => {
    const sources = execFileSync('git', ['ls-files', 'tools/*.ts', 'constructs/*.ts'], { cwd: root, encoding: 'utf8' });
    const named = sources
      .trim()
      .split('\n')
      .filter((file) => !file.endsWith('.test.ts') && existsSync(join(root, file)))
      .flatMap((file) => [...read(file).matchAll(/\b(docs\/[\w.-]+\.md)#([\w-]+)/g)].map(([, ...link]) => link));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(([document = '', anchor = '']) => !anchorsOf(document).includes(anchor))).toEqual([]);
  });
});

describe('manifests in docs/gitops.md', () => {
  const yaml = blocksOf('docs/gitops.md')
    .filter(({ language }) => language === 'yaml')
    .flatMap(({ text }) => parseAllDocuments(text));
  const objects = yaml.map((document) => document.toJS());

  test('are well formed', () => {
    expect(yaml.flatMap(({ errors }) => errors)).toEqual([]);
    expect(objects.map(({ kind }) => kind)).toEqual([
      'Application',
      'ConfigMap',
      'ApplicationSet',
      'ApplicationSet',
      'GitRepository',
      'Kustomization',
      'Kustomization',
      'Deployment',
    ]);
  });

  test('point at dist/, and never at dist-private/', () => {
    const text = JSON.stringify(objects);
    expect(text).toContain('"path":"dist"');
    expect(text).toContain('"path":"./dist"');
    expect(text).toContain('"path":"dist/*"');
    expect(text).not.toContain('dist-private');
  });

  test('check the health of objects that are in dist/', () => {
    const made = synthesize(settings).manifests.flatMap((manifest) => manifest.objects);
    const checks = objects.find(({ kind }) => kind === 'Kustomization').spec.healthChecks;
    for (const { kind, name, namespace } of checks) {
      expect(made).toContainEqual(
        expect.objectContaining({ kind, metadata: expect.objectContaining({ name, namespace }) }),
      );
    }
  });

  test('lead the chats of several clusters to folders that docs/fleet.md makes, each to its own', () => {
    const fleet = read('docs/fleet.md');
    const paths = [...JSON.stringify(objects).matchAll(/"path":"(?:\.\/)?(dist\/[a-z]+)"/g)].map(([, path]) => path);
    expect(paths).toEqual(['dist/production', 'dist/production']);
    expect(fleet).toContain('`dist/production/`');
    const [, several] = objects.filter(({ kind }) => kind === 'ApplicationSet');
    expect(several.spec.template.spec.destination).toEqual({ name: 'production' });
  });

  test('try again soon after a failure', () => {
    const flux = objects.filter(({ kind }) => kind === 'Kustomization');
    expect(flux.map(({ spec }) => spec.retryInterval)).toEqual(['1m', '1m']);
  });

  test('say what has to go first, under the title that a run names', () => {
    const [, title = ''] = /docs\/gitops\.md, "([^"]+)"/.exec(read('tools/changes/next-report.ts')) ?? [];
    expect(read('docs/gitops.md')).toContain(`\n## ${title}\n`);
  });

  test('have a health check for each Skupper kind that is ours', () => {
    const checks = Object.keys(objects.find(({ kind }) => kind === 'ConfigMap').data).join();
    for (const kind of ['Site', 'Listener', 'MultiKeyListener']) {
      expect(checks).toContain(`skupper.io_${kind}`);
    }
  });

  test('have the configuration of Renovate that is in the project', () => {
    const [block] = blocksOf('docs/gitops.md').filter(({ language }) => language === 'json');
    expect(JSON.parse(read('renovate.json'))).toEqual(JSON.parse(block?.text ?? ''));
  });
});

describe('Renovate finds the image in settings.ts', () => {
  // Renovate reads patterns with RE2, which knows neither look-ahead nor back references.
  const pattern = RE2JS.compile(JSON.parse(read('renovate.json')).customManagers[0].matchStrings[0]);
  const digest = `sha256:${'0f'.repeat(32)}`;

  /** What Renovate takes from a text: the groups of every match that names the image and what to update. */
  function found(text: string) {
    const matcher = pattern.matcher(text);
    const images: (string | null)[][] = [];
    while (matcher.find()) {
      images.push(['depName', 'currentValue', 'currentDigest'].map((group) => matcher.group(group)));
    }
    return images.filter(([name, value, digest]) => name && (value || digest));
  }

  test.each([
    ["image: 'quay.io/rzago/ilab-client:v2'", ['quay.io/rzago/ilab-client', 'v2', null]],
    [`image: 'quay.io/rzago/ilab-client:v2@${digest}'`, ['quay.io/rzago/ilab-client', 'v2', digest]],
    [`image: 'quay.io/rzago/ilab-client@${digest}'`, ['quay.io/rzago/ilab-client', null, digest]],
    [
      "image: 'registry.example.com:5000/ai/chat:1.2.3-rc.1'",
      ['registry.example.com:5000/ai/chat', '1.2.3-rc.1', null],
    ],
    ["image: 'localhost:5000/chat:v1'", ['localhost:5000/chat', 'v1', null]],
    ["'image': 'team/chat:v1'", ['team/chat', 'v1', null]],
    ["const image = 'team/chat:v1';", ['team/chat', 'v1', null]],
    ["image: isNew\n    ? 'team/chat:v2'\n    : newest", ['team/chat', 'v2', null]],
  ])('%s', (text, image) => {
    expect(found(`client: {\n  ${text},\n},`)).toEqual([image]);
  });

  test('on both sides of a choice', () => {
    const text = "image: cluster === 'staging' ? 'quay.io/a/chat:v3' : 'quay.io/a/chat:v2',";
    expect(found(text).map(([, value]) => value)).toEqual(['v3', 'v2']);
  });

  test.each([
    "url: 'https://sso.example.com/realms/chat:main'",
    "annotations: { 'nginx.ingress.kubernetes.io/proxy-buffering': 'off' }",
    "certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/abc'",
    "sourceRanges: ['203.0.113.0/24']",
  ])('not in %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('and writes a first digest where none was', () => {
    const [{ autoReplaceStringTemplate }] = JSON.parse(read('renovate.json')).customManagers;
    expect(autoReplaceStringTemplate).toBe(
      "'{{{depName}}}{{#if newValue}}:{{{newValue}}}{{/if}}{{#if newDigest}}@{{{newDigest}}}{{/if}}'",
    );
  });

  test('in the images of the login', () => {
    expect(found(read('constructs/login/images.ts'))).toHaveLength(2);
  });

  test('in the settings of the article, and nothing else', () => {
    expect(found(read('tests/article-settings.ts'))).toEqual([['quay.io/rzago/ilab-client', 'v2', null]]);
  });

  test('and those of the login', () => {
    expect(found(read('constructs/login/images.ts')).map(([name]) => name)).toEqual([
      'docker.io/nginxinc/nginx-unprivileged',
      'quay.io/oauth2-proxy/oauth2-proxy',
    ]);
  });
});

test("the tests judge the project, and leave the user's settings to the check of drift", () => {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.test.ts', 'tests/*.ts'], {
    cwd: root,
    encoding: 'utf8',
  });
  const imports = (file: string) =>
    [...read(file).matchAll(/from '(\.[^']*)'/g)].map(([, path = '']) => join(dirname(file), path));
  const readers = files
    .trim()
    .split('\n')
    .filter((file) => imports(file).includes('settings') || /read\('settings\.ts'\)/.test(read(file)));
  expect(readers).toEqual([]);
  expect(JSON.parse(read('biome.json')).files.includes).toContain('!settings.ts');
  expect(JSON.parse(read('package.json')).scripts.test).toMatch(/npm run --silent synth -- --check$/);
});

test("the workflow for hosted CI runs the README's commands", () => {
  const workflow = read('.github/workflows/ci.yaml');
  for (const command of ['npm ci', 'npm test']) {
    expect(workflow).toContain(`run: ${command}\n`);
  }
  expect(read('.ci/run')).toContain('\nnpm test\n');
});

test('hosted CI runs the oldest versions of Node.js that package.json allows, and actions that nobody can move', () => {
  const { engines } = JSON.parse(read('package.json'));
  const [, versions = ''] = /node: \[(.*)\]/.exec(read('.github/workflows/ci.yaml')) ?? [];
  for (const [, oldest = ''] of engines.node.matchAll(/(\d+\.\d+)\.0/g)) {
    expect(versions).toContain(`'${oldest}'`);
  }
  for (const workflow of readdirSync(join(root, '.github/workflows'))) {
    const uses = [...read(`.github/workflows/${workflow}`).matchAll(/uses: (.*)/g)].map(([, action]) => action);
    expect(uses.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v/.test(action ?? ''))).toEqual([]);
    expect(read(`.github/workflows/${workflow}`)).toMatch(/timeout-minutes: \d+/);
  }
});

test('every file that a document names in code is there', () => {
  const named = documents.flatMap((document) =>
    [...read(document).matchAll(/`((?:constructs|tests|tools|imports|docs|\.github)\/[\w./-]+)`/g)].map(
      ([, file = '']) => file,
    ),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
