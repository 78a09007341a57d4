import type { SecretContent, SecretFacts } from '../../../constructs/common/requirement';
import type { ExpectedChat } from '../../command/chats';
import { shellWord } from '../../command/shell';
import { words } from '../language';
import type { Step } from '../step';
import type { Entries } from './entry';

const contents: Readonly<Record<SecretContent, (of: readonly string[]) => string>> = {
  'router certificate': ([host]) =>
    `o certificado do router para "${host}", a chave dele e a autoridade em que a página confia; enquanto falta, o router não aceita nenhuma configuração nova`,
  users: () =>
    'os usuários com os hashes das senhas, e a chave que assina as sessões; sem ele, os pods do login não iniciam',
  'client secret': ([issuer]) =>
    `o segredo que ${issuer} deu ao client, e a chave que assina as sessões; sem ele, os pods do login não iniciam`,
  'registry login': ([image]) => `o login com que "${image}" é baixada`,
  keys: (keys) => `${keys.map((key) => `"${key}"`).join(', ')} para o ambiente dos pods, que não iniciam sem ele`,
  variables: () => 'variáveis para o ambiente dos pods, que não iniciam sem ele',
  files: () => 'arquivos dos pods, que não iniciam sem ele',
  'users of the Ingress': () => 'os usuários e os hashes das senhas; enquanto falta, todos recebem 503',
  certificate: () => 'o certificado e a chave dele',
  'certificate of the Route': () => 'o certificado e a chave dele; enquanto falta, o servidor da API recusa a Route',
};

/** A command that asks stands alone, so that nothing that is pasted after it becomes its answer. */
const asks = /\bread -r|^htpasswd/;

/** A Secret, from the files that it is made of to the command that makes it. */
function secretSteps(secret: SecretFacts, chat: ExpectedChat): Step[] {
  const commands = commandsFor(chat, secret);
  const before = commands.slice(0, -1);
  return [
    ...(secret.needs.length === 0 ? [] : [filesStep(secret, chat)]),
    ...before.filter((command) => asks.test(command)).map((command) => askStep(secret, command)),
    createStep(
      secret,
      before.filter((command) => !asks.test(command)),
      commands.at(-1) ?? '',
    ),
    ...(secret.holds === 'keys' && secret.makes.length > 0 ? [showStep(secret, chat)] : []),
  ];
}

function commandsFor({ summary }: ExpectedChat, { name }: SecretFacts): readonly string[] {
  return summary.requirements.find(({ secretName }) => secretName === name)?.commands ?? [];
}

function filesStep(secret: SecretFacts, chat: ExpectedChat): Step {
  const { needs } = secret;
  const isShared = isLikeAnother(secret, chat);
  return {
    say: words(
      `Put ${listOf(needs, 'and')} into this folder${isShared ? ', in place of those of another Secret' : ''}. Git ignores the usual names of such files; never commit another.`,
      `Ponha ${listOf(needs, 'e')} nesta pasta${isShared ? ', no lugar dos de outro Secret' : ''}. O Git ignora os nomes usuais desses arquivos; nunca faça commit de outro.`,
    ),
    at: 'computer',
    run: [`ls -l ${needs.map(shellWord).join(' ')}`],
    see: words('A line for each file.', 'Uma linha para cada arquivo.'),
  };
}

/** Whether another Secret is made of files with the same names. */
function isLikeAnother({ name, needs }: SecretFacts, { summary }: ExpectedChat): boolean {
  return summary.requirements.some(
    ({ id, facts }) => id === 'secret' && facts.name !== name && facts.needs.some((file) => needs.includes(file)),
  );
}

function askStep({ holds }: SecretFacts, command: string): Step {
  const writesFile = /^htpasswd| > /.test(command);
  const isOfUsers = holds === 'users' || holds === 'users of the Ingress';
  return {
    say: isOfUsers
      ? words(
          'The first user, `alice`; put your own name. More of them, one by one, with the same command without `-c`:',
          'O primeiro usuário, `alice`; ponha o seu nome. Outros, um por vez, com o mesmo comando sem o `-c`:',
        )
      : words('This asks for one of its values:', 'Isto pede um dos valores dele:'),
    at: 'computer',
    run: [writesFile ? `(umask 077 && ${command})` : command],
    see: isOfUsers
      ? words(
          '`Adding password for user`, after the password was typed twice.',
          '`Adding password for user`, depois de digitar a senha duas vezes.',
        )
      : words(
          'The question. What you type at a password is not shown.',
          'A pergunta. O que você digita em uma senha não aparece.',
        ),
  };
}

function createStep({ makes }: SecretFacts, before: readonly string[], create: string): Step {
  const files = makes.map(shellWord).join(' ');
  return {
    say:
      makes.length === 0
        ? words('The Secret:', 'O Secret:')
        : words(
            'The Secret; what it was made from is deleted when it is there:',
            'O Secret; aquilo de que foi feito é apagado quando ele existe:',
          ),
    at: 'public cluster',
    run: [
      ...(before.length === 0 ? [] : [['(umask 077', ...before, ')'].join('\n')]),
      makes.length === 0 ? create : `${create} && rm ${files}`,
    ],
    see: words(
      `\`created\`. \`already exists\`: it was made before, and stays as it is${makes.length === 0 ? '' : `; delete ${listOf(makes, 'and')} by hand`}.`,
      `\`created\`. \`already exists\`: ele foi criado antes e fica como está${makes.length === 0 ? '' : `; apague ${listOf(makes, 'e')} à mão`}.`,
    ),
  };
}

function showStep({ name }: SecretFacts, { summary }: ExpectedChat): Step {
  return {
    say: words(
      'Some of the values are passwords that the page asks for. This shows them all; mind who looks on:',
      'Alguns valores são senhas que a página pede. Isto mostra todos; cuidado com quem está olhando:',
    ),
    at: 'public cluster',
    run: [
      `kubectl get secret ${name} -n ${summary.namespace} -o go-template='{{range $key, $value := .data}}{{$key}}: {{base64decode $value}}{{"\\n"}}{{end}}'`,
    ],
    see: words('A line for each value.', 'Uma linha para cada valor.'),
  };
}

function listOf(names: readonly string[], and: string): string {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${and} ${quoted.at(-1)}`;
}

export const secretEntries: Entries<'secret' | 'oidc client'> = {
  'oidc client': {
    portuguese: ({ id, issuer, callbacks }) => [
      `O client "${id}" em ${issuer}, com um segredo, o code flow e, como redirect URIs, ${callbacks.length === 0 ? 'os endereços do chat' : callbacks.join(' e ')}`,
      'é ali que os usuários entram; enquanto ele não responde, os pods do login não iniciam',
    ],
    steps: ({ issuer }) => [
      {
        say: words(
          'Register it where your issuer registers clients, as confidential. What the issuer calls itself:',
          'Registre-o onde o seu issuer registra clients, como confidencial. Como o issuer chama a si mesmo:',
        ),
        at: 'computer',
        run: [`curl -sS ${shellWord(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)}`],
        see: words(
          `\`"issuer":"${issuer}"\` in the answer, letter by letter.`,
          `\`"issuer":"${issuer}"\` na resposta, letra por letra.`,
        ),
      },
    ],
  },
  secret: {
    portuguese: ({ name, holds, of }) => [`O Secret "${name}"`, contents[holds](of)],
    steps: secretSteps,
  },
};
