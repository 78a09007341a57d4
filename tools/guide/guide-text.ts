import type { ExpectedChat } from '../command/chats';
import { applySection } from './apply';
import { chatSection } from './chat-section';
import { clusterSection, namespaceSection } from './cluster';
import { computerSection } from './computer';
import { type Language, words } from './language';
import { type Contexts, markdownOf } from './markdown';
import { openSection } from './open';
import { privateSections } from './private-site/sections';
import type { Section } from './step';

/** The whole way of one chat, from nothing to an answer, in Markdown. Names and ports are those of the settings. */
export function guideOf(chat: ExpectedChat, language: Language = 'en'): string {
  const { folder, namespace, cluster } = chat.summary;
  const title = words(
    `# ${folder === '' ? 'The chat' : `The chat ${folder}`}, in the namespace ${namespace}${cluster === undefined ? '' : ` of the cluster ${cluster}`}`,
    `# ${folder === '' ? 'O chat' : `O chat ${folder}`}, no namespace ${namespace}${cluster === undefined ? '' : ` do cluster ${cluster}`}`,
  );
  const sections = sectionsOf(chat);
  return `${[title[language], introduction[language], ...markdownOf(sections, contextsOf(chat), language)].join('\n\n')}\n`;
}

/** All that is done, in the order in which it is done. */
export function sectionsOf(chat: ExpectedChat): Section[] {
  const others = [
    clusterSection(chat),
    ...namespaceSection(chat),
    applySection(chat),
    ...privateSections(chat),
    openSection(chat),
    chatSection(chat),
  ];
  return [computerSection(chat, others, isOfSeveral(chat)), ...others];
}

/** Where several clusters take part, each command names its own, and none relies on the current context. */
export function contextsOf(chat: ExpectedChat): Contexts {
  return isOfSeveral(chat) ? { 'public cluster': 'PUBLIC', 'private cluster': 'PRIVATE' } : {};
}

function isOfSeveral({ summary, privateFiles }: ExpectedChat): boolean {
  return (
    summary.cluster !== undefined ||
    privateFiles.some(({ objects }) => objects.some(({ kind, metadata }) => kind === 'Site' && metadata.namespace))
  );
}

const introduction = words(
  'From nothing to an answer, for the settings as they are. Paste each block whole into bash or zsh, in the order in which they stand, in the folder of this project; any of them may be pasted again. A block that asks for something ends there: answer it, then paste the next. After each block, `→` says what you see when it worked.',
  'Do zero a uma resposta, com as configurações como estão. Cole cada bloco inteiro no bash ou no zsh, na ordem em que aparecem, na pasta deste projeto; qualquer um pode ser colado de novo. Um bloco que pede alguma coisa termina ali: responda e cole o próximo. Depois de cada bloco, `→` diz o que você vê quando deu certo. O que os comandos mostram fica em inglês.',
);
