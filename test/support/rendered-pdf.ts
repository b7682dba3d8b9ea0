import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, DOMMatrix, ImageData as CanvasImageData, Path2D } from '@napi-rs/canvas';
import type { Canvas } from '@napi-rs/canvas';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

// Before it is loaded: it would take a second copy of the canvas, which knows nothing of the shapes of the first.
Object.assign(globalThis, { DOMMatrix, Path2D, ImageData: CanvasImageData });
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

/** Dots per inch of a label printer. */
export const DPI = 203;

/** A PDF as another program sees it: pages as pictures, and what a scanner reads on them. */
export class RenderedPdf {
  private constructor(private readonly pdf: PDFDocumentProxy) {}

  static async of(bytes: Uint8Array): Promise<RenderedPdf> {
    return new RenderedPdf(await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise);
  }

  get pages(): number {
    return this.pdf.numPages;
  }

  /** Width and height of a page in inches; pages count from 1. */
  async size(page: number): Promise<[number, number]> {
    const { width, height } = (await this.pdf.getPage(page)).getViewport({ scale: 1 });
    return [width / 72, height / 72];
  }

  async picture(page: number, dpi = DPI): Promise<Canvas> {
    const proxy = await this.pdf.getPage(page);
    const viewport = proxy.getViewport({ scale: dpi / 72 });
    const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
    const context = canvas.getContext('2d');
    context.fillStyle = 'white';
    context.fillRect(0, 0, canvas.width, canvas.height);
    await proxy.render({ canvasContext: context as never, canvas: canvas as never, viewport }).promise;
    return canvas;
  }

  /** All codes of a page, each with where it was found, in inches from the left and the top. */
  async codes(page: number): Promise<{ text: string; format: string; x: number; y: number }[]> {
    return codesOn(await this.picture(page));
  }

  /** What is copied out of a page. */
  async copied(page: number): Promise<string> {
    const { items } = await (await this.pdf.getPage(page)).getTextContent();
    return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
  }

  async text(page: number): Promise<string> {
    const { items } = await (await this.pdf.getPage(page)).getTextContent();
    return items.map((item) => ('str' in item ? item.str : '')).join(' ');
  }
}

export async function codesOn(
  canvas: Canvas,
  dpi = DPI,
): Promise<{ text: string; format: string; x: number; y: number }[]> {
  const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const found = await readBarcodes(
    { data, width, height },
    {
      formats: ['Code128', 'QRCode', 'DataMatrix'],
      tryHarder: true,
      maxNumberOfSymbols: 255,
    },
  );
  return found.map(({ text, format, position }) => ({
    text,
    format,
    x: position.topLeft.x / dpi,
    y: position.topLeft.y / dpi,
  }));
}
