import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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

/** What the machine has after the programs above would have installed it. */
const installed = [
  ...['pip', 'ilab'].map((name) => `instructlab/venv/bin/${name}`),
  ...['pip', 'vllm', 'python'].map((name) => `vllm/venv/bin/${name}`),
  'llama.cpp/build/bin/llama-server',
];

const standIn = `#!/bin/sh
name=$(basename "$0")
echo "$name $*" >> "$CALLS"
case "$name $*" in
  "kubectl get "* | "kubectl --context "*" get "*) [ "$CLUSTER" != empty ] || exit 1 ;;
  *" -f -"*) cat > /dev/null ;;
  jq*) cat > /dev/null ;;
  "ssh "*"cat > "*) cd "$HOME" && sh -c "$2" ;;
  "podman machine ssh "*) cd "$HOME/virtual" && sh -c "$3" ;;
  "htpasswd "*) touch auth ;;
  "skupper token issue "*) touch token.yaml ;;
  "scp "*)
    for last; do :; done
    case "$last" in :*) exit 1 ;; esac
    [ "$#" -eq 2 ] && cp "$1" "$HOME/"
    [ "$#" -eq 3 ] && cp -r "$2" "$HOME/"
    ;;
  "curl "*" -o "*.gguf*) mkdir -p "$HOME/.cache/instructlab/models" && touch "$HOME/.cache/instructlab/models/$(basename "$4")" ;;
esac
exit 0
`;

/** A folder with the output of a chat, a home, and stand-ins for all programs that the guide calls. */
export class Desk {
  readonly path = mkdtempSync(join(tmpdir(), 'desk-'));
  private readonly home = join(this.path, 'home');
  private readonly bin = join(this.path, 'bin');

  constructor() {
    mkdirSync(this.bin);
    this.write('bin/stand-in', standIn);
    chmodSync(join(this.bin, 'stand-in'), 0o755);
    for (const name of [
      ...programs.map((program) => join(this.bin, program)),
      ...installed.map((file) => join(this.home, file)),
    ]) {
      mkdirSync(dirname(name), { recursive: true });
      symlinkSync(join(this.bin, 'stand-in'), name);
    }
    mkdirSync(join(this.path, 'project'));
    mkdirSync(join(this.home, 'virtual'));
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.path, file)), { recursive: true });
    writeFileSync(join(this.path, file), text);
  }

  /** Puts another program in the place of a stand-in. */
  replace(program: string, text: string): void {
    rmSync(join(this.bin, program));
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
    this.write('script', script);
    const { PATH = '' } = process.env;
    const { status, stdout, stderr } = spawnSync('bash', ['--norc', join(this.path, 'script')], {
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
