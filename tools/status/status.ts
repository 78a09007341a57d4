import { type Synthesis, synthesize } from '../../constructs/synthesis/synthesis';
import { chatNamed, chatsIn, type ExpectedChat } from '../command/chats';
import { CommandError, runCommand } from '../command/command';
import { optionsOf } from '../command/options';
import { type ChatStatus, statusOf, verdictNow } from './chat-status';
import { clusterOf } from './cluster';
import { loginOf } from './kubeconfig';
import { reportStatus } from './status-report';
import { untilWell } from './wait';

const usage = `npm run status                              follows a question through the cluster of the current context
npm run status -- --context NAME            asks the cluster of another context of the kubeconfig
npm run status -- --chat NAME               looks at one chat of a fleet
npm run status -- --wait [SECONDS]          waits until the chat works, by default 300 seconds
npm run status -- --json                    prints it for machines
npm run status -- --help                    says this

Ends with 0 when the chat works, with 1 when something in it does not, and with 2 when you may read too little to say it.`;

/** What a user asks of the command. */
interface StatusOptions {
  readonly context?: string;
  readonly chat?: string;
  readonly json?: boolean;
  /** Seconds. */
  readonly wait?: number;
  readonly help?: boolean;
}

/** Looks at the chats one by one, and tells each when it is known. */
async function lookedAt(chats: readonly ExpectedChat[], { context, wait, json }: StatusOptions): Promise<number> {
  const cluster = clusterOf(loginOf(context));
  const end = Date.now() + (wait ?? 0) * 1000;
  const statuses: ChatStatus[] = [];
  for (const chat of chats) {
    if (wait !== undefined) {
      await untilWell(() => verdictNow(cluster, chat), end);
    }
    const status = await statusOf(cluster, chat);
    statuses.push(status);
    if (!json) {
      process.stdout.write(statuses.length === 1 ? '' : '\n');
      reportStatus(status);
    }
  }
  if (json) {
    process.stdout.write(`${JSON.stringify(statuses, null, 2)}\n`);
  }
  return Math.max(...statuses.map(({ exitCode }) => exitCode));
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
  // The seconds may be left out, which parseArgs has no form for.
  const args = process.argv
    .slice(2)
    .flatMap((argument, index, all) =>
      argument === '--wait' && !/^\d+$/.test(all[index + 1] ?? '') ? ['--wait', '300'] : [argument],
    );
  const values = optionsOf({ context: text, chat: text, wait: text, json: flag, help: flag }, args);
  if (typeof values === 'string') {
    return values;
  }
  const { wait } = values;
  return wait !== undefined && !/^\d{1,6}$/.test(wait)
    ? `--wait: "${wait}" is not a number of seconds`
    : { ...values, wait: wait === undefined ? undefined : Number(wait) };
}

export const code = runCommand(usage, statusOptions(), async (options) => {
  const { settings } = await import('../../settings');
  return lookedAt(chosen(synthesize(settings), options), options);
});
