import { symbolsByShape } from '../symbols/shape.js';
import type { Symbol } from '../symbols/symbol.js';
import type { LabelContent, Measure } from './layout.js';
import type { Room, Slots } from './words.rules.js';
import { isBlank, slotsFor } from './words.rules.js';

/** So many of a run's labels say how all of them look. */
export const FORM_OF = 500;
/** Longer ones than these get smaller letters by themselves: a single long name makes no other small. */
const USUAL = 0.9;
const LONGEST_TEXT = 200;

/** How the labels of a run look: one form for all, so that they line up, whatever is said on each. */
export class RunForm {
  private readonly known = new Map<string, Slots>();

  private constructor(
    private readonly content: LabelContent,
    /** Its widest bars: those of all are as fine. */
    readonly bars: Symbol,
    private readonly measure: Measure,
  ) {}

  /** `null`: there is no label. */
  static of(contents: readonly LabelContent[], measure: Measure): RunForm | null {
    if (contents.length === 0) return null;
    const make = symbolsByShape('M');
    const codes = contents.map(({ code }) => ({ code, bars: make('code128', code) }));
    const widest = codes.reduce((one, other) => (other.bars.width > one.bars.width ? other : one));
    const slots = Math.max(...contents.map(({ lines }) => lines.length));
    const lines = Array.from({ length: slots }, (_, n) => {
      const said = contents.map((content) => content.lines[n] ?? '').filter((line) => !isBlank(line));
      return usual(said, 400, measure);
    });
    const named = contents.flatMap(({ heading }) => heading ?? []);
    const lawfulFirst = Math.max(...contents.map((content) => content.lawfulFirst ?? 0));
    const content = { code: widest.code, link: null, lines, lawfulFirst };
    const heading = named.length > 0 ? { heading: usual(named, 700, measure) } : {};
    return new RunForm({ ...content, ...heading }, widest.bars, measure);
  }

  /** Whether it has a place for whatever the label says. */
  holds({ lines }: LabelContent): boolean {
    return lines.every((line, n) => isBlank(line) || !isBlank(this.content.lines[n]));
  }

  slotsIn(room: Room, linear: boolean): Slots {
    const key = `${room.width} ${room.height} ${linear}`;
    let slots = this.known.get(key);
    if (!slots) {
      slots = slotsFor(room, this.content, linear, this.measure);
      this.known.set(key, slots);
    }
    return slots;
  }
}

/** The longest text but for a tenth of them. */
function usual(texts: readonly string[], weight: 400 | 700, measure: Measure): string {
  const sorted = [...new Map(texts.map((text) => [text, measure(text.slice(0, LONGEST_TEXT), 1, weight)]))];
  sorted.sort(([, one], [, other]) => one - other);
  return sorted[Math.ceil((sorted.length - 1) * USUAL)]?.[0] ?? '';
}
