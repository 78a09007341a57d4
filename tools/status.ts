import { type Synthesis, synthesize } from '../constructs/synthesis/synthesis';
import { chatNamed, chatsIn, type ExpectedChat } from './chats';
import { optionsOf } from './options';
import { reportFailure } from './report';
import { failureOf } from './run';
import { type ChatStatus, statusOf } from './status/chat-status';
import { type Cluster, ClusterError, clusterOf } from './status/cluster';
import { loginOf } from './status/kubeconfig';
import { reportStatus } from './status/status-report';
import { untilAnswers } from './status/wait';

const usage = `npm run status                              follows a question through the cluster of the current context
npm run status -- --context NAME            asks the cluster of another context of the kubeconfig
npm run status -- --chat NAME               looks at one chat of a fleet
npm run status -- --wait [SECONDS]          waits until the chat answers, by default 300 seconds
npm run status -- --json                    prints it for machines
npm run status -- --help                    says this

Ends with 0 when the chat works, and with 1 when it does not.`;

/** What a user asks of the command. */
interface StatusOptions {
  readonly context?: string;
  readonly chat?: string;
  readonly json?: boolean;
  /** Seconds. */
  readonly wait?: number;
  readonly help?: boolean;
}

async function main(): Promise<number> {
  const options = statusOptions();
  if (typeof options === 'string') {
    return told(`${options}\n\n${usage}`);
  }
  if (options.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  try {
    const { settings } = await import('../settings');
    const chats = chosen(synthesize(settings), options);
    if (typeof chats === 'string') {
      return told(chats);
    }
    const cluster = clusterOf(loginOf(options.context));
    const statuses: ChatStatus[] = [];
    for (const chat of chats) {
      statuses.push(await statusWithin(options.wait, cluster, chat));
    }
    report(statuses, options.json);
    return statuses.every(({ answers }) => answers) ? 0 : 1;
  } catch (error) {
    if (error instanceof ClusterError) {
      return told(error.message);
    }
    reportFailure(...failureOf(error));
    return 1;
  }
}

function told(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}

function statusWithin(seconds: number | undefined, cluster: Cluster, chat: ExpectedChat): Promise<ChatStatus> {
  const look = () => statusOf(cluster, chat);
  return seconds === undefined ? look() : untilAnswers(look, seconds);
}

function report(statuses: readonly ChatStatus[], json = false): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(statuses, null, 2)}\n`);
    return;
  }
  for (const [index, status] of statuses.entries()) {
    process.stdout.write(index === 0 ? '' : '\n');
    reportStatus(status);
  }
}

/** The chats to look at, or why none can be chosen. */
function chosen(synthesis: Synthesis, { chat }: StatusOptions): ExpectedChat[] | string {
  const chats = chatsIn(synthesis);
  if (chat !== undefined) {
    const found = chatNamed(chats, chat);
    return typeof found === 'string' ? found : [found];
  }
  const clusters = new Set(chats.map(({ summary }) => summary.cluster));
  return clusters.size < 2
    ? chats
    : `The chats are on several clusters: name one with --chat, and the context of its cluster with --context. There are ${chats.map(({ summary }) => summary.folder).join(', ')}.`;
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

main().then((code) => process.exit(code));
