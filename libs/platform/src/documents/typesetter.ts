import type { Contour, PathCommand } from './contours.js';
import { contoursOf } from './contours.js';
import type { Weight } from './fonts.js';
import { fontFiles } from './fonts.js';
import { isPlainScript, stretchesInSight } from './reading-order.js';

interface Glyph {
  id: number;
  codePoints: number[];
  advanceWidth: number;
  path: { commands: PathCommand[] };
}

/** What a document knows of a font and PDFKit's types do not say. */
export interface Font {
  id: string;
  ref(): unknown;
  /** Thousandths of the size in a unit of the font. */
  scale: number;
  /** By the code that the document has for a letter: its number in the font, its width, what it stands for. */
  subset: { glyphs: number[] };
  widths: number[];
  unicode: (readonly number[])[];
  font: {
    hasGlyphForCodePoint(code: number): boolean;
    getGlyph(id: number, codePoints?: number[]): Glyph;
    layout(
      text: string,
      features?: Record<string, boolean>,
      script?: undefined,
      language?: undefined,
      direction?: 'ltr' | 'rtl',
    ): Shape;
  };
}

interface Shape {
  glyphs: Glyph[];
  positions: { xAdvance: number; xOffset: number; yOffset: number }[];
}

/** Letters of one font beside each other: their codes in hex, place and width in thousandths of the size. */
export interface Piece {
  font: Font;
  hex: string;
  x: number;
  /** Above the line. */
  y: number;
  width: number;
  /** Where it stands in the text as it is read. */
  from: number;
}

/** A line from left to right. */
export interface Line {
  pieces: readonly Piece[];
  /** Outlines of what is drawn and not written, the dots of a letter that is put together: nobody copies it. */
  marks: readonly Contour[];
  width: number;
}

/** Some of a line, and where it stands in the text as it is read. */
type Part = Line & { from: number };

/** Lines that are remembered, of each weight. */
const MOST_LINES = 2_000;
/** Stands for what no font has. */
const UNKNOWN = '?';
const ASCII = /^[\x20-\x7e]*$/;
const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Puts a line together from the fonts that have its letters. */
export class Typesetter {
  private readonly fonts = new Map<string, Font>();
  private readonly fontOf: Record<Weight, Map<string, Font | null>> = { 400: new Map(), 700: new Map() };
  private readonly letters: Record<Weight, Map<string, Part>> = { 400: new Map(), 700: new Map() };
  private readonly lines: Record<Weight, Map<string, Line>> = { 400: new Map(), 700: new Map() };
  private readonly codes = new Map<string, string>();

  constructor(private readonly open: (file: string) => Font) {}

  /** A document says the same again and again. */
  line(text: string, weight: Weight): Line {
    const lines = this.lines[weight];
    const known = lines.get(text);
    if (known) return known;
    const shown = tidy(this.printable(text, weight));
    const line = joined(isPlainScript(shown) ? this.beside(shown, weight) : this.inSight(shown, weight));
    if (lines.size === MOST_LINES) lines.clear();
    lines.set(text, line);
    return line;
  }

  /** The text as it comes out: what no font has is one sign. */
  printable(text: string, weight: Weight = 400): string {
    if (this.has(text, weight)) return text;
    return Array.from(clusters.segment(text), ({ segment }) => (this.has(segment, weight) ? segment : UNKNOWN)).join(
      '',
    );
  }

  /** Letters that no font has. */
  unprintable(text: string, weight: Weight = 400): number {
    if (this.has(text, weight)) return 0;
    return Array.from(clusters.segment(text)).filter(({ segment }) => !this.has(segment, weight)).length;
  }

  private has(text: string, weight: Weight): boolean {
    if (ASCII.test(text)) return true;
    return [...tidy(text)].every((letter) => isJoiner(letter) || this.font(letter, weight) !== null);
  }

  /** The outlines of the letters, in thousandths of the size from the line's begin. */
  outlines(text: string, weight: Weight): Contour[] {
    const { pieces, marks } = this.line(text, weight);
    const letters = pieces.flatMap(({ font, hex, x, y }) => {
      let at = x;
      return (hex.match(/.{4}/g) ?? []).flatMap((code) => {
        const number = parseInt(code, 16);
        const { path } = font.font.getGlyph(font.subset.glyphs[number]);
        const contours = contoursOf(path.commands, { x: at, y, scale: font.scale });
        at += font.widths[number];
        return contours;
      });
    });
    return [...letters, ...marks];
  }

  private inSight(line: string, weight: Weight): Part[] {
    return stretchesInSight(line).flatMap(({ text, rtl, from }) =>
      // Letters that depend on their neighbours are set together.
      (isPlainScript(text) && !rtl ? this.beside(text, weight) : this.set(text, weight, rtl)).map((part) => ({
        ...part,
        from: part.from + from,
      })),
    );
  }

  private beside(text: string, weight: Weight): Part[] {
    const parts: Part[] = [];
    for (const letter of text) parts.push(this.letter(letter, weight));
    return parts;
  }

  private letter(letter: string, weight: Weight): Part {
    const known = this.letters[weight].get(letter);
    if (known) return known;
    const part = { ...joined(this.set(letter, weight, false)), from: 0 };
    this.letters[weight].set(letter, part);
    return part;
  }

  private set(text: string, weight: Weight, rtl: boolean): Part[] {
    const parts: { font: Font; text: string; from: number }[] = [];
    let from = -1;
    for (const letter of text) {
      from += 1;
      const last = parts.at(-1);
      const font = last && clings(letter) && has(last.font, letter) ? last.font : this.font(letter, weight);
      if (!font) continue;
      if (last?.font === font) last.text += letter;
      else parts.push({ font, text: letter, from });
    }
    const set = parts.map((part) => ({ ...this.shaped(part.font, part.text, rtl), from: part.from }));
    return rtl ? set.reverse() : set;
  }

  private shaped(font: Font, text: string, rtl: boolean): Line {
    const { glyphs, positions } = shape(font, text, rtl);
    const texts = spoken(rtl ? glyphs.toReversed() : glyphs, text);
    if (rtl) texts.reverse();
    const pieces: Piece[] = [];
    const marks: Contour[] = [];
    let at = 0;
    for (const [n, glyph] of glyphs.entries()) {
      const { xAdvance, xOffset, yOffset } = positions[n];
      const [x, y] = [at + xOffset * font.scale, yOffset * font.scale];
      const advance = xAdvance * font.scale;
      at += advance;
      // A joiner has done its work.
      if (advance === 0 && glyph.codePoints[0] === 0x20) continue;
      if (texts[n].length === 0) marks.push(...contoursOf(glyph.path.commands, { x, y, scale: font.scale }));
      else {
        const hex = this.code(font, glyph, texts[n]);
        pieces.push({ font, hex, x, y, width: glyph.advanceWidth * font.scale, from: 0 });
      }
    }
    return { pieces, marks, width: at };
  }

  /** A letter's code in the document: one for each text that it stands for, so that what is copied is what was written. */
  private code(font: Font, { id, advanceWidth }: Glyph, text: readonly number[]): string {
    const key = `${font.id} ${id} ${text.join()}`;
    const known = this.codes.get(key);
    if (known) return known;
    const number = font.subset.glyphs.push(id) - 1;
    font.widths[number] = advanceWidth * font.scale;
    font.unicode[number] = text;
    const code = number.toString(16).padStart(4, '0');
    this.codes.set(key, code);
    return code;
  }

  /** The font of a letter; `null`: none has it. */
  private font(letter: string, weight: Weight): Font | null {
    const fonts = this.fontOf[weight];
    const known = fonts.get(letter);
    if (known !== undefined) return known;
    let found: Font | null = null;
    for (const file of fontFiles(letter.codePointAt(0) ?? 0, weight)) {
      const font = this.opened(file);
      if (!has(font, letter)) continue;
      found = font;
      break;
    }
    fonts.set(letter, found);
    return found;
  }

  private opened(file: string): Font {
    const known = this.fonts.get(file);
    if (known) return known;
    const font = this.open(file);
    keepingText(font.font);
    this.fonts.set(file, font);
    return font;
  }
}

/** fontkit remembers a shape with the first text that it stood for; here each has its own. */
function keepingText(font: Font['font']): void {
  const shape = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints = []) =>
    Object.create(shape(id), { codePoints: { value: codePoints, enumerable: true } }) as Glyph;
}

const UNPLACED = { mark: false, mkmk: false, abvm: false, blwm: false };

/** fontkit trips over a few places of marks; they stand where the font has them without. */
function shape({ font }: Font, text: string, rtl: boolean): Shape {
  const direction = rtl ? 'rtl' : undefined;
  try {
    return font.layout(text, undefined, undefined, undefined, direction);
  } catch {
    return font.layout(text, UNPLACED, undefined, undefined, direction);
  }
}

/**
 * What each shape stands for, so that one after the other they say the text. Shapes that are not in the order of reading (a
 * vowel before its consonant) say one character each in that order; a shape too many says nothing.
 */
function spoken(glyphs: readonly Glyph[], text: string): (readonly number[])[] {
  const whole = Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
  const texts: (readonly number[])[] = glyphs.map(({ codePoints }) => codePoints);
  const says = (part: readonly number[], at: number): boolean => part.every((code, n) => whole[at + n] === code);
  let [from, first] = [0, 0];
  while (first < texts.length && says(texts[first], from)) from += texts[first++].length;
  let [to, last] = [whole.length, texts.length];
  while (last > first && to - texts[last - 1].length >= from && says(texts[last - 1], to - texts[last - 1].length))
    to -= texts[--last].length;
  for (let n = first; n < last; n += 1)
    texts[n] = whole.slice(from + n - first, n === last - 1 ? to : Math.min(to, from + n - first + 1));
  return texts;
}

const has = ({ font }: Font, letter: string): boolean => font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0);

/** Lines after each other as one; letters that follow each other in one font are one piece. */
function joined(lines: readonly Part[]): Line {
  const pieces: Piece[] = [];
  const marks: Contour[] = [];
  let width = 0;
  for (const line of lines) {
    for (const piece of line.pieces) {
      const x = width + piece.x;
      const last = pieces.at(-1);
      if (last?.font === piece.font && last.y === piece.y && Math.abs(last.x + last.width - x) < 0.01) {
        last.hex += piece.hex;
        last.width += piece.width;
      } else pieces.push({ ...piece, x, from: line.from });
    }
    for (const mark of line.marks) marks.push(mark.map((length, n) => (n % 2 === 0 ? length + width : length)));
    width += line.width;
  }
  return { pieces, marks, width };
}

/** A mark belongs to the letter that it stands on, and a line is copied whole if its spaces are of the same font. */
const clings = (letter: string): boolean => /^[\p{M}\u200c\u200d ]$/u.test(letter);
const isJoiner = (letter: string): boolean => letter === '\u200c' || letter === '\u200d';

/** One line of text, composed; what cannot be seen is left out, unless it joins letters or parts them. */
function tidy(text: string): string {
  if (ASCII.test(text) && !text.includes('  ')) return text;
  return text
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu, '');
}
