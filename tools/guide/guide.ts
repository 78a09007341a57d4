import { synthesize } from '../../constructs/synthesis/synthesis';
import { chatNamed, chatsIn } from '../command/chats';
import { runCommand } from '../command/command';
import { optionsOf } from '../command/options';
import { writeLines } from '../command/terminal';
import { guideOf } from './guide-text';
import { languageNamed, languages } from './language';

const usage = `npm run guide                      all commands for the settings as they are, in Markdown
npm run guide -- --lang pt-BR      in Portuguese; there are ${languages.join(' and ')}
npm run guide -- --chat NAME       of one chat of a fleet
npm run guide -- --help            says this`;

const options = optionsOf({ chat: { type: 'string' }, lang: { type: 'string' }, help: { type: 'boolean' } });

export const code = runCommand(usage, options, async ({ chat, lang }) => {
  const language = languageNamed(lang);
  const { settings } = await import('../../settings');
  const chats = chatsIn(synthesize(settings));
  const chosen = chat === undefined ? chats : [chatNamed(chats, chat)];
  writeLines(process.stdout, chosen.map((one) => guideOf(one, language)).join('\n'));
  return 0;
});
