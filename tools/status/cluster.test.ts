import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ClusterError, clusterOf, type Message, through } from './cluster';

describe('what is sent', () => {
  let server: Server;
  let received: { line: string; headers: IncomingHttpHeaders; body: string };
  let answer = '{"kind":"Pod"}';
  beforeEach(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      received = {
        line: `${request.method} ${request.url}`,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      if (request.url === '/cut') {
        response.writeHead(200, { 'Content-Length': '100' });
        response.write('{"kind":');
        setTimeout(() => response.destroy(), 20);
      } else if (request.url !== '/silent') {
        response.writeHead(201);
        response.end(answer);
      }
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  const asked = () => clusterOf('test', through({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }));

  test('a question for an object', async () => {
    expect(await asked().get('/api/v1/pods')).toEqual({ status: 201, body: { kind: 'Pod' } });
    expect(received).toMatchObject({ line: 'GET /api/v1/pods', headers: { accept: 'application/json' }, body: '' });
    await asked().get('/api/v1/secrets', 'application/json;as=Table');
    expect(received.headers.accept).toBe('application/json;as=Table');
  });

  test('an apply that is not stored', async () => {
    expect((await asked().tryApply('/api/v1/pods/a', { kind: 'Pod' })).status).toBe(201);
    expect(received).toMatchObject({
      line: 'PATCH /api/v1/pods/a?dryRun=All&force=true&fieldManager=status',
      headers: { accept: 'application/json', 'content-type': 'application/apply-patch+yaml' },
      body: '{"kind":"Pod"}',
    });
  });

  test('a question for a Service, with a body and without', async () => {
    expect(await asked().ask('/proxy/v1', 60_000, { prompt: 'Hello' })).toEqual({ status: 201, body: { kind: 'Pod' } });
    expect(received).toMatchObject({
      line: 'POST /proxy/v1',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: '{"prompt":"Hello"}',
    });
    await asked().ask('/proxy/', 60_000);
    expect(received).toMatchObject({ line: 'GET /proxy/', headers: { accept: 'application/json' }, body: '' });
    expect(received.headers).not.toHaveProperty('content-type');
  });

  test('a text that is no JSON, in any language', async () => {
    answer = '<p>olá, ação</p>';
    expect((await asked().get('/api')).body).toBe('<p>olá, ação</p>');
  });

  test('a Service that does not answer in time, or breaks off', async () => {
    expect(await asked().ask('/silent', 50)).toEqual({ status: 504, body: '' });
    expect(await asked().ask('/cut', 60_000)).toEqual({ status: 504, body: '' });
  });
});

test('an answer is waited for for 15 seconds, and one of a Service as long as it is asked for', async () => {
  const sent: [string, Message, number][] = [];
  const cluster = clusterOf('test', async (...all) => {
    sent.push(all);
    return { status: 200, body: {} };
  });
  await cluster.get('/api');
  await cluster.tryApply('/api', {});
  await cluster.ask('/proxy', 60_000, {});
  expect(sent.map(([, { method }, milliseconds]) => `${method} ${milliseconds}`)).toEqual([
    'GET 15000',
    'PATCH 15000',
    'POST 60000',
  ]);
});

const named = (name: string) => Object.assign(new Error('aborted'), { name });
const coded = (code: string) => Object.assign(new Error(''), { code });

describe('a cluster that does not answer', () => {
  test.each<[string, unknown, string]>([
    ['the time is over', named('TimeoutError'), 'it took too long'],
    ['it was broken off', named('AbortError'), 'it took too long'],
    ['a reason on one line', new Error('connect ECONNREFUSED 127.0.0.1:1'), 'connect ECONNREFUSED 127.0.0.1:1'],
    ['a reason that ends like a sentence', new Error('no route to host. : \n'), 'no route to host'],
    ['the first of several lines', new Error('cannot resolve it:\nserver misbehaving'), 'cannot resolve it'],
    ['only a code', coded('ECONNREFUSED'), 'ECONNREFUSED'],
    ['what is no error', 'gone', 'gone'],
    ['a long reason', new Error('x'.repeat(300)), expect.stringMatching(/^x{150,200}…?$/)],
  ])('%s', async (_, error, reason) => {
    const cluster = clusterOf('test', () => Promise.reject(error));
    const failure = await cluster.get('/api').catch((found) => found);
    expect(failure).toBeInstanceOf(ClusterError);
    expect(failure.isPassing).toBe(true);
    const [, told] = /^The cluster of the context "test" does not answer: (.*)\.$/s.exec(failure.message) ?? [];
    expect(told).toEqual(reason);
  });
});

const answering = (status: number, body: unknown) => clusterOf('test', async () => ({ status, body }));

describe('an answer that is none of the API server', () => {
  test.each<[string, number, unknown, string, boolean]>([
    ['no login', 401, {}, 'The cluster does not accept the login of the context "test"; log in again.', false],
    [
      'a login that cannot be had',
      502,
      'Get "https://a/api": getting credentials: exec: executable aws not found\n\nIt looks like …',
      'The login of the context "test" failed: Get "https://a/api": getting credentials: exec: executable aws not found.',
      false,
    ],
    [
      'kubectl cannot pass it on',
      502,
      'dial tcp 127.0.0.1:1: connect: connection refused\n',
      'The cluster of the context "test" does not answer: dial tcp 127.0.0.1:1: connect: connection refused.',
      true,
    ],
    ['the lowest of these', 500, 'no', 'The cluster of the context "test" does not answer: no.', true],
  ])('%s', async (_, status, body, message, isPassing) => {
    const failure = await answering(status, body)
      .get('/api')
      .catch((found) => found);
    expect(failure).toBeInstanceOf(ClusterError);
    expect({ message: failure.message, isPassing: failure.isPassing }).toEqual({ message, isPassing });
  });

  test.each<[string, number, unknown, string]>([
    ['an object says why', 503, { message: 'starting' }, '/api'],
    ['a text below 500', 499, 'no', '/api'],
    ['what a Service answers', 502, 'no', '/api/v1/services/a/proxy/'],
  ])('%s', async (_, status, body, path) => {
    expect(await answering(status, body).get(path)).toEqual({ status, body });
  });

  test('a Service may answer that it wants a login', async () => {
    expect(await answering(401, 'no').ask('/proxy/', 1)).toEqual({ status: 401, body: 'no' });
  });
});
