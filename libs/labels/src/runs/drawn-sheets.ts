import type { TextTools } from '@app/platform';
import { NO_OVERHANG, overhangOf, worstOf } from '../drawing/overhang.js';
import { adjustmentOf } from '../drawing/page.js';
import type { PlacedContent } from '../drawing/placed.js';
import type { LabelPlanDto } from './plan.dto.js';
import type { RunRecord } from './run.js';

interface Drawing {
  tools: TextTools;
  /** Name of the site. */
  site: string;
}

/** Pages as the preview shows them, and what the printer's numbers push off them. */
export type DrawnSheets = Pick<LabelPlanDto, 'sheets' | 'offPage'>;

/** Of a roll so many labels are shown under each other. */
export const ROLL_LABELS = 6;

/** The pages from `from` (counted from 1) on. @throws LabelNoRoom */
export async function drawnSheets(
  run: RunRecord,
  labels: readonly PlacedContent[],
  { tools, site }: Drawing,
  { from = 1, most }: { from?: number; most: number },
): Promise<DrawnSheets> {
  const { runPages } = await import('../drawing/run-pages.js');
  const { sheetView } = await import('../drawing/sheet-view.js');
  const adjust = adjustmentOf(run);
  const drawn: DrawnSheets = { sheets: [], offPage: NO_OVERHANG };
  let number = 0;
  for await (const page of runPages(run, labels, { measure: tools.measure, site })) {
    number += 1;
    if (number < from) continue;
    drawn.sheets.push(sheetView(page, adjust, tools));
    drawn.offPage = worstOf(drawn.offPage, overhangOf(page, adjust, tools.measure));
    if (drawn.sheets.length === most) break;
  }
  return drawn;
}
