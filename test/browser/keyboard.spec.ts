import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { useWebApp } from '../support/web-app.js';

/* Check 78 on the pages without a record in their address, by the account that sees all of them. */

const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all' } });

/** Each page with its primary action; null: it only shows. */
const PAGES: [path: string, action: RegExp | null][] = [
  ['/', /^Check out/],
  ['/devices', /^Device$/],
  ['/devices/new', /^Register/],
  ['/devices/look-alikes', null],
  ['/people', /^Person$/],
  ['/people/new', /^Add/],
  ['/people/temporary', /^Temporary student$/],
  ['/reservations', /^Reserve from a list$/],
  ['/clearances', null],
  ['/lists/loaners', null],
  ['/lists/overdue', null],
  ['/lists/no-shows', null],
  ['/missing', null],
  ['/bulk', null],
  ['/sites', null],
  ['/sites/LHS', null],
  ['/search', null],
  ['/imports', /^Import/],
  ['/imports/new', /^Upload/],
  ['/notices', null],
  ['/standards', /^Print$/],
  ['/admin/users', /^User$/],
  ['/admin/users/new', /^Add$/],
  ['/admin/roles', /^Role$/],
  ['/admin/roles/new', /^(Add|Make|Save)/],
  ['/admin/district', /^Save/],
  ['/admin/sites', /^Site$/],
  ['/admin/sites/new', /^Add$/],
  ['/admin/models', /^Model$/],
  ['/admin/policies', /^Change/],
  ['/admin/stations', /^Change/],
  ['/admin/tokens', null],
  ['/account/tokens', /^Token$/],
  ['/account/password', /^Change password$/],
  ['/account/sessions', null],
  ['/log', null],
  ['/log/access', null],
  ['/log/changes', null],
  ['/help', null],
];
const MOST_STOPS = 250;

interface Stop {
  name: string;
  /** What the eye sees of the focus: an outline or a ring of its own or of the box around it. */
  visible: boolean;
  start: boolean;
}

/** Runs in the page. */
const STOP = `(() => {
  const on = document.activeElement;
  if (!on || on === document.body) return { name: '', visible: true, start: true };
  const rings = (el) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(el);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  };
  const labels = [...(on.labels ?? [])].map((label) => label.textContent);
  const name = [on.getAttribute('aria-label'), ...labels, on.tagName === 'INPUT' ? '' : on.textContent].join(' ').trim();
  const around = [on, on.parentElement, on.nextElementSibling, on.parentElement?.parentElement].filter(Boolean);
  const { width, height } = on.getBoundingClientRect();
  return { name: name || on.outerHTML.slice(0, 80), visible: width > 0 && height > 0 && around.some(rings), start: false };
})()`;

/** Every stop of Tab, from the top of the page until it is left. */
async function stops(page: Page): Promise<Stop[]> {
  const all: Stop[] = [];
  for (let n = 0; n < MOST_STOPS; n++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate<Stop>(STOP);
    if (stop.start || (all.length > 0 && stop.name === all[0].name)) return all;
    all.push(stop);
  }
  return all;
}

/** The station has its own tests; the rest is not behind the sign-in. */
const ELSEWHERE = /^\/(scan|sign-in|setup|public)/;
const APP = join(import.meta.dirname, '../../apps/web/src/app');
const ROUTES = readdirSync(APP)
  .filter((name) => name.endsWith('routes.tsx'))
  .flatMap((name) => [...readFileSync(join(APP, name), 'utf8').matchAll(/^ {2}path: '([^'$]+)'/gm)])
  .map(([, path]) => path)
  .filter((path) => !ELSEWHERE.test(path));

describe('78: every page by keyboard only', () => {
  it('knows each page', () => {
    expect(ROUTES.length).toBeGreaterThan(30);
    expect(ROUTES.filter((path) => !PAGES.some(([known]) => known === path))).toEqual([]);
  });

  it.each(PAGES)(
    '%s: the skip link first, the focus seen at each stop, the way to its action',
    async (path, action) => {
      const page = await (await app().context({ reducedMotion: 'reduce' })).newPage();
      await page.goto(path);
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      const all = await stops(page);
      expect(all[0]?.name).toBe('Skip to the page');
      expect(all.filter(({ visible }) => !visible).map(({ name }) => name)).toEqual([]);
      if (action) expect(all.map(({ name }) => name)).toContainEqual(expect.stringMatching(action));
    },
  );
});
