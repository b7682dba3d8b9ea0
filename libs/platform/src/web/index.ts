export { servePages } from './pages.js';
export type { PagesOptions } from './pages.js';
