import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { SampleModule } from './samples.js';

const PAGE = `<!doctype html><html><head><meta property="csp-nonce" nonce="__CSP_NONCE__">
<script type="module" nonce="__CSP_NONCE__" src="/assets/index-1a2b.js"></script></head><body></body></html>`;
const SCRIPT = `export const text = '${'x'.repeat(5_000)}';`;

let folder: string;
let test: TestApp;
let empty: TestApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cubby-web-'));
  await mkdir(join(folder, 'site/assets'), { recursive: true });
  await mkdir(join(folder, 'site/.git'));
  await mkdir(join(folder, 'nothing'));
  await writeFile(join(folder, 'secret.txt'), 'outside');
  await writeFile(join(folder, 'site/index.html'), PAGE);
  await writeFile(join(folder, 'site/favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, 'site/.env'), 'SECRET=1');
  await writeFile(join(folder, 'site/.git/config'), 'secret');
  await writeFile(join(folder, 'site/assets/index-1a2b.js'), SCRIPT);
  test = await testApp({
    instead: [SampleModule],
    webFolder: join(folder, 'site'),
    settings: { PUBLIC_URL: 'https://cubby.example.org' },
  });
  empty = await testApp({ instead: [SampleModule], webFolder: join(folder, 'nothing') });
});
afterAll(async () => {
  await test.close();
  await empty.close();
  await rm(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
  fetch(test.url + path, { headers: { 'accept-encoding': 'identity', ...headers }, method });

describe('a page', () => {
  it.each([
    '/',
    '/devices',
    '/devices/0199f3a0-0000-7000-8000-000000000001',
    '/scan/in',
    '/d/CB-00417',
    '/d/A%20b.1',
    '/imports/',
    '/?x=1',
  ])('%s is the web app', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('has a nonce of its own in the header and in the page', async () => {
    const nonces = new Set<string>();
    for (let i = 0; i < 3; i += 1) {
      const response = await get('/');
      const csp = response.headers.get('content-security-policy') ?? '';
      const page = await response.text();
      const nonce = /nonce="([^"]+)"/.exec(page)?.[1] ?? '';
      expect(nonce).toMatch(/^[\w-]{22}$/);
      expect(page).toBe(PAGE.replaceAll('__CSP_NONCE__', nonce));
      expect(csp).toContain(`script-src 'self' 'nonce-${nonce}'`);
      expect(csp).toContain(`style-src 'self' 'nonce-${nonce}'`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  it('allows nothing from elsewhere and nothing inline', async () => {
    const csp = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(csp).not.toMatch(/unsafe|\*|https?:|report/);
    for (const rule of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ]) {
      expect(csp).toContain(rule);
    }
  });
});

describe('what is no page', () => {
  it.each([
    '/index.html',
    '/.env',
    '/.git/config',
    '/assets/none.js',
    '/assets/',
    '/assets',
    '/favicon.ico',
    '/robots.txt',
    '/api',
    '/api/nope',
    '/api/v1/nope',
    '/API/v1/samples',
    '/health',
    '/health/none',
    '/Devices',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/a;b',
  ])('%s is nothing', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await response.json()).toMatchObject({ code: 'request.no-such-route' });
  });

  it('is not written to', async () => {
    expect((await get('/devices', {}, 'POST')).status).toBe(404);
    expect((await get('/devices', {}, 'HEAD')).status).toBe(200);
  });
});

describe('a file', () => {
  it('with its hash in the name is kept for a year', async () => {
    const response = await get('/assets/index-1a2b.js');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe(SCRIPT);
  });

  it('is packed for whoever can unpack it', async () => {
    const response = await get('/assets/index-1a2b.js', { 'accept-encoding': 'gzip, br' });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('vary')).toBe('accept-encoding');
    expect(Number(response.headers.get('content-length'))).toBeLessThan(500);
    expect(await response.text()).toBe(SCRIPT);
  });

  it('without one is asked for again, and answered 304 when it is the same', async () => {
    const first = await get('/favicon.svg');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    expect(first.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    const again = await get('/favicon.svg', { 'if-none-match': first.headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
});

describe('with an https address', () => {
  it.each(['/', '/assets/index-1a2b.js', '/nothing.txt', '/api/v1/nope', '/health/live'])(
    '%s asks for https from now on',
    async (path) => {
      expect((await get(path)).headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
    },
  );

  it('a page of the same host over http is another site', async () => {
    const send = (origin: string) =>
      fetch(`${test.url}/api/v1/samples/search`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json', 'x-sample-account': 'a' },
        body: '{"name":"a"}',
      });
    expect((await send('https://cubby.example.org')).status).toBe(200);
    expect((await send('http://cubby.example.org')).status).toBe(403);
    expect((await send(test.url)).status).toBe(403);
  });
});

describe('without a build', () => {
  it('pages say what to do, and the API works', async () => {
    const response = await fetch(`${empty.url}/devices`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
    expect((await fetch(`${empty.url}/assets/a.js`)).status).toBe(404);
    expect((await fetch(`${empty.url}/health/live`)).status).toBe(200);
  });
});
