import type { PdfPages } from './pdf-pages.js';

/** A new document. PDFKit and its fonts are loaded with the first one: a process that prints nothing starts without them. */
export const openPdf = async (title: string): Promise<PdfPages> => {
  const { PdfPages: Pages } = await import('./pdf-pages.js');
  return new Pages(title);
};

/** What a document does with text, without one. */
export type TextTools = Pick<PdfPages, 'measure' | 'printable' | 'outlines'>;

let tools: Promise<PdfPages> | undefined;

/** The fonts of documents, which are read once for the process: how wide text is in them, and how it looks. */
export const textTools = async (): Promise<TextTools> => {
  tools ??= openPdf('Text');
  const pages = await tools;
  return {
    measure: (...text) => pages.measure(...text),
    printable: (text) => pages.printable(text),
    outlines: (...text) => pages.outlines(...text),
  };
};

export type { Contour } from './contours.js';
export type { PdfPages, TextAt } from './pdf-pages.js';
export type { Weight } from './fonts.js';
