import type { PlacedContent } from '../drawing/placed.js';
import type { LabelPage, PageCell } from '../drawing/page.js';
import type { Drawn } from '../layout/layout.js';
import { emptyPage } from '../sheets/sheet-pages.js';
import type { Stock } from '../stock/stock.js';
import { cellsOf } from '../stock/stock.rules.js';
import { makeSymbol } from '../symbols/make-symbol.js';
import { moduleIn } from '../symbols/symbol.rules.js';
import { COMMAND_CARD_WORDS } from './command-cards.js';

const MM = 1_000;
/** As gloved hands and a laminator want it (ux.md 3.7). */
const BARS = 20 * MM;
const PAD = 3 * MM;
const ICON = 11 * MM;

/** Cards to cut out: an outline, an icon, words and bars of twenty millimetres. */
export function* commandPages(stock: Stock, labels: readonly PlacedContent[]): Generator<LabelPage> {
  for (let from = 0; from < labels.length; from += cellsOf(stock)) {
    const page = emptyPage(stock);
    for (const [at, label] of labels.slice(from, from + cellsOf(stock)).entries()) {
      page.cells[at].position = label.position;
      page.drawn.push(...card(page.cells[at], label.content.code));
    }
    yield page;
  }
}

function card({ x, y, width, height }: PageCell, code: string): Drawn[] {
  const { title, says, icon } = COMMAND_CARD_WORDS.get(code) ?? { title: code, says: '', icon: [] };
  const bars = makeSymbol('code128', code);
  const module = moduleIn(bars, width - 2 * PAD, BARS) ?? 250;
  const words = x + PAD + ICON + 3 * MM;
  return [
    { kind: 'outline', x, y, width, height },
    { kind: 'icon', boxes: boxesOf(icon), x: x + PAD, y: y + PAD, unitX: ICON / 16, unitY: ICON / 16 },
    { kind: 'text', x: words, baseline: y + PAD + 5.5 * MM, size: 15, weight: 700, text: title },
    { kind: 'text', x: words, baseline: y + PAD + 10 * MM, size: 9, weight: 400, text: says },
    {
      ...{ kind: 'symbol', symbol: bars, text: code, unitX: module, unitY: BARS },
      ...{ x: x + (width - bars.width * module) / 2, y: y + height - BARS - 2 * MM },
    },
  ];
}

/** Black cells that stand beside each other are one box. */
const boxesOf = (icon: readonly string[]): (readonly [number, number, number, number])[] =>
  icon.flatMap((row, y) => [...row.matchAll(/#+/g)].map(({ 0: run, index }) => [index, y, run.length, 1] as const));
