import type { Synthesis } from '../../constructs/synthesis/synthesis';
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

const text = { type: 'string' } as const;

/** Does what the command was asked, and gives back its exit code. `synthesis` makes the chats of the settings, which may be wrong. */
export function answered(typed: readonly string[], synthesis: () => Promise<Synthesis>): Promise<number> {
  const options = optionsOf({ chat: text, lang: text, help: { type: 'boolean' } }, typed);
  return runCommand(usage, options, async ({ chat, lang }) => {
    const language = languageNamed(lang);
    const chats = chatsIn(await synthesis());
    const chosen = chat === undefined ? chats : [chatNamed(chats, chat)];
    writeLines(process.stdout, chosen.map((one) => guideOf(one, language)).join('\n'));
    return 0;
  });
}
