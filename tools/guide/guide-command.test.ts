import type { ChatSettings } from '../../constructs/settings';
import { settings } from '../../tests/article-settings';
import { Project } from '../../tests/project';

// What needs no process is in guide-run.test.ts.

test('npm run guide prints the settings as they are, and knows an option that npm took', () => {
  const project = new Project();
  try {
    const { exposure: _, ...chat } = settings as ChatSettings;
    project.settings(JSON.stringify({ chats: { a: chat, b: { ...chat, namespace: { name: 'b' } } } }));
    const { status, stdout, stderr } = project.run('npm run -s guide -- --chat b --lang pt');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.match(/^# .*$/gm)).toEqual(['# O chat b, no namespace b']);
    const taken = project.run('npm run -s guide --lang pt-BR');
    expect(taken).toMatchObject({ status: 1, stdout: '' });
    expect(taken.stderr).toMatch(
      /^Unexpected argument 'pt-BR'\. If it belongs to an option, npm took that for itself: put -- before it, as in npm run guide -- --help\n/,
    );
  } finally {
    project.remove();
  }
});
