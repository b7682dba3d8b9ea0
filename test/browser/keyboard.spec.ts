import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Records } from '../support/records.js';
import { makeRecords } from '../support/records.js';
import { shown } from '../support/axe.js';
import { useWebApp } from '../support/web-app.js';

/* Check 78 on every page, by the account that sees all of them. */

const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all' } });

let ids: Records;
beforeAll(async () => (ids = await makeRecords(app())));

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

/** The pages of a record. */
const RECORDS: [route: string, path: () => string, action: RegExp | null][] = [
  ['/devices/$id', () => `/devices/${ids.device}`, /^Report missing$/],
  ['/devices/$id/report-missing', () => `/devices/${ids.device}/report-missing`, /^Report/],
  ['/devices/$id/$tab', () => `/devices/${ids.device}/people`, null],
  ['/devices/$id/$tab', () => `/devices/${ids.device}/identifiers`, null],
  ['/devices/$id/$tab', () => `/devices/${ids.device}/as-of`, null],
  ['/people/$id', () => `/people/${ids.person}`, null],
  ['/clearances/$id', () => `/clearances/${ids.clearance}`, /^Print the slip$/],
  ['/missing/$caseId', () => `/missing/${ids.case}`, null],
  ['/bulk/$id', () => `/bulk/${ids.bulk}`, /^(Change|Move)/],
  ['/imports/$id', () => `/imports/${ids.import}`, /^(Run|Import|Apply)/],
  ['/carts/$id', () => `/carts/${ids.cart}`, null],
  ['/models/$id', () => `/models/${ids.model}`, null],
  ['/sites/$code', () => '/sites/LHS', null],
  ['/sites/$code/loans', () => '/sites/LHS/loans', null],
  ['/sites/$code/students', () => '/sites/LHS/students', null],
  ['/admin/users/$id', () => `/admin/users/${ids.account}`, null],
  ['/admin/roles/$code', () => '/admin/roles/site-clerk', null],
  ['/admin/sites/$id', () => `/admin/sites/${app().siteId}`, null],
  ['/d/$tag', () => '/d/NO-SUCH-TAG', null],
  ['/scan/sessions/$id', () => `/scan/sessions/${ids.session}`, null],
];

const MOST_STOPS = 300;

interface Stop {
  name: string;
  /** What the eye sees of the focus: an outline or a ring of its own or of the box around it. */
  visible: boolean;
  start: boolean;
}

/** Runs in the page; remembers the stop, so that `MISSED` can tell what no stop was. */
const STOP = `(() => {
  const walked = (window.walked ??= new Set());
  const on = document.activeElement;
  const [first] = walked;
  // Not any stop that comes again: a field of a date is one for its month, its day, its year.
  if (!on || on === document.body || (on === first && walked.size > 1)) return { name: '', visible: true, start: true };
  walked.add(on);
  const rings = (el) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(el);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  };
  const labels = [...(on.labels ?? [])].map((label) => label.textContent);
  const name = [on.getAttribute('aria-label'), ...labels, on.tagName === 'INPUT' ? '' : on.textContent].join(' ').trim();
  const around = [on, on.parentElement, on.nextElementSibling, on.parentElement?.parentElement].filter(Boolean);
  const sized = (el) => el.getBoundingClientRect().width > 0 && el.getBoundingClientRect().height > 0;
  return { name: name || on.outerHTML.slice(0, 80), visible: around.some((el) => sized(el) && rings(el)), start: false };
})()`;

/**
 * What one can act on by pointer and no Tab came to. Of a group of radio buttons or tabs Tab takes one and the arrows the others.
 */
const MISSED = `(() => {
  const groups = new Set([...window.walked].map((el) => el.name || el.closest('[role=tablist]')).filter(Boolean));
  const grouped = (el) => (el.type === 'radio' && groups.has(el.name)) || groups.has(el.closest('[role=tablist]'));
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [role=button], [role=link], [role=tab]')]
    .filter((el) => !el.disabled && el.type !== 'hidden' && el.type !== 'file')
    .filter((el) => el.checkVisibility({ visibilityProperty: true }) && el.getBoundingClientRect().width > 0)
    .filter((el) => !window.walked.has(el) && !grouped(el))
    .map((el) => el.outerHTML.slice(0, 160));
})()`;

interface Walk {
  stops: Stop[];
  missed: string[];
  /** The way out: Tab came back to where it began. */
  left: boolean;
}

/** Every stop of Tab, from the top of the page until it is left. */
async function walk(page: Page): Promise<Walk> {
  const begin = await page.evaluate<Stop>(STOP);
  const stops = begin.start ? [] : [begin];
  let left = false;
  while (!left && stops.length < MOST_STOPS) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate<Stop>(STOP);
    left = stop.start;
    if (!left) stops.push(stop);
  }
  return { stops, missed: await page.evaluate<string[]>(MISSED), left };
}

/** The station has its own tests; the rest is not behind the sign-in. */
const ELSEWHERE = /^\/(scan\/?(\$mode|check|display)?$|sign-in|setup|public)/;
const APP = join(import.meta.dirname, '../../apps/web/src/app');
const ROUTES = readdirSync(APP)
  .filter((name) => name.endsWith('routes.tsx'))
  .flatMap((name) => [...readFileSync(join(APP, name), 'utf8').matchAll(/^ {2}path: '([^']+)'/gm)])
  .map(([, path]) => path)
  .filter((path) => !ELSEWHERE.test(path));

async function walkOf(path: string, action: RegExp | null): Promise<void> {
  const page = await (await app().context({ reducedMotion: 'reduce' })).newPage();
  await shown(page, path);
  const { stops, missed, left } = await walk(page);
  expect(stops.filter(({ visible }) => !visible).map(({ name }) => name)).toEqual([]);
  expect(missed).toEqual([]);
  expect(left).toBe(true);
  // A page without the rail has nothing to skip.
  if (!path.startsWith('/scan/')) expect(stops[0]?.name).toBe('Skip to the page');
  if (action) expect(stops.map(({ name }) => name)).toContainEqual(expect.stringMatching(action));
}

describe('78: every page by keyboard only', () => {
  it('knows each page', () => {
    const known = [...PAGES, ...RECORDS].map(([route]) => route);
    expect(ROUTES.length).toBeGreaterThan(50);
    expect(ROUTES.filter((path) => !known.includes(path))).toEqual([]);
  });

  it.each(PAGES)('%s: the skip link first, the focus seen at each stop, all reached, the way to its action', walkOf);

  it.each(RECORDS)('%s: the same on the page of a record', async (route, path, action) => {
    if (route === '/d/$tag') app().browser.expectProblem(/404 .*by-tag/);
    await walkOf(path(), action);
  });
});
