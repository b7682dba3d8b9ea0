import { Viewer } from '@app/platform';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import { codeOf, givenIn, labelsOf, tags } from '../labels.test-support.js';

let test: TestApp;
let stock: ReturnType<typeof labelsOf>['stock'];
let clerk: Viewer;
beforeAll(async () => {
  test = await testApp();
  ({ stock } = labelsOf(test));
  await givenIn(test).district();
  clerk = await givenIn(test).clerk('all', ['label:print']);
});
afterAll(() => test.close());

describe('own stock', () => {
  it('stands before the catalogue, is changed by one of two, and is taken out of use', async () => {
    const made = await stock.create(clerk, tags('Silver tags'));
    expect(made).toMatchObject({ own: true, version: 1, labelWidth: 66_000, pitchY: 25_400 });
    const list = await stock.list({ archived: false });
    expect(list[0]).toEqual(made);
    expect(list.length).toBeGreaterThan(80);
    // Of what the makers sell: Letter, rolls, A4.
    const known = list.filter(({ own, onlyFor }) => !own && onlyFor === null);
    const kinds = known.map(({ medium, pageWidth }) => (medium === 'roll' ? 'roll' : pageWidth));
    expect([...new Set(kinds)]).toEqual([215_900, 'roll', 210_000]);
    expect(kinds.lastIndexOf(215_900)).toBeLessThan(kinds.indexOf('roll'));
    expect(kinds.lastIndexOf('roll')).toBeLessThan(kinds.indexOf(210_000));
    const edits = [1, 2].map((n) =>
      codeOf(stock.edit(clerk, made.id, { ...tags('Silver'), version: 1, top: 12_000 + n })),
    );
    expect((await Promise.all(edits)).sort()).toEqual(['label-stock.version-conflict', 'none']);
    expect(await stock.archive(clerk, made.id, 2)).toMatchObject({ archived: true, name: 'Silver' });
    expect((await stock.list({ archived: false })).some(({ id }) => id === made.id)).toBe(false);
    expect((await stock.list({ archived: true })).map(({ id }) => id)).toEqual([made.id]);
  });

  it('has a name of its own, however it is written, until the other is out of use', async () => {
    const first = await stock.create(clerk, tags('Étiquettes'));
    expect(await codeOf(stock.create(clerk, tags('ETIQUETTES')))).toBe('label-stock.name-taken');
    await stock.archive(clerk, first.id, 1);
    expect(await codeOf(stock.create(clerk, tags('etiquettes')))).toBe('none');
  });

  it('is refused with every number that cannot be, and the database refuses it too', async () => {
    const overlapping = { ...tags('Overlap'), pitchX: 60_000, top: 60_000 };
    await expect(stock.create(clerk, overlapping)).rejects.toMatchObject({
      code: 'label-stock.invalid',
      details: { errors: [{ field: 'pitchX' }, { field: 'rows' }] },
    });
    const inch = { ...tags('Inch'), labelHeight: 25_400, pitchY: 25_000 };
    expect(await codeOf(stock.create(clerk, inch))).toBe('label-stock.invalid');
    const insert = (columns: number, pitchX: number, top: number, name = 'x'): Promise<string> =>
      test.database
        .asSuperuser(
          `INSERT INTO label_stock (name, medium, page_width_um, page_height_um, columns, rows, label_width_um, label_height_um, left_um,
             top_um, pitch_x_um, pitch_y_um) VALUES ($4, 'sheet', 215900, 279400, $1, 10, 66000, 25000, 5000, $3, $2, 25400)`,
          [columns, pitchX, top, name],
        )
        .then(
          () => 'none',
          (error: { constraint: string }) => error.constraint,
        );
    expect(await insert(3, 60_000, 12_000)).toBe('ck_label_stock_overlap');
    expect(await insert(3, 69_000, 60_000)).toBe('ck_label_stock_page');
    expect(await insert(0, 69_000, 12_000)).toBe('ck_label_stock_count');
    expect(await insert(3, 65_900, 12_000)).toBe('ck_label_stock_overlap');
    expect(await insert(3, 69_000, 12_000, 'Silver\u202egat')).toBe('ck_label_stock_plain_name');
    expect(await insert(3, 69_000, 12_000, 'Sílver (王) – x')).toBe('none');
  });

  it('has no name of the catalogue, nor one with hidden characters', async () => {
    expect(await codeOf(stock.create(clerk, tags('avery 8160')))).toBe('label-stock.name-taken');
    expect(await codeOf(stock.create(clerk, tags('Silver\u202egat')))).toBe('label-stock.invalid');
  });

  it('belongs to the site of whoever made it: seen by all, changed there', async () => {
    const given = givenIn(test);
    const [here, there] = [await given.site(), await given.site()];
    const [one, other] = [await given.clerk([here], ['label:print']), await given.clerk([there], ['label:print'])];
    const both = await given.clerk([here, there], ['label:print']);
    const made = await stock.create(one, tags('Of here'));
    expect(made.siteId).toBe(here);
    expect((await stock.list({ archived: false })).some(({ id }) => id === made.id)).toBe(true);
    const edit = { ...tags('Of here'), version: 1, top: 12_100 };
    expect(await codeOf(stock.edit(other, made.id, edit))).toBe('label-stock.elsewhere');
    expect(await codeOf(stock.archive(other, made.id, 1))).toBe('label-stock.elsewhere');
    expect(await codeOf(stock.create(other, { ...tags('Theirs'), siteId: here }))).toBe('site.not-found');
    expect(await codeOf(stock.create(other, { ...tags('Theirs'), siteId: null }))).toBe('label-stock.elsewhere');
    expect(await codeOf(stock.create(both, tags('Of which')))).toBe('request.invalid');
    expect((await stock.create(both, { ...tags('Of there'), siteId: there })).siteId).toBe(there);
    expect((await stock.edit(one, made.id, edit)).version).toBe(2);
    const district = await stock.create(clerk, tags('Of all'));
    expect(district.siteId).toBeNull();
    expect(await codeOf(stock.edit(both, district.id, { ...tags('Of all'), version: 1 }))).toBe(
      'label-stock.elsewhere',
    );
    expect((await stock.archive(clerk, made.id, 2)).archived).toBe(true);
  });
});
