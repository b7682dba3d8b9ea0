import { plainContent } from '../contents/content.js';
import type { LabelContents } from '../contents/label-contents.js';
import { layOutOf } from '../drawing/run-pages.js';
import type { Arrangement } from '../layout/layout.js';
import { shapeOf, symbolsByShape } from '../symbols/shape.js';
import { textFault } from '../symbols/symbol.rules.js';
import type { NoRoomListDto } from './plan.dto.js';
import type { NewItem, RunRecord } from './run.js';
import { ARRANGEMENTS } from './run.js';

const NAMED = 20;
const flat = (): number => 0;

/** Codes that the stock has no room for: each shape of code is tried once, however many labels have it. */
export function roomCheck(run: RunRecord, items: readonly NewItem[], contents: LabelContents): NoRoomListDto {
  const make = symbolsByShape(run.options.correction);
  const whyNot = (code: string, arrangement: Arrangement): string | null => {
    const fault = textFault(code);
    if (fault !== null) return `${code} ${fault}`;
    const content = plainContent({ code, link: contents.linkOf(run, code) });
    const layout = layOutOf({ ...run, arrangement }, content, { measure: flat, make });
    return 'noRoom' in layout ? layout.noRoom : null;
  };
  const shapes = new Map<string, { example: string; fits: boolean }>();
  const without: { position: number; code: string }[] = [];
  for (const [n, { code }] of items.entries()) {
    const shape = shapeOf(code);
    let known = shapes.get(shape);
    if (!known) {
      known = { example: code, fits: whyNot(code, run.arrangement) === null };
      shapes.set(shape, known);
    }
    if (!known.fits) without.push({ position: n + 1, code });
  }
  const others = without.length === 0 ? [] : ARRANGEMENTS.filter((arrangement) => arrangement !== run.arrangement);
  return {
    count: without.length,
    items: without
      .slice(0, NAMED)
      .map(({ position, code }) => ({ position, code, message: whyNot(code, run.arrangement) ?? '' })),
    offers: others.filter((arrangement) =>
      [...shapes.values()].every(({ example }) => whyNot(example, arrangement) === null),
    ),
  };
}
