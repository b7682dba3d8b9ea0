import { problemOf, type Dto } from '../../lib/api.js';

type Stock = Dto<'LabelStockDto'>;
export type OffPage = Dto<'LabelOffPageDto'>;

/** White on each side of a label. */
const WHITE_UM = 1_000;

interface Moved {
  offsetXTenths: number;
  offsetYTenths: number;
  scalePermille: number;
}

/** How far a printer's numbers push what stands on the outermost labels off the page, in micrometres. */
export function offPageOf(stock: Stock, { offsetXTenths, offsetYTenths, scalePermille }: Moved): OffPage {
  const scale = scalePermille / 1000;
  const beyond = (start: number, pitch: number, count: number, size: number, page: number, tenths: number) => {
    const end = start + pitch * (count - 1) + size;
    return {
      before: Math.max(0, Math.round(-((start + WHITE_UM) * scale + tenths * 100))),
      after: Math.max(0, Math.round((end - WHITE_UM) * scale + tenths * 100 - page)),
    };
  };
  const { left, top, pitchX, pitchY, columns, rows, labelWidth, labelHeight, pageWidth, pageHeight } = stock;
  const across = beyond(left, pitchX, columns, labelWidth, pageWidth, offsetXTenths);
  const down = beyond(top, pitchY, rows, labelHeight, pageHeight, offsetYTenths);
  return { left: across.before, right: across.after, top: down.before, bottom: down.after };
}

const SIDES = { left: 'at the left', right: 'at the right', top: 'at the top', bottom: 'at the bottom' } as const;

/** "1.5 mm at the left and 0.2 mm at the top"; nothing where less than a tenth is off. */
export const offPageWords = (off: OffPage): string =>
  (Object.keys(SIDES) as (keyof typeof SIDES)[])
    .filter((side) => off[side] >= 100)
    .map((side) => `${(Math.ceil(off[side] / 100) / 10).toFixed(1)} mm ${SIDES[side]}`)
    .join(' and ');

/** The box that agrees, and what is said while it is not ticked. */
export const OFF_PAGE_ID = 'label-off-page';
export const OFF_PAGE_ASKED = 'Say whether to print labels that the edge of the page cuts';

/** What the edge would cut, of a refusal that somebody can agree to; `null`: it was refused for something else. */
export function refusedOffPage(error: unknown): OffPage | null {
  if (!error) return null;
  const { code, details } = problemOf(error);
  return code === 'label-run.off-page' ? (details as { offPage: OffPage }).offPage : null;
}
