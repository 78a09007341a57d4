import { isLoginPart } from '../../constructs/common/labels';
import type { KubeObject } from '../../constructs/finished/kube-object';
import { routerName } from '../../constructs/skupper/names';
import { linkPorts } from '../../constructs/skupper/ports';
import type { ExpectedChat } from '../command/chats';
import { words } from './language';
import type { Section, Step } from './step';

/** What is in dist/ goes to the cluster, and is waited for. */
export function applySection(chat: ExpectedChat): Section {
  return {
    title: words('Apply', 'Aplicar'),
    parts: [{ steps: [applied(chat), ...pods(chat), ...router(chat)] }],
  };
}

function applied({ apply }: ExpectedChat): Step {
  return {
    say: words('All objects of the chat:', 'Todos os objetos do chat:'),
    at: 'public cluster',
    run: [apply],
    see: words(
      'A line for each object: `created`, `configured` or `unchanged`. `no matches for kind "Site"` or `could not find the requested resource`: something of section 2 is missing; install it, and apply again.',
      'Uma linha para cada objeto: `created`, `configured` ou `unchanged`. `no matches for kind "Site"` ou `could not find the requested resource`: falta algo da seção 2; instale e aplique de novo.',
    ),
  };
}

function pods({ publicObjects, deployment, summary }: ExpectedChat): Step[] {
  const logins = publicObjects.filter(
    ({ kind, metadata }) => kind === 'Deployment' && isLoginPart(metadata.labels ?? {}),
  );
  const all = [...(deployment === undefined ? [] : [deployment]), ...logins];
  return all.length === 0
    ? []
    : [
        {
          say: words('The pods:', 'Os pods:'),
          at: 'public cluster',
          run: all.map(
            ({ metadata }) =>
              `kubectl rollout status deployment/${metadata.name} -n ${summary.namespace} --timeout=300s`,
          ),
          see: words(
            `\`successfully rolled out\`. Otherwise \`kubectl get events -n ${summary.namespace}\` says why.`,
            `\`successfully rolled out\`. Se não, \`kubectl get events -n ${summary.namespace}\` diz o motivo.`,
          ),
        },
      ];
}

/** The router, and the address at which the private sites find it. */
function router(chat: ExpectedChat): Step[] {
  const { namespace, linksOver } = chat.summary;
  const wait = `kubectl wait site/${chat.site.metadata.name} -n ${namespace} --for=condition=Ready --timeout=180s`;
  const look =
    linksOver === 'routes' ? `kubectl get routes -n ${namespace}` : `kubectl get service ${routerName} -n ${namespace}`;
  return [
    {
      say: words("Skupper's router, with its address:", 'O router do Skupper, com o endereço dele:'),
      at: 'public cluster',
      run: linksOver === undefined ? [wait] : [wait, look],
      see: linksOver === undefined ? words('`condition met`.', '`condition met`.') : addressOf(chat),
    },
  ];
}

function addressOf(chat: ExpectedChat) {
  const declared = declaredHost(chat);
  const [found, achado] = {
    routes: [
      `the Routes \`${routerName}-inter-router\` and \`${routerName}-edge\``,
      `as Routes \`${routerName}-inter-router\` e \`${routerName}-edge\``,
    ],
    'load balancer': [
      'an address under `EXTERNAL-IP`. `<pending>`: the cluster gives none, see "load balancer" in section 2',
      'um endereço em `EXTERNAL-IP`. `<pending>`: o cluster não dá nenhum, veja "load balancer" na seção 2',
    ],
    'node port': [
      `the node ports of ${linkPorts['inter-router']} and ${linkPorts.edge}`,
      `os node ports de ${linkPorts['inter-router']} e ${linkPorts.edge}`,
    ],
    ingress: ['the Service', 'o Service'],
  }[chat.summary.linksOver ?? 'load balancer'] as [string, string];
  const isIt = words(
    declared === undefined
      ? ''
      : ` The settings have \`${declared}\` in \`link\`; if the address is another, change it there, and run \`npm run synth\` and this section again.`,
    declared === undefined
      ? ''
      : ` As configurações têm \`${declared}\` em \`link\`; se o endereço é outro, mude-o lá e rode \`npm run synth\` e esta seção de novo.`,
  );
  return words(`\`condition met\`, and ${found}.${isIt.en}`, `\`condition met\`, e ${achado}.${isIt['pt-BR']}`);
}

/** The router's address, as declared links have it. */
function declaredHost({ privateFiles }: ExpectedChat): string | undefined {
  const links = privateFiles.flatMap(({ objects }) => objects.filter(({ kind }: KubeObject) => kind === 'Link'));
  return links[0]?.spec.endpoints[0]?.host;
}
