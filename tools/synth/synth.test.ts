import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from '../../tests/project';

const project = new Project();
afterEach(() => project.restore());
afterAll(() => project.remove());

/** A change of the output that the next run takes back: the compiler, which looks at the settings, is not asked again. */
const byHand = () => project.run("sed -i 's/replicas: 2/replicas: 3/' dist/20-chat-client.k8s.yaml");

describe('npm run synth', () => {
  test('leaves a fresh copy as it is, and tells the addresses', () => {
    const before = project.output();
    const { status, stdout } = project.run('npm run -s synth');
    expect(status).toBe(0);
    expect(project.output()).toEqual(before);
    expect(stdout).toMatchSnapshot();
  });

  test('--quiet says nothing but warnings', () => {
    const { status, stdout, stderr } = project.synth('--quiet');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/^(warning\[.*\n)+$/);
  });

  test('--strict fails on a warning, and writes nothing', () => {
    byHand();
    const before = project.output();
    const { status, stdout, stderr } = project.synth('--strict');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('because of --strict');
    expect(project.output()).toEqual(before);
  });

  test('--check ends with 0 while the output is what the settings make', () => {
    expect(project.synth('--check')).toEqual({
      status: 0,
      stdout: 'dist/: 5 files, as before\ndist-private/: 5 files, as before\n',
      stderr: '',
    });
  });

  test('--check ends with 1 and the differences when it is not, and writes nothing', () => {
    byHand();
    const before = project.output();
    const { status, stdout, stderr } = project.synth('--check');
    expect(status).toBe(1);
    expect(stdout).toContain('  changed  Deployment ilab-client: spec.replicas: 3 → 2\n');
    expect(stderr).toContain('The output is not what the settings make: run "npm run synth"');
    expect(project.output()).toEqual(before);
  });

  test('--diff shows the lines, and writes nothing', () => {
    byHand();
    const before = project.output();
    const { status, stdout, stderr } = project.synth('--diff');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('\n spec:\n-  replicas: 3\n+  replicas: 2\n');
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
});

test('settings.ts as an editor of Windows leaves it makes the same files', () => {
  const text = readFileSync(join(project.path, 'settings.ts'), 'utf8');
  project.write('settings.ts', `\ufeff${text.replaceAll('\n', '\r\n')}`);
  expect(project.synth('--check --quiet')).toMatchObject({ status: 0, stdout: '' });
});

describe('the command', () => {
  test('--help tells its options', () => {
    const { status, stdout } = project.synth('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('npm run synth -- --strict     takes a warning for a failure');
  });

  test('an unknown option is answered with those that there are', () => {
    const { status, stderr } = project.synth('--strickt');
    expect(status).toBe(1);
    expect(stderr).toContain("Unknown option '--strickt'");
    expect(stderr).toContain('npm run synth -- --strict');
  });

  // The others are started by their scripts: before "npm test" runs what npm finds by itself.
  test.each(['npm test', ...['synth', 'bench', 'diagram', 'guide', 'status'].map((name) => project.script(name))])(
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
});

describe('settings that cannot be used leave the output alone', () => {
  test.each([
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
    const { status, stderr } = project.synth();
    expect(status).toBe(1);
    expect(stderr).toContain('settings.ts:22:14');
    expect(stderr).not.toContain(project.path);
    expect(project.output()).toEqual(before);
  });
});

describe('cdk8s synth', () => {
  test('writes the same bytes into dist/', () => {
    const before = project.output();
    const { status } = project.run('cdk8s synth');
    expect(status).toBe(0);
    expect(project.output()).toEqual(before);
  });

  test('tells about bad settings in the same words', () => {
    project.edit('replicas: 2', 'replicas: -1');
    const { status, stderr } = project.run('cdk8s synth');
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
  const { status } = project.run(
    'rm -r dist dist-private && cd constructs && node ../tools/start/start.mjs tools/synth/synth.ts',
    elsewhere,
  );
  expect(status).toBe(0);
  expect(project.output()).toEqual(before);
});
