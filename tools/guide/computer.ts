import type { ExpectedChat } from '../command/chats';
import { words } from './language';
import { asked } from './shell';
import { type Part, type Section, type Step, tasksOf } from './step';

/** Programs that commands on your own computer may need, and where each comes from. */
const programs: readonly (readonly [name: string, from: string])[] = [
  ['kubectl', 'https://kubernetes.io/docs/tasks/tools/'],
  ['oc', 'https://mirror.openshift.com/pub/openshift-v4/clients/ocp/stable/'],
  ['helm', 'https://helm.sh/docs/intro/install/'],
  ['jq', 'https://jqlang.org/download/'],
  ['htpasswd', 'apache2-utils, httpd-tools'],
  ['openssl', 'https://openssl-library.org'],
  ['aws', 'https://aws.amazon.com/cli/'],
  ['curl', 'https://curl.se'],
  ['ssh', 'https://www.openssh.com'],
  ['skupper', 'https://skupper.io/install/'],
];

/** What your own computer needs for all that follows, and which cluster it talks to. */
export function computerSection(chat: ExpectedChat, others: readonly Section[], isOfSeveral: boolean): Section {
  const here = tasksOf(others).filter(({ at }) => at !== 'machine' && at !== 'virtual machine');
  const needed = programs.filter(([name]) => here.some(({ run }) => run.some((line) => names(line, name))));
  return {
    title: words('Your computer', 'O seu computador'),
    parts: [programsPart(needed), outputPart(), clusterPart(chat, isOfSeveral)],
  };
}

function names(line: string, program: string): boolean {
  return new RegExp(`(^ *|[|&{(] ?)${program} `, 'm').test(line.replace(/'[^']*'/g, "''"));
}

function programsPart(needed: readonly (readonly [string, string])[]): Part {
  const list = needed.map(([name, from]) => `\`${name}\` (${from})`).join(', ');
  const steps: Step[] = [
    {
      say: words(`The commands here need ${list}.`, `Os comandos daqui precisam de ${list}.`),
      at: 'computer',
      run: [
        `for program in ${needed.map(([name]) => name).join(' ')}; do command -v $program || echo "$program is missing"; done`,
      ],
      see: words('A path for each.', 'Um caminho para cada um.'),
    },
  ];
  const skupper: Step = {
    say: words('This installs `skupper` where it is missing:', 'Isto instala o `skupper` se ele faltar:'),
    at: 'computer',
    run: [
      'export PATH="$HOME/.local/bin:$PATH"',
      'command -v skupper || curl https://skupper.io/v2/install.sh | sh',
      'skupper version',
    ],
    see: words('Version 2.1 or newer.', 'A versão 2.1 ou mais recente.'),
  };
  return { steps: needed.some(([name]) => name === 'skupper') ? [...steps, skupper] : steps };
}

function outputPart(): Part {
  return {
    steps: [
      {
        say: words(
          'The files in `dist/` and `dist-private/` have to be those of your settings:',
          'Os arquivos em `dist/` e `dist-private/` precisam ser os das suas configurações:',
        ),
        at: 'computer',
        run: ['npm ci && npm run synth'],
        see: words(
          'The addresses of the chat, and no list of settings to change.',
          'Os endereços do chat, e nenhuma lista de configurações a mudar.',
        ),
      },
    ],
  };
}

function clusterPart({ summary, publicObjects }: ExpectedChat, isOfSeveral: boolean): Part {
  const isMade = publicObjects.some(({ kind }) => kind === 'Namespace');
  const right = isMade
    ? 'kubectl auth can-i create namespaces'
    : `kubectl auth can-i create deployments -n ${summary.namespace}`;
  const see = words(
    'The version of the server, 1.27 or newer, and `yes`.',
    'A versão do servidor, 1.27 ou mais recente, e `yes`.',
  );
  const question = asked('Context of the public cluster', 'PUBLIC');
  return {
    steps: isOfSeveral
      ? [
          {
            say: words(
              'Several clusters take part, so every command here names the context of its own:',
              'Vários clusters participam, por isso cada comando daqui informa o contexto do seu:',
            ),
            at: 'computer',
            run: ['kubectl config get-contexts', question],
            see: words('The contexts, and the question.', 'Os contextos e a pergunta.'),
          },
          {
            say: words('The cluster answers, and you may do this:', 'O cluster responde, e você pode fazer isto:'),
            at: 'public cluster',
            run: ['kubectl version', right],
            see,
          },
        ]
      : [
          {
            say: words(
              'Everything goes to the cluster of the current context of `kubectl`:',
              'Tudo vai para o cluster do contexto atual do `kubectl`:',
            ),
            at: 'public cluster',
            run: ['kubectl config current-context', 'kubectl version', right],
            see: words(
              `The name of the cluster that you mean; \`kubectl config use-context\` changes it. ${see.en}`,
              `O nome do cluster que você quer; \`kubectl config use-context\` o troca. ${see['pt-BR']}`,
            ),
          },
        ],
  };
}
