import { synthesize } from '../../constructs/synthesis/synthesis';
import { chatNamed, chatsIn } from '../command/chats';
import { CommandError, runCommand } from '../command/command';
import { optionsOf } from '../command/options';
import { writeLines } from '../command/terminal';
import { guideOf } from './guide-text';
import { type Language, languages } from './language';

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

/** @throws CommandError when the guide is not in it. */
function languageNamed(name: string = languages[0]): Language {
  // People type "pt", and locales say "pt_BR.UTF-8".
  const [spoken] = name.toLowerCase().split(/[-_]/);
  const found = languages.find((one) => one.split('-')[0] === spoken);
  if (found === undefined) {
    throw new CommandError(`There is no guide in "${name}"; there are ${languages.join(' and ')}.`);
  }
  return found;
}
