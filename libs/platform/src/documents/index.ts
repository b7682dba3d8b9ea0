import type { PdfPages } from './pdf-pages.js';

/** A new document. PDFKit and its fonts are loaded with the first one: a process that prints nothing starts without them. */
export const openPdf = async (title: string): Promise<PdfPages> => {
  const { PdfPages: Pages } = await import('./pdf-pages.js');
  return new Pages(title);
};

let measuring: Promise<PdfPages> | undefined;

/** How wide text is in a document's fonts, which are read once for the process. */
export const textMeasure = async (): Promise<PdfPages['measure']> => {
  measuring ??= openPdf('Measure');
  const pages = await measuring;
  return (...text) => pages.measure(...text);
};

export type { PdfPages, TextAt } from './pdf-pages.js';
export type { Weight } from './fonts.js';
