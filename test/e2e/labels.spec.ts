import { newId } from '@app/kernel';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { RenderedPdf } from '../support/rendered-pdf.js';
import { accountAs, ORIGIN, signIn } from '../support/sign-in.js';

let test: TestApp;
let given: Given;
let [here, cookie] = ['', ''];
beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
  here = await given.site('LHS');
  cookie = await signIn(test.url, await accountAs(test.database.database, 'site-clerk', here));
}, 60_000);
afterAll(() => test.close());

interface Answer {
  status: number;
  body: Record<string, unknown> & { id: string; code: string; errors?: { field: string }[] };
}

async function post(path: string, body: unknown, key = newId()): Promise<Answer> {
  const response = await fetch(`${test.url}/api/v1/${path}`, {
    method: 'POST',
    headers: { cookie, origin: ORIGIN, 'content-type': 'application/json', 'idempotency-key': key },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}
const get = (path: string): Promise<Response> => fetch(`${test.url}/api/v1/${path}`, { headers: { cookie } });

const request = (changes: object = {}) => ({
  ...{ kind: 'device', siteId: here, stockId: 'avery-5160', source: { codes: ['NO-SUCH-1'] } },
  ...changes,
});

describe('labels over HTTP', () => {
  it('are planned without a trace, made once for a key, and downloaded as an attachment without a name', async () => {
    const { tag } = await given.device(here);
    const body = request({ source: { codes: [tag] }, options: { site: false } });
    const plan = await post('label-plans', body);
    expect(plan).toMatchObject({ status: 200, body: { items: 1, pages: 1, output: 'pdf', narrowestModule: 375 } });
    expect(await (await get('label-runs')).json()).toEqual({ items: [], next: null });
    const key = newId();
    const [made, again] = [await post('label-runs', body, key), await post('label-runs', body, key)];
    expect([made.status, again.body.id]).toEqual([201, made.body.id]);
    expect(made.body).toMatchObject({
      options: { site: false, property: true, correction: 'M' },
      source: { by: 'codes', count: 1 },
    });
    const document = await get(`label-runs/${made.body.id}/document`);
    expect(Object.fromEntries(document.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
      'content-disposition': expect.stringMatching(
        `^attachment; filename="labels-device-lhs-\\d{4}-\\d\\d-\\d\\d-${made.body.id.slice(-6)}\\.pdf"$`,
      ) as string,
    });
    const pdf = await RenderedPdf.of(new Uint8Array(await document.arrayBuffer()));
    expect((await pdf.codes(1)).map(({ text }) => text)).toEqual([tag]);
    const ticked = await post(`label-runs/${made.body.id}/verifications`, { code: tag });
    expect(ticked).toMatchObject({ status: 200, body: { result: 'verified', verified: 1, items: 1 } });
    const voided = await post(`label-runs/${made.body.id}/void`, { reason: 'Smeared' });
    expect(voided.body).toMatchObject({ voided: { reason: 'Smeared' } });
    expect((await get(`label-runs/${made.body.id}/document`)).status).toBe(409);
  });

  it('names the line of a code that nobody knows', async () => {
    const { status, body } = await post('label-runs', request());
    expect([status, body.code]).toEqual([422, 'label-run.codes-unknown']);
    expect(body['details']).toEqual({ count: 1, unknown: [{ line: 1, code: 'NO-SUCH-1' }] });
  });

  it.each<[string, object, string]>([
    ['an unknown source', { source: { sql: 'SELECT 1' } }, 'source.sql'],
    ['a number as text', { startAt: '7' }, 'startAt'],
    ['no copies', { copies: 0 }, 'copies'],
    [
      'a million numbers',
      { kind: 'tag-range', source: { range: { prefix: 'X-', digits: 6, count: 1_000_000 } } },
      'source.range.count',
    ],
    [
      'a beginning that is a command',
      { kind: 'tag-range', source: { range: { prefix: '^XZ', digits: 6, count: 1 } } },
      'source.range.prefix',
    ],
    ['a line of 10,000 characters', { options: { text: 'x'.repeat(10_000) } }, 'options.text'],
    ['a line with control characters', { options: { text: 'a\u0007b' } }, 'options.text'],
    ['options that are a list', { options: [] }, 'options'],
    ['null for a source', { source: null }, 'source'],
    ['a query that is none', { source: { query: 'passwordHash=1' } }, 'passwordHash'],
  ])('refuses %s, with the field', async (_what, changes, field) => {
    const { status, body } = await post('label-plans', request(changes));
    expect([status, body.errors?.[0]?.field]).toEqual([400, field]);
  });

  it.each([`' OR '1'='1`, '1;SELECT pg_sleep(5)', '../../x', '=HYPERLINK("http://x")', '{{7*7}}', '^XZ'])(
    '%j as stock is no stock',
    async (stockId) => {
      expect((await post('label-plans', request({ stockId }))).body.code).toBe('label-stock.not-found');
    },
  );

  it.each(['{{7*7}} ${7*7} <%=7*7%>', '<img src=x onerror=alert(1)>', '=HYPERLINK("http://x")', '^XZ~JA', 'שלום עולם'])(
    'prints the line %j as the text that it is',
    async (words) => {
      const { tag } = await given.device(here);
      const { body } = await post(
        'label-plans',
        request({ source: { codes: [tag] }, stockId: 'avery-5163', options: { text: words } }),
      );
      const [sheet] = body['sheets'] as { texts: { text: string }[]; shapes: { code: string | null }[] }[];
      const latin = /^[ -~]+$/.test(words);
      // Letters of other scripts are drawn: a computer may not have them.
      expect(sheet.texts.some(({ text }) => text === words)).toBe(latin);
      expect(sheet.shapes.filter(({ code }) => code === null)).toHaveLength(latin ? 0 : 1);
      const made = await post(
        'label-runs',
        request({ source: { codes: [tag] }, stockId: 'avery-5163', options: { text: words } }),
      );
      const document = await get(`label-runs/${made.body.id}/document`);
      const pdf = await RenderedPdf.of(new Uint8Array(await document.arrayBuffer()));
      const shown = (await pdf.text(1)).replace(/\s+/g, '');
      if (latin) expect(shown).toContain(words.replace(/\s+/g, ''));
      expect((await pdf.codes(1)).map(({ text }) => text)).toEqual([tag]);
    },
  );

  it('refuses own stock that overlaps or leaves the page, with every number', async () => {
    const stock = {
      ...{ name: 'Bad', medium: 'sheet', pageWidth: 215_900, pageHeight: 279_400, columns: 3, rows: 10 },
      ...{ labelWidth: 66_000, labelHeight: 25_000, left: 5_000, top: 60_000, pitchX: 60_000, pitchY: 25_400 },
    };
    const { status, body } = await post('label-stock', stock);
    expect([status, body.code, body.errors?.map(({ field }) => field)]).toEqual([
      422,
      'label-stock.invalid',
      ['pitchX', 'rows'],
    ]);
  });
});
