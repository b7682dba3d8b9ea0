import type { Page } from 'playwright-core';

/** What the focused control is called: its own words, its label, or its `aria-label`. */
const FOCUSED = `(() => {
  const on = document.activeElement;
  if (!on || on === document.body) return '';
  const labels = [...(on.labels ?? [])].map((label) => label.textContent);
  return [on.getAttribute('aria-label'), ...labels, on.tagName === 'INPUT' ? '' : on.textContent].join(' ').trim();
})()`;

/** Presses Tab (or `Shift+Tab`) until a control with these words has the focus. @throws when the round ends without it */
export async function tabTo(page: Page, words: RegExp, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press(key);
    const name = await page.evaluate<string>(FOCUSED);
    if (words.test(name)) return;
    passed.push(name);
  }
  throw new Error(`Tab never came to ${String(words)}; it passed ${passed.join(' | ')}`);
}
