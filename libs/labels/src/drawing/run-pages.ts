import type { TextTools } from '@app/platform';
import type { RunContent } from '../contents/content.js';
import { classListPages } from '../class-lists/class-list-pages.js';
import { lowContent } from '../class-lists/class-list.rules.js';
import { commandPages } from '../commands/command-pages.js';
import { layOut } from '../layout/layout.rules.js';
import type { LabelLayout, Measure } from '../layout/layout.js';
import { FORM_OF, RunForm } from '../layout/run-form.js';
import { turnedLayout } from '../layout/turn.js';
import { dotOf, zplOf } from '../rolls/zpl.js';
import type { RunRecord } from '../runs/run.js';
import type { PlacedLabel } from '../sheets/sheet-pages.js';
import { sheetPages } from '../sheets/sheet-pages.js';
import { CLASS_LIST, COMMAND_CARDS } from '../stock/plain-paper.js';
import { makeSymbol } from '../symbols/make-symbol.js';
import { adjustmentOf } from './page.js';
import type { LabelPage } from './page.js';
import { noRoomFor } from './placed.js';
import type { PlacedContent, RunPagesOptions } from './placed.js';

type DrawnRun = Pick<RunRecord, 'stock' | 'arrangement' | 'options' | 'dpi' | 'startAt' | 'copies'>;
type Contents = AsyncIterable<PlacedContent> | Iterable<PlacedContent>;

/** The pages of a run, one after the other: for the document and for the preview. @throws LabelNoRoom */
export async function* runPages(
  run: DrawnRun,
  contents: Contents,
  options: RunPagesOptions & { site: string },
): AsyncGenerator<LabelPage> {
  if (run.stock.id === CLASS_LIST) yield* classListPages(run.stock, await all(contents), options);
  else if (run.stock.id === COMMAND_CARDS) yield* commandPages(run.stock, await all(contents));
  else yield* sheetPages(run.stock, run.startAt - 1, laidOut(run, contents, options));
}

/** The same for a printer that takes ZPL, label by label. @throws LabelNoRoom */
export async function* runZpl(
  run: DrawnRun & Parameters<typeof adjustmentOf>[0],
  contents: Contents,
  options: RunPagesOptions & Pick<TextTools, 'outlines'>,
): AsyncGenerator<string> {
  const dpi = run.dpi ?? 203;
  const size = { width: run.stock.labelWidth, height: run.stock.labelHeight };
  for await (const { layout } of laidOut(run, contents, options)) {
    yield `${zplOf(size, layout, { dpi, offset: adjustmentOf(run), outlines: options.outlines })}\n`;
  }
}

async function* laidOut(
  run: DrawnRun,
  contents: Contents,
  options: RunPagesOptions,
): AsyncGenerator<PlacedLabel & { layout: LabelLayout }> {
  let group: string | null | undefined;
  for await (const placed of contents) {
    const layout = layOutOf(run, placed.content, options);
    if ('noRoom' in layout) throw noRoomFor(placed, layout.noRoom);
    const another = group !== undefined && group !== placed.content.group;
    group = placed.content.group;
    for (let copy = 0; copy < run.copies; copy += 1) {
      yield { position: placed.position, layout, newSheet: another && copy === 0 && run.options.newSheet };
    }
  }
}

/** How the labels of a run look, whose first ones these are. */
export const formOf = (
  { stock }: Pick<RunRecord, 'stock'>,
  contents: readonly RunContent[],
  measure: Measure,
): RunForm | null =>
  RunForm.of(
    contents.slice(0, FORM_OF).map((content) => shownOn(stock, content)),
    measure,
  );

const shownOn = (stock: RunRecord['stock'], content: RunContent): RunContent =>
  stock.id === CLASS_LIST ? lowContent(content, stock) : content;

/** One label of a run; what its stock has turned is laid out along the long side. */
export function layOutOf(
  { stock, arrangement, options: { correction }, dpi }: DrawnRun,
  content: RunContent,
  { measure, form, make = (symbology, text) => makeSymbol(symbology, text, correction) }: RunPagesOptions,
): ReturnType<typeof layOut> {
  const { labelWidth, labelHeight, turned = false } = stock;
  const size = turned ? { width: labelHeight, height: labelWidth } : { width: labelWidth, height: labelHeight };
  const dot = dpi === null ? {} : { dot: dotOf(dpi) };
  const layout = layOut(size, shownOn(stock, content), arrangement, { measure, make, form, ...dot });
  return turned && !('noRoom' in layout) ? turnedLayout(layout, labelWidth) : layout;
}

async function all<T>(items: AsyncIterable<T> | Iterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
