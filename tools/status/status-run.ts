import type { Synthesis } from '../../constructs/synthesis/synthesis';
import { chatNamed, chatsIn, type ExpectedChat } from '../command/chats';
import { CommandError, runCommand } from '../command/command';
import { failureOf } from '../command/failure';
import { type ChatStatus, statusOf, verdictNow } from './chat-status';
import type { Cluster } from './cluster';
import { openCluster } from './kubectl-proxy';
import { jsonOf } from './status-json';
import { type StatusOptions, statusOptions } from './status-options';
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

/** Makes the chats of the settings, which may be wrong. */
type Making = () => Promise<Synthesis>;

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

async function statusesOf(options: StatusOptions, synthesis: Making): Promise<ChatStatus[]> {
  const chats = chosen(await synthesis(), options);
  const { cluster, close } = await openCluster(options.context);
  try {
    return await lookedAt(cluster, chats, options);
  } finally {
    close();
  }
}

/** Prints everything at the end, failures included. */
async function asJson(options: StatusOptions, synthesis: Making): Promise<number> {
  try {
    const chats = await statusesOf(options, synthesis);
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

/** Does what the command was asked, and gives back its exit code. */
export async function answered(typed: readonly string[], synthesis: Making): Promise<number> {
  const options = statusOptions(typed);
  if (typeof options === 'string' && typed.includes('--json')) {
    process.stdout.write(`${jsonOf({ version: 1, exitCode: 2, chats: [], error: options })}\n`);
    return 2;
  }
  const look = async (wanted: StatusOptions) =>
    wanted.json ? asJson(wanted, synthesis) : worst(await statusesOf(wanted, synthesis));
  return runCommand(usage, options, look, 2);
}
