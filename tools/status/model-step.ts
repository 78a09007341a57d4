import type { ModelSummary } from '../../constructs/synthesis/synthesis';
import type { Answer } from './cluster';
import type { Observation } from './observation';
import { type Finding, failed, ok, unknown, waiting } from './step';

/** What is asked, and what was found before. */
export interface ModelQuestion {
  readonly model: ModelSummary;
  readonly modelUrl: string;
  /** The article's page, as the API server's proxy names its Service; it can ask where the cluster itself cannot. */
  readonly page?: string;
  /** Whether all is well up to the private machine. */
  readonly isLinked: boolean;
  /** What to look at on the private machines. */
  readonly remedy: string;
}

/** How long an answer of one token is waited for: one that works on another question may take its time. */
const patience = 60_000;

/** Between two questions to a model that refuses one while it works on another. */
const pause = 3000;

/** How long a page of the model server is waited for that is there at once unless something keeps it off. */
const atOnce = 3000;

/**
 * Asks the model for one token, through the API server: its Service, or the article's page where a network policy keeps the
 * API server from that.
 */
export async function modelOf(observation: Observation, question: ModelQuestion): Promise<Finding> {
  const { model, page } = question;
  const service = `${model.secure ? 'https:' : ''}${model.service}:${model.port}`;
  const { path, body } = model.question;
  const isReached = page === undefined || wasReached(await observation.ask(service, '', atOnce));
  const answer = isReached
    ? await asked(observation, service, path, body)
    : await asked(observation, page, 'api/completions', { question: 'Hello' });
  return judgedAnswer(answer, question) ?? notAsked(answer, observation, question);
}

/** Whether an answer, whatever it is, came from behind the Service and not from the API server. */
function wasReached({ status, body }: Answer): boolean {
  return status !== 504 && (body?.kind !== 'Status' || isCutOff(body.message));
}

/** The router takes the connection, and lets it go when nobody behind it answers. */
function isCutOff(reason = ''): boolean {
  return /EOF|connection reset/i.test(reason);
}

type Timed = Answer & { readonly took: number };

/** Asks, and asks again while the model is at work on another question and says so. */
async function asked(observation: Observation, service: string, path: string, body: object): Promise<Timed> {
  const begin = performance.now();
  for (;;) {
    const answer = await observation.ask(service, path, patience, body);
    const took = performance.now() - begin;
    if (!isBusy(answer) || took + pause > patience) {
      return { ...answer, took };
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** A server that takes one question at a time refuses the next with 503. The API server says 503 as a Status of its own. */
function isBusy({ status, body }: Answer): boolean {
  return status === 503 && body?.kind !== 'Status';
}

/** What an answer says of the model; nothing where the question did not come that far. */
function judgedAnswer(answer: Timed, { isLinked, remedy, modelUrl }: ModelQuestion): Finding | undefined {
  const { status, body, took } = answer;
  if (body?.kind === 'Status') {
    return isCutOff(body.message) ? noAnswer(isLinked, remedy) : undefined;
  }
  const seconds = `${(took / 1000).toFixed(1)} s`;
  if (status === 200 && isAnswer(body)) {
    return ok(`${modelUrl} answered a question in ${seconds}`);
  }
  if (isBusy(answer)) {
    return waiting(`it is busy with other questions, and refused this one for ${seconds}`, remedy);
  }
  if (status === 504) {
    return waiting(`it has not answered a question within ${seconds}: it is busy, or it hangs`, remedy);
  }
  if (status === 401) {
    return unknown('the model server wants an API key (401), which is not read here', 'open the chat, and ask');
  }
  return failed(`it answers a question with ${status}${reasonIn(body)}`, remedy);
}

function noAnswer(isLinked: boolean, remedy: string): Finding {
  return isLinked
    ? failed('the machine is linked, but the model server on it does not answer, or the machine has just left', remedy)
    : waiting('not reached yet: see the steps before it');
}

/** What an OpenAI-style server, or the article's page, says when it has answered. */
function isAnswer(body: Answer['body']): boolean {
  return Array.isArray(body?.choices) || typeof body?.response === 'string';
}

function reasonIn(body: Answer['body']): string {
  const reason = body?.error?.message ?? body?.error ?? body?.message ?? body?.detail ?? body;
  const text = typeof reason === 'string' ? reason.split('\n')[0]?.trim() : undefined;
  return text ? `: ${text.slice(0, 200)}` : '';
}

/** Why nobody could be asked. */
function notAsked({ status, body }: Answer, { namespace }: Observation, { model, isLinked }: ModelQuestion): Finding {
  const { service, port, secure, question } = model;
  if (!isLinked) {
    return waiting('not asked: see the steps before it');
  }
  const byHand = [
    `kubectl port-forward service/${service} 8000:${port} -n ${namespace}`,
    `then curl ${secure ? 'https' : 'http'}://localhost:8000${question.path} -H 'Content-Type: application/json' -d '${JSON.stringify(question.body)}'`,
  ].join(', ');
  if (status === 403 && /cannot (create|get) resource/.test(body.message)) {
    return unknown('not asked: you may not ask through the API server (create services/proxy)', byHand);
  }
  return unknown(`not asked: the API server does not reach it, which a network policy may keep it from`, byHand);
}
