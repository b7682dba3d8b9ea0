import { noRoomFor } from '../drawing/placed.js';
import type { PlacedContent, RunPagesOptions } from '../drawing/placed.js';
import type { LabelPage } from '../drawing/page.js';
import { layOut } from '../layout/layout.rules.js';
import type { Drawn } from '../layout/layout.js';
import { RunForm } from '../layout/run-form.js';
import { lowContent, roomyPage } from './class-list.rules.js';
import { homerooms } from './homerooms.rules.js';
import { shortened } from '../layout/words.rules.js';
import { emptyPage, partAt } from '../sheets/sheet-pages.js';
import type { Stock } from '../stock/stock.js';
import { cellsOf } from '../stock/stock.rules.js';

const MM = 1_000;
const MARGIN = 14 * MM;
/** In points. */
const SMALLEST_TITLE = 8;

/** A page for each homeroom and as many more as it needs; names run down the first column, then down the second. */
export function* classListPages(
  stock: Stock,
  labels: readonly PlacedContent[],
  options: RunPagesOptions & { site: string },
): Generator<LabelPage> {
  const rooms = homerooms(labels.map((label) => ({ group: label.content.group, label })));
  for (const { group, people } of rooms) {
    const pages = Math.ceil(people.length / cellsOf(stock));
    for (let n = 0; n < pages; n += 1) {
      const part = people.slice(n * cellsOf(stock), (n + 1) * cellsOf(stock));
      const paper = roomyPage(stock, part.length);
      const size = { width: paper.labelWidth, height: paper.labelHeight };
      const contents = people.map(({ label }) => lowContent(label.content, paper));
      const form = RunForm.of(contents, options.measure);
      const page = emptyPage(paper);
      for (const [at, { label }] of part.entries()) {
        const cell = page.cells[(at % paper.rows) * paper.columns + Math.floor(at / paper.rows)];
        cell.position = label.position;
        const layout = layOut(size, lowContent(label.content, paper), 'code128', { ...options, form });
        if ('noRoom' in layout) throw noRoomFor(label, layout.noRoom);
        page.drawn.push(...layout.drawn.map((each) => partAt(each, cell)));
      }
      const says = [`${people.length} ${people.length === 1 ? 'person' : 'people'}`, `page ${n + 1} of ${pages}`];
      page.drawn.push(...heading(stock, `${options.site} · ${roomName(group)}`, says.join(' · '), options));
      yield page;
    }
  }
}

const roomName = (group: string | null): string => (group === null ? 'No homeroom' : `Homeroom ${group}`);

function heading(stock: Stock, title: string, says: string, { measure }: RunPagesOptions): Drawn[] {
  const width = stock.pageWidth - 2 * MARGIN;
  const right = measure(says, 9, 400);
  // A long name of a site gets smaller letters before it meets what stands at the right.
  const room = width - right - 4 * MM;
  const size = Math.max(SMALLEST_TITLE, Math.min(14, (14 * room) / measure(title, 14, 700)));
  const baseline = 20 * MM;
  return [
    { kind: 'text', x: MARGIN, baseline, size, weight: 700, text: shortened(title, room, size, 700, measure) },
    { kind: 'text', x: stock.pageWidth - MARGIN - right, baseline, size: 9, weight: 400, text: says },
    { kind: 'outline', x: MARGIN, y: baseline + 3 * MM, width, height: 0 },
  ];
}
