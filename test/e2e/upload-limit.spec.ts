import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { SAMPLE_TABLE, SampleModule } from './samples.js';

const MEGABYTE = 1_048_576;
const ANNA = '0199f3a0-0000-7000-8000-00000000000a';

let test: TestApp;
/** The server's end of each connection. */
let accepted: Socket[];

beforeAll(async () => {
  test = await testApp({ instead: [SampleModule] });
  await test.database.asSuperuser(SAMPLE_TABLE);
  test.app.getHttpServer().on('connection', (socket: Socket) => accepted.push(socket));
});
beforeEach(() => (accepted = []));
afterAll(() => test.close());

interface Sent {
  /** What the server said before the connection ended. */
  answer: string;
  /** What it had read by then. */
  read: number;
}

/** Sends a form in chunks, without saying how long it is, for as long as the server lets it; ends with what came of it. */
function send(megabytes: number, head: string): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(test.url);
    const socket = connect(Number(port), hostname);
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 'x'), Buffer.from('\r\n')]);
    let answer = '';
    let left = megabytes * 16;
    const more = (): void => {
      while (left > 0 && socket.writable) {
        left -= 1;
        if (!socket.write(chunk)) return;
      }
    };
    socket.on('drain', more);
    socket.on('data', (text) => (answer += text.toString()));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.on('close', () => resolve({ answer, read: accepted[0].bytesRead }));
    socket.write(
      `POST /api/v1/samples/files HTTP/1.1\r\nHost: x\r\nx-sample-account: ${ANNA}\r\n` +
        `content-type: multipart/form-data; boundary=b\r\ntransfer-encoding: chunked\r\n\r\n`,
    );
    socket.write(`${head.length.toString(16)}\r\n${head}\r\n`);
    more();
  });
}
const part = (name: string): string =>
  `--b\r\ncontent-disposition: form-data; name="${name}"; filename="a.csv"\r\n\r\n`;

it('that never says how long it is is read to the limit, answered, and the connection closed', async () => {
  const { answer, read } = await send(64, part('file'));
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toMatch(/\r\nconnection: close\r\n/i);
  expect(answer).toContain('request.too-large');
  expect(read).toBeGreaterThan(MEGABYTE);
  expect(read).toBeLessThan(4 * MEGABYTE);
});

it('of a form that is refused at its beginning nothing more is read', async () => {
  const { answer, read } = await send(64, part('other'));
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(read).toBeLessThan(3 * MEGABYTE);
});
