import type { ChatSettings } from '../../constructs/settings';
import { settings } from '../../tests/article-settings';
import { Project } from '../../tests/project';

test('npm run guide prints all chats of a fleet, or the one that is named, in the language that is asked for', () => {
  const project = new Project();
  try {
    const { exposure: _, ...chat } = settings as ChatSettings;
    const fleet = { a: { ...chat, namespace: { name: 'a' } }, b: { ...chat, namespace: { name: 'b' } } };
    project.settings(JSON.stringify({ chats: fleet }));
    const titles = (options: string) => project.run(`npm run -s guide -- ${options}`).stdout.match(/^# .*$/gm);
    expect(titles('')).toEqual(['# The chat a, in the namespace a', '# The chat b, in the namespace b']);
    expect(titles('--chat b')).toEqual(['# The chat b, in the namespace b']);
    for (const language of ['pt-br', 'pt', 'pt_BR.UTF-8']) {
      expect(titles(`--chat b --lang ${language}`)).toEqual(['# O chat b, no namespace b']);
    }
    expect(project.run('npm run -s guide --lang pt-BR').stderr).toMatch(
      /^Unexpected argument 'pt-BR'\. If it belongs to an option, npm took that for itself: put -- before it, as in npm run guide -- --help\n/,
    );
    expect(project.run('npm run -s guide -- --chat c')).toMatchObject({ status: 1, stdout: '' });
    expect(project.run('npm run -s guide -- --lang fr')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'There is no guide in "fr"; there are en and pt-BR.\n',
    });
  } finally {
    project.remove();
  }
}, 60_000);
