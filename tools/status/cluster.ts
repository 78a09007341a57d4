import { type RequestOptions, request } from 'node:http';
import { cut } from '../../constructs/checks/wording';
import { CommandError } from '../command/command';

/** What the API server answers. */
export interface Answer {
  readonly status: number;
  /** The object in it, or the text where it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: every kind has its own fields
  readonly body: any;
}

/** A cluster that is asked, and never changed. */
export interface Cluster {
  /** Name of the context of the kubeconfig. */
  readonly context: string;
  /** @throws ClusterError when there is no answer, or the login is not accepted. */
  get(path: string, accept?: string): Promise<Answer>;
  /**
   * Asks what an apply of the object would make of it. It is not stored.
   *
   * @throws ClusterError as `get` does
   */
  tryApply(path: string, object: object): Promise<Answer>;
  /** Asks a Service through the API server, with a body or without. Status 504 when nothing came back in time. */
  ask(path: string, milliseconds: number, body?: object): Promise<Answer>;
}

/** Where `kubectl proxy` listens, or a server that stands in for it. */
export type Door = Pick<RequestOptions, 'socketPath' | 'host' | 'port'>;

/** The cluster cannot be asked. The message is for people. */
export class ClusterError extends CommandError {
  /** @param isPassing Whether it may be different in a moment. */
  constructor(
    message: string,
    readonly isPassing = false,
  ) {
    super(message);
  }
}

/** How long an answer may take. */
const timeoutMilliseconds = 15_000;

/** What is sent to the API server. */
export interface Message {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a message to a path, and gives back what is answered in time. */
export type Send = (path: string, message: Message, milliseconds: number) => Promise<Answer>;

/** Sends through a door, behind which no login is needed any more. */
export function through(door: Door): Send {
  return (path, { body, ...options }, milliseconds) =>
    exchange({ ...door, ...options, path, signal: AbortSignal.timeout(milliseconds) }, body);
}

/** The cluster that answers what is sent. */
export function clusterOf(context: string, send: Send): Cluster {
  const asked = async (path: string, message: Message) =>
    checked(context, path, await send(path, message, timeoutMilliseconds).catch((error) => unanswered(context, error)));
  return {
    context,
    get: (path, accept = 'application/json') => asked(path, { method: 'GET', headers: { Accept: accept } }),
    tryApply: (path, object) => {
      const headers = { Accept: 'application/json', 'Content-Type': 'application/apply-patch+yaml' };
      const dryRun = `${path}?dryRun=All&force=true&fieldManager=status`;
      return asked(dryRun, { method: 'PATCH', headers, body: JSON.stringify(object) });
    },
    ask: (path, milliseconds, body) => {
      const headers = { Accept: 'application/json' };
      const message =
        body === undefined
          ? { method: 'GET', headers }
          : {
              method: 'POST',
              headers: { ...headers, 'Content-Type': 'application/json' },
              body: JSON.stringify(body),
            };
      return send(path, message, milliseconds).catch(() => ({ status: 504, body: '' }));
    },
  };
}

function unanswered(context: string, error: Error): never {
  const reason = ['TimeoutError', 'AbortError'].includes(error.name) ? 'it took too long' : reasonOf(error);
  throw new ClusterError(`The cluster of the context "${context}" does not answer: ${reason}.`, true);
}

function checked(context: string, path: string, answer: Answer): Answer {
  const { status, body } = answer;
  if (status === 401) {
    throw new ClusterError(`The cluster does not accept the login of the context "${context}"; log in again.`);
  }
  // What kubectl cannot pass on it answers itself, as a text. What is behind a Service may answer anything.
  if (status >= 500 && typeof body === 'string' && !path.includes('/proxy/')) {
    const isLogin = body.includes('getting credentials');
    throw new ClusterError(
      isLogin
        ? `The login of the context "${context}" failed: ${reasonOf(new Error(body))}.`
        : `The cluster of the context "${context}" does not answer: ${reasonOf(new Error(body))}.`,
      !isLogin,
    );
  }
  return answer;
}

function exchange(options: RequestOptions, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('error', reject);
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(chunks)) }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function parsed(content: Buffer): unknown {
  const text = content.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The first line of an error, without its full stop. */
function reasonOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  const [line = ''] = (message || code || String(error)).split('\n');
  return cut(line.replace(/[.:\s]+$/, ''), 200);
}
