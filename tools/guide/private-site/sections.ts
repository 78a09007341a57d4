import { basename } from 'node:path';
import type { Manifest } from '../../../constructs/finished/kube-object';
import type { ExpectedChat } from '../../command/chats';
import { words } from '../language';
import type { Section } from '../step';
import { privateClusterSection } from './cluster';
import { machineSection } from './machine';

/** A section for each private site, with its own commands. */
export function privateSections(chat: ExpectedChat): Section[] {
  return chat.privateFiles.length === 0 ? [noSite] : chat.privateFiles.map((file) => sectionOf(chat, file));
}

function sectionOf(chat: ExpectedChat, file: Manifest): Section {
  const { modelServers, modelName } = chat.summary;
  const name = basename(file.path).replace('.k8s.yaml', '');
  const servers = modelServers.filter(({ site }) => site === name).map((server) => ({ ...server, modelName }));
  return servers.some(({ platform }) => platform === 'kubernetes')
    ? privateClusterSection(chat, file)
    : machineSection(chat, file, servers);
}

const noSite: Section = {
  title: words('The model', 'O modelo'),
  parts: [
    {
      steps: [
        {
          say: words(
            "The settings name no machine that serves the model, so nothing answers the chat yet. Add it, such as `privateSites: [{ name: 'lab' }]`, run `npm run synth`, and print this guide again. [docs/private-site.md](docs/private-site.md) has all kinds of them.",
            "As configurações não indicam nenhuma máquina que sirva o modelo, portanto nada responde ao chat ainda. Acrescente-a, por exemplo `privateSites: [{ name: 'lab' }]`, rode `npm run synth` e imprima este guia de novo. [docs/private-site.pt-BR.md](docs/private-site.pt-BR.md) tem todos os tipos.",
          ),
        },
      ],
    },
  ],
};
