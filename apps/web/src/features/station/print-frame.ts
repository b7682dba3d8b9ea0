import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import paper from './paper.css?url&no-inline';

const MM = 96 / 25.4;

/** No style sheet can say "72 mm wide and as long as it gets": without a length the printer takes its own paper. */
const cutRoll = (sheet: CSSStyleSheet | null, body: HTMLElement): number | undefined =>
  sheet?.insertRule(
    `@page { size: 72mm ${Math.ceil(body.offsetHeight / MM) + 8}mm; margin: 3mm }`,
    sheet.cssRules.length,
  );

/** Longer than anybody looks at a print dialog; then the frame goes. */
const GIVE_UP_MS = 120_000;

/**
 * Prints a paper of its own from a hidden frame: no shell, no page behind it. `done` comes after printing, or cancelling.
 * @returns how long the browser held the page: a dialog holds it until somebody answers
 */
export async function printPaper(content: ReactNode, kind: 'roll' | 'letter', done: () => void): Promise<number> {
  const frame = document.createElement('iframe');
  frame.className = 'visually-hidden';
  frame.title = 'paper';
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  document.body.append(frame);
  const view = frame.contentWindow;
  const page = frame.contentDocument;
  if (!view || !page) throw new Error('The browser gives no frame to print from');
  const style = Object.assign(page.createElement('link'), { rel: 'stylesheet', href: paper });
  const styled = new Promise((resolve, reject) => {
    style.onload = resolve;
    style.onerror = () => reject(new Error('The style of the paper did not load'));
  });
  page.head.append(style);
  page.body.dataset.paper = kind;
  const root = createRoot(page.body);
  flushSync(() => root.render(content));
  await styled;
  if (kind === 'roll') cutRoll(style.sheet, page.body);
  const over = (): void => {
    window.clearTimeout(timer);
    view.removeEventListener('afterprint', over);
    window.setTimeout(() => {
      root.unmount();
      frame.remove();
    }, 0);
    done();
  };
  const timer = window.setTimeout(over, GIVE_UP_MS);
  view.addEventListener('afterprint', over);
  const start = performance.now();
  view.print();
  return performance.now() - start;
}
