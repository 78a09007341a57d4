import { type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
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
}

/** Where a cluster is, and how to log in to it. */
export interface Login {
  readonly context: string;
  /** Address of the API server. */
  readonly server: string;
  /** Adds what the login needs to a request. */
  prepare(options: RequestOptions): Promise<void>;
}

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

/** The cluster behind a login. */
export function clusterOf(login: Login): Cluster {
  return {
    context: login.context,
    get: (path, accept = 'application/json') => send(login, path, { method: 'GET', headers: { Accept: accept } }),
    tryApply: (path, object) => {
      const headers = { Accept: 'application/json', 'Content-Type': 'application/apply-patch+yaml' };
      const dryRun = `${path}?dryRun=All&force=true&fieldManager=status`;
      return send(login, dryRun, { method: 'PATCH', headers }, JSON.stringify(object));
    },
  };
}

async function send(login: Login, path: string, options: RequestOptions, body?: string): Promise<Answer> {
  const { context, server } = login;
  const prepared = { ...options };
  try {
    await login.prepare(prepared);
  } catch (error) {
    throw new ClusterError(`The login of the context "${context}" failed: ${reasonOf(error)}.`);
  }
  // Only now: a login may wait for a person.
  const signal = AbortSignal.timeout(timeoutMilliseconds);
  const url = new URL(server.replace(/\/$/, '') + path);
  const answer = await exchange(url, { ...prepared, signal }, body).catch((error: Error) => {
    const reason = signal.aborted ? 'it took too long' : reasonOf(error);
    throw new ClusterError(`The cluster of the context "${context}" does not answer: ${reason}.`, true);
  });
  if (answer.status === 401) {
    throw new ClusterError(`The cluster does not accept the login of the context "${context}"; log in again.`);
  }
  return answer;
}

function exchange(url: URL, options: RequestOptions, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'http:' ? requestHttp : requestHttps)(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('error', reject);
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(chunks)) }));
    });
    request.on('error', reject);
    request.end(body);
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
export function reasonOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  const [line = ''] = (message || code || String(error)).split('\n');
  return cut(line.replace(/[.:\s]+$/, ''), 200);
}
