#!/usr/bin/env node
// Stands in for kubectl where "npm run status" is tested: it finds contexts in a kubeconfig that is JSON, and passes on to the
// server in it what comes to its socket.
import { existsSync, readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { context: { type: 'string' }, output: { type: 'string' }, 'unix-socket': { type: 'string' } },
});
const file = process.env.KUBECONFIG ?? '';
const config = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { contexts: [] };
const names = config.contexts.map(({ name }) => name);

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Passes a request on, and says in kubectl's words that it could not. */
function pass(incoming, outgoing, server) {
  const sent = request(
    new URL(incoming.url, server),
    { method: incoming.method, headers: incoming.headers },
    (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    },
  );
  sent.on('error', ({ code, address, port }) => {
    outgoing.writeHead(502, { 'Content-Type': 'text/plain' });
    outgoing.end(`dial tcp ${address}:${port}: connect: ${code === 'ECONNREFUSED' ? 'connection refused' : code}\n`);
  });
  incoming.pipe(sent);
}

switch (positionals.join(' ')) {
  case 'config current-context':
    if (config['current-context'] === undefined) {
      fail('error: current-context is not set');
    }
    process.stdout.write(`${config['current-context']}\n`);
    break;
  case 'config get-contexts':
    process.stdout.write(names.map((name) => `${name}\n`).join(''));
    break;
  case 'proxy': {
    if (values.context !== undefined && !names.includes(values.context)) {
      fail(`error: context "${values.context}" does not exist`);
    }
    const server = config.clusters?.[0].cluster.server ?? 'http://localhost:8080';
    createServer((incoming, outgoing) => pass(incoming, outgoing, server)).listen(values['unix-socket'], () =>
      process.stdout.write(`Starting to serve on ${values['unix-socket']}\n`),
    );
    break;
  }
  default:
    fail(`error: unknown command "${positionals.join(' ')}"`);
}
