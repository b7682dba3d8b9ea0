import { text } from 'node:stream/consumers';
import { newId } from '@app/kernel';
import type { Viewer } from '@app/platform';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import type { Given } from '../../../../test/support/given.js';
import type { Labels } from '../labels.test-support.js';
import { codeOf, devicesAt, givenIn, labels, labelsOf, pdfOf, printerAt } from '../labels.test-support.js';

let test: TestApp;
let given: Given;
let on: Labels;
let [here, there] = ['', ''];
let clerk: Viewer;
beforeAll(async () => {
  test = await testApp({ settings: { PUBLIC_URL: 'https://cubby.test.example' } });
  given = givenIn(test);
  on = labelsOf(test);
  await given.district();
  [here, there] = [await given.site('LHS'), await given.site('WMS')];
  clerk = printerAt(await given.account(), [here]);
});
afterAll(() => test.close());

const devices = (count: number, siteId = here) => devicesAt(given, siteId, count);
const runsInAll = async (): Promise<unknown> => (await test.database.asSuperuser('SELECT count(*) FROM label_run'))[0];

describe('labels of a pasted list', () => {
  it('name codes that nobody knows by their line, and print nothing until somebody has said to go on', async () => {
    const [first, second] = await devices(2);
    const [elsewhere] = await devices(1, there);
    const codes = [second.tag, 'NO-SUCH-1', first.tag.toLowerCase(), elsewhere.tag];
    const request = labels(here, { source: { codes } });
    const before = await runsInAll();
    const plan = await on.plans.plan(clerk, request);
    expect(plan).toMatchObject({ items: 2, total: 2, pages: 1, withoutCode: 0, noRoom: { count: 0 } });
    const unknown = [
      { line: 2, code: 'NO-SUCH-1' },
      { line: 4, code: elsewhere.tag },
    ];
    expect(plan.unknown).toEqual({ count: 2, items: unknown });
    const foreign = `https://evil.example/d/${first.tag}`;
    const scanned = [`]C1${first.tag}`, `*${second.tag}*`, `https://cubby.test.example/d/${first.tag}`, foreign];
    expect(await on.plans.plan(clerk, labels(here, { source: { codes: scanned } }))).toMatchObject({
      ...{ items: 2, unknown: { count: 1, items: [{ line: 4, code: foreign }] } },
    });
    await expect(on.creating.create(clerk, request)).rejects.toMatchObject({
      code: 'label-run.codes-unknown',
      details: { count: 2, unknown },
    });
    expect(await runsInAll()).toEqual(before);
    const id = await on.creating.create(clerk, { ...request, skipUnknown: true });
    const { items } = await on.runs.items(clerk, id, { limit: 10 });
    expect(items.map(({ code, subjectId }) => [code, subjectId])).toEqual([
      [second.tag, second.id],
      [first.tag, first.id],
    ]);
  });

  it('are the document: from the place that was begun, with the address of each device', async () => {
    const made = await devices(3);
    const request = labels(here, {
      ...{ stockId: 'avery-5163', arrangement: 'code128+qr', startAt: 9, source: { ids: made.map(({ id }) => id) } },
      options: { text: 'Library' },
    });
    const plan = await on.plans.plan(clerk, request);
    expect(plan).toMatchObject({ pages: 2, output: 'pdf', inspected: 3, dropped: { count: 0 }, cut: { count: 0 } });
    expect(
      plan.sheets.map(({ cells }) => cells.filter(({ position }) => position !== null).map(({ place }) => place)),
    ).toEqual([[9, 10], [1]]);
    const pdf = await pdfOf(on, clerk, await on.creating.create(clerk, request));
    const codes = [...(await pdf.codes(1)), ...(await pdf.codes(2))].map(({ text: code }) => code);
    expect(codes.sort()).toEqual(made.flatMap(({ tag }) => [tag, `https://cubby.test.example/d/${tag}`]).sort());
    expect(await pdf.text(2)).toContain('Property of Test Unified');
    expect(await pdf.text(2)).toContain('Library');
  });

  it('can be looked at page by page before they are made; of a roll six from any label on', async () => {
    const made = await devices(7);
    const codes = made.map(({ tag }) => tag);
    const pagesFrom = async (asked: Parameters<typeof labels>[1], page: number): Promise<(string | null)[][]> => {
      const request = { ...labels(here, { source: { codes }, ...asked }), page };
      return (await on.previews.page(clerk, request)).sheets.map(({ shapes }) =>
        shapes.map(({ code }) => code).filter((code) => code !== null),
      );
    };
    const sheet = { stockId: 'avery-5163', startAt: 9, copies: 3 };
    // Two labels on the page that was begun, then ten, then nine.
    expect(await pagesFrom(sheet, 1)).toEqual([[0, 0].map((n) => codes[n])]);
    expect(await pagesFrom(sheet, 2)).toEqual([[0, 1, 1, 1, 2, 2, 2, 3, 3, 3].map((n) => codes[n])]);
    expect(await pagesFrom(sheet, 3)).toEqual([[4, 4, 4, 5, 5, 5, 6, 6, 6].map((n) => codes[n])]);
    expect(await pagesFrom(sheet, 4)).toEqual([]);
    expect(await pagesFrom({ stockId: 'zebra-2x1' }, 3)).toEqual([2, 3, 4, 5, 6].map((n) => [codes[n]]));
  });

  it('show what was printed before, when and by whom', async () => {
    const [{ id, tag }] = await devices(1);
    const request = labels(here, { source: { ids: [id] } });
    expect((await on.plans.plan(clerk, request)).printedBefore).toEqual({ count: 0, items: [] });
    const [first, second] = [await on.creating.create(clerk, request), await on.creating.create(clerk, request)];
    const again = await on.plans.plan(clerk, request);
    expect(again.printedBefore).toMatchObject({
      count: 1,
      items: [{ code: tag, runId: second, by: 'K. Ono', times: 2 }],
    });
    for (const each of [first, second]) await on.voiding.void(clerk, each, 'Wrong stock');
    expect((await on.plans.plan(clerk, request)).printedBefore.count).toBe(0);
  });
});

describe('labels of a list', () => {
  it('are the devices that it shows, by tag, and those of the account alone', async () => {
    const modelId = await given.model();
    const made = await Promise.all([here, here, there].map((siteId) => given.device(siteId, { modelId })));
    const id = await on.creating.create(clerk, labels(here, { source: { query: `model=${modelId}` } }));
    const { items } = await on.runs.items(clerk, id, { limit: 10 });
    expect(items.map(({ code }) => code)).toEqual(
      made
        .slice(0, 2)
        .map(({ tag }) => tag)
        .sort(),
    );
    expect(await on.runs.get(clerk, id)).toMatchObject({
      ...{ kind: 'device', state: 'done', items: 2, total: 2, pages: 1, output: 'pdf', verified: 0, printer: null },
      ...{ by: 'K. Ono', source: { by: 'query', query: `model=${modelId}` }, site: { id: here, code: 'LHS' } },
      ...{ firstCode: items[0].code, lastCode: items[1].code, progress: null, voided: null, reprintOf: null },
    });
  });

  it('say serials where those are wanted, and how many devices have none', async () => {
    const [device] = await devices(1);
    const untagged = await given.device(here, { serial: 'S-1' });
    await test.database.asSuperuser('ALTER TABLE device DISABLE TRIGGER USER');
    await test.database.asSuperuser('UPDATE device SET serial = NULL WHERE id = $1', [untagged.id]);
    await test.database.asSuperuser('ALTER TABLE device ENABLE TRIGGER USER');
    const plan = await on.plans.plan(
      clerk,
      labels(here, { kind: 'serial', source: { ids: [device.id, untagged.id] } }),
    );
    expect(plan).toMatchObject({ items: 1, withoutCode: 1 });
    expect(plan.sheets[0].texts.map(({ text: words }) => words)).toContain(`Tag ${device.tag}`);
  });
});

describe('the line that 5 CCR 3946 asks for', () => {
  async function bought(name: string, awardNumber: string | null): Promise<string> {
    const [{ id }] = await devices(1);
    const [source, split] = [newId(), newId()];
    await test.database.database.transaction(async (tx) => {
      await tx.execute(
        `INSERT INTO funding_source (id, code, name, kind, award_number) VALUES ($1, $2, $3, 'federal', $4)`,
        [source, name.toUpperCase().replaceAll(' ', '-'), name, awardNumber],
      );
      await tx.execute('INSERT INTO funding_split (id, fingerprint) VALUES ($1, $2)', [split, `${source}:10000`]);
      await tx.execute('INSERT INTO funding_split_line VALUES ($1, $2, 10000)', [split, source]);
      await tx.execute('UPDATE device SET funding_split_id = $2 WHERE id = $1', [id, split]);
    });
    return id;
  }

  it('is printed for what the program bought, and the plan says where it is missing', async () => {
    const [whole, gap] = [await bought('Title I Part A', '3010'), await bought('Title III', null)];
    const request = labels(here, { stockId: 'avery-5163', source: { ids: [whole, gap] } });
    const plan = await on.plans.plan(clerk, request);
    expect(plan.sheets[0].texts.map(({ text: words }) => words)).toContain('Title I Part A · 3010');
    expect(plan.programMissing).toMatchObject({ count: 1, items: [{ position: 2, text: 'no-number' }] });
    const without = await on.plans.plan(clerk, { ...request, options: { ...request.options, program: false } });
    expect(without.programMissing).toMatchObject({ count: 2, items: [{ text: 'left-out' }, { text: 'left-out' }] });
    // One line has room beside these bars, the program's, and the law asks for two.
    const small = await on.plans.plan(clerk, { ...request, stockId: 'avery-5167' });
    expect(small.programMissing).toMatchObject({ count: 2, items: [{ text: 'no-owner' }, { text: 'no-owner' }] });
  });
});

describe('a Zebra', () => {
  it('gets ZPL of its dots and offset, and takes no sheets', async () => {
    const { id: printerId } = await on.printers.create(clerk, {
      ...{ siteId: here, name: 'Zebra', offsetXTenths: 10, offsetYTenths: 0, scalePermille: 1_000, dpi: 203 },
    });
    const made = await devices(2);
    const source = { ids: made.map(({ id }) => id) };
    const request = labels(here, { stockId: 'zebra-2x1', printerId, copies: 2, source });
    expect(await on.plans.plan(clerk, request)).toMatchObject({ output: 'zpl', total: 4, pages: 4 });
    const { stream, fileName } = await on.documents.get(clerk, await on.creating.create(clerk, request));
    const zpl = await text(stream);
    expect(fileName).toMatch(/\.zpl$/);
    expect(zpl.match(/\^XA/g)).toHaveLength(4);
    expect(zpl).toContain('^PW406');
    for (const { tag } of made) expect(zpl.split(`^FD${tag}^FS`)).toHaveLength(5);
    expect(await codeOf(on.creating.create(clerk, { ...request, stockId: 'avery-5160' }))).toBe(
      'label-run.stock-unfit',
    );
  });
});
