import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Send } from '../tools/status/cluster';
import { type LiveObject, pathOf } from '../tools/status/observation';

/** What one path answers. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

const notFound: Reply = { status: 404, body: { kind: 'Status', reason: 'NotFound' } };

/** Says as the API server does that a user lacks a right. */
export const forbidden = (verb: string): Reply => ({
  status: 403,
  body: { kind: 'Status', reason: 'Forbidden', message: `User "dev" cannot ${verb} resource in API group` },
});

/** An HTTP server with the paths of the Kubernetes API that `npm run status` asks. It holds objects, and runs nothing. */
export class ApiServer {
  /** Kinds without an object that are served all the same, by the path of their list. */
  readonly served = new Set<string>();
  /** Answers for one path, instead of what the objects say. */
  readonly replies = new Map<string, Reply>();
  readonly requests: string[] = [];
  readonly accepted: (string | undefined)[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
  private readonly server: Server;
  objects: readonly LiveObject[] = [];

  constructor() {
    this.server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const { method = 'GET', url = '', headers } = request;
      const { status, body } = this.reply(method, url, headers.accept, Buffer.concat(chunks).toString());
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  }

  /** The address that it is served at. */
  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Where the command finds it, as it would find `kubectl proxy`. */
  get door() {
    return { host: '127.0.0.1', port: (this.server.address() as AddressInfo).port };
  }

  /** Answers without a connection, which takes most of the time of a look. */
  readonly send: Send = async (path, { method, headers, body: sent }) => {
    const { status, body } = this.reply(method, path, headers.Accept, sent);
    return { status, body: JSON.parse(JSON.stringify(body)) };
  };

  async start(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
  }

  /** Writes a kubeconfig for it, and returns its path. */
  kubeconfig(server = this.address): string {
    const config = {
      'current-context': 'test',
      clusters: [{ name: 'test', cluster: { server, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'dev', user: { token: 'not-a-secret' } }],
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'dev' } }],
    };
    const file = join(this.folder, 'config');
    writeFileSync(file, JSON.stringify(config));
    return file;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
    rmSync(this.folder, { recursive: true });
  }

  private reply(method: string, url: string, accept?: string, sent = ''): Reply {
    const path = url.replace(/\?.*/, '');
    this.requests.push(`${method} ${url}`);
    this.accepted.push(accept);
    const known = this.replies.get(`${method} ${path}`);
    if (known !== undefined) {
      return known;
    }
    const one = this.objects.find((object) => pathOf({ ...object, ...object.metadata }) === path);
    if (one !== undefined) {
      // What an apply would make of it: what was sent, on top of what is there.
      return { status: 200, body: merged(one, method === 'PATCH' ? JSON.parse(sent) : {}) };
    }
    const items = this.objects.filter((object) => pathOf({ ...object, ...object.metadata, name: undefined }) === path);
    return items.length > 0 || this.served.has(path) ? { status: 200, body: { items } } : notFound;
  }
}

function merged(live: unknown, sent: unknown): unknown {
  const isMap = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap(live) || !isMap(sent)) {
    return sent ?? live;
  }
  const keys = [...new Set([...Object.keys(live), ...Object.keys(sent)])];
  return Object.fromEntries(keys.map((key) => [key, merged(live[key], sent[key])]));
}
