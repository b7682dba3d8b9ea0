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
    const edits = [1, 2].map((n) => codeOf(stock.edit(made.id, { ...tags('Silver'), version: 1, top: 12_000 + n })));
    expect((await Promise.all(edits)).sort()).toEqual(['label-stock.version-conflict', 'none']);
    expect(await stock.archive(made.id, 2)).toMatchObject({ archived: true, name: 'Silver' });
    expect((await stock.list({ archived: false })).some(({ id }) => id === made.id)).toBe(false);
    expect((await stock.list({ archived: true })).map(({ id }) => id)).toEqual([made.id]);
  });

  it('has a name of its own, however it is written, until the other is out of use', async () => {
    const first = await stock.create(clerk, tags('Étiquettes'));
    expect(await codeOf(stock.create(clerk, tags('ETIQUETTES')))).toBe('label-stock.name-taken');
    await stock.archive(first.id, 1);
    expect(await codeOf(stock.create(clerk, tags('etiquettes')))).toBe('none');
  });

  it('is refused with every number that cannot be, and the database refuses it too', async () => {
    const overlapping = { ...tags('Overlap'), pitchX: 60_000, top: 60_000 };
    await expect(stock.create(clerk, overlapping)).rejects.toMatchObject({
      code: 'label-stock.invalid',
      details: { errors: [{ field: 'pitchX' }, { field: 'rows' }] },
    });
    const insert = (columns: number, pitchX: number, top: number): Promise<string> =>
      test.database
        .asSuperuser(
          `INSERT INTO label_stock (name, medium, page_width_um, page_height_um, columns, rows, label_width_um, label_height_um, left_um,
             top_um, pitch_x_um, pitch_y_um) VALUES ('x', 'sheet', 215900, 279400, $1, 10, 66000, 25000, 5000, $3, $2, 25400)`,
          [columns, pitchX, top],
        )
        .then(
          () => 'none',
          (error: { constraint: string }) => error.constraint,
        );
    expect(await insert(3, 60_000, 12_000)).toBe('ck_label_stock_overlap');
    expect(await insert(3, 69_000, 60_000)).toBe('ck_label_stock_page');
    expect(await insert(0, 69_000, 12_000)).toBe('ck_label_stock_count');
  });
});
