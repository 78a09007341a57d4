import type { Requirement } from '../../constructs/common/requirement';
import type { ExpectedChat } from '../command/chats';
import { words } from './language';
import { requirementPart } from './requirements';
import type { Section, Step } from './step';

/** What is made once for the cluster, perhaps by somebody else. */
export function clusterSection(chat: ExpectedChat): Section {
  const needed = chat.summary.requirements.filter((one) => one.kind === 'cluster' && !isInNamespace(one));
  return {
    title: words('What the cluster has', 'O que o cluster tem'),
    parts: [
      {
        steps: [
          {
            say: words(
              'Each of these is made once for the cluster, perhaps by somebody else. So every block looks first, and nothing that is there is changed.',
              'Cada um destes é criado uma vez para o cluster, talvez por outra pessoa. Por isso, cada bloco verifica antes, e nada do que já existe é mudado.',
            ),
          },
        ],
      },
      ...needed.map((requirement) => requirementPart(requirement, chat)),
    ],
  };
}

/** What the chat's namespace has before the apply. */
export function namespaceSection(chat: ExpectedChat): Section[] {
  const needed = chat.summary.requirements.filter(isInNamespace);
  return needed.length === 0
    ? []
    : [
        {
          title: words('What the namespace has', 'O que o namespace tem'),
          parts: [{ steps: namespaceSteps(chat) }, ...needed.map((requirement) => requirementPart(requirement, chat))],
        },
      ];
}

function isInNamespace({ id, kind, facts }: Requirement): boolean {
  return kind === 'secret' || id === 'object of the pods' || (id === 'issuer' && facts.kind === 'Issuer');
}

function namespaceSteps({ publicObjects, apply, summary }: ExpectedChat): Step[] {
  const isMade = publicObjects.some(({ kind }) => kind === 'Namespace');
  return [
    {
      say: words(
        'This is made by hand, so that no secret is in a file of this project. The namespace comes first:',
        'Isto é criado à mão, para que nenhum segredo esteja em um arquivo deste projeto. O namespace vem antes:',
      ),
      at: 'public cluster',
      run: [isMade ? `${apply}/00-namespace.k8s.yaml` : `kubectl get namespace ${summary.namespace}`],
      see: isMade ? words('`created`, or `unchanged`.', '`created`, ou `unchanged`.') : words('`Active`.', '`Active`.'),
    },
  ];
}
