import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Project } from '../../tests/project';

/** Jest reads no ES modules, so node does. */
function unclosedLine(text: string): string {
  const program = `import { unclosedLine } from ${JSON.stringify(join(__dirname, 'unclosed.mjs'))}; console.log(unclosedLine(${JSON.stringify(text)}))`;
  return spawnSync('node', ['--input-type=module', '--eval', program], { encoding: 'utf8' }).stdout.trim();
}

test.each<[string, string, string]>([
  ['a group inside another', 'a = {\n  b: {\n    c: 1,\n  d: {\n  },\n};\n', '2'],
  ['a list', 'a = {\n  b: [\n    1,\n  c: 2,\n};\n', '2'],
  ['the last one', 'a = {\n  b: 1,\n', '1'],
  ['brackets in texts and comments', "a = {\n  // {\n  b: '{',\n  c: {\n    d: `\n{`,\n};\n", '4'],
  ['nothing', 'a = {\n  b: { c: [1] },\n};\n', 'undefined'],
])('finds %s', (_, text, line) => {
  expect(unclosedLine(text)).toBe(line);
});

test('a missing brace is shown where it opens', () => {
  const project = new Project();
  try {
    project.edit('    replicas: 2,\n  },\n', '    replicas: 2,\n');
    const { status, stderr } = project.run('npm run -s synth');
    expect(status).toBe(1);
    expect(stderr).toContain('settings.ts:17: this is not closed: client: {\n');
  } finally {
    project.remove();
  }
});
