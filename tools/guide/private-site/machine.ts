import type { KubeObject, Manifest } from '../../../constructs/finished/kube-object';
import type { ExpectedChat } from '../../command/chats';
import { words } from '../language';
import { asked } from '../shell';
import type { Part, Section } from '../step';
import { linkPart, metPart, sitePart, skupperPart } from './linked-machine';
import { outwards } from './linking';
import { machine } from './machine-name';
import type { NamedServer } from './model-server';
import { modelPart, unitsOf, watchdogPart } from './served-model';

/** The whole way of a machine, from nothing to a link. */
export function machineSection(chat: ExpectedChat, file: Manifest, servers: readonly NamedServer[]): Section {
  const site = file.objects.find(({ kind }) => kind === 'Site') as KubeObject;
  const link = file.objects.find(({ kind }) => kind === 'Link');
  const isVirtual = servers.some(({ platform }) => platform === 'podman-machine');
  const units = unitsOf(chat, file);
  return {
    title: words(`The machine of ${site.metadata.name}`, `A máquina de ${site.metadata.name}`),
    parts: [
      enterPart(chat, site, link, isVirtual),
      modelPart(file, servers, units),
      skupperPart(isVirtual),
      sitePart(chat, file, isVirtual),
      ...(chat.summary.linksOver === undefined ? [] : [linkPart(chat, link, isVirtual), metPart(chat, isVirtual)]),
      ...watchdogPart(units),
    ],
  };
}

function enterPart(chat: ExpectedChat, site: KubeObject, link: KubeObject | undefined, isVirtual: boolean): Part {
  return {
    steps: [
      { say: outwards(chat, site, link) },
      {
        say: words(
          'How `ssh` reaches the machine, for the commands on your computer:',
          'Como o `ssh` chega à máquina, para os comandos no seu computador:',
        ),
        at: 'computer',
        run: [asked('The machine, such as alice@192.168.1.20', 'MACHINE')],
        see: words('The question.', 'A pergunta.'),
      },
      {
        say: isVirtual
          ? words(
              'Podman runs there in a virtual machine, which is a Linux with systemd:',
              'Lá o Podman roda em uma máquina virtual, que é um Linux com systemd:',
            )
          : words(
              'It is a Linux with systemd and Podman 4 or newer:',
              'Ela é um Linux com systemd e Podman 4 ou mais recente:',
            ),
        at: 'computer',
        run: [
          isVirtual
            ? `ssh -n ${machine} 'podman --version; podman machine list'`
            : `ssh -n ${machine} 'podman --version; systemctl --user is-system-running'`,
        ],
        see: isVirtual
          ? words(
              'The version, and a machine that is `Currently running`; `podman machine start` starts it.',
              'A versão, e uma máquina em `Currently running`; `podman machine start` a inicia.',
            )
          : words('The version, and `running` or `degraded`.', 'A versão, e `running` ou `degraded`.'),
      },
      {
        say: words(
          'Now log in to the machine with `ssh` in a second terminal, and leave it open: what follows "On the machine" is pasted there.',
          'Agora entre na máquina com `ssh` em um segundo terminal e deixe-o aberto: o que vem depois de "Na máquina" é colado ali.',
        ),
      },
    ],
  };
}
