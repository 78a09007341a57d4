import { basename } from 'node:path';
import type { Manifest } from '../../../constructs/finished/kube-object';
import type { ExpectedChat } from '../../command/chats';
import { words } from '../language';
import type { Part, Step } from '../step';
import { machine } from './machine-name';
import { afterStart, distinct, installed, type NamedServer, question } from './model-server';

/** The names of the units that serve a model on the machine. */
export interface Units {
  readonly folder: string;
  readonly models: readonly string[];
  readonly timers: readonly string[];
}

export function unitsOf({ unitFiles }: ExpectedChat, { path }: Manifest): Units {
  const folder = path.replace('.k8s.yaml', '');
  const names = unitFiles.filter((unit) => unit.path.startsWith(`${folder}/`)).map((unit) => basename(unit.path));
  return {
    folder,
    models: names.filter((name) => name.endsWith('.service') && !name.endsWith('-watchdog.service')),
    timers: names.filter((name) => name.endsWith('.timer')),
  };
}

/** The model server, and the units that keep it running. */
export function modelPart({ objects }: Manifest, servers: readonly NamedServer[], { folder, models }: Units): Part {
  const connectors = objects.filter(({ kind }) => kind === 'Connector');
  const kinds = distinct(servers);
  const answers = connectors.map(({ spec }, index) => {
    const server = servers[index] as NamedServer;
    // On a machine, a virtual one calls it otherwise.
    return question(server, server.platform === 'podman-machine' ? 'localhost' : spec.host, spec.port);
  });
  return {
    title: words('Serve the model', 'Servir o modelo'),
    steps: [
      ...kinds.flatMap(installed),
      ...(models.length === 0 ? [] : unitSteps(folder, models)),
      ...kinds.flatMap(afterStart),
      {
        say: words('A question like those of the page:', 'Uma pergunta como as da página:'),
        at: 'machine',
        run: answers,
        see: words('JSON with some words of the model in it.', 'Um JSON com algumas palavras do modelo.'),
      },
    ],
  };
}

function unitSteps(folder: string, models: readonly string[]): Step[] {
  const [first = ''] = models;
  return [
    {
      say: words(
        'Its systemd units start the model, keep it running, and let the Skupper site come and go with it:',
        'As units systemd dela iniciam o modelo, o mantêm rodando e fazem o site Skupper entrar e sair junto com ele:',
      ),
      at: 'computer',
      run: [`scp -r dist-private/${folder} ${machine}:`],
      see: words('A line for each file.', 'Uma linha para cada arquivo.'),
    },
    {
      say: words(
        'A model server that you started by hand has the port: end it first, with Ctrl+C. The last line here ends when the model answers, after minutes with a large one:',
        'Um servidor de modelos que você iniciou à mão ocupa a porta: encerre-o antes, com Ctrl+C. A última linha daqui termina quando o modelo responde, depois de minutos se ele é grande:',
      ),
      at: 'machine',
      run: [
        'mkdir -p ~/.config/systemd/user',
        `cp -r ${basename(folder)}/. ~/.config/systemd/user/`,
        'systemctl --user daemon-reload',
        'loginctl enable-linger',
        `systemctl --user enable --now ${models.join(' ')}`,
      ],
      see: words(
        `\`Created symlink\`, and no error. \`Job for … failed\`: \`journalctl --user -u ${first} -n 50\` says why.`,
        `\`Created symlink\`, e nenhum erro. \`Job for … failed\`: \`journalctl --user -u ${first} -n 50\` diz o motivo.`,
      ),
    },
  ];
}

export function watchdogPart({ timers }: Units): Part[] {
  return timers.length === 0
    ? []
    : [
        {
          title: words('A watchdog, if you want one', 'Um watchdog, se você quiser'),
          steps: [
            {
              say: words(
                'A model that hangs with its port open is noticed by nobody. This asks it for one word every ten minutes, and restarts it when no answer comes:',
                'Um modelo que trava com a porta aberta não é notado por ninguém. Isto lhe pede uma palavra a cada dez minutos e o reinicia quando não vem resposta:',
              ),
              at: 'machine',
              run: [`systemctl --user enable --now ${timers.join(' ')}`],
              see: words('`Created symlink`.', '`Created symlink`.'),
            },
          ],
        },
      ];
}
