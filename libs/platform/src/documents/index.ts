export { PdfPages } from './pdf-pages.js';
export type { TextAt } from './pdf-pages.js';
export type { Weight } from './fonts.js';
