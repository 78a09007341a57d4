import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { ExpectedChat } from '../tools/command/chats';
import { contextsOf, sectionsOf } from '../tools/guide/guide-text';
import { blockOf } from '../tools/guide/markdown';
import { type Task, tasksOf } from '../tools/guide/step';

/** One block of the guide, as a person pastes it. */
export interface Block {
  readonly task: Task;
  readonly text: string;
}

export function blocksOf(chat: ExpectedChat): Block[] {
  return tasksOf(sectionsOf(chat)).map((task) => ({ task, text: blockOf(task, contextsOf(chat)) }));
}

/** Programs of the guide that are not run: they write down how they were called. */
const programs = [
  ...['kubectl', 'oc', 'helm', 'jq', 'skupper', 'podman', 'systemctl', 'loginctl', 'sudo', 'nslookup', 'getent', 'aws'],
  ...['curl', 'ssh', 'scp', 'htpasswd', 'npm', 'git', 'cmake', 'c++', 'python3', 'python3.11', 'nvidia-smi', 'ollama'],
];

/** What the machine has after the programs above would have installed it; a script that names one finds it there. */
const installed = [
  ...['pip', 'ilab'].map((name) => `instructlab/venv/bin/${name}`),
  ...['pip', 'vllm', 'python'].map((name) => `vllm/venv/bin/${name}`),
  'llama.cpp/build/bin/llama-server',
];

/** Functions of the shell: a guide calls dozens of programs, and to start one takes longer than all that it does here. */
const standIn = `stand_in() {
  printf '%s\\n' "$*" >> "$CALLS"
  case "$*" in
    "kubectl get "* | "kubectl --context "*" get "*) [ "\${CLUSTER-}" != empty ] ;;
    *" -f -"* | jq*) while read -r _; do :; done ;;
    "ssh "*"cat > "*) (cd "$HOME" && sh -c "$3") ;;
    "podman machine ssh "*) (cd "$HOME/virtual" && sh -c "$4") ;;
    "htpasswd "*) touch auth ;;
    "skupper token issue "*) touch token.yaml ;;
    "scp "*" :"*) return 1 ;;
    "scp -r "*) cp -r "$3" "$HOME/" ;;
    "scp "*) cp "$2" "$HOME/" ;;
    "curl "*" -o "*.gguf*) mkdir -p "\${5%/*}" && touch "$5" ;;
  esac
}
`;

/** A folder with the output of a chat, a home, and stand-ins for all programs that the guide calls. */
export class Desk {
  readonly path = mkdtempSync(join(tmpdir(), 'desk-'));
  private readonly home = join(this.path, 'home');
  private readonly bin = join(this.path, 'bin');
  private readonly played = new Set(programs);

  constructor() {
    mkdirSync(join(this.path, 'project'));
    mkdirSync(join(this.home, 'virtual'), { recursive: true });
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.path, file)), { recursive: true });
    writeFileSync(join(this.path, file), text);
  }

  /** Puts another program in the place of a stand-in. */
  replace(program: string, text: string): void {
    this.played.delete(program);
    this.write(`bin/${program}`, text);
    chmodSync(join(this.bin, program), 0o755);
  }

  has(file: string): boolean {
    return existsSync(join(this.path, file));
  }

  /** Runs a script in the folder of the project. What asks gets these answers, line by line. */
  run(script: string, { answers = '', environment = {} }: { answers?: string; environment?: NodeJS.ProcessEnv } = {}) {
    const calls = join(this.path, 'calls');
    writeFileSync(calls, '');
    for (const file of installed.filter((name) => script.includes(name))) {
      this.write(`home/${file}`, `#!/bin/sh\necho "\${0##*/} $*" >> "$CALLS"\n`);
      chmodSync(join(this.home, file), 0o755);
    }
    const functions = [...this.played].map((program) => `${program}() { stand_in ${program} "$@"; }\n`);
    const { PATH = '' } = process.env;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', [standIn, ...functions, script].join('')], {
      cwd: join(this.path, 'project'),
      encoding: 'utf8',
      input: answers,
      env: { PATH: `${this.bin}${delimiter}${PATH}`, HOME: this.home, CALLS: calls, ...environment },
    });
    return { status, stdout, stderr, calls: readFileSync(calls, 'utf8').trim().split('\n') };
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

/** The guide as one script: the blocks of the machine run in its home. */
export function scriptOf(blocks: readonly Block[], options = 'set -eu'): string {
  const parts = blocks.map(({ task, text }) => {
    return `cd ${task.at === 'machine' ? '"$HOME"' : task.at === 'virtual machine' ? '"$HOME/virtual"' : '"$PROJECT"'}\n${text}`;
  });
  return [options, 'PROJECT=$PWD', ...parts, 'echo "the end"'].join('\n');
}
