import { Project } from '../../tests/project';

test('npm run bench measures on a fresh clone, and leaves the output alone', () => {
  const project = new Project();
  try {
    // It does not look at what these two say, and they take longest.
    project.write('tools/status/status.ts', 'export const code = Promise.resolve(0);\n');
    project.write(
      'tools/synth/synth.ts',
      `import { rmSync } from 'node:fs';

if (!process.argv.includes('--check')) {
  rmSync('dist', { recursive: true });
}
export const code = Promise.resolve(0);
`,
    );
    const before = project.output();
    const { status, stdout, stderr } = project.run('npm run -s bench -- --short');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const row of ['node, empty', 'app process', 'npm run synth', 'npm run status, no cluster', '1', '10']) {
      expect(stdout).toMatch(new RegExp(`^${row} .*\\d ms`, 'm'));
    }
    expect(project.output()).toEqual(before);
  } finally {
    project.remove();
  }
});
