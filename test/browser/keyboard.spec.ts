import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Records } from '../support/records.js';
import { makeRecords } from '../support/records.js';
import { NAME_OF, pressTab } from '../support/keyboard.js';
import { shown, visitAll } from '../support/pages.js';
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
  ['/loans', null],
  ['/clearances', null],
  ['/lists/loaners', null],
  ['/lists/overdue', null],
  ['/lists/no-shows', null],
  ['/missing', null],
  ['/bulk', null],
  ['/exports', null],
  ['/sites', null],
  ['/search', null],
  ['/labels', /^Make/],
  ['/labels/stock', /^Stock$/],
  ['/labels/printers', /^Printer$/],
  ['/imports', /^Import/],
  ['/imports/new', /^Upload/],
  ['/rosters', /^Upload a roster$/],
  ['/rosters/new', /^Upload and look$/],
  ['/rosters/sources/new', /^Add a source$/],
  ['/rosters/questions', null],
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
  ['/admin/retention', /^Plan$/],
  ['/admin/stations', /^Change/],
  ['/admin/tokens', null],
  ['/admin/sign-in', null],
  ['/admin/backups', /^Back up now$/],
  ['/admin/system', null],
  ['/account', null],
  ['/account/second-factor', null],
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
  ['/rosters/runs/$id', () => `/rosters/runs/${ids.roster}`, /^Run: 1 new/],
  ['/rosters/runs/$id', () => `/rosters/runs/${ids.stoppedRoster}`, /^Approve and run$/],
  ['/rosters/sources/$id', () => `/rosters/sources/${ids.rosterSource}`, /^Save$/],
  ['/rosters/sources/$id/schools', () => `/rosters/sources/${ids.rosterSource}/schools`, /^Save the answers$/],
  ['/carts/$id', () => `/carts/${ids.cart}`, null],
  ['/labels/runs/$id', () => `/labels/runs/${ids.labels}`, /^Download/],
  ['/models/$id', () => `/models/${ids.model}`, null],
  ['/sites/$code', () => '/sites/LHS', null],
  ['/sites/$code/loans', () => '/sites/LHS/loans', null],
  ['/sites/$code/students', () => '/sites/LHS/students', null],
  ['/sites/$code/moved', () => '/sites/LHS/moved', null],
  ['/admin/users/$id', () => `/admin/users/${ids.account}`, null],
  ['/admin/roles/$code', () => '/admin/roles/site-clerk', null],
  ['/admin/sites/$id', () => `/admin/sites/${app().siteId}`, null],
  ['/d/$tag', () => '/d/NO-SUCH-TAG', null],
  ['/scan/sessions/$id', () => `/scan/sessions/${ids.session}`, null],
];

interface Stop {
  name: string;
  /** What the eye sees of the focus: an outline or a ring of its own or of the box around it. */
  visible: boolean;
}

/** Runs in the page at each Tab, with what has the focus. Over when the round is: at the top again, or at the first stop. */
const NOTE = `(on, presses) => {
  const walked = (window.walked = presses > 0 ? window.walked : new Set());
  const stops = (window.stops = presses > 0 ? window.stops : []);
  const [first] = walked;
  // Not any stop that comes again: a field of a date is one for its month, its day, its year.
  if (!on || (on === first && walked.size > 1)) return presses > 0;
  walked.add(on);
  const rings = (el) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(el);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  };
  const around = [on, on.parentElement, on.nextElementSibling, on.parentElement?.parentElement].filter(Boolean);
  const sized = (el) => el.getBoundingClientRect().width > 0 && el.getBoundingClientRect().height > 0;
  stops.push({ name: ${NAME_OF}(on) || on.outerHTML.slice(0, 80), visible: around.some((el) => sized(el) && rings(el)) });
  return false;
}`;

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
  const left = await pressTab(page, NOTE);
  const [stops, missed] = await page.evaluate<[Stop[], string[]]>(`[window.stops, ${MISSED}]`);
  return { stops, missed, left };
}

/** The station has its own tests; the rest is not behind the sign-in. */
const ELSEWHERE = /^\/(scan\/?(\$mode|check|display)?$|sign-in|setup|public)/;
const APP = join(import.meta.dirname, '../../apps/web/src/app');
const ROUTES = readdirSync(APP)
  .filter((name) => name.endsWith('routes.tsx'))
  .flatMap((name) => [...readFileSync(join(APP, name), 'utf8').matchAll(/^ {2}path: '([^']+)'/gm)])
  .map(([, path]) => path)
  .filter((path) => !ELSEWHERE.test(path));

/** What is wrong with the walk through a page; empty when nothing is. */
async function faultsOf(page: Page, path: string, action: RegExp | null): Promise<Record<string, unknown>> {
  await shown(page, path);
  const { stops, missed, left } = await walk(page);
  const unseen = stops.filter(({ visible }) => !visible).map(({ name }) => name);
  // A page without the rail has nothing to skip.
  const first = path.startsWith('/scan/') ? 'Skip to the page' : stops.at(0)?.name;
  return {
    ...(unseen.length > 0 && { unseen }),
    ...(missed.length > 0 && { missed }),
    ...(!left && { neverLeft: stops.length }),
    ...(first !== 'Skip to the page' && { first }),
    ...(action && !stops.some(({ name }) => action.test(name)) && { noWayTo: String(action) }),
  };
}

describe('78: every page by keyboard only', () => {
  it('knows each page', () => {
    const known = [...PAGES, ...RECORDS].map(([route]) => route);
    expect(ROUTES.length).toBeGreaterThan(50);
    expect(ROUTES.filter((path) => !known.includes(path))).toEqual([]);
  });

  it('the skip link first, the focus seen at each stop, all reached, the way to its action', async () => {
    app().browser.expectProblem(/404 .*by-tag/);
    const pages = [...PAGES, ...RECORDS.map(([, path, action]) => [path(), action] as const)];
    const found: Record<string, unknown> = {};
    await visitAll(await app().context({ reducedMotion: 'reduce' }), pages, async (page, [path, action]) => {
      found[path] = await faultsOf(page, path, action);
    });
    expect(found).toEqual(Object.fromEntries(pages.map(([path]) => [path, {}])));
  }, 180_000);
});
