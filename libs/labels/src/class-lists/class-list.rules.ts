import type { LabelContent } from '../layout/layout.js';
import type { Stock } from '../stock/stock.js';

/** Higher ones are no easier to read. */
const FEWEST_ROWS = 10;
/** A label of this height has one line below the name. */
const LOW = 15_000;

/** The page for so many people: its rows as high as there is room. */
export function roomyPage(stock: Stock, people: number): Stock {
  const wanted = Math.max(FEWEST_ROWS, Math.ceil(people / stock.columns));
  const rows = Math.min(stock.rows, wanted);
  const pitchY = Math.floor((stock.pitchY * stock.rows) / rows);
  return { ...stock, rows, pitchY, labelHeight: pitchY - (stock.pitchY - stock.labelHeight) };
}

/** Number, grade and homeroom in one line where there is no room for two. */
export const lowContent = <C extends LabelContent>(content: C, { labelHeight }: Pick<Stock, 'labelHeight'>): C =>
  labelHeight < LOW ? { ...content, lines: [content.lines.join(' · ')] } : content;
