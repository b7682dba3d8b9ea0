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

/** What stands in the document, and which parts of it can be seen. */
const SHOWS = `document.body.outerHTML + [...document.body.querySelectorAll('*')].map((el) => Number(el.checkVisibility())).join('')`;

/** Brings colours on their way from light to dark to where they are going. @returns how many were on their way */
const END_TRANSITIONS = `document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finish()).length`;

/** Of these alone the colours decide. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** Serious and critical findings of the page as it stands. */
async function findings(page: Page, rules: string[] | null): Promise<Finding[]> {
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: { type: 'rule', values: rules } }) };
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(`${AXE}; undefined`);
  return page.evaluate<Finding[]>(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, impact, nodes }) => ({
      id, impact, nodes: nodes.slice(0, 5).map((node) => node.html.slice(0, 160) + ' · ' + node.failureSummary.slice(0, 240)),
    })))`);
}

/** In light and in dark, without loading again; only what is wrong. */
export async function findingsInBoth(page: Page, where: string): Promise<unknown[]> {
  const all: unknown[] = [];
  let seen = '';
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const colorScheme of ['light', 'dark'] as const) {
    // What the app sets for either; a medium that is emulated reaches a page among others after a second only.
    await page.evaluate(`document.documentElement.dataset.mantineColorScheme = '${colorScheme}'`);
    await until(
      () => page.evaluate<number>(END_TRANSITIONS),
      (moving) => moving === 0,
    );
    const shows = await page.evaluate<string>(SHOWS);
    // Where all the same stands as in light, colours alone can be wrong in dark.
    const found = await findings(page, shows === seen ? COLOURS : null);
    seen = shows;
    if (found.length > 0) all.push({ where, colorScheme, found });
  }
  return all;
}
