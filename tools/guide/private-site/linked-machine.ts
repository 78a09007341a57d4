import { basename } from 'node:path';
import type { KubeObject, Manifest } from '../../../constructs/finished/kube-object';
import type { ExpectedChat } from '../../command/chats';
import { words } from '../language';
import type { Part, Step } from '../step';
import { grantServer, linkSecret, publicSiteReady } from './linking';
import { machine } from './machine-name';

export function skupperPart(isVirtual: boolean): Part {
  const at = isVirtual ? 'virtual machine' : 'machine';
  return {
    title: words('Install Skupper', 'Instalar o Skupper'),
    steps: [
      ...(isVirtual
        ? [
            {
              say: words(
                'From here on the commands are for the virtual machine. This opens it:',
                'Daqui em diante os comandos são para a máquina virtual. Isto a abre:',
              ),
              at: 'machine' as const,
              run: ['podman machine ssh'],
              see: words('Another prompt, such as `core@localhost`.', 'Outro prompt, como `core@localhost`.'),
            },
          ]
        : []),
      {
        say: words(
          'Without `SKUPPER_PLATFORM` every `skupper` command looks for a cluster, so the first two lines set it for now and for later sessions. Skupper itself is installed only where there is none:',
          'Sem `SKUPPER_PLATFORM`, todo comando `skupper` procura um cluster; por isso, as duas primeiras linhas a definem agora e para as próximas sessões. O Skupper em si só é instalado onde não há nenhum:',
        ),
        at,
        run: [
          `export PATH="$HOME/.local/bin:$PATH" SKUPPER_PLATFORM=podman`,
          `grep -qs SKUPPER_PLATFORM ~/.bashrc || echo 'export PATH="$HOME/.local/bin:$PATH" SKUPPER_PLATFORM=podman' >> ~/.bashrc`,
          'command -v skupper || curl https://skupper.io/v2/install.sh | sh',
          'systemctl --user enable --now podman.socket',
          'skupper system install',
          'skupper version',
        ],
        see: words(
          'Version 2.1 or newer. If `system install` does not find Podman, `systemctl --user status podman.socket` says whether its socket is there.',
          'A versão 2.1 ou mais recente. Se o `system install` não encontra o Podman, `systemctl --user status podman.socket` diz se o socket existe.',
        ),
      },
    ],
  };
}

/** How files that are on a machine get into its virtual one. */
function inside(files: readonly string[]): Step {
  return {
    say: words('From the machine into its virtual machine:', 'Da máquina para a máquina virtual dela:'),
    at: 'machine',
    run: files.map((file) => `podman machine ssh 'umask 077; cat > ${file}' < ${file} && rm ${file}`),
    see: words('Nothing.', 'Nada.'),
  };
}

export function sitePart(chat: ExpectedChat, { path }: Manifest, isVirtual: boolean): Part {
  const file = basename(path);
  return {
    title: words('Bring the Site and the Connector', 'Levar o Site e o Connector'),
    steps: [
      {
        say: words(
          'This file is for the machine alone. On the public cluster its Connector would take the questions, and nobody would answer:',
          'Este arquivo é só da máquina. No cluster público, o Connector dele ficaria com as perguntas, e ninguém responderia:',
        ),
        at: 'computer',
        run: [`scp dist-private/${path} ${machine}:`],
        see: words('The name of the file and `100%`.', 'O nome do arquivo e `100%`.'),
      },
      ...(isVirtual ? [inside([file])] : []),
      {
        say: words('Skupper takes it in:', 'O Skupper recebe o arquivo:'),
        at: isVirtual ? 'virtual machine' : 'machine',
        run: [`skupper system apply -f ${file}`],
        see: words('A line each for the Site and the Connector.', 'Uma linha para o Site e uma para o Connector.'),
      },
      {
        say: words('No Connector may be on the public cluster:', 'Nenhum Connector pode estar no cluster público:'),
        at: 'public cluster',
        run: [`kubectl get connectors.skupper.io -n ${chat.summary.namespace}`],
        see: words(
          '`No resources found`. One that is there came by mistake; `kubectl delete` takes it away.',
          '`No resources found`. Se houver um, veio por engano; `kubectl delete` o remove.',
        ),
      },
    ],
  };
}

export function linkPart(chat: ExpectedChat, link: KubeObject | undefined, isVirtual: boolean): Part {
  const at = isVirtual ? 'virtual machine' : 'machine';
  const start = 'skupper system start || skupper system reload';
  const started = words(
    'No error. `start` says that the namespace exists where the site runs already; then `reload` does it.',
    'Nenhum erro. O `start` diz que o namespace existe quando o site já está rodando; aí o `reload` resolve.',
  );
  const secret = 'link-secret.yaml';
  return {
    title: words('Link it and start', 'Conectar e iniciar'),
    steps:
      link === undefined
        ? [
            ...grantServer(chat),
            publicSiteReady(chat),
            {
              say: words(
                'The token is a password that works once, within 15 minutes. It is deleted here when it is there:',
                'O token é uma senha que funciona uma vez, em até 15 minutos. Ele é apagado aqui quando chega lá:',
              ),
              at: 'public cluster',
              run: [
                `(umask 077 && skupper token issue token.yaml -n ${chat.summary.namespace}) && scp token.yaml ${machine}: && rm token.yaml`,
              ],
              see: words('The name of the file and `100%`.', 'O nome do arquivo e `100%`.'),
            },
            ...(isVirtual ? [inside(['token.yaml'])] : []),
            {
              say: words('The token is redeemed, and the site starts:', 'O token é resgatado, e o site inicia:'),
              at,
              run: ['skupper token redeem token.yaml && rm token.yaml', start],
              see: started,
            },
          ]
        : [
            publicSiteReady(chat),
            {
              say: words(
                'The link is in the file already; its certificate and key are in a Secret that Skupper made, and in no file of this project:',
                'O link já está no arquivo; o certificado e a chave dele estão em um Secret que o Skupper criou, e em nenhum arquivo deste projeto:',
              ),
              at: 'public cluster',
              run: [`${linkSecret(chat, link)} | ssh ${machine} 'umask 077; cat > ${secret}'`],
              see: words(
                'Nothing. `NotFound`: the Certificate was not applied, or the Site is not ready yet.',
                'Nada. `NotFound`: o Certificate não foi aplicado, ou o Site ainda não está pronto.',
              ),
            },
            ...(isVirtual ? [inside([secret])] : []),
            {
              say: words(
                'The Secret comes first, because the site does not start without it:',
                'O Secret vem antes, porque o site não inicia sem ele:',
              ),
              at,
              run: [`skupper system apply -f ${secret} && rm ${secret}`, start],
              see: started,
            },
          ],
  };
}

export function metPart(chat: ExpectedChat, isVirtual: boolean): Part {
  const { kind, metadata } = chat.listener;
  return {
    title: words('See that they have met', 'Ver que os dois se encontraram'),
    steps: [
      {
        say: words('As the machine sees it:', 'Visto da máquina:'),
        at: isVirtual ? 'virtual machine' : 'machine',
        run: ['skupper link status'],
        see: words(
          'The link, without an error. No link: it was not redeemed, or not taken in yet; `skupper system reload`. A link that does not come up: the port above is closed on the way.',
          'O link, sem erro. Nenhum link: ele não foi resgatado, ou ainda não foi incluído; `skupper system reload`. Um link que não sobe: a porta acima está fechada no caminho.',
        ),
      },
      {
        say: words('As the cluster sees it:', 'Visto do cluster:'),
        at: 'public cluster',
        run: [`kubectl get ${kind.toLowerCase()} ${metadata.name} -n ${chat.summary.namespace}`],
        see: words(
          '`Ready`, within a minute. `Pending`: [docs/private-site.md](docs/private-site.md#8-see-that-they-have-met) has a table of what one sees and what helps.',
          '`Ready`, em até um minuto. `Pending`: [docs/private-site.pt-BR.md](docs/private-site.pt-BR.md#8-verificar-que-os-dois-se-encontraram) tem uma tabela do que se vê e do que ajuda.',
        ),
      },
    ],
  };
}
