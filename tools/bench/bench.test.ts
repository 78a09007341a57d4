import { Project } from '../../tests/project';

test('npm run bench measures on a fresh clone, and leaves the output alone', () => {
  const project = new Project();
  try {
    const before = project.output();
    const { status, stdout, stderr } = project.run('npm run -s bench -- --short');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const row of ['node, empty', 'app process', 'npm run synth', '1', '10']) {
      expect(stdout).toMatch(new RegExp(`^${row} .*\\d ms`, 'm'));
    }
    expect(project.output()).toEqual(before);
  } finally {
    project.remove();
  }
});
