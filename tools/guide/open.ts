import type { ChatAddress } from '../../constructs/finished/addresses';
import type { PageSummary } from '../../constructs/synthesis/synthesis';
import type { ExpectedChat } from '../command/chats';
import { addressCommand, localPort, portForward } from '../command/report';
import { type Words, words } from './language';
import { hasLogin } from './login';
import { requirementPart } from './requirements';
import type { Part, Section, Step } from './step';

/** The chat through each of its exposures, and through a port of your own computer. */
export function openSection(chat: ExpectedChat): Section {
  const { page, requirements } = chat.summary;
  const after = requirements.filter(({ kind }) => kind === 'afterwards').map((one) => requirementPart(one, chat));
  return page === undefined
    ? { title: words('Ask the model', 'Perguntar ao modelo'), parts: [askPart(chat), ...after] }
    : {
        title: words('Open the chat', 'Abrir o chat'),
        parts: [localPart(page, chat), ...after, ...certificatePart(chat), ...exposureParts(chat)],
      };
}

function localPart({ service, port, secure }: PageSummary, { summary: { namespace } }: ExpectedChat): Part {
  const url = `http${secure ? 's' : ''}://localhost:${localPort(port)}/`;
  return {
    title: words('For yourself', 'Para você mesmo'),
    steps: [
      {
        say: words(
          'This leads a port of your own computer to the page, past every exposure and login, until you end it with Ctrl+C:',
          'Isto liga uma porta do seu computador à página, sem passar por nenhuma forma de acesso nem login, até você encerrar com Ctrl+C:',
        ),
        at: 'public cluster',
        run: [portForward(service, port, namespace)],
        see: words(
          `\`Forwarding from\`; and ${url} in your browser shows the page.${secure ? ' The browser warns of the certificate, which is for a name inside the cluster.' : ''}`,
          `\`Forwarding from\`; e ${url} no navegador mostra a página.${secure ? ' O navegador alerta sobre o certificado, que é para um nome interno do cluster.' : ''}`,
        ),
      },
    ],
  };
}

/** Certificates that are ordered when the objects are there. */
function certificatePart({ summary: { requirements, namespace } }: ExpectedChat): Part[] {
  return requirements.every(({ id }) => id !== 'issuer')
    ? []
    : [
        {
          title: words('The certificate', 'O certificado'),
          steps: [
            {
              say: words(
                'It is issued once the names lead here, within a minute or two:',
                'Ele é emitido depois que os nomes apontam para cá, em um minuto ou dois:',
              ),
              at: 'public cluster',
              run: [`kubectl wait certificate --all -n ${namespace} --for=condition=Ready --timeout=300s`],
              see: words(
                `\`condition met\`. Otherwise \`kubectl describe challenges -n ${namespace}\` says what is waited for.`,
                `\`condition met\`. Se não, \`kubectl describe challenges -n ${namespace}\` diz o que ainda se espera.`,
              ),
            },
          ],
        },
      ];
}

function exposureParts(chat: ExpectedChat): Part[] {
  const { addresses } = chat.summary;
  const objects = [
    ...new Map(addresses.map(({ object }) => [`${object.kind} ${object.name} ${object.namespace}`, object])).values(),
  ];
  return objects.map((object) => {
    const own = addresses.filter(
      (address) => address.object === object || addressCommand(address.object) === addressCommand(object),
    );
    const title = own[0]?.title ?? '';
    return { title: words(`Through the ${title}`, titleInPortuguese(title)), steps: [addressStep(chat, own)] };
  });
}

function titleInPortuguese(title: string): string {
  return title === 'OpenShift Route' ? 'Pela Route do OpenShift' : `Pelo ${title}`;
}

/** Where the command shows what only the cluster knows, by the kind of the object. */
const columns: Readonly<Record<ChatAddress['object']['kind'], Words>> = {
  Service: words(
    'the column `EXTERNAL-IP`; `<pending>` means to wait',
    'da coluna `EXTERNAL-IP`; `<pending>` quer dizer esperar',
  ),
  Ingress: words(
    'the column `ADDRESS`; empty means to wait, or that no controller serves it',
    'da coluna `ADDRESS`; vazia quer dizer esperar, ou que nenhum controller o atende',
  ),
  Gateway: words('the column `ADDRESS`; empty means to wait', 'da coluna `ADDRESS`; vazia quer dizer esperar'),
  Route: words('the column `HOST/PORT`', 'da coluna `HOST/PORT`'),
};

function addressStep(chat: ExpectedChat, addresses: readonly ChatAddress[]): Step {
  const [{ object } = {} as ChatAddress] = addresses;
  const urls = addresses.map(({ url }) => `\`${url}\``);
  const isOpen = urls.some((url) => url.includes('<'));
  const shows = hasLogin(chat)
    ? words('shows the sign-in, and the page after it', 'mostra o login e, depois dele, a página')
    : words('shows the page', 'mostra a página');
  const from = columns[object.kind];
  return {
    say: words('The address, for all who may use it:', 'O endereço, para quem tem acesso:'),
    at: 'public cluster',
    run: [addressCommand(object)],
    see: words(
      `${urls.join(' and ')} in a browser ${shows.en}${isOpen ? `; what is in \`<>\` comes from ${from.en}` : `. The address itself is in ${from.en}`}.`,
      `${urls.join(' e ')} no navegador ${shows['pt-BR']}${isOpen ? `; o que está entre \`<>\` vem ${from['pt-BR']}` : `. O endereço em si vem ${from['pt-BR']}`}.`,
    ),
  };
}

/** Where pods that are there already find the model. */
function askPart({ summary: { modelUrl, namespace } }: ExpectedChat): Part {
  const { protocol, hostname, port } = new URL(modelUrl);
  const elsewhere = `${protocol}//${hostname.includes('.') ? hostname : `${hostname}.${namespace}`}:${port}`;
  return {
    steps: [
      {
        say: words(
          `Pods of the namespace ${namespace} find the model at ${modelUrl}, and others that may at ${elsewhere}, with /v1 where a page wants it. A policy of the pods that ask has to let them out to the router's pods in this namespace, on ports from 1024 up: the router picks its own.`,
          `Os pods do namespace ${namespace} encontram o modelo em ${modelUrl}, e os outros que podem, em ${elsewhere}, com /v1 onde uma página o pede. Uma policy dos pods que perguntam precisa deixá-los sair até os pods do router neste namespace, nas portas a partir de 1024: o router escolhe a dele.`,
        ),
      },
      {
        say: words('From a pod that ends by itself:', 'De um pod que termina sozinho:'),
        at: 'public cluster',
        run: [probe(`${modelUrl}/v1/models`, namespace)],
        see: words('JSON with the name of the model.', 'Um JSON com o nome do modelo.'),
      },
    ],
  };
}

/** A pod that asks once and is gone. It takes nothing from the terminal, where what is pasted after it waits. */
export function probe(url: string, namespace: string): string {
  return `kubectl run ask-once --image=quay.io/skupper/lanyard -n ${namespace} --restart=Never --rm --attach --quiet -- curl -sSk --max-time 10 ${url}`;
}
