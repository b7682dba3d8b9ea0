import type { Viewer } from '@app/platform';
import type { RenderedPdf } from '../../../../test/support/rendered-pdf.js';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import type { Given } from '../../../../test/support/given.js';
import { LabelsFacade } from '../labels.facade.js';
import type { Labels } from '../labels.test-support.js';
import { codeOf, givenIn, labels, labelsOf, pdfOf, printerAt } from '../labels.test-support.js';

let test: TestApp;
let given: Given;
let on: Labels;
let [here, there] = ['', ''];
let clerk: Viewer;
beforeAll(async () => {
  test = await testApp();
  given = givenIn(test);
  on = labelsOf(test);
  await given.district();
  [here, there] = [await given.site('LHS'), await given.site('WMS')];
  clerk = printerAt(await given.account(), [here]);
});
afterAll(() => test.close());

const printed = (id: string, viewer = clerk): Promise<RenderedPdf> => pdfOf(on, viewer, id);

async function student(siteId: string, homeroom: string, name: [string, string], number?: string) {
  const person = await given.person(siteId, { name, ...(number === undefined ? {} : { number }) });
  await test.database.asSuperuser('UPDATE person SET homeroom = $2 WHERE id = $1', [person.id, homeroom]);
  return person;
}
const looks = () =>
  test.database.asSuperuser(
    `SELECT row_count, site_id, detail FROM access_log WHERE action = 'people.labels-printed' ORDER BY id`,
  );

describe('a class list', () => {
  it('begins a page with each homeroom, in the order of a roll, and is in the access log without a name', async () => {
    const site = await given.site('CLS');
    const teacher = printerAt(await given.account(), [site]);
    const zoe = await student(site, '101', ['Zoe', 'Adams'], '7001');
    const ann = await student(site, '101', ['Ann', 'Young'], '7002');
    const bo = await student(site, '202', ['Bo', 'Diaz'], '7003');
    await given.person(site, { withdrawnOn: '2026-10-01' });
    await student(here, '101', ['Not', 'Here']);
    const request = labels(site, { kind: 'person', stockId: 'class-list', source: { homerooms: {} } });
    const plan = await on.plans.plan(teacher, request);
    expect(plan).toMatchObject({ items: 3, pages: 2, output: 'pdf' });
    const words = plan.sheets.map(({ texts }) => texts.map(({ text }) => text));
    expect(words[0]).toEqual(
      expect.arrayContaining(['CLS School · Homeroom 101', '2 people · page 1 of 1', 'Zoe Adams', 'Ann Young']),
    );
    expect(words[1]).toEqual(
      expect.arrayContaining(['CLS School · Homeroom 202', '1 person · page 1 of 1', 'Bo Diaz']),
    );
    const id = await on.creating.create(teacher, request);
    const pdf = await printed(id, teacher);
    expect(pdf.pages).toBe(2);
    expect((await pdf.codes(1)).map(({ text }) => text).sort()).toEqual([zoe.number, ann.number]);
    expect((await pdf.codes(2)).map(({ text }) => text)).toEqual([bo.number]);
    expect(await pdf.text(1)).toContain('Zoe Adams');
    expect(await looks()).toEqual([{ row_count: 3, site_id: site, detail: { runId: id } }]);
    expect(JSON.stringify(test.log)).not.toMatch(/Adams|Young|Diaz/);
    const one = await on.plans.plan(teacher, {
      ...request,
      source: { homerooms: { homerooms: ['202'], grades: ['9'] } },
    });
    expect(one).toMatchObject({ items: 1, pages: 1, unknown: { count: 0 } });
    const none = await on.plans.plan(teacher, {
      ...request,
      source: { homerooms: { homerooms: ['202', 'nope', '101'], grades: ['12'] } },
    });
    expect(none).toMatchObject({ items: 0, unknown: { count: 1, items: [{ line: 2, code: 'nope' }] } });
    const some = { ...request, source: { homerooms: { homerooms: ['202', 'nope'] } } };
    expect(await codeOf(on.creating.create(teacher, some))).toBe('label-run.codes-unknown');
    expect(await codeOf(on.creating.create(teacher, { ...some, skipUnknown: true }))).toBe('none');
  });

  it('has as many pages as a homeroom needs', async () => {
    const site = await given.site('BIG');
    const teacher = printerAt(await given.account(), [site]);
    for (let n = 0; n < 38; n += 1) await student(site, '1', ['Ann', `Number ${n}`]);
    await student(site, '2', ['Bo', 'Last']);
    const request = labels(site, { kind: 'person', stockId: 'class-list', source: { homerooms: {} } });
    expect(await on.plans.plan(teacher, request)).toMatchObject({ items: 39, pages: 3 });
    const pdf = await printed(await on.creating.create(teacher, request), teacher);
    expect(pdf.pages).toBe(3);
    expect(await pdf.text(2)).toContain('38 people · page 2 of 2');
    for (const page of [1, 2, 3]) {
      const { sheets } = await on.previews.page(teacher, { ...request, page });
      expect(sheets).toHaveLength(1);
      const says = page === 3 ? '1 person · page 1 of 1' : `38 people · page ${page} of 2`;
      expect(sheets[0].texts.map(({ text }) => text)).toContain(says);
    }
    expect(await on.previews.page(teacher, { ...request, page: 4 })).toEqual({ sheets: [] });
  });

  it('on sheets of labels begins a sheet with each homeroom where it is told to, in natural order', async () => {
    const site = await given.site('NAT');
    const teacher = printerAt(await given.account(), [site]);
    for (const [homeroom, name] of [
      ['10-01', 'Bo'],
      ['9-01', 'Ann'],
      ['9-01', 'Zoe'],
    ])
      await student(site, homeroom, [name, 'Adams']);
    const close = labels(site, { kind: 'person', startAt: 29, copies: 2, source: { homerooms: {} } });
    const request = { ...close, options: { ...close.options, newSheet: true } };
    const plan = await on.plans.plan(teacher, request);
    expect(plan).toMatchObject({ items: 3, total: 6, pages: 3 });
    const pdf = await printed(await on.creating.create(teacher, request), teacher);
    expect(pdf.pages).toBe(3);
    expect(await pdf.text(1)).toContain('Ann Adams');
    expect(await pdf.text(2)).toContain('Zoe Adams');
    expect(await pdf.text(3)).toContain('Bo Adams');
    for (const page of [1, 2, 3]) {
      const { sheets } = await on.previews.page(teacher, { ...request, page });
      expect(
        sheets.map(({ texts }) => texts.map(({ text }) => text).filter((text) => text.endsWith(' Adams'))),
      ).toEqual([Array.from({ length: 2 }, () => `${['Ann', 'Zoe', 'Bo'][page - 1]} Adams`)]);
    }
    expect(await on.plans.plan(teacher, close)).toMatchObject({ pages: 2 });
    const tight = await printed(await on.creating.create(teacher, close), teacher);
    expect(tight.pages).toBe(2);
    expect(await tight.text(2)).toContain('Bo Adams');
  });

  it('of a pasted list of numbers is in the order of the list, all or nothing, and names the lines of the others', async () => {
    const site = await given.site('NUM');
    const teacher = printerAt(await given.account(), [site]);
    const [ann, bo] = [
      await student(site, '202', ['Ann', 'Adams'], '8101'),
      await student(site, '101', ['Bo', 'Diaz'], '8102'),
    ];
    await student(there, '101', ['Not', 'Here'], '8103');
    const request = labels(site, { kind: 'person', source: { codes: ['8102', '8101', '8102'] } });
    expect(await on.plans.plan(teacher, request)).toMatchObject({ items: 2, pages: 1, unknown: { count: 0 } });
    const id = await on.creating.create(teacher, request);
    expect((await on.runs.items(teacher, id, { limit: 10 })).items).toMatchObject([
      { code: bo.number, subjectId: bo.id },
      { code: ann.number, subjectId: ann.id },
    ]);
    expect((await on.runs.get(teacher, id)).source).toEqual({ by: 'codes', count: 3 });
    const wrong = { ...request, source: { codes: ['8101', '8103', '8199'] } };
    expect((await on.plans.plan(teacher, wrong)).unknown).toEqual({
      count: 2,
      items: [
        { line: 2, code: '8103' },
        { line: 3, code: '8199' },
      ],
    });
    expect(await codeOf(on.creating.create(teacher, wrong))).toBe('label-run.codes-unknown');
    expect(await codeOf(on.creating.create(teacher, { ...wrong, skipUnknown: true }))).toBe('none');
  });

  it('of people by their ids begins no sheet anew; told to, it has each homeroom once, in natural order', async () => {
    const site = await given.site('IDS');
    const teacher = printerAt(await given.account(), [site]);
    const chosen: { id: string; number: string }[] = [];
    for (const [homeroom, name] of [
      ['10-01', 'Young'],
      ['9-01', 'Diaz'],
      ['10-01', 'Adams'],
      ['9-01', 'Ono'],
    ])
      chosen.push(await student(site, homeroom, ['Ann', name]));
    const ids = chosen.map(({ id }) => id);
    const request = labels(site, { kind: 'person', source: { ids } });
    expect(await on.plans.plan(teacher, request)).toMatchObject({ items: 4, pages: 1 });
    const names = async (asked: typeof request): Promise<string[]> => {
      const { sheets } = await on.plans.plan(teacher, asked);
      return sheets.flatMap(({ texts }) => texts.map(({ text }) => text).filter((text) => text.startsWith('Ann ')));
    };
    expect(await names(request)).toEqual(['Ann Young', 'Ann Diaz', 'Ann Adams', 'Ann Ono']);
    for (const apart of [
      { ...request, options: { ...request.options, newSheet: true } },
      { ...request, stockId: 'class-list' },
    ]) {
      expect(await on.plans.plan(teacher, apart)).toMatchObject({ items: 4, pages: 2 });
      expect(await names(apart)).toEqual(['Ann Diaz', 'Ann Ono', 'Ann Adams', 'Ann Young']);
      expect((await printed(await on.creating.create(teacher, apart), teacher)).pages).toBe(2);
    }
  });

  it('is for whoever sees the people, and is not there for others', async () => {
    const person = await student(here, '5', ['Maya', 'Rivera']);
    const request = labels(here, { kind: 'person', source: { ids: [person.id] } });
    const blind = printerAt(await given.account(), [here], ['label:print', 'site:read', 'device:read']);
    expect(await codeOf(on.plans.plan(blind, request))).toBe('site.not-found');
    const id = await on.creating.create(clerk, request);
    expect(await codeOf(on.runs.get(blind, id))).toBe('label-run.not-found');
    expect(await codeOf(on.documents.get(blind, id))).toBe('label-run.not-found');
    expect((await on.runs.list(blind, { limit: 50 })).items.map((run) => run.id)).not.toContain(id);
    const foreign = await student(there, '5', ['Other', 'School']);
    const mixed = labels(here, { kind: 'person', source: { ids: [person.id, foreign.id] } });
    expect((await on.plans.plan(clerk, mixed)).unknown).toEqual({ count: 1, items: [{ line: 2, code: foreign.id }] });
    expect(
      await test.database.asSuperuser(`SELECT 1 FROM label_item WHERE code ~ 'Rivera' OR lines::text ~ 'Rivera'`),
    ).toEqual([]);
  });
});

describe('names that printers meet', () => {
  const HOSTILE: [string, string][] = [
    ['<img src=x onerror=alert(1)>', 'Row fifteen'],
    ['{{7*7}}', '${7*7} <%=7*7%>'],
    ['=HYPERLINK("http://evil")', '+1 -1+1 @SUM'],
    ['^XZ^XA', '~JA'],
    ['שלום', 'עולם'],
    ['Nguyễn', 'Ñúñez'],
    // The longest that a person’s record takes; 10,000 letters are refused before they are there.
    ['a'.repeat(255), 'b'.repeat(255)],
  ];

  it.each(HOSTILE)('%j %j is text', async (givenName, familyName) => {
    const person = await student(here, '9', [givenName, familyName]);
    const request = labels(here, { kind: 'person', source: { ids: [person.id] } });
    const plan = await on.plans.plan(clerk, request);
    expect(plan).toMatchObject({ items: 1, noRoom: { count: 0 } });
    const pdf = await printed(await on.creating.create(clerk, request));
    expect((await pdf.codes(1)).map(({ text }) => text)).toEqual([person.number]);
    const shown = await pdf.text(1);
    expect(shown).not.toContain('49');
    if (/^[ -~]*$/.test(givenName) && givenName.length < 30)
      expect(shown.replace(/\s+/g, '')).toContain(givenName.replace(/\s+/g, '').slice(0, 5));
  });
});

describe('rooms and carts', () => {
  it('say their name in words and their code in bars', async () => {
    const room = await given.room(here, 'LHS-LIB');
    const cart = await given.cart(here, 'LHS-CART-1', 3);
    const roomRun = await on.creating.create(clerk, labels(here, { kind: 'room', source: { ids: [room] } }));
    expect((await (await printed(roomRun)).codes(1)).map(({ text }) => text)).toEqual(['LHS-LIB']);
    const cartRun = await on.creating.create(clerk, labels(here, { kind: 'cart', source: { ids: [cart] } }));
    expect((await (await printed(cartRun)).codes(1)).map(({ text }) => text)).toEqual(['LHS-CART-1']);
    const slots = labels(here, { kind: 'cart-slot', source: { ids: [cart] } });
    const plan = await on.plans.plan(clerk, slots);
    expect(plan.items).toBe(3);
    expect(plan.sheets[0].texts.map(({ text }) => text)).toContain('LHS-CART-1 · slot 3');
    const pdf = await printed(await on.creating.create(clerk, slots));
    expect((await pdf.codes(1)).map(({ text }) => text).sort()).toEqual(['001', '002', '003']);
    const foreign = await given.room(there);
    expect((await on.plans.plan(clerk, labels(here, { kind: 'room', source: { ids: [foreign] } }))).unknown.count).toBe(
      1,
    );
  });
});

describe('command cards', () => {
  it('are one Letter page with bars of twenty millimetres', async () => {
    const request = labels(here, { kind: 'command', stockId: 'command-cards', source: { commands: true } });
    const plan = await on.plans.plan(clerk, request);
    expect(plan).toMatchObject({ items: 12, pages: 1 });
    for (const { unitY, code } of plan.sheets[0].shapes.filter((shape) => shape.code !== null))
      expect([code, unitY]).toEqual([code, 20_000]);
    const pdf = await printed(await on.creating.create(clerk, request));
    expect(await pdf.size(1)).toEqual([8.5, 11]);
    expect((await pdf.codes(1)).map(({ text }) => text)).toContain('CMD-UNDO');
    expect(await pdf.codes(1)).toHaveLength(12);
    expect(await codeOf(on.creating.create(clerk, { ...request, stockId: 'avery-5160' }))).toBe(
      'label-run.stock-unfit',
    );
  });
});

describe('labels of what other libs own', () => {
  it('come through the facade with their own words, in the transaction of the caller', async () => {
    const facade = test.app.get(LabelsFacade);
    const { database } = test.database;
    const pallet = {
      ...({ kind: 'pallet', siteId: here, stockId: 'avery-5163' } as const),
      labels: [{ subjectId: null, code: 'LOT-7-P1', lines: ['Pallet 1 of lot 7', 'Accumulation started 2026-11-26'] }],
    };
    const id = await database.transaction((tx) => facade.createRun(tx, clerk, pallet));
    const pdf = await printed(id);
    expect((await pdf.codes(1)).map(({ text }) => text)).toEqual(['LOT-7-P1']);
    expect(await pdf.text(1)).toContain('Accumulation started 2026-11-26');
    const taken = database.transaction(async (tx) => {
      await facade.createRun(tx, clerk, pallet);
      throw new Error('the lot is not closed');
    });
    await expect(taken).rejects.toThrow('the lot is not closed');
    expect((await on.runs.list(clerk, { kind: ['pallet'], limit: 10 })).items.map((run) => run.id)).toEqual([id]);
  });
});
