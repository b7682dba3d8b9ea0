import type { Adjustment } from '../drawing/page.js';
import { dotOf } from '../rolls/zpl.js';
import type { Dpi } from './printer.dto.js';
import type { Stock } from '../stock/stock.js';

const MM = 1_000;
/** From the edge of the label to the frame: what is read off by how much the printer is off. */
const INSIDE = 2 * MM;

/**
 * A label with a frame two millimetres from each edge and a ruler along two of them, for a printer that takes ZPL.
 * @param says plain words: nothing that somebody typed
 */
export function alignmentZpl(
  { labelWidth, labelHeight }: Pick<Stock, 'labelWidth' | 'labelHeight'>,
  says: readonly string[],
  dpi: Dpi,
  { x, y }: Pick<Adjustment, 'x' | 'y'>,
): string {
  const dots = (length: number): number => Math.round(length / dotOf(dpi));
  const box = (left: number, top: number, width: number, height: number): string =>
    `^FO${Math.max(0, dots(left + x))},${Math.max(0, dots(top + y))}^GB${Math.max(2, dots(width))},${Math.max(2, dots(height))},2^FS`;
  const ticks = (extent: number): number[] =>
    Array.from({ length: Math.floor((extent - 2 * INSIDE) / MM) + 1 }, (_, mm) => mm);
  const long = (mm: number): number => (mm % 10 === 0 ? 3 : mm % 5 === 0 ? 2 : 1) * MM;
  const lines = says.map(
    (said, n) => `^FO${dots(8 * MM + x)},${dots((7 + 4 * n) * MM + y)}^A0N,${dots(3 * MM)},0^FD${said}^FS`,
  );
  return [
    ...['^XA', '^CI28', `^PW${dots(labelWidth)}`, `^LL${dots(labelHeight)}`, '^LH0,0'],
    box(INSIDE, INSIDE, labelWidth - 2 * INSIDE, labelHeight - 2 * INSIDE),
    ...ticks(labelWidth).map((mm) => box(INSIDE + mm * MM, INSIDE, 0, long(mm))),
    ...ticks(labelHeight).map((mm) => box(INSIDE, INSIDE + mm * MM, long(mm), 0)),
    ...lines,
    '^XZ\n',
  ].join('\n');
}
