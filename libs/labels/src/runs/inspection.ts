import type { TextTools } from '@app/platform';
import type { RunContent } from '../contents/content.js';
import { formOf, layOutOf } from '../drawing/run-pages.js';
import type { LabelPart } from '../layout/layout.js';
import { breather } from '../shared/breather.js';
import { symbolsByShape } from '../symbols/shape.js';
import type { LabelPlanDto, LabelTroublesDto } from './plan.dto.js';
import type { RunRecord } from './run.js';

const NAMED = 10;

/** What people would miss on these labels: lines without room, shortened ones, letters without a font, and what the law asks for. */
export async function inspect(
  run: RunRecord,
  contents: readonly RunContent[],
  { measure, printable }: TextTools,
): Promise<Pick<LabelPlanDto, 'dropped' | 'cut' | 'unprintable' | 'programMissing' | 'narrowestModule' | 'inspected'>> {
  const make = symbolsByShape(run.options.correction);
  const [dropped, cut, unprintable, programMissing] = [troubles(), troubles(), troubles(), troubles()];
  const breathe = breather();
  const form = formOf(run, contents, measure);
  let narrowest = Infinity;
  for (const [n, content] of contents.entries()) {
    await breathe();
    const layout = layOutOf(run, content, { measure, make, form });
    if ('noRoom' in layout) continue;
    for (const part of layout.drawn) if (part.kind === 'symbol') narrowest = Math.min(narrowest, part.unitX);
    const add = (to: LabelTroublesDto, text: string | null): void => {
      if (text === null) return;
      to.count += 1;
      if (to.items.length < NAMED) to.items.push({ position: n + 1, code: content.code, text });
    };
    add(dropped, layout.dropped[0] ?? null);
    add(cut, layout.cut[0] ?? null);
    add(unprintable, layout.drawn.flatMap(textOf).find((text) => printable(text) !== text) ?? null);
    add(programMissing, missing(run, content, [...layout.dropped, ...layout.cut]));
  }
  return {
    ...{ dropped, cut, unprintable, programMissing, inspected: contents.length },
    narrowestModule: narrowest === Infinity ? null : Math.round(narrowest),
  };
}

const textOf = (part: LabelPart): string[] => (part.kind === 'text' ? [part.text] : []);

const troubles = (): LabelTroublesDto => ({ count: 0, items: [] });

function missing(
  run: RunRecord,
  { program, lawful: [line, owner], programGap }: RunContent,
  incomplete: readonly string[],
): string | null {
  if (!program) return null;
  if (!run.options.program) return 'left-out';
  if (incomplete.includes(line)) return 'no-room';
  // The line stands there; whose it is does not, or not whole.
  if (owner !== undefined && incomplete.includes(owner)) return 'no-owner';
  return programGap ? 'no-number' : null;
}
