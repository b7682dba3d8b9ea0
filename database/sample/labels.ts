import type { Tx } from '../../libs/platform/src/index.js';
import { CATALOGUE } from '../../libs/labels/src/stock/catalogue.js';
import { accountId } from './actors.js';
import { sampleId } from './random.js';

const site = (code: string): string => sampleId(`site ${code}`);

/** The office printer of the high school feeds a little low; the warehouse has a Zebra for its rolls. */
const PRINTERS = [
  { name: 'Front office', siteId: site('CPH'), x: 3, y: -12, dpi: null },
  { name: 'Receiving, Zebra', siteId: site('WH'), x: 0, y: 0, dpi: 203 },
].map((printer) => ({ ...printer, id: sampleId(`label printer ${printer.name}`) }));

/** Runs are read in the order of their ids, which grow with time. */
function runId(name: string, at: string): string {
  const ms = Date.parse(at).toString(16).padStart(12, '0');
  const rest = sampleId(`label run ${name}`).replaceAll('-', '');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${rest.slice(13, 16)}-8${rest.slice(17, 20)}-${rest.slice(20)}`;
}

const OPTIONS = {
  ...{ property: true, district: false, site: true, program: true, link: true, correction: 'M', text: null },
};

const stockOf = (id: string): object => {
  const stock = CATALOGUE.find((each) => each.id === id)!;
  return {
    ...stock,
    name: `${stock.maker} ${stock.parts[0]}`,
    own: false,
    onlyFor: null,
    archived: false,
    version: null,
  };
};

/** The columns of a run that its document is made of. */
const RUN = `INSERT INTO label_run (id, kind, state, site_id, account_id, stock_id, stock, arrangement, options, printer_id, offset_x_tenths,
    offset_y_tenths, dpi, items, pages, source, created_at, finished_at)
  VALUES ($1, $2, 'done', $3, $4, $5, $6::jsonb, $7, $8::jsonb, $9, $10, $11, $12, $13, $14, $15::jsonb, $16, $16)`;

interface SampleRun {
  id: string;
  kind: 'device' | 'tag-range';
  siteId: string;
  account: string;
  stockId: string;
  arrangement: string;
  printer: (typeof PRINTERS)[number];
  items: number;
  pages: number;
  source: object;
  at: string;
}

const insertRun = (tx: Tx, run: SampleRun): Promise<number> =>
  tx.execute(RUN, [
    ...[run.id, run.kind, run.siteId, accountId(run.account), run.stockId, JSON.stringify(stockOf(run.stockId))],
    ...[run.arrangement, JSON.stringify(OPTIONS), run.printer.id, run.printer.x, run.printer.y, run.printer.dpi],
    ...[run.items, run.pages, JSON.stringify(run.source), run.at],
  ]);

/** Labels of a shelf of devices at a school, half of them scanned since, and a roll of tags for the next delivery. */
export async function loadLabels(tx: Tx, today: string): Promise<void> {
  await tx.execute(
    `INSERT INTO label_printer (id, site_id, name, offset_x_tenths, offset_y_tenths, dpi)
     SELECT id, "siteId", name, x, y, dpi FROM jsonb_to_recordset($1::jsonb) AS p (id uuid, "siteId" uuid, name text, x int, y int, dpi int)`,
    [JSON.stringify(PRINTERS)],
  );
  await tx.execute(
    `INSERT INTO label_stock (id, name, medium, page_width_um, page_height_um, columns, rows, label_width_um, label_height_um, left_um, top_um,
       pitch_x_um, pitch_y_um, created_by)
     VALUES ($1, 'Silver asset tags', 'sheet', 215900, 279400, 4, 12, 45000, 19000, 11950, 13700, 49000, 21300, $2)`,
    [sampleId('label stock silver'), accountId('warehouse')],
  );
  const hoursBefore = (hours: number): string => new Date(Date.parse(today) - hours * 3_600_000).toISOString();
  await loadTagRun(tx, hoursBefore(9));
  await loadDeviceRun(tx, hoursBefore(7));
}

async function loadDeviceRun(tx: Tx, at: string): Promise<void> {
  const shelf = await tx.query<{ id: string; tag: string }>(
    `SELECT d.id, d.asset_tag AS tag FROM device d WHERE d.location_site_id = $1 AND d.state = 'in-stock' AND d.asset_tag IS NOT NULL
     ORDER BY d.asset_tag LIMIT 45`,
    [site('CPH')],
  );
  const id = runId('devices', at);
  await insertRun(tx, {
    ...{ id, kind: 'device', siteId: site('CPH'), account: 'clerk', stockId: 'avery-5160', arrangement: 'code128+qr' },
    ...{ printer: PRINTERS[0], items: shelf.length, pages: Math.ceil(shelf.length / 30), at },
    source: { by: 'ids', count: shelf.length },
  });
  await tx.execute(
    `INSERT INTO label_item (run_id, position, subject_id, code, verified_at)
     SELECT $1, i.place, i.id, i.tag, CASE WHEN i.place <= 20 THEN $4::timestamptz + i.place * interval '4 seconds' END
     FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS i (id, tag, place)`,
    [id, shelf.map((device) => device.id), shelf.map(({ tag }) => tag), at],
  );
}

/** Numbers behind those that devices have. */
async function loadTagRun(tx: Tx, at: string): Promise<void> {
  const [prefix, digits, first, count] = ['MA-', 6, 45_001, 120];
  const id = runId('tags', at);
  const series = sampleId('label series');
  await insertRun(tx, {
    ...{
      id,
      kind: 'tag-range',
      siteId: site('WH'),
      account: 'warehouse',
      stockId: 'zebra-2x1',
      arrangement: 'code128',
    },
    ...{ printer: PRINTERS[1], items: count, pages: count, at },
    source: { by: 'range', prefix, digits, first, count },
  });
  const tags = Array.from({ length: count }, (_, n) => `${prefix}0${first + n}`);
  await tx.execute(
    `INSERT INTO label_item (run_id, position, code) SELECT $1, i.place, i.tag FROM unnest($2::text[]) WITH ORDINALITY AS i (tag, place)`,
    [id, tags],
  );
  await tx.execute('INSERT INTO label_tag_series (id, prefix, digits, next_number) VALUES ($1, $2, $3, $4)', [
    series,
    prefix,
    digits,
    first + count,
  ]);
  await tx.execute(
    `INSERT INTO label_tag (tag, series_id, number, run_id) SELECT i.tag, $1, $2 + i.place - 1, $3
     FROM unnest($4::text[]) WITH ORDINALITY AS i (tag, place)`,
    [series, first, id, tags],
  );
}
