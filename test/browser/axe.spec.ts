import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { findingsInBoth } from '../support/axe.js';
import { goneTo, shown, visitAll } from '../support/pages.js';
import { TestBrowser } from '../support/browser.js';
import type { Records } from '../support/records.js';
import { makeRecords } from '../support/records.js';
import { ORIGIN } from '../support/sign-in.js';
import { useWebApp, WEB_FOLDER } from '../support/web-app.js';

const APP = join(import.meta.dirname, '../../apps/web/src/app');
const ROUTES = readdirSync(APP)
  .filter((name) => name.endsWith('routes.tsx'))
  .map((name) => readFileSync(join(APP, name), 'utf8'))
  .join('\n');

const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all' } });

let ids: Records;

/** An address for each route of the app; a new route needs its own line. */
const ADDRESSES: Record<string, () => string[]> = {
  '/sign-in': () => [],
  '/sign-in/callback': () => [],
  '/sign-in/code': () => [],
  '/setup': () => [],
  '/': () => ['/'],
  '/account/sessions': () => ['/account/sessions'],
  '/account/password': () => ['/account/password'],
  '/devices': () => ['/devices', '/devices?state=missing'],
  '/devices/new': () => ['/devices/new'],
  '/devices/look-alikes': () => ['/devices/look-alikes'],
  '/devices/$id': () => [`/devices/${ids.device}`],
  '/devices/$id/report-missing': () => [`/devices/${ids.device}/report-missing`],
  '/carts/$id': () => [`/carts/${ids.cart}`],
  '/loans': () => ['/loans', '/loans?state=overdue,over&holder=staff&from=2025-07-01'],
  '/reservations': () => ['/reservations'],
  '/clearances': () => ['/clearances', '/clearances?state=open,cleared&overdue=true'],
  '/clearances/$id': () => [`/clearances/${ids.clearance}`],
  '/lists/loaners': () => ['/lists/loaners'],
  '/lists/overdue': () => ['/lists/overdue'],
  '/lists/no-shows': () => ['/lists/no-shows'],
  '/missing': () => ['/missing', '/missing?state=open,recovered&overdue=true'],
  '/missing/$caseId': () => [`/missing/${ids.case}`],
  '/devices/$id/$tab': () => [
    `/devices/${ids.device}/people`,
    `/devices/${ids.device}/identifiers`,
    `/devices/${ids.device}/as-of`,
  ],
  '/d/$tag': () => ['/d/NO-SUCH-TAG'],
  '/bulk': () => ['/bulk'],
  '/bulk/$id': () => [`/bulk/${ids.bulk}`],
  '/people': () => ['/people'],
  '/people/new': () => ['/people/new'],
  '/people/temporary': () => ['/people/temporary'],
  '/people/$id': () => [`/people/${ids.person}`],
  '/sites': () => ['/sites'],
  '/sites/$code': () => ['/sites/LHS'],
  '/sites/$code/loans': () => ['/sites/LHS/loans'],
  '/sites/$code/students': () => ['/sites/LHS/students?device=without'],
  '/labels': () => [
    '/labels',
    '/labels?site=LHS&kind=tag-range&prefix=AX-&count=40&from=7',
    '/labels?site=LHS&kind=person&grades=9',
  ],
  '/labels/runs/$id': () => [`/labels/runs/${ids.labels}`, `/labels/runs/${ids.labels}?step=verify`],
  '/labels/stock': () => ['/labels/stock'],
  '/labels/printers': () => ['/labels/printers'],
  '/search': () => ['/search'],
  '/help': () => ['/help'],
  '/exports': () => ['/exports'],
  '/imports': () => ['/imports'],
  '/imports/new': () => ['/imports/new'],
  '/imports/$id': () => [`/imports/${ids.import}`],
  '/rosters': () => ['/rosters'],
  '/rosters/new': () => ['/rosters/new'],
  '/rosters/runs/$id': () => [`/rosters/runs/${ids.roster}`, `/rosters/runs/${ids.stoppedRoster}`],
  '/rosters/sources/new': () => ['/rosters/sources/new'],
  '/rosters/sources/$id': () => [`/rosters/sources/${ids.rosterSource}`],
  '/rosters/sources/$id/schools': () => [`/rosters/sources/${ids.rosterSource}/schools`],
  '/rosters/questions': () => ['/rosters/questions', '/rosters/questions?kind=returned'],
  '/sites/$code/moved': () => ['/sites/LHS/moved?days=all'],
  '/admin/users': () => ['/admin/users'],
  '/admin/users/new': () => ['/admin/users/new'],
  '/admin/users/$id': () => [`/admin/users/${ids.account}`],
  '/admin/roles': () => ['/admin/roles'],
  '/admin/district': () => ['/admin/district'],
  '/admin/sites': () => ['/admin/sites'],
  '/admin/sites/new': () => ['/admin/sites/new'],
  '/admin/sites/$id': () => [`/admin/sites/${app().siteId}`],
  '/log/changes': () => ['/log/changes'],
  '/log': () => ['/log', '/log?view=undos'],
  '/admin/roles/new': () => ['/admin/roles/new?copy=site-clerk'],
  '/admin/roles/$code': () => ['/admin/roles/site-clerk'],
  '/admin/tokens': () => ['/admin/tokens'],
  '/admin/sign-in': () => ['/admin/sign-in'],
  '/admin/backups': () => ['/admin/backups'],
  '/admin/system': () => ['/admin/system'],
  '/account': () => ['/account'],
  '/account/second-factor': () => ['/account/second-factor'],
  '/account/tokens': () => ['/account/tokens'],
  '/admin/policies': () => ['/admin/policies', '/admin/policies?site=LHS'],
  '/admin/retention': () => ['/admin/retention'],
  '/admin/stations': () => ['/admin/stations'],
  '/standards': () => ['/standards'],
  '/models/$id': () => [`/models/${ids.model}`],
  '/public/standards': () => ['/public/standards'],
  '/admin/models': () => ['/admin/models'],
  '/log/access': () => ['/log/access'],
  '/notices': () => ['/notices'],
  $: () => ['/no/such/page'],
  '/scan': () => [],
  '/scan/$mode': () => ['/scan/out', '/scan/in', '/scan/look'],
  '/scan/sessions/$id': () => [`/scan/sessions/${ids.session}`],
  '/scan/check': () => ['/scan/check'],
  '/scan/display': () => ['/scan/display?station=none'],
};
/** Before the sign-in, with a test of their own; `/scan` only leads on. */
const ELSEWHERE = ['/sign-in', '/sign-in/callback', '/sign-in/code', '/setup', '/scan'];
const PATHS = [...ROUTES.matchAll(/^ {2}path: '([^']+)'|path: '(\$)'/gm)].map(([, path, rest]) => path ?? rest);

beforeAll(async () => {
  ids = await makeRecords(app());
  await publishStandards();
});

const publishStandards = (): Promise<unknown> =>
  app().server.database.asSuperuser(`UPDATE policy_standards SET audience = 'public'`);

describe('50: no serious finding of axe, light and dark', () => {
  it('knows an address of every route', () => {
    expect(PATHS.length).toBeGreaterThan(20);
    expect(PATHS.filter((path) => !(path in ADDRESSES))).toEqual([]);
    expect(PATHS.filter((path) => ADDRESSES[path]().length === 0)).toEqual(ELSEWHERE);
  });

  it('on every page behind the sign-in', async () => {
    app().browser.expectProblem(/404 .*by-tag/);
    const addresses = Object.values(ADDRESSES).flatMap((some) => some());
    const all: unknown[] = [];
    await visitAll(await app().context(), addresses, async (page, address) => {
      await goneTo(page, address);
      expect(new URL(page.url()).pathname).toBe(address.split('?')[0]);
      all.push(...(await findingsInBoth(page, address)));
    });
    expect(all).toEqual([]);
    expect(addresses.length).toBeGreaterThan(25);
  }, 300_000);

  it('on /sign-in', async () => {
    app().browser.expectProblem(/401/);
    const page = await (await app().browser.context({ baseURL: ORIGIN })).newPage();
    await shown(page, '/sign-in');
    expect(await findingsInBoth(page, '/sign-in')).toEqual([]);
  });
});

describe('50: before the first account', () => {
  let empty: TestApp;
  let browser: TestBrowser;
  beforeAll(async () => {
    empty = await testApp({ webFolder: WEB_FOLDER });
    browser = await TestBrowser.launch(`MAP ${new URL(ORIGIN).host} ${new URL(empty.url).host}`);
  });
  afterAll(async () => {
    await browser.close();
    await empty.close();
  });

  it('on /setup', async () => {
    const page = await (await browser.context({ baseURL: ORIGIN })).newPage();
    await shown(page, '/setup');
    expect(new URL(page.url()).pathname).toBe('/setup');
    expect(await findingsInBoth(page, '/setup')).toEqual([]);
    expect((await browser.endTest()).filter((problem) => !problem.includes('401'))).toEqual([]);
  });
});
