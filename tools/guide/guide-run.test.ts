import type { ChatSettings, Settings } from '../../constructs/settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { settings } from '../../tests/article-settings';
import { written } from '../../tests/written';
import { answered } from './guide-run';

const { exposure: _, ...chat } = settings as ChatSettings;
const fleet: Settings = {
  chats: { a: { ...chat, namespace: { name: 'a' } }, b: { ...chat, namespace: { name: 'b' } } },
};

/** What the command prints, and its exit code. */
function run(...typed: string[]) {
  return written(() => answered(typed, async () => synthesize(fleet)));
}

test.each([
  ['', ['# The chat a, in the namespace a', '# The chat b, in the namespace b']],
  ['--chat b', ['# The chat b, in the namespace b']],
  ['--chat b --lang pt-br', ['# O chat b, no namespace b']],
  ['--chat b --lang pt', ['# O chat b, no namespace b']],
  ['--chat b --lang pt_BR.UTF-8', ['# O chat b, no namespace b']],
])(
  '"%s" prints the chats of a fleet, or the one that is named, in the language that is asked for',
  async (line, titles) => {
    const { code, stdout, stderr } = await run(...line.split(' ').filter((word) => word !== ''));
    expect({ code, stderr, titles: stdout.match(/^# .*$/gm) }).toEqual({ code: 0, stderr: '', titles });
  },
);

test('prints nothing of a chat that is not there', async () => {
  const stderr = 'There is no chat "physics"; there are a, b.\n';
  expect(await run('--chat', 'physics')).toEqual({ code: 1, stdout: '', stderr });
});

test('prints nothing in a language that it does not know', async () => {
  const stderr = 'There is no guide in "fr"; there are en and pt-BR.\n';
  expect(await run('--lang', 'fr')).toEqual({ code: 1, stdout: '', stderr });
});

test('says what can be typed', async () => {
  const { code, stdout, stderr } = await run('--help');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^npm run guide {2,}all commands .*\n(npm run guide -- --.*\n)+$/);
  const wrong = await run('--language', 'pt');
  expect({ code: wrong.code, stdout: wrong.stdout }).toEqual({ code: 1, stdout: '' });
  expect(wrong.stderr).toMatch(/^Unknown option '--language'.*\n\nnpm run guide /);
});
