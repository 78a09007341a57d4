import type { Answer, Cluster } from './cluster';
import { type ModelQuestion, modelOf } from './model-step';
import { Observation } from './observation';
import { failed, ok, unknown, waiting } from './step';

/** In milliseconds. It goes on by what is waited for, and by nothing else. */
let time: number;
let waits: number[];
let spies: jest.SpyInstance[];
beforeEach(() => {
  [time, waits] = [5000, []];
  const wait = (wake: () => void, milliseconds: number) => {
    waits.push(milliseconds);
    time += milliseconds;
    wake();
  };
  spies = [
    jest.spyOn(performance, 'now').mockImplementation(() => time),
    jest.spyOn(globalThis, 'setTimeout').mockImplementation(wait as never),
  ];
});
afterEach(() => {
  for (const spy of spies) {
    spy.mockRestore();
  }
});

const body = { prompt: 'Hello', max_tokens: 1 };
const model = { service: 'instructlab', port: 8000, secure: false, question: { path: '/v1/completions', body } };
const remedy = 'on that machine: ask the model server';
const page = 'ilab-client:8080';
const services = '/api/v1/namespaces/ilab-chat/services';

const status = (code: number, message?: string): Answer => ({ status: code, body: { kind: 'Status', message } });
const answers = { status: 200, body: { choices: [] } };
const silent = { status: 504, body: '' };
const busy = { status: 503, body: { error: 'busy' } };

let asked: [string, number, object | undefined][];

/** What is found when the Services answer one after the other. */
async function found(replies: readonly Answer[], more: Partial<ModelQuestion> = {}) {
  asked = [];
  const cluster: Cluster = {
    context: 'test',
    get: () => Promise.reject(new Error('nothing else is asked')),
    tryApply: () => Promise.reject(new Error('nothing is applied')),
    ask: async (...all: [string, number, object?]) => {
      asked.push([all[0], all[1], all[2]]);
      return replies[asked.length - 1] ?? silent;
    },
  };
  const question: ModelQuestion = { model, modelUrl: 'http://instructlab:8000', isLinked: true, remedy, ...more };
  return modelOf(new Observation(cluster, 'ilab-chat'), question);
}

const answered = ok('http://instructlab:8000 answered a question in 0.0 s');
const left = failed(
  'the machine is linked, but the model server on it does not answer, or the machine has just left',
  remedy,
);
const notReached = waiting('not reached yet: see the steps before it');
const byHand =
  'kubectl port-forward service/instructlab 8000:8000 -n ilab-chat, then curl http://localhost:8000/v1/completions -H \'Content-Type: application/json\' -d \'{"prompt":"Hello","max_tokens":1}\'';
const keptOff = unknown('not asked: the API server does not reach it, which a network policy may keep it from', byHand);
const mayNot = unknown('not asked: you may not ask through the API server (create services/proxy)', byHand);

describe('who is asked', () => {
  test('the model itself, where there is no page that could ask', async () => {
    expect(await found([answers])).toEqual(answered);
    expect(asked).toEqual([[`${services}/instructlab:8000/proxy/v1/completions`, 60_000, body]]);
  });

  test('the model itself, over TLS', async () => {
    await found([answers], { model: { ...model, secure: true } });
    expect(asked).toEqual([[`${services}/https:instructlab:8000/proxy/v1/completions`, 60_000, body]]);
  });

  const direct = [
    [`${services}/instructlab:8000/proxy/`, 3000, undefined],
    [`${services}/instructlab:8000/proxy/v1/completions`, 60_000, body],
  ];
  const throughPage = [direct[0], [`${services}/${page}/proxy/api/completions`, 60_000, { question: 'Hello' }]];

  test.each<[string, Answer, unknown]>([
    ['it answers anything', { status: 500, body: 'no' }, direct],
    ['it answers with a Status of another kind', { status: 404, body: { kind: 'Other' } }, direct],
    ['it answers nothing', { status: 200, body: null }, direct],
    ['the router lets the connection go', status(503, 'error trying to reach service: EOF'), direct],
    ['the router resets the connection', status(503, 'read: Connection reset by peer'), direct],
    ['the API server does not reach it', status(503, 'i/o timeout'), throughPage],
    ['the API server does not say why', status(503), throughPage],
    ['nothing comes back', silent, throughPage],
  ])('%s', async (_, first, questions) => {
    expect(await found([first, answers], { page })).toEqual(answered);
    expect(asked).toEqual(questions);
  });
});

describe('what is found', () => {
  test.each<[string, Answer, Partial<ModelQuestion>, object]>([
    ['an answer', answers, {}, answered],
    ['an answer of the page', { status: 200, body: { response: '' } }, {}, answered],
    [
      'choices that are none',
      { status: 200, body: { choices: 'a' } },
      {},
      failed('it answers a question with 200', remedy),
    ],
    [
      'a response that is none',
      { status: 200, body: { response: 5 } },
      {},
      failed('it answers a question with 200', remedy),
    ],
    ['nothing at all', { status: 200, body: null }, {}, failed('it answers a question with 200', remedy)],
    [
      'an answer with an error',
      { status: 500, body: { choices: [] } },
      {},
      failed('it answers a question with 500', remedy),
    ],
    [
      'no answer in time',
      silent,
      {},
      waiting('it has not answered a question within 0.0 s: it is busy, or it hangs', remedy),
    ],
    [
      'a key that is missing',
      { status: 401, body: {} },
      {},
      unknown('the model server wants an API key (401), which is not read here', 'open the chat, and ask'),
    ],
    ['a connection that ends', status(503, 'EOF'), {}, left],
    ['a connection that ends, and nothing linked', status(503, 'EOF'), { isLinked: false }, notReached],
    ['no way to it', status(503, 'i/o timeout'), {}, keptOff],
    ['no way to it, and no reason', { status: 503, body: { kind: 'Status' } }, {}, keptOff],
    [
      'no way to it, and nothing linked',
      status(503, 'i/o timeout'),
      { isLinked: false },
      waiting('not asked: see the steps before it'),
    ],
    ['no right to post', status(403, 'User "dev" cannot create resource "services/proxy"'), {}, mayNot],
    ['no right to get', status(403, 'User "dev" cannot get resource "services/proxy"'), {}, mayNot],
    ['another right', status(403, 'User "dev" cannot patch resource "services/proxy"'), {}, keptOff],
    ['another answer about rights', status(500, 'cannot get resource'), {}, keptOff],
    [
      'no way to it over TLS',
      status(503, 'i/o timeout'),
      { model: { ...model, port: 8443, secure: true } },
      { ...keptOff, remedy: byHand.replace('8000:8000', '8000:8443').replace('http:', 'https:') },
    ],
  ])('%s', async (_, answer, more, finding) => {
    expect(await found([answer], more)).toEqual(finding);
  });

  test.each<[string, unknown, string]>([
    ['an error with a message', { error: { message: 'CUDA out of memory' }, message: 'other' }, ': CUDA out of memory'],
    ['an error', { error: 'no such model', message: 'other' }, ': no such model'],
    ['a message', { message: 'bad request', detail: 'other' }, ': bad request'],
    ['a detail', { detail: 'Not Found' }, ': Not Found'],
    ['a text', 'gone', ': gone'],
    ['the first line of a text', '  gone  \nfor good', ': gone'],
    ['a long text', 'x'.repeat(300), `: ${'x'.repeat(200)}`],
    ['an object', { code: 7 }, ''],
    ['an empty line', '\nmore', ''],
    ['nothing', null, ''],
  ])('the reason of an error: %s', async (_, text, reason) => {
    expect(await found([{ status: 422, body: text }])).toEqual(
      failed(`it answers a question with 422${reason}`, remedy),
    );
  });
});

describe('a model that works on another question', () => {
  test('is asked again until it answers', async () => {
    expect(await found([busy, busy, answers])).toEqual(ok('http://instructlab:8000 answered a question in 6.0 s'));
    expect(waits).toEqual([3000, 3000]);
  });

  test('is busy when it refuses for a minute', async () => {
    expect(await found(Array(40).fill(busy))).toEqual(
      waiting('it is busy with other questions, and refused this one for 60.0 s', remedy),
    );
    expect(waits).toHaveLength(20);
  });

  test('is asked once when the API server itself does not reach it', async () => {
    expect(await found([status(503, 'i/o timeout'), answers])).toEqual(keptOff);
    expect(waits).toEqual([]);
  });
});
