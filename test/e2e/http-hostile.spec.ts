import { connect } from 'node:net';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { SAMPLE_TABLE, SampleModule } from './samples.js';

const ANNA = '0199f3a0-0000-7000-8000-00000000000a';
const BEN = '0199f3a0-0000-7000-8000-00000000000b';
const ID = '0199f3a0-0000-7000-8000-000000000001';

let test: TestApp;

interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: {
    code?: string;
    errors?: { field: string; message: string }[];
    id?: string;
    [name: string]: unknown;
  };
}

interface Call {
  headers?: Record<string, string>;
  body?: string | Buffer | FormData;
  account?: string;
}

beforeAll(async () => {
  test = await testApp({ instead: [SampleModule] });
  await test.database.asSuperuser(SAMPLE_TABLE);
});
afterAll(() => test.close());

/** As a script of Anna's would send it. */
async function call(method: string, path: string, { headers, body, account = ANNA }: Call = {}): Promise<Answer> {
  const response = await fetch(`${test.url}/api/v1${path}`, {
    method,
    headers: { 'x-sample-account': account, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson && text !== '' ? JSON.parse(text) : {}) as Answer['body'],
  };
}

let keys = 0;
const json = (body: string, key: string | null = `key-${++keys}`): Call => ({
  headers: { 'content-type': 'application/json', ...(key === null ? {} : { 'idempotency-key': key }) },
  body,
});
const post = (path: string, body: string): Promise<Answer> => call('POST', path, json(body));
const fieldsOf = (answer: Answer): string[] => (answer.body.errors ?? []).map(({ field }) => field);

/** Sends bytes as they are and reads until the connection is quiet or closed. */
function raw(text: string): Promise<string> {
  const { port } = new URL(test.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    socket.setTimeout(1_500, () => socket.destroy());
    socket.on('data', (data) => (answer += data.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

const rawStatus = async (line: string): Promise<number> =>
  Number(
    /^HTTP\/1\.1 (\d{3})/.exec(
      await raw(`${line} HTTP/1.1\r\nHost: x\r\nx-sample-account: ${ANNA}\r\nConnection: close\r\n\r\n`),
    )?.[1],
  );

const rows = async (): Promise<number> =>
  Number((await test.database.asSuperuser('SELECT count(*) FROM sample'))[0]?.['count']);

describe('row 1: NUL', () => {
  it.each([
    ['GET', '/samples/by-word/a%00b', undefined, 'word'],
    ['GET', '/samples/%00', undefined, 'id'],
    ['GET', '/samples?after=a%00', undefined, 'after'],
    ['POST', '/samples', '{"name":"a\\u0000b"}', 'name'],
  ])('%s %s %s', async (method, path, body, field) => {
    const answer = await call(method, path, body === undefined ? {} : json(body));
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([field]);
  });
});

describe('rows 2 to 5: text and keys that are not meant well', () => {
  it.each([
    ['{"name":"\\ud800"}', 'name'],
    ['{"name":"a","__proto__":{"isAdmin":true}}', '__proto__'],
    ['{"name":"a","constructor":{"prototype":{"isAdmin":true}}}', 'constructor'],
    ['{"name":"a","costCents":{"__proto__":1}}', 'costCents.__proto__'],
  ])('%s', async (body, field) => {
    const answer = await post('/samples/search', body);
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([field]);
    expect((await post('/samples/search', '{"name":"a"}')).body['isAdmin']).toBeNull();
  });

  it.each(['role', 'siteId', 'id', 'createdAt', 'isAdmin', 'passwordHash'])('an extra %s is refused', async (name) => {
    const answer = await call('PATCH', `/samples/${ID}`, json(`{"name":"a","${name}":"x"}`, null));
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([name]);
  });
});

describe('rows 6 to 9: values of the wrong kind', () => {
  it.each([
    ['?id[$ne]=1', 'id[$ne]'],
    [`?id=${ID}&id=${ID}`, 'id'],
    ['?id=1', 'id'],
    ['?limit=-1', 'limit'],
    ['?limit=1000000', 'limit'],
    ['?limit=1&limit=2', 'limit'],
    ['?offset=9e15', 'offset'],
    ['?page=abc', 'page'],
    ['?sort=name,(SELECT%20pg_sleep(5))', 'sort'],
    ['?filter[user.passwordHash]=a', 'filter[user.passwordHash]'],
    ['?after=%27%20OR%201=1', 'after'],
    ['?__proto__=1', '__proto__'],
  ])('%s', async (query, field) => {
    const answer = await call('GET', `/samples${query}`);
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([field]);
  });

  it.each([null, '', '   ', '\u00a0', 5, ['a'], { a: 1 }])('name %j', async (name) => {
    expect(fieldsOf(await post('/samples/search', JSON.stringify({ name })))).toEqual(['name']);
  });

  it.each(['"5"', '1e308', '-0', '9007199254740993', '0.5', '-1'])('costCents %s', async (value) => {
    expect(fieldsOf(await post('/samples/search', `{"name":"a","costCents":${value}}`))).toEqual(['costCents']);
  });

  it('a list has a hundred entries unless it says otherwise', async () => {
    expect((await call('GET', '/samples')).body['limit']).toBe(100);
    expect((await call('GET', '/samples?limit=7')).body['limit']).toBe(7);
  });
});

describe('row 35: an idempotency key', () => {
  it('stands for one request of one account at one route', async () => {
    const before = await rows();
    const first = await call('POST', '/samples', json('{"name":"Chromebook","costCents":1}', 'k35'));
    expect(first.status).toBe(201);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    const again = await call('POST', '/samples', json('{ "costCents":1, "name":"Chromebook" }', 'k35'));
    expect(again).toMatchObject({ status: 201, text: first.text });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await rows()).toBe(before + 1);

    const otherBody = await call('POST', '/samples', json('{"name":"Other"}', 'k35'));
    expect(otherBody).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
    const otherRoute = await call('POST', `/samples/${ID}/copies`, json('{"name":"Chromebook","costCents":1}', 'k35'));
    expect(otherRoute).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
    expect(await rows()).toBe(before + 1);

    const otherAccount = await call('POST', '/samples', {
      ...json('{"name":"Chromebook","costCents":1}', 'k35'),
      account: BEN,
    });
    expect(otherAccount.status).toBe(201);
    expect(otherAccount.body.id).not.toBe(first.body.id);
  });

  it('sent by twins at the same time has one effect', async () => {
    const before = await rows();
    const twins = await Promise.all(
      Array.from({ length: 5 }, () => call('POST', '/samples', json('{"name":"Twin"}', 'twins'))),
    );
    expect(twins.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(twins.map(({ body }) => body.id)).size).toBe(1);
    expect(await rows()).toBe(before + 1);
  });

  it('is not used up by a request that was refused', async () => {
    expect((await call('POST', '/samples', json('{"name":""}', 'k-refused'))).status).toBe(400);
    expect((await call('POST', '/samples', json('{"name":"Good"}', 'k-refused'))).status).toBe(201);
  });
});

describe('row 36: a request that changes something without a proper key', () => {
  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['10 kB', 'k'.repeat(10_000)],
    ['spaces', 'a b'],
    ['256 characters', 'k'.repeat(256)],
  ])('%s', async (_what, key) => {
    const before = await rows();
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (key !== undefined) headers['idempotency-key'] = key;
    const answer = await call('POST', '/samples', { headers, body: '{"name":"a"}' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'idempotency.key-required' } });
    expect(await rows()).toBe(before);
  });
});

describe('row 40: JSON', () => {
  it.each([
    ['a list', '[]', 400, 'request.invalid'],
    ['a text', '"x"', 400, 'request.invalid'],
    ['a number', '5', 400, 'request.invalid'],
    ['null', 'null', 400, 'request.invalid'],
    ['a beginning', '{', 400, 'request.malformed'],
    ['too much at the end', '{"name":"a"}}', 400, 'request.malformed'],
    ['a key twice', '{"name":"first","name":"last"}', 400, 'request.invalid'],
    ['20,000 lists', '['.repeat(20_000), 400, 'request.invalid'],
    ['20,000 objects', '{"a":'.repeat(20_000), 400, 'request.invalid'],
    ['2 MB', JSON.stringify({ name: 'x'.repeat(2_000_000) }), 413, 'request.too-large'],
  ])('%s', async (_what, body, status, code) => {
    const answer = await post('/samples/search', body);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  });

  it('that is missing lacks its fields', async () => {
    expect(
      fieldsOf(await call('POST', '/samples/search', { headers: { 'content-type': 'application/json' } })),
    ).toEqual(['name']);
  });
});

describe('row 41: content types', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=utf-7',
    'application/ld+json',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'application/octet-stream',
    'x',
  ])('%s is not read', async (type) => {
    const before = await rows();
    const answer = await call('POST', '/samples', {
      headers: { 'content-type': type, 'idempotency-key': type.slice(0, 9) },
      body: '{"name":"a"}',
    });
    expect(answer).toMatchObject({ status: 415, body: { code: 'request.unsupported-media-type' } });
    expect(await rows()).toBe(before);
  });

  it('and coding of the body are taken plain only', async () => {
    const answer = await call('POST', '/samples/search', {
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: Buffer.from('1f8b0800', 'hex'),
    });
    expect(answer.status).toBe(400);
  });
});

describe('an upload', () => {
  const form = (parts: [string, string | Blob, string?][]): FormData => {
    const data = new FormData();
    for (const [name, value, fileName] of parts) {
      if (typeof value === 'string') data.append(name, value);
      else data.append(name, value, fileName);
    }
    return data;
  };
  const upload = (body: FormData | string, headers?: Record<string, string>): Promise<Answer> =>
    call('POST', '/samples/files', { body, ...(headers ? { headers } : {}) });
  const blob = (size: number): Blob => new Blob(['x'.repeat(size)]);

  it('streams one file and the fields before it, and keeps no path of its name', async () => {
    const answer = await upload(
      form([
        ['kind', 'people'],
        ['file', blob(500_000), '../../etc/pass\u202ewd.csv'],
      ]),
    );
    expect(answer).toMatchObject({ status: 201, body: { bytes: 500_000, kind: 'people', fileName: 'passwd.csv' } });
  });

  it('past its limit is refused', async () => {
    expect(await upload(form([['file', blob(1_048_577), 'a.csv']]))).toMatchObject({
      status: 413,
      body: { code: 'request.too-large' },
    });
    expect((await upload(form([['file', blob(3_000_000), 'a.csv']]))).status).toBe(413);
  });

  it.each([
    ['no file', form([['kind', 'people']]), 'file'],
    ['a file of another name', form([['other', blob(5), 'a']]), 'other'],
    [
      'fields behind the file',
      form([
        ['file', blob(5), 'a'],
        ['kind', 'x'],
      ]),
      'kind',
    ],
    [
      'a long field',
      form([
        ['kind', 'x'.repeat(5_000)],
        ['file', blob(5), 'a'],
      ]),
      'kind',
    ],
    [
      'a nameless field',
      form([
        ['', 'x'],
        ['file', blob(5), 'a'],
      ]),
      'field',
    ],
  ])('with %s is refused', async (_what, body, field) => {
    const answer = await upload(body);
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([field]);
  });

  it('with two files or too many fields is refused', async () => {
    expect([400, 413]).toContain(
      (
        await upload(
          form([
            ['file', blob(5), 'a'],
            ['file', blob(5), 'b'],
          ]),
        )
      ).status,
    );
    const many = Array.from({ length: 30 }, (_, i): [string, string] => [`f${i}`, 'x']);
    expect([400, 413]).toContain((await upload(form([...many, ['file', blob(5), 'a']]))).status);
  });

  it.each([
    ['without a boundary', 'multipart/form-data', 'x'],
    [
      'cut short',
      'multipart/form-data; boundary=b',
      '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
    ],
    ['of nonsense', 'multipart/form-data; boundary=b', 'nonsense'],
    ['empty', 'multipart/form-data; boundary=b', ''],
  ])('%s is refused and the server lives', async (_what, type, body) => {
    expect((await upload(body, { 'content-type': type })).status).toBe(400);
    expect((await call('GET', '/samples')).status).toBe(200);
  });

  it('is multipart and nothing else', async () => {
    expect((await upload('{"name":"a"}', { 'content-type': 'application/json' })).status).toBe(415);
  });
});

describe('row 42: other ways to say a route', () => {
  it.each([
    '/api/v1/samples/hidden/route/',
    '//api/v1/samples/hidden/route',
    '/API/v1/samples/hidden/route',
    '/api/v1/Samples/hidden/route',
    '/api/v1/samples/hidden/route;x',
    '/api/v1/samples/%2e%2e/samples/hidden/route',
    '/api/v1/samples/./hidden/route',
    '/api/v1/x/../samples/hidden/route',
    '/api/v1/samples//hidden/route',
    '/api/v1/samples%2fhidden%2froute',
    '/api/v1/samples/hidden/route%00',
  ])('%s is not it', async (path) => {
    expect([400, 403, 404]).toContain(await rawStatus(`GET ${path}`));
  });

  it.each([
    '/api/v1/samples/hidden/route',
    '/api/v1/samples/hidden%2Froute',
    '/api/v1/s%61mples/hidden/route',
    'http://x/api/v1/samples/hidden/route',
  ])('%s never answers without the right', async (path) => {
    expect([403, 404, 400]).toContain(await rawStatus(`GET ${path}`));
  });

  it.each([
    'X-HTTP-Method-Override: DELETE',
    'X-Original-URL: /api/v1/samples/hidden/route',
    'X-Rewrite-URL: /api/v1/samples/hidden/route',
  ])('%s changes nothing', async (header) => {
    const [name, value] = header.split(': ') as [string, string];
    const answer = await call('GET', '/samples', { headers: { [name]: value } });
    expect(answer).toMatchObject({ status: 200, body: { limit: 100 } });
  });
});

describe('row 43: other methods', () => {
  it('HEAD meets the same guard as GET', async () => {
    expect((await call('HEAD', '/samples')).status).toBe(200);
    expect((await call('HEAD', '/samples/hidden/route')).status).toBe(403);
    expect((await call('HEAD', '/samples/hidden/route', { headers: { 'x-sample-account': '' } })).status).toBe(403);
  });

  it.each(['TRACE', 'OPTIONS', 'CONNECT', 'PROPFIND', 'PURGE', 'DELETE'])('%s answers nothing', async (method) => {
    const status = await rawStatus(`${method} /api/v1/samples/hidden/route`);
    // Node itself hangs up on CONNECT.
    expect([400, 403, 404, 405, Number.NaN]).toContainEqual(status);
  });
});

describe('row 44: headers about hosts', () => {
  it('change nothing in an answer', async () => {
    const headers = [
      'Host: evil.example',
      'X-Forwarded-Host: evil.example',
      'X-Forwarded-For: 6.6.6.6',
      'X-Forwarded-Proto: https',
      'X-Request-Id: evil-id',
    ];
    for (const path of ['/api/v1/samples', '/api/v1/nothing', '/api/openapi.json', '/health/ready']) {
      const answer = await raw(
        `GET ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\nx-sample-account: ${ANNA}\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 (200|404)/);
      expect(answer).not.toMatch(/evil|6\.6\.6\.6|strict-transport/i);
    }
  });
});

describe('a page of another site', () => {
  const send = (headers: Record<string, string>): Promise<Answer> =>
    call('POST', '/samples/search', {
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"name":"a"}',
    });

  it.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://localhost:3001' }],
    [{ origin: 'http://localhost:3000.evil.example' }],
    [{ origin: 'https://localhost:3000' }],
    [{ origin: '' }],
    [{ cookie: '__Host-cubby=abc' }],
    [{ cookie: '__Host-cubby=abc', origin: 'https://evil.example', 'x-cubby-client': '1' }],
  ])('is refused: %j', async (headers) => {
    expect(await send(headers)).toMatchObject({ status: 403, body: { code: 'request.foreign-origin' } });
  });

  it.each([
    [{ origin: 'http://localhost:3000', cookie: '__Host-cubby=abc' }],
    [{ cookie: '__Host-cubby=abc', 'x-cubby-client': '1' }],
    [{}],
  ])('is not what this is: %j', async (headers) => {
    expect((await send(headers as Record<string, string>)).status).toBe(200);
  });

  it('on this machine is told by the port', async () => {
    expect((await send({ origin: test.url })).status).toBe(200);
    expect((await send({ origin: test.url.replace('http:', 'https:') })).status).toBe(403);
  });

  it('is refused before anything is asked about the account', async () => {
    const answer = await call('POST', '/samples', { headers: { origin: 'https://evil.example' }, account: '' });
    expect(answer.body.code).toBe('request.foreign-origin');
  });
});

describe('every answer', () => {
  const expectGuarded = (headers: Headers): void => {
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
    // Over plain http it would lock the browser out.
    expect(headers.get('strict-transport-security')).toBeNull();
  };

  it('is guarded and named by us', async () => {
    const answers = [
      await call('GET', '/samples'),
      await call('GET', '/samples?limit=200', { headers: { 'accept-encoding': 'gzip' } }),
      await call('GET', '/nothing'),
      await call('GET', '/samples/hidden/route'),
      await post('/samples/search', '{'),
      await post('/samples/search', 'x'.repeat(2_000_000)),
      await call('GET', '/samples/broken/now'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 403, 400, 413, 500]);
    for (const { headers } of answers) {
      expectGuarded(headers);
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
      expect(headers.get('content-type')).toMatch(/^application\/(problem\+)?json; charset=utf-8$/);
    }
    expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(answers.length);
  });

  it.each([
    ['a broken header', 'GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n', '400'],
    ['nonsense', 'NONSENSE\r\n\r\n', '400'],
    ['20 kB of headers', `GET / HTTP/1.1\r\nHost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, '431'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      '400',
    ],
    ['a broken address', 'GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', '400'],
    ['a long address', `GET /api/v1/samples/${'a'.repeat(500)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, '4'],
  ])('also to what is hardly a request: %s', async (_what, text, status) => {
    const [head = '', body = ''] = (await raw(text)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status}`));
    expectGuarded(
      new Headers(
        head
          .split('\r\n')
          .slice(1)
          .map((line) => line.split(/: ?/, 2) as [string, string]),
      ),
    );
    expect(JSON.parse(body)).toMatchObject({ code: expect.stringMatching(/^request\./) as string });
  });

  it('that is long is compressed for whoever can read that', async () => {
    const long = await fetch(`${test.url}/api/v1/samples?limit=200`, {
      headers: { 'x-sample-account': ANNA, 'accept-encoding': 'gzip' },
    });
    expect(long.headers.get('content-encoding')).toBe('gzip');
    expect(((await long.json()) as { big: string }).big).toHaveLength(10_000);
    expect((await call('GET', '/samples')).headers.get('content-encoding')).toBeNull();
  });
});

describe('what goes wrong on our side', () => {
  it.each(['now', 'sql'])('is told by an id only, and logged without values: %s', async (how) => {
    test.log.length = 0;
    const answer = await call('GET', `/samples/broken/${how}`);
    expect(answer.body).toEqual({
      type: 'urn:cubby:problem:server.failed',
      title: 'Something went wrong on our side',
      status: 500,
      code: 'server.failed',
      errorId: expect.any(String) as string,
    });
    const failed = test.log.find((line) => line['event'] === 'http.failed');
    expect(failed).toMatchObject({
      level: 'error',
      errorId: answer.body['errorId'],
      requestId: answer.headers.get('x-request-id'),
      route: '/api/v1/samples/broken/:how',
    });
    if (how === 'sql') expect(JSON.stringify(test.log)).not.toContain('Canary');
  });
});

describe('the log of a request', () => {
  it('has the pattern of its route, never the address, a header or a body', async () => {
    test.log.length = 0;
    await call('GET', '/samples/by-word/Canary%0aInject?after=Canary', { headers: { 'user-agent': 'Canary' } });
    await post('/samples/search', '{"name":"Canary"}');
    await call('GET', '/Canary');
    const lines = test.log.filter((line) => line['event'] === 'http.request');
    expect(lines).toMatchObject([
      { method: 'GET', route: '/api/v1/samples/by-word/:word', status: 200 },
      { method: 'POST', route: '/api/v1/samples/search', status: 200 },
      { method: 'GET', route: '(none)', status: 404 },
    ]);
    for (const line of lines)
      expect(line).toMatchObject({ ms: expect.any(Number) as number, requestId: expect.any(String) as string });
    expect(JSON.stringify(test.log)).not.toContain('Canary');
  });
});
