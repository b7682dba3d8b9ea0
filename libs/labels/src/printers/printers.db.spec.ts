import { buffer } from 'node:stream/consumers';
import { newId } from '@app/kernel';
import type { Viewer } from '@app/platform';
import { RenderedPdf } from '../../../../test/support/rendered-pdf.js';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import { codeOf, givenIn, labels, labelsOf, someone } from '../labels.test-support.js';
import { AlignmentService } from './alignment.service.js';
import type { NewLabelPrinterDto } from './printer.dto.js';

let test: TestApp;
let printers: ReturnType<typeof labelsOf>['printers'];
let [here, there] = ['', ''];
let clerk: Viewer;
beforeAll(async () => {
  test = await testApp();
  ({ printers } = labelsOf(test));
  const given = givenIn(test);
  await given.district();
  [here, there] = [await given.site(), await given.site()];
  clerk = someone([here]);
});
afterAll(() => test.close());

const office = (siteId: string, name = 'Office'): NewLabelPrinterDto => ({
  ...{ siteId, name, offsetXTenths: 3, offsetYTenths: -12, scalePermille: 1_000, dpi: null },
});

describe('a printer', () => {
  it('is one of the sites where its clerk prints; another site has names of its own', async () => {
    const made = await printers.create(clerk, office(here));
    await printers.create(someone([there]), office(there));
    expect(await printers.list(clerk, { archived: false })).toEqual([made]);
    expect(await codeOf(printers.create(clerk, office(here, 'OFFICE')))).toBe('label-printer.name-taken');
    expect(await codeOf(printers.create(clerk, office(there, 'New')))).toBe('site.not-found');
    expect(await codeOf(printers.list(clerk, { siteId: there, archived: false }))).toBe('site.not-found');
    expect(await codeOf(printers.edit(someone([there]), made.id, { version: 1, name: 'Mine' }))).toBe(
      'label-printer.not-found',
    );
  });

  it('remembers by how much it is off, changed by one of two', async () => {
    const { id } = await printers.create(clerk, office(here, 'Library'));
    const edits = [5, 6].map((tenths) => codeOf(printers.edit(clerk, id, { version: 1, offsetXTenths: tenths })));
    expect((await Promise.all(edits)).sort()).toEqual(['label-printer.version-conflict', 'none']);
    expect(await printers.archive(clerk, id, 2)).toMatchObject({ archived: true, offsetYTenths: -12, version: 3 });
    expect(await codeOf(printers.edit(clerk, newId(), { version: 1 }))).toBe('label-printer.not-found');
  });
});

describe('what it adds', () => {
  it('moves the preview, and the plan says what leaves the page', async () => {
    const { plans } = labelsOf(test);
    const far = await printers.create(clerk, { ...office(here, 'Far'), offsetXTenths: -80, offsetYTenths: 0 });
    const plan = (printerId: string | null) =>
      plans.plan(
        clerk,
        labels(here, {
          ...{ kind: 'tag-range', printerId, options: { text: 'Room 12 😀' } },
          source: { range: { prefix: 'PR-', digits: 6, count: 2 } },
        }),
      );
    const [exact, moved] = [await plan(null), await plan(far.id)];
    expect(moved.sheets[0].shapes[0].x - exact.sheets[0].shapes[0].x).toBeCloseTo(-8_000, 6);
    expect(moved.sheets[0].cells).toEqual(exact.sheets[0].cells);
    expect(exact.offPage).toEqual({ left: 0, top: 0, right: 0, bottom: 0 });
    // 3.969 mm and a quiet zone of 3.75 mm inside of the label.
    expect(moved.offPage).toEqual({ left: 281, top: 0, right: 0, bottom: 0 });
    expect(moved.unprintable).toMatchObject({
      count: 2,
      items: [{ position: 1, text: 'Room 12 😀' }, { position: 2 }],
    });
  });
});

describe('its alignment sheet', () => {
  it('of a Zebra is a label of ZPL with a frame, moved as the printer is told to; it has none of sheets', async () => {
    const { id } = await printers.create(clerk, { ...office(here, 'Zebra'), dpi: 203, offsetXTenths: 10 });
    const sheets = test.app.get(AlignmentService);
    const { fileName, stream } = await sheets.document(clerk, id, 'zebra-2x1');
    const zpl = (await buffer(stream)).toString();
    expect(fileName).toBe('alignment-zebra-2x1-zebra.zpl');
    expect(zpl).toMatch(/^\^XA\n\^CI28\n\^PW406\n\^LL203\n/);
    // 2 mm and 1 mm to the right are 24 dots; 1.2 mm up leaves 6. The frame is 46.8 by 21.4 mm.
    expect(zpl).toContain('^FO24,6^GB374,171,2^FS');
    expect(zpl).toContain('Moved 1.0 mm right');
    expect(await codeOf(sheets.document(clerk, id, 'avery-5160'))).toBe('label-run.stock-unfit');
  });

  it('has the page of the stock, every label by number, and says where the printer stands', async () => {
    const { id } = await printers.create(clerk, office(here, 'Front desk'));
    const sheets = test.app.get(AlignmentService);
    const pdf = await RenderedPdf.of(await buffer(await sheets.sheet(clerk, id, 'avery-5160')));
    expect([pdf.pages, ...(await pdf.size(1))]).toEqual([1, 8.5, 11]);
    const text = await pdf.text(1);
    for (const said of ['Avery 5160 on Front desk', '0.3 mm right, 1.2 mm up, 100 %', '30', '210'])
      expect(text).toContain(said);
    expect(await codeOf(sheets.sheet(clerk, id, 'avery-0000'))).toBe('label-stock.not-found');
    expect(await codeOf(sheets.sheet(someone([there]), id, 'avery-5160'))).toBe('label-printer.not-found');
  });
});
