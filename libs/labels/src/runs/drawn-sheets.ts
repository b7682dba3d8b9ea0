import type { TextTools } from '@app/platform';
import type { RunContent } from '../contents/content.js';
import { NO_OVERHANG, overLabelsOf, worstOf } from '../drawing/overhang.js';
import { adjustmentOf } from '../drawing/page.js';
import type { PlacedContent } from '../drawing/placed.js';
import type { LabelPlanDto } from './plan.dto.js';
import type { RunRecord } from './run.js';

interface Drawing {
  tools: TextTools;
  /** Name of the site. */
  site: string;
  /** The first labels of the run: all others look like them. */
  first: readonly RunContent[];
}

/** Pages as the preview shows them, and what the printer's numbers push over the edges of their labels. */
export type DrawnSheets = Pick<LabelPlanDto, 'sheets' | 'offLabel'>;

/** Of a roll so many labels are shown under each other. */
export const ROLL_LABELS = 6;

/** The pages from `from` (counted from 1) on. @throws LabelNoRoom */
export async function drawnSheets(
  run: RunRecord,
  labels: readonly PlacedContent[],
  { tools, site, first }: Drawing,
  { from = 1, most }: { from?: number; most: number },
): Promise<DrawnSheets> {
  const { formOf, runPages } = await import('../drawing/run-pages.js');
  const { sheetView } = await import('../drawing/sheet-view.js');
  const adjust = adjustmentOf(run);
  const drawn: DrawnSheets = { sheets: [], offLabel: NO_OVERHANG };
  const form = formOf(run, first, tools.measure);
  let number = 0;
  for await (const page of runPages(run, labels, { measure: tools.measure, site, form })) {
    number += 1;
    if (number < from) continue;
    drawn.sheets.push(sheetView(page, adjust, tools));
    drawn.offLabel = worstOf(drawn.offLabel, overLabelsOf(page, adjust, tools.measure));
    if (drawn.sheets.length === most) break;
  }
  return drawn;
}
