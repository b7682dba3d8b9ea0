import type { TextTools } from '@app/platform';
import type { LabelSheetDto } from '../runs/plan.dto.js';
import type { Symbol } from '../symbols/symbol.js';
import type { Adjustment, LabelPage } from './page.js';

type Tools = Pick<TextTools, 'measure' | 'printable'>;

/** A page for whoever draws it as SVG: what the document has, in the same places; the places of the labels are the stock's. */
export function sheetView({ width, height, cells, drawn }: LabelPage, adjust: Adjustment, tools: Tools): LabelSheetDto {
  const sheet: LabelSheetDto = { width, height, cells, shapes: [], texts: [], outlines: [] };
  const { scale } = adjust;
  for (const part of drawn) {
    const x = part.x * scale + adjust.x;
    if (part.kind === 'text') {
      const { size, weight } = part;
      const text = tools.printable(part.text);
      const baseline = part.baseline * scale + adjust.y;
      const wide = Math.round(tools.measure(text, size * scale, weight));
      sheet.texts.push({ x, baseline, size: size * scale, weight, text, width: wide });
      continue;
    }
    const y = part.y * scale + adjust.y;
    if (part.kind === 'outline') {
      sheet.outlines.push({ x, y, width: part.width * scale, height: part.height * scale });
    } else {
      const [boxes, code] = part.kind === 'icon' ? [part.boxes, null] : [part.symbol.boxes, part.text];
      const [unitX, unitY] = [part.unitX * scale, part.unitY * scale];
      sheet.shapes.push({ x, y, unitX, unitY, code, path: pathOf(boxes) });
    }
  }
  return sheet;
}

const pathOf = (boxes: Symbol['boxes']): string =>
  boxes.map(([x, y, width, height]) => `M${x} ${y}h${width}v${height}h${-width}z`).join('');
