import type { Contour, TextTools } from '@app/platform';
import type { LabelSheetDto } from '../runs/sheet.dto.js';
import type { Symbol } from '../symbols/symbol.js';
import type { Adjustment, LabelPage } from './page.js';

/** What every computer draws much as the document does: Latin. */
const EVERYWHERE = /^[\x20-\x7e\u00a0-\u024f\u2010-\u2026]*$/;
/** Micrometres of a step of an outline. */
const STEP = 10;

/** A page for whoever draws it as SVG: what the document has, in the same places; the places of the labels are the stock's. */
export function sheetView(
  { width, height, cells, drawn }: LabelPage,
  adjust: Adjustment,
  tools: TextTools,
): LabelSheetDto {
  const sheet: LabelSheetDto = { width, height, cells, shapes: [], texts: [], outlines: [] };
  const { scale } = adjust;
  for (const part of drawn) {
    const x = part.x * scale + adjust.x;
    const turned = 'turned' in part && part.turned === true;
    if (part.kind === 'text') {
      const { size, weight } = part;
      const text = tools.printable(part.text);
      const baseline = part.baseline * scale + adjust.y;
      if (!EVERYWHERE.test(text)) {
        const path = outlinePath(tools.outlines(text, size * scale, weight));
        sheet.shapes.push({ x, y: baseline, unitX: STEP, unitY: STEP, turned, code: null, path });
        continue;
      }
      const wide = Math.round(tools.measure(text, size * scale, weight));
      sheet.texts.push({ x, baseline, size: size * scale, weight, turned, text, width: wide });
      continue;
    }
    const y = part.y * scale + adjust.y;
    if (part.kind === 'outline') {
      sheet.outlines.push({ x, y, width: part.width * scale, height: part.height * scale });
    } else {
      const [boxes, code] = part.kind === 'icon' ? [part.boxes, null] : [part.symbol.boxes, part.text];
      const [unitX, unitY] = [part.unitX * scale, part.unitY * scale];
      sheet.shapes.push({ x, y, unitX, unitY, turned, code, path: pathOf(boxes) });
    }
  }
  return sheet;
}

const outlinePath = (contours: readonly Contour[]): string =>
  contours
    .map((contour) => {
      const points = contour.map((length, n) => Math.round((n % 2 === 0 ? length : -length) / STEP));
      return `M${points.join(' ')}z`;
    })
    .join('');

const pathOf = (boxes: Symbol['boxes']): string =>
  boxes.map(([x, y, width, height]) => `M${x} ${y}h${width}v${height}h${-width}z`).join('');
