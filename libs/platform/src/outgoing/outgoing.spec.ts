import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Settings } from '../config/index.js';
import { Outgoing, OUTGOING_BYTES } from './outgoing.js';

const local = new Outgoing(Settings.from({ ALLOW_LOOPBACK_ISSUER: '1' }));
const strict = new Outgoing(Settings.from({}));
const refused = (reason: string): unknown => expect.objectContaining({ name: 'OutgoingRefused', reason });

let server: Server;
let url: string;
let asked: string[];
async function serve(listener: RequestListener): Promise<void> {
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('an outgoing call', () => {
  it('sends its body and gives the answer, whatever its status', async () => {
    await serve((request, response) => {
      void (async () => {
        let body = '';
        for await (const part of request as AsyncIterable<Buffer>) body += part.toString();
        response.writeHead(400, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ body, header: request.headers['x-probe'] }));
      })();
    });
    const body = new URLSearchParams({ grant_type: 'ñ' });
    const answer = await local.fetch(url, { method: 'POST', headers: { 'x-probe': '1' }, body });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({ body: 'grant_type=%C3%B1', header: '1' });
  });

  it('follows no redirect', async () => {
    await serve((_request, response) => response.writeHead(302, { location: '/elsewhere' }).end());
    await expect(local.fetch(url)).rejects.toEqual(refused('redirect'));
    expect(asked).toEqual(['GET /']);
  });

  it('breaks an endless answer off', async () => {
    await serve((_request, response) => {
      const more = (): void => {
        while (response.write(Buffer.alloc(OUTGOING_BYTES / 8)));
        response.once('drain', more);
      };
      more();
    });
    await expect(local.fetch(url)).rejects.toEqual(refused('too-large'));
  });

  it('gives up when it takes too long, also in the middle of the answer', async () => {
    await serve((_request, response) => void response.write('{'));
    await expect(local.fetch(url, { signal: AbortSignal.timeout(50) })).rejects.toEqual(refused('too-slow'));
  });

  it('says when nobody is there', async () => {
    await serve((_request, response) => response.end());
    await new Promise((resolve) => server.close(resolve));
    await expect(local.fetch(url)).rejects.toEqual(refused('unreachable'));
  });

  it('goes by https, and to no private address, by number or by name', async () => {
    await serve((_request, response) => response.end());
    await expect(strict.fetch(url)).rejects.toEqual(refused('not-https'));
    for (const address of [
      '127.0.0.1',
      '10.0.0.1',
      '169.254.169.254',
      '[::1]',
      '0x7f.1',
      '2130706433',
      '[::ffff:10.0.0.1]',
    ])
      await expect(strict.fetch(`https://${address}/`)).rejects.toEqual(refused('private-address'));
    await expect(strict.fetch('https://localhost/')).rejects.toEqual(refused('private-address'));
    await expect(local.fetch('http://10.0.0.1/')).rejects.toEqual(refused('not-https'));
    await expect(strict.fetch('https://no-such-host.invalid/')).rejects.toEqual(refused('unknown-host'));
    expect(asked).toEqual([]);
  });
});
