import bwip from 'bwip-js/node';

/** Values of Code 128: what begins a symbol in a set of characters, what changes to it, and the end. */
const SETS = { B: { start: 104, change: 100 }, C: { start: 105, change: 99 } } as const;
const STOP = 106;
/** Bars and spaces of a value. */
const ELEMENTS = 6;

/** Four digits and more in pairs, the odd one of them alone; everything else character by character. */
const CHUNKS = /^\d\d$|^(?:\d\d){2,}|(?:\d\d){2,}(?!\d)|[^]/g;

/** Widths of bar, space, bar … of a text of printable ASCII, as bwip-js makes them: that takes fifty times as long. */
export function code128(text: string): number[] {
  const values = valuesOf(text);
  const check = values.reduce((sum, value, place) => sum + value * place) % 103;
  const bars = barsOf();
  const widths: number[] = [];
  for (const value of [...values, check, STOP]) widths.push(...bars[value]);
  return widths;
}

/** Set C has two digits in a value, set B one character of any kind. */
function valuesOf(text: string): number[] {
  const values: number[] = [];
  let set: 'B' | 'C' | undefined;
  for (const chunk of text.match(CHUNKS) ?? []) {
    const wanted = chunk.length > 1 ? 'C' : 'B';
    if (set !== wanted) values.push(set ? SETS[wanted].change : SETS[wanted].start);
    set = wanted;
    if (set === 'B') values.push(chunk.charCodeAt(0) - 32);
    else for (let at = 0; at < chunk.length; at += 2) values.push(Number(chunk.slice(at, at + 2)));
  }
  return values;
}

let known: readonly number[][] | undefined;

/** What each value looks like, asked of bwip-js once. */
function barsOf(): readonly number[][] {
  if (known) return known;
  const every = Array.from({ length: STOP }, (_, value) => `^${String(value).padStart(3, '0')}`).join('');
  const [{ sbs }] = bwip.raw({ bcid: 'code128', raw: true, text: every } as never) as unknown as [{ sbs: number[] }];
  known = Array.from({ length: STOP + 1 }, (_, value) =>
    // The last is the stop, with one bar more, behind the check.
    value === STOP ? sbs.slice(-(ELEMENTS + 1)) : sbs.slice(value * ELEMENTS, (value + 1) * ELEMENTS),
  );
  return known;
}
