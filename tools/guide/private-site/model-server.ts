import { type ModelServerKind, modelServerKinds, profileOf } from '../../../constructs/skupper/model-servers/profiles';
import { shortQuestion } from '../../../constructs/skupper/model-servers/question';
import { isThisMachine, type RoutedServer } from '../../../constructs/skupper/routing-keys';
import { shellWord } from '../../command/shell';
import { type Words, words } from '../language';
import type { Step, Task } from '../step';

/** A model server with the name of its model. */
export interface NamedServer extends RoutedServer {
  readonly modelName?: string;
}

/** How a kind of model server gets onto a machine, before its unit starts it and after. */
interface Installation {
  readonly before: (server: NamedServer) => readonly Step[];
  readonly after?: (server: NamedServer) => readonly Step[];
}

function onMachine(say: Words, run: readonly string[], see: Words): Task {
  return { say, at: 'machine', run, see };
}

const versions = words(
  'A version for each, and the disk that is free. What says `not found` is missing.',
  'Uma versão para cada um, e o disco livre. O que diz `not found` está faltando.',
);

/** The file of a model, as the command of a unit names it. */
function modelFile({ command = '' }: NamedServer): string | undefined {
  return /--model (%h\/\S+)/.exec(command)?.[1]?.replace('%h', '~');
}

const instructlab: Installation = {
  before: () => [
    onMachine(
      words(
        'InstructLab needs Python 3.11 with its headers (`python3.11-devel` or `python3.11-dev`), `git` and a C++ compiler, some gigabytes of disk for torch, and the size of the model on disk and again in memory. (The 250 GB that its own documentation asks for are for training.) A machine with an NVIDIA GPU has a faster way: [docs/private-site.md](docs/private-site.md#with-an-nvidia-gpu).',
        'O InstructLab precisa do Python 3.11 com os headers (`python3.11-devel` ou `python3.11-dev`), do `git` e de um compilador C++, de alguns gigabytes de disco para o torch, e do tamanho do modelo no disco e outra vez na memória. (Os 250 GB que a documentação dele pede são para treinar.) Uma máquina com GPU NVIDIA tem um caminho mais rápido: [docs/private-site.pt-BR.md](docs/private-site.pt-BR.md#com-uma-gpu-nvidia).',
      ),
      ['python3.11 --version', 'git --version', 'c++ --version', 'df -h ~'],
      versions,
    ),
    onMachine(
      words(
        'This installs InstructLab, which compiles for minutes, and downloads the model:',
        'Isto instala o InstructLab, que compila por minutos, e baixa o modelo:',
      ),
      [
        'python3.11 -m venv ~/instructlab/venv',
        '~/instructlab/venv/bin/pip install instructlab',
        'test -e ~/.config/instructlab/config.yaml || ~/instructlab/venv/bin/ilab config init --non-interactive',
        '~/instructlab/venv/bin/ilab model download',
        '~/instructlab/venv/bin/ilab model list',
      ],
      words('A table with the model.', 'Uma tabela com o modelo.'),
    ),
    {
      say: words(
        'Another model, such as one of DeepSeek, is a GGUF file on Hugging Face: `ilab model download --repository NAME --filename FILE` fetches it, and `command` in the settings names it with `--model-path`.',
        'Outro modelo, como um da DeepSeek, é um arquivo GGUF no Hugging Face: `ilab model download --repository NAME --filename FILE` o baixa, e `command` nas configurações o indica com `--model-path`.',
      ),
    },
    {
      say: words(
        "It answers **one person at a time**; meanwhile everybody else reads an error. With `server: 'llama.cpp'` in the settings the same model answers four, and the others wait.",
        "Ele responde a **uma pessoa de cada vez**; enquanto isso, todas as outras leem um erro. Com `server: 'llama.cpp'` nas configurações, o mesmo modelo responde a quatro, e as outras esperam.",
      ),
    },
  ],
};

const llamaCpp: Installation = {
  before: (server) => {
    const file = modelFile(server);
    const name = file?.split('/').at(-1);
    return [
      onMachine(
        words(
          'llama.cpp is compiled, with `git`, `cmake` and a C++ compiler:',
          'O llama.cpp é compilado, com `git`, `cmake` e um compilador C++:',
        ),
        ['git --version', 'cmake --version', 'c++ --version', 'df -h ~'],
        versions,
      ),
      onMachine(
        words(
          'This takes minutes. With an NVIDIA GPU and the CUDA toolkit, add `-DGGML_CUDA=ON` to the second line, and `--n-gpu-layers 99` to `command` in the settings:',
          'Isto leva minutos. Com uma GPU NVIDIA e o CUDA toolkit, acrescente `-DGGML_CUDA=ON` à segunda linha, e `--n-gpu-layers 99` ao `command` das configurações:',
        ),
        [
          'test -d ~/llama.cpp || git clone --depth 1 https://github.com/ggml-org/llama.cpp ~/llama.cpp',
          'cmake -S ~/llama.cpp -B ~/llama.cpp/build',
          'cmake --build ~/llama.cpp/build --config Release --target llama-server',
          '~/llama.cpp/build/bin/llama-server --version',
        ],
        words('The version.', 'A versão.'),
      ),
      ...(file === undefined
        ? []
        : [
            onMachine(
              words('The model, some gigabytes:', 'O modelo, alguns gigabytes:'),
              [
                `test -e ${file} || curl -fL --create-dirs -o ${file} https://huggingface.co/instructlab/granite-7b-lab-GGUF/resolve/main/${name}`,
                `ls -lh ${file}`,
              ],
              words('The file and its size, about 4 GB.', 'O arquivo e o tamanho, cerca de 4 GB.'),
            ),
          ]),
    ];
  },
};

const vllm: Installation = {
  before: ({ modelName = '' }) => [
    onMachine(
      words(
        'vLLM needs an NVIDIA GPU with its driver, and Python 3.10 to 3.13:',
        'O vLLM precisa de uma GPU NVIDIA com o driver, e do Python 3.10 a 3.13:',
      ),
      ['nvidia-smi', 'python3 --version', 'df -h ~'],
      words(
        'The GPU and the CUDA version that its driver can run, 12.9 or newer. `not found`: the driver is missing, which your distribution has.',
        'A GPU e a versão do CUDA que o driver roda, 12.9 ou mais recente. `not found`: falta o driver, que vem da sua distribuição.',
      ),
    ),
    onMachine(
      words('This installs it, with some gigabytes of CUDA:', 'Isto o instala, com alguns gigabytes de CUDA:'),
      [
        'python3 -m venv ~/vllm/venv',
        '~/vllm/venv/bin/pip install vllm --extra-index-url https://download.pytorch.org/whl/cu129',
        '~/vllm/venv/bin/vllm --version',
      ],
      words('The version.', 'A versão.'),
    ),
    onMachine(
      words(
        'The model is downloaded now, because that can take longer than its unit waits. In 16 bit it takes 2 bytes a parameter, of disk and of the GPU:',
        'O modelo é baixado agora, porque isso pode demorar mais do que a unit espera. Em 16 bits ele ocupa 2 bytes por parâmetro, do disco e da GPU:',
      ),
      [
        `~/vllm/venv/bin/python -c 'import huggingface_hub, sys; print(huggingface_hub.snapshot_download(sys.argv[1]))' ${shellWord(modelName)}`,
      ],
      words(
        'The folder that it is in. `401` or `403`: the model asks you to sign in at Hugging Face and to accept its licence.',
        'A pasta em que ele está. `401` ou `403`: o modelo pede login no Hugging Face e o aceite da licença.',
      ),
    ),
  ],
};

const ollama: Installation = {
  before: () => [
    onMachine(
      words(
        'This asks for the password of `sudo`, and starts a service that has the port:',
        'Isto pede a senha do `sudo` e inicia um serviço que ocupa a porta:',
      ),
      ['command -v /usr/local/bin/ollama || curl -fsSL https://ollama.com/install.sh | sh'],
      words('The path, or the words of the installer.', 'O caminho, ou as mensagens do instalador.'),
    ),
    onMachine(
      words(
        'So its own service is switched off; the unit of this project takes its place:',
        'Por isso o serviço dele é desligado; a unit deste projeto fica no lugar:',
      ),
      ['sudo systemctl disable --now ollama.service'],
      words('`Removed` and the name of the service.', '`Removed` e o nome do serviço.'),
    ),
  ],
  after: ({ port, modelName = '' }) => [
    onMachine(
      words('The model, now that the server runs:', 'O modelo, agora que o servidor está rodando:'),
      [`OLLAMA_HOST=127.0.0.1:${port} ollama pull ${shellWord(modelName)}`],
      words('`success`.', '`success`.'),
    ),
  ],
};

const openai: Installation = {
  before: ({ host = '', port, platform, profile: { title } }) => [
    {
      say:
        platform === 'podman-machine'
          ? words(
              `${title} runs on the machine itself, outside of the virtual one: install it as its own page says, and let your system start it. It has to listen on port ${port}; the virtual machine finds it as \`${host}\`.`,
              `${title} roda na própria máquina, fora da virtual: instale-o como diz a página dele e deixe o seu sistema iniciá-lo. Ele precisa escutar na porta ${port}; a máquina virtual o encontra como \`${host}\`.`,
            )
          : words(
              `Install and start it as its own page says. The router finds it at \`${host}\`, port ${port}.`,
              `Instale-o e inicie-o como diz a página dele. O router o encontra em \`${host}\`, porta ${port}.`,
            ),
    },
  ],
};

const installations: Readonly<Record<ModelServerKind, Installation>> = {
  instructlab,
  'llama.cpp': llamaCpp,
  vllm,
  ollama,
  openai,
};

/** Whether a unit starts what the kind of the server starts by itself. A command of the settings' own is for whoever wrote it. */
function isUsual({ profile, command, port, modelName }: NamedServer): boolean {
  return command !== undefined && command === profile.command(port, modelName);
}

function installationOf(server: NamedServer): Installation {
  const kind = modelServerKinds.find((one) => profileOf(one) === server.profile) ?? 'openai';
  return isUsual(server) ? installations[kind] : openai;
}

/** The servers of which each wants to be installed in a way of its own. */
export function distinct(servers: readonly NamedServer[]): NamedServer[] {
  const wayOf = (server: NamedServer) => (isUsual(server) ? server.profile.title : `${server.command} ${server.host}`);
  return [...new Map(servers.map((server) => [wayOf(server), server])).values()];
}

/** What is done before the unit of a server is started. */
export function installed(server: NamedServer): readonly Step[] {
  const installation = installationOf(server);
  const { command, host } = server;
  if (command === undefined && isThisMachine(host) && server.profile === profileOf('vllm')) {
    return [
      {
        say: words(
          'vLLM is started with the name of its model, and the settings have none: no unit is made. Set `model.name`, run `npm run synth`, and begin again here.',
          'O vLLM é iniciado com o nome do modelo, e as configurações não têm nenhum: nenhuma unit é gerada. Defina `model.name`, execute `npm run synth` e recomece aqui.',
        ),
      },
    ];
  }
  return command !== undefined && installation === openai
    ? [
        {
          say: words(
            `The unit starts \`${command}\`, which the settings name. Install what it needs.`,
            `A unit inicia \`${command}\`, que está nas configurações. Instale aquilo de que esse comando precisa.`,
          ),
        },
      ]
    : installation.before(server);
}

export function afterStart(server: NamedServer): readonly Step[] {
  return installationOf(server).after?.(server) ?? [];
}

/** A question to a model server, in the words of the page. */
export function question({ profile, modelName }: NamedServer, host: string, port: number): string {
  const body = JSON.stringify({ ...shortQuestion(profile, modelName), max_tokens: 20 });
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return `curl -sS ${address}${profile.questionPath} -H 'Content-Type: application/json' -d ${shellWord(body)}`;
}
