import type { Measure } from '../layout/layout.js';
import type { LabelSheetDto } from '../runs/plan.dto.js';
import type { Symbol } from '../symbols/symbol.js';
import type { LabelPage } from './page.js';

/** A page for whoever draws it as SVG: what the document has, in the same places. */
export function sheetView({ width, height, cells, drawn }: LabelPage, measure: Measure): LabelSheetDto {
  const sheet: LabelSheetDto = { width, height, cells, shapes: [], texts: [], outlines: [] };
  for (const part of drawn) {
    if (part.kind === 'text') {
      const { x, baseline, size, weight, text } = part;
      sheet.texts.push({ x, baseline, size, weight, text, width: Math.round(measure(text, size, weight)) });
    } else if (part.kind === 'outline') {
      sheet.outlines.push({ x: part.x, y: part.y, width: part.width, height: part.height });
    } else {
      const { x, y, unitX, unitY } = part;
      const [boxes, code] = part.kind === 'icon' ? [part.boxes, null] : [part.symbol.boxes, part.text];
      sheet.shapes.push({ x, y, unitX, unitY, code, path: pathOf(boxes) });
    }
  }
  return sheet;
}

const pathOf = (boxes: Symbol['boxes']): string =>
  boxes.map(([x, y, width, height]) => `M${x} ${y}h${width}v${height}h${-width}z`).join('');
