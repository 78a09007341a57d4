import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from '../../tests/project';

const project = new Project();
afterEach(() => project.restore());
afterAll(() => project.remove());

describe('npm run synth', () => {
  test('leaves a fresh copy as it is, and tells the addresses', () => {
    const before = project.output();
    const { status, stdout } = project.run('npm run -s synth');
    expect(status).toBe(0);
    expect(project.output()).toEqual(before);
    expect(stdout).toMatchSnapshot();
  });

  test('tells what a change of the settings changes', () => {
    project.edit('replicas: 2', 'replicas: 1');
    project.edit("nginxIngress: { className: 'nginx' },", '');
    const { stdout } = project.synth();
    expect(stdout).toContain('dist/: 4 files, 1 written, 1 removed');
    expect(stdout).toContain('20-chat-client.k8s.yaml (changed)');
    expect(stdout).toContain('30-nginx-ingress.k8s.yaml (removed)');
  });

  test('warns on standard error, one line each', () => {
    const { stderr } = project.synth();
    const lines = stderr.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.filter((line) => !/^warning\[[\w-]+\] [\w.[\]]+: .+[;].+$/.test(line))).toEqual([]);
  });

  test('--quiet says nothing but warnings', () => {
    expect(project.synth('--quiet')).toMatchObject({ status: 0, stdout: '' });
  });

  test('--strict fails on a warning, and writes nothing', () => {
    project.edit('replicas: 2', 'replicas: 3');
    const before = project.output();
    const { status, stderr } = project.synth('--strict');
    expect(status).toBe(1);
    expect(stderr).toContain('because of --strict');
    expect(project.output()).toEqual(before);
  });

  test('an option that does not exist shows those that do', () => {
    const { status, stderr } = project.synth('--force');
    expect(status).toBe(1);
    expect(stderr).toContain("Unknown option '--force'");
    expect(stderr).toContain('--strict');
  });

  test('an option that npm keeps for itself is told', () => {
    const { status, stderr } = project.run('npm run -s synth --strict');
    expect(status).toBe(1);
    expect(stderr).toContain('npm took --strict for itself. Put -- before it: npm run synth -- --strict\n');
  });

  test('keeps a file that somebody added to dist/, and says so', () => {
    project.write('dist/kustomization.yaml', 'resources: []\n');
    const { stdout } = project.synth();
    expect(stdout).toContain('kustomization.yaml (kept, not made by this project)');
    expect(project.output()).toHaveProperty(['dist/kustomization.yaml'], 'resources: []\n');
  });
});

describe('npm run synth -- --check', () => {
  test('ends with 0 while the output is what the settings make', () => {
    expect(project.synth('--check')).toMatchObject({
      status: 0,
      stdout: 'dist/: 5 files, as before\ndist-private/: 5 files, as before\n',
      stderr: '',
    });
  });

  test('ends with 1 and the differences when it is not, and writes nothing', () => {
    project.edit('replicas: 2', 'replicas: 3');
    const before = project.output();
    const { status, stdout, stderr } = project.synth('--check');
    expect(status).toBe(1);
    expect(stdout).toContain('dist/: 5 files, 1 to write, 0 to remove\n  20-chat-client.k8s.yaml (changed)\n');
    expect(stdout).toContain('  changed  Deployment ilab-client: spec.replicas: 2 → 3\n');
    expect(stderr).toBe(
      '\nThe output is not what the settings make: run "npm run synth", read what it changes, and commit it.\n',
    );
    expect(project.output()).toEqual(before);
  });

  test('sees an edit by hand, a missing file and one of a chat that is gone', () => {
    project.run("sed -i 's/replicas: 2/replicas: 9/' dist/20-chat-client.k8s.yaml");
    project.run('rm dist/00-namespace.k8s.yaml; cp dist/10-skupper.k8s.yaml dist/11-more.k8s.yaml');
    const { status, stdout } = project.synth('--check');
    expect(status).toBe(1);
    for (const file of [
      '00-namespace.k8s.yaml (new)',
      '20-chat-client.k8s.yaml (changed)',
      '11-more.k8s.yaml (removed)',
    ]) {
      expect(stdout).toContain(file);
    }
  });
});

test("npm run synth -- --diff shows the lines in git's direction, and writes nothing", () => {
  project.edit('replicas: 2', 'replicas: 3');
  const before = project.output();
  const { status, stdout } = project.synth('--diff');
  expect(status).toBe(0);
  expect(stdout).toContain('--- a/dist/20-chat-client.k8s.yaml\n+++ b/dist/20-chat-client.k8s.yaml\n@@');
  expect(stdout).toContain('\n spec:\n-  replicas: 2\n+  replicas: 3\n');
  expect(project.output()).toEqual(before);
});

test('settings.ts as an editor of Windows leaves it makes the same files', () => {
  const text = readFileSync(join(project.path, 'settings.ts'), 'utf8');
  project.write('settings.ts', `\ufeff${text.replaceAll('\n', '\r\n')}`);
  expect(project.synth('--check --quiet')).toMatchObject({ status: 0, stdout: '' });
});

describe('the command', () => {
  test('--help tells its options', () => {
    const { status, stdout } = project.run('npm run -s synth -- --help');
    expect(status).toBe(0);
    expect(stdout).toContain('npm run synth -- --strict     takes a warning for a failure');
  });

  test('an unknown option is answered with those that there are', () => {
    const { status, stderr } = project.synth('--strickt');
    expect(status).toBe(1);
    expect(stderr).toContain("Unknown option '--strickt'");
    expect(stderr).toContain('npm run synth -- --strict');
  });

  test.each(['npm run -s synth', 'npm test', 'npm run -s bench', 'npm run -s diagram'])(
    '%s says that the packages are missing',
    (command) => {
      const { status, stderr } = project.run(`rm node_modules && ${command}`);
      expect(status).toBe(1);
      expect(stderr).toContain('The packages of the project are not installed: run "npm ci" first.');
    },
  );

  test('--check works where nothing can be kept between runs', () => {
    project.run('rm -rf .cache && touch .cache');
    expect(project.synth('--check --quiet')).toMatchObject({ status: 0, stdout: '' });
  });

  test('an old Node.js is told before anything else', () => {
    const old = `node -e "Object.defineProperty(process.versions, 'node', { value: '20.10.0' }); Object.defineProperty(process.features, 'require_module', { value: undefined }); import('./tools/start/start.mjs')"`;
    const { status, stderr } = project.run(old);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'This is Node.js 20.10.0, and the project needs 20.19, 22.12 or newer.\n',
    });
  });

  test('says that the run before was cut off, also when this one is refused', () => {
    const dead = spawnSync('true').pid;
    project.run(
      `mkdir -p .cache && cd .cache && echo ${dead} > synth.lock.${dead} && ln synth.lock.${dead} synth.lock`,
    );
    project.edit('replicas: 2', 'replicas: -1');
    expect(project.synth().stderr).toContain(
      'Nothing was written. A run before this one was cut off; the next that succeeds finishes its work.',
    );
    project.edit('replicas: -1', 'replicas: 2');
    expect(project.synth().stdout).toContain('The run before this one was cut off. This one has finished its work.');
    expect(project.synth().stdout).not.toContain('cut off');
  });
});

describe('settings that cannot be used leave the output alone', () => {
  test.each([
    [
      'a port out of range',
      'port: 8080,\n    replicas',
      'port: 80000,\n    replicas',
      'client.port: "80000" is not a port',
    ],
    [
      'a host with capitals',
      "host: 'instructlab'",
      "host: 'Instruct.Lab'",
      'model.host: "Instruct.Lab" is not a Service name',
    ],
    [
      'an image that moves',
      'ilab-client:v2',
      'ilab-client:latest',
      'client.image: "quay.io/rzago/ilab-client:latest" is not',
    ],
    ['a text for a number', 'replicas: 2', "replicas: 'two'", 'client.replicas: "two" is not a number of pods'],
    ['less than nothing', 'replicas: 2', 'replicas: -1', 'client.replicas: "-1" is not a number of pods'],
    [
      'a type that only the compiler sees',
      'export const settings',
      'const port: number = "x";\nexport const settings',
      'settings.ts(4,7): error',
    ],
    [
      'a text without quotes',
      "name: 'ilab-chat' }",
      'name: ilab-chat }',
      "settings.ts(9,22): error TS2304: Cannot find name 'ilab'",
    ],
    [
      'settings that are not exported',
      'export const settings',
      'const settings',
      'it has to say "export const settings',
    ],
    [
      'a program that fails',
      'export const settings',
      'throw new Error("no settings today");\nexport const settings',
      'Error: no settings today',
    ],
    [
      'a program that fails with a secret',
      'export const settings',
      'throw new Error("cannot log in with ghp_abcdefghijklmnopqrstuvwx");\nexport const settings',
      'it stopped with a text that looks like a secret',
    ],
  ])('%s', (_, from, to, message) => {
    project.edit(from, to);
    const before = project.output();
    const { status, stdout, stderr } = project.synth();
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).toContain('Nothing was written');
    expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at |\bundefined\b|\[object|node_modules/);
    expect(stderr).not.toContain(project.path);
    expect(project.output()).toEqual(before);
  });

  test('a program that cannot be read is shown where it breaks', () => {
    project.edit('replicas: 2,', 'replicas: ,');
    const before = project.output();
    const { status, stderr } = project.run('npm run -s synth');
    expect(status).toBe(1);
    expect(stderr).toContain('settings.ts:22:14');
    expect(stderr).not.toContain(project.path);
    expect(project.output()).toEqual(before);
  });

  test('no settings at all', () => {
    project.write('settings.ts', 'export {};\n');
    const before = project.output();
    expect(project.synth().status).toBe(1);
    expect(project.output()).toEqual(before);
  });
});

describe('cdk8s synth', () => {
  test('writes the same bytes into dist/', () => {
    const before = project.output();
    const { status } = project.run('npx cdk8s synth');
    expect(status).toBe(0);
    expect(project.output()).toEqual(before);
  });

  test('tells about bad settings in the same words', () => {
    project.edit('replicas: 2', 'replicas: -1');
    const { status, stderr } = project.run('npx cdk8s synth');
    expect(status).not.toBe(0);
    expect(stderr).toContain('client.replicas: "-1" is not a number of pods');
  });
});

test('npm run import makes the committed classes', () => {
  const { status, stderr } = project.run(
    'npm run -s import && git diff --no-index --exit-code imports "$ROOT/imports"',
    {
      ROOT: join(__dirname, '..', '..'),
    },
  );
  expect(stderr.replace(/Importing.*\n/g, '')).toBe('');
  expect(status).toBe(0);
});

test('locale, time zone and the folder it is called from do not change a byte', () => {
  const before = project.output();
  const elsewhere = { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Pacific/Chatham' };
  const { status } = project.run('rm -r dist dist-private && cd constructs && npm run -s synth', elsewhere);
  expect(status).toBe(0);
  expect(project.output()).toEqual(before);
});

describe('npm run synth of a fleet', () => {
  test('turns one chat into a fleet and back, and leaves nothing of the other', () => {
    const flat = project.output();
    const text = (name: string) => `{
      namespace: { name: '${name}' }, site: { name: '${name}' }, model: { host: 'model', port: 8000 },
      client: { name: 'client', image: 'client:v1' }, privateSites: [{ name: 'machine', host: 'gpu-box' }],
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
