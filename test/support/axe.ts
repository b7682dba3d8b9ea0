import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { until } from './until.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  id: string;
  impact: string;
  nodes: string[];
}

/** Serious and critical findings of the page as it stands. */
async function findings(page: Page): Promise<Finding[]> {
  await page.evaluate(`${AXE}; undefined`);
  return page.evaluate<Finding[]>(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, impact, nodes }) => ({
      id, impact, nodes: nodes.slice(0, 5).map((node) => node.html.slice(0, 160) + ' · ' + node.failureSummary.slice(0, 240)),
    })))`);
}

/** In light and in dark, without loading again; only what is wrong. */
export async function findingsInBoth(page: Page, where: string): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    // Colours on their way from light to dark are neither.
    await until(
      () => page.evaluate<number>('document.getAnimations().filter((one) => one instanceof CSSTransition).length'),
      (moving) => moving === 0,
    );
    const found = await findings(page);
    if (found.length > 0) all.push({ where, colorScheme, found });
  }
  return all;
}

/** The page itself, not its skeleton. */
export async function shown(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
}
