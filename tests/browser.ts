import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** A Chromium without a window, driven over its own pipe: no library has to be there. Source: the Chrome DevTools Protocol. */
export class Browser {
  private readonly folder = mkdtempSync(join(tmpdir(), 'browser-'));
  private readonly process: ChildProcess;
  private readonly answers = new Map<number, (answer: { result?: unknown; error?: { message: string } }) => void>();
  private session = '';
  private last = 0;

  constructor(program: string) {
    const options = ['--headless', '--no-sandbox', '--disable-gpu', '--ignore-certificate-errors'];
    this.process = spawn(
      program,
      [...options, '--remote-debugging-pipe', `--user-data-dir=${this.folder}`, 'about:blank'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    );
    let text = '';
    (this.process.stdio[4] as Readable).on('data', (data: Buffer) => {
      const messages = (text + data).split('\0');
      text = messages.pop() ?? '';
      for (const message of messages) {
        const { id, ...answer } = JSON.parse(message);
        this.answers.get(id)?.(answer);
        this.answers.delete(id);
      }
    });
  }

  /** Opens an empty tab, without the cookies of others. */
  async open(): Promise<void> {
    this.session = '';
    const { browserContextId } = await this.call<{ browserContextId: string }>('Target.createBrowserContext');
    const { targetId } = await this.call<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
      browserContextId,
    });
    const { sessionId } = await this.call<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    this.session = sessionId;
  }

  async goTo(url: string): Promise<void> {
    await this.call('Page.navigate', { url });
  }

  /** The value of an expression in the page, once it is there. */
  async waitFor<T>(expression: string): Promise<T> {
    for (let attempt = 0; attempt < 100; attempt++) {
      const value = await this.evaluate<T>(expression).catch(() => undefined);
      if (value) {
        return value;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`${expression} did not come; the page says: ${await this.evaluate('document.body.innerText')}`);
  }

  async evaluate<T>(expression: string): Promise<T> {
    const { result } = await this.call<{ result: { value: T } }>('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    return result.value;
  }

  /** Fills a form in, by the names of its fields, and sends it. */
  async fillIn(fields: Readonly<Record<string, string>>): Promise<void> {
    const first = Object.keys(fields)[0];
    await this.waitFor(`document.querySelector('[name="${first}"]') !== null`);
    for (const [name, text] of Object.entries(fields)) {
      await this.evaluate(`document.querySelector('[name="${name}"]').value = ${JSON.stringify(text)}`);
    }
    await this.evaluate(`document.querySelector('[name="${first}"]').form.requestSubmit()`);
  }

  /** Ends the session, as time would. */
  async forgetCookies(): Promise<void> {
    await this.call('Network.clearBrowserCookies');
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.session = '';
    // Killed, it would leave processes that still write.
    void this.call('Browser.close').catch(() => {});
    await gone;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  private call<T>(method: string, params: object = {}): Promise<T> {
    const id = ++this.last;
    const message = { id, method, params, ...(this.session === '' ? {} : { sessionId: this.session }) };
    return new Promise((resolve, reject) => {
      this.answers.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result as T)));
      (this.process.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    });
  }
}
