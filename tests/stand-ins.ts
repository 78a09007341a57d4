import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** What the article's client shows, and what it does with an answer that is none. */
const html = `<!DOCTYPE html><title>The chat</title><pre id="out"></pre><script>
async function ask(question, headers = {}) {
  try {
    const response = await fetch('/api/completions', { method: 'POST', headers, body: question });
    const data = await response.json();
    out.textContent = response.ok ? data.response : 'Error: ' + data.error;
  } catch (error) {
    out.textContent = 'Error: ' + error.message;
  }
}
</script>`;

/** A page with a slow model, a stream and a websocket. It refuses headers as long as gunicorn does. */
export class StandInPage {
  readonly requests: IncomingMessage[] = [];
  private readonly streams: ServerResponse[] = [];
  private readonly server: Server = createServer((incoming, response) => this.answer(incoming, response));

  constructor() {
    this.server.on('upgrade', (incoming: IncomingMessage, socket: Socket) => {
      this.requests.push(incoming);
      const key = `${incoming.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
      const accept = createHash('sha1').update(key).digest('base64');
      const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
      socket.write([...head, `Sec-WebSocket-Accept: ${accept}`, '', ''].join('\r\n'));
      // A short text without a mask, whatever comes in.
      socket.on('data', () => socket.write(Buffer.from([0x81, 4, ...Buffer.from('echo')])));
      socket.on('error', () => socket.destroy());
    });
  }

  start(): Promise<number> {
    return started(this.server);
  }

  /** Sends one more event to whoever listens, or ends the streams. */
  send(text: string | undefined): void {
    for (const stream of this.streams) {
      text === undefined ? stream.end() : stream.write(`data: ${text}\n\n`);
    }
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(incoming: IncomingMessage, response: ServerResponse): void {
    this.requests.push(incoming);
    let bytes = 0;
    let text = '';
    incoming.on('data', (data: Buffer) => {
      bytes += data.length;
      text = bytes < 1000 ? text + data : '';
    });
    incoming.on('end', () => {
      if (Object.entries(incoming.headers).some(([name, value]) => name.length + String(value).length > 8190)) {
        response.writeHead(400).end();
      } else if (incoming.url === '/events') {
        this.streams.push(response.writeHead(200, { 'Content-Type': 'text/event-stream' }));
        response.write('data: first\n\n');
      } else if (incoming.method === 'POST') {
        const [, seconds = 0] = /wait (\d+)/.exec(text) ?? [];
        setTimeout(() => response.end(JSON.stringify({ response: `${bytes} bytes` })), Number(seconds) * 1000);
      } else {
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(html);
      }
    });
  }
}

/** An exposure: it ends TLS, and leads each request to another pod than the one before. */
export class StandInExposure {
  /** How many requests went to each pod. */
  readonly counts: number[];
  private readonly server: Server;

  constructor(certificate: { readonly key: Buffer; readonly cert: Buffer }, ports: readonly number[]) {
    this.counts = ports.map(() => 0);
    let turn = 0;
    const next = () => {
      const index = turn++ % ports.length;
      this.counts[index] = (this.counts[index] ?? 0) + 1;
      return { host: '127.0.0.1', port: ports[index] ?? 0 };
    };
    this.server = createTlsServer(certificate, (incoming, response) => {
      const { method, url: path, headers } = incoming;
      const onward = request({ ...next(), method, path, headers, agent: false }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      incoming.pipe(onward);
    });
    this.server.on('upgrade', (incoming: IncomingMessage, socket: Socket) => {
      const onward = connect(next());
      const lines = incoming.rawHeaders.flatMap((text, index, all) =>
        index % 2 ? [] : [`${text}: ${all[index + 1]}`],
      );
      onward.write([`GET ${incoming.url} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
      socket.pipe(onward).pipe(socket);
    });
  }

  start(): Promise<number> {
    return started(this.server);
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

async function started(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}
