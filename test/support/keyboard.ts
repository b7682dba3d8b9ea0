import type { Page } from 'playwright-core';

const BURST = 12;
const PATIENCE_MS = 15_000;
const SHIFT = 8;

/**
 * Presses Tab until the page has heard enough, in bursts: to ask the page after each press takes most of the time.
 * @param heed the source of a function that runs in the page at each press, before it moves the focus: with what has the
 *   focus (`null`: nothing), and how many presses came before. Once it answers `true` the focus stays where it is.
 * @returns whether it ever did
 */
export async function pressTab(page: Page, heed: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<boolean> {
  await page.evaluate(`(() => {
    const heed = ${heed};
    const tab = (window.tab = { presses: 0, over: false });
    const hear = (event) => {
      if (event.key !== 'Tab') return;
      const on = document.activeElement;
      tab.over ||= heed(on === document.body ? null : on, tab.presses);
      tab.presses += 1;
      if (!tab.over) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    addEventListener('keydown', hear, true);
    tab.end = () => removeEventListener('keydown', hear, true);
  })()`);
  const session = await page.context().newCDPSession(page);
  const event = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9, modifiers: key === 'Tab' ? 0 : SHIFT };
  let over = false;
  for (const end = Date.now() + PATIENCE_MS; !over && Date.now() < end;) {
    const keys = Array.from({ length: BURST }, () => [
      session.send('Input.dispatchKeyEvent', { ...event, type: 'rawKeyDown' }),
      session.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' }),
    ]);
    await Promise.all(keys.flat());
    over = await page.evaluate<boolean>('window.tab.over');
  }
  await session.detach();
  await page.evaluate('window.tab.end()');
  return over;
}

/** What a control is called: its own words, its label, or its `aria-label`. Runs in the page. */
export const NAME_OF = `((el) => {
  const labels = [...(el.labels ?? [])].map((label) => label.textContent);
  return [el.getAttribute('aria-label'), ...labels, el.tagName === 'INPUT' ? '' : el.textContent].join(' ').trim();
})`;

/** Presses Tab (or `Shift+Tab`) until a control with these words has the focus. @throws when it never does */
export async function tabTo(page: Page, words: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const heed = `(on, presses) => {
    if (presses === 0) window.passed = [];
    const name = on ? ${NAME_OF}(on) : '';
    if (presses > 0 && ${String(words)}.test(name)) return true;
    window.passed.push(name);
    return false;
  }`;
  if (await pressTab(page, heed, key)) return;
  const passed = await page.evaluate<string[]>('[...new Set(window.passed)]');
  throw new Error(`Tab never came to ${String(words)}; it passed ${passed.join(' | ')}`);
}
