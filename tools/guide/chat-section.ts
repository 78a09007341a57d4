import type { ExpectedChat } from '../command/chats';
import { words } from './language';
import { probe } from './open';
import type { Section, Step } from './step';

/** The proof that an answer comes, and that none comes to whoever may not ask. */
export function chatSection(chat: ExpectedChat): Section {
  const { folder, modelUrl, namespace } = chat.summary;
  const { protocol, hostname, port } = new URL(modelUrl);
  const elsewhere = `${protocol}//${hostname.split('.')[0]}.${namespace}:${port}/v1/models`;
  return {
    title: words('See that it works', 'Ver que funciona'),
    parts: [
      {
        steps: [
          {
            say: words(
              'This follows a question from the exposures to the model, waits until it is answered, and says where it stops and what helps:',
              'Isto segue uma pergunta das formas de acesso até o modelo, espera até que ela seja respondida, e diz onde ela para e o que ajuda:',
            ),
            at: 'public cluster',
            run: [`npm run status -- ${folder === '' ? '' : `--chat ${folder} `}--wait`],
            see: words(
              '`The chat answers`, and after it whatever is not right all the same.',
              '`The chat answers` e, depois, o que mesmo assim não está certo.',
            ),
          },
          ...(isClosed(chat) ? [closed(elsewhere)] : []),
        ],
      },
    ],
  };
}

/** Whether pods of the namespace "default", where the trial runs, may not ask. */
function isClosed({ publicObjects }: ExpectedChat): boolean {
  const policies = publicObjects.filter(({ kind }) => kind === 'NetworkPolicy');
  return policies.length > 0 && !JSON.stringify(policies.map(({ spec }) => spec.ingress)).includes(':"default"');
}

function closed(url: string): Step {
  return {
    say: words(
      'Pods of other namespaces do not reach the model. This one tries, and gets nothing:',
      'Pods de outros namespaces não alcançam o modelo. Este tenta, e não recebe nada:',
    ),
    at: 'public cluster',
    run: [probe(url, 'default')],
    see: words(
      "`timed out`, or `refused`. JSON with a model's name means that the network plugin does not enforce NetworkPolicy: section 2.",
      '`timed out` ou `refused`. Um JSON com o nome de um modelo quer dizer que o plugin de rede não aplica NetworkPolicy: seção 2.',
    ),
  };
}
