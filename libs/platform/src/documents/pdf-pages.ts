import type { Readable } from 'node:stream';
import PDFDocument from 'pdfkit';
import { fontFiles, isPlainScript, wordsInSight } from './fonts.js';
import type { Weight } from './fonts.js';

/** Micrometres: a thousand to the millimetre. From the left and the top of the page. */
type Micrometres = number;

/** Micrometres in a PDF point. */
const POINT = 25_400 / 72;

export interface TextAt {
  x: Micrometres;
  /** Of the line on which the letters stand. */
  baseline: Micrometres;
  /** In points. */
  size: number;
  weight?: Weight;
  text: string;
}

/** What the document knows of a font and PDFKit's types do not say. */
interface Font {
  id: string;
  encode(text: string): [string[], { xAdvance: number }[]];
  ref(): unknown;
  font: { hasGlyphForCodePoint(code: number): boolean };
}

/** Characters in one font: their codes in hex, their width in thousandths of the size. */
interface Glyph {
  font: Font;
  hex: string;
  width: number;
}

/** Lines that are remembered, of each weight. */
const MOST_LINES = 2_000;

/** Stands for what no font has. */
const UNKNOWN = '?';

/**
 * The one way to a PDF: vector pages of boxes and text with embedded fonts, streamed as they are drawn. No HTML, no
 * images. PDFKit makes the document, its fonts and its compression; what is drawn is collected for each page and handed
 * over at once, which costs a fraction of its drawing calls.
 */
export class PdfPages {
  private readonly doc = new PDFDocument({ autoFirstPage: false, margin: 0, compress: true, bufferPages: false });
  private readonly fonts = new Map<string, Font>();
  private readonly glyphs: Record<Weight, Map<string, Glyph>> = { 400: new Map(), 700: new Map() };
  private readonly lines: Record<Weight, Map<string, readonly Glyph[]>> = { 400: new Map(), 700: new Map() };
  private drawn: string[] = [];

  constructor(title: string) {
    this.doc.info.Title = title;
    this.doc.info.Creator = 'Cubby';
  }

  /** The bytes; read it while pages are drawn. */
  get stream(): Readable {
    return this.doc;
  }

  page(width: Micrometres, height: Micrometres): void {
    this.flush();
    this.doc.addPage({ size: [width / POINT, height / POINT], margin: 0 });
  }

  /**
   * Black boxes on a grid: `origin` is its left top corner, `unit` the size of one cell, the boxes are in cells. What a
   * barcode is, written in small whole numbers.
   */
  grid(
    origin: { x: Micrometres; y: Micrometres },
    unit: { x: Micrometres; y: Micrometres },
    boxes: readonly (readonly [x: number, y: number, width: number, height: number])[],
  ): void {
    const rectangles = boxes.map(([x, y, width, height]) => `${x} ${y} ${width} ${height} re`).join(' ');
    this.drawn.push(`q ${points(unit.x)} 0 0 ${points(unit.y)} ${at(origin.x, origin.y)} cm ${rectangles} f Q`);
  }

  /** The outline of a box, a hair wide. */
  outline(x: Micrometres, y: Micrometres, width: Micrometres, height: Micrometres): void {
    this.drawn.push(`0.25 w ${at(x, y)} ${points(width)} ${points(height)} re S`);
  }

  line(fromX: Micrometres, fromY: Micrometres, toX: Micrometres, toY: Micrometres): void {
    this.drawn.push(`0.25 w ${at(fromX, fromY)} m ${at(toX, toY)} l S`);
  }

  text({ x, baseline, size, weight = 400, text }: TextAt): void {
    let at = x;
    for (const { font, hex, width } of this.runsOf(text, weight)) {
      this.drawn.push(this.shown(font, size, at, baseline, hex));
      at += (width * size * POINT) / 1_000;
    }
  }

  /** How wide the text is. */
  measure(text: string, size: number, weight: Weight = 400): Micrometres {
    const thousandths = this.runsOf(text, weight).reduce((sum, { width }) => sum + width, 0);
    return (thousandths * size * POINT) / 1_000;
  }

  end(): void {
    this.flush();
    this.doc.end();
  }

  private flush(): void {
    if (this.drawn.length > 0) this.doc.addContent(this.drawn.join('\n'));
    this.drawn = [];
  }

  private shown(font: Font, size: number, x: Micrometres, baseline: Micrometres, hex: string): string {
    const { fonts } = this.doc.page as unknown as { fonts: Record<string, unknown> };
    fonts[font.id] ??= font.ref();
    return `BT /${font.id} ${number(size)} Tf 1 0 0 -1 ${at(x, baseline)} Tm <${hex}> Tj ET`;
  }

  /** The line from left to right, each run in the font that has it. A document says the same again and again. */
  private runsOf(text: string, weight: Weight): readonly Glyph[] {
    const lines = this.lines[weight];
    const known = lines.get(text);
    if (known) return known;
    const runs: Glyph[] = [];
    for (const word of wordsInSight(tidy(text))) {
      // Letters that depend on their neighbours are encoded together.
      const parts = isPlainScript(word)
        ? [...word].map((each) => this.glyph(each, weight))
        : this.encoded(word, weight);
      for (const { font, hex, width } of parts) {
        const last = runs.at(-1);
        if (last?.font === font) {
          last.hex += hex;
          last.width += width;
        } else runs.push({ font, hex, width });
      }
    }
    if (lines.size === MOST_LINES) lines.clear();
    lines.set(text, runs);
    return runs;
  }

  private encoded(word: string, weight: Weight): Glyph[] {
    const parts: { font: Font; text: string }[] = [];
    for (const character of word) {
      const font = this.fontFor(character, weight);
      const last = parts.at(-1);
      const shown = font ? character : UNKNOWN;
      const used = font ?? this.font(fontFiles(weight)[0]);
      if (last?.font === used) last.text += shown;
      else parts.push({ font: used, text: shown });
    }
    return parts.map(({ font, text }) => {
      const [codes, positions] = font.encode(text);
      return { font, hex: codes.join(''), width: positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) };
    });
  }

  private glyph(character: string, weight: Weight): Glyph {
    const known = this.glyphs[weight].get(character);
    if (known) return known;
    const [glyph] = this.encoded(character, weight);
    this.glyphs[weight].set(character, glyph);
    return glyph;
  }

  private fontFor(character: string, weight: Weight): Font | null {
    const code = character.codePointAt(0) ?? 0;
    for (const file of fontFiles(weight)) {
      const font = this.font(file);
      if (font.font.hasGlyphForCodePoint(code)) return font;
    }
    return null;
  }

  private font(file: string): Font {
    const known = this.fonts.get(file);
    if (known) return known;
    const font = (this.doc.font(file) as unknown as { _font: Font })._font;
    this.fonts.set(file, font);
    return font;
  }
}

/** One line of text, composed; what cannot be seen is left out. */
const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '');

/** PDFKit turns each page so that it begins at the top, as ours do; letters are turned back. */
const at = (x: Micrometres, y: Micrometres): string => `${points(x)} ${points(y)}`;

const points = (length: Micrometres): string => number(length / POINT);

/** Three decimals of a point are a third of a micrometre. */
const number = (value: number): string => String(Math.round(value * 1_000) / 1_000);
