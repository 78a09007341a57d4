import { type Synthesis, synthesize } from '../../constructs/synthesis/synthesis';
import { chatNamed, chatsIn, type ExpectedChat } from '../command/chats';
import { CommandError, runCommand } from '../command/command';
import { failureOf } from '../command/failure';
import { optionsOf } from '../command/options';
import { type ChatStatus, statusOf, verdictNow } from './chat-status';
import type { Cluster } from './cluster';
import { secondsOf } from './duration';
import { openCluster } from './kubectl-proxy';
import { jsonOf } from './status-json';
import { reportStatus } from './status-report';
import { untilWell } from './wait';

const usage = `npm run status                              follows a question through the cluster of the current context
npm run status -- --context NAME            asks the cluster of another context of the kubeconfig
npm run status -- --chat NAME               looks at one chat of a fleet
npm run status -- --wait [TIME]             waits until all is well, for 180s, 5m or, without a time, 300 seconds
npm run status -- --no-question             asks the model nothing
npm run status -- --json                    prints it for machines
npm run status -- --help                    says this

Ends with 0 when a question was answered and all is well, with 1 when something is not, and with 2 when too little could be seen to say it.`;

/** What a user asks of the command. */
interface StatusOptions {
  readonly context?: string;
  readonly chat?: string;
  readonly json?: boolean;
  /** Seconds. */
  readonly wait?: number;
  readonly 'no-question'?: boolean;
  readonly help?: boolean;
}

/** Looks at the chats one by one, and tells each when it is known. */
async function lookedAt(
  cluster: Cluster,
  chats: readonly ExpectedChat[],
  { wait, json, 'no-question': isQuiet = false }: StatusOptions,
): Promise<ChatStatus[]> {
  const end = Date.now() + (wait ?? 0) * 1000;
  const statuses: ChatStatus[] = [];
  for (const chat of chats) {
    if (wait !== undefined) {
      await untilWell(() => verdictNow(cluster, chat, { asks: !isQuiet, asksLast: true }), end);
    }
    const status = await statusOf(cluster, chat, { asks: !isQuiet });
    statuses.push(status);
    if (!json) {
      process.stdout.write(statuses.length === 1 ? '' : '\n');
      reportStatus(status);
    }
  }
  return statuses;
}

async function statusesOf(options: StatusOptions): Promise<ChatStatus[]> {
  const { settings } = await import('../../settings');
  const chats = chosen(synthesize(settings), options);
  const { cluster, close } = await openCluster(options.context);
  try {
    return await lookedAt(cluster, chats, options);
  } finally {
    close();
  }
}

/** Prints everything at the end, failures included. */
async function asJson(options: StatusOptions): Promise<number> {
  try {
    const chats = await statusesOf(options);
    const exitCode = worst(chats);
    process.stdout.write(`${jsonOf({ version: 1, exitCode, chats })}\n`);
    return exitCode;
  } catch (error) {
    const [title, lines] = failureOf(error);
    const text = error instanceof CommandError ? error.message : [title, ...lines].join('\n');
    process.stdout.write(`${jsonOf({ version: 1, exitCode: 2, chats: [], error: text })}\n`);
    return 2;
  }
}

/** One chat that does not work is more than one of which too little was seen. */
function worst(chats: readonly ChatStatus[]): number {
  const codes = chats.map(({ exitCode }) => exitCode);
  return [1, 2].find((code) => codes.some((one) => one === code)) ?? 0;
}

/** The chats to look at. */
function chosen(synthesis: Synthesis, { chat }: StatusOptions): ExpectedChat[] {
  const chats = chatsIn(synthesis);
  if (chat !== undefined) {
    return [chatNamed(chats, chat)];
  }
  const clusters = new Set(chats.map(({ summary }) => summary.cluster));
  if (clusters.size > 1) {
    const names = chats.map(({ summary }) => summary.folder).join(', ');
    throw new CommandError(
      `The chats are on several clusters: name one with --chat, and the context of its cluster with --context. There are ${names}.`,
    );
  }
  return chats;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

function statusOptions(): StatusOptions | string {
  // The time may be left out, which parseArgs has no form for.
  const args = process.argv
    .slice(2)
    .flatMap((argument, index, all) =>
      argument === '--wait' && !/^\d/.test(all[index + 1] ?? '') ? ['--wait=300'] : [argument],
    );
  const known = { context: text, chat: text, wait: text, 'no-question': flag, json: flag, help: flag };
  const values = optionsOf(known, args);
  if (typeof values === 'string') {
    return values;
  }
  const wait = values.wait === undefined ? undefined : secondsOf(values.wait);
  return values.wait !== undefined && wait === undefined
    ? `--wait: "${values.wait}" is not a time; use seconds such as 180s, or minutes such as 5m`
    : { ...values, wait };
}

async function answered(options: StatusOptions | string): Promise<number> {
  if (typeof options === 'string' && process.argv.includes('--json')) {
    process.stdout.write(`${jsonOf({ version: 1, exitCode: 2, chats: [], error: options })}\n`);
    return 2;
  }
  const look = async (wanted: StatusOptions) => (wanted.json ? asJson(wanted) : worst(await statusesOf(wanted)));
  return runCommand(usage, options, look, 2);
}

export const code = answered(statusOptions());
