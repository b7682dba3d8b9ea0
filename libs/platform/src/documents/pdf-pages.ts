import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import PDFDocument from 'pdfkit';
import type { Contour } from './contours.js';
import type { Weight } from './fonts.js';
import type { Font, Piece } from './typesetter.js';
import { Typesetter } from './typesetter.js';
import { unpackWoff } from './woff.js';

/** Micrometres: a thousand to the millimetre. From the left and the top of the page. */
type Micrometres = number;

/** What PDFKit has of an object that is written when it ends. */
interface PdfRef {
  data: Record<string, unknown>;
  end: (content: Buffer) => void;
}

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

/**
 * The one way to a PDF: vector pages of boxes and text with embedded fonts, streamed as they are drawn. No HTML, no
 * images. PDFKit makes the document, its fonts and its compression; what is drawn is collected for each page and handed
 * over at once, which costs a fraction of its drawing calls.
 */
export class PdfPages {
  private readonly doc = new PDFDocument({ autoFirstPage: false, margin: 0, compress: true, bufferPages: false });
  private readonly type = new Typesetter((file) => {
    const font = unpackWoff(readFileSync(file));
    return (this.doc.font(font) as unknown as { _font: Font })._font;
  });
  private drawn: string[] = [];
  private readonly later = new Map<string, PdfRef>();

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
    let rectangles = '';
    for (const [x, y, width, height] of boxes) rectangles += `${x} ${y} ${width} ${height} re `;
    this.drawn.push(`q ${points(unit.x)} 0 0 ${points(unit.y)} ${at(origin.x, origin.y)} cm ${rectangles}f Q`);
  }

  /** The outline of a box, a hair wide. */
  outline(x: Micrometres, y: Micrometres, width: Micrometres, height: Micrometres): void {
    this.drawn.push(`0.25 w ${at(x, y)} ${points(width)} ${points(height)} re S`);
  }

  /** What `draw` draws around `0, 0` stands around this point, with a quarter turn clockwise. */
  quarterTurn(x: Micrometres, y: Micrometres, draw: () => void): void {
    this.drawn.push(`q 0 1 -1 0 ${at(x, y)} cm`);
    draw();
    this.drawn.push('Q');
  }

  line(fromX: Micrometres, fromY: Micrometres, toX: Micrometres, toY: Micrometres): void {
    this.drawn.push(`0.25 w ${at(fromX, fromY)} m ${at(toX, toY)} l S`);
  }

  text({ x, baseline, size, weight = 400, text }: TextAt): void {
    const { pieces, marks } = this.type.line(text, weight);
    for (const [from, ...more] of byFont(pieces))
      this.drawn.push(this.shown([from, ...more], size, x + (from.x * size * POINT) / 1_000, baseline));
    if (marks.length > 0) this.drawn.push(filled(marks, size / 1_000, at(x, baseline)));
  }

  /** A text that is known only at the end (how many pages there are), where it will end: `say` says it. */
  sayLater(name: string, right: Micrometres, baseline: Micrometres): void {
    const form = this.form();
    this.later.set(name, form);
    (this.doc.page as unknown as { xobjects: Record<string, PdfRef> }).xobjects[name] = form;
    this.drawn.push(`q 1 0 0 1 ${at(right, baseline)} cm /${name} Do Q`);
  }

  /** Once, when every page is drawn and before the end. */
  say(name: string, { size, text, weight = 400 }: Omit<TextAt, 'x' | 'baseline'>): void {
    const form = this.later.get(name);
    if (!form) return;
    const { pieces, width } = this.type.line(text, weight);
    const shown = byFont(pieces).map(([from, ...more]) =>
      this.shown([from, ...more], size, ((from.x - width) * size * POINT) / 1_000, 0),
    );
    // Its fonts are now among those of the last page.
    form.data.Resources = { Font: { ...(this.doc.page as unknown as { fonts: object }).fonts } };
    form.end(Buffer.from(shown.join('\n'), 'latin1'));
  }

  private form(): PdfRef {
    const box = [-1_000, -1_000, 1_000, 1_000];
    return (this.doc as unknown as { ref: (data: object) => PdfRef }).ref({
      ...{ Type: 'XObject', Subtype: 'Form', BBox: box },
    });
  }

  /** How wide the text is. */
  measure(text: string, size: number, weight: Weight = 400): Micrometres {
    return (this.type.line(text, weight).width * size * POINT) / 1_000;
  }

  /** The text as it comes out: a character that no font has is a `?`. */
  printable(text: string): string {
    return this.type.printable(text);
  }

  /** How many of its letters no font has. */
  unprintable(text: string): number {
    return this.type.unprintable(text);
  }

  /** The outlines of its letters in micrometres from the begin of the line, for whoever draws dots. */
  outlines(text: string, size: number, weight: Weight = 400): Contour[] {
    const unit = (size * POINT) / 1_000;
    return this.type.outlines(text, weight).map((contour) => contour.map((length) => length * unit));
  }

  end(): void {
    this.flush();
    this.doc.end();
  }

  private flush(): void {
    // PDFKit takes bytes as they are; of a text it copies each letter.
    if (this.drawn.length > 0) this.doc.addContent(Buffer.from(`${this.drawn.join('\n')}\n`, 'latin1'));
    this.drawn = [];
  }

  /** Pieces of one font are one text: whoever copies it gets it whole. */
  private shown([from, ...more]: Piece[], size: number, x: Micrometres, baseline: Micrometres): string {
    const { fonts } = this.doc.page as unknown as { fonts: Record<string, unknown> };
    fonts[from.font.id] ??= from.font.ref();
    const head = `BT /${from.font.id} ${number(size)} Tf 1 0 0 -1 ${at(x, baseline)} Tm`;
    if (more.length === 0 && from.y === 0) return `${head} <${from.hex}> Tj ET`;
    const shifted: string[] = [];
    let [end, rise] = [from.x, 0];
    for (const piece of [from, ...more]) {
      if (piece.y !== rise) shifted.push(`${number((piece.y * size) / 1_000)} Ts`);
      shifted.push(`[${number(end - piece.x)} <${piece.hex}>] TJ`);
      [end, rise] = [piece.x + piece.width, piece.y];
    }
    return `${head} ${shifted.join(' ')} 0 Ts ET`;
  }
}

/** Pieces of one font beside each other, in the order of reading: some programs copy what is written in that order. */
function byFont(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last?.[0].font === piece.font) last.push(piece);
    else groups.push([piece]);
  }
  return groups.sort(([one], [other]) => one.from - other.from);
}

const filled = (contours: readonly Contour[], scale: number, origin: string): string => {
  const drawn = contours.map((contour) =>
    contour.map((length, n) => `${number(length)} ${n % 2 === 0 ? '' : n === 1 ? 'm' : 'l'}`).join(' '),
  );
  return `q ${String(scale)} 0 0 ${String(-scale)} ${origin} cm ${drawn.join(' h ')} h f Q`;
};

/** PDFKit turns each page so that it begins at the top, as ours do; letters are turned back. */
const at = (x: Micrometres, y: Micrometres): string => `${points(x)} ${points(y)}`;

const points = (length: Micrometres): string => number(length / POINT);

/** Three decimals of a point are a third of a micrometre. */
const number = (value: number): string => String(Math.round(value * 1_000) / 1_000);
