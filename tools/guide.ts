import { synthesize } from '../constructs/synthesis/synthesis';
import { chatNamed, chatsIn, type ExpectedChat } from './chats';
import { guideOf } from './guide-text';
import { optionsOf } from './options';
import { reportFailure } from './report';
import { failureOf } from './run';

const usage = `npm run guide                      the whole way for the settings as they are, in Markdown
npm run guide -- --chat NAME       of one chat of a fleet
npm run guide -- --help            says this`;

async function main(): Promise<number> {
  const options = optionsOf({ chat: { type: 'string' }, help: { type: 'boolean' } });
  if (typeof options === 'string') {
    return told(`${options}\n\n${usage}`);
  }
  if (options.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  try {
    const { settings } = await import('../settings');
    const chats = chatsIn(synthesize(settings));
    const chosen = options.chat === undefined ? chats : chatNamed(chats, options.chat);
    if (typeof chosen === 'string') {
      return told(chosen);
    }
    process.stdout.write(
      [chosen]
        .flat()
        .map((chat: ExpectedChat) => guideOf(chat))
        .join('\n'),
    );
    return 0;
  } catch (error) {
    reportFailure(...failureOf(error));
    return 1;
  }
}

function told(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}

main().then((code) => {
  process.exitCode = code;
});
