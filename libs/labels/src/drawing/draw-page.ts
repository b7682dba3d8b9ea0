import type { PdfPages } from '@app/platform';
import type { Drawn } from '../layout/layout.js';
import type { Adjustment, LabelPage } from './page.js';

/** A page of the document, in true size but for what the printer adds. */
export function drawPage(pages: PdfPages, { width, height, drawn }: LabelPage, adjust: Adjustment): void {
  pages.page(width, height);
  for (const part of drawn) draw(pages, part, adjust);
}

function draw(pages: PdfPages, part: Drawn, adjust: Adjustment): void {
  const { x: dx, y: dy, scale } = adjust;
  const x = part.x * scale + dx;
  if ('turned' in part && part.turned) {
    const { turned: _turned, ...upright } = part;
    const y = (upright.kind === 'text' ? upright.baseline : upright.y) * scale + dy;
    const start = upright.kind === 'text' ? { ...upright, x: 0, baseline: 0 } : { ...upright, x: 0, y: 0 };
    pages.quarterTurn(x, y, () => draw(pages, start, { x: 0, y: 0, scale }));
    return;
  }
  if (part.kind === 'text') {
    pages.text({ ...part, x, baseline: part.baseline * scale + dy, size: part.size * scale });
    return;
  }
  const y = part.y * scale + dy;
  if (part.kind === 'outline') {
    pages.outline(x, y, part.width * scale, part.height * scale);
  } else {
    const boxes = part.kind === 'icon' ? part.boxes : part.symbol.boxes;
    pages.grid({ x, y }, { x: part.unitX * scale, y: part.unitY * scale }, boxes);
  }
}
