import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface Answer {
  status: number;
  headers: string;
  body: string;
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * One kept-alive connection, one request at a time. By hand on a socket: the load generator shares the machine with the
 * server, and what `fetch` costs would be counted against the server's rate.
 */
export class HttpClient {
  private socket: Socket | null = null;
  private received: Buffer = Buffer.alloc(0);
  private waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null;
  private readonly head: string;
  private readonly port: number;

  /** @param headers sent with each request */
  constructor(url: string, headers: Record<string, string> = {}) {
    this.port = Number(new URL(url).port);
    const all = { host: new URL(url).host, ...headers };
    this.head = Object.entries(all)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
  }

  /** @param key the `Idempotency-Key` of what changes something other than by a scan */
  post(path: string, body: string, key?: string): Promise<Answer> {
    const keyed = key === undefined ? '' : `idempotency-key: ${key}\r\n`;
    const more = `${keyed}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    return this.send(`POST ${path} HTTP/1.1\r\n${this.head}${more}\r\n${body}`);
  }

  get(path: string): Promise<Answer> {
    return this.send(`GET ${path} HTTP/1.1\r\n${this.head}\r\n`);
  }

  close(): void {
    this.socket?.destroy();
    this.socket = null;
  }

  private send(text: string): Promise<Answer> {
    if (this.waiting) throw new Error('One request at a time');
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      (this.socket ??= this.open()).write(text);
    });
  }

  private open(): Socket {
    const socket = connect(this.port, '127.0.0.1').setNoDelay(true);
    const fail = (error: Error): void => {
      this.socket = null;
      this.received = Buffer.alloc(0);
      const { waiting } = this;
      this.waiting = null;
      waiting?.reject(error);
    };
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('The server closed the connection')));
    socket.on('data', (chunk) => {
      this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
      this.read();
    });
    return socket;
  }

  private read(): void {
    const headEnd = this.received.indexOf(END_OF_HEAD);
    if (headEnd < 0) return;
    const headers = this.received.toString('latin1', 0, headEnd);
    const status = Number(headers.slice(9, 12));
    const length = /\r\ncontent-length: *(\d+)/i.exec(headers);
    if (!length && status !== 204) throw new Error(`An answer without a length:\n${headers}`);
    const end = headEnd + 4 + Number(length?.[1] ?? 0);
    if (this.received.length < end) return;
    const body = this.received.toString('utf8', headEnd + 4, end);
    this.received = this.received.subarray(end);
    const { waiting } = this;
    this.waiting = null;
    waiting?.resolve({ status, headers, body });
  }
}
